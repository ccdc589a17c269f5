#include "bench/gen_market.h"

#include <math.h>
#include <stdio.h>

#include "bench/gen.h"
#include "bench/gen_time.h"

/* From 0.27 in 2025 in a straight line to 0.10 in 2035, and then slower. */
double gen_electricity_co2_kg_per_kwh(int year)
{
    const double since = (double)year - 2025.0;
    return since < 10.0 ? 0.27 - 0.017 * since : fmax(0.04, 0.10 - 0.006 * (since - 10.0));
}

static void write_price_list(const gen *g, const char *name, double now, double rise_per_year,
                             double end, int n_decimals)
{
    double values[GEN_MAX_MILESTONES];
    for (size_t y = 0; y < g->n_milestones; y++) {
        const double price = now + rise_per_year * (double)(gen_year(g, y) - GEN_PRICE_YEAR);
        values[y] = rise_per_year < 0.0 ? fmax(price, end) : fmin(price, end);
    }
    gen_write_list(g, name, values, n_decimals);
}

static void write_electricity(const gen *g)
{
    double co2[GEN_MAX_MILESTONES];
    for (size_t y = 0; y < g->n_milestones; y++)
        co2[y] = gen_electricity_co2_kg_per_kwh(gen_year(g, y));
    printf("    <carrier id=\"electricity\" network=\"true\" price_profile=\"dayahead\"");
    write_price_list(g, "price_eur_per_kwh", 0.092, -0.0006, 0.08, 4);
    write_price_list(g, "export_price_eur_per_kwh", 0.083, -0.0006, 0.071, 4);
    gen_write_list(g, "co2_kg_per_kwh", co2, 4);
    printf("\n        supplier_margin_eur_per_kwh=\"0.015\" feed_in_fee_eur_per_kwh=\"0.01\">\n"
           "      <energy_tax up_to_mwh=\"10\" rate_eur_per_kwh=\"0.09161\"/>\n"
           "      <energy_tax up_to_mwh=\"50\" rate_eur_per_kwh=\"0.06671\"/>\n"
           "      <energy_tax up_to_mwh=\"10000\" rate_eur_per_kwh=\"0.03735\"/>\n"
           "      <energy_tax rate_eur_per_kwh=\"0.00379\"/>\n"
           "    </carrier>\n");
}

static void write_gas(const gen *g)
{
    printf("    <carrier id=\"gas\" network=\"true\"");
    write_price_list(g, "price_eur_per_kwh", 0.041, 0.0003, 0.045, 4);
    printf(" co2_kg_per_kwh=\"%.3f\">\n"
           "      <energy_tax up_to_mwh=\"1661\" rate_eur_per_kwh=\"0.06148\"/>\n"
           "      <energy_tax up_to_mwh=\"9770\" rate_eur_per_kwh=\"0.03386\"/>\n"
           "      <energy_tax rate_eur_per_kwh=\"0.0219\"/>\n"
           "    </carrier>\n",
           GEN_GAS_CO2_KG_PER_KWH);
}

/* So dear that a kW for one step of the cold peak is never worth less than the dearest kW. */
static void write_recourse(const gen *g)
{
    const double shed_eur_per_kwh = fmin(100.0, fmax(20.0, 60.0 / g->step_h));
    printf("  <recourse shed_eur_per_kwh=\"%.3f\" refused_growth_eur_per_kwh=\"0.5\" "
           "surplus_eur_per_kwh=\"0.001\" grid_cost_eur_per_kw_year=\"50\"/>\n",
           shed_eur_per_kwh);
}

static void write_tariffs(void)
{
    printf("  <tariffs>\n"
           "    <tariff id=\"ls_2026\" level=\"ls\" fixed_eur_per_year=\"18\" "
           "contract_eur_per_kw_year=\"17.88\" energy_eur_per_kwh=\"0.0806\" "
           "energy_low_eur_per_kwh=\"0.043\" low_window=\"23-07\"/>\n"
           "    <tariff id=\"ms_2026\" level=\"ms\" fixed_eur_per_year=\"441\" "
           "contract_eur_per_kw_year=\"27.48\" peak_eur_per_kw_month=\"3.57\" "
           "energy_eur_per_kwh=\"0.0226\"/>\n"
           "  </tariffs>\n");
}

void gen_write_market(const gen *g)
{
    printf("  <carriers");
    write_price_list(g, "co2_price_eur_per_t", 85.0, 2.0, 125.0, 2);
    printf(">\n");
    write_electricity(g);
    write_gas(g);
    printf("    <carrier id=\"heat\"/>\n"
           "  </carriers>\n");
    write_recourse(g);
    write_tariffs();
}
