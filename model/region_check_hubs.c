#include "model/region_check.h"

#include <math.h>

static subject subject_of(const hub *h)
{
    return (subject){.kind = "hub", .id = h->id, .line = h->line};
}

static void check_members(const checker *k, const hub *h)
{
    const subject s = subject_of(h);
    if (h->n_members < 2)
        check_report(k, &s, DIAG_HUB_MEMBERS, "it has %zu members; at least two were expected",
                     h->n_members);
    for (size_t m = 0; m < h->n_members; m++) {
        const connection *c = h->members[m].connection;
        const subject member = {.kind = "member", .id = c->id, .line = h->members[m].line};
        if (c->aggregate)
            check_report(k, &member, DIAG_HUB_AGGREGATE,
                         "it stands for several companies; a member has to be a single connection, "
                         "split out by name");
        const station *first = h->members[0].connection->park->station;
        if (c->park->station != first)
            check_report(k, &member, DIAG_HUB_STATIONS,
                         "it is behind station %s, the first member of %s behind %s; one station "
                         "was expected",
                         c->park->station->id, h->id, first->id);
        for (size_t j = 0; j < m; j++)
            if (h->members[j].connection == c)
                check_report(k, &member, DIAG_HUB_MEMBERS,
                             "it is a member of %s on line %d already; once was expected", h->id,
                             h->members[j].line);
    }
}

static size_t count_members(const hub *h, const group_capacity *g)
{
    size_t n = 0;
    for (size_t m = 0; g->members != NULL && m < h->n_members; m++)
        n += g->members[m];
    return n;
}

static void check_offer(const checker *k, const subject *s, const hub *h, const group_capacity *g)
{
    if (count_members(h, g) < 2)
        check_report(k, s, DIAG_GROUP_CAPACITY,
                     "an offer of %s names %zu members; at least two were expected", h->id,
                     count_members(h, g));
    if (!isfinite(g->import_cap_kw))
        check_report(k, s, DIAG_GROUP_CAPACITY,
                     "an offer of %s has no import_cap_kw; the operator's number was expected",
                     h->id);
}

static void check_p999(const checker *k, const subject *s, const hub *h)
{
    for (size_t m = 0; m < h->n_members; m++)
        if (isnan(h->members[m].contribution_kw))
            check_report(k, s, DIAG_NOT_MEASURED,
                         "member %s of %s has no measured series of a year; mode sum is the one "
                         "to use without",
                         h->members[m].connection->id, h->id);
}

static void check_capacities(const checker *k, const hub *h)
{
    const subject of_hub = subject_of(h);
    size_t n_offers = 0;
    for (size_t g = 0; g < h->n_capacities; g++) {
        const group_capacity *cap = &h->capacities[g];
        const subject s = {.kind = "group_capacity of hub", .id = h->id, .line = cap->line};
        CHECK_FIELDS(k, &s, {"import_cap_kw", cap->import_cap_kw, RANGE_NOT_NEGATIVE_OR_NONE},
                     {"export_cap_kw", cap->export_cap_kw, RANGE_NOT_NEGATIVE_OR_NONE});
        if (cap->mode == GROUP_CAPACITY_OFFER)
            check_offer(k, &s, h, cap);
        if (cap->mode == GROUP_CAPACITY_P999)
            check_p999(k, &s, h);
        n_offers += cap->mode == GROUP_CAPACITY_OFFER;
    }
    if (h->n_capacities == 0 || (h->n_capacities > 1 && n_offers < h->n_capacities))
        check_report(k, &of_hub, DIAG_GROUP_CAPACITY,
                     "it has %zu group capacities, %zu of them offers; one of mode sum or p999, or "
                     "offers only, were expected",
                     h->n_capacities, n_offers);
}

static bool is_member(const hub *h, const connection *c)
{
    for (size_t m = 0; m < h->n_members; m++)
        if (h->members[m].connection == c)
            return true;
    return false;
}

static void check_hub_potentials(const checker *k, const hub *h)
{
    for (size_t p = 0; p < h->n_potentials; p++) {
        const hub_potential *hp = &h->potentials[p];
        const subject s = {
            .kind = "potential", .id = hp->potential.technology->id, .line = hp->potential.line};
        check_potential(k, &s, hp->behind, &hp->potential);
        if (!is_member(h, hp->behind))
            check_report(k, &s, DIAG_HUB_POTENTIAL,
                         "it stands behind connection %s, which is no member of hub %s; a member "
                         "was expected",
                         hp->behind->id, h->id);
        for (size_t j = 0; j < p; j++)
            if (h->potentials[j].behind == hp->behind &&
                h->potentials[j].potential.technology == hp->potential.technology &&
                h->potentials[j].potential.demand == hp->potential.demand)
                check_report(k, &s, DIAG_DUPLICATE_POTENTIAL,
                             "hub %s has it on line %d already; one was expected", h->id,
                             h->potentials[j].potential.line);
    }
}

void region_check_hubs(const checker *k)
{
    for (size_t i = 0; i < k->region->n_hubs; i++) {
        const hub *h = &k->region->hubs[i];
        const subject s = subject_of(h);
        CHECK_FIELDS(
            k, &s, {"formation_cost_eur", h->formation_cost_eur, RANGE_NOT_NEGATIVE},
            {"life_years", h->life_years, RANGE_ONE_OR_MORE},
            {"operating_cost_eur_per_year", h->operating_cost_eur_per_year, RANGE_NOT_NEGATIVE},
            {"operating_cost_eur_per_member_year", h->operating_cost_eur_per_member_year,
             RANGE_NOT_NEGATIVE},
            {"exchange_cap_kw", h->exchange_cap_kw, RANGE_NOT_NEGATIVE_OR_NONE});
        check_dated(k, &s, "earliest_year", h->earliest_year);
        check_members(k, h);
        check_capacities(k, h);
        check_hub_potentials(k, h);
    }
}
