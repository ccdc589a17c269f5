#include "solver/split.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "solver/formulation_parts.h"
#include "solver/room.h"

typedef struct splitter {
    split *s;
    const formulation *f;
    int region_block;
    int *copy;                /* [stations * columns] local place of a copy, or LP_NONE */
    size_t *room, *term_room; /* [blocks] */
    size_t link_room;
    bool failed;
} splitter;

enum { UNKNOWN = -1, LINKING = -2 };

/* --- whose column is it ---------------------------------------------------------------------- */

/* What a station's own formulation has columns for is the station's, unless several have. */
static status claim_by_scope(splitter *w)
{
    const region *r = w->f->region;
    for (size_t s = 0; s < r->n_stations; s++) {
        formulation *own = formulation_new(r, w->f->perspective, (scope){s, SCOPE_ALL, NO_DAY});
        if (!own)
            return STATUS_NO_MEMORY;
        lp_leave_out_names(own->lp);
        master_add_columns(own);
        for (size_t k = 0; k < own->master.n_slots; k++) {
            const int column = w->f->master.slots[k];
            if (own->master.slots[k] >= 0 && column >= 0)
                w->s->block_of[column] =
                    w->s->block_of[column] == UNKNOWN ? (int)w->s->taken_as[s] : w->region_block;
        }
        formulation_free(own);
    }
    return STATUS_OK;
}

static void take_column(splitter *w, int column, size_t block)
{
    if (column >= 0)
        w->s->block_of[column] = (int)block;
}

static void claim_of_parks(splitter *w)
{
    const region *r = w->f->region;
    const quantity *q = &w->f->quantity;
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        for (size_t p = 0; p < r->n_parks; p++) {
            const size_t k = at(w->f, p, y), s = w->s->taken_as[r->parks[p].station->index];
            take_column(w, w->f->master.reach[k], s);
            take_column(w, q->co2_column[k], s);
            take_column(w, q->renewable_column[k], s);
            take_column(w, q->use_column[k], s);
        }
        for (size_t n = 0; n < r->n_heat_nets; n++)
            for (size_t k = 0; k < r->heat_nets[n].n_routes; k++)
                take_column(w, w->f->master.subscribed[at(w->f, w->f->first_route[n] + k, y)],
                      w->s->taken_as[r->heat_nets[n].routes[k].park->station->index]);
    }
}

static void claim_payments(splitter *w)
{
    for (size_t k = 0; k < w->f->n_spends; k++) {
        const spend *s = &w->f->spends[k];
        for (size_t m = s->first_payment; m < s->first_payment + s->n_payments; m++)
            w->s->block_of[w->f->payments[m].column] = w->s->block_of[s->column[0]];
    }
}

/* The one station that a row speaks of; the region's block if of none, LINKING if of several. */
static int station_of_row(const splitter *w, int row, int *n_region)
{
    const lp_row_view v = lp_row(w->f->lp, row);
    int block = w->region_block;
    *n_region = 0;
    for (int k = 0; k < v.n; k++) {
        const int of = w->s->block_of[v.columns[k]];
        if (of == w->region_block)
            ++*n_region;
        else if (block == w->region_block)
            block = of;
        else if (block != of)
            return LINKING;
    }
    return block;
}

/* A column of the region that is alone among the columns of one station is that station's. */
static void settle_lone_columns(splitter *w)
{
    const int columns = lp_columns(w->f->lp);
    int *only = calloc((size_t)columns + 1, sizeof *only);
    if (!only) {
        w->failed = true;
        return;
    }
    for (int j = 0; j < columns; j++)
        only[j] = UNKNOWN;
    for (int i = 0; i < lp_rows(w->f->lp); i++) {
        int n_region;
        const int of = station_of_row(w, i, &n_region);
        const lp_row_view v = lp_row(w->f->lp, i);
        for (int k = 0; k < v.n; k++) {
            int *o = &only[v.columns[k]];
            const int here = of >= 0 && n_region == 1 ? of : LINKING;
            *o = *o == UNKNOWN || *o == here ? here : LINKING;
        }
    }
    for (int j = 0; j < columns; j++)
        if (w->s->block_of[j] == w->region_block && only[j] >= 0)
            w->s->block_of[j] = only[j];
    free(only);
}

/* --- taking apart ------------------------------------------------------------------------------ */

static int add_local(splitter *w, size_t block, int column, bool copy)
{
    block_part *b = &w->s->blocks[block];
    const lp *from = w->f->lp;
    size_t room = w->room[block];
    if (!room_for((void **)&b->columns, b->n_columns, &room, sizeof(int)) ||
        !room_for((void **)&b->is_copy, b->n_columns, &w->room[block], sizeof(bool))) {
        w->failed = true;
        return 0;
    }
    b->columns[b->n_columns] = column;
    b->is_copy[b->n_columns] = copy;
    const int local = lp_add_column(b->lp, lp_lower(from, column), lp_upper(from, column),
                                    lp_is_whole(from, column) && !copy, "x");
    lp_add_cost(b->lp, local, copy ? 0.0 : lp_cost(from, column));
    b->n_columns++;
    return local;
}

static void add_term(splitter *w, size_t block, int row, int column, double value)
{
    block_part *b = &w->s->blocks[block];
    if (!room_for((void **)&b->terms, b->n_terms, &w->term_room[block], sizeof *b->terms)) {
        w->failed = true;
        return;
    }
    b->terms[b->n_terms++] = (link_term){row, column, value};
}

static int add_link(splitter *w, double lower, double upper, int row)
{
    split *s = w->s;
    size_t a = w->link_room, b = w->link_room;
    if (!room_for((void **)&s->link_lower, s->n_links, &a, sizeof(double)) ||
        !room_for((void **)&s->link_upper, s->n_links, &b, sizeof(double)) ||
        !room_for((void **)&s->link_row, s->n_links, &w->link_room, sizeof(int))) {
        w->failed = true;
        return 0;
    }
    s->link_lower[s->n_links] = lower;
    s->link_upper[s->n_links] = upper;
    s->link_row[s->n_links] = row;
    return (int)s->n_links++;
}

/* The copy of a region's column in a station, made and tied when it is first asked for. */
static int copy_of(splitter *w, size_t station_block, int column)
{
    int *place = &w->copy[station_block * (size_t)lp_columns(w->f->lp) + (size_t)column];
    if (*place >= 0)
        return *place;
    *place = add_local(w, station_block, column, true);
    const int tie = add_link(w, 0.0, 0.0, LP_NONE);
    add_term(w, station_block, tie, *place, 1.0);
    add_term(w, (size_t)w->region_block, tie, w->s->local_of[column], -1.0);
    return *place;
}

static void add_own_row(splitter *w, size_t block, int row)
{
    const lp *from = w->f->lp;
    const lp_row_view v = lp_row(from, row);
    lp *to = w->s->blocks[block].lp;
    const int local = lp_add_row(to, lp_row_unit(from, row), lp_row_lower(from, row),
                                 lp_row_upper(from, row), "r");
    w->s->local_row[row] = local;
    for (int k = 0; k < v.n; k++) {
        const int column = v.columns[k];
        const int place = w->s->block_of[column] == (int)block ? w->s->local_of[column]
                                                               : copy_of(w, block, column);
        lp_add(to, local, place, v.values[k]);
    }
}

static void add_linking_row(splitter *w, int row)
{
    const lp *from = w->f->lp;
    const lp_row_view v = lp_row(from, row);
    const int tie = add_link(w, lp_row_lower(from, row), lp_row_upper(from, row), row);
    w->s->local_row[row] = LP_NONE;
    for (int k = 0; k < v.n; k++)
        add_term(w, (size_t)w->s->block_of[v.columns[k]], tie, w->s->local_of[v.columns[k]],
                 v.values[k]);
}

/* (D1) Own rows and linking rows. */
static status take_apart(splitter *w)
{
    const lp *from = w->f->lp;
    for (int j = 0; j < lp_columns(from); j++)
        w->s->local_of[j] = add_local(w, (size_t)w->s->block_of[j], j, false);
    for (int i = 0; i < lp_rows(from); i++) {
        int n_region;
        const lp_row_view v = lp_row(from, i);
        for (int k = 0; k < v.n; k++)
            w->s->appearances[v.columns[k]]++;
        const int block = station_of_row(w, i, &n_region);
        if (block >= 0)
            add_own_row(w, (size_t)block, i);
        else
            add_linking_row(w, i);
    }
    status st = w->failed ? STATUS_NO_MEMORY : STATUS_OK;
    for (size_t b = 0; st == STATUS_OK && b <= w->s->n_stations; b++)
        st = lp_finish(w->s->blocks[b].lp);
    return st;
}

static status allocate(splitter *w)
{
    split *s = w->s;
    const size_t columns = (size_t)lp_columns(w->f->lp) + 1, blocks = s->n_stations + 1;
    s->blocks = calloc(blocks, sizeof *s->blocks);
    s->taken_as = calloc(w->f->region->n_stations + 1, sizeof *s->taken_as);
    s->block_of = calloc(columns, sizeof *s->block_of);
    s->local_of = calloc(columns, sizeof *s->local_of);
    s->appearances = calloc(columns, sizeof *s->appearances);
    s->local_row = calloc((size_t)lp_rows(w->f->lp) + 1, sizeof *s->local_row);
    w->copy = calloc(columns * s->n_stations, sizeof *w->copy);
    w->room = calloc(blocks, sizeof *w->room);
    w->term_room = calloc(blocks, sizeof *w->term_room);
    if (!s->blocks || !s->taken_as || !s->block_of || !s->local_of || !s->appearances || !s->local_row ||
        !w->copy || !w->room || !w->term_room)
        return STATUS_NO_MEMORY;
    for (size_t b = 0; b < blocks; b++) {
        s->blocks[b].lp = lp_new();
        if (!s->blocks[b].lp)
            return STATUS_NO_MEMORY;
        lp_leave_out_names(s->blocks[b].lp);
    }
    for (size_t k = 0; s->n_stations > 1 && k < s->n_stations; k++)
        s->taken_as[k] = k;
    for (size_t k = 0; k < columns; k++)
        s->block_of[k] = UNKNOWN;
    for (size_t k = 0; k < columns * s->n_stations; k++)
        w->copy[k] = LP_NONE;
    return STATUS_OK;
}

static status assign(splitter *w)
{
    const int columns = lp_columns(w->f->lp);
    status st = claim_by_scope(w);
    claim_of_parks(w);
    for (int j = 0; j < columns; j++)
        if (w->s->block_of[j] == UNKNOWN)
            w->s->block_of[j] = w->region_block;
    claim_payments(w);
    settle_lone_columns(w);
    /* With one station there is nothing to coordinate. */
    for (int j = 0; w->s->n_stations == 1 && j < columns; j++)
        w->s->block_of[j] = 0;
    return w->failed ? STATUS_NO_MEMORY : st;
}

status split_new(const formulation *investments, bool as_one, split **out)
{
    split *s = calloc(1, sizeof *s);
    if (!s)
        return STATUS_NO_MEMORY;
    s->investments = investments;
    s->n_stations = as_one ? 1 : investments->region->n_stations;
    splitter w = {.s = s, .f = investments, .region_block = (int)s->n_stations};
    status st = allocate(&w);
    if (st == STATUS_OK)
        st = assign(&w);
    if (st == STATUS_OK)
        st = take_apart(&w);
    free(w.copy);
    free(w.room);
    free(w.term_room);
    if (st == STATUS_OK)
        *out = s;
    else
        split_free(s);
    return st;
}

size_t split_prices(const split *s)
{
    return (size_t)lp_rows(s->blocks[s->n_stations].lp) + s->n_links;
}

static bool is_of_region(const split *s, int row)
{
    const lp_row_view v = lp_row(s->investments->lp, row);
    bool all = s->local_row[row] != LP_NONE;
    for (int k = 0; k < v.n; k++)
        all &= (size_t)s->block_of[v.columns[k]] == s->n_stations;
    return all;
}

/* Of a copy: the station, and what is copied. */
static char *name_copy(const split *s, size_t block, int column)
{
    const char *id = s->n_stations > 1 ? s->investments->region->stations[block].id : "";
    const char *name = lp_column_name(s->investments->lp, column);
    const size_t room = strlen(id) + strlen(name) + 2;
    char *both = malloc(room);
    if (both)
        snprintf(both, room, "%s %s", id, name);
    return both;
}

status split_name_prices(const split *s, char **names)
{
    const size_t first_link = split_prices(s) - s->n_links;
    bool ready = true;
    for (int i = 0; i < lp_rows(s->investments->lp); i++)
        if (is_of_region(s, i)) {
            names[s->local_row[i]] = strdup(lp_row_name(s->investments->lp, i));
            ready &= names[s->local_row[i]] != NULL;
        }
    for (size_t k = 0; k < s->n_links; k++)
        if (s->link_row[k] != LP_NONE) {
            names[first_link + k] = strdup(lp_row_name(s->investments->lp, s->link_row[k]));
            ready &= names[first_link + k] != NULL;
        }
    for (size_t b = 0; b < s->n_stations; b++)
        for (size_t t = 0; t < s->blocks[b].n_terms; t++) {
            const link_term *term = &s->blocks[b].terms[t];
            if (s->link_row[term->row] != LP_NONE)
                continue;
            names[first_link + (size_t)term->row] =
                name_copy(s, b, s->blocks[b].columns[term->column]);
            ready &= names[first_link + (size_t)term->row] != NULL;
        }
    return ready ? STATUS_OK : STATUS_NO_MEMORY;
}

void split_free(split *s)
{
    if (!s)
        return;
    for (size_t b = 0; s->blocks && b <= s->n_stations; b++) {
        lp_free(s->blocks[b].lp);
        free(s->blocks[b].columns);
        free(s->blocks[b].is_copy);
        free(s->blocks[b].terms);
    }
    free(s->blocks);
    free(s->taken_as);
    free(s->block_of);
    free(s->local_of);
    free(s->local_row);
    free(s->appearances);
    free(s->link_lower);
    free(s->link_upper);
    free(s->link_row);
    free(s);
}
