/* Why this: the region without an action, and without all of its kind at the same place. */
#include "solver/challenge_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Part of what an action is worth from which a limit counts as relieved by it. */
#define RELIEF_SHARE 0.01

/* --- without ---------------------------------------------------------------------------------- */

static void forbid(challenge *c, const int *columns, size_t first, size_t n)
{
    const size_t years = c->r->horizon.n_milestones;
    for (size_t k = first * years; k < (first + n) * years; k++)
        if (columns[k] >= 0)
            what_if_bound(c->w, columns[k], lp_lower(c->f->lp, columns[k]),
                          lp_lower(c->f->lp, columns[k]));
}

static void forbid_hub(challenge *c, const hub *h)
{
    forbid(c, c->f->master.hub_formed, h->index, 1);
    forbid(c, c->f->master.hub_member, c->f->first_member[h->index], h->n_members);
    forbid(c, c->f->master.hub_level, h->index * GRID_LEVEL_COUNT, GRID_LEVEL_COUNT);
    forbid(c, c->f->master.hub_offer, c->f->first_capacity[h->index], h->n_capacities);
}

/* A hub that loses a member it needs falls apart: one that must join, one of two, one of an offer. */
static void forbid_member(challenge *c, const hub *h, size_t j)
{
    const size_t first = c->f->first_member[h->index];
    size_t n = 0;
    for (size_t k = 0; k < h->n_members; k++)
        n += is_yes(c, c->f->master.hub_member, first + k);
    const bool offer = h->n_capacities > 0 && h->capacities[0].mode == GROUP_CAPACITY_OFFER;
    if (n <= 2 || h->members[j].must || offer)
        forbid_hub(c, h);
    else
        forbid(c, c->f->master.hub_member, first + j, 1);
}

/* Without an EMS there is no hub that needs one. */
static void forbid_membership(challenge *c, const connection *of)
{
    for (size_t h = 0; h < c->r->n_hubs; h++) {
        const hub *k = &c->r->hubs[h];
        for (size_t j = 0; j < k->n_members; j++)
            if (k->needs_ems && k->members[j].connection == of &&
                is_yes(c, c->f->master.hub_member, c->f->first_member[h] + j))
                forbid_member(c, k, j);
    }
}

static void forbid_asset(challenge *c, const asset *a)
{
    forbid(c, c->f->master.new_units, a->index, 1);
    forbid(c, c->f->master.new_kwh, a->index, 1);
    if (a->technology->kind == KIND_CONTROL)
        forbid_membership(c, a->connection);
}

static void forbid_platform(challenge *c, const technology *tech)
{
    forbid(c, c->f->master.platform, tech->index, 1);
    forbid(c, c->f->master.platform_new, tech->index, 1);
    for (size_t k = 0; k < c->r->n_assets; k++)
        if (c->r->assets[k].technology == tech)
            forbid_asset(c, &c->r->assets[k]);
}

static void forbid_measure(challenge *c, const action *a)
{
    for (size_t k = 0; k < a->connection->n_assets; k++) {
        const asset *here = &c->r->assets[a->connection->first_asset + k];
        if (here->technology == a->technology && here->hub == a->hub)
            forbid_asset(c, here);
    }
}

static void forbid_net(challenge *c, const heat_net *k)
{
    forbid(c, c->f->master.net_built, k->index, 1);
    forbid(c, c->f->master.pipe_built, c->f->first_pipe[k->index], k->n_pipes);
}

/* A part of a net that is taken away: a source or a pipe, the other one NULL. */
typedef struct net_part {
    const heat_source *source;
    const heat_pipe *pipe;
} net_part;

/* Whether heat comes this way in the plan, and still does without the part. */
static bool is_open(const challenge *c, const heat_net *k, const heat_route *route, net_part gone)
{
    const size_t source = c->f->first_source[k->index] + route->source;
    const int kw = c->f->master.source_kw[at(c->f, source, c->r->horizon.n_milestones - 1)];
    bool open = &k->sources[route->source] != gone.source && kw >= 0 && c->x[kw] > SHARE_TOL_FRAC;
    for (size_t n = 0; open && n < route->n_pipes; n++)
        open = &k->pipes[route->pipes[n]] != gone.pipe &&
               is_yes(c, c->f->master.pipe_built, c->f->first_pipe[k->index] + route->pipes[n]);
    return open;
}

static bool is_used(const challenge *c, const heat_net *k, size_t pipe, net_part gone)
{
    for (size_t r = 0; r < k->n_routes; r++)
        for (size_t n = 0; n < k->routes[r].n_pipes; n++)
            if (k->routes[r].pipes[n] == pipe && is_open(c, k, &k->routes[r], gone))
                return true;
    return false;
}

/* (E33) The first source feeds what is lost in any case: pipes that lose need it. */
static bool feeds_losses(const heat_net *k, const heat_source *s)
{
    double kw = 0.0;
    for (size_t n = 0; s && s->index == 0 && n < k->n_pipes; n++)
        kw += pipe_fixed_loss_kw(&k->pipes[n]);
    return kw > 0.0;
}

/* With a part goes what is of no use without it: pipes, and with the last of them the net. */
static void forbid_net_part(challenge *c, const heat_net *k, net_part gone)
{
    const size_t first = c->f->first_pipe[k->index];
    size_t n_left = 0;
    for (size_t n = 0; n < k->n_pipes; n++) {
        if (is_used(c, k, n, gone)) {
            n_left++;
            continue;
        }
        forbid(c, c->f->master.pipe_built, first + n, 1);
        forbid(c, c->f->master.pipe_new_kw, first + n, 1);
    }
    if (gone.source)
        forbid(c, c->f->master.source_new_kw, c->f->first_source[k->index] + gone.source->index, 1);
    if (n_left == 0 || feeds_losses(k, gone.source))
        forbid_net(c, k);
}

static size_t member_of(const hub *h, const connection *c)
{
    size_t j = 0;
    while (h->members[j].connection != c)
        j++;
    return j;
}

static void forbid_action(challenge *c, const action *a)
{
    const master *m = &c->f->master;
    switch (a->kind) {
    case ACTION_MEASURE:
        forbid_measure(c, a);
        break;
    case ACTION_PLATFORM:
        forbid_platform(c, a->technology);
        break;
    case ACTION_HUB:
        forbid_hub(c, a->hub);
        break;
    case ACTION_HUB_MEMBER:
        forbid_member(c, a->hub, member_of(a->hub, a->connection));
        break;
    case ACTION_HEAT_NET:
        forbid_net(c, a->heat_net);
        break;
    case ACTION_HEAT_SOURCE:
    case ACTION_HEAT_PIPE:
        forbid_net_part(c, a->heat_net, (net_part){a->source, a->pipe});
        break;
    case ACTION_CABLE:
        forbid(c, m->cable_built, a->cable->index, 1);
        forbid(c, m->cable_new_kw, a->cable->index, 1);
        break;
    case ACTION_EFFORT:
        forbid(c, m->effort, (size_t)(a->effort - c->r->programme.efforts), 1);
        break;
    }
}

bool actions_stand_together(const action *a, const action *b)
{
    return a->kind == b->kind && a->connection == b->connection && a->technology == b->technology &&
           a->hub == b->hub && a->heat_net == b->heat_net && a->source == b->source &&
           a->pipe == b->pipe && a->cable == b->cable && a->effort == b->effort;
}

/* --- what it was for ----------------------------------------------------------------------------- */

typedef struct by_account {
    double eur[ACCOUNT_COUNT];
} by_account;

static void add_to_account(void *context, owner who, account what, size_t y, double eur)
{
    (void)who;
    (void)y;
    ((by_account *)context)->eur[what] += eur;
}

/* (E62) More growth refused with x than in the plan, MWh over the years of the horizon. */
static double refused_more_mwh(const challenge *c, const double *base, const double *x)
{
    double mwh = 0.0;
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++) {
        for (size_t k = 0; k < c->r->n_demands; k++) {
            const int column = c->f->master.accepted[at(c->f, k, y)];
            if (column >= 0)
                mwh += duration_of(c->f, y) * c->r->demands[k]->growth_mwh[y] *
                       (base[column] - x[column]);
        }
        for (size_t k = 0; k < c->r->n_fleets; k++) {
            const fleet *v = c->r->fleets[k];
            const int column = c->f->master.accepted_fleet[at(c->f, k, y)];
            if (column >= 0)
                mwh += duration_of(c->f, y) * fleet_growth(v, y) *
                       fleet_mwh_per_vehicle_year(c->f, v) * (base[column] - x[column]);
        }
    }
    return mwh;
}

static bool emissions_are_tied(const challenge *c)
{
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++) {
        bool tied = false;
        for (size_t k = 0; k < c->r->n_targets; k++) {
            const target *t = &c->r->targets[k];
            tied |= t->kind == TARGET_CO2 && !t->park && !t->municipality && isfinite(t->limit[y]);
        }
        if (!tied)
            return false;
    }
    return true;
}

/* Where answers are not exact only emissions that a target ties are known; NAN: some are not. */
static double emitted_more_t(const challenge *c, const double *base, const double *x)
{
    double t = what_if_is_exact(c->w) || emissions_are_tied(c) ? 0.0 : NAN;
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++)
        for (size_t p = 0; p <= c->r->n_parks; p++) {
            const int column = c->f->quantity.co2_column[at(c->f, p, y)];
            if (column >= 0)
                t += duration_of(c->f, y) * (x[column] - base[column]);
        }
    return t;
}

/* (E63) The limit that weighs heaviest without it. */
static const plan_limit *limit_relieved(const challenge *c, const action_reason *r)
{
    const plan_limit *best = NULL;
    double most = RELIEF_SHARE * fabs(r->cost_to_eur);
    for (size_t k = 0; k < c->plan->n_limits; k++) {
        if (c->plan->limits[k].kind == LIMIT_POTENTIAL)
            continue; /* the room of the action itself */
        const double eur = what_if_heavier_eur(c->w, &c->plan->limits[k]);
        if (eur > most) {
            most = eur;
            best = &c->plan->limits[k];
        }
    }
    return best;
}

/* By the account that grows most. */
static const char *purpose(const action_reason *r, const by_account *more)
{
    static const struct {
        account what;
        const char *text_id;
    } purposes[] = {{ACCOUNT_UNSERVED, "why_growth"},  {ACCOUNT_CO2, "why_co2"},
                    {ACCOUNT_ENERGY, "why_energy"},    {ACCOUNT_ENERGY_TAX, "why_energy"},
                    {ACCOUNT_GRID, "why_grid"},        {ACCOUNT_INVESTMENT, "why_cheaper"},
                    {ACCOUNT_OPERATION, "why_cheaper"}};
    if (r->cost_to_eur < MONEY_TOL_EUR)
        return "why_no_loss";
    const char *best = "why_cheaper";
    double most = 0.0;
    for (size_t k = 0; k < sizeof purposes / sizeof purposes[0]; k++)
        if (more->eur[purposes[k].what] > most) {
            most = more->eur[purposes[k].what];
            best = purposes[k].text_id;
        }
    return best;
}

/* What the accounts of the investments say; dispatch is in them only where the answer is exact. */
static by_account accounts_more(const challenge *c, const double *base, const double *x)
{
    by_account now = {{0.0}}, more = {{0.0}};
    ledger_total(c->f->books, base, add_to_account, &now);
    ledger_total(c->f->books, x, add_to_account, &more);
    for (int k = 0; k < ACCOUNT_COUNT; k++)
        more.eur[k] -= now.eur[k];
    return more;
}

static void tell(const challenge *c, const what_if_answer *base, const what_if_answer *without,
                 action_reason *r)
{
    by_account more = accounts_more(c, base->x, without->x);
    r->cost_from_eur = (without->least_keur - base->most_keur) * EUR_PER_KEUR;
    r->cost_to_eur = (without->most_keur - base->least_keur) * EUR_PER_KEUR;
    r->investment_eur = more.eur[ACCOUNT_INVESTMENT];
    r->unserved_eur = more.eur[ACCOUNT_UNSERVED];
    r->other_eur = r->cost_to_eur - r->investment_eur - r->unserved_eur;
    if (!what_if_is_exact(c->w))
        more.eur[ACCOUNT_ENERGY] = r->other_eur - more.eur[ACCOUNT_OPERATION];
    r->refused_growth_mwh = refused_more_mwh(c, base->x, without->x);
    r->co2_t = emitted_more_t(c, base->x, without->x);
    r->limit = limit_relieved(c, r);
    r->text_id = purpose(r, &more);
}

/* Where it is built; the_region() for what several stations share. */
size_t station_of_action(const challenge *c, const action *a)
{
    if (a->heat_net)
        return station_of_net(c, a->heat_net);
    if (a->hub)
        return hub_station(a->hub)->index;
    return a->connection ? station_of_connection(a->connection) : the_region(c);
}

status find_why(challenge *c, question *q)
{
    what_if_answer answer = {.answered = false};
    const what_if_answer *base;
    status st = what_if_base(c->w, q->where, &base);
    forbid_action(c, &c->plan->actions[q->action]);
    if (st == STATUS_OK)
        st = what_if_solve(c->w, q->where, &answer);
    what_if_undo(c->w);
    if (st != STATUS_OK || !answer.answered)
        return st;
    *q->reason = (action_reason){.text_id = "why_required", .impossible = !answer.possible};
    if (answer.possible)
        tell(c, base, &answer, q->reason);
    q->answered = true;
    return STATUS_OK;
}
