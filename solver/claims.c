#include "solver/claims.h"

#include <math.h>
#include <string.h>

#include "model/technology.h"
#include "solver/claims_parts.h"

/* Wide enough for any region, and small enough for the solver's numerics where they multiply a
 * yes or no. */
#define WIDEST_STATION_KW 1e7
#define WIDEST_GROUP_KW 1e6
#define WIDEST_BUDGET_EUR 1e10
#define WIDEST_WEEKS 1e6
#define WIDEST_GROUND_M2 1e8
#define WIDEST_CO2_T 1e9
/* Times what there is, and times what is usual on top of it. */
#define WIDEST_TIMES 100.0
#define WIDEST_CONTRACT_TIMES 10.0
#define WIDEST_CONTRACT_EXTRA_KW 1e4

const region *claims_region(const claims *c)
{
    return c->region;
}

size_t claims_count(const claims *c)
{
    return c->n;
}

const claim *claims_get(const claims *c, size_t k)
{
    return &c->list[k];
}

double claims_value(const claims *c, size_t k)
{
    return c->now[k];
}

static bool is_co2(const claim *k)
{
    return k->kind == CLAIM_TARGET && strcmp(k->unit, "t") == 0;
}

/* Whether room comes from more of it, not from less. */
static bool rises(const claims *c, size_t k)
{
    switch (c->list[k].kind) {
    case CLAIM_TARGET:
        return is_co2(&c->list[k]);
    case CLAIM_VEHICLES:
    case CLAIM_EFFORT_LEAST:
    case CLAIM_MUST_JOIN:
    case CLAIM_FIXED_CONTRACT:
    case CLAIM_HUB_YEAR:
    case CLAIM_HEAT_NET_YEAR:
        return false;
    default:
        return true;
    }
}

bool claims_as_wide(const claims *c, size_t k, double a, double b)
{
    if (isnan(a) || isnan(b))
        return isnan(a);
    return rises(c, k) ? a >= b : a <= b;
}

static double widest(const claims *c, size_t k)
{
    const claim *l = &c->list[k];
    switch (l->kind) {
    case CLAIM_TARGET:
        return is_co2(l) ? WIDEST_CO2_T : 0.0;
    case CLAIM_VEHICLES:
        return c->places[k].fleet->existing_vehicles;
    case CLAIM_POTENTIAL:
        if (l->unit == unit_frac)
            return 1.0;
        return c->places[k].most > 0.0 ? c->places[k].most
                                       : WIDEST_TIMES * (l->limit + c->places[k].typical_size);
    case CLAIM_HEAT_SOURCE:
    case CLAIM_HEAT_PIPE:
    case CLAIM_CABLE:
    case CLAIM_CONTRACT:
    case CLAIM_CONTRACT_EXPORT:
        return WIDEST_CONTRACT_TIMES * l->limit + WIDEST_CONTRACT_EXTRA_KW;
    case CLAIM_STATION_IMPORT:
    case CLAIM_STATION_EXPORT:
        return WIDEST_STATION_KW;
    case CLAIM_GROUP_CAPACITY:
        return WIDEST_GROUP_KW;
    case CLAIM_FUND:
    case CLAIM_SUBSIDY:
        return WIDEST_BUDGET_EUR;
    case CLAIM_INSTALLERS:
        return WIDEST_WEEKS;
    case CLAIM_EFFORT_MOST:
        return WIDEST_TIMES * (l->limit + 1.0);
    case CLAIM_ADOPTION:
        return 1.0;
    case CLAIM_GROUND:
        return WIDEST_GROUND_M2;
    case CLAIM_HUB_YEAR:
    case CLAIM_HEAT_NET_YEAR:
        return c->region->horizon.milestones[0].year;
    default:
        return 0.0; /* no effort at least; a yes that becomes a no */
    }
}

double claims_widest(const claims *c, size_t k)
{
    const double w = widest(c, k);
    return claims_as_wide(c, k, w, c->list[k].limit) ? w : c->list[k].limit;
}

/* Figures that people would write: a per cent, a kW, a hundred euros; three digits of tonnes. */
static double step_of(const claims *c, size_t k)
{
    const claim *l = &c->list[k];
    switch (l->kind) {
    case CLAIM_TARGET:
        if (!is_co2(l))
            return 0.01;
        return pow(10.0, floor(log10(fmax(1.0, fabs(l->limit)))) - 2.0);
    case CLAIM_FUND:
    case CLAIM_SUBSIDY:
        return 100.0;
    case CLAIM_ADOPTION:
        return 0.01;
    case CLAIM_EFFORT_LEAST:
    case CLAIM_EFFORT_MOST:
        return c->places[k].whole ? 1.0 : 0.1;
    case CLAIM_POTENTIAL:
        return l->unit == unit_frac ? 0.01 : 1.0;
    default:
        return 1.0;
    }
}

/* A limit that lies between two rounded values counts as the one before it. */
static double first_rounded(const claims *c, size_t k)
{
    const double in_steps = c->list[k].limit / step_of(c, k), nearest = round(in_steps);
    if (fabs(in_steps - nearest) < STEP_TOL)
        return nearest;
    return rises(c, k) ? floor(in_steps) : ceil(in_steps);
}

double claims_steps(const claims *c, size_t k)
{
    const double way = fabs(claims_widest(c, k) / step_of(c, k) - first_rounded(c, k));
    return ceil(way - STEP_TOL);
}

double claims_step(const claims *c, size_t k, double n)
{
    if (n <= 0.0)
        return c->list[k].limit;
    const double rounded = first_rounded(c, k) + (rises(c, k) ? n : -n);
    /* Divided, so that 61 steps of a hundredth are 0.61 to the last digit. */
    const double step = step_of(c, k);
    const double value = step < 1.0 ? rounded / round(1.0 / step) : rounded * step;
    const double most = claims_widest(c, k);
    return claims_as_wide(c, k, value, most) ? most : value;
}
