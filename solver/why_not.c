/* Why not that: what stands between a park and a technology that it was offered. */
#include "solver/why_not_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

bool may_build(const challenge *c, const asset *a, size_t y)
{
    const int j = new_column(c, a, y);
    return j >= 0 && lp_upper(c->f->lp, j) > lp_lower(c->f->lp, j) + SHARE_TOL_FRAC;
}

/* --- forcing it in (E65) --------------------------------------------------------------------------- */

/* The region's platform, from y on. Where a station alone is asked nothing of the region may be left open. */
static void force_platform(challenge *c, const technology *tech, size_t y)
{
    for (size_t v = 0; v < c->r->horizon.n_milestones; v++) {
        const int stands = c->f->master.platform[at(c->f, tech->index, v)];
        if (what_if_is_exact(c->w))
            what_if_release(c->w, stands);
        else if (v >= y)
            what_if_bound(c->w, stands, 1.0, 1.0);
    }
    what_if_bound(c->w, c->f->master.platform_new[at(c->f, tech->index, y)], 1.0, 1.0);
}

static bool has_platform(const challenge *c, const technology *tech, size_t y)
{
    const int column = c->f->master.platform[at(c->f, tech->index, y)];
    return column < 0 || c->x[column] > YES;
}

/* At least so much of it, built in y. */
static void force(challenge *c, const asset *a, size_t y, double amount)
{
    const int j = new_column(c, a, y);
    const double most = lp_upper(c->f->lp, j);
    what_if_release(c->w, kwh_column(c, a, y));
    if (a->technology->regional && !has_platform(c, a->technology, y))
        force_platform(c, a->technology, y);
    what_if_bound(c->w, j, fmin(amount, most), technology_is_whole(a->technology) ? amount : most);
}

void force_unit(challenge *c, const asset *a, size_t y)
{
    force(c, a, y, 1.0);
}

static const asset *control_of(const challenge *c, const connection *of, size_t y)
{
    for (size_t k = 0; k < of->n_assets; k++) {
        const asset *a = &c->r->assets[of->first_asset + k];
        if (a->technology->kind == KIND_CONTROL && !a->technology->regional && may_build(c, a, y))
            return a;
    }
    return NULL;
}

static bool has_control(const challenge *c, const connection *of)
{
    const size_t last = c->r->horizon.n_milestones - 1;
    for (size_t k = 0; k < of->n_assets; k++) {
        const asset *a = &c->r->assets[of->first_asset + k];
        if (a->technology->kind != KIND_CONTROL)
            continue;
        const int column = c->f->master.capacity[at(c->f, a->index, last)];
        if (column < 0 ? a->installed[last] > YES : c->x[column] > YES)
            return true;
    }
    return false;
}

/* What it costs more with one unit in each milestone in turn, an EMS along with it where it needs one;
 * the least of them. */
static status force_in(challenge *c, const asset *a, double amount, bool with_control, verdict *v)
{
    const what_if_answer *base;
    status st = what_if_base(c->w, station_of_connection(a->connection), &base);
    const double pays = -MONEY_TOL_FRAC * fabs(base->most_keur);
    *v = (verdict){.asset = a, .stops = OBSTACLE_LIMITS, .from = INFINITY};
    for (size_t y = 0;
         st == STATUS_OK && y < c->r->horizon.n_milestones && !what_if_must_stop(c->w); y++) {
        const asset *control = with_control ? control_of(c, a->connection, y) : NULL;
        if (!may_build(c, a, y) || (with_control && !control))
            continue;
        what_if_answer answer;
        force(c, a, y, amount);
        if (control)
            force(c, control, y, 1.0);
        st = what_if_solve(c->w, station_of_connection(a->connection), &answer);
        what_if_undo(c->w);
        const double more = answer.least_keur - base->most_keur;
        v->asked |= st == STATUS_OK && answer.answered;
        if (st == STATUS_OK && answer.answered && answer.possible && more < v->from)
            *v = (verdict){.asset = a,
                           .asked = true,
                           .stops = answer.most_keur - base->least_keur < pays ? OBSTACLE_UNPROVEN
                                                                               : OBSTACLE_PRICE,
                           .kind = BREAK_EVEN_EXTRA_COST,
                           .from = more,
                           .to = answer.most_keur - base->least_keur,
                           .y = y};
    }
    return st;
}

/* --- what else stands in the way -------------------------------------------------------------------- */

static double entry(const lp *p, int row, int column)
{
    const lp_row_view v = lp_row(p, row);
    int low = 0, high = v.n;
    while (low < high) {
        const int mid = (low + high) / 2;
        if (v.columns[mid] < column)
            low = mid + 1;
        else
            high = mid;
    }
    return low < v.n && v.columns[low] == column ? v.values[low] : 0.0;
}

/* kEUR that a unit built in v pays for the room it takes in limits of a kind, in all milestones. */
static double room_keur(const challenge *c, const asset *a, size_t v, limit_kind kind)
{
    double keur = 0.0;
    for (size_t k = 0; k < c->f->n_limit_rows; k++) {
        const limit_row *row = &c->f->limit_rows[k];
        if (row->kind != kind)
            continue;
        const double price = -what_if_dual(c->w, row->row);
        const int capacity = c->f->master.capacity[at(c->f, a->index, row->y)];
        if (row->y == v)
            keur += price * entry(c->f->lp, row->row, new_column(c, a, v));
        if (capacity >= 0 && vintage_counts(&c->r->horizon, year_of(c->f, v),
                                            technology_life(a->technology), row->y))
            keur += price * entry(c->f->lp, row->row, capacity);
    }
    return keur;
}

/* The limit that stops it, if there is one: with that room for nothing it would be chosen at its price as it
 * is. */
static void blame_limit(const challenge *c, const asset *a, double lacks_share, verdict *out)
{
    static const struct {
        limit_kind kind;
        obstacle stops;
    } kinds[] = {{LIMIT_GROUND, OBSTACLE_SPACE},
                 {LIMIT_INSTALLER_WEEKS, OBSTACLE_PEOPLE},
                 {LIMIT_ADOPTION, OBSTACLE_PEOPLE},
                 {LIMIT_FUND, OBSTACLE_BUDGET}};
    double most = 0.0;
    for (size_t v = 0; v < c->r->horizon.n_milestones; v++)
        for (size_t k = 0; may_build(c, a, v) && k < sizeof kinds / sizeof kinds[0]; k++) {
            const double keur = kinds[k].kind == LIMIT_FUND ? budget_keur(c, a, v)
                                                            : room_keur(c, a, v, kinds[k].kind);
            if (keur > most && keur >= lacks_share * price_keur(c, new_column(c, a, v))) {
                most = keur;
                out->stops = kinds[k].stops;
                out->people = kinds[k].kind;
            }
        }
}

static bool is_standing_out(const challenge *c, const asset *a, obstacle *stops)
{
    bool buildable = false, room = false;
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++) {
        buildable |= technology_buildable(a->technology, &c->r->horizon, y);
        room |= may_build(c, a, y);
    }
    *stops = buildable ? OBSTACLE_SPACE : OBSTACLE_NOT_YET;
    return !buildable || !room;
}

static bool has_hub(const challenge *c, const hub *h)
{
    const int column = c->f->master.hub_formed[at(c->f, h->index, c->r->horizon.n_milestones - 1)];
    return column >= 0 && c->x[column] > YES;
}

static bool has_heat_net(const challenge *c, const park *p)
{
    for (size_t k = 0; k < c->r->n_heat_nets; k++)
        for (size_t n = 0; n < c->r->heat_nets[k].n_routes; n++)
            if (c->r->heat_nets[k].routes[n].park == p && is_yes(c, c->f->master.net_built, k))
                return true;
    return false;
}

/* --- a verdict per asset, the best one per park and technology ---------------------------------------- */

/* Too little of it to be built: at the price at which its smallest sensible size is. */
static status judge_small(challenge *c, const asset *a, verdict *v)
{
    const double amount = fmax(a->technology->min_size, CHOSEN_TOL);
    *v = (verdict){.asset = a, .asked = true, .stops = OBSTACLE_SPACE};
    if (a->max < amount)
        return STATUS_OK;
    const status st = force_in(c, a, amount, false, v);
    const double keur = price_keur(c, new_column(c, a, v->y)) * amount;
    if (st == STATUS_OK && v->kind == BREAK_EVEN_EXTRA_COST && v->from >= 0.0 && keur > 0.0) {
        const double least = 1.0 - v->to / keur;
        v->kind = BREAK_EVEN_PRICE;
        v->to = 1.0 - v->from / keur;
        v->from = least;
    }
    return st;
}

static status judge_continuous(challenge *c, const asset *a, verdict *v)
{
    const what_if_answer *base;
    status st = what_if_base(c->w, station_of_connection(a->connection), &base);
    v->asked = base->answered;
    if (st != STATUS_OK || !base->answered)
        return st;
    const double above = share_by_duals(c, a, base->reduced, 1.0);
    if (above >= 1.0 + PRICE_STEP_FRAC)
        return judge_small(c, a, v);
    st = find_price(c, a, base, v);
    if (st == STATUS_OK)
        blame_limit(c, a, 1.0 - (v->kind == BREAK_EVEN_PRICE ? v->to : fmin(1.0, above)), v);
    return st;
}

static status judge(challenge *c, const asset *a, verdict *v)
{
    *v = (verdict){.asset = a, .asked = true};
    if (is_standing_out(c, a, &v->stops))
        return STATUS_OK;
    v->stops = OBSTACLE_HUB;
    if (a->hub && !has_hub(c, a->hub))
        return STATUS_OK;
    v->stops = OBSTACLE_HEAT_NET;
    if (a->technology->kind == KIND_LINK && !has_heat_net(c, a->connection->park))
        return STATUS_OK;
    if (a->technology->needs_ems && !has_control(c, a->connection)) {
        const status st = force_in(c, a, fmin(a->technology->typical_size, a->max), true, v);
        v->stops = v->stops == OBSTACLE_UNPROVEN ? v->stops : OBSTACLE_CONTROL;
        return st;
    }
    const status st = technology_is_whole(a->technology) ? force_in(c, a, 1.0, false, v)
                                                         : judge_continuous(c, a, v);
    return st == STATUS_OK ? ask_grid(c, a, v) : st;
}

/* Whether a comes nearer to being chosen than b. */
static bool is_nearer(const verdict *a, const verdict *b)
{
    if (a->kind != b->kind)
        return a->kind == BREAK_EVEN_PRICE || b->kind == BREAK_EVEN_NONE;
    if (a->kind == BREAK_EVEN_PRICE)
        return a->from > b->from;
    return a->kind == BREAK_EVEN_EXTRA_COST && a->from < b->from;
}

static double price_now_eur(const challenge *c, const asset *a)
{
    size_t y = 0;
    while (y + 1 < c->r->horizon.n_milestones && !may_build(c, a, y))
        y++;
    return isfinite(a->technology->annual_cost_eur_per_unit)
               ? a->technology->annual_cost_eur_per_unit
               : upfront_eur_per_unit(a->technology, y);
}

static why_not told(const challenge *c, const verdict *v)
{
    const technology *tech = v->asset->technology;
    const bool price = v->kind == BREAK_EVEN_PRICE;
    const double now = price ? price_now_eur(c, v->asset) : 0.0;
    const double unit_eur = price ? now : EUR_PER_KEUR;
    const bool any = v->kind != BREAK_EVEN_NONE;
    return (why_not){.technology = tech,
                     .connection = v->asset->connection,
                     .hub = v->asset->hub,
                     .stops = v->stops,
                     .kind = v->kind,
                     .break_even_from = any ? v->from * unit_eur : 0.0,
                     .break_even_to = any ? v->to * unit_eur : 0.0,
                     .now = now,
                     .unit = technology_unit(tech)};
}

/* Of all its connections that could have it, and do not have all of it already. */
status find_why_not(challenge *c, question *q)
{
    const park *p = q->park;
    const size_t last = c->r->horizon.n_milestones - 1;
    verdict best = {.asset = NULL};
    status st = STATUS_OK;
    for (size_t i = 0; i < p->n_connections; i++)
        for (size_t k = 0; st == STATUS_OK && k < p->connections[i].n_assets; k++) {
            const asset *a = &c->r->assets[p->connections[i].first_asset + k];
            verdict v;
            if (a->technology != q->technology || a->max <= a->installed[last] + SHARE_TOL_FRAC ||
                what_if_must_stop(c->w))
                continue;
            st = judge(c, a, &v);
            if (st == STATUS_OK && v.asked && (!best.asset || is_nearer(&v, &best)))
                best = v;
        }
    q->answered = st == STATUS_OK && best.asset && !what_if_must_stop(c->w);
    if (q->answered) {
        q->found = told(c, &best);
        q->at = (nearest){best.asset, best.y, best.people};
    }
    return st;
}
