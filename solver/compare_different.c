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

/* A theme or park by itself; then, where that gave too few plans, together with each one before. */
enum { MOST_STEERINGS = 2, ROUNDS = 2 };

typedef struct candidate {
    steering how[MOST_STEERINGS];
    size_t n_how;
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

/* (E99) over themes and parks; parks are the same, as all plans are of one region. */
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
        list[n++] =
            (candidate){.how = {{t, at_park, k < N_FACTORS ? factors[k] : CHEAPER}}, .n_how = 1};
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

static bool is_same_group(const steering *a, const steering *b)
{
    return a->theme == b->theme && strcmp(a->park ? a->park : "", b->park ? b->park : "") == 0;
}

/* What led to a plan that was taken, together with every other theme. */
static size_t list_pairs(const candidate *list, size_t n, candidate *pairs)
{
    size_t n_pairs = 0;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; list[k].taken && i < PER_GROUP * THEME_COUNT; i++) {
            if (is_same_group(&list[k].how[0], &list[i].how[0]))
                continue;
            pairs[n_pairs++] =
                (candidate){.how = {list[k].how[0], list[i].how[0]}, .n_how = MOST_STEERINGS};
        }
    return n_pairs;
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
        d->plans[d->n_plans++] =
            (different_plan){.plan = k->job->plan, .distance_frac = far, .n_steering = k->n_how};
        memcpy(d->plans[d->n_plans - 1].steering, k->how, sizeof k->how);
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

/* One plan for each candidate from first on. */
static status solve_candidates(comparison *c, const compare_options *options, candidate *list,
                               plan_job *jobs, size_t first, size_t n)
{
    compare_options how = *options;
    how.solve.why = false;
    for (size_t k = first; k < n; k++) {
        list[k].job = &jobs[k];
        jobs[k] =
            (plan_job){.region = c->base, .steering = list[k].how, .n_steering = list[k].n_how};
    }
    c->n_solved += n - first;
    return plan_jobs_run(jobs + first, n - first, &how);
}

status compare_add_different(comparison *c, const compare_options *options, arena *mem)
{
    const size_t singles = PER_GROUP * (THEME_COUNT + c->base->n_parks);
    const size_t room = singles + options->n_plans * PER_GROUP * THEME_COUNT;
    candidate *list = calloc(room, sizeof *list);
    plan_job *jobs = calloc(room, sizeof *jobs);
    status st = list && jobs ? make_room(c, options, mem) : STATUS_NO_MEMORY;
    size_t first = 0, n = st == STATUS_OK ? list_candidates(c->base, list) : 0;
    for (int round = 0; st == STATUS_OK && round < ROUNDS && first < n; round++) {
        st = solve_candidates(c, options, list, jobs, first, n);
        if (st == STATUS_OK)
            take_farthest(c, options, list, n);
        first = n;
        if (c->different->n_plans < options->n_plans && round + 1 < ROUNDS)
            n += list_pairs(list, n, list + n);
    }
    if (st == STATUS_OK)
        keep_taken(c, list, n);
    plan_jobs_free(jobs, n);
    free(jobs);
    free(list);
    return st;
}
