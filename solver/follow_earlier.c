#include "solver/follow_earlier.h"

#include <math.h>
#include <string.h>

#include "solver/formulation_parts.h"

typedef struct following {
    const formulation *f;
    double *x;
} following;

/* of[milestones]: new units of one object. */
static void build(const following *w, const int *of)
{
    double earlier = 0.0, built = 0.0;
    for (size_t y = 0; y < w->f->region->horizon.n_milestones; y++) {
        if (of[y] < 0 || !lp_is_whole(w->f->lp, of[y]))
            continue;
        earlier += round(w->x[of[y]]);
        w->x[of[y]] = within(w->f->lp, of[y], fmax(0.0, earlier - built));
        built += w->x[of[y]];
    }
}

/* of[milestones]: whether one object stands. */
static void stand(const following *w, const int *of)
{
    double stands = 0.0;
    for (size_t y = 0; y < w->f->region->horizon.n_milestones; y++) {
        if (of[y] < 0)
            continue;
        w->x[of[y]] = within(w->f->lp, of[y], fmax(stands, round(w->x[of[y]])));
        stands = w->x[of[y]];
    }
}

static void each(const following *w, size_t n, const int *columns,
                 void visit(const following *, const int *))
{
    for (size_t k = 0; k < n; k++)
        visit(w, &columns[at(w->f, k, 0)]);
}

void follow_earlier(const formulation *investments, const double *earlier, double *x)
{
    const formulation *f = investments;
    const region *r = f->region;
    const following w = {f, x};
    memcpy(x, earlier, (size_t)lp_columns(f->lp) * sizeof *x);
    each(&w, r->n_assets, f->master.new_units, build);
    each(&w, r->n_technologies, f->master.platform_new, build);
    each(&w, r->n_hubs, f->master.hub_formed, stand);
    each(&w, f->first_member[r->n_hubs], f->master.hub_member, stand);
    each(&w, r->n_heat_nets, f->master.net_built, stand);
    each(&w, f->first_pipe[r->n_heat_nets], f->master.pipe_built, stand);
    each(&w, r->n_cables, f->master.cable_built, stand);
}
