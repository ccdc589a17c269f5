#include "model/hub_study.h"

const char *share_rule_id(share_rule rule)
{
    static const char *const ids[SHARE_RULES] = {
        [SHARE_EQUAL] = "equal", [SHARE_CONTRACT] = "contract", [SHARE_ENERGY] = "energy",
        [SHARE_PEAK] = "peak",   [SHARE_SHAPLEY] = "shapley",   [SHARE_NUCLEOLUS] = "nucleolus",
    };
    return ids[rule];
}
