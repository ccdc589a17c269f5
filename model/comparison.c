#include "model/comparison.h"

const char *measure_class_id(measure_class c)
{
    static const char *const ids[MEASURE_CLASSES] = {[MEASURE_NO_REGRET] = "no_regret",
                                                     [MEASURE_MAYBE] = "maybe",
                                                     [MEASURE_NEVER] = "never"};
    return ids[c];
}

void comparison_free(comparison *c)
{
    for (size_t k = 0; c != NULL && k < c->n_arenas; k++)
        arena_free(c->arenas[k]);
}
