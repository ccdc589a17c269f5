#include "bench/gen_park.h"

#include <math.h>
#include <stdio.h>

#include "bench/gen_dice.h"
#include "bench/gen_market.h"
#include "bench/gen_time.h"

enum { STATIONS_PER_HUB = 3, STATIONS_PER_MUNICIPALITY = 3, LEAST_MEMBERS = 3 };

typedef struct range {
    double low, high;
} range;

/* What companies are like, by kind of park. Energy in MWh a year per company, the rest per company
 * or as a part. Estimates, of the size that Dutch parks have. */
static const struct {
    gen_profile el_profile, heat_profile;
    range el_mwh, heat_per_el, gas_per_el, pv_kw, cars, trucks;
    gen_technology insulation;
} kinds[] = {
    {GEN_EL_OFFICE,
     GEN_HEAT_BUILDING,
     {80, 160},
     {0.6, 1.0},
     {0, 0},
     {25, 60},
     {3, 8},
     {0, 0.1},
     GEN_INSULATION_OFFICE},
    {GEN_EL_INDUSTRY,
     GEN_HEAT_INDUSTRY,
     {180, 340},
     {0.6, 1.2},
     {0.1, 0.3},
     {60, 130},
     {1, 3},
     {0.1, 0.5},
     GEN_INSULATION_HALL},
    {GEN_EL_LOGISTICS,
     GEN_HEAT_BUILDING,
     {120, 240},
     {0.2, 0.5},
     {0, 0},
     {80, 200},
     {1, 3},
     {0.5, 1.5},
     GEN_INSULATION_HALL},
    {GEN_EL_COLD_STORE,
     GEN_HEAT_BUILDING,
     {200, 400},
     {0.1, 0.3},
     {0, 0},
     {80, 160},
     {1, 3},
     {0.4, 1.2},
     GEN_INSULATION_HALL},
};
enum { N_KINDS = sizeof kinds / sizeof kinds[0] };

static double within(dice *d, range r)
{
    return dice_between(d, r.low, r.high);
}

/* --- where parks are ------------------------------------------------------------------------------- */

size_t gen_park_station(const gen *g, size_t number)
{
    return number * g->n_stations / g->n_parks;
}

size_t gen_station_first_park(const gen *g, size_t station)
{
    size_t p = 0;
    while (p < g->n_parks && gen_park_station(g, p) < station)
        p++;
    return p;
}

size_t gen_station_municipality(size_t station)
{
    return station / STATIONS_PER_MUNICIPALITY;
}

bool gen_station_has_hub(const gen *g, size_t station)
{
    return (station + g->seed) % STATIONS_PER_HUB == 0;
}

/* --- vehicles --------------------------------------------------------------------------------------- */

static const double cars_today_frac = 0.05, trucks_today_frac = 0.01;

/* Part that is electric, along an S-curve. */
static double electric_frac(int year, double half_way, double slope_years)
{
    return 1.0 / (1.0 + exp((half_way - (double)year) / slope_years));
}

double gen_cars_today(const gen_site *s)
{
    return floor(cars_today_frac * s->cars);
}

double gen_trucks_today(const gen_site *s)
{
    return floor(trucks_today_frac * s->trucks);
}

double gen_cars_wanted(const gen *g, const gen_site *s, size_t y)
{
    return fmax(gen_cars_today(s), round(s->cars * electric_frac(gen_year(g, y), 2034.0, 3.0)));
}

double gen_trucks_wanted(const gen *g, const gen_site *s, size_t y)
{
    return fmax(gen_trucks_today(s), round(s->trucks * electric_frac(gen_year(g, y), 2036.0, 3.0)));
}

/* --- loads and emissions ---------------------------------------------------------------------------- */

static const double hours_per_year = 8760.0, kwh_per_mwh = 1000.0;
static const double gas_boiler_frac = 0.96; /* as in the catalogue */

static double mean_kw(double mwh)
{
    return mwh * kwh_per_mwh / hours_per_year;
}

double gen_site_peak_kw(const gen *g, const gen_site *s)
{
    const double cars = gen_cars_today(s) * s->car_kwh_per_day / 24.0;
    const double trucks = gen_trucks_today(s) * s->truck_kwh_per_day / 24.0;
    return mean_kw(s->el_mwh) * gen_peak_over_mean(g, s->el_profile) +
           cars * gen_peak_over_mean(g, GEN_CAR_UNMANAGED) +
           trucks * gen_peak_over_mean(g, GEN_TRUCK_UNMANAGED);
}

double gen_site_heat_peak_kw(const gen *g, const gen_site *s)
{
    return mean_kw(s->heat_mwh) * gen_peak_over_mean(g, s->heat_profile);
}

double gen_site_co2_t(const gen *g, const gen_site *s, size_t y)
{
    const int year = gen_year(g, y);
    const double years = (double)(year - GEN_PRICE_YEAR);
    const double vehicle_kwh = gen_cars_wanted(g, s, y) * s->car_kwh_per_day +
                               gen_trucks_wanted(g, s, y) * s->truck_kwh_per_day;
    const double el_mwh =
        s->el_mwh * pow(1.0 + s->el_growth_frac, years) + 365.0 * vehicle_kwh / kwh_per_mwh;
    const double gas_mwh = s->gas_mwh * pow(1.0 + s->gas_growth_frac, years) +
                           s->heat_mwh * pow(1.0 + s->heat_growth_frac, years) / gas_boiler_frac;
    return el_mwh * gen_electricity_co2_kg_per_kwh(year) + gas_mwh * GEN_GAS_CO2_KG_PER_KWH;
}

double gen_site_avoidable_co2_t(const gen *g, const gen_site *s, size_t y)
{
    const double sun_mwh_per_kw = 0.8, pump_mwh_per_kw = 4.5, cop = 3.0;
    const double el_kg = gen_electricity_co2_kg_per_kwh(gen_year(g, y));
    const double pumped_mwh = fmin(s->heat_mwh, pump_mwh_per_kw * s->potential[GEN_HEAT_PUMP]);
    const double sun_mwh =
        fmin(0.5 * s->el_mwh, sun_mwh_per_kw * (s->potential[GEN_PV_ROOF] - s->installed_pv_kw));
    return sun_mwh * el_kg + s->potential[GEN_LED] * s->el_mwh * el_kg +
           pumped_mwh * (GEN_GAS_CO2_KG_PER_KWH / gas_boiler_frac - el_kg / cop);
}

/* --- what could be done ----------------------------------------------------------------------------- */

static void draw_chargers(gen_site *s)
{
    const double cars_per_point = 2.5, trucks_per_point = 3.0;
    s->potential[GEN_AC_22] = ceil(s->cars / cars_per_point);
    s->potential[GEN_DC_150] = ceil(s->trucks / trucks_per_point);
}

static void draw_heat_options(gen_site *s, dice *d)
{
    const double mean = mean_kw(s->heat_mwh);
    s->potential[GEN_HEAT_PUMP] = round(mean * dice_between(d, 1.0, 2.0));
    if (dice_chance(d, 0.5))
        s->potential[GEN_E_BOILER] = round(mean * dice_between(d, 0.5, 1.5));
    if (dice_chance(d, 0.5))
        s->potential[GEN_BUFFER] = round(mean * dice_between(d, 0.5, 1.5));
    if (dice_chance(d, 0.35))
        s->potential[GEN_SOLAR_COLLECTOR] = round(mean * dice_between(d, 0.3, 1.0));
    if (dice_chance(d, 0.25))
        s->potential[GEN_CHP] = round(mean * dice_between(d, 0.3, 0.8));
}

static void draw_electricity_options(gen_site *s, double pv_kw_per_company, dice *d)
{
    const double companies = (double)s->companies;
    s->installed_pv_kw = round(companies * pv_kw_per_company * dice_between(d, 0.05, 0.2));
    s->potential[GEN_PV_ROOF] = round(companies * pv_kw_per_company);
    s->potential[GEN_BATTERY] = round(mean_kw(s->el_mwh) * dice_between(d, 0.6, 1.5));
    s->potential[GEN_EMS_SITE] = companies;
    s->potential[GEN_LED] = dice_between(d, 0.04, 0.12);
}

/* Only parks as a whole have room or reach for these. */
static void draw_park_options(gen_site *s, dice *d)
{
    s->potential[GEN_EMS_REGIONAL] = (double)s->companies;
    if (dice_chance(d, 0.15))
        s->potential[GEN_WIND_TURBINE] = 3000.0;
    if (dice_chance(d, 0.2))
        s->potential[GEN_DC_60] = s->potential[GEN_DC_150];
    if (dice_chance(d, 0.2))
        s->potential[GEN_GENERATOR] = round(mean_kw(s->el_mwh) * dice_between(d, 0.1, 0.3));
}

static void draw_rights(gen_site *s, dice *d)
{
    if (dice_chance(d, 0.15))
        s->time_block_kw = round(mean_kw(s->el_mwh) * dice_between(d, 0.1, 0.3));
    else if (dice_chance(d, 0.15))
        s->variable_kw = round(mean_kw(s->el_mwh) * dice_between(d, 0.1, 0.3));
}

/* --- sites ------------------------------------------------------------------------------------------- */

static gen_site draw_site(size_t kind, int companies, dice *d)
{
    gen_site s = {.companies = companies,
                  .el_profile = kinds[kind].el_profile,
                  .heat_profile = kinds[kind].heat_profile};
    s.contract_room = dice_between(d, 1.15, 1.4);
    s.el_growth_frac = dice_between(d, 0.01, 0.03);
    s.heat_growth_frac = dice_between(d, 0.0, 0.005);
    s.gas_growth_frac = dice_between(d, 0.0, 0.005);
    s.car_kwh_per_day = dice_between(d, 8.0, 10.0);
    s.truck_kwh_per_day = dice_between(d, 150.0, 230.0);
    s.el_mwh = round((double)companies * within(d, kinds[kind].el_mwh));
    s.heat_mwh = round(s.el_mwh * within(d, kinds[kind].heat_per_el));
    s.gas_mwh = round(s.el_mwh * within(d, kinds[kind].gas_per_el));
    s.cars = round((double)companies * within(d, kinds[kind].cars));
    s.trucks = round((double)companies * within(d, kinds[kind].trucks));
    draw_electricity_options(&s, within(d, kinds[kind].pv_kw), d);
    draw_heat_options(&s, d);
    draw_chargers(&s);
    s.potential[kinds[kind].insulation] = dice_between(d, 0.05, 0.2);
    draw_rights(&s, d);
    return s;
}

/* A member is several times as large as the others of its park, and decides on fewer things. The
 * second grows and has trucks, but no room for them; the others have, and could lend it. */
static gen_site draw_member(size_t kind, size_t park, size_t j, dice *d)
{
    const double times = dice_between(d, 3.0, 8.0);
    gen_site s = draw_site((kind + j) % N_KINDS, 1, d);
    snprintf(s.id, sizeof s.id, "p%03zu_m%zu", park + 1, j + 1);
    s.contract_room = j == 1 ? 1.05 : dice_between(d, 1.3, 1.6);
    s.el_growth_frac = j == 1 ? dice_between(d, 0.02, 0.08) : 0.005;
    s.el_mwh = round(s.el_mwh * times);
    s.heat_mwh = j == 0 ? round(s.heat_mwh * times) : 0.0;
    s.gas_mwh = 0.0;
    s.cars = 0.0;
    s.trucks = j == 1 ? round(2.0 * times) : 0.0;
    draw_chargers(&s);
    for (int k = GEN_INSULATION_OFFICE; k <= GEN_CHP; k++)
        s.potential[k] = k == GEN_HEAT_PUMP && j == 0 ? round(s.potential[k] * times) : 0.0;
    s.installed_pv_kw = 0.0;
    s.potential[GEN_PV_ROOF] = round(s.potential[GEN_PV_ROOF] * times);
    s.potential[GEN_BATTERY] = j < 2 ? round(s.potential[GEN_BATTERY] * times) : 0.0;
    return s;
}

static void draw_place(const gen *g, gen_park *p, dice *d)
{
    const size_t per_row = (size_t)ceil(sqrt((double)g->n_parks));
    p->lat = 52.0 + 0.02 * (double)(p->number / per_row) + dice_between(d, 0.0, 0.01);
    p->lon = 4.5 + 0.03 * (double)(p->number % per_row) + dice_between(d, 0.0, 0.015);
    p->area_ha = round((double)p->companies * dice_between(d, 0.4, 0.9));
    p->free_area_m2 = round(p->area_ha * dice_between(d, 20.0, 100.0));
}

gen_park gen_park_draw(const gen *g, size_t number)
{
    dice d = dice_for(g->seed, DICE_PARK, number);
    gen_park p = {.number = number, .station = gen_park_station(g, number)};
    const size_t kind = dice_pick(&d, N_KINDS);
    const int in_aggregate = 20 + (int)dice_pick(&d, 50);
    const size_t n_members = LEAST_MEMBERS + dice_pick(&d, GEN_MAX_MEMBERS - LEAST_MEMBERS + 1);
    if (gen_station_has_hub(g, p.station) && gen_station_first_park(g, p.station) == number)
        p.n_members = n_members;
    gen_site *rest = &p.sites[p.n_members];
    *rest = draw_site(kind, in_aggregate, &d);
    snprintf(rest->id, sizeof rest->id, "p%03zu_rest", number + 1);
    rest->aggregate = true;
    draw_park_options(rest, &d);
    for (size_t j = 0; j < p.n_members; j++)
        p.sites[j] = draw_member(kind, number, j, &d);
    p.n_sites = p.n_members + 1;
    p.companies = in_aggregate + (int)p.n_members;
    draw_place(g, &p, &d);
    return p;
}
