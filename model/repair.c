#include "model/repair.h"

#include <assert.h>
#include <string.h>

static const char *const claim_ids[] = {
    [CLAIM_TARGET] = "target",
    [CLAIM_VEHICLES] = "vehicles",
    [CLAIM_EFFORT_LEAST] = "effort_least",
    [CLAIM_MUST_JOIN] = "must_join",
    [CLAIM_FIXED_CONTRACT] = "fixed_contract",
    [CLAIM_POTENTIAL] = "potential",
    [CLAIM_HEAT_SOURCE] = "heat_source",
    [CLAIM_HEAT_PIPE] = "heat_pipe",
    [CLAIM_CABLE] = "cable",
    [CLAIM_CONTRACT] = "contract",
    [CLAIM_CONTRACT_EXPORT] = "contract_export",
    [CLAIM_STATION_IMPORT] = "station_import",
    [CLAIM_STATION_EXPORT] = "station_export",
    [CLAIM_GROUP_CAPACITY] = "group_capacity",
    [CLAIM_FUND] = "fund",
    [CLAIM_SUBSIDY] = "subsidy",
    [CLAIM_INSTALLERS] = "installer_weeks",
    [CLAIM_EFFORT_MOST] = "effort_most",
    [CLAIM_ADOPTION] = "adoption",
    [CLAIM_GROUND] = "ground",
    [CLAIM_HUB_YEAR] = "hub_year",
    [CLAIM_HEAT_NET_YEAR] = "heat_net_year",
};

const char *claim_kind_id(claim_kind k)
{
    assert(k >= 0 && k < CLAIM_KIND_COUNT);
    return claim_ids[k];
}

claim_kind claim_kind_of(const char *id)
{
    int k = 0;
    while (k < CLAIM_KIND_COUNT && (id == NULL || strcmp(claim_ids[k], id) != 0))
        k++;
    return (claim_kind)k;
}
