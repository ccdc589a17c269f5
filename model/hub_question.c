#include "model/hub_question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/text_match.h"

/* "a, b, c" of n ids; what does not fit is left out with dots. */
static void list_ids(const char *const *ids, size_t n, char *list, size_t room)
{
    size_t used = 0;
    list[0] = '\0';
    for (size_t i = 0; i < n && used < room; i++)
        used += (size_t)snprintf(list + used, room - used, "%s%s", i == 0 ? "" : ", ", ids[i]);
    if (used >= room && room > sizeof "...")
        memcpy(list + room - sizeof "...", "...", sizeof "...");
}

/* The nearest of n ids, or NULL. */
static const char *nearest(const char *id, const char *const *ids, size_t n)
{
    return n == 0 ? NULL : closest_name(id, ids, n);
}

status region_find_hub(const region *r, const char *id, diag_list *diags, const hub **out)
{
    const char **ids = calloc(r->n_hubs + 1, sizeof *ids);
    if (ids == NULL)
        return STATUS_NO_MEMORY;
    *out = NULL;
    for (size_t h = 0; h < r->n_hubs; h++) {
        ids[h] = r->hubs[h].id;
        if (strcmp(ids[h], id) == 0)
            *out = &r->hubs[h];
    }
    const char *near = nearest(id, ids, r->n_hubs);
    char list[DIAG_MAX_TEXT / 2];
    list_ids(ids, r->n_hubs, list, sizeof list);
    if (*out == NULL && near != NULL)
        diag_add(diags, DIAG_UNKNOWN_HUB, r->file, 0, "there is no hub %s; did you mean %s?", id,
                 near);
    else if (*out == NULL && r->n_hubs == 0)
        diag_add(diags, DIAG_UNKNOWN_HUB, r->file, 0, "there is no hub %s; the region has no hubs",
                 id);
    else if (*out == NULL)
        diag_add(diags, DIAG_UNKNOWN_HUB, r->file, 0,
                 "there is no hub %s; it was expected to be one of: %s", id, list);
    free(ids);
    return *out == NULL ? STATUS_INVALID : STATUS_OK;
}

/* The candidate with these n letters as its id, as a coalition; 0: none. */
static coalition candidate_named(const hub *h, const char *id, size_t n)
{
    for (size_t j = 0; j < h->n_members; j++) {
        const char *known = h->members[j].connection->id;
        if (strlen(known) == n && memcmp(known, id, n) == 0)
            return coalition_of(j);
    }
    return 0;
}

static coalition candidates_named(const hub *h, const char *ids, const char *file, diag_list *diags)
{
    coalition s = 0;
    for (const char *p = ids;; p++) {
        const size_t n = strcspn(p, ",");
        const coalition one = candidate_named(h, p, n);
        if (one == 0)
            diag_add(diags, DIAG_HUB_CANDIDATES, file, h->line,
                     "%.*s is no candidate of hub %s; it was expected to be the id of a connection "
                     "that is",
                     (int)n, p, h->id);
        s |= one;
        p += n;
        if (*p == '\0')
            return s;
    }
}

status hub_candidates(const hub *h, const char *ids, const char *file, diag_list *diags,
                      coalition *out)
{
    const size_t before = diag_error_count(diags);
    if (h->n_members >= GAME_MAX_SAMPLED_PLAYERS) {
        diag_add(diags, DIAG_HUB_CANDIDATES, file, h->line,
                 "hub %s has %zu candidates; it was expected to have at most %d", h->id,
                 h->n_members, GAME_MAX_SAMPLED_PLAYERS - 1);
        return STATUS_INVALID;
    }
    *out = ids == NULL ? coalition_all(h->n_members) : candidates_named(h, ids, file, diags);
    if (diag_error_count(diags) == before && coalition_size(*out) < 2)
        diag_add(diags, DIAG_HUB_CANDIDATES, file, h->line,
                 "only one candidate of hub %s was named; it takes two to form a hub", h->id);
    return diag_error_count(diags) == before ? STATUS_OK : STATUS_INVALID;
}
