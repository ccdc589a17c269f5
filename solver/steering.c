#include "solver/steering.h"

#include <string.h>

#include "solver/commitment_columns.h"

typedef struct applying {
    const steering *list;
    size_t n;
    lp *p;
} applying;

static bool is_about(const steering *s, const commitment *what)
{
    const bool of_theme = s->theme == THEME_COUNT || s->theme == what->theme;
    return of_theme && (!s->park || (what->park && strcmp(s->park, what->park->id) == 0));
}

static void steer(void *context, const commitment *offered, int column)
{
    const applying *to = context;
    double factor = 1.0;
    for (size_t k = 0; k < to->n; k++)
        if (is_about(&to->list[k], offered))
            factor *= to->list[k].factor;
    lp_set_cost(to->p, column, factor * lp_cost(to->p, column));
}

void steering_apply(const steering *list, size_t n, formulation *f)
{
    applying to = {list, n, f->lp};
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++)
        commitment_each(f, y, steer, &to);
}
