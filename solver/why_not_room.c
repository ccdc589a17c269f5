/* Why not that: how much more of what stops it would do (E68). */
#include "solver/why_not_parts.h"

#include <math.h>

/* The two figures are this close, and no closer than one. */
#define CLOSE_FRAC 0.1
/* Room is tried in steps that are each so many times the last one, and so many of them. */
#define LARGER 4.0
enum { MOST_LARGER = 10 };

static bool is_in_its_way(const limit_row *row, const question *q)
{
    const technology *tech = q->at.asset->technology;
    if (row->kind != q->at.people)
        return false;
    return row->kind == LIMIT_ADOPTION ? row->object == q->at.asset->connection->park->index
                                       : row->kind == LIMIT_INSTALLER_WEEKS && tech->trade &&
                                             row->object == tech->trade->index;
}

static void widen_people(challenge *c, const question *q, double units)
{
    for (size_t k = 0; k < c->f->n_limit_rows; k++) {
        const limit_row *row = &c->f->limit_rows[k];
        if (is_in_its_way(row, q))
            what_if_row(c->w, row->row, lp_row_lower(c->f->lp, row->row),
                        lp_row_upper(c->f->lp, row->row) + units * row->upper_per_unit);
    }
}

static void widen(challenge *c, const question *q, double units)
{
    const size_t s = station_of_connection(q->at.asset->connection);
    for (size_t y = 0; q->found.stops == OBSTACLE_GRID && y < c->r->horizon.n_milestones; y++)
        what_if_room(c->w, s, y, units, units);
    if (q->found.stops == OBSTACLE_PEOPLE)
        widen_people(c, q, units);
}

static status solve_with(challenge *c, const question *q, double units, bool forced,
                         what_if_answer *answer)
{
    widen(c, q, units);
    if (forced)
        force_unit(c, q->at.asset, q->at.y);
    const status st = what_if_solve(c->w, station_of_connection(q->at.asset->connection), answer);
    what_if_undo(c->w);
    return st;
}

typedef enum room_answer { ROOM_UNKNOWN, ROOM_TOO_LITTLE, ROOM_ENOUGH } room_answer;

/* Whether that much more will do; a whole one is chosen where forcing it in makes things cheaper. */
static status try_room(challenge *c, const question *q, double units, room_answer *out)
{
    what_if_answer answer;
    *out = ROOM_UNKNOWN;
    status st = solve_with(c, q, units, false, &answer);
    if (st != STATUS_OK || !answer.answered || !answer.possible)
        return st;
    bool chosen = is_chosen(c, q->at.asset, answer.x);
    if (technology_is_whole(q->at.asset->technology)) {
        const double without_keur = answer.least_keur;
        st = solve_with(c, q, units, true, &answer);
        if (st != STATUS_OK || !answer.answered)
            return st;
        chosen = answer.possible && answer.most_keur < without_keur;
    }
    *out = chosen ? ROOM_ENOUGH : ROOM_TOO_LITTLE;
    return st;
}

/* Larger and larger room until it is enough: *low is too little then, or nothing, and *high enough. */
static status find_enough(challenge *c, const question *q, double *low, double *high,
                          room_answer *found)
{
    status st = STATUS_OK;
    *low = 0.0;
    *high = 1.0;
    for (int k = 0; k < MOST_LARGER; k++) {
        st = try_room(c, q, *high, found);
        if (st != STATUS_OK || *found != ROOM_TOO_LITTLE)
            break;
        *low = *high;
        *high *= LARGER;
    }
    return st;
}

/* Between the two, until they are close or there is no answer. */
static status narrow(challenge *c, const question *q, double *low, double *high)
{
    room_answer found = ROOM_ENOUGH;
    status st = STATUS_OK;
    while (st == STATUS_OK && found != ROOM_UNKNOWN &&
           *high - *low > fmax(1.0, CLOSE_FRAC * *high)) {
        const double middle = floor(0.5 * (*low + *high));
        st = try_room(c, q, middle, &found);
        if (found != ROOM_UNKNOWN)
            *(found == ROOM_ENOUGH ? high : low) = middle;
    }
    return st;
}

/* That enough people would do is what duals say; it may be that others take them all. */
static status try_without_limit(challenge *c, const question *q, room_answer *found)
{
    *found = ROOM_ENOUGH;
    return q->found.stops == OBSTACLE_PEOPLE ? try_room(c, q, INFINITY, found) : STATUS_OK;
}

static const char *unit_of(const question *q)
{
    if (q->found.stops == OBSTACLE_GRID)
        return "kW";
    return q->at.people == LIMIT_ADOPTION ? "companies" : "weeks";
}

status find_room(challenge *c, question *q)
{
    double low, high;
    room_answer found;
    if (!what_if_is_exact(c->w) ||
        (q->found.stops != OBSTACLE_GRID && q->found.stops != OBSTACLE_PEOPLE))
        return STATUS_OK;
    status st = try_without_limit(c, q, &found);
    if (st == STATUS_OK && found == ROOM_ENOUGH)
        st = find_enough(c, q, &low, &high, &found);
    if (st != STATUS_OK || found != ROOM_ENOUGH)
        return st;
    st = narrow(c, q, &low, &high);
    q->found.lacks_from = low;
    q->found.lacks_to = high;
    q->found.lacks_unit = unit_of(q);
    return st;
}
