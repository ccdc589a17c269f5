/* Technologies that the built-in catalogue does not have, or has at one price only. */
#include <math.h>
#include <stdio.h>

#include "bench/gen_time.h"

/* Batteries get cheaper: to 460 EUR per kW of two hours in 2035. */
static double battery_eur_per_kw(int year)
{
    return fmax(460.0, 820.0 - 40.0 * (double)(year - GEN_PRICE_YEAR));
}

static void write_battery(const gen *g)
{
    double eur[GEN_MAX_MILESTONES];
    for (size_t y = 0; y < g->n_milestones; y++)
        eur[y] = battery_eur_per_kw(gen_year(g, y));
    printf("    <technology id=\"battery\" kind=\"storage\" theme=\"insight_and_control\" "
           "name_nl=\"Batterij\" name_en=\"Battery\" carrier=\"electricity\"\n"
           "        hours=\"2\" efficiency_in_frac=\"0.938\" efficiency_out_frac=\"0.938\" "
           "loss_frac_per_h=\"0.0001\" usable_frac=\"0.9\"\n       ");
    gen_write_list(g, "investment_eur_per_unit", eur, 0);
    printf(" operating_frac_of_investment_per_year=\"0.015\" life_years=\"15\" "
           "typical_size=\"250\" min_size=\"25\"\n"
           "        owner=\"company\" payers=\"company cooperative\" needs_ems=\"true\" "
           "trade=\"electrician\" weeks_per_unit=\"0.01\" footprint_m2_per_unit=\"0.1\"/>\n");
}

static void write_generator(void)
{
    printf("    <technology id=\"generator\" kind=\"converter\" theme=\"generation_and_saving\" "
           "name_nl=\"Gasmotor\" name_en=\"Gas engine\" input=\"gas\" capacity_of=\"output\"\n"
           "        investment_eur_per_unit=\"450\" operating_eur_per_unit_year=\"12\" "
           "life_years=\"20\" typical_size=\"200\" min_size=\"20\"\n"
           "        owner=\"company\" payers=\"company\" trade=\"electrician\" "
           "weeks_per_unit=\"0.02\" footprint_m2_per_unit=\"0.1\">\n"
           "      <output carrier=\"electricity\" ratio=\"0.37\"/>\n"
           "    </technology>\n");
}

void gen_write_catalogue(const gen *g)
{
    printf("  <catalogue href=\"nl-2026\">\n");
    write_battery(g);
    write_generator();
    printf("  </catalogue>\n");
}
