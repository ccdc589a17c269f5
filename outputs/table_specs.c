/* The tables of a plan: the lists that their rows come from, and what people call them. */
#include "outputs/table.h"

#include "outputs/table_columns.def"

#define SPEC(name, nl, en, about_nl, about_en, ...)                                                \
    {                                                                                              \
#name, sizeof name / sizeof name[0], name, __VA_ARGS__, {nl, en },                         \
        {                                                                                          \
            about_nl, about_en                                                                     \
        }                                                                                          \
    }
#define ROWS(...) {__VA_ARGS__}, NULL

const table_spec table_specs[] = {
    SPEC(years, "Regio per jaar", "Region by year", "een mijlpaal", "a milestone",
         ROWS("summary.milestones")),
    SPEC(accounts, "Kosten per jaar", "Cost by year", "een mijlpaal", "a milestone",
         ROWS("summary.milestones")),
    SPEC(themes, "Thema's", "Themes", "een thema", "a theme", ROWS("themes")),
    SPEC(theme_years, "Thema's per jaar", "Themes by year", "een thema in een jaar",
         "a theme in a year", ROWS("themes", "kpi.values")),
    SPEC(parks, "Terreinen", "Parks", "een bedrijventerrein", "a business park", ROWS("parks")),
    SPEC(park_years, "Terreinen per jaar", "Parks by year", "een terrein in een jaar",
         "a park in a year", ROWS("parks", "milestones")),
    SPEC(park_demand, "Verbruik nu", "Use today", "energie die een terrein nu gebruikt",
         "energy that a park uses today", ROWS("parks", "situation.demand")),
    SPEC(actions, "Acties", "Actions", "een actie", "an action", {"parks", "actions"},
         "region_actions"),
    SPEC(payments, "Betalingen", "Payments", "wat een betaler aan een actie betaalt",
         "what a payer pays of an action", {"parks", "actions", "payments"}, "region_actions"),
    SPEC(subsidies, "Subsidies", "Subsidies", "een subsidie op een actie", "a subsidy on an action",
         {"parks", "actions", "subsidies"}, "region_actions"),
    SPEC(why_not, "Niet gekozen", "Not chosen", "iets dat werd aangeboden en niet is gekozen",
         "something offered and not chosen", {"parks", "why_not"}, "why_not"),
    SPEC(payer_totals, "Per betaler", "By payer", "een betaler", "a payer", ROWS("summary.payers")),
    SPEC(municipalities, "Per gemeente", "By municipality", "een gemeente", "a municipality",
         ROWS("summary.municipalities")),
    SPEC(funds, "Fondsen", "Funds", "een fonds", "a fund", ROWS("funds")),
    SPEC(fund_years, "Fondsen per jaar", "Funds by year", "een fonds in een jaar",
         "a fund in a year", ROWS("funds", "milestones")),
    SPEC(hubs, "Hubs", "Hubs", "een mogelijke hub", "a candidate hub", ROWS("hubs")),
    SPEC(hub_members, "Leden van hubs", "Members of hubs", "een mogelijk lid", "a candidate member",
         ROWS("hubs", "members")),
    SPEC(hub_years, "Hubs per jaar", "Hubs by year", "een hub in een jaar", "a hub in a year",
         ROWS("hubs", "milestones")),
    SPEC(heat_nets, "Warmtenetten", "Heat nets", "een mogelijk warmtenet", "a candidate heat net",
         ROWS("heat_nets")),
    SPEC(heat_net_years, "Warmtenetten per jaar", "Heat nets by year", "een net in een jaar",
         "a net in a year", ROWS("heat_nets", "milestones")),
    SPEC(heat_net_parks, "Warmte per terrein", "Heat by park", "een terrein in een jaar",
         "a park in a year", ROWS("heat_nets", "parks", "delivered_mwh")),
    SPEC(heat_net_sources, "Warmtebronnen", "Heat sources", "een bron in een jaar",
         "a source in a year", ROWS("heat_nets", "sources", "capacity_kw")),
    SPEC(stations, "Stations", "Stations", "een station", "a station", ROWS("stations")),
    SPEC(station_years, "Stations per jaar", "Stations by year", "een station in een jaar",
         "a station in a year", ROWS("stations", "milestones")),
    SPEC(contracts_at_risk, "Contracten met weinig gebruik", "Contracts with little use",
         "een contract dat de netbeheerder kan terugnemen",
         "a contract that the grid operator may take back", ROWS("contracts_at_risk")),
    SPEC(limits, "Grenzen", "Limits", "een grens die het plan raakt", "a limit that the plan meets",
         ROWS("limits")),
    SPEC(efforts, "Inzet", "Efforts", "een soort inzet", "a kind of effort",
         ROWS("programme.efforts")),
    SPEC(effort_years, "Inzet per jaar", "Efforts by year", "inzet in een jaar", "effort in a year",
         ROWS("programme.efforts", "milestones")),
    SPEC(companies, "Bedrijven die meedoen", "Companies that act", "een terrein in een jaar",
         "a park in a year", ROWS("programme.parks", "companies_acting")),
    SPEC(targets, "Doelen", "Targets", "een doel in een jaar", "a target in a year",
         ROWS("targets", "milestones")),
    SPEC(worse_off, "Slechter af", "Worse off", "een aansluiting die slechter af is",
         "a connection that is worse off", ROWS("worse_off")),
    SPEC(technologies, "Maatregelen", "Measures", "een soort maatregel", "a kind of measure",
         ROWS("technologies")),
    SPEC(payers, "Betalers", "Payers", "een betaler", "a payer", ROWS("payers")),
    SPEC(places, "Plaatsen", "Places", "waar een terrein ligt (WGS84)", "where a park is (WGS84)",
         ROWS("places.parks")),
    SPEC(days, "Dagen", "Days", "een dag van het rekenjaar", "a day of the calendar",
         ROWS("meta.calendar.days")),
    SPEC(curves, "Belasting", "Load", "de belasting in een stap van een dag",
         "the load in a step of a day", ROWS("curves", "after_kw", "")),
    SPEC(assumptions, "Aannamen", "Assumptions", "iets dat niet gemeten is",
         "something that is not measured", ROWS("assumptions")),
    SPEC(sources, "Bronnen", "Sources", "een bron", "a source", ROWS("sources")),
};
const size_t n_table_specs = sizeof table_specs / sizeof table_specs[0];
