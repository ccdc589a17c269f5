#include "solver/coalition_solve.h"

#include <math.h>
#include <stdlib.h>

#include "model/coalition_ties.h"
#include "model/hub_facts.h"
#include "model/tolerance.h"

/* The whole region takes so many times as long as a few of its connections may. */
#define REGION_TIME_FACTOR 5.0

/* And is close enough to the best at this gap: it says what others use, which no cost is compared
 * with. */
#define REGION_GAP_FRAC 0.01

/* Connection-steps beyond which a program is solved in parts unless asked otherwise: a company in
 * five milestones of twelve days of hours is 1,440. As one program such a company takes minutes. */
enum { LARGEST_WHOLE_STEPS = 1000 };

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
    arena *scratch; /* of the last program */
    bool ties;      /* among those asked about; without them there are none among fewer */
    double *net_import_kw;
    coalition_case *alone;    /* [hub.n_members] */
    member_facts *facts;      /* [hub.n_members] */
    double **monthly_peak_kw; /* [hub.n_members] */
    known *table;             /* [n_places], open addressing */
    size_t n_places, n_known;
    size_t n_solved, n_stopped;
};

/* --- what is known ---------------------------------------------------------------------------- */

/* Where it stands, or the free place where it would. n_places is a power of two. */
static known *place_of(const coalition_solver *s, coalition members)
{
    size_t k = (size_t)(members * UINT64_C(0x9E3779B97F4A7C15) >> 32) & (s->n_places - 1);
    while (s->table[k].members != 0 && s->table[k].members != members)
        k = (k + 1) & (s->n_places - 1);
    return &s->table[k];
}

static status remember(coalition_solver *s, coalition members, double eur)
{
    enum { FIRST_PLACES = 64 };
    if (2 * s->n_known >= s->n_places) {
        coalition_solver grown = *s;
        grown.n_places = s->n_places == 0 ? FIRST_PLACES : 2 * s->n_places;
        grown.table = calloc(grown.n_places, sizeof *grown.table);
        if (grown.table == NULL)
            return STATUS_NO_MEMORY;
        for (size_t k = 0; k < s->n_places; k++)
            if (s->table[k].members != 0)
                *place_of(&grown, s->table[k].members) = s->table[k];
        free(s->table);
        s->table = grown.table;
        s->n_places = grown.n_places;
    }
    *place_of(s, members) = (known){members, eur};
    s->n_known++;
    return STATUS_OK;
}

/* --- one program ------------------------------------------------------------------------------ */

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
static status explain_failure(coalition_solver *s, const plan *p, status st)
{
    if (st != STATUS_LIMIT && st != STATUS_INFEASIBLE)
        return st;
    if (p == NULL) {
        diag_add(s->diags, DIAG_SOLVER_FAILED, s->apart.region->file, s->apart.hub->line,
                 "a group of candidates of hub %s was not solved", s->apart.hub->id);
        return STATUS_SOLVER;
    }
    return STATUS_OK; /* stopped early, perhaps before it did more than nothing */
}

static void log_case(const coalition_solver *s, const coalition_case *c)
{
    if (s->how.log == NULL)
        return;
    fprintf(s->how.log, "coalition %llx  joined %llx  cost %.2f  bound %.2f%s\n",
            (unsigned long long)c->members, (unsigned long long)c->joined, c->cost_eur,
            c->bound_eur, c->stopped ? "  stopped" : "");
    fflush(s->how.log);
}

/* What the solver ran into is told after all when nothing comes of it; that memory was out even when it
 * could not be told any more. */
static status tell_errors(coalition_solver *s, const diag_list *quiet, status st)
{
    for (size_t i = 0; st == STATUS_SOLVER && i < diag_count(quiet); i++) {
        const diag *d = diag_get(quiet, i);
        if (d->severity == DIAG_ERROR)
            diag_add(s->diags, d->code, d->file, d->line, "%s", d->text);
    }
    return st == STATUS_SOLVER && diag_memory_was_out(quiet) ? STATUS_NO_MEMORY : st;
}

/* The plan lies in the scratch arena, until the next one. */
static status solve_members(coalition_solver *s, coalition members, bool together,
                            coalition_change change, operation_visit *next, void *context,
                            arena *mem, coalition_case *out, plan **p)
{
    arena_free(s->scratch);
    s->scratch = arena_new();
    diag_list *quiet = diag_list_new(); /* findings on the region have been told already */
    region *part = NULL;
    reader read = {arena_array(mem, s->apart.region->horizon.n_milestones, sizeof *read.bill), next,
                   context};
    solve_options how = s->how;
    const size_t steps = coalition_size(members) * s->apart.region->horizon.n_milestones *
                         calendar_size(&s->apart.region->calendar);
    if (how.method == METHOD_BY_SIZE)
        how.method = steps > LARGEST_WHOLE_STEPS ? METHOD_DECOMPOSED : METHOD_WHOLE;
    if (!isnan(change.gap_frac))
        how.gap_frac = change.gap_frac;
    how.log = NULL;
    how.report = NULL;
    how.operation = read_bills;
    how.operation_context = &read;
    *out = (coalition_case){.bill_eur_per_year = read.bill};
    status st = s->scratch && quiet && read.bill ? STATUS_OK : STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = coalition_region(&s->apart, members, together, s->scratch, quiet, &part);
    if (st == STATUS_OK)
        change_hub(part, change, s->scratch, &st);
    if (st == STATUS_OK)
        st = plan_solve(part, &how, s->scratch, quiet, p);
    if (quiet != NULL)
        st = explain_failure(s, *p, tell_errors(s, quiet, st));
    diag_list_free(quiet);
    if (st != STATUS_OK)
        return st;
    fill_case(*p, members, out);
    s->n_solved++;
    s->n_stopped += out->stopped;
    log_case(s, out);
    return s->how.stop != NULL && *s->how.stop ? STATUS_LIMIT : STATUS_OK;
}

status coalition_solve(coalition_solver *s, coalition members, coalition_change change,
                       operation_visit *visit, void *context, arena *mem, coalition_case *out,
                       const plan_hub **group)
{
    plan *p = NULL;
    const status st = solve_members(s, members, true, change, visit, context, mem, out, &p);
    if (st == STATUS_OK && group != NULL)
        *group = p->n_hubs > 0 ? &p->hubs[0] : NULL;
    return st;
}

/* --- apart ------------------------------------------------------------------------------------ */

static status read_net_import(void *context, const operation *o)
{
    const coalition_solver *s = context;
    const size_t size = o->region->horizon.n_milestones * calendar_size(&o->region->calendar);
    for (size_t i = 0; i < o->region->n_connections; i++)
        connection_net_kw(o, &o->region->connections[i], s->net_import_kw + i * size);
    return STATUS_OK;
}

/* Targets that are missed, or a gap that is left, are no reason to stop. */
static status tell_of_region(const coalition_solver *s, const plan *p, status st)
{
    if (st == STATUS_OK)
        return STATUS_OK;
    if (p == NULL && st != STATUS_NO_MEMORY)
        diag_add(s->diags, DIAG_SOLVER_FAILED, s->apart.region->file, s->apart.hub->line,
                 "no plan was found of the region without hub %s", s->apart.hub->id);
    if (p == NULL || (st != STATUS_INFEASIBLE && st != STATUS_LIMIT))
        return st;
    if (diag_has(s->diags, DIAG_STOPPED_WITHOUT_PLAN)) /* said of the other perspective */
        return STATUS_OK;
    diag_add(s->diags, DIAG_STOPPED_WITHOUT_PLAN, s->apart.region->file, s->apart.hub->line,
             "the plan without hub %s was stopped early or misses targets of the region; it says "
             "what room others leave",
             s->apart.hub->id);
    return STATUS_OK;
}

static status plan_apart(coalition_solver *s)
{
    const region *r = s->apart.region;
    region *without = NULL;
    plan *p = NULL;
    s->net_import_kw = ARENA_ARRAY(
        s->mem, r->n_connections * r->horizon.n_milestones * calendar_size(&r->calendar), double);
    status st = s->net_import_kw == NULL ? STATUS_NO_MEMORY
                                         : region_without_hub(r, s->apart.hub, s->mem, &without);
    solve_options how = s->how;
    how.time_limit_s *= REGION_TIME_FACTOR;
    how.gap_frac = fmax(how.gap_frac, REGION_GAP_FRAC);
    how.operation = read_net_import;
    how.operation_context = s;
    diag_list *quiet = diag_list_new(); /* it speaks of a plan that nobody gets to see */
    if (quiet == NULL)
        return STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = plan_solve(without, &how, s->mem, quiet, &p);
    st = tell_errors(s, quiet, st);
    diag_list_free(quiet);
    s->apart.plan = p;
    s->apart.net_import_kw = s->net_import_kw;
    return tell_of_region(s, p, st);
}

typedef struct alone_reader {
    coalition_solver *solver;
    size_t candidate;
} alone_reader;

static status read_alone(void *context, const operation *o)
{
    const alone_reader *in = context;
    coalition_solver *s = in->solver;
    const region *r = o->region;
    const connection *c = &r->connections[0];
    double *net =
        ARENA_ARRAY(s->mem, r->horizon.n_milestones * calendar_size(&r->calendar), double);
    double *peaks =
        ARENA_ARRAY(s->mem, r->horizon.n_milestones * r->calendar.n_peak_groups, double);
    const status st = member_facts_new(r, s->mem, &s->facts[in->candidate]);
    if (st != STATUS_OK || net == NULL || peaks == NULL)
        return STATUS_NO_MEMORY;
    member_facts_read(o, c, NULL, &s->facts[in->candidate]);
    connection_net_kw(o, c, net);
    add_monthly_peaks(r, net, r->calendar.quarter_hour_factor, peaks);
    s->monthly_peak_kw[in->candidate] = peaks;
    return STATUS_OK;
}

static status solve_alone(coalition_solver *s, coalition asked)
{
    status st = STATUS_OK;
    for (size_t j = 0; st == STATUS_OK && j < s->apart.hub->n_members; j++) {
        alone_reader read = {s, j};
        plan *p = NULL;
        if (asked & coalition_of(j))
            st = solve_members(s, coalition_of(j), false, COALITION_UNCHANGED, read_alone, &read,
                               s->mem, &s->alone[j], &p);
    }
    return st;
}

status coalition_solver_new(const region *r, const hub *h, coalition asked,
                            const solve_options *how, diag_list *diags, coalition_solver **out)
{
    coalition_solver *s = calloc(1, sizeof *s);
    if (s == NULL)
        return STATUS_NO_MEMORY;
    s->apart = (apart_plan){.region = r, .hub = h};
    s->how = *how;
    s->how.why = false;
    s->how.evidence = NULL;
    s->how.write_lp = NULL;
    s->diags = diags;
    s->mem = arena_new();
    status st = s->mem == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (st == STATUS_OK) {
        s->alone = ARENA_ARRAY(s->mem, h->n_members, coalition_case);
        s->facts = ARENA_ARRAY(s->mem, h->n_members, member_facts);
        s->monthly_peak_kw = ARENA_ARRAY(s->mem, h->n_members, double *);
        st = s->alone && s->facts && s->monthly_peak_kw ? plan_apart(s) : STATUS_NO_MEMORY;
    }
    if (st == STATUS_OK)
        st = solve_alone(s, asked);
    if (st == STATUS_OK)
        s->ties = coalition_is_tied(&s->apart, asked);
    if (st == STATUS_OK)
        *out = s;
    else
        coalition_solver_free(s);
    return st;
}

void coalition_solver_free(coalition_solver *s)
{
    if (s == NULL)
        return;
    arena_free(s->scratch);
    arena_free(s->mem);
    free(s->table);
    free(s);
}

const coalition_case *coalition_alone(const coalition_solver *s, size_t candidate)
{
    return &s->alone[candidate];
}

const member_facts *coalition_alone_facts(const coalition_solver *s, size_t candidate,
                                          const double **monthly_peak_kw)
{
    *monthly_peak_kw = s->monthly_peak_kw[candidate];
    return &s->facts[candidate];
}

bool coalition_has_ties(const coalition_solver *s, coalition members)
{
    return s->ties && coalition_is_tied(&s->apart, members);
}

static status add_alone(const coalition_solver *s, coalition members, arena *mem,
                        coalition_case *out)
{
    const size_t n = s->apart.region->horizon.n_milestones;
    *out =
        (coalition_case){.members = members,
                         .formed = n,
                         .bill_eur_per_year = arena_array(mem, n, sizeof *out->bill_eur_per_year)};
    if (out->bill_eur_per_year == NULL)
        return STATUS_NO_MEMORY;
    for (size_t j = 0; j < s->apart.hub->n_members; j++) {
        if ((members & coalition_of(j)) == 0)
            continue;
        const coalition_case *alone = &s->alone[j];
        out->cost_eur += alone->cost_eur;
        out->bound_eur += alone->bound_eur;
        out->stopped |= alone->stopped;
        for (size_t y = 0; y < n; y++)
            for (int line = 0; line < BILL_LINES; line++)
                out->bill_eur_per_year[y][line] += alone->bill_eur_per_year[y][line];
    }
    return STATUS_OK;
}

status coalition_solve_apart(coalition_solver *s, coalition members, arena *mem,
                             coalition_case *out)
{
    plan *p = NULL;
    return coalition_has_ties(s, members)
               ? solve_members(s, members, false, COALITION_UNCHANGED, NULL, NULL, mem, out, &p)
               : add_alone(s, members, mem, out);
}

status coalition_worth(void *solver, coalition members, double *eur)
{
    coalition_solver *s = solver;
    *eur = 0.0;
    if (!coalition_can_form(s->apart.hub, members))
        return STATUS_OK;
    if (s->n_places > 0 && place_of(s, members)->members == members) {
        *eur = place_of(s, members)->eur;
        return STATUS_OK;
    }
    coalition_case together, apart = {0};
    arena *mem = arena_new();
    status st = mem == NULL ? STATUS_NO_MEMORY
                            : coalition_solve(s, members, COALITION_UNCHANGED, NULL, NULL, mem,
                                              &together, NULL);
    if (st == STATUS_OK && together.joined != 0)
        st = coalition_solve_apart(s, members, mem, &apart);
    arena_free(mem);
    if (st != STATUS_OK)
        return st;
    /* Without a hub they are as they were: what the programs differ by then is their gaps. */
    *eur = together.joined == 0 ? 0.0 : fmax(0.0, apart.cost_eur - together.cost_eur);
    return remember(s, members, *eur);
}

size_t coalitions_solved(const coalition_solver *s, size_t *n_stopped)
{
    *n_stopped = s->n_stopped;
    return s->n_solved;
}
