/* Parks and connections as XML. */
#include <math.h>
#include <stdio.h>

#include "bench/gen_market.h"
#include "bench/gen_park.h"
#include "bench/gen_time.h"

static const char *const technology_ids[] = {
    [GEN_PV_ROOF] = "pv_roof",
    [GEN_WIND_TURBINE] = "wind",
    [GEN_BATTERY] = "battery",
    [GEN_EMS_SITE] = "ems_site",
    [GEN_EMS_REGIONAL] = "ems_regional",
    [GEN_LED] = "led_lighting",
    [GEN_INSULATION_OFFICE] = "insulation_office",
    [GEN_INSULATION_HALL] = "insulation_hall",
    [GEN_HEAT_PUMP] = "heat_pump_air",
    [GEN_E_BOILER] = "e_boiler",
    [GEN_BUFFER] = "heat_buffer",
    [GEN_SOLAR_COLLECTOR] = "solar_heat",
    [GEN_CHP] = "gas_chp",
    [GEN_GENERATOR] = "generator",
    [GEN_AC_22] = "ac_22",
    [GEN_DC_60] = "dc_60",
    [GEN_DC_150] = "dc_150",
};

static const double cable_room = 1.5, feed_in_part = 0.8; /* over the contract */

static void write_head(const gen *g, const gen_site *s)
{
    const double contract_kw =
        ceil(s->contract_room * GEN_QUARTER_HOUR_FACTOR * gen_site_peak_kw(g, s) + 1.0);
    printf("      <connection id=\"%s\" import_cap_kw=\"%.0f\" export_cap_kw=\"%.0f\" "
           "physical_cap_kw=\"%.0f\"",
           s->id, contract_kw, floor(feed_in_part * contract_kw), ceil(cable_room * contract_kw));
    if (s->aggregate)
        printf(" aggregate=\"true\" sites=\"%d\" coincidence_frac=\"0.8\">\n"
               "        <tariff_share tariff=\"ms_2026\" share_frac=\"0.7\"/>\n"
               "        <tariff_share tariff=\"ls_2026\" share_frac=\"0.3\"/>\n",
               s->companies);
    else
        printf(" tariff=\"ms_2026\">\n");
}

static void write_rights(const gen_site *s)
{
    if (s->time_block_kw > 0.0)
        printf("        <right kind=\"time_block\" import_kw=\"%.0f\" "
               "contract_eur_per_kw_year=\"10\" blocks=\"09-16 21-06\"/>\n",
               s->time_block_kw);
    if (s->variable_kw > 0.0)
        printf("        <right kind=\"variable\" import_kw=\"%.0f\" "
               "contract_eur_per_kw_year=\"5\" released=\"released\"/>\n",
               s->variable_kw);
}

static void write_demand(const char *carrier, double mwh, gen_profile p, double growth_frac,
                         const char *fallback)
{
    if (mwh > 0.0)
        printf("        <demand carrier=\"%s\" energy_mwh_per_year=\"%.0f\" profile=\"%s\" "
               "growth_frac_per_year=\"%.4f\"%s/>\n",
               carrier, mwh, gen_profile_id(p), growth_frac, fallback);
}

typedef double vehicles_wanted(const gen *g, const gen_site *s, size_t y);

static void write_fleet(const gen *g, const gen_site *s, const char *kind, vehicles_wanted *wanted,
                        double today, double kwh_per_day, gen_profile p, const char *rest)
{
    double vehicles[GEN_MAX_MILESTONES];
    for (size_t y = 0; y < g->n_milestones; y++)
        vehicles[y] = wanted(g, s, y);
    if (vehicles[g->n_milestones - 1] <= 0.0)
        return;
    printf("        <fleet class=\"%s\"", kind);
    gen_write_list(g, "vehicles", vehicles, 0);
    printf(" existing_vehicles=\"%.0f\" energy_kwh_per_vehicle_day=\"%.2f\" profile=\"%s\" %s "
           "fallback_eur_per_kwh=\"0.465\" fallback_co2_kg_per_kwh=\"%.2f\"/>\n",
           today, kwh_per_day, gen_profile_id(p), rest, GEN_DIESEL_CO2_KG_PER_KWH);
}

static void write_fleets(const gen *g, const gen_site *s)
{
    write_fleet(g, s, "car", gen_cars_wanted, gen_cars_today(s), s->car_kwh_per_day,
                GEN_CAR_UNMANAGED, "vehicle_kw=\"11\" window=\"08-18\"");
    write_fleet(g, s, "truck", gen_trucks_wanted, gen_trucks_today(s), s->truck_kwh_per_day,
                GEN_TRUCK_UNMANAGED, "vehicle_kw=\"150\" window=\"17-06\"");
}

static void write_one_installed(const char *technology, double capacity, const char *year)
{
    if (capacity > 0.0)
        printf("        <installed technology=\"%s\" capacity=\"%.0f\"%s/>\n", technology, capacity,
               year);
}

/* Enough gas boilers for the coldest step and the growth of heat, enough plugs for the vehicles of
 * today. */
static void write_installed(const gen *g, const gen_site *s)
{
    const double room_for_growth = 1.25, cars_per_point = 2.0, trucks_per_point = 3.0;
    write_one_installed("gas_boiler", ceil(room_for_growth * gen_site_heat_peak_kw(g, s)), "");
    write_one_installed("pv_roof", s->installed_pv_kw, " year=\"2021\"");
    write_one_installed("ac_22", ceil(gen_cars_today(s) / cars_per_point), " year=\"2024\"");
    write_one_installed("dc_150", ceil(gen_trucks_today(s) / trucks_per_point), " year=\"2025\"");
}

static bool is_charger_without_fleet(const gen *g, const gen_site *s, int k)
{
    const size_t last = g->n_milestones - 1;
    return (k == GEN_AC_22 && gen_cars_wanted(g, s, last) <= 0.0) ||
           ((k == GEN_DC_60 || k == GEN_DC_150) && gen_trucks_wanted(g, s, last) <= 0.0);
}

static void write_potentials(const gen *g, const gen_site *s)
{
    for (int k = 0; k < GEN_TECHNOLOGY_COUNT; k++) {
        const bool saving = k >= GEN_LED && k <= GEN_INSULATION_HALL;
        if (s->potential[k] > 0.0 && !is_charger_without_fleet(g, s, k))
            printf("        <potential technology=\"%s\" max=\"%.*f\"/>\n", technology_ids[k],
                   saving ? 4 : 0, s->potential[k]);
    }
}

static void write_site(const gen *g, const gen_site *s)
{
    write_head(g, s);
    write_rights(s);
    write_demand("electricity", s->el_mwh, s->el_profile, s->el_growth_frac, "");
    write_demand("heat", s->heat_mwh, s->heat_profile, s->heat_growth_frac,
                 " fallback_eur_per_kwh=\"0.15\" fallback_co2_kg_per_kwh=\"0.2\"");
    write_demand("gas", s->gas_mwh, GEN_GAS_PROCESS, s->gas_growth_frac,
                 " fallback_eur_per_kwh=\"0.15\" fallback_co2_kg_per_kwh=\"0.2\"");
    write_fleets(g, s);
    write_installed(g, s);
    write_potentials(g, s);
    printf("      </connection>\n");
}

static void write_park(const gen *g, size_t number)
{
    const gen_park p = gen_park_draw(g, number);
    printf("    <park id=\"p%03zu\" name=\"Bedrijvenpark %zu\" municipality=\"Gemeente %zu\" "
           "station=\"s%02zu\"\n"
           "        area_ha=\"%.0f\" free_area_m2=\"%.0f\" companies=\"%d\" lat=\"%.4f\" "
           "lon=\"%.4f\">\n",
           number + 1, number + 1, gen_station_municipality(p.station) + 1, p.station + 1,
           p.area_ha, p.free_area_m2, p.companies, p.lat, p.lon);
    for (size_t i = 0; i < p.n_sites; i++)
        write_site(g, &p.sites[i]);
    printf("    </park>\n");
}

void gen_write_parks(const gen *g)
{
    printf("  <parks>\n");
    for (size_t p = 0; p < g->n_parks; p++)
        write_park(g, p);
    printf("  </parks>\n");
}
