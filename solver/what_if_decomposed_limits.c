/* What limits are worth in a region that was decomposed, by the duals of its base. */
#include "solver/what_if_pieces.h"

#include <math.h>
#include <string.h>

#include "model/tolerance.h"

size_t pieces_block_of_row(const what_if *w, int row)
{
    const split *parts = pieces_of(w)->d->parts;
    if (parts->local_row[row] < 0)
        return parts->n_stations;
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

double pieces_dual(const what_if *w, int row)
{
    const pieces *o = pieces_of(w);
    const split *parts = o->d->parts;
    const size_t link = link_of_row(parts, row), s = pieces_block_of_row(w, row);
    if (link < parts->n_links)
        return o->link_price[link];
    if (s == parts->n_stations)
        return coordinator_row_dual(o->d->region, parts->local_row[row]);
    return o->bases[s].asked ? o->bases[s].row_dual[parts->local_row[row]] : 0.0;
}

static size_t station_of(const what_if *w, const plan_limit *l)
{
    size_t s = 0;
    while (s < pieces_of(w)->inv->region->n_stations &&
           strcmp(pieces_of(w)->inv->region->stations[s].id, l->object) != 0)
        s++;
    return s;
}

static double worth_keur(const what_if *w, const plan_limit *l, const station_room *worth)
{
    const station_room *of =
        &worth[decomposition_unit_of(pieces_of(w)->d, station_of(w, l), l->milestone)];
    return l->kind == LIMIT_STATION_IMPORT ? of->import : of->export;
}

double pieces_price_eur(const what_if *w, const plan_limit *l)
{
    const pieces *o = pieces_of(w);
    double keur = 0.0;
    if (limit_is_of_grid(l)) {
        const station_base *b = &o->bases[taken_as(o, station_of(w, l))];
        if (!b->asked)
            return NAN;
        return EUR_PER_KEUR * worth_keur(w, l, b->worth);
    }
    for (size_t k = 0; k < o->inv->n_limit_rows; k++) {
        const limit_row *row = &o->inv->limit_rows[k];
        double upper, lower;
        if (!limit_row_is_of(o->inv, row, l))
            continue;
        limit_row_units(o->inv, row, w->s->best, &upper, &lower);
        keur -= upper * fmin(0.0, pieces_dual(w, row->row)) +
                lower * fmax(0.0, pieces_dual(w, row->row));
    }
    return keur * EUR_PER_KEUR;
}

/* How much more the station of the last answer takes of a row that links, at its price. */
static double taken_more_keur(const what_if *w, int row)
{
    const pieces *o = pieces_of(w);
    const lp_row_view v = lp_row(o->inv->lp, row);
    double more = 0.0;
    for (int k = 0; k < v.n; k++)
        if ((size_t)o->d->parts->block_of[v.columns[k]] == o->station)
            more += v.values[k] * (o->x[v.columns[k]] - o->bases[o->station].x[v.columns[k]]);
    return -pieces_dual(w, row) * more;
}

double pieces_heavier_eur(const what_if *w, const plan_limit *l)
{
    const pieces *o = pieces_of(w);
    const split *parts = o->d->parts;
    const station_base *b = &o->bases[o->station];
    double keur = 0.0;
    if (o->station == o->d->n_stations)
        return 0.0; /* its prices are not those of the plan */
    if (limit_is_of_grid(l)) {
        if (taken_as(o, station_of(w, l)) != o->station)
            return 0.0;
        return EUR_PER_KEUR * l->available *
               (worth_keur(w, l, o->worth) - worth_keur(w, l, b->worth));
    }
    for (size_t k = 0; k < o->inv->n_limit_rows; k++) {
        const limit_row *row = &o->inv->limit_rows[k];
        if (!limit_row_is_of(o->inv, row, l))
            continue;
        if (link_of_row(parts, row->row) < parts->n_links) {
            keur += taken_more_keur(w, row->row);
        } else if (pieces_block_of_row(w, row->row) == o->station) {
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
