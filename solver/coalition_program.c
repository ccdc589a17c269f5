#include "solver/coalition_program.h"

/* Connection-steps beyond which a program is solved in parts unless asked otherwise: a company in
 * five milestones of twelve days of hours is 1,440. As one program it takes a minute at most to come nearer
 * to the best than in parts; of two the relaxation alone takes as long. */
enum { LARGEST_WHOLE_STEPS = 1500 };

/* Reads the bill of each milestone, then hands on. */
typedef struct reader {
    double (*bill)[BILL_LINES];
    operation_visit *next;
    void *context;
} reader;

static status read_bills(void *context, const operation *o)
{
    const reader *in = context;
    for (size_t y = 0; y < o->region->horizon.n_milestones; y++)
        operation_bill(o, y, in->bill[y]);
    return in->next == NULL ? STATUS_OK : in->next(in->context, o);
}

static void change_hub(region *r, coalition_change change, arena *mem, status *st)
{
    hub *h = &r->hubs[0];
    if (r->n_hubs == 0)
        return;
    if (!isnan(change.formation_cost_eur))
        h->formation_cost_eur = change.formation_cost_eur;
    group_capacity *caps = ARENA_ARRAY(mem, h->n_capacities, group_capacity);
    if (caps == NULL) {
        *st = STATUS_NO_MEMORY;
        return;
    }
    for (size_t k = 0; k < h->n_capacities; k++) {
        caps[k] = h->capacities[k];
        if (!isnan(change.import_cap_kw))
            caps[k].import_cap_kw = fmin(caps[k].import_cap_kw, change.import_cap_kw);
    }
    h->capacities = caps;
}

/* Which candidates the members of the program's hub that have joined are. */
static coalition who_joined(const plan_hub *group, coalition members, size_t n_milestones)
{
    coalition joined = 0;
    size_t m = 0;
    for (size_t j = 0; m < group->hub->n_members; j++) {
        if ((members & coalition_of(j)) == 0)
            continue;
        if (group->joined[m++] < n_milestones)
            joined |= coalition_of(j);
    }
    return joined;
}

static void fill_case(const plan *p, coalition members, coalition_case *out)
{
    const size_t n = p->region->horizon.n_milestones;
    out->members = members;
    out->cost_eur = p->certificate.objective_eur;
    out->bound_eur = fmin(p->certificate.lower_bound_eur, out->cost_eur);
    out->stopped = p->status == PLAN_STOPPED_AT_LIMIT;
    out->formed = p->n_hubs > 0 ? p->hubs[0].formed : n;
    out->joined = out->formed < n ? who_joined(&p->hubs[0], members, n) : 0;
    for (size_t y = 0; y < n; y++)
        bill_complete(p->totals[y].account_eur, out->bill_eur_per_year[y]);
}

/* Without the region's targets and funds nothing can stand in the way but the solver. */
static status explain_failure(const coalition_program *g, const plan *p, status st)
{
    if (st != STATUS_LIMIT && st != STATUS_INFEASIBLE)
        return st;
    if (p == NULL) {
        diag_add(g->diags, DIAG_SOLVER_FAILED, g->apart->region->file, g->apart->hub->line,
                 "a group of candidates of hub %s was not solved", g->apart->hub->id);
        return STATUS_SOLVER;
    }
    return STATUS_OK; /* stopped early, perhaps before it did more than nothing */
}

status coalition_tell_errors(diag_list *to, const diag_list *quiet, status st)
{
    for (size_t i = 0; st == STATUS_SOLVER && i < diag_count(quiet); i++) {
        const diag *d = diag_get(quiet, i);
        if (d->severity == DIAG_ERROR)
            diag_add(to, d->code, d->file, d->line, "%s", d->text);
    }
    return st == STATUS_SOLVER && diag_memory_was_out(quiet) ? STATUS_NO_MEMORY : st;
}

static solve_options options_of(const coalition_program *g, reader *read)
{
    const region *r = g->apart->region;
    solve_options how = *g->how;
    const size_t steps =
        coalition_size(g->members) * r->horizon.n_milestones * calendar_size(&r->calendar);
    if (how.method == METHOD_BY_SIZE)
        how.method = steps > LARGEST_WHOLE_STEPS ? METHOD_DECOMPOSED : METHOD_WHOLE;
    if (!isnan(g->change.gap_frac))
        how.gap_frac = g->change.gap_frac;
    how.n_threads = g->n_threads;
    how.log = NULL;
    how.report = NULL;
    how.operation = read_bills;
    how.operation_context = read;
    return how;
}

/* In parts a search may end without a plan, where as one program there is one. */
static status plan_part(const region *part, solve_options *how, arena *mem, diag_list *quiet,
                        plan **p)
{
    status st = plan_solve(part, how, mem, quiet, p);
    if (st == STATUS_SOLVER && *p == NULL && how->method == METHOD_DECOMPOSED) {
        how->method = METHOD_WHOLE;
        st = plan_solve(part, how, mem, quiet, p);
    }
    return st;
}

status coalition_program_solve(const coalition_program *g, arena *mem, coalition_case *out,
                               plan **p)
{
    diag_list *quiet = diag_list_new(); /* findings on the region have been told already */
    region *part = NULL;
    reader read = {arena_array(mem, g->apart->region->horizon.n_milestones, sizeof *read.bill),
                   g->next, g->context};
    solve_options how = options_of(g, &read);
    *out = (coalition_case){.bill_eur_per_year = read.bill};
    status st = g->scratch && quiet && read.bill ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = coalition_region(g->apart, g->members, g->together, g->scratch, quiet, &part);
    if (st == STATUS_OK)
        change_hub(part, g->change, g->scratch, &st);
    if (st == STATUS_OK)
        st = plan_part(part, &how, g->scratch, quiet, p);
    if (quiet != NULL)
        st = explain_failure(g, *p, coalition_tell_errors(g->diags, quiet, st));
    diag_list_free(quiet);
    if (st != STATUS_OK)
        return st;
    fill_case(*p, g->members, out);
    return how.stop != NULL && *how.stop ? STATUS_LIMIT : STATUS_OK;
}
