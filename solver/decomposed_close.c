/* Whole numbers of one station, from below and from above in turn: docs/solver.md, D16. */
#include "solver/decomposed_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"

enum { MOST_ROUNDS = 30 };
/* Nodes of a tree, as a multiple of the usual: twice as many where a round moved nothing, up to so many. */
enum { MOST_NODES_FACTOR = 8 };
/* Of the gap that is left, which a round has to close by so much to have moved something. */
#define MOVED_SHARE 0.01
/* Passes since a cut was needed, within which it belongs to the continuous optimum. */
enum { RECENT_PASSES = 2 };
/* Of the gap that is left: how close a tree comes to its best at first, and at last. */
#define TREE_GAP_SHARE 0.25
#define LEAST_TREE_GAP_SHARE 0.01
/* Of the cost, where that gap is wide. */
#define MOST_TREE_GAP_FRAC 5e-3
/* Of the share before, where a tree found what the one before it found. */
#define CLOSER 0.25

bool decomposed_may_close(const decomposed *q)
{
    return q->d->n_stations == 1;
}

void decomposed_keep_first_cuts(decomposed *q)
{
    if (decomposed_may_close(q) && decomposed_is_worth_trees(q))
        station_keep_cuts(q->d->programs[0], RECENT_PASSES);
}

void decomposed_let_cuts_go(decomposed *q)
{
    if (decomposed_may_close(q))
        station_let_cuts_go(q->d->programs[0]);
}

typedef struct closing {
    decomposed *q;
    double *before; /* [columns] the best plan, while another one is made */
    double *last;   /* [columns of the investments] what the last tree found */
    double tree_gap_share;
    int nodes_factor;
} closing;

static bool is_as_before(const closing *c)
{
    const lp *p = c->q->inv->lp;
    for (int j = 0; j < lp_columns(p); j++)
        if (lp_is_whole(p, j) && fabs(round(c->q->x[j]) - round(c->last[j])) > 0.5)
            return false;
    return true;
}

/* A plan with the whole numbers of q->x, if it is better; the cuts that this takes are kept, so that the next tree
 * knows what they cost. */
static status try_found(const closing *c)
{
    decomposed *q = c->q;
    search *s = q->s;
    const double keur = s->best_keur;
    memcpy(c->before, s->best, s->f->n_columns * sizeof *c->before);
    decomposed_fix_whole(q, q->x);
    const status st = decomposed_run_fixed(q);
    station_keep_cuts(q->d->programs[0], 0);
    decomposed_go_back_if_missing(q, c->before, keur);
    return st;
}

static void say(const search *s, int round, double before_keur)
{
    if (s->options->log)
        fprintf(s->options->log, "%8.2f s  %-24s round %d, bound %.3f, best %.3f -> %.3f kEUR\n",
                clock_seconds() - s->started_s, "phase_branch", round, s->bound_keur, before_keur,
                s->best_keur);
}

/* One tree with all whole numbers free, and what it found. */
static status one_round(closing *c, int round)
{
    decomposed *q = c->q;
    search *s = q->s;
    const double keur = s->best_keur, gap = search_gap(s);
    decomposed_free_all(q);
    memcpy(q->x, s->best, (size_t)lp_columns(q->inv->lp) * sizeof *q->x);
    status st = decomposed_bound_by_trees(
        q, (tree_effort){fmin(c->tree_gap_share * gap, MOST_TREE_GAP_FRAC), c->nodes_factor}, q->x);
    if (st != STATUS_OK || search_gap(s) <= s->options->gap_frac)
        return st;
    if (is_as_before(c))
        c->tree_gap_share = fmax(CLOSER * c->tree_gap_share, LEAST_TREE_GAP_SHARE);
    memcpy(c->last, q->x, (size_t)lp_columns(q->inv->lp) * sizeof *c->last);
    st = try_found(c);
    say(s, round, keur);
    if (search_gap(s) > (1.0 - MOVED_SHARE) * gap)
        c->nodes_factor *= 2;
    return st;
}

status decomposed_close(decomposed *q)
{
    search *s = q->s;
    closing c = {.q = q, .tree_gap_share = TREE_GAP_SHARE, .nodes_factor = 1};
    c.before = malloc((s->f->n_columns + 1) * sizeof *c.before);
    c.last = calloc((size_t)lp_columns(q->inv->lp) + 1, sizeof *c.last);
    status st = c.before && c.last ? STATUS_OK : STATUS_NO_MEMORY;
    const double ends_s = decomposed_polish_s(q);
    q->d->deadline_s = ends_s;
    for (int k = 1; st == STATUS_OK && k <= MOST_ROUNDS; k++) {
        if (search_gap(s) <= s->options->gap_frac || c.nodes_factor > MOST_NODES_FACTOR)
            break;
        if (search_must_stop(s) || clock_seconds() > ends_s)
            break;
        st = one_round(&c, k);
    }
    free(c.before);
    free(c.last);
    q->d->deadline_s = s->deadline_s;
    return st;
}
