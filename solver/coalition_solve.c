#include "solver/coalition_solve.h"

#include <math.h>
#include <pthread.h>
#include <stdlib.h>

#include "model/coalition_ties.h"
#include "model/hub_facts.h"
#include "solver/coalition_solve_parts.h"
#include "solver/workers.h"

/* The whole region takes so many times as long as a few of its connections may. */
#define REGION_TIME_FACTOR 5.0

/* And is close enough to the best at this gap, or the second where it is decomposed: it says what others
 * use, which no cost is compared with. */
#define REGION_GAP_FRAC 0.01
#define LARGE_REGION_GAP_FRAC 0.02

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

void coalition_note(coalition_solver *s, const coalition_case *c)
{
    s->n_solved++;
    s->n_stopped += c->stopped;
    if (s->how.log == NULL)
        return;
    fprintf(s->how.log, "coalition %llx  joined %llx  cost %.2f  bound %.2f%s\n",
            (unsigned long long)c->members, (unsigned long long)c->joined, c->cost_eur,
            c->bound_eur, c->stopped ? "  stopped" : "");
    fflush(s->how.log);
}

/* By itself, by all threads. The plan lies in the scratch arena, until the next one. */
static status solve_members(coalition_solver *s, coalition members, bool together,
                            operation_visit *next, void *context, arena *mem, coalition_case *out,
                            plan **p)
{
    arena_free(s->scratch);
    s->scratch = arena_new();
    const coalition_program g = {.apart = &s->apart,
                                 .how = &s->how,
                                 .members = members,
                                 .together = together,
                                 .change = COALITION_UNCHANGED,
                                 .next = next,
                                 .context = context,
                                 .n_threads = s->how.n_threads,
                                 .scratch = s->scratch,
                                 .diags = s->diags};
    const status st = coalition_program_solve(&g, mem, out, p);
    if (st == STATUS_OK)
        coalition_note(s, out);
    return st;
}

status coalition_solve(coalition_solver *s, coalition members, operation_visit *visit,
                       void *context, arena *mem, coalition_case *out, const plan_hub **group)
{
    plan *p = NULL;
    const status st = solve_members(s, members, true, visit, context, mem, out, &p);
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
    how.large_gap_frac = LARGE_REGION_GAP_FRAC;
    how.operation = read_net_import;
    how.operation_context = s;
    diag_list *quiet = diag_list_new(); /* it speaks of a plan that nobody gets to see */
    if (quiet == NULL)
        return STATUS_NO_MEMORY;
    if (st == STATUS_OK)
        st = plan_solve(without, &how, s->mem, quiet, &p);
    st = coalition_tell_errors(s->diags, quiet, st);
    diag_list_free(quiet);
    s->apart.plan = p;
    s->apart.net_import_kw = s->net_import_kw;
    return tell_of_region(s, p, st);
}

static coalition_solver *allocate(const region *r, const hub *h, const solve_options *how,
                                  diag_list *diags)
{
    coalition_solver *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    s->apart = (apart_plan){.region = r, .hub = h};
    s->how = *how;
    s->how.why = false;
    s->how.evidence = NULL;
    s->how.write_lp = NULL;
    s->diags = diags;
    s->mem = arena_new();
    if (s->mem != NULL) {
        s->alone = ARENA_ARRAY(s->mem, h->n_members, coalition_case);
        s->facts = ARENA_ARRAY(s->mem, h->n_members, member_facts);
        s->monthly_peak_kw = ARENA_ARRAY(s->mem, h->n_members, double *);
    }
    if (s->alone && s->facts && s->monthly_peak_kw)
        return s;
    coalition_solver_free(s);
    return NULL;
}

status coalition_solver_new(const region *r, const hub *h, coalition asked,
                            const solve_options *how, diag_list *diags, coalition_solver **out)
{
    coalition_solver *s = allocate(r, h, how, diags);
    if (s == NULL)
        return STATUS_NO_MEMORY;
    status st = plan_apart(s);
    if (st == STATUS_OK)
        st = coalition_solve_alone(s, asked);
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

void coalition_report_to(coalition_solver *s, coalition_report *report, void *context)
{
    s->report = report;
    s->report_context = context;
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
               ? solve_members(s, members, false, NULL, NULL, mem, out, &p)
               : add_alone(s, members, mem, out);
}

/* --- what coalitions are worth ---------------------------------------------------------------- */

/* What came of one coalition; the bills are gone. */
typedef struct valuation {
    coalition members;
    coalition_change change;
    coalition_case together, apart; /* members 0: not solved */
    diag_list *diags;
} valuation;

typedef struct valuing {
    const coalition_solver *s;
    size_t n_threads; /* of a program */
    valuation *list;
    work *body; /* one of the two below */
    size_t n, done;
    pthread_mutex_t lock;
} valuing;

static status solve_one(const valuing *g, valuation *v, bool together, coalition_case *out)
{
    plan *p = NULL;
    arena *scratch = arena_new();
    const coalition_program one = {.apart = &g->s->apart,
                                   .how = &g->s->how,
                                   .members = v->members,
                                   .together = together,
                                   .change = v->change,
                                   .n_threads = g->n_threads,
                                   .scratch = scratch,
                                   .diags = v->diags};
    const status st = coalition_program_solve(&one, scratch, out, &p);
    arena_free(scratch);
    out->bill_eur_per_year = NULL;
    return st;
}

static status solve_together(void *context, size_t item)
{
    const valuing *g = context;
    valuation *v = &g->list[item];
    v->diags = diag_list_new();
    return v->diags == NULL ? STATUS_NO_MEMORY : solve_one(g, v, true, &v->together);
}

/* Without ties what they cost apart is known. */
static status value(void *context, size_t item)
{
    const valuing *g = context;
    valuation *v = &g->list[item];
    const status st = solve_together(context, item);
    return st == STATUS_OK && v->together.joined != 0 && coalition_has_ties(g->s, v->members)
               ? solve_one(g, v, false, &v->apart)
               : st;
}

static status do_and_tell(void *context, size_t item)
{
    valuing *g = context;
    const status st = g->body(g, item);
    pthread_mutex_lock(&g->lock);
    g->done++;
    if (g->s->report != NULL)
        g->s->report(g->s->report_context, g->done, g->n);
    pthread_mutex_unlock(&g->lock);
    return st;
}

/* Side by side; body is one of these. Where that fails it is told why. */
static status run_all(coalition_solver *s, work *body, valuation *list, size_t n)
{
    valuing g = {
        .s = s, .n_threads = coalition_threads_each(s, n), .list = list, .body = body, .n = n};
    pthread_mutex_init(&g.lock, NULL);
    status st = workers_run_once(s->how.n_threads, do_and_tell, &g, n);
    pthread_mutex_destroy(&g.lock);
    for (size_t k = 0; k < n; k++) {
        if (st != STATUS_OK && list[k].diags != NULL)
            st = coalition_tell_errors(s->diags, list[k].diags, st);
        diag_list_free(list[k].diags);
    }
    return st;
}

status coalition_solve_changed(coalition_solver *s, coalition members, size_t n,
                               const coalition_change *changes, coalition_case *out)
{
    valuation *list = calloc(n, sizeof *list);
    if (list == NULL)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; k < n; k++)
        list[k] = (valuation){.members = members, .change = changes[k]};
    const status st = run_all(s, solve_together, list, n);
    for (size_t k = 0; st == STATUS_OK && k < n; k++) {
        coalition_note(s, &list[k].together);
        out[k] = list[k].together;
    }
    free(list);
    return st;
}

static double sum_alone_eur(const coalition_solver *s, coalition members)
{
    double eur = 0.0;
    for (size_t j = 0; j < s->apart.hub->n_members; j++)
        if (members & coalition_of(j))
            eur += s->alone[j].cost_eur;
    return eur;
}

/* Without a hub they are as they were: what the programs differ by then is their gaps. */
static status note_worth(coalition_solver *s, const valuation *v)
{
    coalition_note(s, &v->together);
    if (v->apart.members != 0)
        coalition_note(s, &v->apart);
    const double apart = v->apart.members != 0 ? v->apart.cost_eur : sum_alone_eur(s, v->members);
    return remember(s, v->members,
                    v->together.joined == 0 ? 0.0 : fmax(0.0, apart - v->together.cost_eur));
}

static bool is_known(const coalition_solver *s, coalition members)
{
    return !coalition_can_form(s->apart.hub, members) ||
           (s->n_places > 0 && place_of(s, members)->members == members);
}

status coalition_value_all(coalition_solver *s, const coalition *list, size_t n)
{
    valuation *unknown = calloc(n + 1, sizeof *unknown);
    if (unknown == NULL)
        return STATUS_NO_MEMORY;
    size_t n_unknown = 0;
    for (size_t k = 0; k < n; k++)
        if (!is_known(s, list[k]))
            unknown[n_unknown++] = (valuation){.members = list[k], .change = COALITION_UNCHANGED};
    status st = run_all(s, value, unknown, n_unknown);
    for (size_t k = 0; st == STATUS_OK && k < n_unknown; k++)
        st = note_worth(s, &unknown[k]);
    free(unknown);
    return st;
}

status coalition_worth(void *solver, coalition members, double *eur)
{
    coalition_solver *s = solver;
    const status st = coalition_value_all(s, &members, 1);
    *eur = st == STATUS_OK && coalition_can_form(s->apart.hub, members) ? place_of(s, members)->eur
                                                                        : 0.0;
    return st;
}

size_t coalitions_solved(const coalition_solver *s, size_t *n_stopped)
{
    *n_stopped = s->n_stopped;
    return s->n_solved;
}
