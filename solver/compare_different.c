/* Plans that cost hardly more than the best, and do something else. */
#include "solver/compare_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/plan_jobs.h"

/* How much dearer a theme or park is made: as much as stays within the bound. */
static const double dearer[] = {8.0, 2.0, 1.25};
/* And how much cheaper, for what the best plan has little of. */
#define CHEAPER 0.5
enum { N_DEARER = sizeof dearer / sizeof dearer[0], PER_GROUP = N_DEARER + 1 };
/* Of how much dearer they may be, the gap to which they are searched: they are to differ, not to be the best. */
#define GAP_SHARE (1.0 / 3.0)

/* A theme or park by itself; where that gave too few plans, together with a theme. */
enum { MOST_STEERINGS = 2 };

typedef struct candidate {
    steering how[MOST_STEERINGS];
    size_t n_how;
    plan_job *job;
    bool taken;
} candidate;

typedef struct seeking {
    comparison *c;
    const compare_options *options;
    size_t n, n_solved; /* the first ones are solved */
    candidate *list;
    plan_job *jobs; /* [n] */
} seeking;

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

/* --- those within the bound ------------------------------------------------------------------------ */

static bool is_within(const seeking *g, const candidate *k)
{
    const plan *p = k->job->plan;
    return p && !plan_misses_targets(p) && p->horizon_total.cost_eur <= g->c->different->most_eur;
}

/* To the nearest of the plans that were taken. */
static double distance(const seeking *g, const plan *p)
{
    double least = plan_difference(g->c->list[0].plan, p);
    for (size_t k = 0; k < g->n_solved; k++)
        if (g->list[k].taken)
            least = fmin(least, plan_difference(g->list[k].job->plan, p));
    return least;
}

static candidate *farthest(const seeking *g, double *how_far)
{
    candidate *best = NULL;
    *how_far = 0.0;
    for (size_t k = 0; k < g->n_solved; k++) {
        if (g->list[k].taken || !is_within(g, &g->list[k]))
            continue;
        const double far = distance(g, g->list[k].job->plan);
        if (far > *how_far) {
            *how_far = far;
            best = &g->list[k];
        }
    }
    return best;
}

/* Anew each time, of all that are known by now. */
static void take_farthest(seeking *g)
{
    different_plans *d = g->c->different;
    for (size_t k = 0; k < g->n_solved; k++)
        g->list[k].taken = false;
    d->n_plans = 0;
    while (d->n_plans < g->options->n_plans) {
        double far;
        candidate *k = farthest(g, &far);
        if (!k)
            break;
        k->taken = true;
        d->plans[d->n_plans++] =
            (different_plan){.plan = k->job->plan, .distance_frac = far, .n_steering = k->n_how};
        memcpy(d->plans[d->n_plans - 1].steering, k->how, sizeof k->how);
    }
}

/* Of the last one that was taken; 0 while there are too few. */
static double least_distance(const seeking *g)
{
    const different_plans *d = g->c->different;
    return d->n_plans < g->options->n_plans ? 0.0 : d->plans[d->n_plans - 1].distance_frac;
}

/* --- candidates ------------------------------------------------------------------------------------ */

static void add(seeking *g, steering how)
{
    g->list[g->n++] = (candidate){.how = {how}, .n_how = 1};
}

/* One plan for each that has none. */
static status solve(seeking *g)
{
    compare_options how = *g->options;
    const size_t n = g->n - g->n_solved;
    plan_job *jobs = g->jobs + g->n_solved;
    how.solve.why = false;
    how.solve.gap_frac = fmax(how.solve.gap_frac, GAP_SHARE * how.within_frac);
    for (size_t k = g->n_solved; k < g->n; k++) {
        candidate *of = &g->list[k];
        of->job = &g->jobs[k];
        g->jobs[k] = (plan_job){.region = g->c->base, .steering = of->how, .n_steering = of->n_how};
    }
    g->c->n_solved += n;
    g->n_solved = g->n;
    return plan_jobs_run(jobs, n, &how);
}

/* Those from first on that were made so much dearer, and have no plan within the bound. */
static void add_less_dear(seeking *g, size_t first, double from, double to)
{
    const size_t n = g->n;
    for (size_t k = first; k < n; k++)
        if (g->list[k].how[0].factor == from && !is_within(g, &g->list[k]))
            add(g, (steering){g->list[k].how[0].theme, g->list[k].how[0].park, to});
}

/* Each group, as dear as it can be, and cheaper. groups[n]: themes or parks, without factors. */
static status seek(seeking *g, const steering *groups, size_t n)
{
    const size_t first = g->n;
    for (size_t k = 0; k < n; k++) {
        add(g, (steering){groups[k].theme, groups[k].park, dearer[0]});
        add(g, (steering){groups[k].theme, groups[k].park, CHEAPER});
    }
    status st = solve(g);
    for (size_t k = 1; st == STATUS_OK && k < N_DEARER; k++) {
        add_less_dear(g, first, dearer[k - 1], dearer[k]);
        st = solve(g);
    }
    if (st == STATUS_OK)
        take_farthest(g);
    return st;
}

static status seek_by_theme(seeking *g)
{
    steering groups[THEME_COUNT];
    for (int t = 0; t < THEME_COUNT; t++)
        groups[t] = (steering){.theme = (theme)t};
    return seek(g, groups, THEME_COUNT);
}

static double share_of_park(const plan *p, const char *id)
{
    double all = 0.0, here = 0.0;
    for (size_t k = 0; k < p->n_actions; k++) {
        const action *a = &p->actions[k];
        all += a->investment_eur;
        here += a->park && strcmp(a->park->id, id) == 0 ? a->investment_eur : 0.0;
    }
    return all > 0.0 ? here / all : 0.0;
}

/* A park with less of the investment than plans differ by already hardly leads to one that differs more. */
static status seek_by_park(seeking *g)
{
    const region *r = g->c->base;
    const double least = least_distance(g);
    steering *groups = calloc(r->n_parks + 1, sizeof *groups);
    size_t n = 0;
    if (!groups)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < r->n_parks; k++)
        if (share_of_park(g->c->list[0].plan, r->parks[k].id) >= least)
            groups[n++] = (steering){.theme = THEME_COUNT, .park = r->parks[k].id};
    const status st = seek(g, groups, n);
    free(groups);
    return st;
}

static bool is_same_group(const steering *a, const steering *b)
{
    return a->theme == b->theme && strcmp(a->park ? a->park : "", b->park ? b->park : "") == 0;
}

/* What led to a plan that was taken, together with every theme. */
static status seek_by_pairs(seeking *g)
{
    const size_t n = g->n;
    for (size_t k = 0; k < n; k++)
        for (size_t i = 0; g->list[k].taken && i < n; i++) {
            const steering *one = &g->list[k].how[0], *other = &g->list[i].how[0];
            if (other->park || is_same_group(one, other) || (g->list[i].taken && i < k))
                continue;
            g->list[g->n++] = (candidate){.how = {*one, *other}, .n_how = MOST_STEERINGS};
        }
    const status st = solve(g);
    if (st == STATUS_OK)
        take_farthest(g);
    return st;
}

/* --- all of it ------------------------------------------------------------------------------------- */

/* Arenas of plans that were taken go over to the comparison. */
static void keep_taken(const seeking *g)
{
    comparison *c = g->c;
    for (size_t k = 0; k < g->n_solved; k++)
        if (g->list[k].taken) {
            c->arenas[c->n_arenas++] = g->list[k].job->mem;
            g->list[k].job->mem = NULL;
        }
}

static status make_room(comparison *c, const compare_options *options, arena *mem)
{
    const double best_eur = c->list[0].plan->horizon_total.cost_eur;
    arena **arenas = ARENA_ARRAY(mem, c->n_arenas + options->n_plans, arena *);
    c->different = ARENA_NEW(mem, different_plans);
    different_plan *plans = ARENA_ARRAY(mem, options->n_plans, different_plan);
    if (!arenas || !c->different || !plans)
        return STATUS_NO_MEMORY;
    memcpy(arenas, c->arenas, c->n_arenas * sizeof *arenas);
    c->arenas = arenas;
    c->different->plans = plans;
    c->different->most_eur = best_eur + options->within_frac * fabs(best_eur);
    return STATUS_OK;
}

status compare_add_different(comparison *c, const compare_options *options, arena *mem)
{
    const size_t room =
        PER_GROUP * (THEME_COUNT + c->base->n_parks) + options->n_plans * PER_GROUP * THEME_COUNT;
    seeking g = {.c = c,
                 .options = options,
                 .list = calloc(room, sizeof *g.list),
                 .jobs = calloc(room, sizeof *g.jobs)};
    status st = g.list && g.jobs ? make_room(c, options, mem) : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = seek_by_theme(&g);
    if (st == STATUS_OK)
        st = seek_by_park(&g);
    if (st == STATUS_OK && c->different->n_plans < options->n_plans)
        st = seek_by_pairs(&g);
    if (st == STATUS_OK)
        keep_taken(&g);
    if (g.jobs)
        plan_jobs_free(g.jobs, g.n_solved);
    free(g.jobs);
    free(g.list);
    return st;
}
