/* tests/test_repairs_verify.c - conflict and ways out with one thing changed: verify finds each. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/repair.h"
#include "solver/repairs_verify.h"
#include "tests/near.h"
#include "tests/strained.h"

typedef struct example {
    reading in;
    plan *p;
} example;

static example example_of(const char *name)
{
    example e = {.p = NULL};
    const strained_case *c = strained_cases;
    while (strcmp(c->name, name) != 0)
        c++;
    char *text = strained_text(c);
    e.in = read_text_as(text, NULL);
    assert_read(&e.in);
    const solve_options how = {.gap_frac = 1e-3, .time_limit_s = 300.0};
    assert_int_equal(plan_solve_repaired(e.in.region, &how, e.in.mem, e.in.diags, &e.p),
                     STATUS_INFEASIBLE);
    assert_true(e.p && e.p->repairs && e.p->repairs->n_conflict >= 2 && e.p->repairs->n_ways >= 3);
    free(text);
    return e;
}

/* The first thing that is wrong; NULL: nothing. */
static const char *wrong(const example *e, const stated_repairs *s)
{
    verification v = verification_start(e->in.mem);
    assert_int_equal(repairs_verify(s, e->in.region, &v), STATUS_OK);
    assert_true(verification_checks(&v) > 0);
    return v.n_failures > 0 ? v.failures[0].where : NULL;
}

enum { CLAIM_CHANGES = 7 };

static void change_claim(claim *c, int how)
{
    switch (how) {
    case 0:
        c->limit = 1.01 * c->limit + 1e-3;
        return;
    case 1:
        c->line++;
        return;
    case 2:
        c->object = "nobody";
        return;
    case 3:
        c->milestone++;
        return;
    case 4:
        c->unit = "furlong";
        return;
    case 5:
        c->kind = CLAIM_KIND_COUNT;
        return;
    default:
        c->limit = NAN;
    }
}

/* Every claim, in every figure and text of it. */
static void check_claims(const example *e)
{
    for (int how = 0; how < CLAIM_CHANGES; how++) {
        for (size_t k = 0; k < e->p->repairs->n_conflict; k++) {
            stated_repairs s = strained_stated(e->p, e->in.mem);
            change_claim((claim *)s.said.conflict[k], how);
            assert_non_null(wrong(e, &s));
        }
        for (size_t n = 0; n < e->p->repairs->n_ways; n++)
            for (size_t k = 0; k < e->p->repairs->ways[n].n_changes; k++) {
                stated_repairs s = strained_stated(e->p, e->in.mem);
                change_claim((claim *)s.said.ways[n].changes[k].claim, how);
                assert_non_null(wrong(e, &s));
            }
    }
}

/* No change, one that narrows, one beyond what there is. */
static void check_changes(const example *e)
{
    for (size_t n = 0; n < e->p->repairs->n_ways; n++)
        for (size_t k = 0; k < e->p->repairs->ways[n].n_changes; k++) {
            const repair_change *was = &e->p->repairs->ways[n].changes[k];
            const double from = was->claim->limit, room = isnan(was->to) ? 1.0 : was->to - from;
            const double to[] = {from, from - room, from + 1e12 * room};
            for (size_t i = 0; i < sizeof to / sizeof to[0]; i++) {
                stated_repairs s = strained_stated(e->p, e->in.mem);
                if (isnan(was->to) && i != 0)
                    continue;
                ((repair_change *)s.said.ways[n].changes)[k].to = to[i];
                assert_non_null(wrong(e, &s));
            }
        }
}

static void expect_wrong(const example *e, const stated_repairs *s, const char *where)
{
    const char *found = wrong(e, s);
    assert_non_null(found);
    assert_string_equal(found, where);
}

static void check_rest(const example *e)
{
    const size_t last = e->p->repairs->n_ways - 1;
    stated_repairs s = strained_stated(e->p, e->in.mem);
    ((repair_way *)s.said.ways)[0].text_id = "way_";
    expect_wrong(e, &s, "repairs.ways[0].text_id");
    s = strained_stated(e->p, e->in.mem);
    ((repair_way *)s.said.ways)[0].cost_eur = s.said.ways[last].cost_eur + 1.0;
    expect_wrong(e, &s, "repairs.ways[1]");
    s = strained_stated(e->p, e->in.mem);
    ((repair_way *)s.said.ways)[last].gap_eur = -1.0;
    expect_wrong(e, &s, "repairs.ways[2].cost_gap_eur");
    s = strained_stated(e->p, e->in.mem);
    s.said.without_gap_eur = -1.0;
    expect_wrong(e, &s, "repairs.without_targets_gap_eur");
    s = strained_stated(e->p, e->in.mem);
    s.said.without_eur = NAN;
    expect_wrong(e, &s, "repairs.ways[0].cost_eur");
    s = strained_stated(e->p, e->in.mem);
    s.said.without_eur = s.objective_eur + s.said.without_gap_eur + 1e-3 * fabs(s.objective_eur);
    expect_wrong(e, &s, "repairs.without_targets_eur");
    s = strained_stated(e->p, e->in.mem);
    s.same_file = false;
    expect_wrong(e, &s, "repairs: file");
}

/* A claim twice, or no target that is missed among them. */
static void check_conflicts(const example *e)
{
    stated_repairs s = strained_stated(e->p, e->in.mem);
    s.said.conflict = (const claim *[]){s.said.conflict[0], s.said.conflict[0]};
    s.said.n_conflict = 2;
    expect_wrong(e, &s, "repairs.conflict[1]");
    s = strained_stated(e->p, e->in.mem);
    s.said.conflict++;
    s.said.n_conflict--;
    expect_wrong(e, &s, "repairs.conflict");
    s = strained_stated(e->p, e->in.mem);
    s.said.n_conflict = 0;
    expect_wrong(e, &s, "repairs.conflict");
}

static void test_small_roof(void **state)
{
    (void)state;
    example e = example_of("small roof");
    const stated_repairs s = strained_stated(e.p, e.in.mem);
    assert_null(wrong(&e, &s));
    check_claims(&e);
    check_changes(&e);
    check_rest(&e);
    check_conflicts(&e);
    reading_free(&e.in);
}

/* A way that only lowers the target that is missed costs no less than leaving it out does, and where it is
 * lowered to what the plan reaches no more than that plan. */
static void test_costs(void **state)
{
    (void)state;
    example e = example_of("small roof");
    size_t n = 0;
    while (e.p->repairs->ways[n].n_changes > 1 ||
           e.p->repairs->ways[n].changes[0].claim->kind != CLAIM_TARGET)
        n++;
    const double far_eur = 0.01 * fabs(e.p->certificate.objective_eur);
    for (int sign = -1; sign <= 1; sign += 2) {
        stated_repairs s = strained_stated(e.p, e.in.mem);
        repair_way *only = (repair_way *)&s.said.ways[n];
        const double off_eur = far_eur + s.said.without_gap_eur + only->gap_eur;
        only->cost_eur = sign < 0 ? -off_eur : s.objective_eur - s.said.without_eur + off_eur;
        ((repair_change *)only->changes)[0].to = 580.0; /* the plan reaches 574 */
        s.said.ways = only;
        s.said.n_ways = 1;
        expect_wrong(&e, &s, "repairs.ways[0].cost_eur");
    }
    reading_free(&e.in);
}

/* The lists of the region are its own again. */
static void test_region_is_as_it_was(void **state)
{
    (void)state;
    example e = example_of("small budgets");
    const double *targets = e.in.region->targets[0].limit,
                 *budgets = e.in.region->funds[0].budget_eur;
    const double *import_kw = e.in.region->stations[0].import_cap_by_milestone_kw;
    const stated_repairs s = strained_stated(e.p, e.in.mem);
    assert_null(wrong(&e, &s));
    assert_ptr_equal(e.in.region->targets[0].limit, targets);
    assert_ptr_equal(e.in.region->funds[0].budget_eur, budgets);
    assert_ptr_equal(e.in.region->stations[0].import_cap_by_milestone_kw, import_kw);
    reading_free(&e.in);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_roof),
        cmocka_unit_test(test_costs),
        cmocka_unit_test(test_region_is_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
