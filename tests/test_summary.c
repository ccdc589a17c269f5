#include "outputs/summary.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "outputs/line.h"
#include "outputs/verification_text.h"
#include "tests/fixture_plan.h"

static int set_up(void **state)
{
    *state = arena_new();
    return *state == NULL;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static char *summary_of(const plan *p, lang l, const char *written_to)
{
    static char *text; /* static: gcc 12 takes the result for a pointer into this frame */
    static size_t size;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    plan_print_summary(p, l, written_to, out);
    fclose(out);
    return text;
}

static void assert_has(const char *text, const char *const *wanted, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strstr(text, wanted[i]) == NULL)
            fail_msg("\"%s\" is not in\n%s", wanted[i], text);
}

#define ASSERT_HAS(text, ...)                                                                      \
    assert_has((text), (const char *const[]){__VA_ARGS__},                                         \
               sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

/* The figures that fixture_plan.h names, as people read them. */
static void test_dutch(void **state)
{
    char *text = summary_of(fixture_plan(*state), LANG_NL, "plan.json");
    ASSERT_HAS(text, "PLAN VAN AANPAK: Proefregio\n", "Scenario: Basis;", "2027 tot en met 2034;",
               /* 310.95 and 100 of 410.95 MWh */
               "  gewenst                       13            211            411\n",
               "  past niet zonder plan         13 100 %      161  76 %      311  76 %\n",
               "  past niet met dit plan         2  15 %       60  28 %      100  24 %\n",
               "Groene Polder 100 MWh (25 % van de groei daar)",
               "€ 765.000 goedkoper dan niets doen: € 1,23 miljoen tegen € 2,00 miljoen",
               "een prijs voor wat niet past: € 0; zonder plan € 600.000.",
               "Investering: € 1,36 miljoen, waarvan € 1.500 subsidie.",
               /* 1,361,960 and 400,000 for the desk, of which the state pays 1,500. */
               "Programma en draaien van hubs, over alle jaren: € 400.000.\n",
               "Wie dat betaalt: overheid € 1.500 (subsidie); bedrijf € 1,36 miljoen; gemeente "
               "€ 400.000.",
               "CO2 in 2030: 500 ton per jaar; zonder plan 840.",
               "400 kW komt vrij in 2030, het jaar", "kunnen laden: 4 van 8; zonder plan 1",
               "Hub De Waard: vanaf 2028, 2 leden", "320 kW in plaats van 400 kW",
               "weinig gebruikt wordt: 110 kW in 2030", "Warmtenet Noord: vanaf 2028, 350 MWh",
               "0 % → 100 %", "25 % → 75 %", "€ 4.570 (0,4 %) goedkoper; gevraagd was 0,5 %",
               "Doel voor laden (Leiden) in 2027: 25 % in plaats van 80 %.",
               "De ruimte op het net bij Leiden Noord is een schatting (1.000 kW).",
               "Het hele plan staat in plan.json.\n");
    free(text);
}

static void test_english(void **state)
{
    char *text = summary_of(fixture_plan(*state), LANG_EN, NULL);
    ASSERT_HAS(text, "PLAN OF APPROACH: Proefregio\n", "2027 to 2034;",
               "  refused with this plan         2   15%       60   28%      100   24%\n",
               "€765,000 cheaper than doing nothing: €1.23 million against €2.00 million",
               "CO2 in 2030: 500 tonnes per year; without plan 840.", "25% → 75%",
               "€4,570 (0.4%) cheaper; 0.5% was asked for");
    assert_null(strstr(text, "The whole plan is in"));
    free(text);
}

/* Every theme has its line, with year, cost, owner and how far it gets, or why not. */
static void test_every_theme(void **state)
{
    char *text = summary_of(fixture_plan(*state), LANG_NL, NULL);
    ASSERT_HAS(text, "Energietransitieloket      2027-2030; € 50.000 per jaar; gemeente;",
               "Laadinfrastructuur         2028; € 209.000 en € 100 per jaar; bedrijf;",
               "Warmtenetten               2028; € 676.000 en € 5.000 per jaar;",
               "Energiecoöperaties (hubs)  2028;", "Inzicht en aansturing      2027-2028;",
               "Kennisdeling               niets: in de invoer staat hiervoor geen maatregel\n",
               "Communicatie               niets: het kost meer dan het oplevert\n",
               "Opwek en besparing         2028-2030;");
    free(text);
}

static void assert_fits_a_screen(const char *text)
{
    size_t lines = 0;
    for (const char *p = text; *p != '\0'; p += strcspn(p, "\n") + 1, lines++) {
        char line[1000] = "";
        const size_t length = strcspn(p, "\n");
        assert_true(length < sizeof line);
        memcpy(line, p, length);
        if (text_columns(line) > LINE_WIDTH)
            fail_msg("%zu columns: %s", text_columns(line), line);
        if (length > 0 && line[length - 1] == ' ')
            fail_msg("ends in a blank: \"%s\"", line);
    }
    assert_true(lines <= 60);
}

static void test_fits_a_screen(void **state)
{
    for (int l = 0; l < LANG_COUNT; l++) {
        char *text = summary_of(fixture_plan(*state), (lang)l, "plan.json");
        assert_fits_a_screen(text);
        free(text);
    }
}

/* Long names, with a terminal command in one of them. */
static void test_names_do_not_break_the_screen(void **state)
{
    plan *p = fixture_plan(*state);
    region *r = (region *)p->region; /* the test made it */
    r->parks[0].name = "Bedrijvenpark Roodemolenpolder-Zuid, fase één en twee (coöperatief)";
    r->parks[1].name = "Polder\033[2J\xc2\x9bPark";
    r->hubs[0].name = "Een hub met een heel lange naam die niet op een halve regel past en "
                      "daarom over twee regels gaat";
    char *text = summary_of(p, LANG_NL, NULL);
    assert_fits_a_screen(text);
    assert_null(strchr(text, '\033'));
    ASSERT_HAS(text, "Polder?[2J?Park", "Bedrijvenpark Roodemo…");
    free(text);
}

static void test_all_growth_fits(void **state)
{
    plan *p = fixture_plan(*state);
    plan_total *totals = ARENA_ARRAY(*state, 3, plan_total);
    memcpy(totals, p->totals, 3 * sizeof *totals);
    totals[2].refused_growth_mwh = 0.1;
    p->totals = totals;
    char *text = summary_of(p, LANG_NL, NULL);
    ASSERT_HAS(text, "Met dit plan past in 2030 alle groei.");
    assert_null(strstr(text, "Wat in 2030 niet past"));
    free(text);
}

static void test_existing_use_that_is_shed(void **state)
{
    plan *p = fixture_plan(*state);
    plan_total *totals = ARENA_ARRAY(*state, 3, plan_total);
    memcpy(totals, p->totals, 3 * sizeof *totals);
    totals[1].shed_mwh = 12.0;
    p->totals = totals;
    char *text = summary_of(p, LANG_NL, NULL);
    ASSERT_HAS(text, "Ook bestaand verbruik past niet: 12 MWh per jaar in 2028.");
    free(text);
}

static void test_what_is_not_chosen(void **state)
{
    plan *p = fixture_plan(*state);
    p->hubs[0].formed = 3;
    p->heat_nets[0].built = 3;
    p->horizon_total.cost_eur = 3e6;
    char *text = summary_of(p, LANG_NL, NULL);
    ASSERT_HAS(text, "Niet gevormd: Hub De Waard.", "Niet gebouwd: Warmtenet Noord.",
               "€ 1,00 miljoen duurder dan niets doen");
    free(text);
}

static void test_nothing_gained_and_no_subsidy(void **state)
{
    plan *p = fixture_plan(*state);
    p->horizon_total.cost_eur = p->horizon_total.status_quo_cost_eur + 0.4;
    p->horizon_total.subsidy_eur = 0.0;
    p->horizon_total.status_quo_account_eur[ACCOUNT_UNSERVED] = 0.0;
    char *text = summary_of(p, LANG_NL, NULL);
    ASSERT_HAS(text, "In geld van nu even duur als niets doen: € 2,00 miljoen.\n",
               "Investering: € 1,36 miljoen.\n");
    assert_null(strstr(text, "een prijs voor wat niet past"));
    free(text);
}

static void test_what_comes_last_and_what_ended(void **state)
{
    plan *p = fixture_plan(*state);
    p->hubs[0].formed = 2;
    p->heat_nets[0].built = 2;
    p->themes[THEME_ENERGY_DESK].kpi = (const double[]){9.0, 4.0, 0.0};
    char *text = summary_of(p, LANG_NL, NULL);
    ASSERT_HAS(text, "Hub De Waard: vanaf 2030", "Warmtenet Noord: vanaf 2030", "2027: 9\n");
    free(text);
}

static void test_each_status_in_words(void **state)
{
    static const struct {
        plan_status status;
        const char *want;
    } cases[] = {
        {PLAN_OPTIMAL, "Het beste plan: geen ander plan is meer dan € 4.570 (0,4 %) goedkoper."},
        {PLAN_WITHIN_GAP, "Een goed plan:"},
        {PLAN_STOPPED_AT_LIMIT, "Gestopt voor het klaar was: een ander plan kan nog € 4.570"},
        {PLAN_TARGETS_UNREACHABLE, "Geen plan haalt alle doelen;"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        plan *p = fixture_plan(*state);
        p->status = cases[i].status;
        p->certificate.relaxed = true;
        p->n_worse_off = 2;
        char *text = summary_of(p, LANG_NL, NULL);
        ASSERT_HAS(text, cases[i].want, "Halve laadpunten",
                   "slechter af zijn dan met niets doen: 2;");
        free(text);
    }
}

static void test_a_proof_and_no_proof(void **state)
{
    plan *p = fixture_plan(*state);
    p->status = PLAN_OPTIMAL;
    p->certificate.lower_bound_eur = p->certificate.objective_eur;
    p->certificate.gap_frac = 0.0;
    char *text = summary_of(p, LANG_NL, NULL);
    ASSERT_HAS(text, "Het beste plan: geen ander plan is goedkoper.\n");
    free(text);
    p->status = PLAN_STOPPED_AT_LIMIT;
    p->certificate.lower_bound_eur = -1e6;
    p->certificate.gap_frac = 1.8;
    text = summary_of(p, LANG_NL, NULL);
    ASSERT_HAS(text, "een ander plan kan veel goedkoper zijn");
    free(text);
}

static void test_the_largest_come_first(void **state)
{
    plan *p = fixture_plan(*state);
    for (size_t i = 0; i < p->n_actions; i++)
        if (p->actions[i].park == p->parks[1].park)
            p->actions[i].investment_eur = 1e6;
    char *text = summary_of(p, LANG_NL, NULL);
    const char *table = strstr(text, "TERREINEN MET");
    assert_non_null(table);
    assert_true(strstr(table, "  Groene Polder") < strstr(table, "  De Waard"));
    free(text);
}

static void test_equals_stand_in_the_order_of_the_file(void **state)
{
    plan *p = fixture_plan(*state);
    for (size_t i = 0; i < p->n_actions; i++)
        p->actions[i].investment_eur = 0.0;
    for (size_t k = 0; k < p->n_parks; k++)
        p->actions[p->parks[k].actions[0] - p->actions].investment_eur = 5000.0;
    char *text = summary_of(p, LANG_NL, NULL);
    const char *table = strstr(text, "TERREINEN MET");
    const char *first = strstr(table, "  De Waard"), *second = strstr(table, "  Groene Polder");
    assert_non_null(first);
    assert_non_null(second);
    assert_true(first < second);
    free(text);
}

/* How far off, in the unit of its kind or of its figure, beside how far it may be; nothing of dust. */
static void test_how_far_off(void **state)
{
    static const struct {
        check_kind kind;
        check_result r;
        const char *nl, *en;
    } cases[] = {
        {CHECK_payments,
         {52, 0, 15.0, 20.0, "firm"},
         "  52 keer, hoogstens 15 euro ernaast (mag 20)\n",
         "  52 times, off by up to 15 euros (20 allowed)\n"},
        {CHECK_sums,
         {1000, 0, 9.9, 12.0, "quay: used_eur"},
         "  1.000 keer, hoogstens 9,9 euro ernaast (mag 12)\n",
         "  1,000 times, off by up to 9.9 euros (12 allowed)\n"},
        {CHECK_figures,
         {2, 0, 0.00004, 0.5, "quay: peak_kw"},
         "  2 keer, hoogstens 0,000040 kW ernaast (mag 0,50)\n",
         "  2 times, off by up to 0.000040 kW (0.50 allowed)\n"},
        {CHECK_balances, {1, 0, 5.7e-14, 1e-3, "quay"}, "  1 keer\n", "  1 time\n"},
    };
    const proven_bound bound = {.certified = false};
    verification v = verification_start(*state);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        v.results[cases[i].kind] = cases[i].r;
    for (int l = 0; l < LANG_COUNT; l++) {
        char *text = NULL;
        size_t size;
        FILE *out = open_memstream(&text, &size);
        assert_non_null(out);
        verification_print(&v, "plan.json", &bound, (lang)l, out);
        fclose(out);
        for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
            ASSERT_HAS(text, l == LANG_NL ? cases[i].nl : cases[i].en);
        free(text);
    }
}

int main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(test_dutch),
        TEST(test_english),
        TEST(test_every_theme),
        TEST(test_fits_a_screen),
        TEST(test_names_do_not_break_the_screen),
        TEST(test_all_growth_fits),
        TEST(test_existing_use_that_is_shed),
        TEST(test_what_is_not_chosen),
        TEST(test_nothing_gained_and_no_subsidy),
        TEST(test_what_comes_last_and_what_ended),
        TEST(test_each_status_in_words),
        TEST(test_a_proof_and_no_proof),
        TEST(test_the_largest_come_first),
        TEST(test_equals_stand_in_the_order_of_the_file),
        TEST(test_how_far_off),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
