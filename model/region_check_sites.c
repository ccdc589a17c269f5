#include "model/region_check.h"

#include <math.h>
#include <string.h>

#include "model/finding_text.h"
#include "model/tolerance.h"
#include "model/units.h"

/* An absolute profile is the demand: its energy has to be what the profile sums to. */
static void check_demand_profile(const checker *k, const subject *s, const demand *n)
{
    const calendar *cal = &k->region->calendar;
    if (n->profile == NULL || n->profile->unit == PROFILE_PER_MEAN)
        return;
    if (n->profile->unit != PROFILE_KW) {
        check_report(k, s, DIAG_PROFILE_UNIT, "profile is %s; its unit has to be per_mean or kw",
                     n->profile->id);
        return;
    }
    const double mwh = calendar_mean(cal, n->profile->values) * calendar_year_h(cal) / KWH_PER_MWH;
    if (!nearly(n->base_mwh_per_year, mwh, SHARE_TOL_FRAC * fmax(1.0, mwh)))
        check_report(k, s, DIAG_PROFILE_UNIT,
                     "energy_mwh_per_year is %g; profile %s is in kw and comes to %g",
                     n->base_mwh_per_year, n->profile->id, mwh);
}

static void check_demand(const checker *k, const demand *n)
{
    const subject s = {.kind = "demand", .id = n->id, .line = n->line};
    CHECK_FIELDS(
        k, &s, {"energy_mwh_per_year", n->base_mwh_per_year, RANGE_NOT_NEGATIVE},
        {"fallback_eur_per_kwh", n->fallback_eur_per_kwh, RANGE_NOT_NEGATIVE_OR_NONE},
        {"fallback_co2_kg_per_kwh", n->fallback_co2_kg_per_kwh, RANGE_NOT_NEGATIVE_OR_NONE});
    check_list(k, &s, "existing_mwh_per_year", n->existing_mwh, RANGE_NOT_NEGATIVE);
    check_list(k, &s, "growth of energy_mwh_per_year", n->growth_mwh, RANGE_NOT_NEGATIVE);
    check_demand_profile(k, &s, n);
}

static bool makes(const technology *tech, const carrier *k)
{
    if (tech->kind == KIND_SOURCE)
        return tech->carrier == k;
    for (size_t o = 0; tech->kind == KIND_CONVERTER && o < tech->n_outputs; o++)
        if (tech->outputs[o].carrier == k)
            return true;
    return false;
}

static bool reached_by_heat_net(const region *r, const park *p)
{
    for (size_t h = 0; h < r->n_heat_nets; h++)
        for (size_t i = 0; i < r->heat_nets[h].n_pipes; i++)
            if (r->heat_nets[h].pipes[i].to_park == p)
                return true;
    return false;
}

static bool can_be_served(const region *r, const connection *c, const carrier *k)
{
    if (k->network || (k == r->heat && reached_by_heat_net(r, c->park)))
        return true;
    for (size_t i = 0; i < c->n_installed; i++)
        if (makes(c->installed[i].technology, k))
            return true;
    for (size_t i = 0; i < c->n_potentials; i++)
        if (makes(c->potentials[i].technology, k))
            return true;
    return false;
}

static void check_supply(const checker *k, const connection *c)
{
    for (size_t i = 0; i < c->n_demands; i++) {
        const demand *n = &c->demands[i];
        const subject s = {.kind = "demand", .id = n->id, .line = n->line};
        if (!can_be_served(k->region, c, n->carrier))
            check_report(k, &s, DIAG_DEMAND_WITHOUT_SUPPLY,
                         "nothing at connection %s makes %s and no net brings it, so all of it "
                         "will be shed; an <installed> or <potential> that makes it was expected",
                         c->id, n->carrier->id);
    }
}

static bool serves(const technology *tech, const char *vehicle_class)
{
    for (size_t i = 0; tech->kind == KIND_CHARGER && i < tech->n_serves; i++)
        if (strcmp(tech->serves[i], vehicle_class) == 0)
            return true;
    return false;
}

static bool has_charger(const connection *c, const char *vehicle_class)
{
    for (size_t i = 0; i < c->n_installed; i++)
        if (serves(c->installed[i].technology, vehicle_class))
            return true;
    for (size_t i = 0; i < c->n_potentials; i++)
        if (serves(c->potentials[i].technology, vehicle_class))
            return true;
    return false;
}

static void check_fleet_power(const checker *k, const subject *s, const fleet *f)
{
    double highest_kw = 0.0;
    for (size_t d = 0; d < k->region->calendar.n_days; d++)
        for (size_t t = 0; t < k->region->calendar.n_steps; t++)
            highest_kw = fmax(highest_kw, fleet_unmanaged_kw(f, &k->region->calendar, d, t));
    if (highest_kw > f->vehicle_kw + BALANCE_TOL_KW)
        check_report(k, s, DIAG_FLEET_POWER,
                     "vehicle_kw is %g, but charging unmanaged takes up to %.1f kW per vehicle; "
                     "vehicle_kw was expected to be at least that",
                     f->vehicle_kw, highest_kw);
}

static void check_fleet(const checker *k, const connection *c, const fleet *f)
{
    const subject s = {.kind = "fleet", .id = f->id, .line = f->line};
    check_list(k, &s, "vehicles", f->vehicles, RANGE_NOT_NEGATIVE);
    CHECK_FIELDS(
        k, &s, {"existing_vehicles", f->existing_vehicles, RANGE_NOT_NEGATIVE},
        {"energy_kwh_per_vehicle_day", f->energy_kwh_per_vehicle_day, RANGE_NOT_NEGATIVE},
        {"vehicle_kw", f->vehicle_kw, RANGE_POSITIVE}, {"window", f->window.from_h, RANGE_HOUR},
        {"window", f->window.to_h, RANGE_HOUR},
        {"fallback_eur_per_kwh", f->fallback_eur_per_kwh, RANGE_NOT_NEGATIVE_OR_NONE},
        {"fallback_co2_kg_per_kwh", f->fallback_co2_kg_per_kwh, RANGE_NOT_NEGATIVE_OR_NONE});
    if (f->profile != NULL && f->profile->unit != PROFILE_PER_MEAN)
        check_report(k, &s, DIAG_PROFILE_UNIT, "profile is %s; its unit has to be per_mean",
                     f->profile->id);
    else
        check_fleet_power(k, &s, f);
    if (!has_charger(c, f->vehicle_class))
        check_report(k, &s, DIAG_FLEET_WITHOUT_CHARGER,
                     "no charger at connection %s serves class %s; a <potential> of one that does "
                     "was expected",
                     c->id, f->vehicle_class);
}

/* What saves has to know of which demand, and that has to be of its carrier. */
static void check_use(const checker *k, const subject *s, const technology *tech, const demand *n)
{
    if (tech->kind == KIND_LINK)
        check_report(k, s, DIAG_TECHNOLOGY_USE,
                     "%s is a link; links stand in <cables> and <heat_nets>, another kind was "
                     "expected",
                     tech->id);
    if (tech->kind == KIND_SAVING && n == NULL)
        check_report(k, s, DIAG_TECHNOLOGY_USE,
                     "%s saves, but there is no demand for %s; one was expected", tech->id,
                     tech->carrier == NULL ? finding_text("its carrier") : tech->carrier->id);
    else if (tech->kind == KIND_SAVING && n->carrier != tech->carrier)
        check_report(k, s, DIAG_TECHNOLOGY_USE,
                     "%s saves %s, but demand %s is for %s; the same carrier was expected",
                     tech->id, tech->carrier == NULL ? finding_text("nothing") : tech->carrier->id,
                     n->id, n->carrier->id);
    else if (tech->kind != KIND_SAVING && n != NULL)
        check_report(k, s, DIAG_TECHNOLOGY_USE,
                     "it names demand %s, but %s does not save; no demand was expected", n->id,
                     tech->id);
}

static void check_charger_use(const checker *k, const subject *s, const connection *c,
                              const technology *tech)
{
    if (tech->kind != KIND_CHARGER)
        return;
    for (size_t f = 0; f < c->n_fleets; f++)
        if (serves(tech, c->fleets[f].vehicle_class))
            return;
    check_report(k, s, DIAG_CHARGER_WITHOUT_FLEET,
                 "%s serves none of the fleets of connection %s; a fleet of a class it serves was "
                 "expected",
                 tech->id, c->id);
}

void check_potential(const checker *k, const subject *s, const connection *c, const potential *p)
{
    const technology *tech = p->technology;
    const bool apart = tech->kind == KIND_STORAGE && isnan(tech->hours);
    CHECK_FIELDS(k, s, {"max", p->max, tech->kind == KIND_SAVING ? RANGE_FRAC : RANGE_NOT_NEGATIVE},
                 {"max_kwh", p->max_kwh, apart ? RANGE_NOT_NEGATIVE : RANGE_NOT_NEGATIVE_OR_NONE});
    if (tech->kind == KIND_CONTROL && p->max > c->sites)
        check_report(k, s, DIAG_OUT_OF_RANGE, "max is %g; it has to be at most %g, the sites of %s",
                     p->max, c->sites, c->id);
    check_use(k, s, tech, p->demand);
    check_charger_use(k, s, c, tech);
}

static const potential *earlier_same(const connection *c, size_t i)
{
    const potential *p = &c->potentials[i];
    for (size_t j = 0; j < i; j++)
        if (c->potentials[j].technology == p->technology && c->potentials[j].demand == p->demand)
            return &c->potentials[j];
    return NULL;
}

static void check_potentials(const checker *k, const connection *c)
{
    for (size_t i = 0; i < c->n_potentials; i++) {
        const potential *p = &c->potentials[i];
        const subject s = {.kind = "potential", .id = p->technology->id, .line = p->line};
        check_potential(k, &s, c, p);
        const potential *same = earlier_same(c, i);
        if (same != NULL)
            check_report(k, &s, DIAG_DUPLICATE_POTENTIAL,
                         "connection %s has it on line %d already; one was expected", c->id,
                         same->line);
    }
}

static void check_installed(const checker *k, const connection *c)
{
    for (size_t i = 0; i < c->n_installed; i++) {
        const installed *in = &c->installed[i];
        const technology *tech = in->technology;
        const subject s = {.kind = "installed", .id = tech->id, .line = in->line};
        const bool apart = tech->kind == KIND_STORAGE && isnan(tech->hours);
        CHECK_FIELDS(k, &s, {"capacity", in->capacity, RANGE_NOT_NEGATIVE},
                     {"energy_kwh", in->energy_kwh,
                      apart ? RANGE_NOT_NEGATIVE : RANGE_NOT_NEGATIVE_OR_NONE});
        if (in->year != 0)
            CHECK_FIELDS(k, &s, {"year", in->year, RANGE_YEAR});
        if (tech->kind == KIND_CONTROL && in->capacity > c->sites)
            check_report(k, &s, DIAG_OUT_OF_RANGE,
                         "capacity is %g; it has to be at most %g, the sites of %s", in->capacity,
                         c->sites, c->id);
        check_use(k, &s, tech, in->demand);
    }
}

/* Powers are planned to a watt. What is far below it is mostly a figure in another unit. */
static void check_size(const checker *k)
{
    static const double LEAST_MWH = 0.1; /* a year; 11 watts on average */
    const region *r = k->region;
    const demand *first = NULL;
    double mwh = 0.0;
    for (size_t i = 0; i < r->n_connections; i++)
        for (size_t n = 0; n < r->connections[i].n_demands; n++) {
            const demand *d = &r->connections[i].demands[n];
            double most = d->base_mwh_per_year;
            for (size_t y = 0; y < r->horizon.n_milestones; y++)
                most = fmax(most, d->existing_mwh[y] + d->growth_mwh[y]);
            mwh += most;
            first = first == NULL ? d : first;
        }
    if (first == NULL || !(mwh > 0.0 && mwh < LEAST_MWH))
        return;
    const subject s = {.kind = "demand", .id = first->id, .line = first->line};
    check_report(k, &s, DIAG_REGION_TOO_SMALL,
                 "all demand of the region is %g kWh a year; it has to be at least %g kWh, or "
                 "nothing",
                 mwh * KWH_PER_MWH, LEAST_MWH * KWH_PER_MWH);
}

void region_check_sites(const checker *k)
{
    check_size(k);
    for (size_t i = 0; i < k->region->n_connections; i++) {
        const connection *c = &k->region->connections[i];
        for (size_t n = 0; n < c->n_demands; n++)
            check_demand(k, &c->demands[n]);
        for (size_t f = 0; f < c->n_fleets; f++)
            check_fleet(k, c, &c->fleets[f]);
        check_installed(k, c);
        check_potentials(k, c);
        check_supply(k, c);
    }
}
