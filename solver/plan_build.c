#include "solver/plan_build.h"

#include "solver/plan_parts.h"

status plan_build(const formulation *f, const double *x, const double *status_quo, arena *mem,
                  plan **out)
{
    reading in, quo;
    plan *p = ARENA_NEW(mem, plan);
    if (!p || !reading_open(&in, f, x, mem) || !reading_open(&quo, f, status_quo, mem))
        return STATUS_NO_MEMORY;
    p->region = f->region;
    p->perspective = f->perspective;
    status st = reading_add_dispatch((reading *const[]){&in, &quo, NULL});
    if (st == STATUS_OK)
        st = plan_add_actions(&in, p);
    if (st == STATUS_OK)
        st = plan_add_parks(&in, &quo, p);
    if (st == STATUS_OK)
        st = plan_add_hubs(&in, p);
    if (st == STATUS_OK)
        st = plan_add_heat_nets(&in, p);
    if (st == STATUS_OK)
        st = plan_add_stations(&in, &quo, p);
    if (st == STATUS_OK)
        st = plan_add_programme(&in, p);
    if (st == STATUS_OK)
        st = plan_add_targets(&in, p);
    if (st == STATUS_OK)
        st = plan_add_money(&in, &quo, p);
    if (st == STATUS_OK)
        st = plan_add_contracts_at_risk(&in, p);
    if (st == STATUS_OK)
        st = plan_add_worse_off(&in, &quo, p);
    if (st == STATUS_OK)
        st = plan_add_limits(&in, p);
    if (st == STATUS_OK)
        st = plan_add_curves(&in, &quo, p);
    if (st == STATUS_OK)
        st = plan_add_themes(&in, p);
    if (st == STATUS_OK)
        *out = p;
    return st;
}
