#include "model/asset.h"

#include <assert.h>
#include <math.h>

bool technology_buildable(const technology *tech, const horizon *h, size_t y)
{
    assert(y < h->n_milestones);
    return h->milestones[y].year >= fmax(tech->available_from, h->plan_year + tech->lead_years);
}
