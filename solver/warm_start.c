#include "solver/warm_start.h"

#include "solver/warm_start_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/room.h"

/* Cuts and points that were needed in one of so many last solves are kept. */
enum { MOST_IDLE = 2 };
/* Of a unit that is not the same: places that are evaluated, those needed last. */
enum { MOST_PLACES = 12 };

/* --- making ------------------------------------------------------------------------------------- */

warm_start *warm_start_new(void)
{
    return calloc(1, sizeof(warm_start));
}

static void free_unit(known_unit *u)
{
    for (size_t k = 0; u->names && k < u->n_columns + u->n_quantities; k++)
        free(u->names[k]);
    for (size_t k = 0; k < u->n_cuts; k++)
        unit_cut_free(&u->cuts[k]);
    for (size_t k = 0; k < u->n_points; k++)
        unit_point_free(&u->points[k]);
    for (size_t k = 0; k < u->n_places; k++) {
        free(u->places[k].c);
        free(u->places[k].price);
    }
    free(u->names);
    free(u->cuts);
    free(u->points);
    free(u->places);
}

void warm_start_free(warm_start *w)
{
    for (int phase = 0; w && phase < WARM_PHASES; phase++) {
        known_phase *known = &w->phases[phase];
        for (size_t k = 0; known->units && k < known->n_units; k++)
            free_unit(&known->units[k]);
        for (size_t k = 0; known->prices && k < known->n_prices; k++)
            free(known->prices[k].name);
        free(known->units);
        free(known->prices);
    }
    if (w)
        warm_start_forget_plan(w);
    free(w);
}

bool warm_start_is_empty(const warm_start *w)
{
    return !w->phases[WARM_STATUS_QUO].units;
}

static double *copy_of(const double *from, size_t n)
{
    double *to = malloc((n + 1) * sizeof *to);
    if (to)
        memcpy(to, from, n * sizeof *to);
    return to;
}

static bool add_place(known_unit *u, const double *c, const double *price, double keur)
{
    for (size_t k = 0; k < u->n_places; k++)
        if (memcmp(u->places[k].c, c, u->n_columns * sizeof *c) == 0)
            return true;
    if (u->n_places == MOST_PLACES)
        return true;
    if (!room_for((void **)&u->places, u->n_places, &u->place_room, sizeof *u->places))
        return false;
    place *to = &u->places[u->n_places++];
    *to = (place){copy_of(c, u->n_columns), copy_of(price, u->n_quantities), keur};
    return to->c && to->price;
}

/* Of a cut or point that comes from a station; what is copied here is freed with the unit. */
typedef struct keeping {
    known_unit *units; /* of the station */
    unit *const *of;   /* likewise */
    double *const *quantity_price;
    bool failed;
} keeping;

static void keep_cut(void *context, size_t y, const unit_cut *cut, int idle)
{
    keeping *k = context;
    known_unit *u = &k->units[y];
    if (k->failed || idle > MOST_IDLE)
        return;
    if (!room_for((void **)&u->cuts, u->n_cuts, &u->cut_room, sizeof *u->cuts)) {
        k->failed = true;
        return;
    }
    k->failed |= !unit_cut_copy(k->of[y], cut, &u->cuts[u->n_cuts++]);
    k->failed |= idle == 0 && !add_place(u, cut->at, cut->price, NAN);
}

static void keep_point(void *context, size_t y, const unit_point *found, int idle)
{
    keeping *k = context;
    known_unit *u = &k->units[y];
    if (k->failed || idle > MOST_IDLE)
        return;
    if (!room_for((void **)&u->points, u->n_points, &u->point_room, sizeof *u->points)) {
        k->failed = true;
        return;
    }
    k->failed |= !unit_point_copy(k->of[y], found, &u->points[u->n_points++]);
    k->failed |= idle == 0 && !add_place(u, found->c, k->quantity_price[y], found->keur);
}

static status keep_names(const decomposition *d, size_t item, known_unit *u)
{
    const unit_columns *c = &d->units[item]->columns;
    const lp *named = d->investments->lp;
    u->names = calloc(c->n_columns + c->n_quantities + 1, sizeof *u->names);
    if (!u->names)
        return STATUS_NO_MEMORY;
    u->n_columns = c->n_columns;
    u->n_quantities = c->n_quantities;
    bool ready = true;
    for (size_t k = 0; k < c->n_columns + c->n_quantities; k++) {
        const int column = k < c->n_columns ? c->columns[k] : c->quantities[k - c->n_columns];
        u->names[k] = strdup(lp_column_name(named, column));
        ready &= u->names[k] != NULL;
    }
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

static status keep_station(const decomposition *d, size_t s, known_unit *units)
{
    const size_t first = s * d->n_units;
    keeping k = {units + first, d->units + first, d->quantity_price + first, false};
    const station_visit visit = {keep_cut, keep_point};
    status st = STATUS_OK;
    for (size_t y = 0; st == STATUS_OK && y < d->n_units; y++) {
        st = keep_names(d, first + y, &units[first + y]);
        unit_fingerprint(d->units[first + y], d->investments->lp, units[first + y].fingerprint);
    }
    if (st == STATUS_OK)
        station_each_known(d->programs[s], &visit, &k);
    return k.failed ? STATUS_NO_MEMORY : st;
}

/* --- prices --------------------------------------------------------------------------------------- */

int warm_start_by_name(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

char **warm_start_name_prices(const decomposition *d, size_t *n)
{
    *n = split_prices(d->parts);
    char **names = calloc(*n + 1, sizeof *names);
    if (names && split_name_prices(d->parts, names) == STATUS_OK)
        return names;
    warm_start_free_names(names, *n);
    return NULL;
}

void warm_start_free_names(char **names, size_t n)
{
    for (size_t k = 0; names && k < n; k++)
        free(names[k]);
    free(names);
}

/* The names go over to what is kept. */
static status keep_prices(known_phase *known, const decomposition *d)
{
    size_t n;
    char **names = warm_start_name_prices(d, &n);
    double *guess = calloc(coordinator_guess_size(d->region) + 1, sizeof *guess);
    known->prices = calloc(n + 1, sizeof *known->prices);
    const bool ready = names && guess && known->prices;
    const bool any = ready && coordinator_read_guess(d->region, guess);
    const size_t first_link = n - d->parts->n_links;
    for (size_t i = 0; any && i < n; i++) {
        known_price *p = &known->prices[known->n_prices++];
        *p = (known_price){.name = names[i], .value = guess[i]};
        for (size_t side = 0; i >= first_link && side < 2; side++)
            p->missed_keur[side] = guess[n + 2 * (i - first_link) + side];
        names[i] = NULL;
    }
    if (any)
        qsort(known->prices, known->n_prices, sizeof *known->prices, warm_start_by_name);
    warm_start_free_names(names, n);
    free(guess);
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

status warm_start_keep(warm_start *w, warm_phase phase, const decomposition *d)
{
    known_phase *known = &w->phases[phase];
    if (known->units)
        return STATUS_OK;
    known->n_units = decomposition_units(d);
    known->units = calloc(known->n_units + 1, sizeof *known->units);
    status st = known->units ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t s = 0; st == STATUS_OK && s < d->n_stations; s++)
        st = keep_station(d, s, known->units);
    return st == STATUS_OK && phase != WARM_PLAN ? keep_prices(known, d) : st;
}

/* --- the plan ------------------------------------------------------------------------------------- */

status warm_start_keep_plan(warm_start *w, const lp *investments, const double *x, double gap_frac)
{
    const size_t n = (size_t)lp_columns(investments);
    if (w->values)
        return STATUS_OK;
    w->values = calloc(n + 1, sizeof *w->values);
    if (!w->values)
        return STATUS_NO_MEMORY;
    bool ready = true;
    for (size_t j = 0; ready && j < n; j++) {
        w->values[j] = (known_value){strdup(lp_column_name(investments, (int)j)), x[j]};
        ready = w->values[j].name != NULL;
        w->n_values += ready;
    }
    qsort(w->values, w->n_values, sizeof *w->values, warm_start_by_name);
    w->plan_gap_frac = gap_frac;
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

bool warm_start_plan(const warm_start *w, const lp *investments, double *x, double *gap_frac)
{
    for (int j = 0; w->n_values > 0 && j < lp_columns(investments); j++) {
        const known_value wanted = {.name = (char *)lp_column_name(investments, j)};
        const known_value *v =
            bsearch(&wanted, w->values, w->n_values, sizeof *v, warm_start_by_name);
        x[j] = v ? v->value : 0.0;
    }
    *gap_frac = w->plan_gap_frac;
    return w->n_values > 0;
}

void warm_start_take_plan(warm_start *w, warm_start *from)
{
    if (from->n_values == 0)
        return;
    warm_start_forget_plan(w);
    w->values = from->values;
    w->n_values = from->n_values;
    w->plan_gap_frac = from->plan_gap_frac;
    from->values = NULL;
    from->n_values = 0;
}

void warm_start_forget_plan(warm_start *w)
{
    for (size_t k = 0; k < w->n_values; k++)
        free(w->values[k].name);
    free(w->values);
    w->values = NULL;
    w->n_values = 0;
}
