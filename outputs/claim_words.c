#include "outputs/claim_words.h"

#include <string.h>

#include "model/repair.h"

static const struct {
    const char *claim, *way;
} orders[CLAIM_KIND_COUNT] = {
    [CLAIM_TARGET] = {"gyq", "gytq"},
    [CLAIM_VEHICLES] = {"oyl", "doytl"},
    [CLAIM_EFFORT_LEAST] = {"oylu", "oytlu"},
    [CLAIM_MUST_JOIN] = {"o", "o"},
    [CLAIM_FIXED_CONTRACT] = {"o", "o"},
    [CLAIM_POTENTIAL] = {"olu", "duotl"},
    [CLAIM_HEAT_SOURCE] = {"ol", "do"},
    [CLAIM_HEAT_PIPE] = {"ol", "do"},
    [CLAIM_CABLE] = {"ol", "do"},
    [CLAIM_CONTRACT] = {"ol", "do"},
    [CLAIM_CONTRACT_EXPORT] = {"ol", "do"},
    [CLAIM_STATION_IMPORT] = {"oyl", "doy"},
    [CLAIM_STATION_EXPORT] = {"oyl", "doy"},
    [CLAIM_GROUP_CAPACITY] = {"ol", "do"},
    [CLAIM_FUND] = {"oyl", "doy"},
    [CLAIM_SUBSIDY] = {"oyl", "doy"},
    [CLAIM_INSTALLERS] = {"oyl", "doy"},
    [CLAIM_EFFORT_MOST] = {"oylu", "oytlu"},
    [CLAIM_ADOPTION] = {"l", "tl"},
    [CLAIM_GROUND] = {"ol", "do"},
    [CLAIM_HUB_YEAR] = {"ol", "otl"},
    [CLAIM_HEAT_NET_YEAR] = {"ol", "otl"},
};

const char dropped_words[] = "gy";

static int find(const char *kind)
{
    for (int k = 0; kind != NULL && k < CLAIM_KIND_COUNT; k++)
        if (strcmp(claim_kind_id((claim_kind)k), kind) == 0)
            return k;
    return CLAIM_KIND_COUNT;
}

const char *claim_words(const char *kind)
{
    const int k = find(kind);
    return k < CLAIM_KIND_COUNT ? orders[k].claim : "";
}

const char *way_words(const char *kind)
{
    const int k = find(kind);
    return k < CLAIM_KIND_COUNT ? orders[k].way : "";
}
