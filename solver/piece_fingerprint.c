/* What tells whether two pieces are the same program (docs/solver.md, D17). */
#include "solver/piece_parts.h"

static void add_entries(const piece *p, int first, int n, sha256 *to)
{
    sha256_add(to, &n, sizeof n);
    sha256_add(to, p->entry_column + first, (size_t)n * sizeof *p->entry_column);
    sha256_add(to, p->entry_value + first, (size_t)n * sizeof *p->entry_value);
}

static void add_terms(const piece *p, int first, int n, sha256 *to)
{
    sha256_add(to, &n, sizeof n);
    sha256_add(to, p->term_index + first, (size_t)n * sizeof *p->term_index);
    sha256_add(to, p->term_value + first, (size_t)n * sizeof *p->term_value);
}

static void add_row_fingerprint(const piece *p, const piece_row *r, sha256 *to)
{
    const double bounds[] = {r->lower, r->upper};
    const int place[] = {r->elastic, r->source - p->first_station_row};
    sha256_add(to, bounds, sizeof bounds);
    sha256_add(to, place, sizeof place);
    add_entries(p, r->first_entry, r->n_entries, to);
    add_terms(p, r->first_term, r->n_terms, to);
}

void piece_add_fingerprint(const piece *p, sha256 *to)
{
    const size_t columns = (size_t)p->n_columns;
    const int sizes[] = {p->n_columns, p->n_rows,  p->n_real,
                         p->n_elastic, p->n_costs, p->n_station_rows};
    const double values[] = {p->constant, p->elastic_price, p->per_kw};
    sha256_add(to, sizes, sizeof sizes);
    sha256_add(to, values, sizeof values);
    for (size_t j = 0; j < columns; j++) {
        const double column[] = {lower_of(p, (int)j), p->upper[j], p->cost[j]};
        sha256_add(to, column, sizeof column);
    }
    for (int i = 0; i < p->n_rows; i++)
        add_row_fingerprint(p, &p->rows[i], to);
    for (size_t q = 0; q < p->n_quantities; q++) {
        const piece_quantity *k = &p->quantities[q];
        sha256_add(to, &k->known, sizeof k->known);
        add_entries(p, k->first_entry, k->n_entries, to);
        add_terms(p, k->first_term, k->n_terms, to);
    }
    for (int k = 0; k < p->n_costs; k++) {
        sha256_add(to, &p->costs[k].index, sizeof p->costs[k].index);
        sha256_add(to, &p->costs[k].value, sizeof p->costs[k].value);
    }
}
