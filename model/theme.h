/* model/theme.h - the seven themes of the workgroup, and one for what no theme pulls. */
#ifndef MODEL_THEME_H
#define MODEL_THEME_H

#include <stdbool.h>

typedef enum theme {
    THEME_ENERGY_DESK,
    THEME_CHARGING_INFRASTRUCTURE,
    THEME_HEAT_NETS,
    THEME_ENERGY_COOPERATIVES,
    THEME_INSIGHT_AND_CONTROL,
    THEME_KNOWLEDGE_SHARING,
    THEME_COMMUNICATION,
    THEME_GENERATION_AND_SAVING,
    THEME_COUNT
} theme;

/* The id in XML and JSON, such as "heat_nets". */
const char *theme_id(theme t);
/* False, and *out untouched, when no theme has this id. */
bool theme_from_id(const char *id, theme *out);

#endif
