/* Hubs and heat nets. */
#include <math.h>
#include <stdio.h>

#include "bench/gen_dice.h"
#include "bench/gen_park.h"
#include "bench/gen_time.h"

enum { MOST_STATIONS_OF_A_NET = 6, STATIONS_PER_LOCAL_NET = 4, MOST_PARKS_OF_A_LOCAL_NET = 2 };

/* --- hubs ---------------------------------------------------------------------------------------- */

static void write_hub(const gen *g, size_t station)
{
    const gen_park p = gen_park_draw(g, gen_station_first_park(g, station));
    dice d = dice_for(g->seed, DICE_HUB, station);
    const size_t earliest = dice_pick(&d, 2) % g->n_milestones;
    const double formation_eur = dice_between(&d, 20e3, 80e3);
    const double eur_per_year = dice_between(&d, 5e3, 25e3);
    const double eur_per_member = dice_between(&d, 500.0, 1500.0);
    printf("    <hub id=\"hub_s%02zu\" name=\"Energiehub %zu\" earliest_year=\"%d\" "
           "formation_cost_eur=\"%.0f\" operating_cost_eur_per_year=\"%.0f\"\n"
           "        operating_cost_eur_per_member_year=\"%.0f\" settlement=\"%s\">\n",
           station + 1, station + 1, gen_year(g, earliest), formation_eur, eur_per_year,
           eur_per_member, dice_chance(&d, 0.5) ? "net" : "member");
    for (size_t j = 0; j < p.n_members; j++)
        printf("      <member connection=\"%s\" joins=\"may\"/>\n", p.sites[j].id);
    printf("      <group_capacity mode=\"sum\"/>\n");
    if (dice_chance(&d, 0.5))
        printf("      <potential technology=\"battery\" connection=\"%s\" max=\"%.0f\"/>\n",
               p.sites[0].id, round(dice_between(&d, 100.0, 400.0)));
    printf("    </hub>\n");
}

void gen_write_hubs(const gen *g)
{
    bool any = false;
    for (size_t s = 0; s < g->n_stations; s++) {
        if (!gen_station_has_hub(g, s))
            continue;
        printf("%s", any ? "" : "  <hubs>\n");
        any = true;
        write_hub(g, s);
    }
    printf("%s", any ? "  </hubs>\n" : "");
}

/* --- heat nets ------------------------------------------------------------------------------------- */

static double park_heat_kw(const gen *g, size_t number)
{
    const gen_park p = gen_park_draw(g, number);
    double kw = 0.0;
    for (size_t i = 0; i < p.n_sites; i++)
        kw += gen_site_heat_peak_kw(g, &p.sites[i]);
    return kw;
}

static void write_pipe(const char *id, const char *from, const char *to, double length_m,
                       double max_kw, const char *technology)
{
    printf("      <pipe id=\"%s\" from=\"%s\" to=\"%s\" technology=\"%s\" length_m=\"%.0f\" "
           "max_kw=\"%.0f\"/>\n",
           id, from, to, technology, length_m, max_kw);
}

/* From the junction to each park; what all of them together could take. */
static double write_branches(const gen *g, const char *net, const size_t *parks, size_t n_parks,
                             const char *technology, dice *d)
{
    char id[40], to[40];
    double all_kw = 0.0;
    for (size_t k = 0; k < n_parks; k++) {
        const double kw = ceil(park_heat_kw(g, parks[k]));
        all_kw += kw;
        snprintf(id, sizeof id, "%s_branch%zu", net, k + 1);
        snprintf(to, sizeof to, "park:p%03zu", parks[k] + 1);
        write_pipe(id, "junction", to, dice_between(d, 300.0, 1200.0), kw, technology);
    }
    return all_kw;
}

/* One park, the last, of each of the first stations. */
static void write_regional_net(const gen *g)
{
    dice d = dice_for(g->seed, DICE_HEAT_NET, g->n_stations);
    size_t parks[MOST_STATIONS_OF_A_NET], n = 0;
    for (size_t s = 0; s < g->n_stations && n < MOST_STATIONS_OF_A_NET; s++)
        parks[n++] = gen_station_first_park(g, s + 1) - 1;
    printf("    <heat_net id=\"net_region\" name=\"Regionaal warmtenet\" available_from=\"%d\" "
           "fixed_cost_eur=\"%.0f\" operating_eur_per_year=\"30000\"\n"
           "        temperature=\"HT\" diversity_frac=\"0.9\" "
           "connection_technology=\"heat_connection\">\n",
           gen_year(g, g->n_milestones / 2), round((double)n * dice_between(&d, 1e5, 4e5)));
    const double all_kw = write_branches(g, "region", parks, n, "heat_pipe_ht", &d);
    write_pipe("region_trunk", "region_residual", "junction", dice_between(&d, 800.0, 3000.0),
               all_kw, "heat_pipe_ht");
    write_pipe("region_tie", "region_backup", "junction", 100.0, all_kw, "heat_pipe_ht");
    printf("      <source id=\"region_residual\" technology=\"residual_heat_ht\" max_kw=\"%.0f\" "
           "price_eur_per_kwh=\"0.018\"/>\n"
           "      <source id=\"region_backup\" technology=\"backup_gas_heat\" max_kw=\"%.0f\"/>\n"
           "    </heat_net>\n",
           round(0.5 * all_kw), round(0.6 * all_kw));
}

/* The first parks behind one station. */
static void write_local_net(const gen *g, size_t station)
{
    dice d = dice_for(g->seed, DICE_HEAT_NET, station);
    const size_t first = gen_station_first_park(g, station);
    const size_t n_there = gen_station_first_park(g, station + 1) - first;
    size_t parks[MOST_PARKS_OF_A_LOCAL_NET], n = 0;
    while (n < n_there && n < MOST_PARKS_OF_A_LOCAL_NET) {
        parks[n] = first + n;
        n++;
    }
    char net[32], source[40], trunk[40];
    snprintf(net, sizeof net, "net_s%02zu", station + 1);
    snprintf(source, sizeof source, "%s_source", net);
    snprintf(trunk, sizeof trunk, "%s_trunk", net);
    const size_t from = dice_pick(&d, 2) % g->n_milestones;
    const double fixed_eur = dice_between(&d, 1e5, 5e5);
    printf("    <heat_net id=\"%s\" name=\"Warmtenet %zu\" available_from=\"%d\" "
           "fixed_cost_eur=\"%.0f\" operating_eur_per_year=\"15000\"\n"
           "        temperature=\"MT\" connection_technology=\"heat_connection\">\n",
           net, station + 1, gen_year(g, from), fixed_eur);
    const double all_kw = write_branches(g, net, parks, n, "heat_pipe_mt", &d);
    write_pipe(trunk, source, "junction", dice_between(&d, 200.0, 1200.0), all_kw, "heat_pipe_mt");
    printf("      <source id=\"%s\" technology=\"residual_heat_lt\" max_kw=\"%.0f\" "
           "price_eur_per_kwh=\"0.019\"/>\n"
           "    </heat_net>\n",
           source, round(0.5 * all_kw));
}

void gen_write_heat_nets(const gen *g)
{
    printf("  <heat_nets>\n");
    write_regional_net(g);
    for (size_t s = 0; s < g->n_stations; s++)
        if ((s + g->seed) % STATIONS_PER_LOCAL_NET == 0)
            write_local_net(g, s);
    printf("  </heat_nets>\n");
}
