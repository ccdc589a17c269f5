#include "solver/hub_study.h"

#include <math.h>
#include <string.h>

#include "model/hub_facts.h"
#include "model/tolerance.h"
#include "solver/hub_study_parts.h"

/* Times that the range in which the hub stops paying is cut in three: to 4 % of what it contracts. */
enum { CAPACITY_CUTS = 3 };
/* Programs at most until the break-even formation cost, and how close to it is close enough. */
enum { MOST_PROBES = 16 };
#define BREAK_EVEN_TOL_FRAC 5e-3
/* Those are solved so much closer to the best at most: what a hub brings near there is little. */
#define FINER_GAP_FACTOR 0.1

/* --- worth ------------------------------------------------------------------------------------ */

static status copy_case(studying *g, const coalition_case *from, coalition_case *to)
{
    const size_t n = g->out->region->horizon.n_milestones;
    *to = *from;
    to->bill_eur_per_year = arena_array(g->mem, n, sizeof *to->bill_eur_per_year);
    if (to->bill_eur_per_year == NULL)
        return STATUS_NO_MEMORY;
    memcpy(to->bill_eur_per_year, from->bill_eur_per_year, n * sizeof *to->bill_eur_per_year);
    return STATUS_OK;
}

/* A plan without a hub is one of either program: both have the cheaper of what was found. */
static void settle_unformed(hub_worth *w, size_t n_milestones)
{
    if (w->together.joined == 0 && w->together.cost_eur < w->apart.cost_eur) {
        w->apart.cost_eur = w->together.cost_eur;
        w->apart.bill_eur_per_year = w->together.bill_eur_per_year;
        w->apart.bound_eur = fmin(w->apart.bound_eur, w->apart.cost_eur);
    }
    if (w->together.cost_eur < w->apart.cost_eur)
        return;
    w->together.cost_eur = w->apart.cost_eur;
    w->together.bill_eur_per_year = w->apart.bill_eur_per_year;
    w->together.bound_eur = fmin(w->together.bound_eur, w->together.cost_eur);
    w->together.joined = 0;
    w->together.formed = n_milestones;
}

/* (E80) */
static status read_worth(studying *g, const coalition_solver *s, hub_worth *w)
{
    status st = STATUS_OK;
    w->alone = ARENA_ARRAY(g->mem, g->q->hub->n_members, coalition_case);
    if (w->alone == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; st == STATUS_OK && i < g->n_players; i++)
        st = copy_case(g, coalition_alone(s, g->candidate[i]), &w->alone[g->candidate[i]]);
    if (st != STATUS_OK)
        return st;
    settle_unformed(w, g->out->region->horizon.n_milestones);
    w->worth_eur = w->together.joined == 0 ? 0.0 : w->apart.cost_eur - w->together.cost_eur;
    w->uncertain_eur =
        fmax(w->apart.cost_eur - w->apart.bound_eur, w->together.cost_eur - w->together.bound_eur);
    return st;
}

/* What flows in the plan of the group. */
static status read_group(void *context, const operation *o)
{
    studying *g = context;
    const region *r = g->out->region;
    status st = STATUS_OK;
    if (o->region->n_hubs > 0)
        group_profile_read(o, &g->out->group);
    for (size_t i = 0; st == STATUS_OK && i < g->n_players; i++) {
        const size_t j = g->candidate[i];
        const connection *c = coalition_member(o->region, g->q->hub->members[j].connection);
        member_facts *facts = &g->out->of_member[j].facts;
        st = member_facts_new(r, g->mem, facts);
        if (st == STATUS_OK)
            member_facts_read(o, c, g->out->group.net_import_kw, facts);
    }
    return st;
}

static status find_group(studying *g)
{
    hub_study *out = g->out;
    hub_worth *w = &out->worth[out->shared];
    const size_t n = out->region->horizon.n_milestones;
    const plan_hub *group = NULL;
    status st = coalition_solve_apart(g->solver, g->q->asked, g->mem, &w->apart);
    if (st == STATUS_OK)
        st = coalition_solve(g->solver, g->q->asked, read_group, g, g->mem, &w->together, &group);
    if (st == STATUS_OK)
        st = read_worth(g, g->solver, w);
    if (st != STATUS_OK)
        return st;
    for (size_t y = 0; group != NULL && y < n; y++) {
        out->group.limit_kw[y] = y < group->formed ? 0.0 : group->group_capacity_kw[y];
        out->group.contract_kw[y] = group->group_contract_kw[y];
    }
    group_hours_near_limit(out->region, &out->group);
    out->members = w->together.joined;
    out->exact = coalition_size(out->members) <= g->q->exact_up_to;
    return STATUS_OK;
}

/* The other perspective: what everyone costs alone, apart and together, and no more. */
static status find_other_worth(studying *g)
{
    hub_study *out = g->out;
    const perspective other =
        out->shared == PERSPECTIVE_PRIVATE ? PERSPECTIVE_SOCIETAL : PERSPECTIVE_PRIVATE;
    hub_worth *w = &out->worth[other];
    coalition_solver *s = NULL;
    solve_options how = g->q->how;
    how.perspective = w->perspective = other;
    status st = coalition_solver_new(out->region, g->q->hub, g->q->asked, &how, g->diags, &s);
    if (st == STATUS_OK)
        st = coalition_solve_apart(s, g->q->asked, g->mem, &w->apart);
    if (st == STATUS_OK)
        st = coalition_solve(s, g->q->asked, NULL, NULL, g->mem, &w->together, NULL);
    if (st == STATUS_OK)
        st = read_worth(g, s, w);
    if (st == STATUS_OK) {
        size_t n_stopped = 0;
        out->n_coalitions += coalitions_solved(s, &n_stopped);
        out->n_stopped += n_stopped;
    }
    coalition_solver_free(s);
    return st;
}

/* --- members ---------------------------------------------------------------------------------- */

static status find_marginals(studying *g)
{
    for (size_t i = 0; i < g->n_players; i++) {
        const coalition self = coalition_of(g->candidate[i]);
        double with = 0.0, without = 0.0;
        status st = hub_worth_of(g, g->out->members | self, &with);
        if (st == STATUS_OK)
            st = hub_worth_of(g, g->out->members & ~self, &without);
        if (st != STATUS_OK)
            return st;
        g->out->of_member[g->candidate[i]].marginal_eur = with - without;
    }
    return STATUS_OK;
}

/* The member with the largest contract; the first of equals. */
static coalition largest_member(const hub *h, coalition members)
{
    size_t largest = h->n_members;
    for (size_t j = 0; j < h->n_members; j++)
        if ((members & coalition_of(j)) &&
            (largest == h->n_members || h->members[j].connection->import_cap_kw >
                                            h->members[largest].connection->import_cap_kw))
            largest = j;
    return largest == h->n_members ? 0 : coalition_of(largest);
}

static status find_without_largest(studying *g)
{
    size_t candidate[GAME_MAX_SAMPLED_PLAYERS];
    double share[GAME_MAX_PLAYERS];
    game rest;
    const coalition others = g->out->members & ~g->out->largest;
    status st = hub_worth_of(g, others, &g->out->without_largest_eur);
    if (st == STATUS_OK && g->out->exact)
        st = hub_game_among(g, others, candidate, &rest);
    if (st != STATUS_OK || !g->out->exact)
        return st;
    game_shapley(&rest, share);
    for (size_t i = 0; i < rest.n_players; i++)
        g->out->of_member[candidate[i]].without_largest_eur = share[i];
    return STATUS_OK;
}

/* "connection ID", "demand ID/...", and the like. */
static bool is_about(const assumption *a, const connection *c)
{
    const char *id = strchr(a->object, ' ');
    const size_t n = strlen(c->id);
    return id != NULL && strncmp(a->object, "station ", strlen("station ")) != 0 &&
           strncmp(id + 1, c->id, n) == 0 && (id[n + 1] == '\0' || id[n + 1] == '/');
}

static status find_assumptions(studying *g)
{
    const region *r = g->out->region;
    for (size_t i = 0; i < g->n_players; i++) {
        hub_member_study *m = &g->out->of_member[g->candidate[i]];
        m->assumptions = arena_array(g->mem, r->n_assumptions, sizeof *m->assumptions);
        if (m->assumptions == NULL)
            return STATUS_NO_MEMORY;
        for (size_t k = 0; k < r->n_assumptions; k++)
            if (is_about(&r->assumptions[k], g->q->hub->members[g->candidate[i]].connection))
                m->assumptions[m->n_assumptions++] = &r->assumptions[k];
    }
    return STATUS_OK;
}

/* --- how far it pays -------------------------------------------------------------------------- */

static double worth_of_case(const studying *g, const coalition_case *c)
{
    return c->joined == 0 ? 0.0 : g->out->worth[g->out->shared].apart.cost_eur - c->cost_eur;
}

/* (E88) Present value of what a euro of formation cost adds. */
static double formation_slope(const studying *g, size_t formed)
{
    const region *r = g->out->region;
    const payer *owner = g->q->hub->owner;
    const double rate = g->out->shared == PERSPECTIVE_PRIVATE && owner != NULL
                            ? owner->wacc_frac
                            : r->horizon.discount_rate_frac;
    double slope = 0.0;
    for (size_t y = formed; y < r->horizon.n_milestones; y++)
        slope +=
            horizon_discount_factor(&r->horizon, y) * annuity_per_year(rate, g->q->hub->life_years);
    return slope;
}

/* The hub pays at one formation cost, where its worth lies on this tangent, and not at another. */
typedef struct break_even {
    double pays_eur, worth_eur, slope;
    double fails_eur; /* INFINITY: not known */
} break_even;

static double tangent_eur(const break_even *b)
{
    return b->pays_eur + b->worth_eur / b->slope;
}

static bool is_wide(const break_even *b)
{
    return isinf(b->fails_eur) || b->fails_eur - b->pays_eur > BREAK_EVEN_TOL_FRAC * b->fails_eur;
}

/* Just beyond where the tangent meets nothing; halfway where it is known not to pay there. */
static double next_probe(const break_even *b)
{
    const double beyond = tangent_eur(b) * (1.0 + BREAK_EVEN_TOL_FRAC / 2.0);
    return beyond < b->fails_eur ? beyond : (b->pays_eur + b->fails_eur) / 2.0;
}

/* The plan of the tangent can be had at any formation cost, for what the tangent says: just before that is
 * nothing it still pays, and no program is needed to tell. */
static void follow_tangent(break_even *b)
{
    const double before = tangent_eur(b) * (1.0 - BREAK_EVEN_TOL_FRAC / 3.0);
    if (b->worth_eur <= 0.0 || before <= b->pays_eur || before >= b->fails_eur)
        return;
    b->worth_eur -= b->slope * (before - b->pays_eur);
    b->pays_eur = before;
}

/* Near enough to the best to tell what the hub brings within the tolerance from nothing. */
static double probe_gap_frac(const studying *g, double slope, double formation_eur)
{
    const double gap = g->q->how.gap_frac;
    const double cost = fabs(g->out->worth[g->out->shared].apart.cost_eur);
    const double enough = BREAK_EVEN_TOL_FRAC / 3.0 * formation_eur * slope / fmax(cost, 1.0);
    return fmin(gap, fmax(enough, gap * FINER_GAP_FACTOR));
}

static status probe(studying *g, double formation_eur, double gap_frac, double room, break_even *b)
{
    coalition_case at;
    const coalition_change change = {formation_eur, NAN, gap_frac};
    const status st = coalition_solve_changed(g->solver, g->q->asked, 1, &change, &at);
    if (st != STATUS_OK)
        return st;
    const double worth = worth_of_case(g, &at);
    if (at.joined == 0 || worth <= room)
        b->fails_eur = formation_eur;
    else
        *b = (break_even){formation_eur, worth, formation_slope(g, at.formed), b->fails_eur};
    return st;
}

/* (E88) The worth falls with the formation cost along a convex curve, so each tangent meets 0 no
 * later than the curve does; where programs were not solved to the best it may be later. */
static status find_break_even(studying *g)
{
    const hub_worth *w = &g->out->worth[g->out->shared];
    const double budgeted = g->q->hub->formation_cost_eur;
    break_even b = {.fails_eur = INFINITY};
    status st = STATUS_OK;
    if (w->worth_eur > 0.0)
        b = (break_even){budgeted, w->worth_eur, formation_slope(g, w->together.formed), INFINITY};
    else
        st = probe(g, 0.0, g->q->how.gap_frac, w->uncertain_eur + MONEY_TOL_EUR, &b);
    if (st != STATUS_OK || b.worth_eur <= 0.0)
        return st;
    if (w->worth_eur <= 0.0)
        b.fails_eur = budgeted;
    for (size_t n = 0; st == STATUS_OK && n < MOST_PROBES && is_wide(&b); n++) {
        const double eur = next_probe(&b);
        st = probe(g, eur, probe_gap_frac(g, b.slope, eur), MONEY_TOL_EUR, &b);
        follow_tangent(&b);
    }
    g->out->break_even_formation_eur =
        tangent_eur(&b) <= b.fails_eur ? tangent_eur(&b) : b.pays_eur;
    return st;
}

/* At a third of the range and at two thirds. */
static status cut_range(studying *g, double *from_kw, double *to_kw)
{
    const double third = (*to_kw - *from_kw) / 3.0;
    const double kw[] = {*from_kw + third, *to_kw - third};
    const coalition_change changes[] = {{NAN, kw[0], NAN}, {NAN, kw[1], NAN}};
    coalition_case at[2];
    const status st = coalition_solve_changed(g->solver, g->q->asked, 2, changes, at);
    if (st != STATUS_OK)
        return st;
    if (worth_of_case(g, &at[0]) > MONEY_TOL_EUR) {
        *to_kw = kw[0];
    } else {
        *from_kw = kw[0];
        *(worth_of_case(g, &at[1]) > MONEY_TOL_EUR ? to_kw : from_kw) = kw[1];
    }
    return st;
}

/* At what it contracts it pays, at nothing it does not. */
static status find_least_capacity(studying *g)
{
    double from = 0.0, to = 0.0;
    for (size_t y = 0; y < g->out->region->horizon.n_milestones; y++)
        to = fmax(to, g->out->group.contract_kw[y]);
    status st = STATUS_OK;
    for (size_t n = 0; st == STATUS_OK && n < CAPACITY_CUTS; n++)
        st = cut_range(g, &from, &to);
    g->out->least_capacity_from_kw = from;
    g->out->least_capacity_to_kw = to;
    return st;
}

/* --- all of it -------------------------------------------------------------------------------- */

static status allocate(studying *g)
{
    hub_study *out = g->out;
    const size_t n = g->q->hub->n_members;
    out->of_member = ARENA_ARRAY(g->mem, n, hub_member_study);
    bool all = out->of_member != NULL;
    for (int rule = 0; rule < SHARE_RULES; rule++) {
        out->shares[rule].eur = ARENA_ARRAY(g->mem, n, double);
        out->shares[rule].half_width_eur = ARENA_ARRAY(g->mem, n, double);
        all &= out->shares[rule].eur != NULL && out->shares[rule].half_width_eur != NULL;
    }
    return all ? group_profile_new(out->region, g->mem, &out->group) : STATUS_NO_MEMORY;
}

static void set_out(studying *g)
{
    hub_study *out = g->out;
    for (size_t y = 0; y < out->region->horizon.n_milestones; y++)
        out->discount_sum += horizon_discount_factor(&out->region->horizon, y);
    for (size_t j = 0; j < g->q->hub->n_members; j++) {
        out->of_member[j].asked = (g->q->asked & coalition_of(j)) != 0;
        out->of_member[j].joins = (out->members & coalition_of(j)) != 0;
        out->of_member[j].without_largest_eur = NAN;
    }
    out->largest = largest_member(g->q->hub, out->members);
}

/* What is only asked of a hub that pays. */
static status study_members(studying *g)
{
    status st = g->out->exact ? hub_value_all(g) : STATUS_OK;
    if (st == STATUS_OK)
        st = hub_share(g);
    if (st == STATUS_OK)
        st = find_without_largest(g);
    return st == STATUS_OK ? find_least_capacity(g) : st;
}

static status study(studying *g)
{
    status st = find_group(g);
    if (st != STATUS_OK)
        return st;
    set_out(g);
    hub_set_weights(g);
    if (g->out->members != 0)
        st = study_members(g);
    if (st == STATUS_OK)
        st = find_marginals(g);
    if (st == STATUS_OK)
        st = find_break_even(g);
    if (st == STATUS_OK)
        st = find_assumptions(g);
    return st;
}

status hub_study_make(const region *r, const hub_question *q, arena *mem, diag_list *diags,
                      hub_study **out)
{
    *out = NULL;
    studying g = {.q = q, .mem = mem, .diags = diags, .out = ARENA_NEW(mem, hub_study)};
    if (g.out == NULL)
        return STATUS_NO_MEMORY;
    g.n_players = candidates_in(q->asked, g.candidate);
    *g.out = (hub_study){.region = r,
                         .hub = q->hub,
                         .asked = q->asked,
                         .listed = q->listed,
                         .shared = q->how.perspective,
                         .break_even_formation_eur = NAN,
                         .least_capacity_from_kw = NAN,
                         .least_capacity_to_kw = NAN,
                         .without_largest_eur = 0.0,
                         .least_core_eur = NAN};
    g.out->worth[g.out->shared].perspective = g.out->shared;
    status st = allocate(&g);
    if (st == STATUS_OK)
        st = coalition_solver_new(r, q->hub, q->asked, &q->how, diags, &g.solver);
    if (st == STATUS_OK)
        coalition_report_to(g.solver, q->report, q->report_context);
    if (st == STATUS_OK)
        st = study(&g);
    if (st == STATUS_OK)
        g.out->n_coalitions = coalitions_solved(g.solver, &g.out->n_stopped);
    coalition_solver_free(g.solver);
    if (st == STATUS_OK)
        st = find_other_worth(&g);
    if (st != STATUS_OK)
        return st;
    *out = g.out;
    return g.out->n_stopped > 0 ? STATUS_LIMIT : STATUS_OK;
}
