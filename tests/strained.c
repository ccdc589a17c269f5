#include "tests/strained.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "tests/near.h"

/* 2028, per year, without any measure: electricity (876 + 438 + 87.6) MWh and two lorries of 87.6
 * MWh, at 0.3 kg: 473 t; heat 438 / 0.8 at 0.2 kg: 109.5 t; together 582.5 t. A kW of solar makes
 * 2.19 MWh at noon: 0.657 t, as long as the 100 kW of the bakery (60 with its boiler), or of the hub,
 * can use it. A heat pump saves 109.5 - 43.8 = 65.7 t. */
#define CO2(value) {"max_t_per_year=\"-\"", "max_t_per_year=\"" value "\""}
#define CHARGING(value) {"kind=\"charging\" min_frac=\"-\"", "kind=\"charging\" min_frac=\"" value "\""}
#define RENEWABLE(value)                                                                           \
    {"kind=\"renewable\" min_frac=\"-\"", "kind=\"renewable\" min_frac=\"" value "\""}
#define ROOF(kw) {"technology=\"pv_roof\" max=\"200\"", "technology=\"pv_roof\" max=\"" kw "\""}
#define NO_ROOF {"<potential technology=\"pv_roof\" max=\"200\"/>", ""}
#define NO_FIELD {"<potential technology=\"pv_field\" max=\"100\"/>", ""}
#define NO_GROUP {"<potential technology=\"pv_group\" max=\"100\" connection=\"bakery\"/>", ""}
#define NO_PUMP {"<potential technology=\"pump\" max=\"60\"/>", ""}
#define POT(eur) {"budget_eur=\"1000000\"", "budget_eur=\"" eur "\""}
#define POINTS(n) {"technology=\"charger\" max=\"6\"", "technology=\"charger\" max=\"" n "\""}
#define NO_POINTS {"<potential technology=\"charger\" max=\"6\"/>", ""}
#define BASE_RATE(frac) {"frac_per_year=\"0.5\"", "frac_per_year=\"" frac "\""}
#define DESK(fte) {" max=\"2\" comp", " max=\"" fte "\" comp"}

#define HEAT_TECHNOLOGIES                                                                          \
    {"</catalogue>",                                                                               \
     "<technology id=\"waste\" kind=\"source\" carrier=\"heat\" investment_eur_per_unit=\"100\" "     \
     "life_years=\"20\" owner=\"firm\" payers=\"firm\"/><technology id=\"tube\" kind=\"link\" "        \
     "carrier=\"heat\" investment_eur_per_unit=\"100\" life_years=\"30\" owner=\"firm\" "             \
     "payers=\"firm\"/></catalogue>"}
#define HEAT_NET(source_kw, pipe_kw)                                                               \
    {"<hubs>",                                                                                     \
     "<heat_nets><heat_net id=\"warm\" available_from=\"2027\" owner=\"firm\" payers=\"firm\">"      \
     "<source id=\"works\" technology=\"waste\" max_kw=\"" source_kw "\"/><pipe id=\"main\" "           \
     "from=\"works\" to=\"park:quay\" technology=\"tube\" length_m=\"100\" max_kw=\"" pipe_kw "\"/>"   \
     "</heat_net></heat_nets><hubs>"}

const strained_case strained_cases[] = {
    /* At night the bakery alone draws 131 t, whatever is built. */
    {"impossible co2", {CO2("- 10")}, "target co2 2028", PERSPECTIVE_SOCIETAL, false, false},
    /* 200 kW of roof are enough, 20 are not. */
    {"small roof",
     {CO2("- 460"), ROOF("20"), NO_FIELD, NO_GROUP, NO_PUMP},
     "target co2 2028; potential bakery/pv_roof",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    {"small roof, private",
     {CO2("- 460"), ROOF("20"), NO_FIELD, NO_GROUP, NO_PUMP},
     "target co2 2028; potential bakery/pv_roof",
     PERSPECTIVE_PRIVATE,
     false,
     false},
    /* 187 kW cost 112,000 EUR. What is built in 2027 stands in 2028, so either budget will do. */
    {"small budgets",
     {CO2("- 460"), POT("5000"), NO_FIELD, NO_GROUP, NO_PUMP},
     "target co2 2028; fund pot 2027; fund pot 2028",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* They take 18.7 weeks. */
    {"few installers",
     {CO2("- 460"),
      {"weeks_per_year=\"1000\"", "weeks_per_year=\"1\""},
      NO_FIELD,
      NO_GROUP,
      NO_PUMP},
     "target co2 2028; installer_weeks electrician 2027; installer_weeks electrician 2028",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* And 3.7 companies of 50 kW, where 0.6 act in three years by themselves. */
    {"no desk",
     {CO2("- 460"), BASE_RATE("0.01"), DESK("0"), NO_FIELD, NO_GROUP, NO_PUMP},
     "target co2 2028; adoption programme; effort_most desk 2027; effort_most desk 2028",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    {"small desk",
     {CO2("- 460"), BASE_RATE("0.01"), DESK("0.1"), NO_FIELD, NO_GROUP, NO_PUMP},
     "target co2 2028; adoption programme; effort_most desk 2027; effort_most desk 2028",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* 50 m2 carry 5 kW, and 82.5 / 0.657 = 126 kW are asked for, of which the field offers 100. */
    {"no ground",
     {CO2("- 530"), {"free_area_m2=\"100000\"", "free_area_m2=\"50\""}, NO_ROOF, NO_GROUP, NO_PUMP},
     "target co2 2028; ground quay",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* Ten lorries need five points. */
    {"charging beyond points",
     {CHARGING("- 1"), POINTS("2")},
     "target charging 2028; vehicles depot/lorries 2028; potential depot/charger",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* Only the whole number stands in the way: 4.9 points would be enough for 98 %. */
    {"charging by whole points",
     {CHARGING("- 0.97"), POINTS("4.9")},
     "target charging 2028; vehicles depot/lorries 2028; potential depot/charger",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* Whatever else there is, no lorry charges: neither year can be met, and only the target can give way. */
    {"no points at all",
     {CHARGING("0.5 0.5"), NO_POINTS},
     "target charging 2027",
     PERSPECTIVE_SOCIETAL,
     true,
     false},
    {"no points at all, decomposed",
     {CHARGING("0.5 0.5"), NO_POINTS},
     "target charging 2027; target charging 2028",
     PERSPECTIVE_SOCIETAL,
     true,
     true},
    /* All there is room for brings 254 t: enough in 2027. */
    {"both years",
     {CO2("300 240")},
     "target co2 2028; potential bakery/pv_roof; potential bakery/pv_field; potential bakery/pv_group",
     PERSPECTIVE_SOCIETAL,
     true,
     false},
    /* 400 kW make 876 MWh, 62.5 % of the 1,401.6 that are used whatever else is not. */
    {"renewable share",
     {RENEWABLE("- 0.65")},
     "target renewable 2028; potential bakery/pv_roof; potential bakery/pv_field; "
     "potential bakery/pv_group",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* At noon 1,200 kW make 600, and no more than 230 are used. */
    {"station too small for feed-in",
     {RENEWABLE("- 0.9"), ROOF("1000"), {"export_cap_kw=\"5000\"", "export_cap_kw=\"50\""}},
     "target renewable 2028; station_export north 2027; station_export north 2028",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* Either alone can be met. */
    {"a pair of targets",
     {CO2("- 450"), CHARGING("- 1")},
     "target co2 2028; target charging 2028; vehicles depot/lorries 2028; "
     "potential bakery/pv_roof; potential bakery/pv_field; potential bakery/pv_group",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* Only the hub has solar, and the depot has to be in it, but cannot have the EMS it needs. */
    {"a member that must, and cannot",
     {CO2("- 505"),
      NO_ROOF,
      NO_FIELD,
      {"<hub id=\"group\"", "<hub id=\"group\" needs_ems=\"true\""},
      {"connection=\"depot\" joins=\"may\"", "connection=\"depot\" joins=\"must\""},
      {"<potential technology=\"charger\" max=\"6\"/>\n        <potential technology=\"ems\" max=\"1\"/>",
       "<potential technology=\"ems\" max=\"0\"/>"}},
     "target co2 2028; must_join group/depot; potential depot/ems",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* At noon 300 kW make 150; the bakery uses 100 and may feed in 10. In a hub the depot
     * would take the rest. */
    {"feed-in contract too small",
     {RENEWABLE("- 0.45"),
      NO_PUMP,
      {"export_cap_kw=\"2000\"", "export_cap_kw=\"10\""},
      {"earliest_year=\"2027\"", "earliest_year=\"2030\""}},
     "target renewable 2028; contract_export bakery; hub_year group",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    {"a hub that comes too late",
     {CO2("- 505"), NO_ROOF, NO_FIELD, {"earliest_year=\"2027\"", "earliest_year=\"2030\""}},
     "target co2 2028; hub_year group",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* 141 kW: the fund alone pays for 50 in each milestone, with the subsidy in one of them for 150. */
    {"a subsidy that is too small",
     {CO2("- 490"), POT("30000"), {"budget_eur=\"0\"", "budget_eur=\"100\""}, NO_FIELD, NO_GROUP, NO_PUMP},
     "target co2 2028; fund pot 2027; fund pot 2028; subsidy grant 2027; subsidy grant 2028",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    /* A kW of heat without CO2 saves 8.76 / 0.8 * 0.2 = 2.19 t; 82.5 t take 37.7 kW. */
    {"a heat source that is too small",
     {CO2("- 500"), HEAT_TECHNOLOGIES, HEAT_NET("10", "100"), NO_ROOF, NO_FIELD, NO_PUMP,
      NO_GROUP},
     "target co2 2028; heat_source warm/works",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    {"the target of a park",
     {{"kind=\"co2\" max_t_per_year=\"-\"", "kind=\"co2\" park=\"quay\" max_t_per_year=\"250 -\""}},
     "target co2 2027; potential bakery/pv_roof; potential bakery/pv_field; "
     "potential bakery/pv_group",
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    {"an early target",
     {CO2("380 -"), NO_FIELD, NO_GROUP, NO_PUMP},
     NULL,
     PERSPECTIVE_SOCIETAL,
     false,
     false},
    {"small roof, decomposed",
     {CO2("- 460"), ROOF("20"), NO_FIELD, NO_GROUP, NO_PUMP},
     "target co2 2028; potential bakery/pv_roof",
     PERSPECTIVE_SOCIETAL,
     false,
     true},
    {"small budgets, decomposed",
     {CO2("- 460"), POT("5000"), NO_FIELD, NO_GROUP, NO_PUMP},
     "target co2 2028; fund pot 2027; fund pot 2028",
     PERSPECTIVE_SOCIETAL,
     false,
     true},
    {"station too small for feed-in, decomposed",
     {RENEWABLE("- 0.9"), ROOF("1000"), {"export_cap_kw=\"5000\"", "export_cap_kw=\"50\""}},
     "target renewable 2028; station_export north 2027; station_export north 2028",
     PERSPECTIVE_SOCIETAL,
     false,
     true},
    {"few installers, decomposed",
     {CO2("- 460"),
      {"weeks_per_year=\"1000\"", "weeks_per_year=\"1\""},
      NO_FIELD,
      NO_GROUP,
      NO_PUMP},
     "target co2 2028; installer_weeks electrician 2027; installer_weeks electrician 2028",
     PERSPECTIVE_SOCIETAL,
     false,
     true},
    {"a hub that comes too late, decomposed",
     {CO2("- 505"), NO_ROOF, NO_FIELD, {"earliest_year=\"2027\"", "earliest_year=\"2030\""}},
     "target co2 2028; hub_year group",
     PERSPECTIVE_SOCIETAL,
     false,
     true},
    /* In pieces two limits of a kind are looked for, so the third one is not named. */
    {"both years, decomposed",
     {CO2("300 240")},
     "target co2 2028; potential bakery/pv_roof; potential bakery/pv_field",
     PERSPECTIVE_SOCIETAL,
     true,
     true},
    {"two conflicts, decomposed",
     {CO2("- 450"), CHARGING("- 1"), POINTS("2")},
     NULL,
     PERSPECTIVE_SOCIETAL,
     true,
     true},
    {"two conflicts", {CO2("- 450"), CHARGING("- 1"), POINTS("2")}, NULL, PERSPECTIVE_SOCIETAL, true, false},
};

const size_t n_strained_cases = sizeof strained_cases / sizeof strained_cases[0];

char *strained_text(const strained_case *c)
{
    size_t size;
    char *text = load_file("tests/regions/strained.xml", &size);
    assert_non_null(text);
    for (size_t k = 0; k < STRAINED_EDITS && c->edits[k][0]; k++) {
        assert_non_null(strstr(text, c->edits[k][0]));
        char *next = replaced(text, c->edits[k][0], c->edits[k][1]);
        assert_non_null(next);
        free(text);
        text = next;
    }
    return text;
}
