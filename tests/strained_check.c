/* What has to hold for each strained region. */
#include "tests/strained.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "model/tolerance.h"
#include "solver/conflict.h"
#include "solver/clock.h"
#include "solver/repair.h"
#include "solver/repairs_verify.h"
#include "tests/claim_file.h"
#include "tests/near.h"

#define TIME_LIMIT_S 300.0
#define GAP_FRAC 1e-3
/* Ways are narrowed to within 1 %, or one step, of the least; this much less must not do. */
#define NARROWER_FRAC 0.03

static solve_options how(const strained_case *c)
{
    return (solve_options){.perspective = c->perspective,
                           .gap_frac = GAP_FRAC,
                           .time_limit_s = TIME_LIMIT_S,
                           .method = c->decomposed ? METHOD_DECOMPOSED : METHOD_WHOLE};
}

/* What planning a file ends with; its cost where it meets the targets. */
static status plan_text(const strained_case *c, const char *text, double *cost_eur, double *gap_eur)
{
    reading in = read_text_as(text, NULL);
    assert_read(&in);
    solve_options options = how(c);
    options.method = METHOD_WHOLE;
    plan *p = NULL;
    const status st = plan_solve(in.region, &options, in.mem, in.diags, &p);
    if (st == STATUS_OK) {
        *cost_eur = p->certificate.objective_eur;
        *gap_eur = p->certificate.objective_eur - p->certificate.lower_bound_eur;
    }
    reading_free(&in);
    return st;
}

static bool is_solvable(const strained_case *c, const char *text)
{
    double cost_eur, gap_eur;
    const status st = plan_text(c, text, &cost_eur, &gap_eur);
    assert_true(st == STATUS_OK || st == STATUS_INFEASIBLE);
    return st == STATUS_OK;
}

/* --- the conflict ---------------------------------------------------------------------------- */

static void check_named(const strained_case *c, const region *r, const repairs *found)
{
    char all[2000] = "";
    for (size_t k = 0; k < found->n_conflict; k++) {
        const claim *l = found->conflict[k];
        const size_t used = strlen(all);
        snprintf(all + used, sizeof all - used, "%s%s %s", used > 0 ? "; " : "",
                 claim_kind_id(l->kind), l->object);
        if (l->milestone < r->horizon.n_milestones)
            snprintf(all + strlen(all), sizeof all - strlen(all), " %d",
                     r->horizon.milestones[l->milestone].year);
    }
    if (c->conflict)
        assert_string_equal(all, c->conflict);
}

static void check_lines(const char *text, const repairs *found)
{
    for (size_t k = 0; k < found->n_conflict; k++)
        assert_int_equal(found->conflict[k]->line, claim_file_line(text, found->conflict[k]));
    for (size_t n = 0; n < found->n_ways; n++)
        for (size_t k = 0; k < found->ways[n].n_changes; k++) {
            const claim *l = found->ways[n].changes[k].claim;
            assert_int_equal(l->line, claim_file_line(text, l));
        }
}

/* In the file: dropping any one of them makes the region solvable. */
static void check_each_needed(const strained_case *c, const char *text, const region *r,
                              const repairs *found)
{
    for (size_t k = 0; k < found->n_conflict; k++) {
        char *without = claim_file_dropped(text, r, found->conflict[k]);
        if (!is_solvable(c, without))
            fail_msg("%s: without %s %s it cannot be met either", c->name,
                     claim_kind_id(found->conflict[k]->kind), found->conflict[k]->object);
        free(without);
    }
}

static possibility ask(asking *a)
{
    possibility answer;
    assert_int_equal(conflict_ask(a, &answer), STATUS_OK);
    return answer;
}

static bool is_in(const repairs *found, const claim *l)
{
    for (size_t k = 0; k < found->n_conflict; k++)
        if (found->conflict[k]->kind == l->kind && found->conflict[k]->milestone == l->milestone &&
            strcmp(found->conflict[k]->object, l->object) == 0)
            return true;
    return false;
}

/* Also where there are several conflicts: these claims alone cannot hold, and any of them but one can. */
static void check_irreducible(const strained_case *c, region *r, arena *mem, const repairs *found)
{
    claims *all = claims_of(r, mem);
    assert_non_null(all);
    asking a = {
        .claims = all, .perspective = c->perspective, .deadline_s = clock_seconds() + TIME_LIMIT_S};
    for (size_t k = 0; k < claims_count(all); k++)
        if (!is_in(found, claims_get(all, k)))
            claims_set(all, k, claims_widest(all, k));
    assert_int_equal(ask(&a), IMPOSSIBLE);
    for (size_t k = 0; k < claims_count(all); k++) {
        if (!is_in(found, claims_get(all, k)))
            continue;
        claims_set(all, k, claims_widest(all, k));
        assert_int_equal(ask(&a), POSSIBLE);
        claims_set(all, k, claims_get(all, k)->limit);
    }
    claims_restore(all);
}

/* --- the ways -------------------------------------------------------------------------------- */

static char *applied(const char *text, const region *r, const repair_way *w)
{
    char *now = strdup(text);
    for (size_t k = 0; k < w->n_changes; k++) {
        char *next = claim_file_changed(now, r, w->changes[k].claim, w->changes[k].to);
        free(now);
        now = next;
    }
    return now;
}

static double cost_without(const strained_case *c, const char *text, const plan *p)
{
    double cost_eur = NAN, gap_eur;
    char *now = strdup(text);
    for (size_t k = 0; k < p->n_targets; k++)
        for (size_t y = 0; y < p->region->horizon.n_milestones; y++) {
            if (p->targets[k].shortfall[y] <=
                SHARE_TOL_FRAC * fmax(1.0, p->targets[k].target->limit[y]))
                continue;
            const claim l = {
                .kind = CLAIM_TARGET, .object = p->targets[k].target->id, .milestone = y};
            char *next = claim_file_changed(now, p->region, &l, NAN);
            free(now);
            now = next;
        }
    assert_int_equal(plan_text(c, now, &cost_eur, &gap_eur), STATUS_OK);
    free(now);
    return cost_eur;
}

static void check_way(const strained_case *c, const char *text, const plan *p, const repair_way *w)
{
    double cost_eur = NAN, gap_eur = NAN;
    char *mended = applied(text, p->region, w);
    const status st = plan_text(c, mended, &cost_eur, &gap_eur);
    if (st != STATUS_OK)
        fail_msg("%s: a way that starts with %s %s does not work", c->name,
                 claim_kind_id(w->changes[0].claim->kind), w->changes[0].claim->object);
    assert_near(w->cost_eur, cost_eur - p->repairs->without_eur,
                gap_eur + w->gap_eur + p->repairs->without_gap_eur + 1.0);
    free(mended);
}

/* Of a way that changes one figure: a little less of it does not work. */
static void check_least(const strained_case *c, const char *text, const region *r,
                        const repair_way *w)
{
    const repair_change *k = &w->changes[0];
    const double step = strcmp(k->claim->unit, "frac") == 0 ? 0.01 : 1.0;
    const double less = NARROWER_FRAC * fabs(k->to - k->claim->limit) + 1.01 * step;
    if (!w->least || w->n_changes > 1 || isnan(k->to) || less >= fabs(k->to - k->claim->limit) ||
        strcmp(k->claim->unit, "year") == 0 || k->claim->kind == CLAIM_VEHICLES)
        return;
    const double to = k->to > k->claim->limit ? k->to - less : k->to + less;
    char *almost = claim_file_changed(text, r, k->claim, to);
    assert_false(is_solvable(c, almost));
    free(almost);
}

static bool is_same_change(const repair_change *a, const repair_change *b)
{
    return a->claim == b->claim && (isnan(a->to) ? isnan(b->to) : nearly(a->to, b->to, 0.0));
}

/* Nothing is offered twice. */
static void check_distinct(const repair_way *a, const repair_way *b)
{
    size_t n_same = 0;
    for (size_t n = 0; n < a->n_changes; n++)
        for (size_t k = 0; k < b->n_changes; k++)
            n_same += is_same_change(&a->changes[n], &b->changes[k]);
    assert_false(n_same == a->n_changes && a->n_changes == b->n_changes);
}

static void check_ways(const strained_case *c, const char *text, const plan *p)
{
    const repairs *found = p->repairs;
    const double without_eur = cost_without(c, text, p);
    assert_near(found->without_eur, without_eur,
                1.0 + GAP_FRAC * fabs(without_eur) + found->without_gap_eur);
    assert_true(found->n_ways >= 3);
    for (size_t n = 0; n < found->n_ways; n++) {
        if (n > 0)
            assert_true(found->ways[n - 1].cost_eur <= found->ways[n].cost_eur);
        for (size_t k = 0; k < n; k++)
            check_distinct(&found->ways[k], &found->ways[n]);
        check_way(c, text, p, &found->ways[n]);
        check_least(c, text, p->region, &found->ways[n]);
    }
}

/* Where each question takes a search: every limit that is named has been found to help alone. */
static void check_limits_have_ways(const strained_case *c, const repairs *found)
{
    for (size_t k = 0; k < found->n_conflict; k++) {
        bool has_way = found->conflict[k]->kind == CLAIM_TARGET;
        for (size_t n = 0; n < found->n_ways; n++)
            has_way = has_way || (found->ways[n].n_changes == 1 &&
                                  found->ways[n].changes[0].claim == found->conflict[k]);
        if (!has_way)
            fail_msg("%s: no way changes %s %s", c->name, claim_kind_id(found->conflict[k]->kind),
                     found->conflict[k]->object);
    }
}

static const claim *copied(const claim *c, arena *mem)
{
    claim *copy = ARENA_NEW(mem, claim);
    assert_non_null(copy);
    *copy = *c;
    return copy;
}

stated_repairs strained_stated(const plan *p, arena *mem)
{
    const repairs *r = p->repairs;
    const size_t n_y = p->region->horizon.n_milestones;
    stated_target *targets = ARENA_ARRAY(mem, p->n_targets * n_y, stated_target);
    const claim **conflict = ARENA_ARRAY(mem, r->n_conflict, const claim *);
    repair_way *ways = ARENA_ARRAY(mem, r->n_ways, repair_way);
    assert_true(targets && conflict && ways);
    for (size_t k = 0; k < p->n_targets * n_y; k++) {
        const plan_target *t = &p->targets[k / n_y];
        const size_t y = k % n_y;
        targets[k] = (stated_target){t->target->id, y, t->value[y], t->shortfall[y]};
    }
    for (size_t k = 0; k < r->n_conflict; k++)
        conflict[k] = copied(r->conflict[k], mem);
    for (size_t n = 0; n < r->n_ways; n++) {
        repair_change *changes = ARENA_ARRAY(mem, r->ways[n].n_changes, repair_change);
        assert_non_null(changes);
        for (size_t k = 0; k < r->ways[n].n_changes; k++)
            changes[k] =
                (repair_change){copied(r->ways[n].changes[k].claim, mem), r->ways[n].changes[k].to};
        ways[n] = r->ways[n];
        ways[n].changes = changes;
    }
    stated_repairs s = {.said = *r,
                        .same_file = true,
                        .objective_eur = p->certificate.objective_eur,
                        .n_targets = p->n_targets * n_y,
                        .targets = targets};
    s.said.conflict = conflict;
    s.said.ways = ways;
    return s;
}

/* verify has nothing against it. */
static void check_stated(const plan *p, region *r, arena *mem)
{
    const stated_repairs s = strained_stated(p, mem);
    verification v = verification_start(mem);
    assert_int_equal(repairs_verify(&s, r, &v), STATUS_OK);
    for (size_t k = 0; k < v.n_failures; k++)
        print_error("%s: %.12g, %.12g\n", v.failures[k].where, v.failures[k].have,
                    v.failures[k].want);
    assert_int_equal(verification_failures(&v), 0);
}

void strained_check(const strained_case *c)
{
    char *text = strained_text(c);
    reading in = read_text_as(text, NULL);
    assert_read(&in);
    const solve_options options = how(c);
    plan *p = NULL, *again = NULL;
    assert_int_equal(plan_solve_repaired(in.region, &options, in.mem, in.diags, &p),
                     STATUS_INFEASIBLE);
    assert_non_null(p);
    assert_non_null(p->repairs);
    assert_true(p->repairs->minimal != c->decomposed);
    check_named(c, in.region, p->repairs);
    check_lines(text, p->repairs);
    if (!c->several)
        check_each_needed(c, text, in.region, p->repairs);
    check_ways(c, text, p);
    check_stated(p, in.region, in.mem);
    if (c->decomposed)
        check_limits_have_ways(c, p->repairs);
    else
        check_irreducible(c, in.region, in.mem, p->repairs);
    /* The region is as it was. */
    assert_int_equal(plan_solve(in.region, &options, in.mem, in.diags, &again), STATUS_INFEASIBLE);
    assert_true(memcmp(&again->certificate.objective_eur, &p->certificate.objective_eur,
                       sizeof(double)) == 0);
    reading_free(&in);
    free(text);
}

void strained_check_named(const char *name)
{
    for (size_t k = 0; k < n_strained_cases; k++)
        if (strcmp(strained_cases[k].name, name) == 0) {
            strained_check(&strained_cases[k]);
            return;
        }
    fail_msg("no case %s", name);
}
