/* What if, for a region that was decomposed: one station at a time, at the region's prices. */
#include "solver/what_if_pieces.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/polish.h"

/* The plan of a station is settled to this part of its cost; a question to this part of the
 * difference it makes, or, what is hard to settle, to one that tells its size; but no closer than the plan. */
#define BASE_ROOM_FRAC 2e-6
#define QUESTION_ROOM_FRAC 0.1
#define LATE_ROOM_FRAC 0.4
enum { BASE_PASSES = 120, QUESTION_PASSES = 16, LATE_PASSES = 6 };
/* Of a question about the whole region. */
#define REGION_GAP_FRAC 1e-4
enum { REGION_PASSES = 30, REGION_STEP = 5 };

static const formulation *of(const what_if *w)
{
    return pieces_of(w)->inv;
}

/* --- changes ------------------------------------------------------------------------------------- */

/* An asker keeps off what other threads may be using. */
static bool is_own_station(const pieces *o, size_t s)
{
    return o->is_asker && s < o->d->n_stations && s % o->n_askers == o->number;
}

static bool may_change(const what_if *w, int column)
{
    const pieces *o = pieces_of(w);
    return !o->is_asker || is_own_station(o, (size_t)o->d->parts->block_of[column]);
}

static void set_bounds(what_if *w, int column, double lower, double upper)
{
    pieces *o = pieces_of(w);
    o->asked_lower[column] = lower;
    o->asked_upper[column] = upper;
    if (may_change(w, column))
        decomposition_set_bounds(o->d, column, lower, upper);
}

static void set_cost(what_if *w, int column, double keur)
{
    pieces *o = pieces_of(w);
    if (may_change(w, column)) {
        decomposition_set_cost(o->d, column, keur);
    } else { /* no question of a station, see is_of_station() */
        o->asked_lower[column] = -INFINITY;
        o->asked_upper[column] = INFINITY;
    }
}

/* Rows that link stations, and the region's, stay as they are. */
static void set_row(what_if *w, int row, double lower, double upper)
{
    const pieces *o = pieces_of(w);
    const size_t s = pieces_block_of_row(w, row);
    if (is_own_station(o, s))
        station_set_row(o->d->programs[s], o->d->parts->local_row[row], lower, upper);
}

static void set_room(what_if *w, size_t s, size_t y, double import_kw, double export_kw)
{
    if (is_own_station(pieces_of(w), taken_as(pieces_of(w), s)))
        decomposition_set_room(pieces_of(w)->d, s, y, (station_room){import_kw, export_kw});
}

/* Nor do entries change, of any row. */
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
    const lp *p = pieces_of(w)->inv->lp;
    set_row(w, row, lp_row_lower(p, row), lp_row_upper(p, row));
}

/* --- questions ----------------------------------------------------------------------------------- */

/* A column of the region is not of one station: the answer would lack what others do. */
static bool reaches(const what_if *w, size_t where, int column)
{
    return column >= 0 && (size_t)pieces_of(w)->d->parts->block_of[column] == taken_as(pieces_of(w), where);
}

static bool is_of_region(const pieces *o, int column)
{
    return (size_t)o->d->parts->block_of[column] == o->d->n_stations;
}

/* What it changes is the station's, or the region's and then fixed. */
static bool is_of_station(const what_if *w, size_t s)
{
    const pieces *o = pieces_of(w);
    for (size_t k = 0; k < w->columns.n; k++) {
        const int j = w->columns.items[k];
        const bool is_fixed = !(o->asked_lower[j] < o->asked_upper[j]);
        if ((size_t)o->d->parts->block_of[j] != s && !(is_of_region(o, j) && is_fixed))
            return false;
    }
    return s < o->d->n_stations;
}

/* The station's copy of a column of the region; LP_NONE. */
static int copy_of(const block_part *part, int column)
{
    for (size_t k = 0; k < part->n_columns; k++)
        if (part->is_copy[k] && part->columns[k] == column)
            return (int)k;
    return LP_NONE;
}

static bool has_term(const block_part *part, int link, int local)
{
    for (size_t k = 0; k < part->n_terms; k++)
        if (part->terms[k].row == link && part->terms[k].column == local)
            return true;
    return false;
}

/* What a unit of a column of the region costs beyond what the links pay for it, this station's copy among
 * them: other stations go on without. */
static double region_keur(const what_if *w, size_t s, int column)
{
    const pieces *o = pieces_of(w);
    const split *parts = o->d->parts;
    const block_part *region_part = &parts->blocks[parts->n_stations];
    const int copy = copy_of(block_of(w, s), column);
    double keur = lp_cost(o->inv->lp, column);
    for (size_t k = 0; k < region_part->n_terms; k++) {
        const link_term *t = &region_part->terms[k];
        if (t->column != parts->local_of[column])
            continue;
        if (parts->link_row[t->row] >= 0 || (copy >= 0 && has_term(block_of(w, s), t->row, copy)))
            keur -= o->link_price[t->row] * t->value;
    }
    return keur;
}

/* Columns of the region that a question fixes: in the station as its copies, at the region's cost. */
static double lend_columns(what_if *w, size_t s, bool lend)
{
    const pieces *o = pieces_of(w);
    double keur = 0.0;
    for (size_t k = 0; k < w->columns.n; k++) {
        const int j = w->columns.items[k];
        if (!is_of_region(o, j))
            continue;
        const int copy = copy_of(block_of(w, s), j);
        const double planned = w->s->best[j], asked = o->asked_lower[j];
        if (copy >= 0)
            station_set_bounds(o->d->programs[s], copy, lend ? asked : o->lower[j],
                               lend ? asked : o->upper[j]);
        /* Every time it is named counts once. */
        bool is_first = true;
        for (size_t n = 0; n < k; n++)
            is_first &= w->columns.items[n] != j;
        if (is_first)
            keur += region_keur(w, s, j) * (asked - planned);
    }
    return keur;
}

/* Until the bracket is a part of how far it is from the base, or as narrow as it is asked for. */
static status run_all(decomposition *d, double from_keur)
{
    status st = STATUS_OK;
    for (size_t n = 0; st == STATUS_OK && n < REGION_PASSES; n += REGION_STEP) {
        st = decomposition_run(d, REGION_GAP_FRAC, REGION_STEP);
        const bool clear =
            d->upper_keur - d->lower_keur <= QUESTION_ROOM_FRAC * fabs(d->lower_keur - from_keur);
        if (d->converged || d->infeasible || d->stopped ||
            (clear && coordinator_missed(d->region) <= LINK_MISSED_TOL))
            break;
    }
    return st;
}

/* A question about all stations: passes of the whole decomposition, which do not come as close. */
static status solve_all(what_if *w, double from_keur, double *x, what_if_answer *answer)
{
    pieces *o = pieces_of(w);
    decomposition *d = o->d;
    *answer = (what_if_answer){.answered = false};
    status st = decomposition_restart(d);
    if (st == STATUS_OK)
        st = run_all(d, from_keur);
    answer->possible = !d->infeasible;
    answer->answered =
        st == STATUS_OK && (d->infeasible || (isfinite(d->lower_keur) && isfinite(d->upper_keur) &&
                                              coordinator_missed(d->region) <= LINK_MISSED_TOL));
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
                     station_room *worth, what_if_answer *answer)
{
    pieces *o = pieces_of(w);
    settled_station found = {.x = o->block_x, .reduced = o->block_reduced, .worth = worth};
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

static status make_region_base(what_if *w, station_base *b)
{
    b->asked = true;
    b->x = calloc((size_t)lp_columns(pieces_of(w)->inv->lp) + 1, sizeof *b->x);
    return b->x ? solve_all(w, NAN, b->x, &b->answer) : STATUS_NO_MEMORY;
}

static status make_base(what_if *w, size_t s, station_base *b)
{
    pieces *o = pieces_of(w);
    const size_t columns = (size_t)lp_columns(o->inv->lp) + 1;
    const int rows = lp_rows(block_of(w, s)->lp);
    b->asked = true;
    b->x = calloc(columns, sizeof *b->x);
    b->reduced = calloc(columns, sizeof *b->reduced);
    b->row_dual = calloc((size_t)rows + 1, sizeof *b->row_dual);
    b->worth = calloc(o->d->n_units, sizeof *b->worth);
    if (!b->x || !b->reduced || !b->row_dual || !b->worth)
        return STATUS_NO_MEMORY;
    const double size = fabs(w->s->best_keur) / (double)o->d->n_stations;
    const settling how = {.link_price = o->link_price,
                          .room_keur = BASE_ROOM_FRAC * size,
                          .from_keur = NAN,
                          .max_passes = BASE_PASSES};
    status st = settle(w, s, &how, b->x, b->reduced, b->worth, &b->answer);
    for (int i = 0; st == STATUS_OK && b->answer.answered && i < rows; i++)
        b->row_dual[i] = station_row_dual(o->d->programs[s], i);
    return st;
}

/* A station is asked in its thread, which is an asker's; the region where there is no asker. */
static bool may_ask(const what_if *w, size_t s)
{
    return pieces_of(w)->is_asker == (s < pieces_of(w)->d->n_stations);
}

static status base(what_if *w, size_t where, const what_if_answer **out)
{
    const size_t s = taken_as(pieces_of(w), where);
    station_base *b = &pieces_of(w)->bases[s];
    status st = STATUS_OK;
    *out = &b->answer;
    if (!b->asked && may_ask(w, s))
        st = s < pieces_of(w)->d->n_stations ? make_base(w, s, b) : make_region_base(w, b);
    return st;
}

static status solve(what_if *w, size_t where, what_if_answer *answer)
{
    pieces *o = pieces_of(w);
    const size_t s = taken_as(o, where);
    const what_if_answer *from = &o->bases[s].answer;
    if (!from->answered || !may_ask(w, s))
        return STATUS_OK;
    o->station = s;
    if (s == o->d->n_stations)
        return solve_all(w, from->most_keur, o->x, answer);
    if (!is_of_station(w, s))
        return STATUS_OK;
    const settling how = {.link_price = o->link_price,
                          .room_keur = from->most_keur - from->least_keur,
                          .room_frac = QUESTION_ROOM_FRAC,
                          .late_room_frac = LATE_ROOM_FRAC,
                          .from_keur = from->most_keur,
                          .late_passes = LATE_PASSES,
                          .max_passes = QUESTION_PASSES};
    const double keur = lend_columns(w, s, true);
    const status st = settle(w, s, &how, o->x, o->reduced, o->worth, answer);
    (void)lend_columns(w, s, false);
    answer->least_keur += keur;
    answer->most_keur += keur;
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
    o->asked_lower = calloc(columns, sizeof *o->asked_lower);
    o->asked_upper = calloc(columns, sizeof *o->asked_upper);
    o->block_x = calloc(block, sizeof *o->block_x);
    o->block_reduced = calloc(block, sizeof *o->block_reduced);
    o->worth = calloc(o->d->n_units, sizeof *o->worth);
    return o->x && o->reduced && o->asked_lower && o->asked_upper && o->block_x &&
           o->block_reduced && o->worth;
}

static void free_answer(pieces *o)
{
    free(o->x);
    free(o->reduced);
    free(o->asked_lower);
    free(o->asked_upper);
    free(o->block_x);
    free(o->block_reduced);
    free(o->worth);
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
    o->d->phase = "phase_challenge";
    const status st = allocate(o);
    if (st != STATUS_OK)
        return st;
    memcpy(o->link_price, coordinator_prices(o->d->region),
           o->d->parts->n_links * sizeof *o->link_price);
    for (int j = 0; j < lp_columns(o->inv->lp); j++) {
        o->lower[j] = lp_lower(o->inv->lp, j);
        o->upper[j] = lp_upper(o->inv->lp, j);
        if (search_is_whole(s, j))
            o->lower[j] = o->upper[j] = round(s->best[j]);
        else if (polish_closes(s, j))
            o->upper[j] = o->lower[j];
        else
            continue;
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
        free(o->bases[s].worth);
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
        a->own.number = k;
        a->own.n_askers = n;
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
                                        .set_room = set_room,
                                        .set_entries = set_entries,
                                        .restore_column = restore_column,
                                        .restore_row = restore_row,
                                        .solve = solve,
                                        .dual = pieces_dual,
                                        .price_eur = pieces_price_eur,
                                        .heavier_eur = pieces_heavier_eur};
