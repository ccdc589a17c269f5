#include "tests/challenged.h"

#include <stdlib.h>
#include <string.h>

#include "model/evidence.h"
#include "model/tolerance.h"
#include "model/units.h"
#include "solver/formulation_parts.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/repriced.h"
#include "tests/solved.h"

/* Part of the whole cost that a difference of two costs may be off by: GLPK's tolerances. */
static const double NOISE_FRAC = 1e-8;
/* A price is tried this part below and above where it breaks even. */
static const double PRICE_STEP_FRAC = 1e-3;
/* More than this is chosen, in the unit of the technology. */
static const double CHOSEN_TOL = 1e-5;

typedef struct planned {
    unsigned seed;
    random_options options;
    perspective who;
    arena *mem;
    region *r;
    plan *p;
    double *investments; /* value of each column of the investments */
} planned;

static status keep_investments(void *context, const evidence_part *part)
{
    planned *d = context;
    if (!part->investments)
        return STATUS_OK;
    d->investments = ARENA_ARRAY(d->mem, part->n_columns, double);
    assert_non_null(d->investments);
    memcpy(d->investments, part->values, part->n_columns * sizeof *part->values);
    return STATUS_OK;
}

static region *drawn(arena *mem, unsigned seed, random_options o)
{
    region *r = random_region(mem, seed, o);
    solved_prepare(r, mem);
    return r;
}

static planned plan_drawn(unsigned seed, random_options o, solve_method method, double gap_frac)
{
    planned d = {.seed = seed,
                 .options = o,
                 .who = seed % 2 == 0 ? PERSPECTIVE_PRIVATE : PERSPECTIVE_SOCIETAL,
                 .mem = arena_new()};
    assert_non_null(d.mem);
    d.r = drawn(d.mem, seed, o);
    d.p = solved_as(d.r,
                    (solve_options){.perspective = d.who,
                                    .gap_frac = gap_frac,
                                    .why = true,
                                    .method = method,
                                    .evidence = keep_investments,
                                    .evidence_context = &d},
                    d.mem);
    assert_non_null(d.investments);
    return d;
}

/* --- the region as it would be -------------------------------------------------------------------- */

static int column_named(const program *p, const char *name)
{
    int j = 0;
    while (j < lp_columns(p->f->lp) && strcmp(lp_column_name(p->f->lp, j), name) != 0)
        j++;
    return j < lp_columns(p->f->lp) ? j : LP_NONE;
}

/* Whole numbers as in the plan, where the region still has them and lets them be so. */
static void fix_as_planned(const planned *d, program *p)
{
    formulation *f = NULL;
    assert_int_equal(formulation_investments(d->r, d->who, &f), STATUS_OK);
    for (int j = 0; j < lp_columns(f->lp); j++) {
        const int there =
            lp_is_whole(f->lp, j) ? column_named(p, lp_column_name(f->lp, j)) : LP_NONE;
        if (there < 0)
            continue;
        const double value = fmin(fmax(round(d->investments[j]), lp_lower(p->f->lp, there)),
                                  lp_upper(p->f->lp, there));
        lp_solver_set_bounds(p->solver, there, value, value);
    }
    formulation_free(f);
}

/* Cost in EUR of a region that resembles the planned one; INFINITY: nothing is possible. */
static double cost_of(const planned *d, const region *r)
{
    double keur = INFINITY;
    program p = program_open(r, d->who);
    fix_as_planned(d, &p);
    const lp_outcome outcome = program_relax(&p, &keur);
    assert_true(outcome == LP_OPTIMAL || outcome == LP_INFEASIBLE);
    program_close(&p);
    return keur * EUR_PER_KEUR;
}

static void is_equal(const planned *d, const char *what, double got_eur, double want_eur,
                     double of_eur)
{
    if (fabs(got_eur - want_eur) <= MONEY_TOL_EUR + NOISE_FRAC * fabs(of_eur))
        return;
    print_error("seed %u: %s: %.6f, but %.6f\n", d->seed, what, got_eur, want_eur);
    fail();
}

/* --- why ------------------------------------------------------------------------------------------ */

static void take_away(region *r, const action *a)
{
    const int never = 2099;
    if (a->kind == ACTION_MEASURE) {
        asset *gone = asset_like(r, a->connection, a->technology, a->hub);
        gone->max = 0.0;
        for (size_t y = 0; y < r->horizon.n_milestones; y++)
            gone->max = fmax(gone->max, gone->installed[y]);
    } else if (a->kind == ACTION_HUB) {
        r->hubs[a->hub->index].earliest_year = never;
    } else {
        r->heat_nets[a->heat_net->index].available_from = never;
    }
}

/* Others fall with something else, in ways that tests/test_challenge.c works out by hand. */
static bool is_alone(const region *r, const action *a)
{
    if (a->kind == ACTION_MEASURE && a->technology->kind == KIND_CONTROL)
        return r->n_hubs == 0 || !r->hubs[0].needs_ems;
    return a->kind == ACTION_MEASURE || a->kind == ACTION_HUB || a->kind == ACTION_HEAT_NET;
}

void challenged_why_holds(unsigned seed, challenged_count *n)
{
    const random_options small = {.n_parks = 2, .n_milestones = 2, .n_steps = 3};
    planned d = plan_drawn(seed, small, METHOD_WHOLE, 0.0);
    const double base = cost_of(&d, d.r);
    is_equal(&d, "the plan itself", d.p->certificate.objective_eur, base, base);
    for (size_t k = 0; k < d.p->n_actions; k++) {
        const action *a = &d.p->actions[k];
        assert_non_null(a->reason);
        if (!is_alone(d.r, a))
            continue;
        arena *mem = arena_new();
        region *r = drawn(mem, seed, small);
        take_away(r, a);
        const double without = cost_of(&d, r);
        assert_int_equal(a->reason->impossible, !isfinite(without));
        if (isfinite(without))
            is_equal(&d, "without", a->reason->cost_to_eur, without - base, base);
        n->n_reasons++;
        arena_free(mem);
    }
    arena_free(d.mem);
}

/* --- why not -------------------------------------------------------------------------------------- */

static bool is_chosen_at(const planned *d, const why_not *said, double price_eur)
{
    arena *mem = arena_new();
    region *r = drawn(mem, d->seed, d->options);
    asset *a = asset_like(r, said->connection, said->technology, said->hub);
    reprice(mem, r, a, price_eur / said->now);
    program p = program_open(r, d->who);
    fix_as_planned(d, &p);
    double keur, most = 0.0;
    assert_int_equal(program_relax(&p, &keur), LP_OPTIMAL);
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        const int j = p.f->master.new_units[at(p.f, a->index, y)];
        most = fmax(most, j < 0 ? 0.0 : p.x[j]);
    }
    program_close(&p);
    arena_free(mem);
    return most > CHOSEN_TOL;
}

/* A decomposed plan lacks at most a little (docs/solver.md): something may pay as it is. */
static void price_holds(const planned *d, const why_not *said)
{
    const double step = PRICE_STEP_FRAC * said->now;
    const bool by_little = strcmp(d->p->certificate.method, "decomposed") == 0 &&
                           said->break_even_to >= (1.0 - PRICE_STEP_FRAC) * said->now;
    const bool below = said->break_even_from <= step ||
                       is_chosen_at(d, said, said->break_even_from - step),
               above = !by_little && is_chosen_at(d, said, said->break_even_to + step);
    if (below && !above)
        return;
    print_error("seed %u: %s at %s, %.6f to %.6f, now %.6f: %schosen below, %schosen above\n",
                d->seed, said->technology->id, said->connection->id, said->break_even_from,
                said->break_even_to, said->now, below ? "" : "not ", above ? "" : "not ");
    fail();
}

/* What it costs with a unit of it in some milestone, the cheapest one. */
static double cost_with(const planned *d, const why_not *said)
{
    double least = INFINITY;
    for (size_t y = 0; y < d->r->horizon.n_milestones; y++) {
        program p = program_open(d->r, d->who);
        fix_as_planned(d, &p);
        const asset *a = asset_like(d->r, said->connection, said->technology, said->hub);
        const bool control = !technology_is_whole(said->technology); /* runs with one only */
        const int j = p.f->master.new_units[at(p.f, a->index, y)];
        const double amount = control ? fmin(a->technology->typical_size, a->max) : 1.0;
        double keur;
        if (j >= 0 && lp_upper(p.f->lp, j) > 0.0) {
            lp_solver_set_bounds(p.solver, j, amount, control ? a->max : amount);
            for (size_t k = 0; control && k < d->r->n_assets; k++) {
                const int ems = p.f->master.new_units[at(p.f, k, y)];
                if (d->r->assets[k].connection == a->connection &&
                    d->r->assets[k].technology->kind == KIND_CONTROL)
                    lp_solver_set_bounds(p.solver, ems, 1.0, 1.0);
            }
            if (program_relax(&p, &keur) == LP_OPTIMAL)
                least = fmin(least, keur * EUR_PER_KEUR);
        }
        program_close(&p);
    }
    return least;
}

void challenged_why_not_holds(unsigned seed, challenged_count *n)
{
    const random_options small = {
        .n_parks = 2, .n_milestones = 2, .n_steps = 3, .plain = seed % 3 == 0};
    planned d = plan_drawn(seed, small, METHOD_WHOLE, 0.0);
    const double base = cost_of(&d, d.r);
    for (size_t p = 0; p < d.p->n_parks; p++)
        for (size_t k = 0; k < d.p->parks[p].n_why_not; k++) {
            const why_not *said = &d.p->parks[p].why_not[k];
            assert_true(said->break_even_from <= said->break_even_to);
            if (said->kind == BREAK_EVEN_PRICE) {
                price_holds(&d, said);
                n->n_prices++;
            } else if (said->kind == BREAK_EVEN_EXTRA_COST) {
                is_equal(&d, said->technology->id, said->break_even_from,
                         cost_with(&d, said) - base, base);
                n->n_units++;
            }
        }
    arena_free(d.mem);
}

/* --- limits --------------------------------------------------------------------------------------- */

/* What EUR per unit is counted by: a budget is moved by a thousand. */
static double step_of(const plan_limit *l)
{
    return l->kind == LIMIT_FUND || l->kind == LIMIT_SUBSIDY ? EUR_PER_KEUR : 1.0;
}

static bool move(region *r, const plan_limit *l, double by)
{
    for (size_t k = 0; k < r->n_stations; k++)
        if (l->kind == LIMIT_STATION_IMPORT && strcmp(r->stations[k].id, l->object) == 0)
            ((double *)r->stations[k].import_cap_by_milestone_kw)[l->milestone] += by;
    for (size_t k = 0; k < r->n_funds; k++)
        if (l->kind == LIMIT_FUND && strcmp(r->funds[k].id, l->object) == 0)
            ((double *)r->funds[k].budget_eur)[l->milestone] += by;
    for (size_t k = 0; k < r->n_subsidies; k++)
        if (l->kind == LIMIT_SUBSIDY && strcmp(r->subsidies[k].id, l->object) == 0)
            ((double *)r->subsidies[k].budget_eur)[l->milestone] += by;
    for (size_t k = 0; k < r->n_assets; k++)
        if (l->kind == LIMIT_POTENTIAL && k == l->asset->index)
            r->assets[k].max += by;
    return l->kind == LIMIT_STATION_IMPORT || l->kind == LIMIT_FUND || l->kind == LIMIT_SUBSIDY ||
           l->kind == LIMIT_POTENTIAL;
}

static double cost_moved(const planned *d, const plan_limit *l, double by)
{
    arena *mem = arena_new();
    region *r = drawn(mem, d->seed, d->options);
    const double eur = move(r, l, by) ? cost_of(d, r) : NAN;
    arena_free(mem);
    return eur;
}

void challenged_worth_holds(unsigned seed, challenged_count *n)
{
    const random_options small = {.n_parks = 2, .n_milestones = 2, .n_steps = 3};
    planned d = plan_drawn(seed, small, METHOD_WHOLE, 0.0);
    const double base = cost_of(&d, d.r);
    for (size_t k = 0; k < d.p->n_limits; k++) {
        const plan_limit *l = &d.p->limits[k];
        const double step = step_of(l);
        const double more = base - cost_moved(&d, l, step), less = cost_moved(&d, l, -step) - base;
        assert_true(l->rank > 0);
        assert_true(l->worth_from_eur <= l->worth_to_eur);
        if (isnan(more))
            continue;
        is_equal(&d, "one more", l->worth_from_eur * step, more, base);
        if (isfinite(less))
            is_equal(&d, "one less", l->worth_to_eur * step, fmax(more, less), base);
        n->n_limits++;
    }
    arena_free(d.mem);
}

/* --- decomposed ------------------------------------------------------------------------------------- */

static void is_between(const planned *d, const char *what, double from, double eur, double to,
                       double of_eur)
{
    const double tol = MONEY_TOL_EUR + 1e-6 * fabs(of_eur);
    if (from - tol <= eur && eur <= to + tol)
        return;
    print_error("seed %u: %s: %.4f is not in %.4f to %.4f\n", d->seed, what, eur, from, to);
    fail();
}

/* A dual at a corner is that of one more, of one less, or in between. */
static void price_is_between(const planned *d, const plan_limit *l, double base)
{
    const double more = base - cost_moved(d, l, 1.0), less = cost_moved(d, l, -1.0) - base;
    is_between(d, l->object, more, l->worth_to_eur, fmax(more, less), base);
}

/* Without policy nothing links the one station with others, so that its prices are none. */
void challenged_brackets_hold(unsigned seed, challenged_count *n)
{
    const random_options one = {.n_parks = 1, .n_milestones = 2, .n_steps = 3, .plain = true};
    planned d = plan_drawn(seed, one, METHOD_DECOMPOSED, 1e-3);
    const double base = cost_of(&d, d.r);
    for (size_t k = 0; k < d.p->n_actions; k++) {
        const action *a = &d.p->actions[k];
        if (!a->reason || !is_alone(d.r, a))
            continue;
        arena *mem = arena_new();
        region *r = drawn(mem, seed, one);
        take_away(r, a);
        const double without = cost_of(&d, r);
        assert_int_equal(a->reason->impossible, !isfinite(without));
        if (isfinite(without))
            is_between(&d, a->technology ? a->technology->id : "hub or net",
                       a->reason->cost_from_eur, without - base, a->reason->cost_to_eur, base);
        n->n_brackets++;
        arena_free(mem);
    }
    for (size_t k = 0; k < d.p->parks[0].n_why_not; k++) {
        const why_not *said = &d.p->parks[0].why_not[k];
        assert_true(said->break_even_from <= said->break_even_to);
        if (said->kind == BREAK_EVEN_PRICE)
            price_holds(&d, said);
        else if (said->kind == BREAK_EVEN_EXTRA_COST)
            is_between(&d, said->technology->id, said->break_even_from, cost_with(&d, said) - base,
                       said->break_even_to, base);
        n->n_brackets += said->kind != BREAK_EVEN_NONE;
    }
    for (size_t k = 0; k < d.p->n_limits; k++)
        if (d.p->limits[k].kind == LIMIT_POTENTIAL && isfinite(d.p->limits[k].worth_to_eur))
            price_is_between(&d, &d.p->limits[k], base);
    arena_free(d.mem);
}
