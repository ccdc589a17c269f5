/* The operation against what the plan says: costs, CO2, payments, sums. */
#include "model/operation_parts.h"

#include <stdio.h>
#include <stdlib.h>

/* Between the two ways of adding up the same costs: a share of all that is spent in a year. */
#define COST_TOL_FRAC 1e-7
/* t, and a share of the park's emissions. */
#define CO2_TOL_T 1e-6
#define CO2_TOL_FRAC 1e-7

static int year_at(const operation *o, size_t y)
{
    return o->region->horizon.milestones[y].year;
}

/* --- costs and CO2 -------------------------------------------------------------------------------- */

static double size_of(const double account_eur[ACCOUNT_COUNT])
{
    double sum = 0.0;
    for (int k = 0; k < ACCOUNT_COUNT; k++)
        sum += fabs(account_eur[k]);
    return sum;
}

/* (E6) What a euro of subsidy saves over the horizon, at the annuity of its owner. */
static double subsidy_worth(const operation *o, const action *a)
{
    const horizon *h = &o->region->horizon;
    const double life = life_of(a->technology);
    double worth = 0.0;
    for (size_t y = a->milestone; y < h->n_milestones; y++)
        if (still_lives(h, life, a->milestone, y))
            worth += horizon_discount_factor(h, y) * annuity_of(o, a->technology->owner, life);
    return worth;
}

/* Private: subsidies take off the cost; public money that counts for less than its face is left to
 * the rows of the formulation. */
static void add_subsidies(const operation *o, const plan *p, size_t y, double *eur)
{
    for (size_t k = 0; is_private_view(o) && k < p->n_actions; k++) {
        const action *a = &p->actions[k];
        if (a->milestone != y || a->technology == NULL)
            continue;
        for (size_t n = 0; n < a->n_subsidies; n++)
            eur[ACCOUNT_SUBSIDY] -= a->subsidies[n].eur * subsidy_worth(o, a) /
                                    horizon_discount_factor(&o->region->horizon, y);
    }
}

static bool subsidy_is_comparable(const operation *o)
{
    for (size_t k = 0; k < o->region->n_funds; k++)
        if (is_private_view(o) && !nearly(o->region->funds[k].weight, 1.0, SHARE_TOL_FRAC))
            return false;
    return true;
}

static void compare_accounts(const operation *o, const double *have, const double *want,
                             double size, const char *when, verification *v)
{
    for (int k = 0; k < ACCOUNT_COUNT; k++)
        if (k != ACCOUNT_SUBSIDY || subsidy_is_comparable(o))
            verification_compare(v, CHECK_costs, have[k], want[k],
                                 MONEY_TOL_EUR + COST_TOL_FRAC * size, "%s, %s",
                                 account_id((account)k), when);
}

/* Each calendar year is paid at its end. */
static double worth_of_years(const horizon *h, size_t y)
{
    double worth = 0.0;
    for (int year = h->milestones[y].year;
         year < h->milestones[y].year + h->milestones[y].duration_years; year++)
        worth += pow(1.0 + h->discount_rate_frac, h->price_year - (year + 1));
    return worth;
}

typedef enum whose { OF_PLAN, OF_STATUS_QUO } whose;

static void verify_co2(const operation *o, const plan *p, whose which, size_t y,
                       const double *co2_t, verification *v)
{
    const region *r = o->region;
    double sum = 0.0;
    for (size_t k = 0; k <= r->n_parks; k++)
        sum += co2_t[k];
    for (size_t k = 0; k < r->n_parks; k++) {
        const energy_state *e =
            which == OF_PLAN ? &p->parks[k].plan[y] : &p->parks[k].status_quo[y];
        verification_compare(v, CHECK_co2, e->co2_t, co2_t[k],
                             CO2_TOL_T + CO2_TOL_FRAC * fabs(co2_t[k]), "%s, %d", r->parks[k].id,
                             year_at(o, y));
    }
    if (which == OF_PLAN)
        verification_compare(v, CHECK_co2, p->totals[y].co2_t, sum,
                             CO2_TOL_T + CO2_TOL_FRAC * fabs(sum), "%s, %d", r->id, year_at(o, y));
}

/* False when memory is out. */
static bool verify_costs(const operation *o, const plan *p, whose which, verification *v)
{
    const horizon *h = &o->region->horizon;
    double horizon_eur[ACCOUNT_COUNT] = {0.0};
    double *co2_t = malloc((o->region->n_parks + 1) * sizeof *co2_t);
    if (co2_t == NULL)
        return false;
    for (size_t y = 0; y < h->n_milestones; y++) {
        const plan_total *t = &p->totals[y];
        double eur[ACCOUNT_COUNT] = {0.0};
        char when[32];
        snprintf(when, sizeof when, "%s%d", which == OF_PLAN ? "" : "status quo ", year_at(o, y));
        for (size_t k = 0; k <= o->region->n_parks; k++)
            co2_t[k] = 0.0;
        add_choices_eur(o, y, eur);
        add_year(o, y, eur, co2_t);
        if (which == OF_PLAN)
            add_subsidies(o, p, y, eur);
        compare_accounts(o, which == OF_PLAN ? t->account_eur : t->status_quo_account_eur, eur,
                         size_of(eur), when, v);
        verify_co2(o, p, which, y, co2_t, v);
        for (int k = 0; k < ACCOUNT_COUNT; k++)
            horizon_eur[k] += worth_of_years(h, y) * eur[k];
    }
    compare_accounts(
        o,
        which == OF_PLAN ? p->horizon_total.account_eur : p->horizon_total.status_quo_account_eur,
        horizon_eur, size_of(horizon_eur), which == OF_PLAN ? "horizon" : "status quo", v);
    free(co2_t);
    return true;
}

/* --- payments ------------------------------------------------------------------------------------- */

static double paid(const action *a)
{
    double eur = 0.0;
    for (size_t k = 0; k < a->n_payments; k++)
        eur += a->payments[k].eur;
    return eur;
}

static const char *action_place(const action *a)
{
    return a->connection ? a->connection->id
           : a->hub      ? a->hub->id
           : a->heat_net ? a->heat_net->id
           : a->effort   ? a->effort->id
                         : "region";
}

/* Amounts below a cent are not listed. */
static double payment_tol(const action *a)
{
    return MONEY_TOL_EUR * (2.0 + (double)(a->n_payments + a->n_subsidies)) +
           MONEY_TOL_FRAC * fabs(a->investment_eur);
}

static double upfront_eur(const technology *tech, size_t y)
{
    return isfinite(tech->annual_cost_eur_per_unit)
               ? 0.0
               : tech->investment_eur_per_unit[y] + tech->fixed_investment_eur / tech->typical_size;
}

static void verify_action(const operation *o, const action *a, verification *v)
{
    const technology *tech = a->technology;
    const int year = year_at(o, a->milestone);
    double subsidies = 0.0;
    for (size_t k = 0; k < a->n_subsidies; k++)
        subsidies += a->subsidies[k].eur;
    verification_compare(v, CHECK_payments, a->subsidy_eur, subsidies, payment_tol(a),
                         "subsidies at %s, %d", action_place(a), year);
    if (a->kind == ACTION_MEASURE || a->kind == ACTION_HEAT_SOURCE)
        verification_compare(v, CHECK_payments, paid(a), a->investment_eur - a->subsidy_eur,
                             payment_tol(a), "payments at %s, %d", action_place(a), year);
    if (a->kind != ACTION_MEASURE)
        return;
    double eur = a->amount * upfront_eur(tech, a->milestone);
    if (tech->investment_eur_per_kwh)
        eur += a->amount_kwh * tech->investment_eur_per_kwh[a->milestone];
    /* The amount of what comes in whole units is rounded to them. */
    const double rounding =
        technology_is_whole(tech) ? INTEGER_TOL * upfront_eur(tech, a->milestone) : 0.0;
    verification_compare(v, CHECK_payments, a->investment_eur, eur, payment_tol(a) + rounding,
                         "investment in %s at %s, %d", tech->id, action_place(a), year);
    if (technology_is_whole(tech) && !o->relaxed)
        verification_compare(v, CHECK_whole_numbers, a->amount, round(a->amount), INTEGER_TOL,
                             "%s at %s, %d", tech->id, action_place(a), year);
}

/* What is paid in milestone y, of what runs on too. */
static double paid_in(const action *a, const fund *from, size_t y)
{
    double eur = 0.0;
    for (size_t k = 0; k < a->n_payments; k++)
        if (a->payments[k].fund == from && a->payments[k].milestone == y)
            eur += a->payments[k].eur;
    return eur;
}

/* Amounts below a cent are not listed, so actions are a part. */
static void verify_fund(const operation *o, const plan *p, const fund_use *use, verification *v)
{
    for (size_t y = 0; y < o->region->horizon.n_milestones; y++) {
        double eur = 0.0, cents = 0.0;
        for (size_t k = 0; k < p->n_actions; k++) {
            const double part = paid_in(&p->actions[k], use->fund, y);
            eur += part;
            cents += part > 0.0 ? MONEY_TOL_EUR : 0.0;
        }
        const double tol = cents + MONEY_TOL_EUR + MONEY_TOL_FRAC * use->fund->budget_eur[y];
        verification_compare(v, CHECK_payments,
                             fmax(0.0, use->used_eur[y] - use->fund->budget_eur[y]), 0.0, tol,
                             "%s beyond its budget, %d", use->fund->id, year_at(o, y));
        verification_compare(v, CHECK_payments, fmax(0.0, eur - use->used_eur[y]), 0.0, tol,
                             "%s pays more than it uses, %d", use->fund->id, year_at(o, y));
    }
}

/* --- sums ----------------------------------------------------------------------------------------- */

static void compare_sum_within(verification *v, double have, double want, double tol,
                               const char *what, int year)
{
    verification_compare(v, CHECK_sums, have, want,
                         tol + MONEY_TOL_EUR + MONEY_TOL_FRAC * fabs(want), "%s, %d", what, year);
}

static void compare_sum(verification *v, double have, double want, const char *what, int year)
{
    compare_sum_within(v, have, want, 0.0, what, year);
}

/* What amounts too small for an action may cost: at each asset up to LEAST_AMOUNT of it. */
static double dust_eur(const operation *o, size_t y)
{
    double eur = 0.0;
    for (size_t k = 0; k < o->region->n_assets; k++)
        eur += LEAST_AMOUNT * upfront_eur(o->region->assets[k].technology, y);
    return eur;
}

static double sum_of(const double account_eur[ACCOUNT_COUNT])
{
    double sum = 0.0;
    for (int k = 0; k < ACCOUNT_COUNT; k++)
        sum += account_eur[k];
    return sum;
}

/* What the actions of a milestone cost up-front. */
static double investments(const plan *p, size_t y)
{
    double eur = 0.0;
    for (size_t k = 0; k < p->n_actions; k++)
        if (p->actions[k].milestone == y)
            eur += p->actions[k].investment_eur;
    return eur;
}

static void verify_sums(const operation *o, const plan *p, verification *v)
{
    const horizon *h = &o->region->horizon;
    double co2_t = 0.0, refused_mwh = 0.0, investment_eur = 0.0, subsidy_eur = 0.0;
    for (size_t y = 0; y < h->n_milestones; y++) {
        const plan_total *t = &p->totals[y];
        const int year = year_at(o, y), years = h->milestones[y].duration_years;
        compare_sum(v, t->cost_eur, sum_of(t->account_eur), "cost", year);
        compare_sum(v, t->status_quo_cost_eur, sum_of(t->status_quo_account_eur),
                    "cost of the status quo", year);
        if (!o->relaxed)
            compare_sum_within(v, t->investment_eur, investments(p, y), dust_eur(o, y),
                               "investment", year);
        co2_t += years * t->co2_t;
        refused_mwh += years * t->refused_growth_mwh;
        investment_eur += t->investment_eur;
        subsidy_eur += t->subsidy_eur;
    }
    const plan_total *all = &p->horizon_total;
    const int end = horizon_end_year(h);
    compare_sum(v, all->cost_eur, sum_of(all->account_eur), "cost", end);
    compare_sum(v, all->co2_t, co2_t, "CO2", end);
    compare_sum(v, all->refused_growth_mwh, refused_mwh, "refused growth", end);
    compare_sum(v, all->investment_eur, investment_eur, "investment", end);
    compare_sum(v, all->subsidy_eur, subsidy_eur, "subsidy", end);
}

void operation_verify(const operation *o, const plan *p, verification *v)
{
    verify_choices(o, v);
    verify_flows(o, v);
    add_burned(o, v);
    v->out_of_memory |= !verify_costs(o, p, OF_PLAN, v);
    for (size_t k = 0; k < p->n_actions; k++)
        verify_action(o, &p->actions[k], v);
    for (size_t k = 0; k < p->n_funds; k++)
        verify_fund(o, p, &p->funds[k], v);
    verify_sums(o, p, v);
}

void operation_verify_status_quo(const operation *o, const plan *p, verification *v)
{
    verify_flows(o, v);
    v->out_of_memory |= !verify_costs(o, p, OF_STATUS_QUO, v);
}
