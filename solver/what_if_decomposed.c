/* What if, for a region that was decomposed: one station at a time, at the region's prices. */
#include "solver/what_if_pieces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"

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

static const formulation *of(const what_if *w)
{
    return pieces_of(w)->inv;
}

/* --- changes ------------------------------------------------------------------------------------- */

static void set_bounds(what_if *w, int column, double lower, double upper)
{
    decomposition_set_bounds(pieces_of(w)->d, column, lower, upper);
}

static void set_cost(what_if *w, int column, double keur)
{
    decomposition_set_cost(pieces_of(w)->d, column, keur);
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
    set_bounds(w, j, pieces_of(w)->lower[j], pieces_of(w)->upper[j]);
    set_cost(w, j, lp_cost(pieces_of(w)->inv->lp, j));
}

static void restore_row(what_if *w, int row)
{
    set_row(w, row, 0.0, 0.0);
}

/* --- questions ----------------------------------------------------------------------------------- */

/* A column of the region is not of one station: the answer would lack what others do. */
static bool reaches(const what_if *w, size_t where, int column)
{
    return column >= 0 && (size_t)pieces_of(w)->d->parts->block_of[column] == where;
}

static bool is_of_station(const what_if *w, size_t where)
{
    for (size_t k = 0; k < w->columns.n; k++)
        if (!reaches(w, where, w->columns.items[k]))
            return false;
    return where < pieces_of(w)->d->n_stations;
}

/* A question about all stations: passes of the whole decomposition, which do not come as close. */
static status solve_all(what_if *w, double *x, what_if_answer *answer)
{
    pieces *o = pieces_of(w);
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
    pieces *o = pieces_of(w);
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
    return decomposition_station_worth(pieces_of(w)->d, s, pieces_of(w)->block_x, has, import_keur,
                                       export_keur);
}

static status make_region_base(what_if *w, station_base *b)
{
    b->asked = true;
    b->x = calloc((size_t)lp_columns(pieces_of(w)->inv->lp) + 1, sizeof *b->x);
    return b->x ? solve_all(w, b->x, &b->answer) : STATUS_NO_MEMORY;
}

static status make_base(what_if *w, size_t s, station_base *b)
{
    pieces *o = pieces_of(w);
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

/* A station is asked in its thread, which is an asker's; the region where there is no asker. */
static bool may_ask(const what_if *w, size_t where)
{
    return pieces_of(w)->is_asker == (where < pieces_of(w)->d->n_stations);
}

static status base(what_if *w, size_t where, const what_if_answer **out)
{
    station_base *b = &pieces_of(w)->bases[where];
    status st = STATUS_OK;
    *out = &b->answer;
    if (!b->asked && may_ask(w, where))
        st = where < pieces_of(w)->d->n_stations ? make_base(w, where, b) : make_region_base(w, b);
    return st;
}

static status solve(what_if *w, size_t where, what_if_answer *answer)
{
    pieces *o = pieces_of(w);
    const what_if_answer *from = &o->bases[where].answer;
    if (!from->answered || !may_ask(w, where))
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

/* --- making ------------------------------------------------------------------------------------------ */

static bool allocate_answer(pieces *o)
{
    const size_t columns = (size_t)lp_columns(o->inv->lp) + 1;
    size_t block = 1;
    for (size_t s = 0; s < o->d->n_stations; s++)
        if (o->d->parts->blocks[s].n_columns > block)
            block = o->d->parts->blocks[s].n_columns;
    o->x = calloc(columns, sizeof *o->x);
    o->reduced = calloc(columns, sizeof *o->reduced);
    o->block_x = calloc(block, sizeof *o->block_x);
    o->block_reduced = calloc(block, sizeof *o->block_reduced);
    o->import_keur = calloc(o->d->n_years, sizeof *o->import_keur);
    o->export_keur = calloc(o->d->n_years, sizeof *o->export_keur);
    return o->x && o->reduced && o->block_x && o->block_reduced && o->import_keur && o->export_keur;
}

static void free_answer(pieces *o)
{
    free(o->x);
    free(o->reduced);
    free(o->block_x);
    free(o->block_reduced);
    free(o->import_keur);
    free(o->export_keur);
}

static status allocate(pieces *o)
{
    const size_t columns = (size_t)lp_columns(o->inv->lp) + 1;
    o->lower = calloc(columns, sizeof *o->lower);
    o->upper = calloc(columns, sizeof *o->upper);
    o->link_price = calloc(o->d->parts->n_links + 1, sizeof *o->link_price);
    o->bases = calloc(o->d->n_stations + 1, sizeof *o->bases);
    const bool ready = o->lower && o->upper && o->link_price && o->bases;
    return allocate_answer(o) && ready ? STATUS_OK : STATUS_NO_MEMORY;
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
    const status st = allocate(o);
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
    pieces *o = pieces_of(w);
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
    free_answer(o);
    free(o);
}

/* --- askers ------------------------------------------------------------------------------------------ */

/* Knows what w knows, and has changes and answers of its own. */
typedef struct asker {
    what_if it;
    pieces own;
} asker;

typedef struct asking {
    what_if_asking *ask;
    void *context;
    asker *askers; /* [n_askers] */
} asking;

static size_t askers(const what_if *w)
{
    const size_t threads = workers_count(pieces_of(w)->d->crew);
    return threads < pieces_of(w)->d->n_stations ? threads : pieces_of(w)->d->n_stations;
}

/* As items k of the crew are the stations, those of asker k live where item k runs. */
static status ask_one(void *context, size_t k)
{
    const asking *all = context;
    return all->ask(all->context, k, &all->askers[k].it);
}

static status ask(what_if *w, what_if_asking *call, void *context)
{
    const size_t n = askers(w);
    decomposition *d = pieces_of(w)->d;
    asking all = {call, context, calloc(n + 1, sizeof *all.askers)};
    status st = all.askers ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t k = 0; st == STATUS_OK && k < n; k++) {
        asker *a = &all.askers[k];
        a->it = (what_if){.s = w->s, .way = w->way, .own = &a->own, .deadline_s = w->deadline_s};
        a->own = *pieces_of(w);
        a->own.is_asker = true;
        st = allocate_answer(&a->own) ? STATUS_OK : STATUS_NO_MEMORY;
    }
    if (st == STATUS_OK)
        st = decomposition_lend_units(d);
    if (st == STATUS_OK) {
        st = workers_run(d->crew, ask_one, &all, n);
        const status back = decomposition_take_back_units(d);
        st = st == STATUS_OK ? back : st;
    }
    for (size_t k = 0; all.askers && k < n && all.askers[k].own.is_asker; k++) {
        what_if_forget(&all.askers[k].it);
        free_answer(&all.askers[k].own);
    }
    free(all.askers);
    return st;
}

const what_if_way what_if_decomposed = {.exact = false,
                                        .open = open_pieces,
                                        .close = close_pieces,
                                        .askers = askers,
                                        .ask = ask,
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
                                        .dual = pieces_dual,
                                        .price_eur = pieces_price_eur,
                                        .heavier_eur = pieces_heavier_eur};
