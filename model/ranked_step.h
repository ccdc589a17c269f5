/* model/ranked_step.h - steps of a series by what is drawn in them, the highest first. */
#ifndef MODEL_RANKED_STEP_H
#define MODEL_RANKED_STEP_H

#include <stddef.h>

typedef struct ranked_step {
    double kw;
    size_t at; /* place in the series */
} ranked_step;

/* For qsort(); of equals the first in the series comes first. */
static inline int ranked_step_compare(const void *left, const void *right)
{
    const ranked_step *a = left, *b = right;
    if (a->kw > b->kw || a->kw < b->kw)
        return a->kw > b->kw ? -1 : 1;
    return (a->at > b->at) - (a->at < b->at);
}

#endif
