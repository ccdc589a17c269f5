/* What the region does and wants: trades, programme, funds, subsidies, targets. */
#include <math.h>
#include <stdio.h>

#include "bench/gen_dice.h"
#include "bench/gen_park.h"
#include "bench/gen_time.h"

static double n_companies(const gen *g)
{
    double n = 0.0;
    for (size_t p = 0; p < g->n_parks; p++)
        n += (double)gen_park_draw(g, p).companies;
    return n;
}

typedef double site_figure(const gen *g, const gen_site *s, size_t y);

static double sum_over_sites(const gen *g, site_figure *figure, size_t y)
{
    double sum = 0.0;
    for (size_t p = 0; p < g->n_parks; p++) {
        const gen_park park = gen_park_draw(g, p);
        for (size_t i = 0; i < park.n_sites; i++)
            sum += figure(g, &park.sites[i], y);
    }
    return sum;
}

static size_t n_municipalities(const gen *g)
{
    return gen_station_municipality(g->n_stations - 1) + 1;
}

/* --- people ---------------------------------------------------------------------------------------- */

/* Weeks per year and company; the number of installers grows by 3 % a year. */
static void write_trade(const gen *g, const char *id, double weeks_per_company)
{
    double weeks[GEN_MAX_MILESTONES];
    const double now = weeks_per_company * n_companies(g);
    for (size_t y = 0; y < g->n_milestones; y++)
        weeks[y] = round(now * pow(1.03, (double)(gen_year(g, y) - GEN_PRICE_YEAR)));
    printf("    <trade id=\"%s\"", id);
    gen_write_list(g, "weeks_per_year", weeks, 0);
    printf("/>\n");
}

void gen_write_trades(const gen *g)
{
    printf("  <trades>\n");
    write_trade(g, "electrician", 0.5);
    write_trade(g, "installer_heat", 0.04);
    write_trade(g, "civil", 0.02);
    printf("  </trades>\n");
}

static void write_programme(const gen *g)
{
    const double scale = n_companies(g) / 200.0;
    printf("  <programme base_adoption_frac_per_year=\"0.02\">\n"
           "    <effort id=\"desk\" theme=\"energy_desk\" name=\"Energieloket\" unit=\"fte\" "
           "cost_eur_per_unit_year=\"100000\" max=\"%.2f\" companies_per_unit_year=\"40\"/>\n"
           "    <effort id=\"sessions\" theme=\"knowledge_sharing\" name=\"Kennissessies\" "
           "unit=\"sessions_per_year\" cost_eur_per_unit_year=\"5000\" max=\"%.2f\" "
           "companies_per_unit_year=\"3\"/>\n"
           "    <effort id=\"campaigns\" theme=\"communication\" name=\"Campagnes\" "
           "unit=\"campaigns_per_year\" cost_eur_per_unit_year=\"12500\" max=\"%.2f\" "
           "companies_per_unit_year=\"6\"/>\n"
           "  </programme>\n",
           0.5 * scale, 3.0 * scale, 1.5 * scale);
}

/* --- money ----------------------------------------------------------------------------------------- */

/* So much per company and year. */
static void write_budget(const gen *g, double eur)
{
    double budget[GEN_MAX_MILESTONES];
    for (size_t y = 0; y < g->n_milestones; y++)
        budget[y] = round(eur * n_companies(g) * (double)gen_duration_years(g, y));
    gen_write_list(g, "budget_eur", budget, 0);
    printf("/>\n");
}

static void write_municipal_fund(const gen *g, size_t m)
{
    printf("    <fund id=\"municipality_%02zu\" name=\"Gemeente %zu\" payer=\"municipality\" "
           "themes=\"charging_infrastructure insight_and_control\" municipality=\"Gemeente %zu\"",
           m + 1, m + 1, m + 1);
    write_budget(g, 50.0 / (double)n_municipalities(g));
}

static void write_funds(const gen *g)
{
    printf("    <fund id=\"programme\" name=\"Regionaal programma\" payer=\"municipality\" "
           "themes=\"energy_desk knowledge_sharing communication insight_and_control\"");
    write_budget(g, 180.0);
    for (size_t m = 0; m < n_municipalities(g); m++)
        write_municipal_fund(g, m);
    printf("    <fund id=\"province\" name=\"Provincie\" payer=\"province\" themes=\"heat_nets\"");
    write_budget(g, 200.0);
    printf("    <fund id=\"companies\" name=\"Investeringsruimte van bedrijven\" "
           "payer=\"company\"");
    write_budget(g, 5500.0);
    printf("    <fund id=\"cooperatives\" name=\"Leden en leningen van coöperaties\" "
           "payer=\"cooperative\"");
    write_budget(g, 1500.0);
}

static void write_subsidies(const gen *g)
{
    printf("    <subsidy id=\"charging\" name=\"Laadpunten voor vrachtwagens\" "
           "technologies=\"dc_150 dc_60\" eur_per_unit=\"5279\" from=\"2027\" until=\"2034\" "
           "cap_eur_per_applicant_year=\"40000\"");
    write_budget(g, 20.0);
    printf("    <subsidy id=\"heat_pumps\" name=\"Warmtepompen\" technologies=\"heat_pump_air\" "
           "eur_per_unit=\"100\" cap_eur_per_applicant_year=\"30000\" excludes=\"tax_relief\"");
    write_budget(g, 60.0);
    printf("    <subsidy id=\"tax_relief\" name=\"Aftrek\" technologies=\"heat_pump_air battery "
           "led_lighting\" rate_frac=\"0.1\" budget_eur=\"-\"/>\n");
}

/* --- targets --------------------------------------------------------------------------------------- */

/* Part of what could be avoided that is asked: more, the more years there have been to build it. */
static double asked_frac(const gen *g, size_t y)
{
    const int until = gen_year(g, y) + gen_duration_years(g, y);
    return fmin(0.7, 0.06 * (double)(until - GEN_PLAN_YEAR));
}

static void write_co2_target(const gen *g)
{
    double most[GEN_MAX_MILESTONES];
    for (size_t y = 0; y < g->n_milestones; y++)
        most[y] = round(sum_over_sites(g, gen_site_co2_t, y) -
                        asked_frac(g, y) * sum_over_sites(g, gen_site_avoidable_co2_t, y));
    printf("    <target id=\"co2\" kind=\"co2\"");
    gen_write_list(g, "max_t_per_year", most, 0);
    printf("/>\n");
}

/* A share in the last milestone only. */
static void write_last_share(const gen *g, const char *id, double frac)
{
    printf("    <target id=\"%s\" kind=\"%s\" min_frac=\"", id, id);
    for (size_t y = 0; y + 1 < g->n_milestones; y++)
        printf("- ");
    printf("%.3f\"/>\n", frac);
}

static void write_targets(const gen *g)
{
    dice d = dice_for(g->seed, DICE_POLICY, 0);
    printf("  <targets>\n");
    write_co2_target(g);
    write_last_share(g, "charging", dice_between(&d, 0.4, 0.7));
    if (g->seed % 2 == 0)
        write_last_share(g, "renewable", dice_between(&d, 0.05, 0.15));
    printf("  </targets>\n");
}

void gen_write_policy(const gen *g)
{
    write_programme(g);
    printf("  <funds>\n");
    write_funds(g);
    write_subsidies(g);
    printf("  </funds>\n");
    write_targets(g);
}
