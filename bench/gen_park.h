/* bench/gen_park.h - business parks and their connections.
 *
 * A park has one connection that stands for all its companies, but for those that could form a hub:
 * they are split out of the first park of every third station.
 */
#ifndef BENCH_GEN_PARK_H
#define BENCH_GEN_PARK_H

#include "bench/gen.h"
#include "bench/gen_profile.h"

typedef enum gen_technology {
    GEN_PV_ROOF,
    GEN_WIND_TURBINE,
    GEN_BATTERY,
    GEN_EMS_SITE,
    GEN_EMS_REGIONAL,
    GEN_LED,
    GEN_INSULATION_OFFICE,
    GEN_INSULATION_HALL,
    GEN_HEAT_PUMP,
    GEN_E_BOILER,
    GEN_BUFFER,
    GEN_SOLAR_COLLECTOR,
    GEN_CHP,
    GEN_GENERATOR,
    GEN_AC_22,
    GEN_DC_60,
    GEN_DC_150,
    GEN_TECHNOLOGY_COUNT
} gen_technology;

typedef struct gen_site {
    char id[32];
    bool aggregate;
    int companies;
    gen_profile el_profile, heat_profile;
    double el_mwh, heat_mwh, gas_mwh;                         /* in the price year; 0: no demand */
    double el_growth_frac, heat_growth_frac, gas_growth_frac; /* per year */
    double cars, trucks;                                      /* all of them, electric or not */
    double car_kwh_per_day, truck_kwh_per_day;
    double time_block_kw, variable_kw; /* non-firm rights; 0: none */
    double contract_room;              /* firm contract over the peak of today */
    double installed_pv_kw;
    double potential[GEN_TECHNOLOGY_COUNT]; /* savings: part of the demand */
} gen_site;

enum { GEN_MAX_MEMBERS = 4, GEN_MAX_SITES = GEN_MAX_MEMBERS + 1 };

typedef struct gen_park {
    size_t number, station;
    int companies;
    double lat, lon, area_ha, free_area_m2;
    size_t n_members; /* the first sites; 0: no hub here */
    size_t n_sites;   /* the last is the aggregate */
    gen_site sites[GEN_MAX_SITES];
} gen_park;

gen_park gen_park_draw(const gen *g, size_t number);

size_t gen_park_station(const gen *g, size_t number);
size_t gen_station_first_park(const gen *g, size_t station); /* n_parks for n_stations */
size_t gen_station_municipality(size_t station);
bool gen_station_has_hub(const gen *g, size_t station);

/* Vehicles that are electric, or that their owners want to be, in a milestone. */
double gen_cars_wanted(const gen *g, const gen_site *s, size_t y);
double gen_trucks_wanted(const gen *g, const gen_site *s, size_t y);
double gen_cars_today(const gen_site *s);
double gen_trucks_today(const gen_site *s);

/* Highest load of today with its vehicles, without any measure, and of its heat. */
double gen_site_peak_kw(const gen *g, const gen_site *s);
double gen_site_heat_peak_kw(const gen *g, const gen_site *s);

/* Emission when nothing more is done and all growth is served, and what the measures that emit least
 * could take off it at most. */
double gen_site_co2_t(const gen *g, const gen_site *s, size_t y);
double gen_site_avoidable_co2_t(const gen *g, const gen_site *s, size_t y);

#endif
