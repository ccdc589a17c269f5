#include "solver/follow_earlier.h"

#include "model/tolerance.h"
#include "solver/formulation_parts.h"
#include "tests/near.h"
#include "tests/random_region.h"
#include "tests/solved.h"

/* Units that may be built in one milestone. */
enum { MOST_UNITS = 5 };

typedef struct scene {
    arena *mem;
    formulation *f;
    double *earlier, *x;
} scene;

static void open_scene(scene *s)
{
    const random_options o = {.n_parks = 3, .n_milestones = 3, .n_steps = 2, .one_of_each = true};
    s->mem = arena_new();
    region *r = random_region(s->mem, 1, o);
    solved_prepare(r, s->mem);
    assert_int_equal(formulation_investments(r, PERSPECTIVE_SOCIETAL, &s->f), STATUS_OK);
    s->earlier = ARENA_ARRAY(s->mem, (size_t)lp_columns(s->f->lp), double);
    s->x = ARENA_ARRAY(s->mem, (size_t)lp_columns(s->f->lp), double);
    for (int j = 0; j < lp_columns(s->f->lp); j++)
        s->earlier[j] = lp_is_whole(s->f->lp, j) ? 0.0 : 0.25;
}

static void close_scene(scene *s)
{
    formulation_free(s->f);
    arena_free(s->mem);
}

/* Units of the first asset that comes in whole ones in each milestone; there is room for several. */
static const int *whole_units(const scene *s)
{
    for (size_t a = 0; a < s->f->region->n_assets; a++) {
        const int *of = &s->f->master.new_units[at(s->f, a, 0)];
        bool all = true;
        for (size_t y = 0; y < s->f->region->horizon.n_milestones; y++)
            all = all && of[y] >= 0 && lp_is_whole(s->f->lp, of[y]);
        for (size_t y = 0; all && y < s->f->region->horizon.n_milestones; y++)
            lp_set_bounds(s->f->lp, of[y], 0.0, MOST_UNITS);
        if (all)
            return of;
    }
    fail_msg("the region has no whole units");
    return NULL;
}

static void decide(const scene *s, int column, double amount)
{
    lp_set_bounds(s->f->lp, column, amount, amount);
}

static void expect(const scene *s, const int *of, double first, double second, double third)
{
    follow_earlier(s->f, s->earlier, s->x);
    assert_near(s->x[of[0]], first, INTEGER_TOL);
    assert_near(s->x[of[1]], second, INTEGER_TOL);
    assert_near(s->x[of[2]], third, INTEGER_TOL);
}

/* Of 1 + 3 + 1 units those that are decided to be there at once are not built again. */
static void test_units_are_built_once(void **state)
{
    (void)state;
    scene s;
    open_scene(&s);
    const int *of = whole_units(&s);
    s.earlier[of[0]] = 1.0;
    s.earlier[of[1]] = 3.0;
    s.earlier[of[2]] = 1.0;
    expect(&s, of, 1.0, 3.0, 1.0);
    decide(&s, of[0], 3.0);
    expect(&s, of, 3.0, 1.0, 1.0);
    decide(&s, of[0], 5.0);
    expect(&s, of, 5.0, 0.0, 0.0);
    decide(&s, of[0], 0.0);
    expect(&s, of, 0.0, 4.0, 1.0);
    close_scene(&s);
}

static void test_what_stands_goes_on_to_stand(void **state)
{
    (void)state;
    scene s;
    open_scene(&s);
    const int *of = &s.f->master.hub_formed[at(s.f, 0, 0)];
    const int *net = &s.f->master.net_built[at(s.f, 0, 0)];
    s.earlier[net[1]] = s.earlier[net[2]] = 1.0;
    expect(&s, of, 0.0, 0.0, 0.0);
    lp_set_bounds(s.f->lp, of[0], 1.0, 1.0);
    expect(&s, of, 1.0, 1.0, 1.0);
    expect(&s, net, 0.0, 1.0, 1.0);
    close_scene(&s);
}

static void test_the_rest_is_as_it_was(void **state)
{
    (void)state;
    scene s;
    open_scene(&s);
    decide(&s, whole_units(&s)[0], MOST_UNITS);
    follow_earlier(s.f, s.earlier, s.x);
    for (int j = 0; j < lp_columns(s.f->lp); j++)
        if (!lp_is_whole(s.f->lp, j))
            assert_near(s.x[j], 0.25, INTEGER_TOL);
    close_scene(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_units_are_built_once),
        cmocka_unit_test(test_what_stands_goes_on_to_stand),
        cmocka_unit_test(test_the_rest_is_as_it_was),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
