#include "tests/decomposed.h"

#include <math.h>

#include "solver/warm_start.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

#define GAP_FRAC 1e-3
#define TIME_LIMIT_S 60.0
/* What GLPK's tolerances on the whole program may be worth. */
#define NOISE_FRAC 1e-6

static const solve_method methods[] = {METHOD_DECOMPOSED, METHOD_JOINED};
enum { N_METHODS = sizeof methods / sizeof *methods };

static perspective whose(unsigned seed)
{
    return seed % 2 == 0 ? PERSPECTIVE_PRIVATE : PERSPECTIVE_SOCIETAL;
}

/* Of what there is without targets. */
#define LESS_CO2 0.9
#define MORE_RENEWABLE 1.1
/* Of growth that does not fit, and of the first station's headroom. */
#define DEARER 1.2
#define LESS_ROOM 0.9

static region *drawn(arena *mem, unsigned seed)
{
    const random_options o = {.n_parks = 1 + seed % 4, .n_milestones = 2, .n_steps = 4};
    region *r = random_region(mem, seed, o);
    solved_prepare(r, mem);
    return r;
}

static solve_options options_for(unsigned seed, solve_method method, bool relax)
{
    return (solve_options){.perspective = whose(seed),
                           .gap_frac = GAP_FRAC,
                           .time_limit_s = TIME_LIMIT_S,
                           .relax = relax,
                           .method = method,
                           .n_threads = 1 + seed % 2};
}

static plan *solve_decomposed(const region *r, unsigned seed, solve_options options, arena *mem)
{
    diag_list *diags = diag_list_new();
    plan *p = NULL;
    const status st = plan_solve(r, &options, mem, diags, &p);
    if (st != STATUS_OK && st != STATUS_LIMIT) {
        print_error("seed %u ended with status %d\n", seed, (int)st);
        diag_print(diags, stderr);
    }
    diag_list_free(diags);
    assert_true(st == STATUS_OK || st == STATUS_LIMIT);
    assert_string_equal(p->certificate.method, "decomposed");
    return p;
}

static plan *decompose(const region *r, unsigned seed, solve_method method, bool relax, arena *mem)
{
    return solve_decomposed(r, seed, options_for(seed, method, relax), mem);
}

static void is_at_most(unsigned seed, const char *what, double least, double most)
{
    if (least <= most + NOISE_FRAC * fabs(most))
        return;
    print_error("seed %u: %s: %.3f > %.3f\n", seed, what, least, most);
    fail();
}

void decomposed_brackets_the_optimum(unsigned seed)
{
    arena *mem = arena_new();
    const region *r = drawn(mem, seed);
    const double optimum = solved_relaxed(r, whose(seed), mem)->certificate.objective_eur;
    for (size_t k = 0; k < N_METHODS; k++) {
        const certificate c = decompose(r, seed, methods[k], true, mem)->certificate;
        is_at_most(seed, "bound over optimum", c.lower_bound_eur, optimum);
        is_at_most(seed, "optimum over plan", optimum, c.objective_eur);
        is_at_most(seed, "gap", c.gap_frac, GAP_FRAC);
    }
    arena_free(mem);
}

/* Local renewable generation over electricity use. */
static double renewable_share(const plan *p, size_t y)
{
    double renewable = 0.0, use = 0.0;
    for (size_t k = 0; k < p->n_parks; k++) {
        renewable += p->parks[k].plan[y].renewable_mwh;
        use += p->parks[k].plan[y].electricity_use_mwh;
    }
    return renewable / use;
}

/* In the last milestone, the first target has to be LESS_CO2 of what is emitted anyway, the second MORE_RENEWABLE. */
static const region *with_targets(const region *r, const plan *anyway, arena *mem)
{
    const size_t years = r->horizon.n_milestones, last = years - 1;
    region *out = ARENA_NEW(mem, region);
    target *both = ARENA_ARRAY(mem, 2, target);
    double *co2 = ARENA_ARRAY(mem, years, double), *share = ARENA_ARRAY(mem, years, double);
    for (size_t y = 0; y < last; y++)
        co2[y] = share[y] = NAN;
    co2[last] = LESS_CO2 * anyway->totals[last].co2_t;
    share[last] = MORE_RENEWABLE * renewable_share(anyway, last);
    both[0] = (target){.id = "less_co2", .kind = TARGET_CO2, .index = 0, .limit = co2};
    both[1] =
        (target){.id = "more_renewable", .kind = TARGET_RENEWABLE, .index = 1, .limit = share};
    *out = *r;
    out->targets = both;
    out->n_targets = 2;
    return out;
}

bool decomposed_meets_two_targets(unsigned seed)
{
    arena *mem = arena_new();
    const region *free = drawn(mem, seed);
    const region *r = with_targets(free, solved_relaxed(free, whose(seed), mem), mem);
    const plan *whole = solved_relaxed(r, whose(seed), mem);
    const bool possible = whole->status != PLAN_TARGETS_UNREACHABLE;
    for (size_t k = 0; possible && k < N_METHODS; k++) {
        const certificate c = decompose(r, seed, methods[k], true, mem)->certificate;
        is_at_most(seed, "bound over optimum", c.lower_bound_eur, whole->certificate.objective_eur);
        is_at_most(seed, "optimum over plan", whole->certificate.objective_eur, c.objective_eur);
        is_at_most(seed, "gap", c.gap_frac, GAP_FRAC);
    }
    arena_free(mem);
    return possible;
}

void decomposed_never_beats_branch_and_bound(unsigned seed)
{
    arena *mem = arena_new();
    const region *r = drawn(mem, seed);
    program whole = program_open(r, whose(seed));
    const double optimum_eur = program_whole_keur(&whole) * 1000.0;
    for (size_t k = 0; k < N_METHODS; k++) {
        const certificate c = decompose(r, seed, methods[k], false, mem)->certificate;
        is_at_most(seed, "bound over optimum", c.lower_bound_eur, optimum_eur);
        is_at_most(seed, "optimum over plan", optimum_eur, c.objective_eur);
        if (methods[k] == METHOD_JOINED)
            is_at_most(seed, "gap where nothing links", c.gap_frac, GAP_FRAC);
    }
    program_close(&whole);
    arena_free(mem);
}

/* A region like the drawn one: as it is, without its hubs, with growth worth more, or with less room at a station. */
static region *changed(arena *mem, unsigned seed)
{
    const random_options o = {.n_parks = 1 + seed % 4, .n_milestones = 2, .n_steps = 4};
    region *r = random_region(mem, seed, o);
    switch (seed / 4 % 4) {
    case 1:
        r->n_hubs = 0;
        break;
    case 2:
        r->refused_growth_eur_per_kwh *= DEARER;
        break;
    case 3:
        r->stations[0].import_headroom_kw *= LESS_ROOM;
        break;
    default:
        break;
    }
    solved_prepare(r, mem);
    return r;
}

void decomposed_warm_start_proves_no_less(unsigned seed)
{
    arena *mem = arena_new();
    const region *base = drawn(mem, seed), *r = changed(mem, seed);
    const double relaxed_eur = solved_relaxed(r, whose(seed), mem)->certificate.objective_eur;
    program whole = program_open(r, whose(seed));
    const double whole_eur = program_whole_keur(&whole) * 1000.0;
    for (size_t k = 0; k < 2 * N_METHODS; k++) {
        const bool relax = k % 2 == 0;
        const double optimum_eur = relax ? relaxed_eur : whole_eur;
        solve_options how = options_for(seed, methods[k / 2], relax);
        warm_start *start = warm_start_new();
        how.keep_start = start;
        solve_decomposed(base, seed, how, mem);
        how.keep_start = NULL;
        how.warm_start = start;
        const certificate c = solve_decomposed(r, seed, how, mem)->certificate;
        is_at_most(seed, "bound over optimum", c.lower_bound_eur, optimum_eur);
        is_at_most(seed, "optimum over plan", optimum_eur, c.objective_eur);
        if (relax || methods[k / 2] == METHOD_JOINED)
            is_at_most(seed, "gap", c.gap_frac, GAP_FRAC);
        warm_start_free(start);
    }
    program_close(&whole);
    arena_free(mem);
}
