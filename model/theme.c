#include "model/theme.h"

#include <assert.h>
#include <stddef.h>
#include <string.h>

static const char *const theme_ids[THEME_COUNT] = {
    [THEME_ENERGY_DESK] = "energy_desk",
    [THEME_CHARGING_INFRASTRUCTURE] = "charging_infrastructure",
    [THEME_HEAT_NETS] = "heat_nets",
    [THEME_ENERGY_COOPERATIVES] = "energy_cooperatives",
    [THEME_INSIGHT_AND_CONTROL] = "insight_and_control",
    [THEME_KNOWLEDGE_SHARING] = "knowledge_sharing",
    [THEME_COMMUNICATION] = "communication",
    [THEME_GENERATION_AND_SAVING] = "generation_and_saving",
};

const char *theme_id(theme t)
{
    assert(t >= 0 && t < THEME_COUNT);
    return theme_ids[t];
}

bool theme_from_id(const char *id, theme *out)
{
    for (size_t i = 0; i < THEME_COUNT; i++) {
        if (strcmp(theme_ids[i], id) == 0) {
            *out = (theme)i;
            return true;
        }
    }
    return false;
}
