#include "solver/unit.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/formulation_parts.h"

/* More than this is not solver dust, kW: the dispatch does not exist. In the end every row has to hold to ROW_TOL. */
#define ELASTIC_TOL_KW (0.1 * ROW_TOL)

/* A quantity counts apart where more than its own row speaks of it. */
static void list_quantity(const split *parts, int column, unit_columns *c)
{
    if (column >= 0 && parts->appearances[column] > 1)
        c->quantities[c->n_quantities++] = column;
}

static void list_quantities(const split *parts, size_t s, size_t y, unit_columns *c)
{
    const formulation *f = parts->investments;
    const region *r = f->region;
    const quantity *q = &f->quantity;
    for (size_t p = 0; p < r->n_parks; p++) {
        const size_t k = at(f, p, y);
        if (r->parks[p].station->index != s)
            continue;
        list_quantity(parts, q->co2_column[k], c);
        list_quantity(parts, q->renewable_column[k], c);
        list_quantity(parts, q->use_column[k], c);
    }
}

static int by_number(const void *a, const void *b)
{
    const int x = *(const int *)a, y = *(const int *)b;
    return (x > y) - (x < y);
}

/* Master columns that a piece of the unit can speak of, in the order of the investments. */
static status list_columns(const split *parts, size_t s, size_t y, unit_columns *c)
{
    const formulation *f = parts->investments;
    formulation *own = formulation_new(f->region, f->perspective, (scope){s, y, NO_DAY});
    if (!own)
        return STATUS_NO_MEMORY;
    lp_leave_out_names(own->lp);
    master_add_columns(own);
    const size_t most = (size_t)lp_columns(own->lp) + 1;
    c->columns = calloc(most, sizeof *c->columns);
    c->relaxing = calloc(most, sizeof *c->relaxing);
    c->quantities = calloc(3 * f->region->n_parks + 1, sizeof *c->quantities);
    const bool ready = c->columns && c->relaxing && c->quantities;
    for (size_t k = 0; ready && k < own->master.n_slots; k++)
        if (own->master.slots[k] >= 0 && f->master.slots[k] >= 0) {
            c->relaxing[c->n_columns] = true;
            c->columns[c->n_columns++] = f->master.slots[k];
        }
    formulation_free(own);
    if (!ready)
        return STATUS_NO_MEMORY;
    qsort(c->columns, c->n_columns, sizeof *c->columns, by_number);
    list_quantities(parts, s, y, c);
    return STATUS_OK;
}

/* Leaves out what no piece speaks of. */
static void drop_unused(unit *u)
{
    unit_columns *c = &u->columns;
    int *place = calloc(c->n_columns + 1, sizeof *place);
    if (!place)
        return;
    for (size_t k = 0; k < c->n_columns; k++)
        place[k] = LP_NONE;
    for (size_t d = 0; d < u->n_days; d++)
        piece_mark_used(u->pieces[d], place);
    size_t n = 0;
    for (size_t k = 0; k < c->n_columns; k++) {
        if (place[k] == LP_NONE)
            continue;
        place[k] = (int)n;
        c->columns[n] = c->columns[k];
        c->relaxing[n++] = c->relaxing[k];
    }
    c->n_columns = n;
    for (size_t d = 0; d < u->n_days; d++)
        piece_renumber(u->pieces[d], place);
    free(place);
}

status unit_new(const split *parts, size_t s, size_t y, unit **out)
{
    unit *u = calloc(1, sizeof *u);
    if (!u)
        return STATUS_NO_MEMORY;
    const size_t days = parts->investments->region->calendar.n_days;
    *u = (unit){.station = s, .y = y, .n_days = days};
    u->n_groups = days < MAX_GROUPS ? days : MAX_GROUPS;
    u->pieces = calloc(days, sizeof *u->pieces);
    u->group_of_day = calloc(days, sizeof *u->group_of_day);
    u->bench = piece_bench_new();
    const bool ready = u->pieces && u->group_of_day && u->bench;
    status st = ready ? list_columns(parts, s, y, &u->columns) : STATUS_NO_MEMORY;
    for (size_t d = 0; st == STATUS_OK && d < days; d++) {
        u->group_of_day[d] = d * u->n_groups / days;
        st = piece_new(parts->investments, s, y, d, &u->columns, &u->pieces[d]);
    }
    if (st == STATUS_OK)
        drop_unused(u);
    if (st == STATUS_OK)
        *out = u;
    else
        unit_free(u);
    return st;
}

void unit_set_room(unit *u, station_room room)
{
    for (size_t d = 0; d < u->n_days; d++)
        piece_set_room(u->pieces[d], room);
}

void unit_unload(unit *u)
{
    piece_bench_unload(u->bench);
}

void unit_free(unit *u)
{
    if (!u)
        return;
    for (size_t d = 0; u->pieces && d < u->n_days; d++)
        piece_free(u->pieces[d]);
    piece_bench_free(u->bench);
    free(u->pieces);
    free(u->group_of_day);
    free(u->columns.columns);
    free(u->columns.relaxing);
    free(u->columns.quantities);
    free(u);
}

void unit_point_free(unit_point *p)
{
    free(p->c);
    free(p->quantity);
    *p = (unit_point){0};
}

void unit_cut_free(unit_cut *cut)
{
    free(cut->basis);
    free(cut->slope);
    free(cut->price);
    free(cut->at);
    *cut = (unit_cut){0};
}

/* Where the basis of day d begins in a cut of its group; for n_days, of group g: how much there is. */
static size_t basis_place(const unit *u, size_t g, size_t d)
{
    size_t bytes = 0;
    for (size_t k = 0; k < d; k++)
        if (u->group_of_day[k] == g)
            bytes += piece_basis_bytes(u->pieces[k]);
    return bytes;
}

static void *copy_of(const void *from, size_t bytes)
{
    void *to = malloc(bytes + 1);
    if (to)
        memcpy(to, from, bytes);
    return to;
}

bool unit_point_copy(const unit *u, const unit_point *from, unit_point *to)
{
    *to = *from;
    to->c = copy_of(from->c, u->columns.n_columns * sizeof *to->c);
    to->quantity = copy_of(from->quantity, u->columns.n_quantities * sizeof *to->quantity);
    return to->c && to->quantity;
}

bool unit_cut_copy(const unit *u, const unit_cut *from, unit_cut *to)
{
    const size_t n = u->columns.n_columns;
    *to = *from;
    to->slope = copy_of(from->slope, n * sizeof *to->slope);
    to->at = copy_of(from->at, n * sizeof *to->at);
    to->price = copy_of(from->price, u->columns.n_quantities * sizeof *to->price);
    to->basis = copy_of(from->basis, basis_place(u, from->group, u->n_days));
    return to->slope && to->at && to->price && to->basis;
}

static void add_names(sha256 *to, const lp *named, const int *columns, size_t n)
{
    sha256_add(to, &n, sizeof n);
    for (size_t k = 0; k < n; k++) {
        const char *name = lp_column_name(named, columns[k]);
        sha256_add(to, name, strlen(name) + 1);
    }
}

void unit_fingerprint(const unit *u, const lp *named, char hex[SHA256_HEX_LENGTH + 1])
{
    const unit_columns *c = &u->columns;
    sha256 all = sha256_start();
    add_names(&all, named, c->columns, c->n_columns);
    add_names(&all, named, c->quantities, c->n_quantities);
    sha256_add(&all, c->relaxing, c->n_columns * sizeof *c->relaxing);
    for (size_t d = 0; d < u->n_days; d++)
        piece_add_fingerprint(u->pieces[d], &all);
    sha256_finish(&all, hex);
}

static bool make_room(const unit *u, unit_point *at_c, unit_cut *cuts)
{
    const size_t n = u->columns.n_columns + 1, q = u->columns.n_quantities + 1;
    *at_c = (unit_point){.c = calloc(n, sizeof(double)), .quantity = calloc(q, sizeof(double))};
    bool ready = at_c->c && at_c->quantity;
    for (size_t g = 0; g < u->n_groups; g++) {
        cuts[g] = (unit_cut){.group = g,
                             .slope = calloc(n, sizeof(double)),
                             .price = calloc(q, sizeof(double)),
                             .at = calloc(n, sizeof(double)),
                             .basis = calloc(basis_place(u, g, u->n_days) + 1, 1)};
        ready = ready && cuts[g].slope && cuts[g].price && cuts[g].at && cuts[g].basis;
    }
    return ready;
}

/* Adds what one day costs to the point and to the cut of its group. */
static void add_day(const unit *u, const piece_result *of_day, const double *price,
                    unit_point *at_c, unit_cut *cut)
{
    const unit_columns *c = &u->columns;
    at_c->keur += of_day->keur;
    cut->constant += of_day->cut_constant;
    cut->worth.import += of_day->worth.import;
    cut->worth.export += of_day->worth.export;
    for (size_t q = 0; q < c->n_quantities; q++) {
        at_c->quantity[q] += of_day->quantity[q];
        cut->price[q] = price[q];
    }
    for (size_t k = 0; k < c->n_columns; k++) {
        at_c->c[k] = fmax(at_c->c[k], of_day->needed[k]);
        cut->slope[k] += of_day->cut_slope[k];
    }
}

static status evaluate_days(unit *u, const double *masters, const double *price,
                            const lp_limits *limits, diag_list *diags, lp_outcome *outcome,
                            bool *exists, double *const *values, unit_point *at_c, unit_cut *cuts)
{
    const unit_columns *c = &u->columns;
    double *work = calloc(2 * c->n_columns + c->n_quantities + 1, sizeof *work);
    if (!work)
        return STATUS_NO_MEMORY;
    piece_result of_day = {
        .cut_slope = work, .needed = work + c->n_columns, .quantity = work + 2 * c->n_columns};
    status st = STATUS_OK;
    *outcome = LP_OPTIMAL;
    *exists = true;
    for (size_t k = 0; k < c->n_columns; k++)
        at_c->c[k] = c->relaxing[k] ? 0.0 : masters[k];
    piece_bench_begin(u->bench);
    for (size_t d = 0; st == STATUS_OK && *outcome == LP_OPTIMAL && d < u->n_days; d++) {
        unit_cut *cut = &cuts[u->group_of_day[d]];
        of_day.x = values ? values[d] : NULL;
        st = piece_solve(u->pieces[d], u->bench, c, masters, price, limits, diags, outcome, &of_day);
        if (st != STATUS_OK || *outcome != LP_OPTIMAL)
            break;
        memcpy(cut->basis + basis_place(u, cut->group, d), piece_basis(u->pieces[d]),
               piece_basis_bytes(u->pieces[d]));
        *exists &= of_day.elastic_kw <= ELASTIC_TOL_KW;
        add_day(u, &of_day, price, at_c, cut);
    }
    free(work);
    return st;
}

status unit_evaluate(unit *u, const double *masters, const double *price, const lp_limits *limits,
                     diag_list *diags, lp_outcome *outcome, bool *exists, double *const *values,
                     unit_point *at_c, unit_cut *cuts)
{
    status st = make_room(u, at_c, cuts) ? STATUS_OK : STATUS_NO_MEMORY;
    for (size_t g = 0; st == STATUS_OK && g < u->n_groups; g++)
        memcpy(cuts[g].at, masters, u->columns.n_columns * sizeof *masters);
    if (st == STATUS_OK)
        st = evaluate_days(u, masters, price, limits, diags, outcome, exists, values, at_c, cuts);
    const bool done = st == STATUS_OK && *outcome == LP_OPTIMAL;
    if (!done)
        unit_point_free(at_c);
    for (size_t g = 0; !done && g < u->n_groups; g++)
        unit_cut_free(&cuts[g]);
    return st;
}

static void add_weighted(const piece *p, const float *duals, double weight, double *to)
{
    const size_t first = piece_first_row(p);
    for (size_t i = first; i < piece_rows(p); i++)
        to[i - first] += weight * (double)duals[i];
}

status unit_add_duals(unit *u, const unit_cut *cut, double weight, const lp_limits *limits,
                      diag_list *diags, lp_outcome *outcome, double *const *to)
{
    status st = STATUS_OK;
    double *slope = calloc(u->columns.n_columns + 1, sizeof *slope);
    *outcome = LP_OPTIMAL;
    for (size_t d = 0; st == STATUS_OK && *outcome == LP_OPTIMAL && d < u->n_days; d++) {
        piece *p = u->pieces[d];
        if (u->group_of_day[d] != cut->group)
            continue;
        piece_result again = {.cut_slope = slope,
                              .duals = calloc(piece_rows(p) + 1, sizeof(float))};
        st = slope && again.duals
                 ? piece_cut_again(p, u->bench, &u->columns, cut->at, cut->price,
                                   cut->basis + basis_place(u, cut->group, d), limits, diags,
                                   outcome, &again)
                 : STATUS_NO_MEMORY;
        if (st == STATUS_OK && *outcome == LP_OPTIMAL)
            add_weighted(p, again.duals, weight, to[d]);
        free(again.duals);
    }
    free(slope);
    return st;
}

void unit_cost_range(const unit *u, size_t group, double *least_keur, double *most_keur)
{
    *least_keur = *most_keur = 0.0;
    for (size_t d = 0; d < u->n_days; d++) {
        double least, most;
        if (u->group_of_day[d] != group)
            continue;
        piece_cost_range(u->pieces[d], &least, &most);
        *least_keur += least;
        *most_keur += most;
    }
}

void unit_quantity_range(const unit *u, size_t group, size_t q, double *least, double *most)
{
    *least = *most = 0.0;
    for (size_t d = 0; d < u->n_days; d++) {
        double low, high;
        if (u->group_of_day[d] != group)
            continue;
        piece_quantity_range(u->pieces[d], q, &low, &high);
        *least += low;
        *most += high;
    }
}
