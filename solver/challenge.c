#include "solver/challenge.h"

#include <math.h>
#include <stdlib.h>

#include "solver/challenge_parts.h"
#include "solver/clock.h"

/* Part of the time that is kept for questions about more than one station, where there are any. */
#define REGION_TIME_SHARE 0.25

size_t station_of_net(const challenge *c, const heat_net *k)
{
    const size_t s = k->n_routes > 0 ? k->routes[0].park->station->index : the_region(c);
    for (size_t n = 0; n < k->n_routes; n++)
        if (k->routes[n].park->station->index != s)
            return the_region(c);
    return s;
}

typedef struct interview {
    const challenge *of;
    size_t n_askers;
    question_list list;
} interview;

/* --- stations, at the same time -------------------------------------------------------------------- */

static bool is_of_asker(const interview *i, size_t number, size_t s)
{
    return s < the_region(i->of) && s % i->n_askers == number;
}

/* Limits and questions compare with what a station is without a change. */
static status ask_base(void *context, size_t number, what_if *w)
{
    const interview *i = context;
    status st = STATUS_OK;
    for (size_t s = 0; st == STATUS_OK && s < the_region(i->of); s++) {
        const what_if_answer *base;
        /* Asked of all, even when the time is up: then it has no answer. */
        if (is_of_asker(i, number, s))
            st = what_if_base(w, s, &base);
    }
    return st;
}

/* The station's next question from *place on that was not asked; NULL when there are no more. */
static question *next_of_station(const interview *i, size_t s, size_t *place)
{
    while (*place < i->list.n && (i->list.items[*place].where != s || i->list.items[*place].asked))
        (*place)++;
    return *place < i->list.n ? &i->list.items[(*place)++] : NULL;
}

/* An asker's stations take turns. */
static status ask_stations(void *context, size_t number, what_if *w)
{
    const interview *i = context;
    challenge c = *i->of;
    c.w = w;
    size_t *place = calloc(the_region(&c) + 1, sizeof *place);
    status st = place ? STATUS_OK : STATUS_NO_MEMORY;
    for (bool more = true; more && st == STATUS_OK;) {
        more = false;
        for (size_t s = 0; st == STATUS_OK && s < the_region(&c) && !what_if_must_stop(w); s++) {
            question *q = is_of_asker(i, number, s) ? next_of_station(i, s, &place[s]) : NULL;
            if (q) {
                st = question_ask(&c, q);
                q->asked = !what_if_must_stop(w);
            }
            more |= q != NULL;
        }
    }
    free(place);
    return st;
}

/* --- the region ------------------------------------------------------------------------------------ */

static size_t questions_of_region(const interview *i)
{
    size_t n = 0;
    for (size_t k = 0; k < i->list.n; k++)
        n += i->list.items[k].where == the_region(i->of);
    return n;
}

static status ask_region(challenge *c, interview *i)
{
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < i->list.n && !what_if_must_stop(c->w); k++)
        if (i->list.items[k].where == the_region(c))
            st = question_ask(c, &i->list.items[k]);
    return st;
}

/* Stations have the time that the region leaves. */
static status ask_all(challenge *c, interview *i, double deadline_s)
{
    const double now_s = clock_seconds();
    const double kept_s =
        questions_of_region(i) > 0 ? REGION_TIME_SHARE * fmax(0.0, deadline_s - now_s) : 0.0;
    what_if_end_at(c->w, deadline_s - kept_s);
    status st = what_if_ask(c->w, ask_stations, i);
    what_if_end_at(c->w, deadline_s);
    if (st == STATUS_OK)
        st = ask_region(c, i);
    return st == STATUS_OK && kept_s > 0.0 ? what_if_ask(c->w, ask_stations, i) : st;
}

/* When everything has been asked: these are the longest questions, about what has an answer already. */
static status ask_for_room(challenge *c, const interview *i)
{
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < i->list.n && !what_if_must_stop(c->w); k++)
        if (i->list.items[k].kind == ASK_TECHNOLOGY && i->list.items[k].answered)
            st = find_room(c, &i->list.items[k]);
    return st;
}

static status hold(challenge *c, double deadline_s)
{
    interview i = {.of = c, .n_askers = what_if_askers(c->w)};
    c->lifted = calloc(c->r->n_stations + 1, sizeof *c->lifted);
    status st = c->lifted ? what_if_ask(c->w, ask_base, &i) : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = limits_find_worth(c); /* why names them, and asks what they are worth */
    if (st == STATUS_OK)
        st = questions_new(c, &i.list);
    if (st == STATUS_OK)
        st = ask_all(c, &i, deadline_s);
    if (st == STATUS_OK)
        st = ask_for_room(c, &i);
    for (size_t s = 0; c->lifted && s < c->r->n_stations; s++) {
        free(c->lifted[s].x);
        free(c->lifted[s].reduced);
    }
    free(c->lifted);
    const status told = i.list.items ? questions_tell(c, &i.list) : STATUS_OK;
    return st == STATUS_OK ? told : st;
}

status plan_challenge(search *s, arena *mem, plan *p)
{
    challenge c = {.r = s->f->region, .x = s->best, .mem = mem, .plan = p};
    search_begin(s, "phase_challenge");
    status st = what_if_new(s, &c.w);
    if (c.w) {
        c.f = what_if_formulation(c.w);
        if (st == STATUS_OK)
            st = hold(&c, s->deadline_s);
    }
    what_if_free(c.w);
    if (st == STATUS_SOLVER)
        search_leave_solver(s); /* what was found by then stands */
    return st == STATUS_SOLVER ? STATUS_OK : st;
}
