/* Plans that cost hardly more than the best, and do something else. */
#include "solver/compare_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/plan_jobs.h"

/* How much dearer a theme or park is made; the dearest that stays within the bound counts. */
static const double factors[] = {1.25, 2.0, 8.0};
/* And how much cheaper, for what the best plan has little of. */
#define CHEAPER 0.5
enum { N_FACTORS = sizeof factors / sizeof factors[0], PER_GROUP = N_FACTORS + 1 };

typedef struct candidate {
    steering how;
    plan_job *job;
    bool taken;
} candidate;

/* --- how different ---------------------------------------------------------------------------------- */

static bool is_of(const action *a, theme t, const char *at_park)
{
    return a->theme == t && strcmp(a->park ? a->park->id : "", at_park) == 0;
}

static double invested_eur(const plan *p, theme t, const char *at_park)
{
    double sum = 0.0;
    for (size_t k = 0; k < p->n_actions; k++)
        if (is_of(&p->actions[k], t, at_park))
            sum += p->actions[k].investment_eur;
    return sum;
}

/* (E79) over themes and parks; parks are the same, as all plans are of one region. */
double plan_difference(const plan *a, const plan *b)
{
    double apart = 0.0, most = 0.0;
    for (int t = 0; t < THEME_COUNT; t++)
        for (size_t k = 0; k <= a->n_parks; k++) {
            const char *at_park = k < a->n_parks ? a->parks[k].park->id : "";
            const double in_a = invested_eur(a, (theme)t, at_park);
            const double in_b = invested_eur(b, (theme)t, at_park);
            apart += fabs(in_a - in_b);
            most += fmax(in_a, in_b);
        }
    return most > 0.0 ? apart / most : 0.0;
}

/* --- candidates ----------------------------------------------------------------------------------- */

static size_t add_group(candidate *list, size_t n, theme t, const char *at_park)
{
    for (size_t k = 0; k < PER_GROUP; k++)
        list[n++] = (candidate){.how = {t, at_park, k < N_FACTORS ? factors[k] : CHEAPER}};
    return n;
}

static size_t list_candidates(const region *r, candidate *list)
{
    size_t n = 0;
    for (int t = 0; t < THEME_COUNT; t++)
        n = add_group(list, n, (theme)t, NULL);
    for (size_t k = 0; k < r->n_parks; k++)
        n = add_group(list, n, THEME_COUNT, r->parks[k].id);
    return n;
}

static bool is_within(const candidate *k, double most_eur)
{
    const plan *p = k->job->plan;
    return p && !k->taken && !plan_misses_targets(p) && p->horizon_total.cost_eur <= most_eur;
}

/* To the nearest of the plans that were taken. */
static double distance(const comparison *c, const plan *p, const candidate *list, size_t n)
{
    double least = plan_difference(c->list[0].plan, p);
    for (size_t k = 0; k < n; k++)
        if (list[k].taken)
            least = fmin(least, plan_difference(list[k].job->plan, p));
    return least;
}

static candidate *farthest(const comparison *c, candidate *list, size_t n, double most_eur,
                           double *how_far)
{
    candidate *best = NULL;
    *how_far = 0.0;
    for (size_t k = 0; k < n; k++) {
        if (!is_within(&list[k], most_eur))
            continue;
        const double far = distance(c, list[k].job->plan, list, n);
        if (far > *how_far) {
            *how_far = far;
            best = &list[k];
        }
    }
    return best;
}

static void take_farthest(comparison *c, const compare_options *options, candidate *list, size_t n)
{
    const double best_eur = c->list[0].plan->horizon_total.cost_eur;
    different_plans *d = c->different;
    d->most_eur = best_eur + options->within_frac * fabs(best_eur);
    while (d->n_plans < options->n_plans) {
        double far;
        candidate *k = farthest(c, list, n, d->most_eur, &far);
        if (!k)
            break;
        k->taken = true;
        d->plans[d->n_plans++] = (different_plan){.plan = k->job->plan,
                                                  .distance_frac = far,
                                                  .theme = k->how.theme,
                                                  .park = k->how.park,
                                                  .factor = k->how.factor};
    }
}

/* Arenas of plans that were taken go over to the comparison. */
static void keep_taken(comparison *c, candidate *list, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (list[k].taken) {
            c->arenas[c->n_arenas++] = list[k].job->mem;
            list[k].job->mem = NULL;
        }
}

static status make_room(comparison *c, const compare_options *options, arena *mem)
{
    arena **arenas = ARENA_ARRAY(mem, c->n_arenas + options->n_plans, arena *);
    c->different = ARENA_NEW(mem, different_plans);
    different_plan *plans = ARENA_ARRAY(mem, options->n_plans, different_plan);
    if (!arenas || !c->different || !plans)
        return STATUS_NO_MEMORY;
    memcpy(arenas, c->arenas, c->n_arenas * sizeof *arenas);
    c->arenas = arenas;
    c->different->plans = plans;
    return STATUS_OK;
}

status compare_add_different(comparison *c, const compare_options *options, arena *mem)
{
    const size_t room = PER_GROUP * (THEME_COUNT + c->base->n_parks);
    candidate *list = calloc(room, sizeof *list);
    plan_job *jobs = calloc(room, sizeof *jobs);
    status st = list && jobs ? make_room(c, options, mem) : STATUS_NO_MEMORY;
    compare_options how = *options;
    how.solve.why = false;
    const size_t n = st == STATUS_OK ? list_candidates(c->base, list) : 0;
    for (size_t k = 0; k < n; k++) {
        list[k].job = &jobs[k];
        jobs[k] = (plan_job){.region = c->base, .steering = &list[k].how};
    }
    if (st == STATUS_OK)
        st = plan_jobs_run(jobs, n, &how);
    c->n_solved += n;
    if (st == STATUS_OK) {
        take_farthest(c, options, list, n);
        keep_taken(c, list, n);
    }
    plan_jobs_free(jobs, n);
    free(jobs);
    free(list);
    return st;
}
