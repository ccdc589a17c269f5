#include "model/region_check.h"

#include <math.h>

#include "model/finding_text.h"
#include "model/text_match.h"

/* A name that no park carries is most likely misspelt: then the fund or target is void. */
static void check_municipality(const checker *k, const subject *s, const char *municipality)
{
    const region *r = k->region;
    const char *near = NULL;
    for (size_t p = 0; p < r->n_parks; p++) {
        if (park_in_municipality(&r->parks[p], municipality))
            return;
        if (near == NULL && r->parks[p].municipality != NULL)
            near = closest_name(municipality, &r->parks[p].municipality, 1);
    }
    check_report(k, s, DIAG_UNKNOWN_MUNICIPALITY,
                 "municipality is %s; that of a park was expected%s%s", municipality,
                 near == NULL ? "" : finding_text(", such as "), near == NULL ? "" : near);
}

static void check_effort(const checker *k, const effort *e)
{
    const subject s = {.kind = "effort", .id = e->id, .line = e->line};
    const horizon *h = &k->region->horizon;
    check_list(k, &s, "min", e->min, RANGE_NOT_NEGATIVE);
    check_list(k, &s, "max", e->max, RANGE_NOT_NEGATIVE);
    CHECK_FIELDS(k, &s, {"cost_eur_per_unit_year", e->cost_eur_per_unit_year, RANGE_NOT_NEGATIVE},
                 {"companies_per_unit_year", e->companies_per_unit_year, RANGE_NOT_NEGATIVE});
    for (size_t y = 0; y < h->n_milestones && e->min != NULL && e->max != NULL; y++)
        if (e->min[y] > e->max[y])
            check_report(k, &s, DIAG_EFFORT_RANGE, "min of %d is %g; it has to be at most %g, max",
                         h->milestones[y].year, e->min[y], e->max[y]);
}

static void check_programme(const checker *k)
{
    const programme *p = &k->region->programme;
    const subject s = {.kind = "programme", .line = p->line};
    if (!p->given)
        return;
    CHECK_FIELDS(k, &s,
                 {"base_adoption_frac_per_year", p->base_adoption_frac_per_year, RANGE_FRAC});
    for (size_t e = 0; e < p->n_efforts; e++)
        check_effort(k, &p->efforts[e]);
}

static void check_fund(const checker *k, const fund *f)
{
    const subject s = {.kind = "fund", .id = f->id, .line = f->line};
    bool any = false;
    for (size_t t = 0; t < THEME_COUNT; t++)
        any = any || f->themes[t];
    if (!any)
        check_report(k, &s, DIAG_FUND_THEMES,
                     "themes is empty; at least one theme to spend it on was expected");
    CHECK_FIELDS(k, &s, {"weight", f->weight, RANGE_NOT_NEGATIVE});
    check_list(k, &s, "budget_eur", f->budget_eur, RANGE_NOT_NEGATIVE_OR_NONE);
    if (f->municipality != NULL)
        check_municipality(k, &s, f->municipality);
}

static void check_subsidy(const checker *k, const subsidy *b)
{
    const subject s = {.kind = "subsidy", .id = b->id, .line = b->line};
    if (isnan(b->eur_per_unit) == isnan(b->rate_frac))
        check_report(k, &s, DIAG_SUBSIDY_FORM,
                     "it has %s eur_per_unit and rate_frac; exactly one was expected",
                     isnan(b->rate_frac) ? finding_text("neither") : finding_text("both"));
    CHECK_FIELDS(
        k, &s, {"eur_per_unit", b->eur_per_unit, RANGE_NOT_NEGATIVE_OR_NONE},
        {"rate_frac", b->rate_frac, RANGE_FRAC_OR_NONE},
        {"cap_eur_per_applicant_year", b->cap_eur_per_applicant_year, RANGE_NOT_NEGATIVE_OR_NONE});
    check_list(k, &s, "budget_eur", b->budget_eur, RANGE_NOT_NEGATIVE_OR_NONE);
    if (b->from != 0 && b->until != 0 && b->from > b->until)
        check_report(k, &s, DIAG_SUBSIDY_YEARS,
                     "it runs from %d until %d; from has to be at most until", b->from, b->until);
    check_dated(k, &s, "from", b->from);
}

static void check_target(const checker *k, const target *t)
{
    const subject s = {.kind = "target", .id = t->id, .line = t->line};
    const bool tonnes = t->kind == TARGET_CO2;
    check_list(k, &s, tonnes ? "max_t_per_year" : "min_frac", t->limit,
               tonnes ? RANGE_NOT_NEGATIVE_OR_NONE : RANGE_FRAC_OR_NONE);
    if (t->municipality != NULL && t->park != NULL)
        check_report(k, &s, DIAG_TARGET_SCOPE,
                     "it has a municipality and a park; at most one was expected");
    if (t->municipality != NULL)
        check_municipality(k, &s, t->municipality);
}

void region_check_policy(const checker *k)
{
    const region *r = k->region;
    check_programme(k);
    for (size_t i = 0; i < r->n_funds; i++)
        check_fund(k, &r->funds[i]);
    for (size_t i = 0; i < r->n_subsidies; i++)
        check_subsidy(k, &r->subsidies[i]);
    for (size_t i = 0; i < r->n_targets; i++)
        check_target(k, &r->targets[i]);
}
