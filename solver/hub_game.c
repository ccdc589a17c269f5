/* The game that a hub's candidates play, and the shares that follow from it. */
#include "solver/hub_study_parts.h"

#include <math.h>

#include "model/tolerance.h"
#include "solver/game_solution.h"

/* Where the dice for orders of joining start. */
enum { SAMPLE_SEED = 20260101 };

size_t candidates_in(coalition s, size_t candidate[GAME_MAX_SAMPLED_PLAYERS])
{
    size_t n = 0;
    for (size_t j = 0; j < GAME_MAX_SAMPLED_PLAYERS; j++)
        if (s & coalition_of(j))
            candidate[n++] = j;
    return n;
}

/* Players 0 .. n - 1 of a game as candidates of the hub. */
static coalition spread(coalition players, const size_t *candidate)
{
    coalition s = 0;
    for (size_t i = 0; players >> i != 0; i++)
        if (players & coalition_of(i))
            s |= coalition_of(candidate[i]);
    return s;
}

/* --- the game --------------------------------------------------------------------------------- */

/* Whoever else could join, the same do, and gain what all of those asked about do by that: nothing where
 * none of them join. */
static bool has_all_members(const studying *g, coalition candidates)
{
    return (g->out->members & ~candidates) == 0;
}

/* Players of the game of the members. */
static coalition players_of(const studying *g, coalition candidates)
{
    size_t member[GAME_MAX_SAMPLED_PLAYERS];
    const size_t n = candidates_in(g->out->members, member);
    coalition s = 0;
    for (size_t i = 0; i < n; i++)
        if (candidates & coalition_of(member[i]))
            s |= coalition_of(i);
    return s;
}

/* The solver gets to know all that are fewer than the members. */
static status value_fewer(studying *g, const size_t *member, coalition all)
{
    coalition *fewer = ARENA_ARRAY(g->mem, (size_t)all, coalition);
    if (fewer == NULL)
        return STATUS_NO_MEMORY;
    for (coalition s = 1; s < all; s++)
        fewer[s - 1] = spread(s, member);
    return coalition_value_all(g->solver, fewer, (size_t)all - 1);
}

/* (E81) Only programs that were stopped early have the values of more candidates below those of
 * fewer. */
status hub_value_all(studying *g)
{
    size_t member[GAME_MAX_SAMPLED_PLAYERS];
    const size_t n = candidates_in(g->out->members, member);
    const coalition all = coalition_all(n);
    g->value = ARENA_ARRAY(g->mem, (size_t)all + 1, double);
    status st = g->value == NULL ? STATUS_NO_MEMORY : value_fewer(g, member, all);
    for (coalition s = 1; st == STATUS_OK && s < all; s++)
        st = coalition_worth(g->solver, spread(s, member), &g->value[s]);
    if (st != STATUS_OK)
        return st;
    g->value[all] = g->out->worth[g->out->shared].worth_eur;
    /* With cables and room in common more candidates need not bring more. */
    if (!coalition_has_ties(g->solver, g->out->members))
        game_make_monotone(n, g->value);
    return STATUS_OK;
}

status hub_worth_of(studying *g, coalition candidates, double *eur)
{
    if (has_all_members(g, candidates)) {
        *eur = g->out->worth[g->out->shared].worth_eur;
        return STATUS_OK;
    }
    if (!g->out->exact)
        return coalition_worth(g->solver, candidates, eur);
    *eur = g->value[players_of(g, candidates)];
    return STATUS_OK;
}

status hub_game_among(studying *g, coalition candidates, size_t *candidate, game *out)
{
    out->n_players = candidates_in(candidates, candidate);
    double *value = ARENA_ARRAY(g->mem, (size_t)1 << out->n_players, double);
    if (value == NULL)
        return STATUS_NO_MEMORY;
    out->value = value;
    status st = STATUS_OK;
    for (coalition s = 1; st == STATUS_OK && s <= coalition_all(out->n_players); s++)
        st = hub_worth_of(g, spread(s, candidate), &value[s]);
    return st;
}

/* --- shares ----------------------------------------------------------------------------------- */

void hub_set_weights(studying *g)
{
    const region *r = g->out->region;
    double years = 0.0, years_as_hub = 0.0;
    const size_t formed = g->out->worth[g->out->shared].together.formed;
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        years += r->horizon.milestones[y].duration_years;
        years_as_hub += y >= formed ? r->horizon.milestones[y].duration_years : 0;
    }
    for (size_t i = 0; i < g->n_players; i++) {
        const size_t j = g->candidate[i];
        hub_member_study *m = &g->out->of_member[j];
        const double *peaks = NULL;
        const member_facts *alone = coalition_alone_facts(g->solver, j, &peaks);
        double at_peak = 0.0;
        for (size_t y = 0; y < r->horizon.n_milestones; y++) {
            const double part = r->horizon.milestones[y].duration_years;
            m->alone_import_mwh += alone->import_mwh[y] * part / years;
            at_peak += y >= formed ? m->facts.at_group_peak_kw[y] * part / years_as_hub : 0.0;
            for (size_t k = 0; (g->out->members & coalition_of(j)) && k < r->calendar.n_peak_groups;
                 k++) {
                const size_t at = y * r->calendar.n_peak_groups + k;
                g->out->group.apart_peak_kw[at] += peaks[at];
            }
        }
        m->weight[SHARE_EQUAL] = 1.0;
        m->weight[SHARE_CONTRACT] = g->q->hub->members[j].connection->import_cap_kw;
        m->weight[SHARE_ENERGY] = m->alone_import_mwh;
        m->weight[SHARE_PEAK] = fmax(0.0, at_peak);
    }
}

/* Puts the shares of players in their candidates' places, to a cent. */
static status set_shares(studying *g, share_rule rule, double total, size_t n,
                         const size_t *candidate, double *share, const double *half_width)
{
    hub_shares *out = &g->out->shares[rule];
    out->given = true;
    out->nobody_worse_off = true;
    const status st = game_round_to_cents(total, n, share, g->mem);
    for (size_t i = 0; st == STATUS_OK && i < n; i++) {
        out->eur[candidate[i]] = share[i];
        out->half_width_eur[candidate[i]] = half_width == NULL ? 0.0 : half_width[i];
        out->nobody_worse_off &= share[i] >= -MONEY_TOL_EUR;
    }
    return st;
}

static status share_by_weights(studying *g, double total, size_t n, const size_t *candidate)
{
    status st = STATUS_OK;
    for (int rule = SHARE_EQUAL; st == STATUS_OK && rule <= SHARE_PEAK; rule++) {
        double weights[GAME_MAX_SAMPLED_PLAYERS], share[GAME_MAX_SAMPLED_PLAYERS];
        for (size_t i = 0; i < n; i++)
            weights[i] = g->out->of_member[candidate[i]].weight[rule];
        game_proportional(total, weights, n, share);
        st = set_shares(g, (share_rule)rule, total, n, candidate, share, NULL);
    }
    return st;
}

static void test_core(studying *g, const game *among, const size_t *candidate)
{
    const double room = g->out->worth[g->out->shared].uncertain_eur + MONEY_TOL_EUR;
    for (int rule = 0; rule < SHARE_RULES; rule++) {
        hub_shares *s = &g->out->shares[rule];
        double share[GAME_MAX_PLAYERS];
        for (size_t i = 0; i < among->n_players; i++)
            share[i] = s->eur[candidate[i]];
        const objection o = game_most_unhappy(among, share);
        s->tested = true;
        s->most_unhappy = (objection){spread(o.members, candidate), o.eur};
        s->stable = o.eur <= room;
    }
    g->out->core_empty = g->out->least_core_eur > room;
}

static status share_by_game(studying *g)
{
    size_t candidate[GAME_MAX_SAMPLED_PLAYERS];
    double share[GAME_MAX_PLAYERS];
    game among;
    game_solution solution;
    status st = hub_game_among(g, g->out->members, candidate, &among);
    if (st != STATUS_OK)
        return st;
    const size_t n = among.n_players;
    const double total = among.value[coalition_all(n)];
    st = share_by_weights(g, total, n, candidate);
    game_shapley(&among, share);
    if (st == STATUS_OK)
        st = set_shares(g, SHARE_SHAPLEY, total, n, candidate, share, NULL);
    if (st == STATUS_OK)
        st = game_solve(&among, g->diags, &solution);
    if (st == STATUS_OK)
        st = set_shares(g, SHARE_NUCLEOLUS, total, n, candidate, solution.nucleolus, NULL);
    if (st != STATUS_OK)
        return st;
    g->out->least_core_eur = solution.least_core_eur;
    test_core(g, &among, candidate);
    return STATUS_OK;
}

typedef struct among_members {
    studying *g;
    const size_t *candidate;
} among_members;

static status worth_among(void *context, coalition players, double *eur)
{
    const among_members *in = context;
    return hub_worth_of(in->g, spread(players, in->candidate), eur);
}

static status share_by_sample(studying *g)
{
    size_t candidate[GAME_MAX_SAMPLED_PLAYERS];
    double share[GAME_MAX_SAMPLED_PLAYERS], width[GAME_MAX_SAMPLED_PLAYERS], total = 0.0;
    const size_t n = candidates_in(g->out->members, candidate);
    among_members in = {g, candidate};
    status st = hub_worth_of(g, g->out->members, &total);
    if (st == STATUS_OK)
        st = game_shapley_sampled(n, worth_among, &in, g->q->n_orders, SAMPLE_SEED, share, width);
    g->out->n_orders = g->q->n_orders;
    if (st == STATUS_OK)
        st = set_shares(g, SHARE_SHAPLEY, total, n, candidate, share, width);
    return st == STATUS_OK ? share_by_weights(g, total, n, candidate) : st;
}

status hub_share(studying *g)
{
    return g->out->exact ? share_by_game(g) : share_by_sample(g);
}
