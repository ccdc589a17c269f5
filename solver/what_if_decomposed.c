/* What if, for a region that was decomposed: one station at a time, at the region's prices. */
#include "solver/what_if_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/decomposition.h"

/* The plan of a station is settled to this part of its cost; a question to this part of the
 * difference it makes, but no closer than that. */
#define BASE_ROOM_FRAC 2e-6
#define QUESTION_ROOM_FRAC 0.05
enum { BASE_PASSES = 80, QUESTION_PASSES = 16 };
/* Of a question about the whole region. */
#define REGION_GAP_FRAC 1e-4
enum { REGION_PASSES = 30 };
/* Less is not missed, in the unit of a row. */
#define MISSED_TOL 1e-6

typedef struct station_base {
    bool asked;
    what_if_answer answer;
    double *x, *reduced;               /* [columns of the investments] */
    double *row_dual;                  /* [rows of the block] */
    double *import_keur, *export_keur; /* [milestones] worth of a kW */
} station_base;

typedef struct pieces {
    decomposition *d;
    const formulation *inv;
    double *lower, *upper; /* [columns] as the plan has them */
    double *link_price;    /* [n_links] */
    station_base *bases;   /* [stations + 1], the last one of the region */
    /* The last answer. */
    size_t station;
    double *x, *reduced; /* [columns of the investments] */
    double *block_x, *block_reduced;
    double *import_keur, *export_keur;
    bool has_worth;
} pieces;

static pieces *own(const what_if *w)
{
    return w->own;
}

static const formulation *of(const what_if *w)
{
    return own(w)->inv;
}

static const block_part *block_of(const what_if *w, size_t s)
{
    return &own(w)->d->parts->blocks[s];
}

/* --- changes ------------------------------------------------------------------------------------- */

static void set_bounds(what_if *w, int column, double lower, double upper)
{
    decomposition_set_bounds(own(w)->d, column, lower, upper);
}

static void set_cost(what_if *w, int column, double keur)
{
    decomposition_set_cost(own(w)->d, column, keur);
}

/* Rows stay as they are: what_if_is_exact() says so. */
static void set_row(what_if *w, int row, double lower, double upper)
{
    (void)w;
    (void)row;
    (void)lower;
    (void)upper;
}

/* Nor do entries change. */
static status set_entries(what_if *w, int row, int n, const int *columns, const double *values)
{
    (void)w;
    (void)row;
    (void)n;
    (void)columns;
    (void)values;
    return STATUS_OK;
}

static void restore_column(what_if *w, int j)
{
    set_bounds(w, j, own(w)->lower[j], own(w)->upper[j]);
    set_cost(w, j, lp_cost(own(w)->inv->lp, j));
}

static void restore_row(what_if *w, int row)
{
    set_row(w, row, 0.0, 0.0);
}

/* --- questions ----------------------------------------------------------------------------------- */

/* A column of the region is not of one station: the answer would lack what others do. */
static bool reaches(const what_if *w, size_t where, int column)
{
    return column >= 0 && (size_t)own(w)->d->parts->block_of[column] == where;
}

static bool is_of_station(const what_if *w, size_t where)
{
    for (size_t k = 0; k < w->columns.n; k++)
        if (!reaches(w, where, w->columns.items[k]))
            return false;
    return where < own(w)->d->n_stations;
}

/* A question about all stations: passes of the whole decomposition, which do not come as close. */
static status solve_all(what_if *w, double *x, what_if_answer *answer)
{
    pieces *o = own(w);
    decomposition *d = o->d;
    *answer = (what_if_answer){.answered = false};
    status st = decomposition_restart(d);
    if (st == STATUS_OK)
        st = decomposition_run(d, REGION_GAP_FRAC, REGION_PASSES);
    answer->possible = !d->infeasible;
    answer->answered =
        st == STATUS_OK && (d->infeasible || (isfinite(d->lower_keur) && isfinite(d->upper_keur) &&
                                              coordinator_missed(d->region) <= MISSED_TOL));
    if (!answer->answered || d->infeasible)
        return st;
    memcpy(x, w->s->best, (size_t)lp_columns(o->inv->lp) * sizeof *x);
    decomposition_centre(d, x);
    answer->least_keur = d->lower_keur;
    answer->most_keur = d->upper_keur;
    answer->x = x;
    return st;
}

/* From a block to the columns of the investments. */
static void spread(const what_if *w, size_t s, const double *block, double *all)
{
    const block_part *part = block_of(w, s);
    for (size_t k = 0; k < part->n_columns; k++)
        if (!part->is_copy[k])
            all[part->columns[k]] = block[k];
}

static status settle(what_if *w, size_t s, const settling *how, double *x, double *reduced,
                     what_if_answer *answer)
{
    pieces *o = own(w);
    settled_station found = {.x = o->block_x, .reduced = o->block_reduced};
    const status st = decomposition_settle(o->d, s, how, &found);
    *answer = (what_if_answer){.answered = false};
    if (st != STATUS_OK)
        return st;
    answer->possible = !found.impossible;
    answer->answered =
        found.impossible || (isfinite(found.least_keur) && isfinite(found.most_keur));
    if (!answer->answered || found.impossible)
        return st;
    memcpy(x, w->s->best, (size_t)lp_columns(o->inv->lp) * sizeof *x);
    spread(w, s, found.x, x);
    spread(w, s, found.reduced, reduced);
    answer->least_keur = found.least_keur;
    answer->most_keur = found.most_keur;
    answer->x = x;
    answer->reduced = reduced;
    return st;
}

static status ask_worth(what_if *w, size_t s, double *import_keur, double *export_keur, bool *has)
{
    return decomposition_station_worth(own(w)->d, s, own(w)->block_x, has, import_keur,
                                       export_keur);
}

static status make_region_base(what_if *w, station_base *b)
{
    b->asked = true;
    b->x = calloc((size_t)lp_columns(own(w)->inv->lp) + 1, sizeof *b->x);
    return b->x ? solve_all(w, b->x, &b->answer) : STATUS_NO_MEMORY;
}

static status make_base(what_if *w, size_t s, station_base *b)
{
    pieces *o = own(w);
    const size_t columns = (size_t)lp_columns(o->inv->lp) + 1, years = o->d->n_years;
    const int rows = lp_rows(block_of(w, s)->lp);
    b->asked = true;
    b->x = calloc(columns, sizeof *b->x);
    b->reduced = calloc(columns, sizeof *b->reduced);
    b->row_dual = calloc((size_t)rows + 1, sizeof *b->row_dual);
    b->import_keur = calloc(years, sizeof *b->import_keur);
    b->export_keur = calloc(years, sizeof *b->export_keur);
    if (!b->x || !b->reduced || !b->row_dual || !b->import_keur || !b->export_keur)
        return STATUS_NO_MEMORY;
    const double size = fabs(w->s->best_keur) / (double)o->d->n_stations;
    const settling how = {.link_price = o->link_price,
                          .room_keur = BASE_ROOM_FRAC * size,
                          .from_keur = NAN,
                          .max_passes = BASE_PASSES};
    status st = settle(w, s, &how, b->x, b->reduced, &b->answer);
    for (int i = 0; st == STATUS_OK && b->answer.answered && i < rows; i++)
        b->row_dual[i] = station_row_dual(o->d->programs[s], i);
    bool has = false;
    if (st == STATUS_OK && b->answer.answered)
        st = ask_worth(w, s, b->import_keur, b->export_keur, &has);
    return st;
}

static status base(what_if *w, size_t where, const what_if_answer **out)
{
    station_base *b = &own(w)->bases[where];
    status st = STATUS_OK;
    *out = &b->answer;
    if (!b->asked)
        st = where < own(w)->d->n_stations ? make_base(w, where, b) : make_region_base(w, b);
    return st;
}

static status solve(what_if *w, size_t where, what_if_answer *answer)
{
    pieces *o = own(w);
    const what_if_answer *from = &o->bases[where].answer;
    if (!from->answered)
        return STATUS_OK;
    o->station = where;
    o->has_worth = false;
    if (where == o->d->n_stations)
        return solve_all(w, o->x, answer);
    if (!is_of_station(w, where))
        return STATUS_OK;
    const settling how = {.link_price = o->link_price,
                          .room_keur = from->most_keur - from->least_keur,
                          .room_frac = QUESTION_ROOM_FRAC,
                          .from_keur = from->most_keur,
                          .max_passes = QUESTION_PASSES};
    status st = settle(w, where, &how, o->x, o->reduced, answer);
    if (st == STATUS_OK && answer->answered && answer->possible)
        st = ask_worth(w, where, o->import_keur, o->export_keur, &o->has_worth);
    return st;
}

/* --- prices of limits ------------------------------------------------------------------------------ */

static size_t block_of_row(const split *parts, int row)
{
    const lp_row_view v = lp_row(parts->investments->lp, row);
    for (int k = 0; k < v.n; k++)
        if ((size_t)parts->block_of[v.columns[k]] < parts->n_stations)
            return (size_t)parts->block_of[v.columns[k]];
    return parts->n_stations;
}

static size_t link_of_row(const split *parts, int row)
{
    size_t k = 0;
    while (k < parts->n_links && parts->link_row[k] != row)
        k++;
    return k;
}

static double dual(const what_if *w, int row)
{
    const pieces *o = own(w);
    const split *parts = o->d->parts;
    const size_t link = link_of_row(parts, row), s = block_of_row(parts, row);
    if (link < parts->n_links)
        return o->link_price[link];
    if (s == parts->n_stations)
        return coordinator_row_dual(o->d->region, parts->local_row[row]);
    return o->bases[s].asked ? o->bases[s].row_dual[parts->local_row[row]] : 0.0;
}

static bool is_of_grid(const plan_limit *l)
{
    return l->kind == LIMIT_STATION_IMPORT || l->kind == LIMIT_STATION_EXPORT;
}

static size_t station_of(const what_if *w, const plan_limit *l)
{
    size_t s = 0;
    while (s < own(w)->d->n_stations && strcmp(own(w)->inv->region->stations[s].id, l->object) != 0)
        s++;
    return s;
}

static double price_eur(const what_if *w, const plan_limit *l)
{
    const pieces *o = own(w);
    double keur = 0.0;
    if (is_of_grid(l)) {
        const station_base *b = &o->bases[station_of(w, l)];
        if (!b->asked)
            return NAN;
        return EUR_PER_KEUR *
               (l->kind == LIMIT_STATION_IMPORT ? b->import_keur : b->export_keur)[l->milestone];
    }
    for (size_t k = 0; k < o->inv->n_limit_rows; k++) {
        const limit_row *row = &o->inv->limit_rows[k];
        double upper, lower;
        if (!limit_row_is_of(o->inv, row, l))
            continue;
        limit_row_units(o->inv, row, w->s->best, &upper, &lower);
        keur -= upper * fmin(0.0, dual(w, row->row)) + lower * fmax(0.0, dual(w, row->row));
    }
    return keur * EUR_PER_KEUR;
}

/* How much more the station of the last answer takes of a row that links, at its price. */
static double taken_more_keur(const what_if *w, int row)
{
    const pieces *o = own(w);
    const lp_row_view v = lp_row(o->inv->lp, row);
    double more = 0.0;
    for (int k = 0; k < v.n; k++)
        if ((size_t)o->d->parts->block_of[v.columns[k]] == o->station)
            more += v.values[k] * (o->x[v.columns[k]] - o->bases[o->station].x[v.columns[k]]);
    return -dual(w, row) * more;
}

static double heavier_eur(const what_if *w, const plan_limit *l)
{
    const pieces *o = own(w);
    const split *parts = o->d->parts;
    const station_base *b = &o->bases[o->station];
    double keur = 0.0;
    if (o->station == o->d->n_stations)
        return 0.0; /* its prices are not those of the plan */
    if (is_of_grid(l)) {
        const bool in = l->kind == LIMIT_STATION_IMPORT;
        if (station_of(w, l) != o->station || !o->has_worth)
            return 0.0;
        return EUR_PER_KEUR * l->available *
               ((in ? o->import_keur : o->export_keur)[l->milestone] -
                (in ? b->import_keur : b->export_keur)[l->milestone]);
    }
    for (size_t k = 0; k < o->inv->n_limit_rows; k++) {
        const limit_row *row = &o->inv->limit_rows[k];
        if (!limit_row_is_of(o->inv, row, l))
            continue;
        if (link_of_row(parts, row->row) < parts->n_links) {
            keur += taken_more_keur(w, row->row);
        } else if (block_of_row(parts, row->row) == o->station) {
            double upper, lower;
            const int local = parts->local_row[row->row];
            const double now = station_row_dual(o->d->programs[o->station], local);
            limit_row_units(o->inv, row, w->s->best, &upper, &lower);
            keur += l->available * (upper * (fmin(0.0, b->row_dual[local]) - fmin(0.0, now)) +
                                    lower * (fmax(0.0, b->row_dual[local]) - fmax(0.0, now)));
        }
    }
    return keur * EUR_PER_KEUR;
}

/* --- making ------------------------------------------------------------------------------------------ */

static status allocate(what_if *w)
{
    pieces *o = own(w);
    const size_t columns = (size_t)lp_columns(o->inv->lp) + 1;
    size_t block = 1;
    for (size_t s = 0; s < o->d->n_stations; s++)
        if (block_of(w, s)->n_columns > block)
            block = block_of(w, s)->n_columns;
    o->lower = calloc(columns, sizeof *o->lower);
    o->upper = calloc(columns, sizeof *o->upper);
    o->link_price = calloc(o->d->parts->n_links + 1, sizeof *o->link_price);
    o->bases = calloc(o->d->n_stations + 1, sizeof *o->bases);
    o->x = calloc(columns, sizeof *o->x);
    o->reduced = calloc(columns, sizeof *o->reduced);
    o->block_x = calloc(block, sizeof *o->block_x);
    o->block_reduced = calloc(block, sizeof *o->block_reduced);
    o->import_keur = calloc(o->d->n_years, sizeof *o->import_keur);
    o->export_keur = calloc(o->d->n_years, sizeof *o->export_keur);
    return o->lower && o->upper && o->link_price && o->bases && o->x && o->reduced && o->block_x &&
                   o->block_reduced && o->import_keur && o->export_keur
               ? STATUS_OK
               : STATUS_NO_MEMORY;
}

static status open_pieces(what_if *w, bool *usable)
{
    const search *s = w->s;
    pieces *o = w->own = calloc(1, sizeof *o);
    *usable = false;
    if (!o)
        return STATUS_NO_MEMORY;
    if (!s->decomposition)
        return STATUS_OK;
    o->d = s->decomposition;
    o->inv = o->d->investments;
    const status st = allocate(w);
    if (st != STATUS_OK)
        return st;
    memcpy(o->link_price, coordinator_prices(o->d->region),
           o->d->parts->n_links * sizeof *o->link_price);
    for (int j = 0; j < lp_columns(o->inv->lp); j++) {
        o->lower[j] = lp_lower(o->inv->lp, j);
        o->upper[j] = lp_upper(o->inv->lp, j);
        if (!search_is_whole(s, j))
            continue;
        o->lower[j] = o->upper[j] = round(s->best[j]);
        set_bounds(w, j, o->lower[j], o->upper[j]);
    }
    *usable = true;
    return STATUS_OK;
}

static void close_pieces(what_if *w)
{
    pieces *o = own(w);
    if (!o)
        return;
    for (size_t s = 0; o->bases && s <= o->d->n_stations; s++) {
        free(o->bases[s].x);
        free(o->bases[s].reduced);
        free(o->bases[s].row_dual);
        free(o->bases[s].import_keur);
        free(o->bases[s].export_keur);
    }
    free(o->bases);
    free(o->lower);
    free(o->upper);
    free(o->link_price);
    free(o->x);
    free(o->reduced);
    free(o->block_x);
    free(o->block_reduced);
    free(o->import_keur);
    free(o->export_keur);
    free(o);
}

const what_if_way what_if_decomposed = {.exact = false,
                                        .open = open_pieces,
                                        .close = close_pieces,
                                        .of = of,
                                        .base = base,
                                        .reaches = reaches,
                                        .set_bounds = set_bounds,
                                        .set_cost = set_cost,
                                        .set_row = set_row,
                                        .set_entries = set_entries,
                                        .restore_column = restore_column,
                                        .restore_row = restore_row,
                                        .solve = solve,
                                        .dual = dual,
                                        .price_eur = price_eur,
                                        .heavier_eur = heavier_eur};
