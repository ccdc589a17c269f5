/* What is known of dispatch, given to a decomposition of another region (docs/solver.md, D17). */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/decomposition_parts.h"
#include "solver/warm_start_parts.h"

/* By so much dispatch may cost more or less than it did at the same place. */
#define FAR_FRAC 0.05

/* What the crew works on. */
typedef struct taking {
    job j;
    decomposition *d;
    const known_unit *units;
    bool *same; /* [units] */
    bool *far;  /* [units] dispatch costs otherwise at the same place */
    int *
        *column; /* [units][columns, then quantities here] their place in the known unit; LP_NONE */
    bool *left_out; /* [units] of the next evaluation */
} taking;

static int find_name(const known_unit *u, size_t first, size_t n, const char *name)
{
    for (size_t k = first; k < first + n; k++)
        if (strcmp(u->names[k], name) == 0)
            return (int)k;
    return LP_NONE;
}

static status map_columns(const decomposition *d, size_t item, const known_unit *from, int **out)
{
    const unit_columns *c = &d->units[item]->columns;
    const lp *named = d->investments->lp;
    *out = calloc(c->n_columns + c->n_quantities + 1, sizeof **out);
    if (!*out)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < c->n_columns; k++)
        (*out)[k] = find_name(from, 0, from->n_columns, lp_column_name(named, c->columns[k]));
    for (size_t k = 0; k < c->n_quantities; k++)
        (*out)[c->n_columns + k] = find_name(from, from->n_columns, from->n_quantities,
                                             lp_column_name(named, c->quantities[k]));
    return STATUS_OK;
}

static status take_points(const taking *t, size_t s, size_t y)
{
    const size_t item = s * t->d->n_units + y;
    const known_unit *from = &t->units[item];
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < from->n_points; k++) {
        unit_point copy;
        st = unit_point_copy(t->d->units[item], &from->points[k], &copy) ? STATUS_OK
                                                                         : STATUS_NO_MEMORY;
        if (st == STATUS_OK)
            st = station_add_point(t->d->programs[s], y, &copy);
        unit_point_free(&copy);
    }
    return st;
}

static status take_cuts(const taking *t, size_t s, size_t y)
{
    const size_t item = s * t->d->n_units + y;
    const known_unit *from = &t->units[item];
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < from->n_cuts; k++) {
        unit_cut copy;
        st = unit_cut_copy(t->d->units[item], &from->cuts[k], &copy) ? STATUS_OK : STATUS_NO_MEMORY;
        if (st == STATUS_OK)
            st = station_add_cut(t->d->programs[s], y, &copy);
        unit_cut_free(&copy);
    }
    return st;
}

/* In the thread of the station. */
static status take_station(void *context, size_t s)
{
    const taking *t = context;
    status st = STATUS_OK;
    for (size_t y = 0; st == STATUS_OK && y < t->d->n_units; y++) {
        if (!t->same[s * t->d->n_units + y])
            continue;
        st = take_points(t, s, y);
        if (st == STATUS_OK)
            st = take_cuts(t, s, y);
    }
    return st;
}

/* The n-th place of a unit; a column that was not there stays at its least. */
static void query_place(taking *t, size_t item, size_t n)
{
    decomposition *d = t->d;
    const unit_columns *c = &d->units[item]->columns;
    const known_unit *from = &t->units[item];
    const place *p = &from->places[n];
    for (size_t k = 0; k < c->n_columns; k++) {
        const int there = t->column[item][k];
        d->query[item][k] = there >= 0 ? p->c[there] : lp_lower(d->investments->lp, c->columns[k]);
    }
    for (size_t k = 0; k < c->n_quantities; k++) {
        const int there = t->column[item][c->n_columns + k];
        d->quantity_price[item][k] = there >= 0 ? p->price[(size_t)there - from->n_columns] : 0.0;
    }
}

static bool most_are_far(const taking *t)
{
    size_t n = 0;
    for (size_t item = 0; item < decomposition_units(t->d); item++)
        n += t->far[item];
    return 2 * n > decomposition_units(t->d);
}

/* False: no unit has so many places. */
static bool query_places(taking *t, size_t n)
{
    bool any = false;
    for (size_t item = 0; item < decomposition_units(t->d); item++) {
        t->left_out[item] = t->same[item] || t->far[item] || n >= t->units[item].n_places;
        if (!t->left_out[item])
            query_place(t, item, n);
        any |= !t->left_out[item];
    }
    return any;
}

static void see_what_is_far(taking *t, size_t n)
{
    for (size_t item = 0; item < decomposition_units(t->d); item++) {
        const evaluation *e = &t->j.evaluations[item];
        const double before = t->left_out[item] ? NAN : t->units[item].places[n].keur;
        if (e->done && e->exists)
            t->far[item] |= fabs(e->at_c.keur - before) > FAR_FRAC * fabs(before);
    }
}

static status evaluate_places(taking *t)
{
    decomposition *d = t->d;
    status st = STATUS_OK;
    for (size_t n = 0;
         st == STATUS_OK && query_places(t, n) && !most_are_far(t) && !decomposition_must_stop(d);
         n++) {
        st = job_open(d, &t->j);
        t->j.left_out = t->left_out;
        if (st == STATUS_OK)
            st = workers_run(d->crew, job_evaluate_unit, &t->j, decomposition_units(d));
        if (st == STATUS_OK)
            see_what_is_far(t, n);
        if (st == STATUS_OK && !most_are_far(t))
            st = workers_run(d->crew, job_take_over, &t->j, d->n_stations);
        job_close(&t->j);
    }
    return st;
}

/* Of links that were not there the price is none, and what it costs to miss them that of a link. */
static status take_prices(const known_phase *known, decomposition *d)
{
    size_t n;
    char **names = warm_start_name_prices(d, &n);
    double *guess = calloc(coordinator_guess_size(d->region) + 1, sizeof *guess);
    const bool ready = names && guess;
    const size_t first_link = n - d->parts->n_links;
    if (ready)
        (void)coordinator_read_guess(d->region, guess); /* for what missing costs */
    for (size_t i = 0; ready && i < n; i++) {
        const known_price wanted = {.name = names[i]};
        const known_price *p =
            bsearch(&wanted, known->prices, known->n_prices, sizeof *p, warm_start_by_name);
        guess[i] = p ? p->value : 0.0;
        for (size_t side = 0; p && i >= first_link && side < 2; side++)
            guess[n + 2 * (i - first_link) + side] = p->missed_keur[side];
    }
    if (ready && known->n_prices > 0)
        coordinator_guess(d->region, guess);
    warm_start_free_names(names, n);
    free(guess);
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

static void find_same(const known_phase *known, const decomposition *d, bool *same)
{
    for (size_t k = 0; k < known->n_units; k++) {
        char fingerprint[SHA256_HEX_LENGTH + 1];
        unit_fingerprint(d->units[k], d->investments->lp, fingerprint);
        same[k] = strcmp(fingerprint, known->units[k].fingerprint) == 0;
    }
}

static status take_units(taking *t)
{
    decomposition *d = t->d;
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < decomposition_units(d); k++)
        st = t->same[k] ? STATUS_OK : map_columns(d, k, &t->units[k], &t->column[k]);
    if (st == STATUS_OK)
        st = workers_run(d->crew, take_station, t, d->n_stations);
    return st == STATUS_OK ? evaluate_places(t) : st;
}

status warm_start_take(const warm_start *w, warm_phase phase, decomposition *d, bool *is_near)
{
    const known_phase *known = &w->phases[phase];
    const size_t n = decomposition_units(d);
    *is_near = false;
    if (known->n_units != n)
        return STATUS_OK;
    taking t = {.d = d,
                .units = known->units,
                .same = calloc(n + 1, sizeof *t.same),
                .far = calloc(n + 1, sizeof *t.far),
                .column = calloc(n + 1, sizeof *t.column),
                .left_out = calloc(n + 1, sizeof *t.left_out)};
    status st = t.same && t.far && t.column && t.left_out ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK) {
        find_same(known, d, t.same);
        st = take_units(&t);
    }
    *is_near = st == STATUS_OK && !most_are_far(&t);
    if (st == STATUS_OK && *is_near && phase != WARM_PLAN)
        st = take_prices(known, d);
    for (size_t k = 0; t.column && k < n; k++)
        free(t.column[k]);
    free(t.same);
    free(t.far);
    free(t.column);
    free(t.left_out);
    return st;
}
