#include "outputs/action_id.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The id, without the number that sets equal ones apart; NULL when memory is out. */
static const char *plain_id(const plan *p, const action *a, arena *mem)
{
    const int year = p->region->horizon.milestones[a->milestone].year;
    switch (a->kind) {
    case ACTION_MEASURE:
        if (a->hub != NULL)
            return arena_printf(mem, "%s/%s/hub:%s/%s@%d", a->park->id, a->connection->id,
                                a->hub->id, a->technology->id, year);
        return arena_printf(mem, "%s/%s/%s@%d", a->park->id, a->connection->id, a->technology->id,
                            year);
    case ACTION_PLATFORM:
        return arena_printf(mem, "platform/%s@%d", a->technology->id, year);
    case ACTION_HUB:
        return arena_printf(mem, "hub/%s@%d", a->hub->id, year);
    case ACTION_HUB_MEMBER:
        return arena_printf(mem, "%s/%s/hub:%s@%d", a->park->id, a->connection->id, a->hub->id,
                            year);
    case ACTION_HEAT_NET:
        return arena_printf(mem, "heat_net/%s@%d", a->heat_net->id, year);
    case ACTION_HEAT_SOURCE:
        return arena_printf(mem, "heat_net/%s/source:%s@%d", a->heat_net->id, a->source->id, year);
    case ACTION_HEAT_PIPE:
        return arena_printf(mem, "heat_net/%s/pipe:%s@%d", a->heat_net->id, a->pipe->id, year);
    case ACTION_CABLE:
        return arena_printf(mem, "cable/%s@%d", a->cable->id, year);
    case ACTION_EFFORT:
        return arena_printf(mem, "effort/%s@%d", a->effort->id, year);
    }
    assert(!"a kind of action without an id");
    return NULL;
}

typedef struct entry {
    const char *id;
    size_t action;
} entry;

/* By id, then in order of the plan. */
static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    const int by_id = strcmp(a->id, b->id);
    return by_id != 0 ? by_id : (a->action > b->action) - (a->action < b->action);
}

static status set_apart(entry *sorted, size_t n, const char **ids, arena *mem)
{
    qsort(sorted, n, sizeof *sorted, compare_entries);
    size_t same = 1;
    for (size_t i = 1; i < n; i++) {
        same = strcmp(sorted[i].id, sorted[i - 1].id) == 0 ? same + 1 : 1;
        if (same == 1)
            continue;
        char *id = arena_printf(mem, "%s#%zu", sorted[i].id, same);
        if (id == NULL)
            return STATUS_NO_MEMORY;
        ids[sorted[i].action] = id;
    }
    return STATUS_OK;
}

status action_ids(const plan *p, arena *mem, const char *const **out)
{
    const char **ids = ARENA_ARRAY(mem, p->n_actions, const char *);
    entry *sorted = ARENA_ARRAY(mem, p->n_actions, entry);
    if (ids == NULL || sorted == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < p->n_actions; i++) {
        ids[i] = plain_id(p, &p->actions[i], mem);
        if (ids[i] == NULL)
            return STATUS_NO_MEMORY;
        sorted[i] = (entry){.id = ids[i], .action = i};
    }
    const status st = set_apart(sorted, p->n_actions, ids, mem);
    if (st == STATUS_OK)
        *out = ids;
    return st;
}

const char *action_id_of(const plan *p, const char *const *ids, const action *a)
{
    assert(a >= p->actions && a < p->actions + p->n_actions);
    return ids[a - p->actions];
}
