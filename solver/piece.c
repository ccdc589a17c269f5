#include "solver/piece.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/formulation_parts.h"
#include "solver/piece_parts.h"

/* Price of an elastic column over the dearest dispatch column of the piece. */
#define ELASTIC_PRICE 10.0
/* Room that GLPK's tolerances need before a bound counts as crossed, kW. */
#define BOUND_ROOM_KW 1e-6

/* While building, as a row's elastic column: it is no real row. */
enum { ONLY_BOUNDS = -2 };

typedef struct builder {
    const formulation *inv, *f;
    unit_columns *columns;
    piece *p;
    int first;            /* first dispatch column in f's lp */
    int *master_of;       /* [first] index in the unit, LP_NONE for quantities */
    int *quantity_of_row; /* [rows] quantity column in the investments, or LP_NONE */
    int *tied;            /* [rows] index in columns->quantities, or LP_NONE */
    int n_entries, n_terms;
} builder;

static int unit_index(unit_columns *c, int column)
{
    for (size_t k = 0; k < c->n_columns; k++)
        if (c->columns[k] == column)
            return (int)k;
    return LP_NONE;
}

/* The unit lists master columns in the order of slots, which rises with the columns. */
static void map_masters(builder *b)
{
    const master *here = &b->f->master, *there = &b->inv->master;
    size_t hint = 0;
    for (int j = 0; j < b->first; j++)
        b->master_of[j] = LP_NONE;
    for (size_t k = 0; k < here->n_slots; k++) {
        if (here->slots[k] < 0)
            continue;
        const int column = there->slots[k];
        if (hint < b->columns->n_columns && b->columns->columns[hint] == column)
            b->master_of[here->slots[k]] = (int)hint;
        else
            b->master_of[here->slots[k]] = unit_index(b->columns, column);
        if (b->master_of[here->slots[k]] >= 0)
            hint = (size_t)b->master_of[here->slots[k]] + 1;
    }
}

static void map_quantity(builder *b, const int *here, const int *there, size_t n)
{
    for (size_t k = 0; k < n; k++) {
        if (here[k] < 0)
            continue;
        b->quantity_of_row[here[k]] = there[k];
        for (size_t q = 0; q < b->columns->n_quantities; q++)
            if (b->columns->quantities[q] == there[k])
                b->tied[here[k]] = (int)q;
    }
}

static void map_quantities(builder *b)
{
    const quantity *here = &b->f->quantity, *there = &b->inv->quantity;
    const size_t parks = b->inv->region->n_parks, years = b->inv->region->horizon.n_milestones;
    for (int i = 0; i < lp_rows(b->f->lp); i++)
        b->quantity_of_row[i] = b->tied[i] = LP_NONE;
    map_quantity(b, here->co2_row, there->co2_column, (parks + 1) * years);
    map_quantity(b, here->renewable_row, there->renewable_column, parks * years);
    map_quantity(b, here->use_row, there->use_column, parks * years);
}

static double largest(double value, double lower, double upper)
{
    return fmax(value * lower, value * upper);
}

static double smallest(double value, double lower, double upper)
{
    return fmin(value * lower, value * upper);
}

static double smallest_term(const builder *b, int index, double value)
{
    const int column = b->columns->columns[index];
    return smallest(value, lp_lower(b->inv->lp, column), lp_upper(b->inv->lp, column));
}

static double largest_term(const builder *b, int index, double value)
{
    const int column = b->columns->columns[index];
    return largest(value, lp_lower(b->inv->lp, column), lp_upper(b->inv->lp, column));
}

/* Copies a row's entries and master terms; quantity columns of the row are left out. */
static void copy_row(builder *b, int source, int *first_entry, int *n_entries, int *first_term,
                     int *n_terms)
{
    const lp_row_view v = lp_row(b->f->lp, source);
    piece *p = b->p;
    *first_entry = b->n_entries;
    *first_term = b->n_terms;
    for (int k = 0; k < v.n; k++) {
        if (v.columns[k] >= b->first) {
            p->entry_column[b->n_entries] = v.columns[k] - b->first;
            p->entry_value[b->n_entries++] = v.values[k];
        } else if (b->master_of[v.columns[k]] >= 0) {
            p->term_index[b->n_terms] = b->master_of[v.columns[k]];
            p->term_value[b->n_terms++] = v.values[k];
        }
    }
    *n_entries = b->n_entries - *first_entry;
    *n_terms = b->n_terms - *first_term;
}

/* Range of the master terms over the bounds of their columns. */
static void term_range(const builder *b, const piece_row *r, double *least, double *most)
{
    *least = *most = 0.0;
    for (int k = r->first_term; k < r->first_term + r->n_terms; k++) {
        *least += smallest_term(b, b->p->term_index[k], b->p->term_value[k]);
        *most += largest_term(b, b->p->term_index[k], b->p->term_value[k]);
    }
}

static void entry_range(const piece *p, const piece_row *r, double *least, double *most)
{
    *least = *most = 0.0;
    for (int k = r->first_entry; k < r->first_entry + r->n_entries; k++) {
        const int j = p->entry_column[k];
        *least += smallest(p->entry_value[k], p->lower[j], p->upper[j]);
        *most += largest(p->entry_value[k], p->lower[j], p->upper[j]);
    }
}

/* Whether no C within its bounds can make this row impossible by itself. */
static bool is_always_possible(const builder *b, const piece_row *r)
{
    double least, most, least_term, most_term;
    entry_range(b->p, r, &least, &most);
    term_range(b, r, &least_term, &most_term);
    return least + most_term <= r->upper + BOUND_ROOM_KW &&
           most + least_term >= r->lower - BOUND_ROOM_KW;
}

static void note_relaxing(builder *b, const piece_row *r)
{
    for (int k = r->first_term; k < r->first_term + r->n_terms; k++) {
        const double value = b->p->term_value[k];
        const bool relaxes = (isinf(r->lower) && value < 0.0) || (isinf(r->upper) && value > 0.0);
        b->columns->relaxing[b->p->term_index[k]] &= relaxes;
    }
}

static void add_row(builder *b, int source)
{
    piece *p = b->p;
    piece_row *r = &p->rows[p->n_rows++];
    *r = (piece_row){.lower = lp_row_lower(b->f->lp, source),
                     .upper = lp_row_upper(b->f->lp, source),
                     .source = source,
                     .elastic = LP_NONE};
    copy_row(b, source, &r->first_entry, &r->n_entries, &r->first_term, &r->n_terms);
    note_relaxing(b, r);
    const bool possible = is_always_possible(b, r);
    if (r->n_entries == 1 && possible)
        r->elastic = ONLY_BOUNDS;
    else if (!possible)
        r->elastic = p->n_elastic++; /* made a column by place_elastic() */
}

static void add_quantity_row(builder *b, int source)
{
    piece *p = b->p;
    const int tied = b->tied[source];
    const double price = lp_cost(b->inv->lp, b->quantity_of_row[source]);
    const double known = -lp_row_lower(b->f->lp, source);
    piece_quantity q = {.known = known};
    copy_row(b, source, &q.first_entry, &q.n_entries, &q.first_term, &q.n_terms);
    for (int k = q.first_term; tied >= 0 && k < q.first_term + q.n_terms; k++)
        b->columns->relaxing[p->term_index[k]] = false;
    if (tied >= 0) {
        p->quantities[tied] = q;
        return;
    }
    /* Nothing ties it: its price is part of the cost. */
    p->constant += price * known;
    for (int k = q.first_entry; k < q.first_entry + q.n_entries; k++)
        p->cost[p->entry_column[k]] += price * p->entry_value[k];
    for (int k = q.first_term; k < q.first_term + q.n_terms; k++)
        p->costs[p->n_costs++] = (master_term){p->term_index[k], price * p->term_value[k]};
    b->n_entries = q.first_entry;
    b->n_terms = q.first_term;
}

static void copy_columns(builder *b)
{
    piece *p = b->p;
    const lp *from = b->f->lp;
    for (int j = 0; j < p->n_columns; j++) {
        p->lower[j] = lp_lower(from, b->first + j);
        p->upper[j] = lp_upper(from, b->first + j);
        p->cost[j] = lp_cost(from, b->first + j);
    }
    for (int j = 0; j < b->first; j++)
        if (b->master_of[j] >= 0 && fpclassify(lp_cost(from, j)) != FP_ZERO)
            p->costs[p->n_costs++] = (master_term){b->master_of[j], lp_cost(from, j)};
    p->constant = lp_constant(from);
}

/* Real rows first, so that their places are those in the loaded program. */
static int real_first(const void *a, const void *b)
{
    const piece_row *x = a, *y = b;
    if ((x->elastic == ONLY_BOUNDS) != (y->elastic == ONLY_BOUNDS))
        return x->elastic == ONLY_BOUNDS ? 1 : -1;
    return (x->source > y->source) - (x->source < y->source);
}

static void place_elastic(piece *p)
{
    int next = p->n_columns;
    for (int i = 0; i < p->n_rows; i++) {
        p->n_real += p->rows[i].elastic != ONLY_BOUNDS;
        p->rows[i].elastic = p->rows[i].elastic >= 0 ? next++ : LP_NONE;
    }
    double dearest = 0.0;
    for (int j = 0; j < p->n_columns; j++)
        dearest = fmax(dearest, fabs(p->cost[j]));
    p->elastic_price = ELASTIC_PRICE * dearest;
}

static bool allocate(builder *b)
{
    const lp *from = b->f->lp;
    piece *p = b->p;
    size_t entries = 1;
    for (int i = 0; i < lp_rows(from); i++)
        entries += (size_t)lp_row(from, i).n;
    const size_t columns = (size_t)p->n_columns + 1, rows = (size_t)lp_rows(from) + 1;
    p->lower = calloc(columns, sizeof(double));
    p->upper = calloc(columns, sizeof(double));
    p->cost = calloc(columns, sizeof(double));
    p->rows = calloc(rows, sizeof *p->rows);
    p->entry_column = calloc(entries, sizeof(int));
    p->entry_value = calloc(entries, sizeof(double));
    p->term_index = calloc(entries, sizeof(int));
    p->term_value = calloc(entries, sizeof(double));
    p->costs = calloc(entries + (size_t)b->first, sizeof *p->costs);
    p->quantities = calloc(b->columns->n_quantities + 1, sizeof *p->quantities);
    b->master_of = calloc((size_t)b->first + 1, sizeof(int));
    b->quantity_of_row = calloc(rows, sizeof(int));
    b->tied = calloc(rows, sizeof(int));
    return p->lower && p->upper && p->cost && p->rows && p->entry_column && p->entry_value &&
           p->term_index && p->term_value && p->costs && p->quantities && b->master_of &&
           b->quantity_of_row && b->tied;
}

/* A master column that the dispatch prices does not relax for free. */
static void note_priced(builder *b)
{
    for (int k = 0; k < b->p->n_costs; k++)
        b->columns->relaxing[b->p->costs[k].index] = false;
}

/* Bounds that hold for every C within its bounds and every dispatch within its own. */
static void find_ranges(builder *b)
{
    piece *p = b->p;
    p->least_keur = p->most_keur = p->constant;
    for (int j = 0; j < p->n_columns; j++) {
        p->least_keur += smallest(p->cost[j], p->lower[j], p->upper[j]);
        p->most_keur += largest(p->cost[j], p->lower[j], p->upper[j]);
    }
    for (int k = 0; k < p->n_costs; k++) {
        p->least_keur += smallest_term(b, p->costs[k].index, p->costs[k].value);
        p->most_keur += largest_term(b, p->costs[k].index, p->costs[k].value);
    }
    for (size_t n = 0; n < p->n_quantities; n++) {
        piece_quantity *q = &p->quantities[n];
        q->least = q->most = q->known;
        for (int k = q->first_term; k < q->first_term + q->n_terms; k++) {
            q->least += smallest_term(b, p->term_index[k], p->term_value[k]);
            q->most += largest_term(b, p->term_index[k], p->term_value[k]);
        }
        for (int e = q->first_entry; e < q->first_entry + q->n_entries; e++) {
            const int j = p->entry_column[e];
            q->least += smallest(p->entry_value[e], p->lower[j], p->upper[j]);
            q->most += largest(p->entry_value[e], p->lower[j], p->upper[j]);
        }
    }
}

/* Flows are not negative, so that most pieces need no list of lower bounds. */
static void drop_zeros(piece *p)
{
    for (int j = 0; j < p->n_columns; j++)
        if (fpclassify(p->lower[j]) != FP_ZERO)
            return;
    free(p->lower);
    p->lower = NULL;
}

static status shrink(piece *p, int n_entries, int n_terms)
{
    void *smaller = realloc(p->rows, ((size_t)p->n_rows + 1) * sizeof *p->rows);
    p->rows = smaller ? smaller : p->rows;
    smaller = realloc(p->entry_column, ((size_t)n_entries + 1) * sizeof(int));
    p->entry_column = smaller ? smaller : p->entry_column;
    smaller = realloc(p->entry_value, ((size_t)n_entries + 1) * sizeof(double));
    p->entry_value = smaller ? smaller : p->entry_value;
    smaller = realloc(p->term_index, ((size_t)n_terms + 1) * sizeof(int));
    p->term_index = smaller ? smaller : p->term_index;
    smaller = realloc(p->term_value, ((size_t)n_terms + 1) * sizeof(double));
    p->term_value = smaller ? smaller : p->term_value;
    smaller = realloc(p->costs, ((size_t)p->n_costs + 1) * sizeof *p->costs);
    p->costs = smaller ? smaller : p->costs;
    p->basis = calloc(piece_basis_bytes(p) + 1, 1);
    return p->basis ? STATUS_OK : STATUS_NO_MEMORY;
}

static status build(builder *b)
{
    piece *p = b->p;
    if (!allocate(b))
        return STATUS_NO_MEMORY;
    map_masters(b);
    map_quantities(b);
    copy_columns(b);
    for (int i = 0; i < lp_rows(b->f->lp); i++)
        if (b->quantity_of_row[i] >= 0)
            add_quantity_row(b, i);
        else
            add_row(b, i);
    note_priced(b);
    find_ranges(b);
    qsort(p->rows, (size_t)p->n_rows, sizeof *p->rows, real_first);
    place_elastic(p);
    p->n_terms = b->n_terms;
    drop_zeros(p);
    return shrink(p, b->n_entries, b->n_terms);
}

status piece_new(const formulation *investments, size_t s, size_t y, size_t d,
                 unit_columns *columns, piece **out)
{
    formulation *f = NULL;
    status st = formulation_piece(investments->region, investments->perspective, s, y, d, &f);
    if (st != STATUS_OK)
        return st;
    const region *r = investments->region;
    builder b = {.inv = investments, .f = f, .columns = columns};
    b.p = calloc(1, sizeof *b.p);
    b.first = f->block_column[(y * r->calendar.n_days + d) * r->n_stations + s];
    if (b.p) {
        b.p->n_columns = lp_columns(f->lp) - b.first;
        b.p->n_quantities = columns->n_quantities;
        b.p->n_source_rows = (size_t)lp_rows(f->lp);
        b.p->first_source_row =
            (size_t)f->block_row[(y * r->calendar.n_days + d) * r->n_stations + s];
        /* The limits of the station are the only ones with a step in them. */
        b.p->first_station_row = f->n_limit_rows > 0 ? f->limit_rows[0].row : LP_NONE;
        b.p->n_station_rows = f->n_limit_rows > 0 ? (int)r->calendar.n_steps : 0;
        b.p->per_kw = f->n_limit_rows > 0 ? f->limit_rows[0].upper_per_unit : 0.0;
    }
    st = b.p ? build(&b) : STATUS_NO_MEMORY;
    free(b.master_of);
    free(b.quantity_of_row);
    free(b.tied);
    formulation_free(f);
    if (st != STATUS_OK)
        piece_free(b.p);
    else
        *out = b.p;
    return st;
}

void piece_free(piece *p)
{
    if (!p)
        return;
    free(p->lower);
    free(p->upper);
    free(p->cost);
    free(p->rows);
    free(p->entry_column);
    free(p->entry_value);
    free(p->term_index);
    free(p->term_value);
    free(p->costs);
    free(p->quantities);
    free(p->basis);
    free(p);
}

void piece_mark_used(const piece *p, int *place)
{
    for (int k = 0; k < p->n_terms; k++)
        place[p->term_index[k]] = 0;
    for (int k = 0; k < p->n_costs; k++)
        place[p->costs[k].index] = 0;
}

void piece_renumber(piece *p, const int *place)
{
    for (int k = 0; k < p->n_terms; k++)
        p->term_index[k] = place[p->term_index[k]];
    for (int k = 0; k < p->n_costs; k++)
        p->costs[k].index = place[p->costs[k].index];
}

void piece_cost_range(const piece *p, double *least_keur, double *most_keur)
{
    *least_keur = p->least_keur;
    *most_keur = p->most_keur;
}

void piece_quantity_range(const piece *p, size_t q, double *least, double *most)
{
    *least = p->quantities[q].least;
    *most = p->quantities[q].most;
}

size_t piece_basis_bytes(const piece *p)
{
    return lp_basis_bytes((size_t)(p->n_real + p->n_columns + p->n_elastic));
}

const unsigned char *piece_basis(const piece *p)
{
    return p->basis;
}

size_t piece_rows(const piece *p)
{
    return p->n_source_rows;
}

size_t piece_first_row(const piece *p)
{
    return p->first_source_row;
}

void piece_set_room(piece *p, station_room room)
{
    p->room = room;
}
