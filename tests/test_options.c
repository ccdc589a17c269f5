#include "inputs/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "outputs/line.h"

enum { MOST_WORDS = 12, ROOM = 200 };

/* Reads "plan region.xml -o x" as a command line; words are parted by one blank. */
static status read_line(const char *line, diag_list *diags, options *out)
{
    static char words[ROOM]; /* outlives the call: the options point into it */
    static char *argv[MOST_WORDS + 2];
    int argc = 0;
    strcpy(words, line);
    argv[argc++] = "parkplan";
    for (char *word = strtok(words, " "); word != NULL; word = strtok(NULL, " "))
        argv[argc++] = word;
    argv[argc] = NULL;
    return options_read(argc, argv, diags, out);
}

static void test_defaults(void **state)
{
    (void)state;
    diag_list *diags = diag_list_new();
    options o;
    assert_int_equal(read_line("plan region.xml", diags, &o), STATUS_OK);
    assert_int_equal(o.command, COMMAND_PLAN);
    assert_string_equal(o.input, "region.xml");
    assert_string_equal(o.output, "-");
    assert_null(o.scenario);
    assert_int_equal(o.perspective, PERSPECTIVE_SOCIETAL);
    assert_true(o.gap_frac == 0.001 && o.time_limit_s == 600.0 && !o.relax && o.threads == 0);
    assert_null(o.write_lp);
    assert_null(o.log);
    assert_int_equal(o.lang, LANG_NL);
    assert_int_equal(read_line("demo", diags, &o), STATUS_OK);
    assert_string_equal(o.input, "builtin:economie071");
    assert_string_equal(o.output, "plan.json");
    assert_true(o.gap_frac == 0.02 && o.time_limit_s == 180.0);
    assert_int_equal(diag_count(diags), 0);
    diag_list_free(diags);
}

static void test_all_options(void **state)
{
    (void)state;
    diag_list *diags = diag_list_new();
    options o;
    assert_int_equal(
        read_line("plan --gap 0.02 --time-limit=5 --perspective private --relax", diags, &o),
        STATUS_USAGE); /* no region file */
    assert_int_equal(
        read_line("plan --gap 0.02 --time-limit=5 - --perspective private --relax", diags, &o),
        STATUS_OK);
    assert_string_equal(o.input, "-");
    assert_true(o.gap_frac == 0.02 && o.time_limit_s == 5.0 && o.relax);
    assert_int_equal(o.perspective, PERSPECTIVE_PRIVATE);
    assert_int_equal(
        read_line("plan --lang en --log a.log --write-lp a.lp --threads 4 --scenario s x", diags,
                  &o),
        STATUS_OK);
    assert_int_equal(o.lang, LANG_EN);
    assert_string_equal(o.log, "a.log");
    assert_string_equal(o.write_lp, "a.lp");
    assert_int_equal(o.threads, 4);
    assert_string_equal(o.scenario, "s");
    assert_int_equal(read_line("schema plan -o x.json", diags, &o), STATUS_OK);
    assert_int_equal(o.command, COMMAND_SCHEMA);
    assert_string_equal(o.output, "x.json");
    assert_int_equal(read_line("verify --lang en region.xml plan.json", diags, &o), STATUS_OK);
    assert_int_equal(o.command, COMMAND_VERIFY);
    assert_string_equal(o.input, "region.xml");
    assert_string_equal(o.plan, "plan.json");
    assert_int_equal(read_line("plan x --method whole", diags, &o), STATUS_OK);
    assert_int_equal(o.method, METHOD_WHOLE);
    assert_int_equal(read_line("plan x --method decomposed", diags, &o), STATUS_OK);
    assert_int_equal(o.method, METHOD_DECOMPOSED);
    assert_int_equal(read_line("plan x --method joined", diags, &o), STATUS_OK);
    assert_int_equal(o.method, METHOD_JOINED);
    assert_int_equal(read_line("report x -o y/ --csv-dialect nl --lang en --region r.xml", diags, &o), STATUS_OK);
    assert_int_equal(o.command, COMMAND_REPORT);
    assert_true(o.dutch_csv && o.lang == LANG_EN);
    assert_string_equal(o.region, "r.xml");
    assert_int_equal(read_line("hub x --hub h --members a,b", diags, &o), STATUS_OK);
    assert_int_equal(o.command, COMMAND_HUB);
    assert_string_equal(o.hub, "h");
    assert_string_equal(o.members, "a,b");
    assert_int_equal(o.orders, 0);
    assert_int_equal(read_line("hub x --hub h --orders 25", diags, &o), STATUS_OK);
    assert_int_equal(o.orders, 25);
    assert_int_equal(o.perspective, PERSPECTIVE_PRIVATE);
    assert_int_equal(read_line("plan x --help", diags, &o), STATUS_OK);
    assert_int_equal(o.command, COMMAND_HELP);
    assert_int_equal(read_line("--version", diags, &o), STATUS_OK);
    assert_int_equal(o.command, COMMAND_VERSION);
    diag_list_free(diags);
}

static void test_what_is_wrong_is_told(void **state)
{
    (void)state;
    static const struct {
        const char *line, *want;
    } cases[] = {
        {"", "there is no command; --help shows all"},
        {"plna x", "there is no command plna; did you mean plan?"},
        {"frobnicate", "there is no command frobnicate; --help shows all"},
        {"plan", "plan needs a region file"},
        {"plan a b", "b does not go with plan"},
        {"demo a", "a does not go with demo"},
        {"report", "report needs a plan file"},
        {"report x", "report needs -o FILE; --help shows how FILE may end"},
        {"explain", "explain needs a plan file"},
        {"explain x -o y", "--output does not go with explain"},
        {"report x y.json -o z.xlsx", "y.json goes only with a page; --output has to end in .html"},
        {"report x -o y/ --park z", "--park does not go with report"},
        {"report - -o z.html --region r", "--region needs a plan that is a file, not -"},
        {"report x -o z.html --region z.html", "--output would overwrite the region: z.html"},
        {"report x -o x", "--output would overwrite the plan: x"},
        {"report x -o y/ --csv-dialect fr", "--csv-dialect is fr; it has to be nl"},
        {"plan x --csv-dialect nl", "--csv-dialect does not go with plan"},
        {"verify", "verify needs a region file"},
        {"verify a", "verify needs a plan file"},
        {"verify a b c", "c does not go with verify"},
        {"verify - -", "only one of the two files can be -, standard input"},
        {"verify a b -o c", "--output does not go with verify"},
        {"schema", "schema needs \"region\", \"plan\", \"compare\" or \"hub\""},
        {"schema x", "there is no schema x; it has to be region, plan, compare or hub"},
        {"hub x", "hub needs --hub ID: which hub of the region"},
        {"hub x --hub y -o x", "--output would overwrite the region: x"},
        {"hub x --hub y --relax", "--relax does not go with hub"},
        {"plan x --hub y", "--hub does not go with plan"},
        {"plan x --secnario=y", "there is no option --secnario=y; did you mean --scenario?"},
        {"plan x --frobnicate", "there is no option --frobnicate; --help shows all"},
        {"plan x --frobnicate y", "there is no option --frobnicate; --help shows all"},
        {"plan x -z", "there is no option -z; --help shows all"},
        {"plan x -o", "-o needs a value"},
        {"plan x --gap", "--gap needs a value"},
        {"plan x --relax=1", "--relax takes no value"},
        {"plan x --gap=1.5", "--gap is 1.5; it has to be a number from 0 to 1"},
        {"plan x --gap=0,01", "--gap is 0,01; it has to be a number from 0 to 1"},
        {"plan x --gap=nan", "--gap is nan; it has to be a number from 0 to 1"},
        {"plan x --gap=", "--gap is ; it has to be a number from 0 to 1"},
        {"plan x --time-limit 0",
         "--time-limit is 0; it has to be a number from 0.001 to 10000000"},
        {"plan x --threads 0", "--threads is 0; it has to be a number from 1 to 1024"},
        {"plan x --threads 1.5", "--threads is 1.5; it has to be a whole number"},
        {"plan x --lang fr", "--lang is fr; it has to be nl or en"},
        {"plan x --perspective mine", "--perspective is mine; it has to be societal or private"},
        {"plan x --method magic", "--method is magic; it has to be whole, decomposed or joined"},
        {"plan x --write-lp a.txt", "--write-lp is a.txt; it has to end in .lp or .mps"},
        {"plan x --write-lp .lp", "--write-lp is .lp; it has to end in .lp or .mps"},
        {"plan x -o x", "--output would overwrite the region: x"},
        {"plan Makefile -o ./Makefile", "--output would overwrite the region: ./Makefile"},
        {"plan Makefile --log tests/../Makefile",
         "--log would overwrite the region: tests/../Makefile"},
        {"plan x.lp --write-lp x.lp", "--write-lp would overwrite the region: x.lp"},
        {"plan x -o a --log a", "--log would overwrite --output: a"},
        {"demo -o a.lp --write-lp a.lp", "--write-lp would overwrite --output: a.lp"},
        {"check x --gap 0.1", "--gap does not go with check"},
        {"check x -o y", "--output does not go with check"},
        {"template --scenario s", "--scenario does not go with template"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        diag_list *diags = diag_list_new();
        options o;
        assert_int_equal(read_line(cases[i].line, diags, &o), STATUS_USAGE);
        if (diag_count(diags) != 1 || strcmp(diag_get(diags, 0)->text, cases[i].want) != 0)
            fail_msg("\"%s\": \"%s\"; expected \"%s\"", cases[i].line,
                     diag_count(diags) > 0 ? diag_get(diags, 0)->text : "nothing", cases[i].want);
        assert_int_equal(diag_get(diags, 0)->code, DIAG_USAGE);
        diag_list_free(diags);
    }
}

/* The streams, and what is no ordinary file, may stand more than once. */
static void test_what_overwrites_nothing(void **state)
{
    (void)state;
    static const char *const lines[] = {
        "plan - -o - --log -",
        "plan x -o /dev/null --log /dev/null",
        "plan Makefile -o README.md",
        "schema region -o region",
    };
    for (size_t i = 0; i < sizeof lines / sizeof lines[0]; i++) {
        diag_list *diags = diag_list_new();
        options o;
        if (read_line(lines[i], diags, &o) != STATUS_OK)
            fail_msg("\"%s\": \"%s\"", lines[i], diag_get(diags, 0)->text);
        diag_list_free(diags);
    }
}

static void test_all_findings_at_once(void **state)
{
    (void)state;
    diag_list *diags = diag_list_new();
    options o;
    assert_int_equal(read_line("plan --gap=x --lang=y", diags, &o), STATUS_USAGE);
    assert_int_equal(diag_count(diags), 3);
    diag_list_free(diags);
}

static void test_help_fits_one_screen(void **state)
{
    (void)state;
    size_t lines = 0;
    for (const char *p = options_help; *p != '\0'; p += strcspn(p, "\n") + 1, lines++) {
        char line[ROOM] = "";
        assert_true(strcspn(p, "\n") < sizeof line);
        memcpy(line, p, strcspn(p, "\n"));
        assert_true(text_columns(line) <= LINE_WIDTH);
    }
    assert_true(lines <= 40);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_all_options),
        cmocka_unit_test(test_what_is_wrong_is_told),
        cmocka_unit_test(test_what_overwrites_nothing),
        cmocka_unit_test(test_all_findings_at_once),
        cmocka_unit_test(test_help_fits_one_screen),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
