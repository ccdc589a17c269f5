#include "solver/plan_solve.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "model/units.h"
#include "solver/challenge.h"
#include "solver/clock.h"
#include "solver/commitment_columns.h"
#include "solver/commitment_fix.h"
#include "solver/decomposed_search.h"
#include "solver/decomposition.h"
#include "solver/finance_tidy.h"
#include "solver/formulation.h"
#include "solver/operation_read.h"
#include "solver/outline.h"
#include "solver/plan_build.h"
#include "solver/plan_evidence.h"
#include "solver/plan_solve_parts.h"
#include "solver/steering.h"
#include "solver/whole_search.h"

/* Beyond this GLPK's simplex takes minutes for one program (docs/solver.md); from a third of that on pieces
 * are quicker: without whole numbers they prove as much, with them they go first. */
#define LARGEST_WHOLE_ROWS 30000
#define LARGEST_ALWAYS_WHOLE_ROWS 10000
/* Up to so many units (station, milestone) all stations are taken as one (D1). */
#define MOST_JOINED_UNITS 12
/* Of the time limit, for a program that is searched as a whole where its pieces do not do. */
#define JOINED_TIME_SHARE 0.25

static certificate certificate_of(const search *s)
{
    const lp_residual worst = search_residual(s);
    return (certificate){.method = s->decomposed ? "decomposed" : "whole",
                         .objective_eur = s->best_keur * EUR_PER_KEUR,
                         .lower_bound_eur = s->bound_keur * EUR_PER_KEUR,
                         .dual_bound_eur = s->dual_bound_keur * EUR_PER_KEUR,
                         .gap_frac = search_gap(s),
                         .gap_asked_frac = s->options->gap_frac,
                         .relaxed = s->options->relax,
                         .n_rows = s->f->n_rows,
                         .n_columns = s->f->n_columns,
                         .n_whole = s->options->relax ? 0 : (size_t)lp_whole_columns(s->f->lp),
                         .residual_kw = worst.row[LP_KW],
                         .residual_eur = worst.row[LP_KEUR] * EUR_PER_KEUR,
                         .residual_other = fmax(worst.row[LP_OTHER], worst.bound),
                         .residual_whole = s->options->relax ? 0.0 : worst.whole};
}

static plan_status status_of(const search *s, double gap)
{
    if (s->only_status_quo || s->targets_open)
        return PLAN_STOPPED_AT_LIMIT;
    if (s->targets_missed)
        return PLAN_TARGETS_UNREACHABLE;
    if (gap <= OPTIMAL_GAP_FRAC)
        return PLAN_OPTIMAL;
    return gap <= s->options->gap_frac ? PLAN_WITHIN_GAP : PLAN_STOPPED_AT_LIMIT;
}

static status no_plan(const search *s)
{
    const region *r = s->f->region;
    if (s->infeasible) {
        diag_add(s->diags, DIAG_NO_PLAN, r->file, 0,
                 "no plan meets the limits of this region, even with its targets set aside; look "
                 "for budgets below the cost of the least effort, and for limits below what stands "
                 "there today");
        return STATUS_INFEASIBLE;
    }
    const unsigned unanswered = s->ladder->n_answers[LP_RUNGS];
    if (unanswered == 0 && s->stopped) {
        diag_add(
            s->diags, DIAG_STOPPED_WITHOUT_PLAN, r->file, 0,
            "stopped before any plan was found; doing nothing more breaks limits of the region");
        return STATUS_LIMIT;
    }
    diag_add(
        s->diags, DIAG_SOLVER_FAILED, r->file, 0,
        "the solver ended without a plan; linear programs it gave up on: %u, so the region may "
        "have figures of very different size",
        unanswered);
    return STATUS_SOLVER;
}

static bool all_settled(const bool *settled, size_t n)
{
    for (size_t k = 0; k < n; k++)
        if (!settled[k])
            return false;
    return true;
}

/* That nothing pays is said only where it is proven; otherwise that nothing was found. A search that
 * was stopped proves it of nothing. */
static void word_reasons(const search *s, plan *p)
{
    const region *r = s->f->region;
    for (int t = 0; t < THEME_COUNT && p->status == PLAN_STOPPED_AT_LIMIT; t++) {
        const char **reason = &p->themes[t].reason_text_id;
        if (*reason && strcmp(*reason, "reason_not_chosen") == 0)
            *reason = "reason_not_found";
    }
    plan_theme *hubs = &p->themes[THEME_ENERGY_COOPERATIVES], *nets = &p->themes[THEME_HEAT_NETS];
    if (hubs->reason_text_id && r->n_hubs > 0 && !all_settled(s->hub_settled, r->n_hubs))
        hubs->reason_text_id = "reason_not_found";
    if (nets->reason_text_id && r->n_heat_nets > 0 && !all_settled(s->net_settled, r->n_heat_nets))
        nets->reason_text_id = "reason_not_found";
}

/* Whether the answer is about the theme; where there are hubs or heat nets, theirs alone are. */
static bool speaks_of(const why_not *n, theme t, const region *r)
{
    if (t == THEME_ENERGY_COOPERATIVES && r->n_hubs > 0)
        return n->hub && !n->technology;
    if (t == THEME_HEAT_NETS && r->n_heat_nets > 0)
        return n->heat_net && !n->technology;
    return n->technology && n->technology->theme == t;
}

/* What stops the things that were asked about one by one: by price, by a limit, or not known. What belongs to
 * something else that is not there has no say. */
typedef struct stopped_by {
    size_t price, limit, unknown;
} stopped_by;

static void add_stopped(const plan *p, const why_not *list, size_t n, theme t, stopped_by *by)
{
    for (size_t k = 0; k < n; k++) {
        if (!speaks_of(&list[k], t, p->region))
            continue;
        switch (list[k].stops) {
        case OBSTACLE_PRICE:
            *(list[k].kind == BREAK_EVEN_EXTRA_COST && list[k].break_even_from < 0.0
                  ? &by->unknown
                  : &by->price) += 1;
            break;
        case OBSTACLE_WORTHLESS:
            by->price++;
            break;
        case OBSTACLE_UNPROVEN:
        case OBSTACLE_OPEN:
            by->unknown++;
            break;
        case OBSTACLE_CONTROL:
        case OBSTACLE_HUB:
        case OBSTACLE_HEAT_NET:
            break;
        default:
            by->limit++;
            break;
        }
    }
}

/* A theme of which nothing is chosen says the same as the answers about its parts. */
static void word_reasons_by_part(plan *p)
{
    for (int t = 0; t < THEME_COUNT; t++) {
        stopped_by by = {0};
        if (p->themes[t].share.n_actions > 0)
            continue;
        add_stopped(p, p->why_not, p->n_why_not, (theme)t, &by);
        for (size_t k = 0; k < p->n_parks; k++)
            add_stopped(p, p->parks[k].why_not, p->parks[k].n_why_not, (theme)t, &by);
        if (by.price == 0 && by.unknown > 0)
            p->themes[t].reason_text_id = "reason_not_found";
        else if (by.price == 0 && by.limit > 0)
            p->themes[t].reason_text_id = "reason_not_possible";
    }
}

/* In memory of its own, as it may be as long as the columns. */
static status give_operation(const search *s)
{
    arena *mem = arena_new();
    operation o;
    status st = mem == NULL ? STATUS_NO_MEMORY : operation_read(s->f, s->best, mem, &o);
    if (st == STATUS_OK)
        st = s->options->operation(s->options->operation_context, &o);
    arena_free(mem);
    return st;
}

static status build(search *s, arena *mem, plan **out)
{
    plan *p = NULL;
    status st = finance_tidy(s->f, s->best, s->diags);
    if (st == STATUS_OK)
        st = plan_build(s->f, s->best, s->status_quo, mem, &p);
    if (st == STATUS_OK)
        st = commitment_read(s->f, s->best, mem, &p->n_commitments, &p->commitments);
    if (st == STATUS_OK && s->fix)
        st = commitment_fix_tell(s->fix, mem, p);
    if (st == STATUS_OK && s->options->why && !s->only_status_quo)
        st = plan_challenge(s, mem, p);
    if (st == STATUS_OK && s->options->evidence && !s->fix)
        st = plan_evidence_give(s, s->options->evidence, s->options->evidence_context);
    if (st == STATUS_OK && s->options->operation)
        st = give_operation(s);
    if (st != STATUS_OK)
        return st;
    p->certificate = certificate_of(s);
    p->status = status_of(s, p->certificate.gap_frac);
    word_reasons(s, p);
    word_reasons_by_part(p);
    *out = p;
    if (s->only_status_quo) {
        diag_add(s->diags, DIAG_STOPPED_WITHOUT_PLAN, s->f->region->file, 0,
                 "stopped before a plan was found that meets the targets; this one does nothing "
                 "more and shows what it misses");
        return STATUS_INFEASIBLE;
    }
    if (s->targets_open)
        diag_add(s->diags, DIAG_STOPPED_WITHOUT_PLAN, s->f->region->file, 0,
                 "no plan was found that meets all targets, though there may be one; this one "
                 "misses them by little");
    if (p->status == PLAN_TARGETS_UNREACHABLE || s->targets_open)
        return STATUS_INFEASIBLE;
    return p->status == PLAN_STOPPED_AT_LIMIT ? STATUS_LIMIT : STATUS_OK;
}

/* What the solver library had trouble with (docs/solver.md, D10). */
static void log_ladder(const search *s)
{
    static const char *const names[LP_RUNGS + 1] = {
        "as asked",           "by Harris' ratio test", "from an advanced basis",
        "after scaling anew", "after presolving",      "in rational arithmetic",
        "without an answer"};
    unsigned n = 0;
    for (int k = 0; k <= LP_RUNGS; k++)
        n += s->ladder->n_answers[k];
    fprintf(s->options->log, "%8.2f s  %u linear programs", clock_seconds() - s->started_s, n);
    for (int k = 1; k <= LP_RUNGS; k++)
        if (s->ladder->n_answers[k] > 0)
            fprintf(s->options->log, ", %u %s", (unsigned)s->ladder->n_answers[k], names[k]);
    fputc('\n', s->options->log);
}

/* (E90) Fixes the first milestone where it was decided before. */
static status commit(search *s, formulation *f)
{
    const solve_options *o = s->options;
    if (!o->commitments)
        return STATUS_OK;
    const status st = commitment_fix_new(f->region, f->perspective, o->commitments,
                                         o->n_commitments, s->diags, &s->fix);
    if (st == STATUS_OK)
        commitment_fix_apply(s->fix, f);
    return st;
}

/* Yes/no in every step, which no_burn asks for, is for one program only. */
static bool may_be_decomposed(const region *r, const solve_options *options)
{
    return options->method != METHOD_WHOLE && (options->relax || !r->no_burn);
}

static status write_whole(const region *r, const solve_options *options, diag_list *diags)
{
    formulation *f = NULL;
    status st = formulation_whole(r, options->perspective, &f);
    if (st == STATUS_OK)
        st = lp_write(f->lp, options->write_lp, diags);
    formulation_free(f);
    return st;
}

static bool has_few_units(const region *r)
{
    return r->n_stations * r->horizon.n_milestones <= MOST_JOINED_UNITS;
}

/* By size, unless asked for. */
static solve_method method_for(const region *r, const solve_options *options, size_t n_rows)
{
    if (options->method != METHOD_BY_SIZE)
        return options->method;
    if (n_rows <= LARGEST_ALWAYS_WHOLE_ROWS || (n_rows <= LARGEST_WHOLE_ROWS && !options->relax && !has_few_units(r)))
        return METHOD_WHOLE;
    return has_few_units(r) ? METHOD_JOINED : METHOD_DECOMPOSED;
}

/* The whole program, or its outline where that is to be decomposed. */
static status make_program(planning *g, const region *r)
{
    solve_options *o = &g->options;
    if (!may_be_decomposed(r, o))
        return formulation_whole(r, o->perspective, &g->f);
    formulation *f = NULL;
    const status st = outline_new(r, o->perspective, &f);
    if (st != STATUS_OK)
        return st;
    const bool is_asked_for = o->method != METHOD_BY_SIZE;
    o->method = method_for(r, o, f->n_rows);
    if (o->method == METHOD_WHOLE) {
        formulation_free(f);
        return formulation_whole(r, o->perspective, &g->f);
    }
    g->then_whole = !is_asked_for && !o->relax && !o->commitments && f->n_rows <= LARGEST_WHOLE_ROWS;
    g->f = f;
    return STATUS_OK;
}

status planning_begin(planning *g, const region *r, const solve_options *options, diag_list *diags)
{
    *g = (planning){.options = *options, .s = {.diags = diags, .started_s = clock_seconds()}};
    g->s.options = &g->options;
    g->s.ladder = &g->ladder;
    g->s.deadline_s = g->s.started_s + options->time_limit_s;
    status st = options->write_lp ? write_whole(r, options, diags) : STATUS_OK;
    if (st == STATUS_OK)
        st = make_program(g, r);
    g->s.f = g->f;
    g->s.decomposed = g->f && g->f->is_outline;
    if (g->s.decomposed && !g->then_whole)
        g->options.gap_frac = fmax(options->gap_frac, options->large_gap_frac);
    return st;
}

/* The whole program from the plan and the bound that its pieces have found. */
static status search_from_pieces(planning *g)
{
    search pieces = g->s;
    formulation *outline = g->f;
    g->s = (search){.options = &g->options,
                    .diags = pieces.diags,
                    .ladder = &g->ladder,
                    .started_s = pieces.started_s,
                    .deadline_s = pieces.deadline_s,
                    .pieces = &pieces};
    status st = formulation_whole(outline->region, g->options.perspective, &g->f);
    if (st == STATUS_OK) {
        g->s.f = g->f;
        steering_apply(g->options.steering, g->options.n_steering, g->f);
        st = whole_search(&g->s);
    }
    g->s.pieces = NULL;
    search_free(&pieces);
    formulation_free(outline);
    return st;
}

/* Pieces first, in a part of the time, which come to the gap that is asked for in seconds where they do. */
static status search_pieces_first(planning *g)
{
    search *s = &g->s;
    const double deadline_s = s->deadline_s;
    const bool why = g->options.why;
    g->options.why = false; /* no time is kept for it yet */
    s->deadline_s = s->started_s + JOINED_TIME_SHARE * g->options.time_limit_s;
    const status st = decomposed_search(s);
    g->options.why = why;
    s->deadline_s = deadline_s;
    if (s->decomposition)
        s->decomposition->deadline_s = deadline_s;
    const bool asked_to_stop = g->options.stop && *g->options.stop;
    const bool will_do = s->has_best && search_gap(s) <= g->options.gap_frac && !s->targets_missed;
    if ((st != STATUS_OK && st != STATUS_SOLVER) || will_do || asked_to_stop)
        return st;
    return search_from_pieces(g);
}

status planning_search(planning *g)
{
    const solve_options *o = g->s.options;
    const status st = commit(&g->s, g->f);
    if (st != STATUS_OK)
        return st;
    steering_apply(o->steering, o->n_steering, g->f);
    if (g->then_whole)
        return search_pieces_first(g);
    return g->s.decomposed ? decomposed_search(&g->s) : whole_search(&g->s);
}

status planning_conclude(planning *g, status searched, arena *mem, plan **out)
{
    search *s = &g->s;
    if (g->f && s->options->log)
        log_ladder(s);
    /* The library is lost, the plan that was found with it is not. */
    if (searched == STATUS_SOLVER)
        search_leave_solver(s);
    if (searched == STATUS_OK || (searched == STATUS_SOLVER && s->has_best))
        return s->has_best ? build(s, mem, out) : no_plan(s);
    return searched;
}

void planning_end(planning *g)
{
    search_free(&g->s);
    commitment_fix_free(g->s.fix);
    formulation_free(g->f);
}

status plan_solve(const region *r, const solve_options *options, arena *mem, diag_list *diags,
                  plan **out)
{
    planning g;
    *out = NULL;
    status st = planning_begin(&g, r, options, diags);
    if (st == STATUS_OK)
        st = planning_search(&g);
    st = planning_conclude(&g, st, mem, out);
    planning_end(&g);
    return st;
}
