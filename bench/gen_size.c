#include "bench/gen.h"

#include <string.h>

/* The S sizes are those of the measurements that the solver is held against; T are for tests. */
static const struct {
    const char *name;
    gen size;
} sizes[] = {
    {"T1", {2, 1, 2, 2, 6.0, 1}},    {"T2", {4, 2, 2, 2, 6.0, 1}},
    {"S1", {4, 2, 3, 4, 1.0, 1}},    {"M1", {8, 2, 3, 6, 1.0, 1}},
    {"S2", {20, 5, 5, 12, 1.0, 1}},  {"S3", {60, 15, 5, 12, 1.0, 1}},
    {"S4", {20, 5, 1, 365, 1.0, 1}}, {"S5", {200, 50, 5, 12, 1.0, 1}},
};
enum { N_SIZES = sizeof sizes / sizeof sizes[0] };

bool gen_size_find(const char *name, gen *out)
{
    for (size_t i = 0; i < N_SIZES; i++) {
        if (strcmp(sizes[i].name, name) != 0)
            continue;
        *out = sizes[i].size;
        return true;
    }
    return false;
}

const char *gen_size_name(size_t i)
{
    return i < N_SIZES ? sizes[i].name : NULL;
}
