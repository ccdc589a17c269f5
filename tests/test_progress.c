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

#include "outputs/line.h"

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
    t->p = (progress){.out = out, .shown = true, .lang = LANG_EN, .last_s = -INFINITY};
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
                        "\rcomparing plans, 4 s; €99 to €100, gap 1.0%");
}

static void test_one_bound_alone(void **state)
{
    terminal *t = *state;
    progress_report(&t->p, "phase_branch", 99.0, NAN, 3.4);
    assert_string_equal(t->text, "\rcomparing plans, 3 s; at least €99");
    const size_t first = strlen(t->text);
    progress_report(&t->p, "phase_branch", NAN, 99.0, 5.4);
    assert_string_equal(t->text + first, "\rcomparing plans, 5 s; at most €99 ");
}

/* Every phase in both languages, hours after the start, with figures of seven characters. */
static void test_no_line_is_cut(void **state)
{
    terminal *t = *state;
    double elapsed_s = 9000.0;
    for (int l = 0; l < LANG_COUNT; l++)
        for (int id = 0; id < TEXT_COUNT; id++) {
            if (strncmp(text_name((text_id)id), "phase_", 6) != 0)
                continue;
            t->p.lang = (lang)l;
            progress_report(&t->p, text_name((text_id)id), 52.44e6, 52.47e6, ++elapsed_s);
            const char *line = strrchr(t->text, '\r') + 1;
            assert_true(text_columns(line) <= 79);
            assert_null(strstr(line, "…"));
            assert_non_null(strchr(line, '%'));
        }
    assert_true(elapsed_s > 9010.0);
}

static void test_a_shorter_line_wipes_the_longer(void **state)
{
    terminal *t = *state;
    progress_report(&t->p, "phase_branch", NAN, NAN, 10.0);
    const size_t first = strlen(t->text);
    progress_report(&t->p, "other", NAN, NAN, 11.0);
    assert_string_equal(t->text + first, "\rother, 11 s          ");
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
    progress_report(&t->p, "phase_dive", NAN, NAN, 1.45); /* nor for another phase */
    assert_int_equal(strlen(t->text), first);
    progress_report(&t->p, "phase_dive", NAN, NAN, 1.5);
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
        TEST(test_one_bound_alone),
        TEST(test_no_line_is_cut),
        TEST(test_a_shorter_line_wipes_the_longer),
        TEST(test_not_more_than_twice_a_second),
        TEST(test_silent_where_nobody_watches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
