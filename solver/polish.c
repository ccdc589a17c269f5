#include "solver/polish.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/formulation_parts.h"

enum { MOST_ROUNDS = 10 };
/* Of the least size, below which capacity goes: where all of it is worth too much, crumbs do. */
static const double taken_out_frac[] = {1.0, 0.1};
enum { N_SIZES = sizeof taken_out_frac / sizeof *taken_out_frac };

void polish_each_size(const formulation *f, polish_visit *visit, void *context)
{
    const region *r = f->region;
    for (size_t a = 0; a < r->n_assets; a++)
        for (size_t y = 0; y < r->horizon.n_milestones; y++) {
            const int column = f->master.new_units[at(f, a, y)];
            const double min_size = r->assets[a].technology->min_size;
            if (column >= 0 && min_size > 0.0 && !lp_is_whole(f->lp, column))
                visit(context, column, min_size);
        }
}

typedef struct closing {
    search *s;
    double below_frac; /* of the least size */
    unsigned char round;
    size_t n;
} closing;

/* More than was decided before, less than is sensible. */
static void close_sliver(void *context, int column, double min_size)
{
    closing *c = context;
    const formulation *f = c->s->f;
    const double size = c->s->best[column];
    if (size > lp_lower(f->lp, column) + SHARE_TOL_FRAC && size < c->below_frac * min_size) {
        c->s->closed[column] = c->round;
        c->n++;
    }
}

static size_t close_slivers(search *s, double below_frac, unsigned char round)
{
    closing c = {s, below_frac, round, 0};
    polish_each_size(s->f, close_sliver, &c);
    return c.n;
}

static void open_again(search *s, unsigned char round)
{
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        if (s->closed[j] == round)
            s->closed[j] = 0;
}

/* Some target by more than before. */
static bool misses_more(const search *s, const double *before)
{
    const region *r = s->f->region;
    for (size_t k = 0; k < r->n_targets * r->horizon.n_milestones; k++) {
        const int column = s->f->target_slack[k];
        if (column >= 0 && s->best[column] > before[column] + ROW_TOL)
            return true;
    }
    return false;
}

/* Within the gap that is asked for, or, where the plan was not, dearer by no more than that. */
static bool is_worth_it(const search *s, double gap_before, double keur_before)
{
    const double asked = s->options->gap_frac;
    return gap_before <= asked ? search_gap(s) <= asked
                               : s->best_keur <= keur_before + asked * fabs(keur_before);
}

static status polish_once(search *s, polish_search *again, void *context, double *before, bool *kept)
{
    const size_t bytes = s->f->n_columns * sizeof *before;
    const double keur = s->best_keur, gap = search_gap(s);
    memcpy(before, s->best, bytes);
    s->has_best = false;
    const status st = again(context);
    *kept = st == STATUS_OK && s->has_best && is_worth_it(s, gap, keur) && !misses_more(s, before);
    if (!*kept) {
        memcpy(s->best, before, bytes);
        s->best_keur = keur;
        s->has_best = true;
    }
    return st;
}

status polish(search *s, polish_search *again, void *context)
{
    double *before = malloc((s->f->n_columns + 1) * sizeof *before);
    size_t size = 0;
    bool kept;
    status st = before ? STATUS_OK : STATUS_NO_MEMORY;
    search_begin(s, "phase_polish");
    for (unsigned char round = 1; st == STATUS_OK && size < N_SIZES && round <= MOST_ROUNDS; round++) {
        if (search_must_stop(s) || close_slivers(s, taken_out_frac[size], round) == 0)
            break;
        st = polish_once(s, again, context, before, &kept);
        if (!kept) {
            open_again(s, round);
            size++;
        }
    }
    free(before);
    search_say(s, "phase_polish");
    return st;
}
