/* The tables of a plan: what is in them, and what people call it. The keys are those of
 * outputs/plan.schema.json. */
#include "outputs/table.h"

#define KEY(name, path, nl, en) {name, COLUMN_KEY, 0, path, "", {nl, en}}
#define KEY_OF(up, name, list, nl, en) {name, COLUMN_REF, up, "id", list, {nl, en}}
#define TEXT(name, path, nl, en) {name, COLUMN_TEXT, 0, path, "", {nl, en}}
#define REF(name, list, nl, en) {name, COLUMN_REF, 0, name, list, {nl, en}}
#define WORD(name, path, prefix, nl, en) {name, COLUMN_WORD, 0, path, prefix, {nl, en}}
#define UNIT(path) {"unit", COLUMN_UNIT, 0, path, "", {"eenheid", "unit"}}
#define YEAR {"year", COLUMN_YEAR, 0, "year", "", {"jaar", "year"}}
#define YEAR_AT_PLACE {"year", COLUMN_YEAR, 0, "#", "", {"jaar", "year"}}
#define COUNT(name, path, nl, en) {name, COLUMN_COUNT, 0, path, "", {nl, en}}
#define NUMBER(name, path, unit, nl, en) {name, COLUMN_NUMBER, 0, path, unit, {nl, en}}
#define EUR(name, path, nl, en) {name, COLUMN_EUR, 0, path, "€", {nl, en}}
#define FRAC(name, path, nl, en) {name, COLUMN_FRAC, 0, path, "%", {nl, en}}
#define BOOL(name, path, nl, en) {name, COLUMN_BOOL, 0, path, "", {nl, en}}

/* --- the region as a whole -------------------------------------------------------------------- */

static const column years[] = {
    YEAR,
    NUMBER("wanted_growth_mwh", "wanted_growth_mwh", "MWh", "gewenste groei per jaar",
           "growth wanted per year"),
    NUMBER("refused_growth_mwh", "refused_growth_mwh", "MWh", "groei die niet past, per jaar",
           "growth that does not fit, per year"),
    NUMBER("status_quo_refused_growth_mwh", "status_quo_refused_growth_mwh", "MWh",
           "groei die zonder plan niet past, per jaar",
           "growth that does not fit without plan, per year"),
    NUMBER("shed_mwh", "shed_mwh", "MWh", "bestaand verbruik dat niet past, per jaar",
           "existing use that does not fit, per year"),
    NUMBER("co2_t", "co2_t", "t", "CO2 per jaar", "CO2 per year"),
    NUMBER("status_quo_co2_t", "status_quo_co2_t", "t", "CO2 zonder plan, per jaar",
           "CO2 without plan, per year"),
    EUR("investment_eur", "investment_eur", "investering", "investment"),
    EUR("subsidy_eur", "subsidy_eur", "waarvan subsidie", "of which subsidy"),
    EUR("cost_eur", "cost_eur", "kosten per jaar", "cost per year"),
    EUR("status_quo_cost_eur", "status_quo_cost_eur", "kosten zonder plan, per jaar",
        "cost without plan, per year"),
    NUMBER("freed_kw", "freed_kw", "kW", "lagere piek op de stations", "lower peak at the stations"),
};

#define ACCOUNTS(prefix, nl, en)                                                                   \
    EUR(prefix "investment", prefix "account_eur.investment", "investering" nl, "investment" en),  \
    EUR(prefix "operation", prefix "account_eur.operation", "beheer" nl, "operation" en),          \
    EUR(prefix "energy", prefix "account_eur.energy", "energie" nl, "energy" en),                  \
    EUR(prefix "grid", prefix "account_eur.grid", "net" nl, "grid" en),                            \
    EUR(prefix "energy_tax", prefix "account_eur.energy_tax", "energiebelasting" nl,               \
        "energy tax" en),                                                                          \
    EUR(prefix "co2", prefix "account_eur.co2", "CO2" nl, "CO2" en),                               \
    EUR(prefix "unserved", prefix "account_eur.unserved", "wat niet past" nl,                      \
        "what does not fit" en),                                                                   \
    EUR(prefix "programme", prefix "account_eur.programme", "programma" nl, "programme" en),       \
    EUR(prefix "subsidy", prefix "account_eur.subsidy", "subsidie" nl, "subsidy" en)

static const column accounts[] = {
    YEAR,
    ACCOUNTS("", "", ""),
    EUR("cost_eur", "cost_eur", "totaal", "total"),
    ACCOUNTS("status_quo_", " zonder plan", " without plan"),
    EUR("status_quo_cost_eur", "status_quo_cost_eur", "totaal zonder plan", "total without plan"),
};

#define SHARE                                                                                      \
    COUNT("n_actions", "n_actions", "acties", "actions"),                                          \
    EUR("investment_eur", "investment_eur", "investering", "investment"),                          \
    EUR("subsidy_eur", "subsidy_eur", "waarvan subsidie", "of which subsidy"),                     \
    EUR("yearly_cost_eur", "yearly_cost_eur", "kosten per jaar aan het eind", "cost per year at the end"), \
    EUR("programme_eur", "programme_eur", "programma over alle jaren", "programme over all years")

static const column themes[] = {
    WORD("theme", "id", "theme_", "thema", "theme"), SHARE,
    EUR("paid_eur", "paid_eur", "betaald over alle jaren", "paid over all years"),
    REF("owner", "payers", "trekker", "owner"),
    {"reason", COLUMN_SENTENCE, 0, "reason.text_id", "", {"waarom niets", "why nothing"}},
};

static const column theme_years[] = {
    {"theme", COLUMN_WORD, 1, "id", "theme_", {"thema", "theme"}},
    YEAR_AT_PLACE,
    NUMBER("kpi", "", "", "maatstaf", "measure"),
};

static const column payers[] = {
    KEY("payer", "id", "betaler", "payer"),
    TEXT("name_nl", "name_nl", "naam", "Dutch name"),
    TEXT("name_en", "name_en", "Engelse naam", "name"),
};

static const column payer_totals[] = {
    {"payer", COLUMN_REF, 0, "id", "payers", {"betaler", "payer"}}, SHARE,
    EUR("paid_eur", "paid_eur", "betaalt over alle jaren", "pays over all years"),
};

static const column municipalities[] = {
    TEXT("municipality", "id", "gemeente", "municipality"), SHARE,
    EUR("paid_eur", "paid_eur", "betaald over alle jaren", "paid over all years"),
};

/* --- parks ------------------------------------------------------------------------------------ */

static const column parks[] = {
    KEY("park", "id", "terrein", "park"),
    TEXT("name", "name", "naam", "name"),
    TEXT("municipality", "municipality", "gemeente", "municipality"),
    REF("station", "stations", "station", "station"),
    NUMBER("area_ha", "situation.area_ha", "ha", "oppervlakte", "area"),
    NUMBER("free_area_m2", "situation.free_area_m2", "m2", "vrije grond", "free ground"),
    NUMBER("companies", "situation.companies", "", "bedrijven", "companies"),
    NUMBER("sites", "situation.sites", "", "aansluitingen", "connections"),
    BOOL("aggregate", "situation.aggregate", "samengevoegd", "aggregated"),
    NUMBER("import_cap_kw", "situation.import_cap_kw", "kW", "contracten voor afname",
           "contracts for import"),
    NUMBER("export_cap_kw", "situation.export_cap_kw", "kW", "contracten voor teruglevering",
           "contracts for feed-in"),
    NUMBER("base_peak_import_kw", "situation.base_peak_import_kw", "kW", "piek nu", "peak today"),
    NUMBER("existing_vehicles", "situation.existing_vehicles", "", "elektrische voertuigen nu",
           "electric vehicles today"),
    COUNT("n_actions", "actions*", "acties", "actions"),
    EUR("investment_eur", "actions+investment_eur", "investering", "investment"),
    EUR("subsidy_eur", "actions+subsidy_eur", "waarvan subsidie", "of which subsidy"),
};

static const column park_demand[] = {
    KEY_OF(1, "park", "parks", "terrein", "park"),
    WORD("carrier", "carrier", "carrier_", "energie", "energy"),
    NUMBER("energy_mwh_per_year", "energy_mwh_per_year", "MWh", "verbruik per jaar", "use per year"),
};

#define STATE(prefix, of, nl, en)                                                                  \
    NUMBER(prefix "peak_import_kw", of "grid.peak_import_kw", "kW", "piek afname" nl,              \
           "peak import" en),                                                                      \
    NUMBER(prefix "peak_export_kw", of "grid.peak_export_kw", "kW", "piek teruglevering" nl,       \
           "peak feed-in" en),                                                                     \
    NUMBER(prefix "contract_kw", of "grid.contract_kw", "kW", "contracten" nl, "contracts" en),    \
    NUMBER(prefix "import_mwh", of "grid.import_mwh", "MWh", "stroom van het net" nl,              \
           "electricity from the grid" en),                                                        \
    NUMBER(prefix "export_mwh", of "grid.export_mwh", "MWh", "stroom naar het net" nl,             \
           "electricity to the grid" en),                                                          \
    NUMBER(prefix "renewable_mwh", of "grid.renewable_mwh", "MWh", "eigen opwek" nl,               \
           "own generation" en),                                                                   \
    NUMBER(prefix "electricity_use_mwh", of "grid.electricity_use_mwh", "MWh",                     \
           "stroomverbruik" nl, "electricity use" en),                                             \
    NUMBER(prefix "heat_demand_mwh", of "heat.heat_demand_mwh", "MWh", "warmtevraag" nl,           \
           "heat demand" en),                                                                      \
    NUMBER(prefix "heat_net_mwh", of "heat.heat_net_mwh", "MWh", "warmte uit een net" nl,          \
           "heat from a net" en),                                                                  \
    NUMBER(prefix "vehicles_wanted", of "charging.vehicles_wanted", "",                            \
           "elektrische voertuigen gewenst" nl, "electric vehicles wanted" en),                    \
    NUMBER(prefix "vehicles_served", of "charging.vehicles_served", "",                            \
           "voertuigen die kunnen laden" nl, "vehicles that can charge" en),                       \
    NUMBER(prefix "charging_mwh", of "charging.charging_mwh", "MWh", "geladen" nl, "charged" en),  \
    NUMBER(prefix "points", of "charging.points", "", "laadpunten" nl, "charging points" en),      \
    NUMBER(prefix "refused_growth_mwh", of "unserved.refused_growth_mwh", "MWh",                   \
           "groei die niet past" nl, "growth that does not fit" en),                               \
    FRAC(prefix "refused_growth_frac", of "unserved.refused_growth_frac",                          \
         "deel van de groei dat niet past" nl, "part of the growth that does not fit" en),         \
    NUMBER(prefix "shed_mwh", of "unserved.shed_mwh", "MWh", "bestaand verbruik dat niet past" nl, \
           "existing use that does not fit" en),                                                   \
    NUMBER(prefix "surplus_mwh", of "unserved.surplus_mwh", "MWh", "overschot" nl, "surplus" en),  \
    NUMBER(prefix "co2_t", of "co2_t", "t", "CO2 per jaar" nl, "CO2 per year" en),                 \
    EUR(prefix "cost_eur", of "cost_eur", "kosten per jaar" nl, "cost per year" en)

static const column park_years[] = {
    KEY_OF(1, "park", "parks", "terrein", "park"),
    YEAR,
    NUMBER("wanted_growth_mwh", "wanted_growth_mwh", "MWh", "gewenste groei", "growth wanted"),
    STATE("", "plan.", "", ""),
    STATE("status_quo_", "status_quo.", " zonder plan", " without plan"),
};

static const column companies[] = {
    {"park", COLUMN_REF, 1, "park", "parks", {"terrein", "park"}},
    YEAR_AT_PLACE,
    NUMBER("companies_acting", "", "", "bedrijven die iets doen", "companies that act"),
    {"companies_reached", COLUMN_NUMBER, 1, "companies_reached#", "",
     {"waarvan bereikt door het programma", "of which reached by the programme"}},
};

static const column places[] = {
    {"park", COLUMN_REF, 0, "id", "parks", {"terrein", "park"}},
    NUMBER("lat", "lat", "°", "breedtegraad", "latitude"),
    NUMBER("lon", "lon", "°", "lengtegraad", "longitude"),
};

/* --- actions ---------------------------------------------------------------------------------- */

static const column actions[] = {
    KEY("action", "id", "actie", "action"),
    REF("park", "parks", "terrein", "park"),
    TEXT("connection", "connection", "aansluiting", "connection"),
    WORD("kind", "kind", "kind_", "soort", "kind"),
    REF("technology", "technologies", "maatregel", "measure"),
    REF("hub", "hubs", "hub", "hub"),
    REF("heat_net", "heat_nets", "warmtenet", "heat net"),
    TEXT("source", "source", "bron", "source"),
    TEXT("pipe", "pipe", "leiding", "pipe"),
    TEXT("cable", "cable", "kabel", "cable"),
    REF("effort", "programme.efforts", "inzet", "effort"),
    WORD("theme", "theme", "theme_", "thema", "theme"),
    {"start_year", COLUMN_YEAR, 0, "start_year", "", {"beginnen in", "start in"}},
    {"year", COLUMN_YEAR, 0, "year", "", {"in gebruik", "in use"}},
    NUMBER("amount", "amount", "", "hoeveel", "amount"),
    UNIT("unit"),
    NUMBER("amount_kwh", "amount_kwh", "kWh", "opslag", "storage"),
    NUMBER("companies", "companies", "", "bedrijven", "companies"),
    EUR("investment_eur", "investment_eur", "investering", "investment"),
    EUR("subsidy_eur", "subsidy_eur", "waarvan subsidie", "of which subsidy"),
    EUR("yearly_cost_eur", "yearly_cost_eur", "kosten per jaar", "cost per year"),
    REF("owner", "payers", "eigenaar", "owner"),
    NUMBER("energy_mwh_per_year", "energy_mwh_per_year", "MWh", "energie per jaar",
           "energy per year"),
};

#define ACTION_OF(name, path, kind, list, nl, en) {name, kind, 1, path, list, {nl, en}}

static const column payments[] = {
    ACTION_OF("action", "id", COLUMN_REF, "actions", "actie", "action"),
    ACTION_OF("park", "park", COLUMN_REF, "parks", "terrein", "park"),
    ACTION_OF("theme", "theme", COLUMN_WORD, "theme_", "thema", "theme"),
    ACTION_OF("year", "year", COLUMN_YEAR, "", "jaar", "year"),
    REF("payer", "payers", "betaler", "payer"),
    REF("fund", "funds", "uit", "from"),
    EUR("eur", "eur", "bedrag", "amount"),
};

static const column subsidies[] = {
    ACTION_OF("action", "id", COLUMN_REF, "actions", "actie", "action"),
    ACTION_OF("park", "park", COLUMN_REF, "parks", "terrein", "park"),
    ACTION_OF("year", "year", COLUMN_YEAR, "", "jaar", "year"),
    TEXT("subsidy", "subsidy", "subsidie", "subsidy"),
    NUMBER("units", "units", "", "eenheden", "units"),
    EUR("eur", "eur", "bedrag", "amount"),
};

static const column technologies[] = {
    KEY("technology", "id", "maatregel", "measure"),
    TEXT("name_nl", "name_nl", "naam", "Dutch name"),
    TEXT("name_en", "name_en", "Engelse naam", "name"),
    WORD("kind", "kind", "technology_", "soort", "kind"),
    WORD("theme", "theme", "theme_", "thema", "theme"),
    UNIT("unit"),
};

/* --- hubs and heat nets ------------------------------------------------------------------------ */

static const column hubs[] = {
    KEY("hub", "id", "hub", "hub"),
    TEXT("name", "name", "naam", "name"),
    WORD("legal_form", "legal_form", "legal_", "rechtsvorm", "legal form"),
    REF("station", "stations", "station", "station"),
    WORD("decision", "decision", "decision_", "besluit", "decision"),
    {"year", COLUMN_YEAR, 0, "year", "", {"vanaf", "from"}},
    REF("owner", "payers", "eigenaar", "owner"),
};

static const column hub_members[] = {
    KEY_OF(1, "hub", "hubs", "hub", "hub"),
    TEXT("connection", "connection", "aansluiting", "connection"),
    TEXT("company", "company", "bedrijf", "company"),
    REF("park", "parks", "terrein", "park"),
    BOOL("must_join", "must_join", "verplicht", "has to join"),
    NUMBER("import_cap_kw", "import_cap_kw", "kW", "eigen contract nu", "own contract today"),
    {"joined_year", COLUMN_YEAR, 0, "joined_year", "", {"lid vanaf", "member from"}},
};

static const column hub_years[] = {
    KEY_OF(1, "hub", "hubs", "hub", "hub"),
    YEAR,
    NUMBER("group_contract_kw", "group_contract_kw", "kW", "contract van de groep",
           "contract of the group"),
    NUMBER("group_capacity_kw", "group_capacity_kw", "kW", "ruimte voor de groep",
           "capacity for the group"),
    NUMBER("members_contract_kw", "members_contract_kw", "kW", "vervallen contracten van leden",
           "contracts of members that lapse"),
    NUMBER("peak_import_kw", "peak_import_kw", "kW", "piek afname", "peak import"),
    NUMBER("peak_export_kw", "peak_export_kw", "kW", "piek teruglevering", "peak feed-in"),
    NUMBER("exchanged_mwh", "exchanged_mwh", "MWh", "onderling gedeeld per jaar",
           "shared among members per year"),
};

static const column heat_nets[] = {
    KEY("heat_net", "id", "warmtenet", "heat net"),
    TEXT("name", "name", "naam", "name"),
    TEXT("temperature", "temperature", "temperatuur", "temperature"),
    WORD("decision", "decision", "decision_", "besluit", "decision"),
    {"year", COLUMN_YEAR, 0, "year", "", {"vanaf", "from"}},
    REF("owner", "payers", "eigenaar", "owner"),
};

static const column heat_net_years[] = {
    KEY_OF(1, "heat_net", "heat_nets", "warmtenet", "heat net"),
    YEAR,
    NUMBER("delivered_mwh", "delivered_mwh", "MWh", "geleverd per jaar", "delivered per year"),
    NUMBER("source_mwh", "source_mwh", "MWh", "opgewekt per jaar", "produced per year"),
    EUR("cost_eur", "cost_eur", "kosten per jaar", "cost per year"),
    EUR("cost_eur_per_mwh", "cost_eur_per_mwh", "kosten per MWh", "cost per MWh"),
};

static const column heat_net_parks[] = {
    KEY_OF(2, "heat_net", "heat_nets", "warmtenet", "heat net"),
    {"park", COLUMN_REF, 1, "park", "parks", {"terrein", "park"}},
    YEAR_AT_PLACE,
    NUMBER("delivered_mwh", "", "MWh", "geleverd per jaar", "delivered per year"),
};

static const column heat_net_sources[] = {
    KEY_OF(2, "heat_net", "heat_nets", "warmtenet", "heat net"),
    {"source", COLUMN_TEXT, 1, "id", "", {"bron", "source"}},
    {"technology", COLUMN_TEXT, 1, "technology", "", {"soort", "kind"}},
    YEAR_AT_PLACE,
    NUMBER("capacity_kw", "", "kW", "vermogen", "capacity"),
};

/* --- grid --------------------------------------------------------------------------------------- */

static const column stations[] = {
    KEY("station", "id", "station", "station"),
    TEXT("name", "name", "naam", "name"),
};

static const column station_years[] = {
    KEY_OF(1, "station", "stations", "station", "station"),
    YEAR,
    BOOL("congested", "congested", "vol", "congested"),
    NUMBER("import_cap_kw", "import_cap_kw", "kW", "ruimte afname", "limit on import"),
    NUMBER("export_cap_kw", "export_cap_kw", "kW", "ruimte teruglevering", "limit on feed-in"),
    NUMBER("peak_import_kw", "peak_import_kw", "kW", "piek afname", "peak import"),
    NUMBER("peak_export_kw", "peak_export_kw", "kW", "piek teruglevering", "peak feed-in"),
    NUMBER("status_quo_peak_import_kw", "status_quo_peak_import_kw", "kW",
           "piek afname zonder plan", "peak import without plan"),
    NUMBER("status_quo_peak_export_kw", "status_quo_peak_export_kw", "kW",
           "piek teruglevering zonder plan", "peak feed-in without plan"),
    NUMBER("hours_at_import_limit", "hours_at_import_limit", "h",
           "uren per jaar aan de grens, afname", "hours per year at the limit, import"),
    NUMBER("hours_at_export_limit", "hours_at_export_limit", "h",
           "uren per jaar aan de grens, teruglevering", "hours per year at the limit, feed-in"),
};

static const column contracts_at_risk[] = {
    REF("park", "parks", "terrein", "park"),
    TEXT("connection", "connection", "aansluiting", "connection"),
    TEXT("company", "company", "bedrijf", "company"),
    YEAR,
    NUMBER("contract_kw", "contract_kw", "kW", "contract", "contract"),
    NUMBER("peak_kw", "peak_kw", "kW", "piek", "peak"),
    NUMBER("at_risk_kw", "at_risk_kw", "kW", "terug te nemen", "at risk"),
};

static const column limits[] = {
    WORD("kind", "kind", "limit_", "grens", "limit"),
    TEXT("object", "object", "waarvan", "of what"),
    YEAR,
    NUMBER("used", "used", "", "gebruikt", "used"),
    NUMBER("available", "available", "", "beschikbaar", "available"),
    UNIT("unit"),
};

/* --- programme, money, targets --------------------------------------------------------------- */

static const column efforts[] = {
    KEY("effort", "id", "inzet", "effort"),
    TEXT("name", "name", "naam", "name"),
    WORD("theme", "theme", "theme_", "thema", "theme"),
    UNIT("unit"),
    REF("owner", "payers", "eigenaar", "owner"),
};

static const column effort_years[] = {
    KEY_OF(1, "effort", "programme.efforts", "inzet", "effort"),
    YEAR,
    NUMBER("units", "units", "", "hoeveel", "amount"),
    {"unit", COLUMN_UNIT, 1, "unit", "", {"eenheid", "unit"}},
    EUR("cost_eur_per_year", "cost_eur_per_year", "kosten per jaar", "cost per year"),
    NUMBER("companies_per_year", "companies_per_year", "", "bereikte bedrijven per jaar, hoogstens",
           "companies reached per year, at most"),
};

static const column funds[] = {
    KEY("fund", "id", "fonds", "fund"),
    TEXT("name", "name", "naam", "name"),
    REF("payer", "payers", "betaler", "payer"),
    TEXT("municipality", "municipality", "alleen in", "only in"),
};

static const column fund_years[] = {
    KEY_OF(1, "fund", "funds", "fonds", "fund"),
    YEAR,
    EUR("budget_eur", "budget_eur", "budget", "budget"),
    EUR("used_eur", "used_eur", "gebruikt", "used"),
};

static const column targets[] = {
    KEY_OF(1, "target", "targets", "doel", "target"),
    {"kind", COLUMN_WORD, 1, "kind", "target_", {"soort", "kind"}},
    {"municipality", COLUMN_TEXT, 1, "municipality", "", {"alleen in", "only in"}},
    {"park", COLUMN_REF, 1, "park", "parks", {"alleen op", "only at"}},
    YEAR,
    NUMBER("limit", "limit", "", "gevraagd", "asked"),
    NUMBER("value", "value", "", "bereikt", "reached"),
    NUMBER("shortfall", "shortfall", "", "tekort", "shortfall"),
    {"unit", COLUMN_UNIT, 1, "unit", "", {"eenheid", "unit"}},
};

static const column worse_off[] = {
    REF("park", "parks", "terrein", "park"),
    TEXT("connection", "connection", "aansluiting", "connection"),
    TEXT("company", "company", "bedrijf", "company"),
    EUR("eur_per_year", "eur_per_year", "slechter af per jaar", "worse off per year"),
};

/* --- what it rests on ------------------------------------------------------------------------- */

static const column assumptions[] = {
    {"text", COLUMN_SENTENCE, 0, "text_id", "", {"aanname", "assumption"}},
    TEXT("object", "object", "waarvan", "of what"),
    TEXT("field", "field", "veld", "field"),
    NUMBER("value", "value", "", "waarde", "value"),
    TEXT("source", "source", "bron", "source"),
    COUNT("line", "line", "regel in de invoer", "line of the input"),
};

static const column sources[] = {
    KEY("source", "id", "bron", "source"),
    TEXT("title", "title", "titel", "title"),
    TEXT("url", "url", "adres", "address"),
    TEXT("year", "year", "jaar", "year"),
    TEXT("reliability", "reliability", "betrouwbaarheid", "reliability"),
};

/* --- load over the day ----------------------------------------------------------------------- */

static const column days[] = {
    {"day", COLUMN_COUNT, 0, "@", "", {"nummer", "number"}},
    TEXT("name", "id", "dag", "day"),
    NUMBER("days_per_year", "days_per_year", "", "dagen per jaar", "days per year"),
};

static const column curves[] = {
    {"kind", COLUMN_WORD, 2, "kind", "curve_", {"wat", "what"}},
    {"id", COLUMN_TEXT, 2, "id", "", {"welk", "which"}},
    {"year", COLUMN_YEAR, 2, "year", "", {"jaar", "year"}},
    {"day", COLUMN_COUNT, 1, "@", "", {"dag", "day"}},
    {"step", COLUMN_COUNT, 0, "@", "", {"stap", "step"}},
    {"before_kw", COLUMN_NUMBER, 2, "before_kw##", "kW", {"zonder plan", "without plan"}},
    {"after_kw", COLUMN_NUMBER, 0, "", "kW", {"met plan", "with plan"}},
    {"limit_kw", COLUMN_NUMBER, 2, "limit_kw", "kW", {"grens", "limit"}},
};

#define SPEC(name, nl, en, about_nl, about_en, ...)                                                \
    {#name, sizeof name / sizeof name[0], name, __VA_ARGS__, {nl, en}, {about_nl, about_en}}
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
         "what a payer pays of an action", {"parks", "actions", "payments"},
         "region_actions"),
    SPEC(subsidies, "Subsidies", "Subsidies", "een subsidie op een actie",
         "a subsidy on an action", {"parks", "actions", "subsidies"}, "region_actions"),
    SPEC(payer_totals, "Per betaler", "By payer", "een betaler", "a payer",
         ROWS("summary.payers")),
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
    SPEC(effort_years, "Inzet per jaar", "Efforts by year", "inzet in een jaar",
         "effort in a year", ROWS("programme.efforts", "milestones")),
    SPEC(companies, "Bedrijven die meedoen", "Companies that act", "een terrein in een jaar",
         "a park in a year", ROWS("programme.parks", "companies_acting")),
    SPEC(targets, "Doelen", "Targets", "een doel in een jaar", "a target in a year",
         ROWS("targets", "milestones")),
    SPEC(worse_off, "Slechter af", "Worse off", "een aansluiting die slechter af is",
         "a connection that is worse off", ROWS("worse_off")),
    SPEC(technologies, "Maatregelen", "Measures", "een soort maatregel", "a kind of measure",
         ROWS("technologies")),
    SPEC(payers, "Betalers", "Payers", "een betaler", "a payer", ROWS("payers")),
    SPEC(places, "Plaatsen", "Places", "waar een terrein ligt (WGS84)",
         "where a park is (WGS84)", ROWS("places.parks")),
    SPEC(days, "Dagen", "Days", "een dag van het rekenjaar", "a day of the calendar",
         ROWS("meta.calendar.days")),
    SPEC(curves, "Belasting", "Load", "de belasting in een stap van een dag",
         "the load in a step of a day", ROWS("curves", "after_kw", "")),
    SPEC(assumptions, "Aannamen", "Assumptions", "iets dat niet gemeten is",
         "something that is not measured", ROWS("assumptions")),
    SPEC(sources, "Bronnen", "Sources", "een bron", "a source", ROWS("sources")),
};
const size_t n_table_specs = sizeof table_specs / sizeof table_specs[0];
