/* solver/search.h - what a search for a plan knows, whichever way it goes, and steps that its ways share. */
#ifndef SOLVER_SEARCH_H
#define SOLVER_SEARCH_H

#include "model/diag.h"
#include "solver/formulation.h"
#include "solver/lp_solver.h"
#include "solver/plan_solve.h"

typedef struct search {
    const formulation *f; /* the whole program, or its outline to decomposed_search() */
    const solve_options *options;
    diag_list *diags;
    lp_solver *solver; /* of whole_search(); lives on until search_free() */
    struct commitment_fix *fix; /* the first milestone, decided before; NULL: open. The caller's */
    struct decomposition *decomposition; /* of decomposed_search(), and the investments it is over: */
    formulation *investments;            /* likewise */
    double *relaxed_guess; /* coordinator_read_guess() of the first continuous optimum; NULL */
    lp_ladder *ladder; /* of all linear programs; the caller's */
    double started_s, deadline_s;
    const char *phase; /* what it is at, a text id */
    double *x;         /* last relaxation, [columns]; NULL with an outline */
    double *y;         /* its row duals, [rows]; likewise */
    double *best;      /* incumbent, [columns] */
    bool has_best;
    double best_keur;
    double bound_keur;    /* proven; -INFINITY at first */
    double *status_quo;   /* [columns] doing nothing more */
    const struct search *pieces; /* of the same program, before whole_search(): its plan and bound; NULL: none */
    const double *earlier;   /* [columns] of a plan whose whole numbers are tried first; NULL: none */
    const unsigned char *earlier_closed; /* [columns] of f->lp, closed of that plan */
    double earlier_keur;                 /* what it costs; NAN: it is of another region */
    double earlier_gap_frac; /* and the gap within which that will do */
    /* Below every plan that meets targets, whatever is decided first; -INFINITY: not known. */
    double earlier_bound_keur;
    lp_residual dispatch; /* with an outline: of best, what its lp does not tell */
    /* What proves dual_bound_keur by (S2), for the certificate; bound_keur may be higher. */
    double dual_bound_keur; /* -INFINITY at first */
    double *duals;          /* [rows] */
    double *allowed;        /* [targets][y] upper bounds of the shortfalls it holds for */
    unsigned char *closed;  /* [columns of f->lp] the round of the polish (W6) that took it out of best; 0: none */
    /* Proven to be rightly in or out, the other whole numbers as they are (W7). */
    bool *hub_settled, *member_settled, *net_settled, *cable_settled;
    bool decomposed;      /* by decomposed_search() */
    bool targets_missed;  /* shortfalls had to be allowed */
    bool targets_open;    /* best misses a target, which nobody has proven to be needed */
    bool stopped;         /* by time or user */
    bool infeasible;      /* even with shortfalls */
    bool only_status_quo; /* stopped before any plan met the targets: best is doing nothing more */
} search;

/* Makes, and frees, the arrays of a search; the formulation and the options are the caller's. */
MUST_CHECK status search_allocate(search *s);
void search_free(search *s);
/* Forgets what was found and proven, to search the same program again; the clock starts anew. */
void search_start_again(search *s);
/* Lets go of the solver's handle, after which nothing more can be asked of it. */
void search_leave_solver(search *s);

/* (best - bound) / max(|best|, 1 kEUR / 1000); INFINITY without an incumbent. */
double search_gap(const search *s);

/* What follows is this phase; for who watches. */
void search_begin(search *s, const char *phase);
/* What it has brought; for the log too. */
void search_say(const search *s, const char *phase);

/* Of best, row by row. */
lp_residual search_residual(const search *s);
/* Whether that is within tolerances. */
bool search_holds(const search *s);
/* Whatever bounds of columns say, which doing nothing more takes for targets too. */
bool search_rows_hold(lp_residual worst);

/* Keeps the duals in s->y, where there are some, as what proves a bound, with the shortfalls allowed
 * as they are now. */
void search_keep_proof(search *s, double bound_keur);

/* Steps that the parts of the search share. */
lp_limits search_limits(search *s);                /* of one linear program, in the time left */
bool search_must_stop(search *s);                  /* remembers in s->stopped */
bool search_is_whole(const search *s, int column); /* and has to be so in the plan */
void search_fix_whole(search *s, const double *x); /* every whole number at x, rounded */
void search_free_whole(search *s);                 /* takes that back */
/* How far a row is from holding, and from binding; >= 0. */
double search_row_lacks(const lp *p, int row, const double *x);
double search_row_spare(const lp *p, int row, const double *x);
/* Each shortfall takes up what its target row lacks. */
void search_take_up_shortfalls(search *s, double *x);
/* To doing nothing more, whatever target it misses; not where it breaks limits of the region. */
MUST_CHECK status search_fall_back(search *s);
void search_offer(search *s, const double *x); /* keeps a feasible x that is better */
MUST_CHECK status search_relax(search *s, lp_outcome *outcome); /* into s->x and s->y */

#endif
