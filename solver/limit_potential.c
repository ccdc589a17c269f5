/* What more room for a technology is worth: a potential stands in bounds and coefficients all over
 * the program, so the program is made again with the region changed, and what differs is changed. */
#include "solver/challenge_parts.h"

#include <math.h>

/* Both programs; NULL: not made. */
typedef struct twins {
    formulation *as_is, *changed;
} twins;

static status twins_new(const challenge *c, const asset *a, double units, twins *out)
{
    region *r = ARENA_NEW(c->mem, region);
    asset *assets = ARENA_ARRAY(c->mem, c->r->n_assets, asset);
    if (!r || !assets)
        return STATUS_NO_MEMORY;
    *r = *c->r;
    for (size_t k = 0; k < r->n_assets; k++)
        assets[k] = c->r->assets[k];
    assets[a->index].max += units;
    r->assets = assets;
    status st = formulation_whole(c->r, c->f->perspective, &out->as_is);
    if (st == STATUS_OK)
        st = formulation_whole(r, c->f->perspective, &out->changed);
    return st;
}

/* A potential that comes down to what stands leaves another program. */
static bool are_alike(const lp *a, const lp *b)
{
    if (lp_columns(a) != lp_columns(b) || lp_rows(a) != lp_rows(b))
        return false;
    for (int i = 0; i < lp_rows(a); i++)
        if (lp_row(a, i).n != lp_row(b, i).n)
            return false;
    return true;
}

/* Whole numbers stay as the plan has them, and so does what it was polished of (W6). */
static bool stays(const challenge *c, const asset *a, int column)
{
    const size_t first = at(c->f, a->index, 0);
    if (lp_is_whole(c->f->lp, column))
        return true;
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++)
        if (column == c->f->master.new_units[first + y] ||
            column == c->f->master.new_kwh[first + y])
            return c->x[column] <= SHARE_TOL_FRAC;
    return false;
}

static double moved(double bound, double as_is, double changed)
{
    return isfinite(bound) && isfinite(as_is) && isfinite(changed) ? bound + changed - as_is
                                                                   : bound;
}

static void move_columns(challenge *c, const asset *a, const lp *as_is, const lp *changed)
{
    const lp *p = c->f->lp;
    for (int j = 0; j < lp_columns(p); j++) {
        const double lower = moved(lp_lower(p, j), lp_lower(as_is, j), lp_lower(changed, j));
        const double upper = moved(lp_upper(p, j), lp_upper(as_is, j), lp_upper(changed, j));
        const bool differs = lp_lower(as_is, j) != lp_lower(changed, j) ||
                             lp_upper(as_is, j) != lp_upper(changed, j);
        if (differs && !stays(c, a, j))
            what_if_bound(c->w, j, lower, upper);
    }
}

static bool has_other_entries(lp_row_view a, lp_row_view b)
{
    for (int k = 0; k < a.n; k++)
        if (a.columns[k] != b.columns[k] || a.values[k] != b.values[k])
            return true;
    return false;
}

static void move_rows(challenge *c, const lp *as_is, const lp *changed)
{
    const lp *p = c->f->lp;
    for (int i = 0; i < lp_rows(p); i++) {
        const lp_row_view other = lp_row(changed, i);
        if (has_other_entries(lp_row(as_is, i), other))
            what_if_entries(c->w, i, other.n, other.columns, other.values);
        if (lp_row_lower(as_is, i) != lp_row_lower(changed, i) ||
            lp_row_upper(as_is, i) != lp_row_upper(changed, i))
            what_if_row(
                c->w, i,
                moved(lp_row_lower(p, i), lp_row_lower(as_is, i), lp_row_lower(changed, i)),
                moved(lp_row_upper(p, i), lp_row_upper(as_is, i), lp_row_upper(changed, i)));
    }
}

status potential_move(challenge *c, const asset *a, double units, bool *found)
{
    twins t = {NULL, NULL};
    *found = false;
    if (a->max + units <= 0.0)
        return STATUS_OK;
    const status st = twins_new(c, a, units, &t);
    *found = st == STATUS_OK && are_alike(c->f->lp, t.as_is->lp) &&
             are_alike(t.as_is->lp, t.changed->lp);
    if (*found) {
        move_columns(c, a, t.as_is->lp, t.changed->lp);
        move_rows(c, t.as_is->lp, t.changed->lp);
    }
    formulation_free(t.as_is);
    formulation_free(t.changed);
    return st;
}

/* (E60) What a unit more of a column brings that stands at its upper bound. */
static double at_bound_keur(const challenge *c, const what_if_answer *base, int column)
{
    return column >= 0 && c->x[column] > SHARE_TOL_FRAC ? fmax(0.0, -base->reduced[column]) : 0.0;
}

double potential_price_eur(const challenge *c, const asset *a, const what_if_answer *base)
{
    double keur = 0.0;
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++)
        keur += at_bound_keur(c, base, c->f->master.capacity[at(c->f, a->index, y)]) +
                at_bound_keur(c, base, c->f->master.new_units[at(c->f, a->index, y)]);
    return keur * EUR_PER_KEUR;
}
