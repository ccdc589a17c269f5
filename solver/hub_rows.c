/* Hubs: formation and membership, the group's capacity, its tariff category and its costs. */
#include "solver/formulation_parts.h"

static int member_column(const formulation *f, const hub *h, size_t j, size_t y)
{
    return f->master.hub_member[at(f, f->first_member[h->index] + j, y)];
}

static int formed_column(const formulation *f, const hub *h, size_t y)
{
    return f->master.hub_formed[at(f, h->index, y)];
}

/* (E20) m <= u, m = u for a member that must, and nothing is undone. */
static void add_member_rows(formulation *f, const hub *h, size_t j, size_t y)
{
    const connection *c = h->members[j].connection;
    const int member = member_column(f, h, j, y);
    const int row = lp_add_row(f->lp, LP_OTHER, h->members[j].must ? 0.0 : -INFINITY, 0.0,
                               "member_of_hub[%s@%s,y=%d]", c->id, h->id, year_of(f, y));
    lp_add(f->lp, row, member, 1.0);
    lp_add(f->lp, row, formed_column(f, h, y), -1.0);
    if (y > 0) {
        const int stays = lp_add_row(f->lp, LP_OTHER, 0.0, INFINITY, "member_stays[%s@%s,y=%d]",
                                     c->id, h->id, year_of(f, y));
        lp_add(f->lp, stays, member, 1.0);
        lp_add(f->lp, stays, member_column(f, h, j, y - 1), -1.0);
    }
    if (!h->needs_ems)
        return;
    const int ems = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "member_needs_ems[%s@%s,y=%d]",
                               c->id, h->id, year_of(f, y));
    lp_add(f->lp, ems, member, 1.0);
    for (size_t k = 0; k < c->n_assets; k++)
        if (f->region->assets[c->first_asset + k].technology->kind == KIND_CONTROL)
            lp_add(f->lp, ems, f->master.capacity[at(f, c->first_asset + k, y)], -1.0);
}

/* (E20) A hub has at least two members and does not dissolve. */
static void add_formation_rows(formulation *f, const hub *h, size_t y)
{
    const int two =
        lp_add_row(f->lp, LP_OTHER, 0.0, INFINITY, "two_members[%s,y=%d]", h->id, year_of(f, y));
    for (size_t j = 0; j < h->n_members; j++)
        lp_add(f->lp, two, member_column(f, h, j, y), 1.0);
    lp_add(f->lp, two, formed_column(f, h, y), -2.0);
    if (y == 0)
        return;
    const int stays =
        lp_add_row(f->lp, LP_OTHER, 0.0, INFINITY, "hub_stays[%s,y=%d]", h->id, year_of(f, y));
    lp_add(f->lp, stays, formed_column(f, h, y), 1.0);
    lp_add(f->lp, stays, formed_column(f, h, y - 1), -1.0);
}

/* Puts the contracted group capacity of all levels into a row. */
static void add_group_contract(formulation *f, int row, const hub *h, size_t y, double factor)
{
    for (size_t l = 0; l < GRID_LEVEL_COUNT; l++)
        lp_add(f->lp, row, f->master.hub_contract[at_level(f, h->index, l, y)], factor);
}

static void limit_group(formulation *f, const hub *h, size_t y, int row)
{
    limit_row_add(f, (limit_row){.kind = LIMIT_GROUP_CAPACITY,
                                 .object = h->index,
                                 .y = y,
                                 .row = row,
                                 .upper_per_unit = 1.0});
}

/* (E22) KG <= sum of what each member brings. */
static void limit_by_members(formulation *f, const hub *h, size_t y, bool measured)
{
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "group_capacity_%s[%s,y=%d]",
                               measured ? "p999" : "sum", h->id, year_of(f, y));
    add_group_contract(f, row, h, y, 1.0);
    limit_group(f, h, y, row);
    for (size_t j = 0; j < h->n_members; j++)
        lp_add(f->lp, row, member_column(f, h, j, y),
               measured ? -h->members[j].contribution_kw
                        : -contract_largest_kw(f, h->members[j].connection, y));
}

static void limit_by_number(formulation *f, const hub *h, size_t y, double cap_kw)
{
    if (!isfinite(cap_kw))
        return;
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "group_capacity_cap[%s,y=%d]", h->id,
                               year_of(f, y));
    add_group_contract(f, row, h, y, 1.0);
    limit_group(f, h, y, row);
    lp_add(f->lp, row, formed_column(f, h, y), -cap_kw);
}

/* (E22) An offer holds only if exactly its members join; a hub with offers needs one. */
static void add_offers(formulation *f, const hub *h, size_t y)
{
    const int *offer = f->master.hub_offer;
    const int one =
        lp_add_row(f->lp, LP_OTHER, 0.0, 0.0, "one_offer[%s,y=%d]", h->id, year_of(f, y));
    const int cap = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "group_capacity_offer[%s,y=%d]", h->id,
                               year_of(f, y));
    lp_add(f->lp, one, formed_column(f, h, y), -1.0);
    add_group_contract(f, cap, h, y, 1.0);
    limit_group(f, h, y, cap);
    for (size_t k = 0; k < h->n_capacities; k++) {
        const int active = offer[at(f, f->first_capacity[h->index] + k, y)];
        lp_add(f->lp, one, active, 1.0);
        lp_add(f->lp, cap, active, -h->capacities[k].import_cap_kw);
        for (size_t j = 0; j < h->n_members; j++) {
            const bool listed = h->capacities[k].members[j];
            const int row = lp_add_row(f->lp, LP_OTHER, listed ? 0.0 : -INFINITY,
                                       listed ? INFINITY : 1.0, "offer_members[%s,%zu,%s,y=%d]",
                                       h->id, k + 1, h->members[j].connection->id, year_of(f, y));
            lp_add(f->lp, row, member_column(f, h, j, y), 1.0);
            lp_add(f->lp, row, active, listed ? -1.0 : 1.0);
        }
    }
}

static void add_capacity_rows(formulation *f, const hub *h, size_t y)
{
    const group_capacity *g = &h->capacities[0];
    limit_by_members(f, h, y, false);
    if (g->mode == GROUP_CAPACITY_OFFER) {
        add_offers(f, h, y);
        return;
    }
    if (g->mode == GROUP_CAPACITY_P999)
        limit_by_members(f, h, y, true);
    limit_by_number(f, h, y, g->import_cap_kw);
}

/* (E23) While congested a group contract rises only by what joining members bring. */
static void keep_from_rising(formulation *f, const hub *h, size_t y)
{
    if (y == 0 || !hub_station(h)->congested_by_milestone[y])
        return;
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "group_contract_not_rising[%s,y=%d]",
                               h->id, year_of(f, y));
    add_group_contract(f, row, h, y, 1.0);
    add_group_contract(f, row, h, y - 1, -1.0);
    for (size_t j = 0; j < h->n_members; j++) {
        lp_add(f->lp, row, member_column(f, h, j, y), -h->members[j].connection->import_cap_kw);
        lp_add(f->lp, row, member_column(f, h, j, y - 1), h->members[j].connection->import_cap_kw);
    }
}

/* (E24) A category may be had only with a member at that level, since a higher one can be cheaper. */
static void add_level_needs_member(formulation *f, const hub *h, grid_level level, int column,
                                   size_t y)
{
    const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "level_needs_member[%s,%s,y=%d]",
                               h->id, grid_level_id(level), year_of(f, y));
    lp_add(f->lp, row, column, 1.0);
    for (size_t j = 0; j < h->n_members; j++)
        if (h->members[j].connection->level == level)
            lp_add(f->lp, row, member_column(f, h, j, y), -1.0);
}

/* (E24) One tariff category: that of the highest level among the members. */
static void add_level_rows(formulation *f, const hub *h, size_t y)
{
    grid_level levels[GRID_LEVEL_COUNT];
    const size_t n = hub_levels(h, levels);
    if (n < 2)
        return;
    const int one =
        lp_add_row(f->lp, LP_OTHER, 0.0, 0.0, "one_level[%s,y=%d]", h->id, year_of(f, y));
    lp_add(f->lp, one, formed_column(f, h, y), -1.0);
    for (size_t l = 0; l < n; l++) {
        const int level = f->master.hub_level[at_level(f, h->index, l, y)];
        const int contract = f->master.hub_contract[at_level(f, h->index, l, y)];
        lp_add(f->lp, one, level, 1.0);
        add_level_needs_member(f, h, levels[l], level, y);
        const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "level_contract[%s,%s,y=%d]",
                                   h->id, grid_level_id(levels[l]), year_of(f, y));
        lp_add(f->lp, row, contract, 1.0);
        lp_add(f->lp, row, level, -lp_upper(f->lp, contract));
        for (size_t g = 0; g < peak_groups(f); g++) {
            const int peak = f->master.hub_peak[at_level_peak(f, h->index, l, g, y)];
            const int bound = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "level_peak[%s,%s,%zu,y=%d]",
                                         h->id, grid_level_id(levels[l]), g, year_of(f, y));
            lp_add(f->lp, bound, peak, 1.0);
            lp_add(f->lp, bound, level, -lp_upper(f->lp, peak));
        }
    }
    for (size_t j = 0; j < h->n_members; j++) {
        const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "level_of[%s@%s,y=%d]",
                                   h->members[j].connection->id, h->id, year_of(f, y));
        lp_add(f->lp, row, member_column(f, h, j, y), 1.0);
        for (size_t l = 0; l < n; l++)
            if (levels[l] >= h->members[j].connection->level)
                lp_add(f->lp, row, f->master.hub_level[at_level(f, h->index, l, y)], -1.0);
    }
}

/* (E25) What the group pays for transport; societal: the cost of grid use at its peak. */
static void book_transport(formulation *f, const hub *h, size_t y)
{
    grid_level levels[GRID_LEVEL_COUNT];
    const size_t n = hub_levels(h, levels);
    const owner who = owner_hub(h->index);
    for (size_t l = 0; l < n; l++) {
        const tariff *t = hub_tariff(h, levels[l]);
        const double per_month = is_private(f)
                                     ? t->peak_eur_per_kw_month
                                     : f->region->grid_cost_eur_per_kw_year / MONTHS_PER_YEAR;
        if (is_private(f))
            ledger_book(f->books, f->master.hub_contract[at_level(f, h->index, l, y)], who,
                        ACCOUNT_GRID, y, f->discount[y] * t->contract_eur_per_kw_year);
        for (size_t g = 0; g < peak_groups(f); g++)
            ledger_book(f->books, f->master.hub_peak[at_level_peak(f, h->index, l, g, y)], who,
                        ACCOUNT_GRID, y, f->discount[y] * per_month * peak_group_months(f, g));
    }
}

/* (E26) MS/LS surcharge of mixed groups, on the own monthly peaks of the MS/LS members. */
static void book_surcharge(formulation *f, const hub *h, size_t y)
{
    const tariff *low = hub_tariff(h, GRID_LEVEL_MS_LS), *medium = hub_tariff(h, GRID_LEVEL_MS);
    if (!low || !medium)
        return;
    const double per_month =
        (low->contract_eur_per_kw_year - medium->contract_eur_per_kw_year) / MONTHS_PER_YEAR;
    for (size_t j = 0; j < h->n_members; j++)
        for (size_t g = 0; g < peak_groups(f); g++) {
            const int peak =
                f->master.surcharge_peak[at_peak(f, h->members[j].connection->index, g, y)];
            if (peak >= 0) /* MS members have none */
                ledger_book(f->books, peak, owner_hub(h->index), ACCOUNT_GRID, y,
                            f->discount[y] * fmax(0.0, per_month) * peak_group_months(f, g));
        }
}

static void book_running(formulation *f, const hub *h, int column, double eur_per_year, size_t y)
{
    if (eur_per_year <= 0.0)
        return;
    ledger_book(f->books, column, owner_hub(h->index), ACCOUNT_OPERATION, y,
                f->discount[y] * eur_per_year);
    spend_add(f, (spend){.y = y,
                         .column = {column, LP_NONE},
                         .keur = {eur_per_year * duration_of(f, y) / EUR_PER_KEUR, 0.0},
                         .payers = h->payers,
                         .n_payers = h->n_payers,
                         .theme = THEME_ENERGY_COOPERATIVES,
                         .park = h->members[0].connection->park,
                         .who = owner_hub(h->index),
                         .running = true,
                         .present_value = f->discount[y] / duration_of(f, y)});
}

/* (E21) Formation costs its annuity as long as the hub stands; its money is asked for when u
 * turns 1. */
static void book_formation(formulation *f, const hub *h, size_t y)
{
    const int now = formed_column(f, h, y);
    const int before = y > 0 ? formed_column(f, h, y - 1) : LP_NONE;
    const owner who = owner_hub(h->index);
    book_standing(f, now, who, h->owner, h->formation_cost_eur, h->life_years, y);
    const double keur = h->formation_cost_eur / EUR_PER_KEUR;
    if (keur > 0.0)
        spend_add(f,
                  (spend){.y = y,
                          .column = {now, before},
                          .keur = {keur, -keur},
                          .payers = h->payers,
                          .n_payers = h->n_payers,
                          .theme = THEME_ENERGY_COOPERATIVES,
                          .park = h->members[0].connection->park,
                          .who = who,
                          .present_value = annuity_present_value(f, h->owner, h->life_years, y)});
    book_running(f, h, now, h->operating_cost_eur_per_year, y);
    for (size_t j = 0; j < h->n_members; j++)
        book_running(f, h, member_column(f, h, j, y), h->operating_cost_eur_per_member_year, y);
}

typedef struct one_hub {
    int row;
    size_t y, n;
} one_hub;

static void count_membership(formulation *f, const hub *h, size_t member, void *context)
{
    (void)f;
    (void)h;
    (void)member;
    ((one_hub *)context)->n++;
}

static void add_to_one(formulation *f, const hub *h, size_t member, void *context)
{
    (void)h;
    const one_hub *one = context;
    lp_add(f->lp, one->row, f->master.hub_member[at(f, member, one->y)], 1.0);
}

/* (E20) Nobody is in two hubs. */
static void add_one_hub_rows(formulation *f, const connection *c)
{
    one_hub one = {LP_NONE, 0, 0};
    each_membership(f, c, count_membership, &one);
    if (one.n < 2)
        return;
    for (one.y = 0; one.y < f->region->horizon.n_milestones; one.y++) {
        one.row = lp_add_row(f->lp, LP_OTHER, -INFINITY, 1.0, "one_hub[%s,y=%d]", c->id,
                             year_of(f, one.y));
        each_membership(f, c, add_to_one, &one);
    }
}

void hub_add_rows(formulation *f)
{
    const region *r = f->region;
    for (size_t k = 0; k < r->n_hubs; k++) {
        const hub *h = &r->hubs[k];
        for (size_t y = 0; y < r->horizon.n_milestones; y++) {
            for (size_t j = 0; j < h->n_members; j++)
                add_member_rows(f, h, j, y);
            add_formation_rows(f, h, y);
            add_capacity_rows(f, h, y);
            keep_from_rising(f, h, y);
            add_level_rows(f, h, y);
            book_formation(f, h, y);
            book_transport(f, h, y);
            if (is_private(f))
                book_surcharge(f, h, y);
        }
    }
    for (size_t i = 0; i < r->n_connections; i++)
        add_one_hub_rows(f, &r->connections[i]);
}
