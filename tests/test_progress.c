#include "outputs/progress.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

typedef struct terminal {
    char *text;
    size_t size;
    progress p;
} terminal;

static int set_up(void **state)
{
    terminal *t = calloc(1, sizeof *t);
    assert_non_null(t);
    FILE *out = open_memstream(&t->text, &t->size);
    assert_non_null(out);
    t->p = (progress){.out = out, .shown = true, .lang = LANG_EN};
    *state = t;
    return 0;
}

static int tear_down(void **state)
{
    terminal *t = *state;
    fclose(t->p.out);
    free(t->text);
    free(t);
    return 0;
}

static void test_what_is_known_is_shown(void **state)
{
    terminal *t = *state;
    progress_report(&t->p, "phase_branch", NAN, NAN, 3.4);
    assert_string_equal(t->text, "\rcomparing plans, 3 s");
    /* (100 - 99) / 100 */
    progress_report(&t->p, "phase_branch", 99.0, 100.0, 4.4);
    assert_string_equal(t->text + strlen("\rcomparing plans, 3 s"),
                        "\rcomparing plans, 4 s; best plan €100, at most 1% too dear");
}

static void test_a_shorter_line_wipes_the_longer(void **state)
{
    terminal *t = *state;
    progress_report(&t->p, "phase_branch", NAN, NAN, 10.0);
    const size_t first = strlen(t->text);
    progress_report(&t->p, "other", NAN, NAN, 10.0);
    assert_string_equal(t->text + first, "\rother, 10 s          ");
    assert_int_equal(strlen(t->text + first), first);
    progress_end(&t->p);
    assert_int_equal(t->text[strlen(t->text) - 1], '\r');
}

static void test_not_more_than_twice_a_second(void **state)
{
    terminal *t = *state;
    progress_report(&t->p, "phase_branch", NAN, NAN, 1.0);
    const size_t first = strlen(t->text);
    progress_report(&t->p, "phase_branch", NAN, NAN, 1.4);
    assert_int_equal(strlen(t->text), first);
    progress_report(&t->p, "phase_dive", NAN, NAN, 1.4); /* another phase is told at once */
    assert_true(strlen(t->text) > first);
}

static void test_silent_where_nobody_watches(void **state)
{
    terminal *t = *state;
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    FILE *out = fdopen(ends[1], "w");
    assert_non_null(out);
    progress p = progress_start(out, LANG_NL);
    assert_false(p.shown);
    p.out = t->p.out;
    progress_report(&p, "phase_branch", NAN, NAN, 1.0);
    progress_end(&p);
    fflush(t->p.out);
    assert_int_equal(t->size, 0);
    fclose(out);
    close(ends[0]);
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_what_is_known_is_shown),
        TEST(test_a_shorter_line_wipes_the_longer),
        TEST(test_not_more_than_twice_a_second),
        TEST(test_silent_where_nobody_watches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
