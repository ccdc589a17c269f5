/* What a column costs beyond what the rows pay for it. */
#include "solver/challenge_parts.h"

void reduced_costs(const lp *p, const double *y, double *reduced)
{
    for (int j = 0; j < lp_columns(p); j++)
        reduced[j] = lp_cost(p, j);
    for (int i = 0; i < lp_rows(p); i++) {
        const lp_row_view v = lp_row(p, i);
        for (int k = 0; k < v.n; k++)
            reduced[v.columns[k]] -= y[i] * v.values[k];
    }
}

double investment_keur(const formulation *f, int column)
{
    return column < 0 ? 0.0 : ledger_of_column(f->books, column, ACCOUNT_INVESTMENT) / EUR_PER_KEUR;
}
