#include "model/challenge.h"

#include <stddef.h>

const char *obstacle_id(obstacle o)
{
    static const char *const ids[OBSTACLE_COUNT] = {
        [OBSTACLE_PRICE] = "price",       [OBSTACLE_WORTHLESS] = "worthless",
        [OBSTACLE_SPACE] = "space",       [OBSTACLE_GRID] = "grid",
        [OBSTACLE_BUDGET] = "budget",     [OBSTACLE_PEOPLE] = "people",
        [OBSTACLE_CONTROL] = "control",   [OBSTACLE_HUB] = "hub",
        [OBSTACLE_HEAT_NET] = "heat_net", [OBSTACLE_NOT_YET] = "not_yet",
        [OBSTACLE_LIMITS] = "limits",     [OBSTACLE_UNPROVEN] = "unproven",
        [OBSTACLE_OPEN] = "open"};
    return ids[o];
}

const char *break_even_kind_id(break_even_kind k)
{
    static const char *const ids[] = {[BREAK_EVEN_NONE] = NULL,
                                      [BREAK_EVEN_PRICE] = "price",
                                      [BREAK_EVEN_EXTRA_COST] = "extra_cost"};
    return ids[k];
}
