#include "bench/gen.h"

#include <stdio.h>

void gen_write_list(const gen *g, const char *name, const double *values, int n_decimals)
{
    printf(" %s=\"", name);
    for (size_t y = 0; y < g->n_milestones; y++)
        printf("%s%.*f", y == 0 ? "" : " ", n_decimals, values[y]);
    printf("\"");
}
