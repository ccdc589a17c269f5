#include "model/technology.h"

#include <assert.h>

const char *technology_kind_id(technology_kind kind)
{
    static const char *const ids[KIND_COUNT] = {
        [KIND_SOURCE] = "source", [KIND_CONVERTER] = "converter", [KIND_STORAGE] = "storage",
        [KIND_SAVING] = "saving", [KIND_CHARGER] = "charger",     [KIND_CONTROL] = "control",
        [KIND_LINK] = "link",
    };
    assert(kind >= 0 && kind < KIND_COUNT);
    return ids[kind];
}

const char *technology_unit(const technology *tech)
{
    switch (tech->kind) {
    case KIND_SAVING:
        return "MWh/year";
    case KIND_CHARGER:
        return "points";
    case KIND_CONTROL:
        return "sites";
    default:
        return "kW";
    }
}

bool technology_is_whole(const technology *tech)
{
    return tech->kind == KIND_CHARGER || tech->kind == KIND_CONTROL;
}
