/* solver/decomposed_parts.h - shared by the decomposed_*.c files; not for others. */
#ifndef SOLVER_DECOMPOSED_PARTS_H
#define SOLVER_DECOMPOSED_PARTS_H

#include <math.h>

#include "solver/decomposed_whole.h"
#include "solver/decomposition.h"
#include "solver/formulation_parts.h"
#include "solver/search.h"
#include "solver/warm_start.h"

/* The mixture may be this part of the asked gap away from the bound, where whole numbers follow. */
#define CONTINUOUS_GAP_SHARE 0.4
/* Without whole numbers it may be this part; the rest is for dispatching the mixture. */
#define RELAXED_GAP_SHARE 0.95
/* With every whole number settled, passes end when some bring less than this part of the gap. */
#define LEAST_GAIN_SHARE 0.05
/* Of a run that ends for another reason. */
enum { MOST_PASSES = 2000 };

typedef struct decomposed {
    search *s;
    formulation *inv;
    decomposition *d;
    double *x;              /* [columns of the investments] */
    double *relaxed;        /* likewise, the continuous optimum */
    double *whole;          /* [columns] what is offered, while it is; NULL */
    double shortfall_price; /* as a multiple of shortfall_keur */
    double yes_from;        /* the dive rounds yes/no to yes from here on */
    bool stuck;             /* the dive found whole numbers that leave no solution */
    bool unreachable;       /* some target, even without whole numbers */
    bool has_yardstick;     /* s->status_quo is set */
    bool is_near;           /* the region whose warm start was taken is like this one */
    bool again;             /* dispatch is known well from a search before */
} decomposed;

static inline double decomposed_continuous_gap(const decomposed *q)
{
    const solve_options *o = q->s->options;
    return o->gap_frac * (o->relax ? RELAXED_GAP_SHARE : CONTINUOUS_GAP_SHARE);
}

/* (D7) Dispatches the best mixture and offers that, row by row, as a plan of the whole region. */
MUST_CHECK status decomposed_offer(decomposed *q);

/* What dispatch comes to, by the rows of the pieces. */
typedef struct judgement {
    double keur;       /* of the whole */
    double worst;      /* by which a row or bound of dispatch does not hold */
    double *year_keur; /* [milestones] of it, without its quantities; NULL: nobody asks */
} judgement;

/* Sets the quantities in whole. One that no target ties is priced where it is dispatched: its column takes what
 * the investments add to it, until outline_add_up(). */
MUST_CHECK status decomposed_judge(const decomposed *q, double *whole, judgement *found);
/* (D7) What is to be offered, at the investments q->x, into q->whole; *exists: there is such dispatch. */
MUST_CHECK status decomposed_dispatch_within_targets(decomposed *q, bool *exists);

/* Price of what x misses. While it is decomposed, the search's best_keur has it in it, as bounds have. */
double decomposed_missed_keur(const decomposed *q, const double *x);

/* Offers the mixture; as long as it misses a target that is within reach, at dearer shortfalls again. */
MUST_CHECK status decomposed_offer_within_targets(decomposed *q);

/* The best plan misses a target. */
bool decomposed_misses(const decomposed *q);
/* One that misses a target where the plan before, of before_keur, did not is none. */
void decomposed_go_back_if_missing(decomposed *q, const double *before, double before_keur);

/* A column's bounds as the investments have them; the context is the decomposed. */
void decomposed_free_column(void *context, int column);

/* When the search has to think of its end, clock_seconds(): what is left of the time then is for questions
 * about the plan, where they are wanted. */
double decomposed_ends_s(const decomposed *q);

/* --- decomposed_dive.c --- */
/* (W3) Settles all whole numbers, with a few passes between its steps; q->x is what it rounds from, yes/no to yes
 * from yes_from on. Where no solution is left, q->stuck. */
MUST_CHECK status decomposed_dive(decomposed *q, double yes_from);

/* --- decomposed_dives.c --- */
/* Those of a plan that is known, where they will do, else by the dive from q->relaxed; the better one is kept. */
MUST_CHECK status decomposed_find_whole_numbers(decomposed *q);
/* The gap is wider than asked for and there is time, or trees may matter; and another dive may round otherwise. */
bool decomposed_is_worth_another_dive(decomposed *q);
/* (D12) From the continuous optimum once more, for a better plan: what is half a hub or net there may be one sooner. */
MUST_CHECK status decomposed_dive_sooner(decomposed *q);

/* --- decomposed_renew.c --- */
/* (D15) Of yes/no that was settled otherwise than q->x, the last mixture, has it: what is known of dispatch is taken
 * along. */
MUST_CHECK status decomposed_renew(decomposed *q);

/* --- decomposed_again.c --- */
/* Every whole number and decision that the last search settled, as the investments have it now. */
void decomposed_free_all(decomposed *q);
/* Every whole number at x, rounded, as far as bounds allow. */
void decomposed_fix_whole(decomposed *q, const double *x);
/* (D13) Prices of the continuous optimum that was just found, for the same region with another first milestone. */
MUST_CHECK status decomposed_keep_prices(decomposed *q);
/* (D13) Begins with the prices of the search's first continuous optimum, if there was one. */
void decomposed_guess_prices(decomposed *q);
/* (D13) The whole numbers of the search's earlier plan, as far as bounds allow; without slivers that were taken out of
 * that plan, or with. */
MUST_CHECK status decomposed_try_earlier(decomposed *q, bool slivers);
/* The best plan has a gap no wider than the earlier one, or costs hardly more. */
bool decomposed_is_good_enough(const decomposed *q);

/* (D17) From the options' warm start, where its region is like this one, and into what they keep. */
MUST_CHECK status decomposed_take_start(decomposed *q, warm_phase phase);
MUST_CHECK status decomposed_keep_start(const decomposed *q, warm_phase phase);
/* (D17) The best plan, which meets its targets, likewise. */
MUST_CHECK status decomposed_keep_plan(const decomposed *q);
/* (D17) The whole numbers of that region's plan, once the continuous optimum is known. *will_do: they need not be
 * searched for. */
MUST_CHECK status decomposed_try_start(decomposed *q, bool *will_do);

/* Whether a platform stands follows from what was built; its copies in stations have to know. */
void decomposed_settle_platforms(decomposed *q);

/* --- decomposed_polish.c --- */
/* (W6) The best plan without slivers. */
MUST_CHECK status decomposed_polish(decomposed *q);
/* (D14) The region's prices become those of the best plan. */
MUST_CHECK status decomposed_price_plan(decomposed *q);

/* --- decomposed_improve.c --- */
/* Trees may matter for the gap that is asked for, and there is time. */
bool decomposed_is_worth_trees(decomposed *q);
/* When the search for whole numbers is to end, so that time is left for the polish. */
double decomposed_polish_s(const decomposed *q);
/* (D11) Into the bound of the search; what the trees found comes into its place in x, NULL: nobody asks. */
MUST_CHECK status decomposed_bound_by_trees(decomposed *q, tree_effort how_far, double *x);
/* Plans with the whole numbers as they are fixed now, as long as one may be better than the best. */
MUST_CHECK status decomposed_run_fixed(decomposed *q);
/* (D12) From the best plan on. */
MUST_CHECK status decomposed_improve(decomposed *q);

/* --- decomposed_close.c --- */
/* Nothing links stations, as there is one or they are taken as one, so that (D16) can be done. */
bool decomposed_may_close(const decomposed *q);
/* (D16) Cuts of the continuous optimum, from which the trees begin, are kept; and all that were since are no longer. */
void decomposed_keep_first_cuts(decomposed *q);
void decomposed_let_cuts_go(decomposed *q);
/* (D16) From the best plan on, and from the bound. */
MUST_CHECK status decomposed_close(decomposed *q);

#endif
