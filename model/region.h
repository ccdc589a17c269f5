/* model/region.h - everything the planner knows about a region.
 *
 * Plain data, open to every folder. inputs/ builds it once; region_check() accepts it,
 * region_complete() works out what follows from it, and then nobody changes it.
 * All memory belongs to the arena it was built in. Lists are in file order.
 */
#ifndef MODEL_REGION_H
#define MODEL_REGION_H

#include <stdbool.h>
#include <stddef.h>

#include "model/arena.h"
#include "model/asset.h"
#include "model/calendar.h"
#include "model/carrier.h"
#include "model/diag.h"
#include "model/heat_net.h"
#include "model/horizon.h"
#include "model/hub.h"
#include "model/park.h"
#include "model/payer.h"
#include "model/profile.h"
#include "model/programme.h"
#include "model/station.h"
#include "model/tariff.h"
#include "model/target.h"
#include "model/technology.h"

/* A private cable between two connections behind one station. */
typedef struct cable {
    const char *id;
    size_t index;
    connection *from, *to;
    const technology *technology; /* kind link, carrier electricity */
    double length_m;
    double max_kw;
    figure_basis basis;
    int line;
} cable;

typedef enum scenario_kind { SCENARIO_FUTURE, SCENARIO_OPTION } scenario_kind;

/* What a region offers to compare; the edits themselves are made before reading. */
typedef struct scenario {
    const char *id;
    const char *name;
    scenario_kind kind;
    double probability_frac; /* of a future; NAN: not given */
    int line;
} scenario;

/* A source key of the region or the catalogue, for the plan's list. */
typedef struct source_key {
    const char *id;
    const char *title;
    const char *url;         /* or NULL */
    const char *year;        /* of publication, or NULL */
    const char *reliability; /* "A" law or ministry .. "D" somebody's model, or NULL */
    int line;
} source_key;

/* Something that a figure of the region or the program assumed, for the plan's list. */
typedef struct assumption {
    const char *text_id;    /* in model/texts.def */
    const char *object;     /* id of what it is about, such as "station leiden_zuidwest" */
    const char *field;      /* attribute, or NULL */
    double value;           /* NAN when none */
    const char *source;     /* or NULL */
    int line;
} assumption;

typedef struct region {
    const char *id;
    const char *name;
    const char *file;     /* for messages; "-" when read from stdin */
    const char *sha256;   /* of the input file, hexadecimal */
    const char *scenario; /* id of the applied one, "base" when none */
    const char *scenario_name;

    horizon horizon;
    calendar calendar;

    /* Recourse. Prices per kWh; see docs/formulation.md, section 3. */
    bool unserved_hourly;              /* unserved="hourly": no growth split, priced shedding */
    double shed_eur_per_kwh;           /* existing demand not served */
    double refused_growth_eur_per_kwh; /* growth that does not fit, where it has no fallback */
    double surplus_eur_per_kwh;        /* taken off a balance */
    double grid_cost_eur_per_kw_year;  /* societal: use of the grid, per kW of connection peak */
    const double *co2_price_eur_per_t; /* [n_milestones] */
    bool contract_growth_after_relief; /* contracts may grow to the physical cap after relief */
    bool no_burn;                      /* no import with export, no charge with discharge in one step */
    figure_basis recourse_basis;

    size_t n_profiles;      profile *profiles;
    size_t n_carriers;      carrier *carriers;
    size_t n_tariffs;       tariff *tariffs;
    size_t n_stations;      station *stations;
    size_t n_payers;        payer *payers;
    size_t n_trades;        trade *trades;
    size_t n_technologies;  technology *technologies;
    size_t n_parks;         park *parks;
    size_t n_connections;   connection *connections;
    size_t n_demands;       demand **demands; /* all, by index */
    size_t n_fleets;        fleet **fleets;   /* all, by index */
    size_t n_cables;        cable *cables;
    size_t n_heat_nets;     heat_net *heat_nets;
    size_t n_hubs;          hub *hubs;
    programme programme;
    size_t n_funds;         fund *funds;
    size_t n_subsidies;     subsidy *subsidies;
    size_t n_targets;       target *targets;
    size_t n_scenarios;     scenario *scenarios;
    double probability_frac; /* that the region stays as it is; NAN: not given */
    int scenarios_line;

    size_t n_sources;       source_key *sources;

    const carrier *electricity; /* never NULL */
    const carrier *heat;        /* NULL when the region has none */

    /* Filled in by region_complete(): */
    size_t n_assets;        asset *assets; /* by connection, in file order */
    size_t n_assumptions;   assumption *assumptions;
} region;

/* Check what a schema cannot: ranges, sums, cross-references between parts. Adds one
 * diagnostic per finding in the whole region. STATUS_OK or STATUS_INVALID. */
MUST_CHECK status region_check(const region *r, diag_list *diags);

/* Work out assets, station limits per milestone, heat routes, assumptions; adds findings
 * (warnings) such as a station whose rating is below today's load. */
MUST_CHECK status region_complete(region *r, arena *mem, diag_list *diags);

/* NULL when there is none with this id. */
connection *region_find_connection(const region *r, const char *id);
park *region_find_park(const region *r, const char *id);
/* The file's name without its folder, for results: where it stands on somebody's disk is nobody's
 * business, and the same input gives the same bytes wherever it lies. NULL when it has none. */
const char *region_file_name(const region *r);
/* Whether a park counts for a target or fund of this municipality (NULL: all). */
bool park_in_municipality(const park *p, const char *municipality);

#endif
