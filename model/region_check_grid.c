#include "model/region_check.h"

#include <math.h>

#include "model/tolerance.h"

/* A share sum that people typed in full, such as 0.3 + 0.7. */
#define TARIFF_SHARE_TOL_FRAC SHARE_TOL_FRAC

/* The three ways to give a limit, by the names of one direction. */
static void check_limit(const checker *k, const subject *s, const field ways[3])
{
    int n_given = 0;
    for (size_t i = 0; i < 3; i++)
        n_given += !isnan(ways[i].value);
    if (n_given != 1)
        check_report(k, s, DIAG_STATION_LIMIT,
                     "%d of %s, %s and %s are given; exactly one was expected", n_given,
                     ways[0].name, ways[1].name, ways[2].name);
    check_fields(k, s, ways, 3);
}

static void check_background(const checker *k, const subject *s, const char *name, const profile *p)
{
    if (p != NULL && p->unit != PROFILE_PER_MEAN && p->unit != PROFILE_FRAC)
        check_report(k, s, DIAG_PROFILE_UNIT, "%s is %s; its unit has to be per_mean or frac", name,
                     p->id);
}

static void check_reinforcement(const checker *k, const reinforcement *f)
{
    const subject s = {.kind = "reinforcement", .id = f->id, .line = f->line};
    CHECK_FIELDS(k, &s, {"import_add_kw", f->import_add_kw, RANGE_NOT_NEGATIVE},
                 {"export_add_kw", f->export_add_kw, RANGE_NOT_NEGATIVE},
                 {"cost_eur", f->cost_eur, RANGE_NOT_NEGATIVE});
    check_dated(k, &s, "year", f->year);
}

static void check_station(const checker *k, const station *st)
{
    const subject s = {.kind = "station", .id = st->id, .line = st->line};
    check_limit(k, &s,
                (const field[]){
                    {"import_cap_kw", st->import_cap_kw, RANGE_NOT_NEGATIVE_OR_NONE},
                    {"import_headroom_kw", st->import_headroom_kw, RANGE_NOT_NEGATIVE_OR_NONE},
                    {"import_headroom_frac", st->import_headroom_frac, RANGE_NOT_NEGATIVE_OR_NONE},
                });
    check_limit(k, &s,
                (const field[]){
                    {"export_cap_kw", st->export_cap_kw, RANGE_NOT_NEGATIVE_OR_NONE},
                    {"export_headroom_kw", st->export_headroom_kw, RANGE_NOT_NEGATIVE_OR_NONE},
                    {"export_headroom_frac", st->export_headroom_frac, RANGE_NOT_NEGATIVE_OR_NONE},
                });
    check_background(k, &s, "background", st->background);
    check_background(k, &s, "background_export", st->background_export);
    check_list(k, &s, "background_kw", st->background_kw, RANGE_NOT_NEGATIVE);
    check_list(k, &s, "background_export_kw", st->background_export_kw, RANGE_NOT_NEGATIVE);
    CHECK_FIELDS(k, &s, {"lat", st->lat, RANGE_LATITUDE}, {"lon", st->lon, RANGE_LONGITUDE});
    for (size_t i = 0; i < st->n_reinforcements; i++)
        check_reinforcement(k, &st->reinforcements[i]);
}

static void check_park(const checker *k, const park *p)
{
    const subject s = {.kind = "park", .id = p->id, .line = p->line};
    CHECK_FIELDS(k, &s, {"area_ha", p->area_ha, RANGE_NOT_NEGATIVE},
                 {"free_area_m2", p->free_area_m2, RANGE_NOT_NEGATIVE},
                 {"companies", p->companies, RANGE_ONE_OR_MORE}, {"lat", p->lat, RANGE_LATITUDE},
                 {"lon", p->lon, RANGE_LONGITUDE});
}

static void check_tariff_shares(const checker *k, const subject *s, const connection *c)
{
    double sum = 0.0;
    for (size_t i = 0; i < c->n_tariff_shares; i++) {
        CHECK_FIELDS(k, s, {"share_frac", c->tariff_shares[i].share_frac, RANGE_FRAC});
        sum += c->tariff_shares[i].share_frac;
    }
    if (!nearly(sum, 1.0, TARIFF_SHARE_TOL_FRAC))
        check_report(k, s, DIAG_TARIFF_SHARES,
                     "share_frac of its tariffs comes to %.10g; it has to be 1", sum);
    if (!c->aggregate && c->n_tariff_shares > 1)
        check_report(k, s, DIAG_TARIFF_SHARES,
                     "it has %zu tariffs; only an aggregate connection has more than one",
                     c->n_tariff_shares);
}

static void check_rights(const checker *k, const connection *c)
{
    for (size_t i = 0; i < c->n_rights; i++) {
        const transport_right *right = &c->rights[i];
        const subject s = {.kind = "right of connection", .id = c->id, .line = right->line};
        CHECK_FIELDS(
            k, &s, {"import_kw", right->import_kw, RANGE_NOT_NEGATIVE},
            {"contract_eur_per_kw_year", right->contract_eur_per_kw_year, RANGE_NOT_NEGATIVE});
        if (right->available != NULL)
            check_values(k, &s, DIAG_PROFILE_VALUE, right->available,
                         calendar_size(&k->region->calendar), RANGE_FRAC);
        if (right->kind == RIGHT_DURATION_85 && c->level != GRID_LEVEL_HS)
            check_report(k, &s, DIAG_DURATION_85,
                         "kind is duration_85 at level %s; that right exists at level hs only",
                         grid_level_id(c->level));
    }
}

static void check_contract(const checker *k, const connection *c)
{
    const subject s = {.kind = "connection", .id = c->id, .line = c->line};
    CHECK_FIELDS(k, &s, {"import_cap_kw", c->import_cap_kw, RANGE_NOT_NEGATIVE},
                 {"export_cap_kw", c->export_cap_kw, RANGE_NOT_NEGATIVE},
                 {"physical_cap_kw", c->physical_cap_kw, RANGE_NOT_NEGATIVE},
                 {"sites", c->sites, RANGE_ONE_OR_MORE},
                 {"coincidence_frac", c->coincidence_frac, RANGE_POSITIVE_FRAC});
    const double contract_kw = fmax(c->import_cap_kw, c->export_cap_kw);
    if (c->physical_cap_kw < contract_kw)
        check_report(k, &s, DIAG_CABLE_TOO_SMALL,
                     "physical_cap_kw is %g; it has to be at least %g, its contract",
                     c->physical_cap_kw, contract_kw);
    if (!c->aggregate && !nearly(c->sites, 1.0, SHARE_TOL_FRAC))
        check_report(k, &s, DIAG_SITES,
                     "sites is %g; only an aggregate connection has more than one", c->sites);
    if (!nearly(c->sites, round(c->sites), SHARE_TOL_FRAC))
        check_report(k, &s, DIAG_SITES, "sites is %g; it has to be a whole number", c->sites);
    check_tariff_shares(k, &s, c);
    check_rights(k, c);
}

static void check_cable(const checker *k, const cable *c)
{
    const subject s = {.kind = "cable", .id = c->id, .line = c->line};
    CHECK_FIELDS(k, &s, {"length_m", c->length_m, RANGE_NOT_NEGATIVE},
                 {"max_kw", c->max_kw, RANGE_NOT_NEGATIVE});
    if (c->from == c->to)
        check_report(k, &s, DIAG_CABLE_ENDS,
                     "from and to are both %s; two connections were expected", c->from->id);
    else if (c->from->park->station != c->to->park->station)
        check_report(k, &s, DIAG_CABLE_ENDS,
                     "%s is behind station %s and %s behind %s; one station was expected",
                     c->from->id, c->from->park->station->id, c->to->id, c->to->park->station->id);
    if (c->technology->kind != KIND_LINK || c->technology->carrier != k->region->electricity)
        check_report(k, &s, DIAG_TECHNOLOGY_USE,
                     "technology is %s; a link for electricity was expected", c->technology->id);
}

void region_check_grid(const checker *k)
{
    const region *r = k->region;
    for (size_t i = 0; i < r->n_stations; i++)
        check_station(k, &r->stations[i]);
    for (size_t i = 0; i < r->n_parks; i++)
        check_park(k, &r->parks[i]);
    for (size_t i = 0; i < r->n_connections; i++)
        check_contract(k, &r->connections[i]);
    for (size_t i = 0; i < r->n_cables; i++)
        check_cable(k, &r->cables[i]);
}
