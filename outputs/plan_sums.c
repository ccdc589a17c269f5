#include "outputs/plan_sums.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "model/tolerance.h"

/* Sums of figures that were each written with ten digits. */
#define SUM_TOL_FRAC 1e-8
#define SUM_TOL 1e-6

enum { NAME_ROOM = 96 };

typedef struct checker {
    const cJSON *root;
    const region *r;
    verification *v;
} checker;

/* NAN when it is missing. */
static double number(const cJSON *object, const char *key)
{
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(object, key);
    return cJSON_IsNumber(item) ? item->valuedouble : NAN;
}

static const cJSON *at(const cJSON *object, const char *key)
{
    return cJSON_GetObjectItemCaseSensitive(object, key);
}

/* What people call it: its id, its year, or the key that it stands under. */
static const char *name_of(const cJSON *object, char text[NAME_ROOM])
{
    const cJSON *id = at(object, "id"), *year = at(object, "year");
    const char *key = object == NULL ? NULL : object->string;
    if (cJSON_IsNumber(year) && !cJSON_IsString(id))
        snprintf(text, NAME_ROOM, "%d", year->valueint);
    else
        snprintf(text, NAME_ROOM, "%s", cJSON_IsString(id) ? id->valuestring : key ? key : "?");
    return text;
}

static void same(const checker *c, double have, double want, double size, const cJSON *of,
                 const char *what)
{
    char name[NAME_ROOM];
    verification_compare(c->v, CHECK_sums, have, want, SUM_TOL + SUM_TOL_FRAC * fabs(size),
                         "%s: %s", name_of(of, name), what);
}

static void at_most(const checker *c, double have, double most, const cJSON *of, const char *what)
{
    char name[NAME_ROOM];
    verification_compare(c->v, CHECK_sums, fmax(0.0, have - most), 0.0,
                         BALANCE_TOL_KW + MONEY_TOL_FRAC * fabs(most), "%s: %s", name_of(of, name),
                         what);
}

static double sum_of_numbers(const cJSON *object, double *size)
{
    double sum = 0.0;
    *size = 0.0;
    for (const cJSON *k = object == NULL ? NULL : object->child; k != NULL; k = k->next)
        if (cJSON_IsNumber(k)) {
            sum += k->valuedouble;
            *size += fabs(k->valuedouble);
        }
    return sum;
}

/* --- totals --------------------------------------------------------------------------------------- */

static void check_total(const checker *c, const cJSON *t)
{
    static const char *const differences[][2] = {
        {"cost_eur", "status_quo_cost_eur"},
        {"co2_t", "status_quo_co2_t"},
        {"refused_growth_mwh", "status_quo_refused_growth_mwh"}};
    double size, sum = sum_of_numbers(at(t, "account_eur"), &size);
    same(c, number(t, "cost_eur"), sum, size, t, "cost_eur");
    sum = sum_of_numbers(at(t, "status_quo_account_eur"), &size);
    same(c, number(t, "status_quo_cost_eur"), sum, size, t, "status_quo_cost_eur");
    for (size_t k = 0; k < sizeof differences / sizeof differences[0]; k++) {
        const double a = number(t, differences[k][0]), b = number(t, differences[k][1]);
        same(c, number(at(t, "difference"), differences[k][0]), a - b, fabs(a) + fabs(b), t,
             differences[k][0]);
    }
}

/* The horizon is the milestones' sum, yearly money at its present value. */
static void check_horizon(const checker *c, const cJSON *summary)
{
    static const char *const yearly[] = {"co2_t",
                                         "status_quo_co2_t",
                                         "wanted_growth_mwh",
                                         "refused_growth_mwh",
                                         "status_quo_refused_growth_mwh",
                                         "shed_mwh"};
    static const char *const once[] = {"investment_eur", "subsidy_eur"};
    static const char *const accounts[] = {"account_eur", "status_quo_account_eur"};
    const cJSON *all = at(summary, "horizon"), *milestones = at(summary, "milestones");
    const size_t n = c->r->horizon.n_milestones;
    const size_t n_yearly = sizeof yearly / sizeof yearly[0], n_once = sizeof once / sizeof once[0];
    for (size_t k = 0; k < n_yearly + n_once; k++) {
        const char *key = k < n_yearly ? yearly[k] : once[k - n_yearly];
        double sum = 0.0;
        for (size_t y = 0; y < n; y++)
            sum += number(cJSON_GetArrayItem(milestones, (int)y), key) *
                   (k < n_yearly ? c->r->horizon.milestones[y].duration_years : 1);
        same(c, number(all, key), sum, sum, all, key);
    }
    double freed_kw = 0.0;
    for (size_t y = 0; y < n; y++)
        freed_kw = fmax(freed_kw, number(cJSON_GetArrayItem(milestones, (int)y), "freed_kw"));
    same(c, number(all, "freed_kw"), freed_kw, freed_kw, all, "freed_kw");
    for (size_t k = 0; k < 2; k++)
        for (int a = 0; a < ACCOUNT_COUNT; a++) {
            const char *id = account_id((account)a);
            double sum = 0.0;
            for (size_t y = 0; y < n; y++)
                sum += horizon_discount_factor(&c->r->horizon, y) *
                       number(at(cJSON_GetArrayItem(milestones, (int)y), accounts[k]), id);
            same(c, number(at(all, accounts[k]), id), sum, sum, all, id);
        }
}

/* --- parts of the totals --------------------------------------------------------------------------- */

/* Sum over the parks of milestones[y].which.section.key; section may be NULL. */
static double sum_of_parks(const checker *c, size_t y, const char *which, const char *section,
                           const char *key)
{
    const cJSON *own;
    double sum = 0.0;
    cJSON_ArrayForEach(own, at(c->root, "parks"))
    {
        const cJSON *state = at(cJSON_GetArrayItem(at(own, "milestones"), (int)y), which);
        sum += number(section == NULL ? state : at(state, section), key);
    }
    return sum;
}

static void check_parks_total(const checker *c, const cJSON *t, size_t y)
{
    const double refused = sum_of_parks(c, y, "plan", "unserved", "refused_growth_mwh");
    const double quo = sum_of_parks(c, y, "status_quo", "unserved", "refused_growth_mwh");
    const double shed = sum_of_parks(c, y, "plan", "unserved", "shed_mwh");
    const double co2 = sum_of_parks(c, y, "status_quo", NULL, "co2_t");
    same(c, number(t, "refused_growth_mwh"), refused, refused, t, "refused_growth_mwh");
    same(c, number(t, "status_quo_refused_growth_mwh"), quo, quo, t,
         "status_quo_refused_growth_mwh");
    same(c, number(t, "shed_mwh"), shed, shed, t, "shed_mwh");
    same(c, number(t, "status_quo_co2_t"), co2, co2, t, "status_quo_co2_t");
}

/* Themes and municipalities each have all that is done. */
static void check_shares(const checker *c, const char *key, double n_actions, double investment)
{
    const cJSON *share, *list = at(at(c->root, "summary"), key);
    double n = 0.0, eur = 0.0;
    cJSON_ArrayForEach(share, list)
    {
        n += number(share, "n_actions");
        eur += number(share, "investment_eur");
    }
    same(c, n, n_actions, n, list, "n_actions");
    same(c, eur, investment, eur, list, "investment_eur");
}

typedef struct action_sums {
    double n, investment, subsidy;
} action_sums;

static void check_action(const checker *c, const cJSON *a, action_sums *sums)
{
    const cJSON *item;
    char name[NAME_ROOM];
    const char *of = name_of(a, name), *kind = cJSON_GetStringValue(at(a, "kind"));
    const double investment = number(a, "investment_eur"), support = number(a, "subsidy_eur");
    double paid = 0.0, subsidised = 0.0, n = 2.0;
    cJSON_ArrayForEach(item, at(a, "payments"))
    {
        paid += number(item, "eur");
        n += 1.0;
    }
    cJSON_ArrayForEach(item, at(a, "subsidies"))
    {
        subsidised += number(item, "eur");
        n += 1.0;
    }
    /* Parts below a cent are not listed. */
    const double tol = n * MONEY_TOL_EUR + MONEY_TOL_FRAC * fabs(investment);
    verification_compare(c->v, CHECK_payments, subsidised, support, tol, "%s: subsidies", of);
    if (kind != NULL && (strcmp(kind, "measure") == 0 || strcmp(kind, "heat_source") == 0))
        verification_compare(c->v, CHECK_payments, paid, investment - support, tol, "%s: payments",
                             of);
    sums->n += 1.0;
    sums->investment += investment;
    sums->subsidy += support;
}

static void check_actions(const checker *c)
{
    const cJSON *own, *taken;
    action_sums sums = {0.0, 0.0, 0.0};
    cJSON_ArrayForEach(own, at(c->root, "parks"))
    {
        cJSON_ArrayForEach(taken, at(own, "actions")) check_action(c, taken, &sums);
    }
    cJSON_ArrayForEach(taken, at(c->root, "region_actions")) check_action(c, taken, &sums);
    check_shares(c, "themes", sums.n, sums.investment);
    check_shares(c, "municipalities", sums.n, sums.investment);
}

/* summary.themes and themes say the same. */
static void check_themes(const checker *c)
{
    const cJSON *there = at(at(c->root, "summary"), "themes"), *here = at(c->root, "themes");
    const cJSON *share, *key;
    int k = 0;
    cJSON_ArrayForEach(share, there)
    {
        const cJSON *of = cJSON_GetArrayItem(here, k++);
        cJSON_ArrayForEach(key, share) if (cJSON_IsNumber(key))
            same(c, number(of, key->string), key->valuedouble, key->valuedouble, of, key->string);
    }
}

/* --- grid ------------------------------------------------------------------------------------------ */

static void peaks_of(const cJSON *days, double *up, double *down)
{
    const cJSON *one, *kw;
    *up = *down = 0.0;
    cJSON_ArrayForEach(one, days)
    {
        cJSON_ArrayForEach(kw, one)
        {
            *up = fmax(*up, kw->valuedouble);
            *down = fmax(*down, -kw->valuedouble);
        }
    }
}

static const cJSON *find_by_id(const cJSON *list, const char *id)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, list)
    {
        const char *own = cJSON_GetStringValue(at(item, "id"));
        if (own != NULL && id != NULL && strcmp(own, id) == 0)
            return item;
    }
    return NULL;
}

static const cJSON *find_year(const cJSON *list, double year)
{
    const cJSON *item;
    cJSON_ArrayForEach(item, list) if (nearly(number(item, "year"), year, 0.0)) return item;
    return NULL;
}

static void check_park_curve(const checker *c, const cJSON *curve, const cJSON *of)
{
    static const char *const which[][2] = {{"plan", "after_kw"}, {"status_quo", "before_kw"}};
    const cJSON *then = find_year(at(of, "milestones"), number(curve, "year"));
    for (size_t k = 0; k < 2; k++) {
        const cJSON *grid = at(at(then, which[k][0]), "grid");
        double up, down;
        peaks_of(at(curve, which[k][1]), &up, &down);
        same(c, number(grid, "peak_import_kw"), up, up, of, "peak_import_kw");
        same(c, number(grid, "peak_export_kw"), down, down, of, "peak_export_kw");
    }
}

static void check_curves(const checker *c)
{
    const cJSON *curve;
    cJSON_ArrayForEach(curve, at(c->root, "curves"))
    {
        const char *kind = cJSON_GetStringValue(at(curve, "kind"));
        const cJSON *of = find_by_id(at(c->root, "parks"), cJSON_GetStringValue(at(curve, "id")));
        if (kind != NULL && strcmp(kind, "park") == 0 && of != NULL)
            check_park_curve(c, curve, of);
    }
}

static void check_stations(const checker *c)
{
    const cJSON *of, *then;
    cJSON_ArrayForEach(of, at(c->root, "stations"))
    {
        cJSON_ArrayForEach(then, at(of, "milestones"))
        {
            const cJSON *import_cap = at(then, "import_cap_kw");
            const cJSON *export_cap = at(then, "export_cap_kw");
            if (cJSON_IsNumber(import_cap))
                at_most(c, number(then, "peak_import_kw"), import_cap->valuedouble, of,
                        "peak_import_kw");
            if (cJSON_IsNumber(export_cap))
                at_most(c, number(then, "peak_export_kw"), export_cap->valuedouble, of,
                        "peak_export_kw");
        }
    }
}

static void check_hubs_and_funds(const checker *c)
{
    const cJSON *item, *then;
    cJSON_ArrayForEach(item, at(c->root, "hubs"))
    {
        cJSON_ArrayForEach(then, at(item, "milestones"))
            at_most(c, number(then, "peak_import_kw"), number(then, "group_contract_kw"), item,
                    "peak_import_kw");
    }
    cJSON_ArrayForEach(item, at(c->root, "funds"))
    {
        cJSON_ArrayForEach(then, at(item, "milestones"))
            at_most(c, number(then, "used_eur"), number(then, "budget_eur"), item, "used_eur");
    }
}

void plan_sums_verify(const plan_document *d, const region *r, verification *v)
{
    const checker c = {.root = plan_document_root(d), .r = r, .v = v};
    const cJSON *summary = at(c.root, "summary"), *total;
    const double objective = plan_document_number(d, "certificate", "objective_eur");
    size_t y = 0;
    check_total(&c, at(summary, "horizon"));
    same(&c, number(at(summary, "horizon"), "cost_eur"), objective, 100.0 * objective, summary,
         "objective_eur");
    cJSON_ArrayForEach(total, at(summary, "milestones"))
    {
        check_total(&c, total);
        check_parks_total(&c, total, y++);
    }
    check_horizon(&c, summary);
    check_actions(&c);
    check_themes(&c);
    check_curves(&c);
    check_stations(&c);
    check_hubs_and_funds(&c);
}
