#include "outputs/plan_sums.h"

#include <math.h>
#include <string.h>

#include "model/plan.h"
#include "model/tolerance.h"
#include "outputs/json_place.h"
#include "outputs/payer_sum.h"

/* Sums of figures that were each written with ten digits. */
#define SUM_TOL_FRAC 1e-8
#define SUM_TOL 1e-6
/* Parts below a cent are paid for and not listed; so many at most for each that is. */
#define UNLISTED_EUR 1.0

typedef struct checker {
    const plan_document *d;
    const json_value *root;
    const region *r;
    verification *v;
} checker;

/* NAN when it is missing. */
static double number(const json_value *of, const char *path)
{
    return json_number(json_at(of, path));
}

static void same(const checker *c, double have, double want, double size, const json_value *of,
                 const char *what)
{
    char name[JSON_PLACE_ROOM];
    json_place_name(of, 0, name);
    verification_compare(c->v, CHECK_sums, have, want, SUM_TOL + SUM_TOL_FRAC * fabs(size),
                         "%s: %s", name, what);
}

static void at_most(const checker *c, double have, double most, const json_value *of,
                    const char *what)
{
    char name[JSON_PLACE_ROOM];
    json_place_name(of, 0, name);
    verification_compare(c->v, CHECK_sums, fmax(0.0, have - most), 0.0,
                         BALANCE_TOL_KW + MONEY_TOL_FRAC * fabs(most), "%s: %s", name, what);
}

static double sum_of_numbers(const json_value *object, double *size)
{
    double sum = 0.0;
    *size = 0.0;
    JSON_EACH (k, object)
        if (json_is_number(k)) {
            sum += json_number(k);
            *size += fabs(json_number(k));
        }
    return sum;
}

/* --- totals --------------------------------------------------------------------------------------- */

static void check_total(const checker *c, const json_value *t)
{
    static const char *const differences[][2] = {
        {"cost_eur", "status_quo_cost_eur"},
        {"co2_t", "status_quo_co2_t"},
        {"refused_growth_mwh", "status_quo_refused_growth_mwh"}};
    double size, sum = sum_of_numbers(json_at(t, "account_eur"), &size);
    same(c, number(t, "cost_eur"), sum, size, t, "cost_eur");
    sum = sum_of_numbers(json_at(t, "status_quo_account_eur"), &size);
    same(c, number(t, "status_quo_cost_eur"), sum, size, t, "status_quo_cost_eur");
    for (size_t k = 0; k < sizeof differences / sizeof differences[0]; k++) {
        const double a = number(t, differences[k][0]), b = number(t, differences[k][1]);
        same(c, number(json_at(t, "difference"), differences[k][0]), a - b, fabs(a) + fabs(b), t,
             differences[k][0]);
    }
}

/* The horizon is the milestones' sum, yearly money at its present value. */
static void check_horizon(const checker *c, const json_value *summary)
{
    static const char *const yearly[] = {"co2_t",
                                         "status_quo_co2_t",
                                         "wanted_growth_mwh",
                                         "refused_growth_mwh",
                                         "status_quo_refused_growth_mwh",
                                         "shed_mwh"};
    static const char *const once[] = {"investment_eur", "subsidy_eur"};
    static const char *const accounts[] = {"account_eur", "status_quo_account_eur"};
    const json_value *all = json_at(summary, "horizon"),
                     *milestones = json_at(summary, "milestones");
    const size_t n = c->r->horizon.n_milestones;
    const size_t n_yearly = sizeof yearly / sizeof yearly[0], n_once = sizeof once / sizeof once[0];
    for (size_t k = 0; k < n_yearly + n_once; k++) {
        const char *key = k < n_yearly ? yearly[k] : once[k - n_yearly];
        double sum = 0.0;
        for (size_t y = 0; y < n; y++)
            sum += number(json_item(milestones, y), key) *
                   (k < n_yearly ? c->r->horizon.milestones[y].duration_years : 1);
        same(c, number(all, key), sum, sum, all, key);
    }
    double freed_kw = 0.0;
    for (size_t y = 0; y < n; y++)
        freed_kw = fmax(freed_kw, number(json_item(milestones, y), "freed_kw"));
    same(c, number(all, "freed_kw"), freed_kw, freed_kw, all, "freed_kw");
    for (size_t k = 0; k < 2; k++)
        for (int a = 0; a < ACCOUNT_COUNT; a++) {
            const char *id = account_id((account)a);
            double sum = 0.0;
            for (size_t y = 0; y < n; y++)
                sum += horizon_discount_factor(&c->r->horizon, y) *
                       number(json_at(json_item(milestones, y), accounts[k]), id);
            same(c, number(json_at(all, accounts[k]), id), sum, sum, all, id);
        }
}

/* --- parts of the totals --------------------------------------------------------------------------- */

/* Sum over the parks of what stands at path in milestones[y]. */
static double sum_of_parks(const checker *c, size_t y, const char *path)
{
    double sum = 0.0;
    JSON_EACH (own, json_at(c->root, "parks"))
        sum += number(json_item(json_at(own, "milestones"), y), path);
    return sum;
}

static void check_parks_total(const checker *c, const json_value *t, size_t y)
{
    const double refused = sum_of_parks(c, y, "plan.unserved.refused_growth_mwh");
    const double quo = sum_of_parks(c, y, "status_quo.unserved.refused_growth_mwh");
    const double shed = sum_of_parks(c, y, "plan.unserved.shed_mwh");
    const double co2 = sum_of_parks(c, y, "status_quo.co2_t");
    same(c, number(t, "refused_growth_mwh"), refused, refused, t, "refused_growth_mwh");
    same(c, number(t, "status_quo_refused_growth_mwh"), quo, quo, t,
         "status_quo_refused_growth_mwh");
    same(c, number(t, "shed_mwh"), shed, shed, t, "shed_mwh");
    same(c, number(t, "status_quo_co2_t"), co2, co2, t, "status_quo_co2_t");
}

/* Themes and municipalities each have all that is done. */
static void check_shares(const checker *c, const char *key, double n_actions, double investment)
{
    const json_value *list = json_at(json_at(c->root, "summary"), key);
    double n = 0.0, eur = 0.0;
    JSON_EACH (share, list) {
        n += number(share, "n_actions");
        eur += number(share, "investment_eur");
    }
    same(c, n, n_actions, n, list, "n_actions");
    same(c, eur, investment, eur, list, "investment_eur");
}

/* What stands at path in the milestones of the parks of a municipality, over the years. */
static double sum_of_years(const checker *c, const json_value *municipality, const char *path)
{
    double sum = 0.0;
    JSON_EACH (own, json_at(c->root, "parks")) {
        const json_value *then = json_first(json_at(own, "milestones"));
        if (!json_equal(json_at(own, "municipality"), json_at(municipality, "id")))
            continue;
        for (size_t y = 0; y < c->r->horizon.n_milestones; y++, then = json_next(then))
            sum += c->r->horizon.milestones[y].duration_years * number(then, path);
    }
    return sum;
}

static double largest_fall_kw(const checker *c, const json_value *municipality)
{
    double most_kw = 0.0;
    for (size_t y = 0; y < c->r->horizon.n_milestones; y++) {
        double kw = 0.0;
        JSON_EACH (own, json_at(c->root, "parks")) {
            const json_value *then = json_item(json_at(own, "milestones"), y);
            if (json_equal(json_at(own, "municipality"), json_at(municipality, "id")))
                kw += fmax(0.0, number(then, "status_quo.grid.peak_import_kw") -
                                    number(then, "plan.grid.peak_import_kw"));
        }
        most_kw = fmax(most_kw, kw);
    }
    return most_kw;
}

static void check_municipality(const checker *c, const json_value *m)
{
    static const char *const figures[][2] = {
        {"cost_eur", "plan.cost_eur"},
        {"co2_t", "plan.co2_t"},
        {"status_quo_co2_t", "status_quo.co2_t"},
        {"refused_growth_mwh", "plan.unserved.refused_growth_mwh"},
        {"status_quo_refused_growth_mwh", "status_quo.unserved.refused_growth_mwh"},
        {"shed_mwh", "plan.unserved.shed_mwh"}};
    const bool is_region = json_string(json_at(m, "id")) == NULL;
    for (size_t k = 0; k < sizeof figures / sizeof figures[0]; k++) {
        const double sum = sum_of_years(c, m, figures[k][1]);
        if (!is_region || strcmp(figures[k][0], "co2_t") != 0)
            same(c, number(m, figures[k][0]), sum, sum, m, figures[k][0]);
    }
    const double kw = largest_fall_kw(c, m);
    same(c, number(m, "freed_kw"), kw, kw, m, "freed_kw");
}

/* CO2 of the fixed losses of heat nets is of the region itself, so it is known of all together only. */
static void check_municipalities(const checker *c)
{
    const json_value *summary = json_at(c->root, "summary");
    const double all_t = number(json_at(summary, "horizon"), "co2_t");
    double sum_t = 0.0;
    JSON_EACH (m, json_at(summary, "municipalities")) {
        check_municipality(c, m);
        sum_t += number(m, "co2_t");
    }
    same(c, sum_t, all_t, all_t, json_at(summary, "municipalities"), "co2_t");
}

typedef struct action_sums {
    double n, investment, subsidy;
} action_sums;

static void check_action(const checker *c, const json_value *a, action_sums *sums)
{
    char name[JSON_PLACE_ROOM];
    const char *kind = json_string(json_at(a, "kind"));
    const double investment = number(a, "investment_eur"), support = number(a, "subsidy_eur");
    double paid = 0.0, subsidised = 0.0, n = 2.0;
    json_place_name(a, 0, name);
    JSON_EACH (item, json_at(a, "payments")) {
        paid += number(item, "eur");
        n += 1.0;
    }
    JSON_EACH (item, json_at(a, "subsidies")) {
        subsidised += number(item, "eur");
        n += 1.0;
    }
    /* Parts below a cent are not listed. */
    const double tol = n * MONEY_TOL_EUR + MONEY_TOL_FRAC * fabs(investment);
    verification_compare(c->v, CHECK_payments, subsidised, support, tol, "%s: subsidies", name);
    if (kind != NULL && (strcmp(kind, "measure") == 0 || strcmp(kind, "heat_source") == 0))
        verification_compare(c->v, CHECK_payments, paid, investment - support, tol, "%s: payments",
                             name);
    sums->n += 1.0;
    sums->investment += investment;
    sums->subsidy += support;
}

static void check_actions(const checker *c)
{
    action_sums sums = {0.0, 0.0, 0.0};
    JSON_EACH (own, json_at(c->root, "parks")) {
        JSON_EACH (taken, json_at(own, "actions"))
            check_action(c, taken, &sums);
    }
    JSON_EACH (taken, json_at(c->root, "region_actions"))
        check_action(c, taken, &sums);
    check_shares(c, "themes", sums.n, sums.investment);
    check_shares(c, "municipalities", sums.n, sums.investment);
}

/* What each payer pays is the payments of all actions; no less, where whole numbers were off: a third of
 * a hub is paid for, and is no action. */
static void check_payers(const checker *c)
{
    payer_sums sums;
    const bool relaxed = json_true(json_at(c->root, "certificate.relaxed"));
    if (payer_sums_of(c->d, NULL, c->v->mem, &sums) != STATUS_OK) {
        c->v->out_of_memory = true;
        return;
    }
    for (size_t k = 0; k < sums.n; k++) {
        double paid_eur = NAN;
        JSON_EACH (share, json_at(c->root, "summary.payers"))
            if (json_says(json_at(share, "id"), sums.all[k].payer))
                paid_eur = number(share, "paid_eur");
        const double tol = (double)sums.all[k].n_payments * UNLISTED_EUR +
                           MONEY_TOL_FRAC * fabs(sums.all[k].sum_eur);
        const double least_eur = sums.all[k].sum_eur;
        verification_compare(c->v, CHECK_payments, paid_eur,
                             relaxed ? fmax(paid_eur, least_eur) : least_eur, tol, "%s: paid_eur",
                             sums.all[k].payer);
    }
}

/* summary.themes and themes say the same. */
static void check_themes(const checker *c)
{
    const json_value *of = json_first(json_at(c->root, "themes"));
    const json_value *share = json_first(json_at(c->root, "summary.themes"));
    for (; share != NULL; share = json_next(share), of = json_next(of))
        JSON_EACH (k, share)
            if (json_is_number(k))
                same(c, number(of, json_key(k)), json_number(k), json_number(k), of, json_key(k));
}

/* --- grid ------------------------------------------------------------------------------------------ */

static void peaks_of(const json_value *days, double *up, double *down)
{
    *up = *down = 0.0;
    JSON_EACH (steps, days)
        JSON_EACH (kw, steps) {
            *up = fmax(*up, json_number(kw));
            *down = fmax(*down, -json_number(kw));
        }
}

static const json_value *find_year(const json_value *list, double year)
{
    const json_value *item = json_first(list);
    while (item != NULL && !nearly(number(item, "year"), year, 0.0))
        item = json_next(item);
    return item;
}

static void check_park_curve(const checker *c, const json_value *curve, const json_value *of)
{
    static const char *const which[][2] = {{"plan", "after_kw"}, {"status_quo", "before_kw"}};
    const json_value *then = find_year(json_at(of, "milestones"), number(curve, "year"));
    for (size_t k = 0; k < 2; k++) {
        const json_value *grid = json_at(json_at(then, which[k][0]), "grid");
        double up, down;
        peaks_of(json_at(curve, which[k][1]), &up, &down);
        same(c, number(grid, "peak_import_kw"), up, up, of, "peak_import_kw");
        same(c, number(grid, "peak_export_kw"), down, down, of, "peak_export_kw");
    }
}

static void check_curves(const checker *c)
{
    JSON_EACH (curve, json_at(c->root, "curves")) {
        const char *kind = json_string(json_at(curve, "kind"));
        const char *id = json_string(json_at(curve, "id"));
        const json_value *of = id == NULL ? NULL : plan_document_find(c->d, "parks", id);
        if (kind != NULL && strcmp(kind, "park") == 0 && of != NULL)
            check_park_curve(c, curve, of);
    }
}

static void check_stations(const checker *c)
{
    JSON_EACH (of, json_at(c->root, "stations")) {
        JSON_EACH (then, json_at(of, "milestones")) {
            const json_value *import_cap = json_at(then, "import_cap_kw");
            const json_value *export_cap = json_at(then, "export_cap_kw");
            if (json_is_number(import_cap))
                at_most(c, number(then, "peak_import_kw"), json_number(import_cap), of,
                        "peak_import_kw");
            if (json_is_number(export_cap))
                at_most(c, number(then, "peak_export_kw"), json_number(export_cap), of,
                        "peak_export_kw");
        }
    }
}

/* Of what enters the pipes to a park, what they do not lose. */
static double into_park_mwh(const heat_net *net, const json_value *pipes, const char *park_id,
                            size_t y)
{
    double mwh = 0.0;
    for (size_t p = 0; p < net->n_pipes; p++) {
        const heat_pipe *pipe = &net->pipes[p];
        const double arrives = 1.0 - pipe->technology->loss_frac_per_m * pipe->length_m;
        if (pipe->to_park != NULL && strcmp(pipe->to_park->id, park_id) == 0)
            mwh += arrives * json_number(json_item(json_at(json_item(pipes, p), "flow_mwh"), y));
    }
    return mwh;
}

static void check_net(const checker *c, const heat_net *net, const json_value *of)
{
    JSON_EACH (served, json_at(of, "parks")) {
        const char *id = json_string(json_at(served, "park"));
        for (size_t y = 0; id != NULL && y < c->r->horizon.n_milestones; y++) {
            const double mwh = into_park_mwh(net, json_at(of, "pipes"), id, y);
            same(c, json_number(json_item(json_at(served, "delivered_mwh"), y)), mwh, mwh, served,
                 "delivered_mwh");
        }
    }
}

static void check_heat_nets(const checker *c)
{
    const json_value *of = json_first(json_at(c->root, "heat_nets"));
    for (size_t k = 0; k < c->r->n_heat_nets; k++, of = json_next(of))
        check_net(c, &c->r->heat_nets[k], of);
}

static void check_hubs_and_funds(const checker *c)
{
    JSON_EACH (item, json_at(c->root, "hubs")) {
        JSON_EACH (then, json_at(item, "milestones"))
            at_most(c, number(then, "peak_import_kw"), number(then, "group_contract_kw"), item,
                    "peak_import_kw");
    }
    JSON_EACH (item, json_at(c->root, "funds")) {
        JSON_EACH (then, json_at(item, "milestones"))
            at_most(c, number(then, "used_eur"), number(then, "budget_eur"), item, "used_eur");
    }
}

void plan_sums_verify(const plan_document *d, const region *r, verification *v)
{
    const checker c = {.d = d, .root = d->root, .r = r, .v = v};
    const json_value *summary = json_at(c.root, "summary");
    const double objective = number(d->root, "certificate.objective_eur");
    size_t y = 0;
    check_total(&c, json_at(summary, "horizon"));
    same(&c, number(json_at(summary, "horizon"), "cost_eur"), objective, 100.0 * objective, summary,
         "objective_eur");
    JSON_EACH (total, json_at(summary, "milestones")) {
        check_total(&c, total);
        check_parks_total(&c, total, y++);
    }
    check_horizon(&c, summary);
    check_actions(&c);
    check_municipalities(&c);
    check_payers(&c);
    check_themes(&c);
    check_curves(&c);
    check_stations(&c);
    check_heat_nets(&c);
    check_hubs_and_funds(&c);
}
