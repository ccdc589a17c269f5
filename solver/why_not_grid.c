/* Why not that: whether it is the station that leaves no room. */
#include "solver/why_not_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Room for so many times what the connections of a station can carry never binds: the peak of a quarter is
 * higher than that of an hour, and there are others on the station. */
#define ROOM_FOR_ALL 4.0

static bool is_full(const challenge *c, const station *s)
{
    for (size_t k = 0; k < c->plan->n_limits; k++) {
        const plan_limit *l = &c->plan->limits[k];
        if (limit_is_of_grid(l) && strcmp(l->object, s->id) == 0)
            return true;
    }
    return false;
}

static void lift(challenge *c, const station *s)
{
    double kw = 0.0;
    for (size_t i = 0; i < c->r->n_connections; i++)
        if (c->r->connections[i].park->station == s)
            kw += ROOM_FOR_ALL * c->r->connections[i].physical_cap_kw;
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++)
        what_if_room(c->w, s->index, y, kw, kw);
}

static status keep(challenge *c, const what_if_answer *answer, lifted *l)
{
    const size_t n = (size_t)lp_columns(c->f->lp), bytes = n * sizeof *l->x;
    l->x = malloc(bytes + sizeof *l->x);
    l->reduced = malloc(bytes + sizeof *l->x);
    if (!l->x || !l->reduced)
        return STATUS_NO_MEMORY;
    memcpy(l->x, answer->x, bytes);
    memcpy(l->reduced, answer->reduced, bytes);
    l->least_keur = answer->least_keur;
    l->most_keur = answer->most_keur;
    l->usable = true;
    return STATUS_OK;
}

static status ask_lifted(challenge *c, const station *s, lifted *l)
{
    what_if_answer answer = {.answered = false};
    if (l->asked)
        return STATUS_OK;
    l->asked = true;
    lift(c, s);
    status st = what_if_solve(c->w, s->index, &answer);
    what_if_undo(c->w);
    if (st == STATUS_OK && answer.answered && answer.possible)
        st = keep(c, &answer, l);
    return st;
}

/* In a bracket there may be a trace of what does not pay. */
static bool pays(const challenge *c, const asset *a, const lifted *l)
{
    return is_chosen(c, a, l->x) &&
           (what_if_is_exact(c->w) || share_by_duals(c, a, l->reduced, 1.0) >= 1.0);
}

/* A whole one does where forcing it in makes things cheaper. */
static status pays_whole(challenge *c, const asset *a, size_t y, const lifted *l, bool *chosen)
{
    const station *s = a->connection->park->station;
    what_if_answer with = {.answered = false};
    lift(c, s);
    force_unit(c, a, y);
    const status st = what_if_solve(c->w, s->index, &with);
    what_if_undo(c->w);
    *chosen = st == STATUS_OK && with.answered && with.possible && with.most_keur < l->least_keur;
    return st;
}

status ask_grid(challenge *c, const asset *a, verdict *v)
{
    const station *s = a->connection->park->station;
    lifted *l = &c->lifted[s->index];
    if (!v->asked || !is_full(c, s) ||
        (v->stops != OBSTACLE_PRICE && v->stops != OBSTACLE_WORTHLESS))
        return STATUS_OK;
    status st = ask_lifted(c, s, l);
    if (st != STATUS_OK || !l->usable)
        return st;
    bool chosen;
    if (technology_is_whole(a->technology))
        st = pays_whole(c, a, v->y, l, &chosen);
    else
        chosen = pays(c, a, l);
    if (st == STATUS_OK && chosen)
        v->stops = OBSTACLE_GRID;
    return st;
}
