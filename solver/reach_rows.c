/* Who can act: companies, effort, installers, ground. */
#include "solver/formulation_parts.h"

/* (E36) Adopters of a milestone: those that act anyway, and those that effort reaches. */
static void add_adopters(formulation *f, const park *p, size_t y)
{
    const double anyway =
        duration_of(f, y) * f->region->programme.base_adoption_frac_per_year * p->companies;
    const int row =
        lp_add_row(f->lp, LP_OTHER, -INFINITY, anyway, "adopters[%s,y=%d]", p->id, year_of(f, y));
    limit_row_add(f, (limit_row){.kind = LIMIT_ADOPTION,
                                 .object = p->index,
                                 .y = y,
                                 .row = row,
                                 .upper_per_unit = 1.0});
    lp_add(f->lp, row, f->master.reach[at(f, p->index, y)], -1.0);
    for (size_t i = 0; i < p->n_connections; i++) {
        const connection *c = &p->connections[i];
        for (size_t k = c->first_asset; k < c->first_asset + c->n_assets; k++) {
            const technology *tech = f->region->assets[k].technology;
            if (tech->counts_as_adoption)
                lp_add(f->lp, row, f->master.new_units[at(f, k, y)], 1.0 / tech->typical_size);
        }
    }
}

/* (E38) No technology at more companies than there are; only where it could happen. */
static void add_adopters_of(formulation *f, const park *p, const technology *tech, size_t y)
{
    double most = 0.0, standing = 0.0;
    for (size_t i = 0; i < p->n_connections; i++)
        for (size_t k = 0; k < p->connections[i].n_assets; k++) {
            const asset *a = &f->region->assets[p->connections[i].first_asset + k];
            if (a->technology != tech)
                continue;
            most += a->max / tech->typical_size;
            standing += a->installed[y] / tech->typical_size;
        }
    if (most <= p->companies)
        return;
    /* What stands may count for more companies than there are; it is not taken away. */
    const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, fmax(p->companies, standing) - standing,
                               "adopters_of[%s,%s,y=%d]", tech->id, p->id, year_of(f, y));
    for (size_t i = 0; i < p->n_connections; i++)
        for (size_t k = 0; k < p->connections[i].n_assets; k++) {
            const asset *a = &f->region->assets[p->connections[i].first_asset + k];
            const int capacity = f->master.capacity[at(f, a->index, y)];
            if (a->technology != tech || capacity < 0)
                continue;
            lp_add(f->lp, row, capacity, 1.0 / tech->typical_size);
            lp_add_known(f->lp, row, -a->installed[y] / tech->typical_size);
        }
}

/* (E37) Effort reaches so many companies per year, over the region. */
static void add_effort(formulation *f, size_t y)
{
    const programme *g = &f->region->programme;
    const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "reached[y=%d]", year_of(f, y));
    for (size_t p = 0; p < f->region->n_parks; p++)
        lp_add(f->lp, row, f->master.reach[at(f, p, y)], 1.0);
    for (size_t e = 0; e < g->n_efforts; e++) {
        const effort *k = &g->efforts[e];
        const int column = f->master.effort[at(f, e, y)];
        lp_add(f->lp, row, column, -duration_of(f, y) * k->companies_per_unit_year);
        ledger_book(f->books, column, owner_region(), ACCOUNT_PROGRAMME, y,
                    f->discount[y] * k->cost_eur_per_unit_year);
        spend_add(
            f, (spend){.y = y,
                       .column = {column, LP_NONE},
                       .keur = {k->cost_eur_per_unit_year * duration_of(f, y) / EUR_PER_KEUR, 0.0},
                       .payers = k->payers,
                       .n_payers = k->n_payers,
                       .theme = k->theme,
                       .who = owner_region(),
                       .running = true,
                       .present_value = f->discount[y] / duration_of(f, y)});
    }
}

static void each_net_work(const formulation *f, const heat_net *net, size_t y, work_visit *visit,
                          void *context)
{
    for (size_t k = 0; k < net->n_pipes; k++)
        visit(context, net->pipes[k].technology,
              f->master.pipe_new_kw[at(f, f->first_pipe[net->index] + k, y)]);
    for (size_t k = 0; k < net->n_sources; k++)
        visit(context, net->sources[k].technology,
              f->master.source_new_kw[at(f, f->first_source[net->index] + k, y)]);
}

void each_work(const formulation *f, size_t y, work_visit *visit, void *context)
{
    const region *r = f->region;
    for (size_t k = 0; k < r->n_assets; k++)
        visit(context, r->assets[k].technology, f->master.new_units[at(f, k, y)]);
    for (size_t k = 0; k < r->n_cables; k++)
        visit(context, r->cables[k].technology, f->master.cable_new_kw[at(f, k, y)]);
    for (size_t k = 0; k < r->n_heat_nets; k++)
        each_net_work(f, &r->heat_nets[k], y, visit, context);
}

typedef struct trade_row {
    lp *lp;
    const trade *trade;
    int row;
} trade_row;

static void add_work(void *context, const technology *tech, int new_units)
{
    const trade_row *t = context;
    if (tech->trade == t->trade)
        lp_add(t->lp, t->row, new_units, tech->weeks_per_unit);
}

/* (E39) Installer-weeks per trade. */
static void add_trade(formulation *f, const trade *t, size_t y)
{
    trade_row to = {f->lp, t,
                    lp_add_row(f->lp, LP_OTHER, -INFINITY, duration_of(f, y) * t->weeks_per_year[y],
                               "installers[%s,y=%d]", t->id, year_of(f, y))};
    limit_row_add(f, (limit_row){.kind = LIMIT_INSTALLER_WEEKS,
                                 .object = t->index,
                                 .y = y,
                                 .row = to.row,
                                 .upper_per_unit = 1.0});
    each_work(f, y, add_work, &to);
}

/* (E40) Ground of the park. */
static void add_ground(formulation *f, const park *p, size_t y)
{
    int row = LP_NONE;
    for (size_t i = 0; i < p->n_connections; i++)
        for (size_t k = 0; k < p->connections[i].n_assets; k++) {
            const asset *a = &f->region->assets[p->connections[i].first_asset + k];
            const double m2 = a->technology->footprint_m2_per_unit;
            const int units = f->master.capacity[at(f, a->index, y)];
            if (m2 <= 0.0 || units < 0)
                continue;
            if (row < 0)
                row = lp_add_row(f->lp, LP_OTHER, -INFINITY, p->free_area_m2, "ground[%s,y=%d]",
                                 p->id, year_of(f, y));
            lp_add(f->lp, row, units, m2);
            /* What stands there already is not on free ground. */
            lp_add_known(f->lp, row, -m2 * a->installed[y]);
        }
    limit_row_add(f, (limit_row){.kind = LIMIT_GROUND,
                                 .object = p->index,
                                 .y = y,
                                 .row = row,
                                 .upper_per_unit = 1.0});
}

void reach_add_rows(formulation *f)
{
    const region *r = f->region;
    for (size_t y = 0; y < r->horizon.n_milestones; y++) {
        for (size_t p = 0; p < r->n_parks; p++) {
            add_ground(f, &r->parks[p], y);
            if (!r->programme.given)
                continue;
            add_adopters(f, &r->parks[p], y);
            for (size_t k = 0; k < r->n_technologies; k++)
                if (r->technologies[k].counts_as_adoption)
                    add_adopters_of(f, &r->parks[p], &r->technologies[k], y);
        }
        if (r->programme.given)
            add_effort(f, y);
        for (size_t k = 0; k < r->n_trades; k++)
            add_trade(f, &r->trades[k], y);
    }
}
