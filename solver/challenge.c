#include "solver/challenge.h"

#include "solver/challenge_parts.h"

status plan_challenge(search *s, arena *mem, plan *p)
{
    challenge c = {.f = s->f, .r = s->f->region, .mem = mem, .plan = p};
    search_begin(s, "phase_challenge");
    status st = what_if_new(s, &c.w);
    if (st != STATUS_OK || !c.w)
        return st;
    st = actions_find_why(&c);
    if (st == STATUS_OK)
        st = limits_find_worth(&c);
    if (st == STATUS_OK)
        st = parks_find_why_not(&c);
    if (st == STATUS_OK)
        st = decisions_find_why_not(&c);
    what_if_free(c.w);
    if (st == STATUS_SOLVER)
        search_leave_solver(s); /* what was found by then stands */
    return st == STATUS_SOLVER ? STATUS_OK : st;
}
