#include "model/commitment.h"

#include <stdlib.h>
#include <string.h>

static int compare_ids(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b);
}

int commitment_compare(const commitment *a, const commitment *b)
{
    if (a->kind != b->kind)
        return a->kind < b->kind ? -1 : 1;
    const int by_object = compare_ids(a->object, b->object);
    if (by_object != 0)
        return by_object;
    const int by_part = compare_ids(a->part, b->part);
    return by_part != 0 ? by_part : compare_ids(a->hub, b->hub);
}

static int compare(const void *a, const void *b)
{
    return commitment_compare(a, b);
}

void commitment_sort(commitment *list, size_t n)
{
    if (n > 0)
        qsort(list, n, sizeof *list, compare);
}

const commitment *commitment_find(const commitment *list, size_t n, const commitment *what)
{
    return n == 0 ? NULL : bsearch(what, list, n, sizeof *list, compare);
}

const char *commitment_kind_id(commitment_kind k)
{
    static const char *const ids[COMMITMENT_KINDS] = {
        [COMMITMENT_UNITS] = "units",         [COMMITMENT_KWH] = "energy",
        [COMMITMENT_HUB] = "hub",             [COMMITMENT_MEMBER] = "hub_member",
        [COMMITMENT_CABLE] = "cable",         [COMMITMENT_CABLE_KW] = "cable_capacity",
        [COMMITMENT_HEAT_NET] = "heat_net",   [COMMITMENT_PIPE] = "heat_pipe",
        [COMMITMENT_PIPE_KW] = "heat_pipe_capacity", [COMMITMENT_SOURCE_KW] = "heat_source",
        [COMMITMENT_PLATFORM] = "platform",   [COMMITMENT_EFFORT] = "effort"};
    return ids[k];
}
