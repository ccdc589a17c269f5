#include "tests/properties.h"

#include <string.h>

#include "model/tolerance.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

static const double COST_TOL_FRAC = 1e-6;
static const random_options usual = {.n_parks = 3, .n_milestones = 2, .n_steps = 4};

static perspective perspective_of(unsigned seed)
{
    return seed % 2 == 0 ? PERSPECTIVE_SOCIETAL : PERSPECTIVE_PRIVATE;
}

/* --- balances ---------------------------------------------------------------------------------- */

typedef struct moment {
    const program *p;
    const region *r;
    const dispatch_day *at;
    size_t y, d, t;
} moment;

static double value(const moment *m, int column)
{
    return column < 0 ? 0.0 : m->p->x[column];
}

static double at_time(const moment *m, series first)
{
    return first < 0 ? 0.0 : m->p->x[first + (int)m->t];
}

static size_t in_year(const moment *m, size_t k)
{
    return k * m->r->horizon.n_milestones + m->y;
}

static double profile_at(const moment *m, const profile *p)
{
    return p == NULL ? 1.0 : p->values[calendar_at(&m->r->calendar, m->d, m->t)];
}

static double capacity_kw(const moment *m, const asset *a)
{
    const int column = m->p->f->master.capacity[in_year(m, a->index)];
    return column < 0 ? a->installed[m->y] : m->p->x[column];
}

/* What an asset puts on the balance of carrier k, less what it takes from it. */
static double asset_kw(const moment *m, const asset *a, const carrier *k)
{
    const technology *tech = a->technology;
    const double flow_kw = at_time(m, m->at->flow[a->index]);
    if (tech->kind == KIND_SOURCE && tech->carrier == k) {
        if (!tech->needs_ems && !tech->must_take)
            return flow_kw;
        return capacity_kw(m, a) * profile_at(m, tech->availability) -
               at_time(m, m->at->curtailed[a->index]);
    }
    if (tech->kind == KIND_STORAGE && tech->carrier == k)
        return at_time(m, m->at->discharge[a->index]) - flow_kw;
    if (tech->kind == KIND_SAVING && a->demand->carrier == k)
        return (capacity_kw(m, a) - a->installed[m->y]) * 1000.0 / 8760.0 *
               profile_at(m, a->demand->profile);
    double kw = 0.0;
    for (size_t o = 0; tech->kind == KIND_CONVERTER && o < tech->n_outputs; o++)
        if (tech->outputs[o].carrier == k)
            kw += flow_kw * tech->outputs[o].ratio * profile_at(m, tech->outputs[o].profile);
    return tech->kind == KIND_CONVERTER && tech->carrier == k ? kw - flow_kw : kw;
}

/* MWh a year with a profile of mean 1 are 1000 / 8760 kW on average. */
static double demand_kw(const moment *m, const demand *n)
{
    const int accepted = m->p->f->master.accepted[in_year(m, n->index)];
    const double mwh = n->existing_mwh[m->y] + value(m, accepted) * n->growth_mwh[m->y];
    return mwh * 1000.0 / 8760.0 * profile_at(m, n->profile);
}

static double charging_kw(const moment *m, const connection *c)
{
    double kw = 0.0;
    for (size_t v = 0; v < c->n_fleets; v++)
        for (size_t k = 0; k < c->n_assets; k++) {
            const size_t place = c->fleets[v].index * m->p->f->max_chargers + k;
            const double unmanaged = value(m, m->p->f->master.vehicles[in_year(m, place)]) -
                                     value(m, m->p->f->master.managed[in_year(m, place)]);
            kw += unmanaged * c->fleets[v].energy_kwh_per_vehicle_day / 24.0 *
                  profile_at(m, c->fleets[v].profile);
            kw += at_time(m, m->at->shifted[place]);
        }
    return kw;
}

static double hub_kw(const moment *m, const connection *c)
{
    double kw = 0.0;
    for (size_t h = 0; h < m->r->n_hubs; h++)
        for (size_t j = 0; j < m->r->hubs[h].n_members; j++)
            if (m->r->hubs[h].members[j].connection == c) {
                const size_t member = m->p->f->first_member[h] + j;
                kw += at_time(m, m->at->import_hub[member]) - at_time(m, m->at->export_hub[member]);
            }
    return kw;
}

static double net_heat_kw(const moment *m, const connection *c)
{
    double kw = 0.0;
    for (size_t n = 0; n < m->r->n_heat_nets; n++)
        for (size_t k = 0; k < m->r->heat_nets[n].n_routes; k++) {
            const heat_route *route = &m->r->heat_nets[n].routes[k];
            const size_t i = (size_t)(c - route->park->connections);
            if (route->park == c->park)
                kw += at_time(m, m->at->heat[m->p->f->first_heat[m->p->f->first_route[n] + k] + i]);
        }
    return kw;
}

/* In less out on carrier k at a connection: nothing may be left. */
static double left_over_kw(const moment *m, const connection *c, const carrier *k)
{
    const size_t place = c->index * m->r->n_carriers + k->index;
    double kw = at_time(m, m->at->shed[place]) - at_time(m, m->at->surplus[place]);
    for (size_t a = 0; a < c->n_assets; a++)
        kw += asset_kw(m, &m->r->assets[c->first_asset + a], k);
    for (size_t n = 0; n < c->n_demands; n++)
        kw -= c->demands[n].carrier == k ? demand_kw(m, &c->demands[n]) : 0.0;
    if (k == m->r->electricity)
        kw += at_time(m, m->at->import_own[c->index]) - at_time(m, m->at->export_own[c->index]) +
              hub_kw(m, c) - charging_kw(m, c);
    if (k == m->r->heat)
        kw += net_heat_kw(m, c);
    return kw;
}

static double worst_balance_kw(const program *p)
{
    const region *r = p->f->region;
    const calendar *cal = &r->calendar;
    double worst = 0.0;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < cal->n_days; d++)
            for (size_t t = 0; t < cal->n_steps; t++)
                for (size_t i = 0; i < r->n_connections; i++) {
                    const moment m = {p, r, &p->f->days[y * cal->n_days + d], y, d, t};
                    const connection *c = &r->connections[i];
                    worst = fmax(worst, fabs(left_over_kw(&m, c, r->electricity)));
                    worst = fmax(worst, fabs(left_over_kw(&m, c, r->heat)));
                }
    return worst;
}

bool balances_close(unsigned seed)
{
    arena *mem = arena_new();
    assert_non_null(mem);
    region *r = random_region(mem, seed, usual);
    solved_prepare(r, mem);
    program p = program_open(r, perspective_of(seed));
    (void)program_whole_keur(&p);
    const double kw = worst_balance_kw(&p);
    program_close(&p);
    const certificate c = solved_plan(r, perspective_of(seed), mem)->certificate;
    const bool closed = kw <= BALANCE_TOL_KW && c.residual_kw <= BALANCE_TOL_KW &&
                        c.residual_eur <= MONEY_TOL_EUR && c.residual_other <= BALANCE_TOL_KW &&
                        c.residual_whole <= INTEGER_TOL &&
                        c.lower_bound_eur <= c.objective_eur * (1.0 + COST_TOL_FRAC);
    if (!closed)
        print_error("left over %g kW; residuals %g kW, %g EUR, %g, whole %g; bound %.4f of %.4f\n",
                    kw, c.residual_kw, c.residual_eur, c.residual_other, c.residual_whole,
                    c.lower_bound_eur, c.objective_eur);
    arena_free(mem);
    return closed;
}

/* --- costs compared ---------------------------------------------------------------------------- */

typedef void change(region *r, arena *mem);

/* Cost of the drawn region after a change, NULL for none. Whole: with its whole numbers. */
static double cost_after(unsigned seed, random_options o, change *how, bool whole)
{
    arena *mem = arena_new();
    assert_non_null(mem);
    region *r = random_region(mem, seed, o);
    if (how != NULL)
        how(r, mem);
    solved_prepare(r, mem);
    const perspective who = perspective_of(seed);
    const plan *p = whole ? solved_plan(r, who, mem) : solved_relaxed(r, who, mem);
    const double eur = solved_cost_eur(p);
    arena_free(mem);
    return eur;
}

static void more_at_stations(region *r, arena *mem)
{
    (void)mem;
    r->stations[0].import_headroom_kw += 100.0;
    for (size_t k = 1; k < r->n_stations; k++)
        r->stations[k].import_cap_kw += 100.0;
    for (size_t k = 0; k < r->n_stations; k++)
        r->stations[k].export_cap_kw += 100.0;
}

/* A contract may always be lowered again, at no cost but the tariff it saves. */
static void more_at_connections(region *r, arena *mem)
{
    (void)mem;
    for (size_t k = 0; k < r->n_connections; k++) {
        r->connections[k].import_cap_kw += 50.0;
        r->connections[k].export_cap_kw += 50.0;
        r->connections[k].physical_cap_kw += 50.0;
    }
}

static void more_budget(region *r, arena *mem)
{
    (void)mem;
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        for (size_t k = 0; k < r->n_funds; k++)
            ((double *)r->funds[k].budget_eur)[y] *= 2.0;
        for (size_t k = 0; k < r->n_subsidies; k++)
            ((double *)r->subsidies[k].budget_eur)[y] *= 2.0;
    }
}

/* 2 years from 2027: nothing before 2029, so not in the first milestone. */
static void long_lead(region *r, arena *mem)
{
    (void)mem;
    for (size_t k = 0; k < r->n_technologies; k++)
        r->technologies[k].lead_years = 2.0;
}

static bool never_dearer(unsigned seed, const char *what, double before, double after)
{
    if (after <= before + COST_TOL_FRAC * fabs(before))
        return true;
    print_error("seed %u: %s raises the cost from %.4f to %.4f\n", seed, what, before, after);
    return false;
}

static bool relaxed_never_dearer(unsigned seed)
{
    const double before = cost_after(seed, usual, NULL, false);
    const double late = cost_after(seed, usual, long_lead, false);
    bool ok = never_dearer(seed, "room at the stations", before,
                           cost_after(seed, usual, more_at_stations, false));
    ok &= never_dearer(seed, "room at the connections", before,
                       cost_after(seed, usual, more_at_connections, false));
    ok &=
        never_dearer(seed, "a larger budget", before, cost_after(seed, usual, more_budget, false));
    ok &= never_dearer(seed, "a shorter lead time", late, before);
    return ok;
}

bool more_room_never_costs_more(unsigned seed)
{
    const random_options small = {.n_parks = 1, .n_milestones = 2, .n_steps = 3};
    const double before = cost_after(seed, small, NULL, true);
    bool ok = never_dearer(seed, "with whole numbers, room at the stations", before,
                           cost_after(seed, small, more_at_stations, true));
    ok &= never_dearer(seed, "with whole numbers, a larger budget", before,
                       cost_after(seed, small, more_budget, true));
    return relaxed_never_dearer(seed) && ok;
}

static bool equal_costs(unsigned seed, const char *what, double got, double want)
{
    if (fabs(got - want) <= COST_TOL_FRAC * fabs(want))
        return true;
    print_error("seed %u: %s: %.4f, not %.4f\n", seed, what, got, want);
    return false;
}

bool order_of_parks_is_irrelevant(unsigned seed)
{
    random_options turned = usual;
    turned.reversed = true;
    return equal_costs(seed, "parks in the opposite order", cost_after(seed, turned, NULL, false),
                       cost_after(seed, usual, NULL, false));
}

static const double SCALE = 3.0;

static void scale(region *r, arena *mem)
{
    random_region_scale(r, mem, SCALE);
}

bool scaled_prices_scale_the_cost(unsigned seed)
{
    return equal_costs(seed, "all prices times three", cost_after(seed, usual, scale, false),
                       SCALE * cost_after(seed, usual, NULL, false));
}

/* --- the same twice ---------------------------------------------------------------------------- */

static bool same_bits(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0;
}

static bool same_totals(const plan_total *a, const plan_total *b)
{
    bool same = same_bits(a->cost_eur, b->cost_eur) && same_bits(a->co2_t, b->co2_t) &&
                same_bits(a->investment_eur, b->investment_eur) &&
                same_bits(a->status_quo_cost_eur, b->status_quo_cost_eur) &&
                same_bits(a->refused_growth_mwh, b->refused_growth_mwh);
    for (int k = 0; k < ACCOUNT_COUNT; k++)
        same &= same_bits(a->account_eur[k], b->account_eur[k]) &&
                same_bits(a->status_quo_account_eur[k], b->status_quo_account_eur[k]);
    return same;
}

static bool same_plans(const plan *a, const plan *b)
{
    bool same = a->status == b->status && a->n_actions == b->n_actions &&
                same_bits(a->certificate.objective_eur, b->certificate.objective_eur) &&
                same_bits(a->certificate.lower_bound_eur, b->certificate.lower_bound_eur) &&
                same_totals(&a->horizon_total, &b->horizon_total);
    for (size_t k = 0; same && k < a->n_actions; k++)
        same = a->actions[k].kind == b->actions[k].kind &&
               a->actions[k].milestone == b->actions[k].milestone &&
               same_bits(a->actions[k].amount, b->actions[k].amount) &&
               same_bits(a->actions[k].investment_eur, b->actions[k].investment_eur);
    return same;
}

bool same_input_same_numbers(unsigned seed)
{
    const random_options small = {.n_parks = 2, .n_milestones = 2, .n_steps = 3};
    arena *mem = arena_new();
    assert_non_null(mem);
    const plan *plans[2];
    for (int k = 0; k < 2; k++) {
        region *r = random_region(mem, seed, small);
        solved_prepare(r, mem);
        plans[k] = solved_plan(r, perspective_of(seed), mem);
    }
    const bool same = same_plans(plans[0], plans[1]);
    if (!same)
        print_error("seed %u: %.17g and %.17g\n", seed, plans[0]->certificate.objective_eur,
                    plans[1]->certificate.objective_eur);
    arena_free(mem);
    return same;
}

/* --- all of them --------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    property *holds;
} properties[] = {
    {"balances close", balances_close},
    {"more room never costs more", more_room_never_costs_more},
    {"the order of parks is irrelevant", order_of_parks_is_irrelevant},
    {"scaled prices scale the cost", scaled_prices_scale_the_cost},
    {"the same input gives the same numbers", same_input_same_numbers},
};
enum { N_PROPERTIES = sizeof properties / sizeof *properties };

typedef struct trial {
    property *holds;
    unsigned first, last;
} trial;

static void try_seeds(void **state)
{
    const trial *t = *state;
    size_t n_failed = 0;
    for (unsigned seed = t->first; seed <= t->last; seed++)
        if (!t->holds(seed)) {
            print_error("seed %u fails\n", seed);
            n_failed++;
        }
    assert_int_equal(n_failed, 0);
}

int properties_run(unsigned first, unsigned last)
{
    static trial trials[N_PROPERTIES];
    struct CMUnitTest tests[N_PROPERTIES];
    for (size_t k = 0; k < N_PROPERTIES; k++) {
        trials[k] = (trial){properties[k].holds, first, last};
        tests[k] = (struct CMUnitTest){
            .name = properties[k].name, .test_func = try_seeds, .initial_state = &trials[k]};
    }
    return cmocka_run_group_tests(tests, NULL, NULL);
}
