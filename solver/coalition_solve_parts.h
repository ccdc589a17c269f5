/* solver/coalition_solve_parts.h - shared by coalition_solve.c and coalition_alone.c; not for others. */
#ifndef SOLVER_COALITION_SOLVE_PARTS_H
#define SOLVER_COALITION_SOLVE_PARTS_H

#include "solver/coalition_solve.h"

/* A known worth. */
typedef struct known {
    coalition members; /* 0: free */
    double eur;
} known;

struct coalition_solver {
    apart_plan apart;
    solve_options how;
    diag_list *diags;
    arena *mem;     /* lives as long as this */
    arena *scratch; /* of the last program that somebody looked at */
    bool ties;      /* among those asked about; without them there are none among fewer */
    double *net_import_kw;
    coalition_case *alone;    /* [hub.n_members] */
    member_facts *facts;      /* [hub.n_members] */
    double **monthly_peak_kw; /* [hub.n_members] */
    known *table;             /* [n_places], open addressing */
    size_t n_places, n_known;
    size_t n_solved, n_stopped;
    coalition_report *report; /* may be NULL */
    void *report_context;
};

/* Of n programs side by side each has a thread, and each is solved as it would be alone. */
static inline size_t coalition_threads_each(const coalition_solver *s, size_t n)
{
    return n > 1 && s->how.n_threads > 1 ? 1 : s->how.n_threads;
}

/* Counts a case that was solved, and tells the log. */
void coalition_note(coalition_solver *s, const coalition_case *c);
/* Each candidate in asked, side by side. */
MUST_CHECK status coalition_solve_alone(coalition_solver *s, coalition asked);

#endif
