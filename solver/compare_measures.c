/* What every future calls for, what some do, and what none does. */
#include "solver/compare_parts.h"

#include <math.h>
#include <string.h>

#include "solver/commitment_columns.h"

typedef struct offer_list {
    commitment *items; /* NULL while counting */
    size_t n;
} offer_list;

static void take(void *context, const commitment *offered, int column)
{
    offer_list *l = context;
    (void)column;
    if (l->items)
        l->items[l->n] = *offered;
    l->n++;
}

static size_t without_doubles(commitment *items, size_t n)
{
    size_t kept = 0;
    for (size_t k = 0; k < n; k++)
        if (kept == 0 || commitment_compare(&items[kept - 1], &items[k]) != 0)
            items[kept++] = items[k];
    return kept;
}

/* All that any future offers in the first milestone. */
static status list_offers(const comparison *c, const regret_table *t, arena *mem, offer_list *l)
{
    status st = STATUS_OK;
    for (int filling = 0; st == STATUS_OK && filling <= 1; filling++) {
        if (filling)
            l->items = ARENA_ARRAY(mem, l->n, commitment);
        if (filling && !l->items)
            return STATUS_NO_MEMORY;
        l->n = 0;
        for (size_t k = 0; st == STATUS_OK && k < t->n_futures; k++) {
            formulation *f = NULL;
            st = formulation_investments(c->list[t->futures[k]].region, c->perspective, &f);
            if (st == STATUS_OK)
                commitment_each(f, 0, take, l);
            formulation_free(f);
        }
    }
    if (st != STATUS_OK)
        return st;
    commitment_sort(l->items, l->n);
    l->n = without_doubles(l->items, l->n);
    return STATUS_OK;
}

/* In the plan that the future ended up with. */
static const commitment *chosen_in(const comparison *c, size_t future, const commitment *what)
{
    const plan *p = c->list[c->list[future].plan_of].plan;
    return commitment_find(p->commitments, p->n_commitments, what);
}

/* (E94) */
static status sort_out(const comparison *c, const regret_table *t, const commitment *offered,
                       arena *mem, compared_measure *m)
{
    bool *chosen = ARENA_ARRAY(mem, t->n_futures, bool);
    size_t n = 0;
    if (!chosen)
        return STATUS_NO_MEMORY;
    *m = (compared_measure){.what = *offered, .chosen = chosen};
    m->what.amount = m->what.cost_eur = 0.0;
    for (size_t k = 0; k < t->n_futures; k++) {
        const commitment *own = chosen_in(c, t->futures[k], offered);
        if (!own)
            continue;
        if (n == 0 || own->amount < m->what.amount)
            m->what = *own;
        m->most = fmax(m->most, own->amount);
        m->average += c->list[t->futures[k]].probability * own->amount;
        m->probability += c->list[t->futures[k]].probability;
        chosen[k] = true;
        n++;
    }
    if (m->probability > 0.0)
        m->average /= m->probability;
    m->class = n == t->n_futures ? MEASURE_NO_REGRET : n > 0 ? MEASURE_MAYBE : MEASURE_NEVER;
    return STATUS_OK;
}

status compare_add_measures(comparison *c, arena *mem)
{
    regret_table *t = c->regret;
    offer_list offers = {0};
    status st = list_offers(c, t, mem, &offers);
    if (st == STATUS_OK)
        t->measures = ARENA_ARRAY(mem, offers.n, compared_measure);
    if (st == STATUS_OK && !t->measures)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; st == STATUS_OK && k < offers.n; k++)
        st = sort_out(c, t, &offers.items[k], mem, &t->measures[t->n_measures++]);
    return st;
}
