/* Stations, their limits and reinforcements. */
#include <math.h>
#include <stdio.h>

#include "bench/gen_dice.h"
#include "bench/gen_park.h"
#include "bench/gen_time.h"

static double station_peak_kw(const gen *g, size_t station)
{
    double kw = 0.0;
    for (size_t p = gen_station_first_park(g, station); p < gen_station_first_park(g, station + 1);
         p++) {
        const gen_park park = gen_park_draw(g, p);
        for (size_t i = 0; i < park.n_sites; i++)
            kw += gen_site_peak_kw(g, &park.sites[i]);
    }
    return kw;
}

/* Homes behind the same station, which take more room each year. */
static void write_background(const gen *g, double peak_kw, dice *d)
{
    const double now_kw = peak_kw * dice_between(d, 0.1, 0.4);
    const double growth_frac = dice_between(d, 0.005, 0.02);
    double kw[GEN_MAX_MILESTONES];
    for (size_t y = 0; y < g->n_milestones; y++)
        kw[y] = now_kw * pow(1.0 + growth_frac, (double)(gen_year(g, y) - GEN_PRICE_YEAR));
    printf(" background=\"homes\"");
    gen_write_list(g, "background_kw", kw, 0);
}

/* Half of the extensions come in the middle of the horizon, half at its end; some are not decided. */
static void write_reinforcement(const gen *g, size_t station, double peak_kw, dice *d)
{
    const size_t middle = g->n_milestones / 2, last = g->n_milestones - 1;
    const size_t y = dice_chance(d, 0.5) ? middle : last;
    const double add_kw = round(peak_kw * dice_between(d, 0.1, 0.4));
    printf("      <reinforcement id=\"extension_%02zu\" year=\"%d\" import_add_kw=\"%.0f\" "
           "export_add_kw=\"%.0f\" cost_eur=\"%.0f\" decided=\"%s\"/>\n",
           station + 1, gen_year(g, y), add_kw, add_kw, 300.0 * add_kw,
           dice_chance(d, 0.85) ? "true" : "false");
}

static void write_station(const gen *g, size_t station)
{
    dice d = dice_for(g->seed, DICE_STATION, station);
    const gen_park first = gen_park_draw(g, gen_station_first_park(g, station));
    const double peak_kw = station_peak_kw(g, station);
    const bool congested = dice_chance(&d, 0.7);
    const double room = congested ? dice_between(&d, 0.0, 0.05) : dice_between(&d, 0.06, 0.2);
    printf("    <station id=\"s%02zu\" name=\"Station %zu\" lat=\"%.4f\" lon=\"%.4f\" "
           "congested=\"%s\"\n        import_headroom_frac=\"%.4f\" export_cap_kw=\"%.0f\"",
           station + 1, station + 1, first.lat, first.lon, congested ? "true" : "false", room,
           round(peak_kw * dice_between(&d, 0.5, 0.9)));
    if (dice_chance(&d, 0.5))
        write_background(g, peak_kw, &d);
    printf(">\n");
    write_reinforcement(g, station, peak_kw, &d);
    printf("    </station>\n");
}

void gen_write_grid(const gen *g)
{
    printf("  <grid>\n");
    for (size_t s = 0; s < g->n_stations; s++)
        write_station(g, s);
    printf("  </grid>\n");
}
