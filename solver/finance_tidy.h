/* solver/finance_tidy.h - who pays, once what is built is known.
 *
 * In the societal perspective money between payers has no price, so the search leaves subsidies
 * and funds where it likes. This settles them by a rule: take every subsidy there is, then let
 * the usual payer of each measure pay (the order of `payers`), within all budgets and caps.
 */
#ifndef SOLVER_FINANCE_TIDY_H
#define SOLVER_FINANCE_TIDY_H

#include "model/diag.h"
#include "solver/formulation.h"

/* Changes the payment columns in x[lp_columns(f->lp)] only, and not where rows of money would no
 * longer hold to ROW_TOL; the objective stays. In the private
 * perspective, where money has its price, nothing changes. */
MUST_CHECK status finance_tidy(const formulation *f, double *x, diag_list *diags);

#endif
