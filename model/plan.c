#include "model/plan.h"

#include <assert.h>

static const char *const account_ids[ACCOUNT_COUNT] = {
    [ACCOUNT_INVESTMENT] = "investment", [ACCOUNT_OPERATION] = "operation",
    [ACCOUNT_ENERGY] = "energy",         [ACCOUNT_GRID] = "grid",
    [ACCOUNT_ENERGY_TAX] = "energy_tax", [ACCOUNT_CO2] = "co2",
    [ACCOUNT_UNSERVED] = "unserved",     [ACCOUNT_PROGRAMME] = "programme",
    [ACCOUNT_SUBSIDY] = "subsidy",
};

static const char *const status_ids[] = {
    [PLAN_OPTIMAL] = "optimal",
    [PLAN_WITHIN_GAP] = "within_gap",
    [PLAN_STOPPED_AT_LIMIT] = "stopped_at_limit",
    [PLAN_TARGETS_UNREACHABLE] = "targets_unreachable",
};

static const char *const limit_ids[LIMIT_KIND_COUNT] = {
    [LIMIT_STATION_IMPORT] = "station_import",
    [LIMIT_STATION_EXPORT] = "station_export",
    [LIMIT_GROUP_CAPACITY] = "group_capacity",
    [LIMIT_FUND] = "fund",
    [LIMIT_SUBSIDY] = "subsidy",
    [LIMIT_INSTALLER_WEEKS] = "installer_weeks",
    [LIMIT_ADOPTION] = "adoption",
    [LIMIT_GROUND] = "ground",
    [LIMIT_TARGET] = "target",
    [LIMIT_POTENTIAL] = "potential",
};

const char *perspective_id(perspective p)
{
    return p == PERSPECTIVE_PRIVATE ? "private" : "societal";
}

const char *account_id(account a)
{
    assert(a >= 0 && a < ACCOUNT_COUNT);
    return account_ids[a];
}

const char *plan_status_id(plan_status s)
{
    assert(s >= PLAN_OPTIMAL && s <= PLAN_TARGETS_UNREACHABLE);
    return status_ids[s];
}

const char *worth_basis_id(worth_basis b)
{
    static const char *const ids[] = {"solved", "bracket", "prices"};
    return ids[b];
}

const char *limit_kind_id(limit_kind k)
{
    assert(k >= 0 && k < LIMIT_KIND_COUNT);
    return limit_ids[k];
}

bool limit_is_of_grid(const plan_limit *l)
{
    return l->kind == LIMIT_STATION_IMPORT || l->kind == LIMIT_STATION_EXPORT;
}
