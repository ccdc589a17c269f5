#include "model/hub.h"

#include <math.h>
#include <stdlib.h>

#include "model/ranked_step.h"

/* The value that is exceeded in one step of a thousand: the 35th highest of 35,040 quarters,
 * the 9th highest of 8,760 hours [S35]. */
enum { STEPS_PER_EXCESS = 1000 };

size_t hub_levels(const hub *h, grid_level levels[GRID_LEVEL_COUNT])
{
    bool occurs[GRID_LEVEL_COUNT] = {false};
    for (size_t m = 0; m < h->n_members; m++)
        occurs[h->members[m].connection->level] = true;
    size_t n = 0;
    for (int level = 0; level < GRID_LEVEL_COUNT; level++)
        if (occurs[level])
            levels[n++] = (grid_level)level;
    return n;
}

const tariff *hub_tariff(const hub *h, grid_level level)
{
    for (size_t m = 0; m < h->n_members; m++) {
        const connection *c = h->members[m].connection;
        if (c->level == level && c->n_tariff_shares > 0)
            return c->tariff_shares[0].tariff;
    }
    return NULL;
}

/* --- measured years --------------------------------------------------------------------------- */

const profile *hub_member_measured(const hub_member *m, const carrier *electricity)
{
    const connection *c = m->connection;
    for (size_t i = 0; i < c->n_demands; i++) {
        const profile *p = c->demands[i].profile;
        if (c->demands[i].carrier == electricity && p != NULL && p->measured_kw != NULL)
            return p;
    }
    return NULL;
}

/* Of every member; 0 when some have none, or another. */
static size_t measured_length(const hub *h, const carrier *electricity)
{
    size_t length = 0;
    for (size_t m = 0; m < h->n_members; m++) {
        const profile *p = hub_member_measured(&h->members[m], electricity);
        if (p == NULL || (m > 0 && p->n_measured != length))
            return 0;
        length = p->n_measured;
    }
    return length;
}

status hub_measure_contributions(hub *h, const carrier *electricity, arena *mem)
{
    const size_t n = measured_length(h, electricity);
    const size_t rank = n / STEPS_PER_EXCESS + (n % STEPS_PER_EXCESS > STEPS_PER_EXCESS / 2);
    if (rank == 0)
        return STATUS_OK;
    ranked_step *steps = ARENA_ARRAY(mem, n, ranked_step);
    if (steps == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < n; i++) {
        steps[i].at = i;
        for (size_t m = 0; m < h->n_members; m++)
            steps[i].kw += hub_member_measured(&h->members[m], electricity)->measured_kw[i];
    }
    qsort(steps, n, sizeof *steps, ranked_step_compare);
    const size_t high = steps[rank - 1].at, low = steps[n - rank].at;
    for (size_t m = 0; m < h->n_members; m++) {
        const double *kw = hub_member_measured(&h->members[m], electricity)->measured_kw;
        h->members[m].contribution_kw = fmax(0.0, kw[high]);
        h->members[m].export_contribution_kw = fmax(0.0, -kw[low]);
    }
    return STATUS_OK;
}
