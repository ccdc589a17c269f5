#include "solver/challenge.h"

#include "solver/challenge_parts.h"

size_t station_of_net(const challenge *c, const heat_net *k)
{
    const size_t s = k->n_routes > 0 ? k->routes[0].park->station->index : the_region(c);
    for (size_t n = 0; n < k->n_routes; n++)
        if (k->routes[n].park->station->index != s)
            return the_region(c);
    return s;
}

status plan_challenge(search *s, arena *mem, plan *p)
{
    challenge c = {.r = s->f->region, .x = s->best, .mem = mem, .plan = p};
    search_begin(s, "phase_challenge");
    status st = what_if_new(s, &c.w);
    if (c.w) {
        c.f = what_if_formulation(c.w);
        if (st == STATUS_OK)
            st = limits_find_worth(&c); /* first: why names them, and asks what they are worth */
        if (st == STATUS_OK)
            st = actions_find_why(&c);
        if (st == STATUS_OK)
            st = parks_find_why_not(&c);
        if (st == STATUS_OK)
            st = decisions_find_why_not(&c);
    }
    what_if_free(c.w);
    if (st == STATUS_SOLVER)
        search_leave_solver(s); /* what was found by then stands */
    return st == STATUS_SOLVER ? STATUS_OK : st;
}
