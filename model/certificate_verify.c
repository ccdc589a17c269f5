#include "model/certificate_verify.h"

#include <math.h>
#include <string.h>

#include "model/tolerance.h"

/* Figures are written with ten digits. */
#define STATED_TOL_FRAC 1e-9
/* A gap is a difference of two of them, over one. */
#define GAP_TOL_FRAC 1e-8
/* A residual of the same numbers, added up in another order; in its unit. */
#define RESIDUAL_TOL 1e-8
#define RESIDUAL_TOL_FRAC 1e-3

static void compare_amount(verification *v, check_kind kind, double stated, double found,
                           const char *what)
{
    const double tol = STATED_TOL_FRAC * (1.0 + fabs(found));
    verification_compare(v, kind, stated, found, tol, "certificate.%s", what);
}

static void verify_gap(const stated_certificate *s, verification *v)
{
    const certificate *c = &s->numbers;
    const double most = fmax(fabs(c->objective_eur), 1.0);
    const double gap = fmax(0.0, c->objective_eur - c->lower_bound_eur) / most;
    verification_compare(v, CHECK_lower_bound, c->gap_frac, gap, GAP_TOL_FRAC,
                         "certificate.gap_frac");
    /* A bound above the plan says that one of the two is wrong; but for a plan that was stopped, and
     * may miss targets that the bound holds for. */
    const bool stopped =
        s->status != NULL && strcmp(s->status, plan_status_id(PLAN_STOPPED_AT_LIMIT)) == 0;
    verification_expect(v, CHECK_lower_bound,
                        stopped ||
                            c->lower_bound_eur <= c->objective_eur + MONEY_TOL_EUR +
                                                      MONEY_TOL_FRAC * fabs(c->objective_eur),
                        "certificate.lower_bound_eur is above objective_eur");
    if (isfinite(c->dual_bound_eur))
        verification_expect(v, CHECK_lower_bound,
                            c->lower_bound_eur >=
                                c->dual_bound_eur - STATED_TOL_FRAC * fabs(c->dual_bound_eur),
                            "certificate.lower_bound_eur is below dual_bound_eur");
}

static void verify_status(const stated_certificate *s, verification *v)
{
    const certificate *c = &s->numbers;
    plan_status k = PLAN_OPTIMAL;
    while (k <= PLAN_TARGETS_UNREACHABLE &&
           (s->status == NULL || strcmp(s->status, plan_status_id(k)) != 0))
        k++;
    verification_expect(v, CHECK_lower_bound, k <= PLAN_TARGETS_UNREACHABLE, "status");
    if (k == PLAN_OPTIMAL)
        verification_expect(v, CHECK_lower_bound, c->gap_frac <= OPTIMAL_GAP_FRAC,
                            "status: the gap is too large for optimal");
    if (k == PLAN_WITHIN_GAP)
        verification_expect(v, CHECK_lower_bound, c->gap_frac <= c->gap_asked_frac,
                            "status: the gap is larger than gap_asked_frac");
}

static void verify_tolerances(const stated_certificate *s, verification *v)
{
    const struct {
        const char *name;
        double stated, used;
    } tolerances[] = {{"balance_kw", s->balance_kw, BALANCE_TOL_KW},
                      {"money_eur", s->money_eur, MONEY_TOL_EUR},
                      {"money_frac", s->money_frac, MONEY_TOL_FRAC},
                      {"share_frac", s->share_frac, SHARE_TOL_FRAC},
                      {"whole", s->whole, INTEGER_TOL}};
    for (size_t k = 0; k < sizeof tolerances / sizeof tolerances[0]; k++)
        verification_compare(v, CHECK_figures, tolerances[k].stated, tolerances[k].used,
                             STATED_TOL_FRAC * tolerances[k].used, "certificate.tolerances.%s",
                             tolerances[k].name);
}

void certificate_verify_statement(const stated_certificate *s, verification *v)
{
    verify_gap(s, v);
    verify_status(s, v);
    verify_tolerances(s, v);
}

static void compare_residual(verification *v, double stated, double found, const char *what)
{
    verification_compare(v, CHECK_figures, stated, found,
                         RESIDUAL_TOL + RESIDUAL_TOL_FRAC * fabs(found), "certificate.residuals.%s",
                         what);
}

static void compare_count(verification *v, size_t stated, size_t found, const char *what)
{
    verification_compare(v, CHECK_figures, (double)stated, (double)found, 0.0, "certificate.%s",
                         what);
}

void certificate_verify_numbers(const certificate *stated, const certificate *found,
                                verification *v)
{
    compare_amount(v, CHECK_objective, stated->objective_eur, found->objective_eur,
                   "objective_eur");
    if (isfinite(stated->dual_bound_eur))
        compare_amount(v, CHECK_lower_bound, stated->dual_bound_eur, found->dual_bound_eur,
                       "dual_bound_eur");
    else
        verification_expect(v, CHECK_lower_bound, true, "certificate.dual_bound_eur");
    compare_count(v, stated->n_rows, found->n_rows, "n_rows");
    compare_count(v, stated->n_columns, found->n_columns, "n_columns");
    compare_count(v, stated->n_whole, found->n_whole, "n_whole");
    compare_residual(v, stated->residual_kw, found->residual_kw, "residual_kw");
    compare_residual(v, stated->residual_eur, found->residual_eur, "residual_eur");
    compare_residual(v, stated->residual_other, found->residual_other, "residual_other");
    compare_residual(v, stated->residual_whole, found->residual_whole, "residual_whole");
}
