/* Private cables and heat nets: built or not, how large, and what they cost. */
#include "solver/formulation_parts.h"

/* (E31) What is built stays built. */
static void keep_built(formulation *f, const int *built, size_t y, const char *what, const char *id)
{
    if (y == 0)
        return;
    const int row =
        lp_add_row(f->lp, LP_OTHER, 0.0, INFINITY, "%s_stays[%s,y=%d]", what, id, year_of(f, y));
    lp_add(f->lp, row, built[y], 1.0);
    lp_add(f->lp, row, built[y - 1], -1.0);
}

/* (E32) kW that stands = vintages that live, <= max when built. */
static void add_link_rows(formulation *f, const int *built, const int *new_kw, const int *kw,
                          double life_years, double max_kw, size_t y, const char *what,
                          const char *id)
{
    const int stands =
        lp_add_row(f->lp, LP_KW, 0.0, 0.0, "%s_vintages[%s,y=%d]", what, id, year_of(f, y));
    lp_add(f->lp, stands, kw[y], 1.0);
    for (size_t v = 0; v <= y; v++)
        if (vintage_counts(&f->region->horizon, year_of(f, v), life_years, y))
            lp_add(f->lp, stands, new_kw[v], -1.0);
    const int needs = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "%s_needs_built[%s,y=%d]", what, id,
                                 year_of(f, y));
    lp_add(f->lp, needs, kw[y], 1.0);
    lp_add(f->lp, needs, built[y], -max_kw);
}

/* A fixed sum: its annuity as long as the 0/1 column is 1, its money when that turns 1, and who
 * may pay it. */
typedef struct fixed_sum {
    owner who;
    const payer *owner;
    const payer *const *payers;
    size_t n_payers;
    theme theme;
    const park *park;
    double eur, life_years;
    double operating_eur_per_year; /* as long as it stands */
} fixed_sum;

static void book_when_built(formulation *f, const int *built, size_t y, const fixed_sum *sum)
{
    const int before = y > 0 ? built[y - 1] : LP_NONE;
    book_standing(f, built[y], sum->who, sum->owner, sum->eur, sum->life_years, y);
    ledger_book(f->books, built[y], sum->who, ACCOUNT_OPERATION, y,
                f->discount[y] * sum->operating_eur_per_year);
    const double keur = sum->eur / EUR_PER_KEUR;
    if (keur > 0.0)
        spend_add(
            f, (spend){.y = y,
                       .column = {built[y], before},
                       .keur = {keur, -keur},
                       .payers = sum->payers,
                       .n_payers = sum->n_payers,
                       .theme = sum->theme,
                       .park = sum->park,
                       .who = sum->who,
                       .present_value = annuity_present_value(f, sum->owner, sum->life_years, y)});
}

static void book_kw(formulation *f, int column, const technology *tech, size_t y,
                    const fixed_sum *like)
{
    const double eur = upfront_eur_per_unit(tech, y);
    book_new_units(f, column, like->who, tech, eur, y);
    spend_add(f, (spend){.y = y,
                         .column = {column, LP_NONE},
                         .keur = {eur / EUR_PER_KEUR, 0.0},
                         .payers = like->payers,
                         .n_payers = like->n_payers,
                         .theme = like->theme,
                         .park = like->park,
                         .who = like->who,
                         .present_value =
                             annuity_present_value(f, tech->owner, technology_life(tech), y)});
}

double cable_operating_eur_per_year(const cable *k)
{
    return k->technology->operating_frac * k->technology->investment_eur_per_m * k->length_m;
}

void cable_add_rows(formulation *f)
{
    for (size_t b = 0; b < f->region->n_cables; b++) {
        const cable *k = &f->region->cables[b];
        const technology *tech = k->technology;
        const fixed_sum sum = {owner_connection(k->from->index),
                               tech->owner,
                               tech->payers,
                               tech->n_payers,
                               tech->theme,
                               k->from->park,
                               tech->investment_eur_per_m * k->length_m,
                               technology_life(tech),
                               cable_operating_eur_per_year(k)};
        const int *built = f->master.cable_built + at(f, b, 0);
        const int *new_kw = f->master.cable_new_kw + at(f, b, 0);
        for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
            keep_built(f, built, y, "cable", k->id);
            add_link_rows(f, built, new_kw, f->master.cable_kw + at(f, b, 0), sum.life_years,
                          k->max_kw, y, "cable", k->id);
            book_when_built(f, built, y, &sum);
            book_kw(f, new_kw[y], tech, y, &sum);
        }
    }
}

/* (E33) Heat lost whenever a pipe lies warm; the net's first source feeds it, all year. */
static void book_fixed_loss(formulation *f, const heat_net *net, const heat_pipe *p, size_t y)
{
    const int built = f->master.pipe_built[at(f, f->first_pipe[net->index] + p->index, y)];
    const double kwh = pipe_fixed_loss_kw(p) * HOURS_PER_DAY * DAYS_PER_YEAR;
    const heat_source *first = &net->sources[0];
    ledger_book(f->books, built, owner_heat_net(net->index), ACCOUNT_ENERGY, y,
                f->discount[y] * kwh * heat_source_price(first));
    lp_add(f->lp, f->quantity.co2_row[at(f, f->region->n_parks, y)], built,
           kwh * heat_source_co2(first) / KG_PER_TONNE);
}

static double pipe_fixed_eur(const heat_pipe *p)
{
    return isfinite(p->investment_eur) ? p->investment_eur
                                       : p->technology->investment_eur_per_m * p->length_m;
}

double pipe_operating_eur_per_year(const heat_pipe *p)
{
    return p->technology->operating_frac * pipe_fixed_eur(p);
}

static void add_pipe(formulation *f, const heat_net *net, const heat_pipe *p)
{
    const technology *tech = p->technology;
    const size_t first = at(f, f->first_pipe[net->index] + p->index, 0);
    const int *built = f->master.pipe_built + first, *new_kw = f->master.pipe_new_kw + first;
    const fixed_sum sum = {owner_heat_net(net->index),
                           net->owner,
                           net->payers,
                           net->n_payers,
                           THEME_HEAT_NETS,
                           p->to_park,
                           pipe_fixed_eur(p),
                           technology_life(tech),
                           pipe_operating_eur_per_year(p)};
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
        keep_built(f, built, y, "pipe", p->id);
        add_link_rows(f, built, new_kw, f->master.pipe_kw + first, sum.life_years,
                      pipe_most_kw(f, net, p, y), y, "pipe", p->id);
        const int row = lp_add_row(f->lp, LP_OTHER, -INFINITY, 0.0, "pipe_needs_net[%s,%s,y=%d]",
                                   net->id, p->id, year_of(f, y));
        lp_add(f->lp, row, built[y], 1.0);
        lp_add(f->lp, row, f->master.net_built[at(f, net->index, y)], -1.0);
        book_when_built(f, built, y, &sum);
        book_kw(f, new_kw[y], tech, y, &sum);
        book_fixed_loss(f, net, p, y);
    }
}

/* (E34) A source gives what was there already and what lives of what was built, once the net is. */
static void add_source(formulation *f, const heat_net *net, const heat_source *s)
{
    const technology *tech = s->technology;
    const size_t first = at(f, f->first_source[net->index] + s->index, 0);
    const fixed_sum like = {owner_heat_net(net->index),
                            net->owner,
                            net->payers,
                            net->n_payers,
                            THEME_HEAT_NETS,
                            NULL,
                            0.0,
                            technology_life(tech),
                            0.0};
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
        const int kw = f->master.source_kw[first + y];
        const int net_built = f->master.net_built[at(f, net->index, y)];
        const int stands = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "source_vintages[%s,%s,y=%d]",
                                      net->id, s->id, year_of(f, y));
        lp_add(f->lp, stands, kw, 1.0);
        lp_add(f->lp, stands, net_built, -s->installed_kw);
        for (size_t v = 0; v <= y; v++)
            if (vintage_counts(&f->region->horizon, year_of(f, v), technology_life(tech), y))
                lp_add(f->lp, stands, f->master.source_new_kw[first + v], -1.0);
        const int needs = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "source_needs_net[%s,%s,y=%d]",
                                     net->id, s->id, year_of(f, y));
        lp_add(f->lp, needs, kw, 1.0);
        lp_add(f->lp, needs, net_built, -s->max_kw);
        book_kw(f, f->master.source_new_kw[first + y], tech, y, &like);
    }
}

/* (E35) Over several stations: subscriptions in place of flows, thinned by their diversity. */
static void add_subscriptions(formulation *f, const heat_net *net, size_t y)
{
    const int *subscribed = f->master.subscribed;
    for (size_t s = 0; s < net->n_sources; s++) {
        const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "subscribed_source[%s,%s,y=%d]",
                                   net->id, net->sources[s].id, year_of(f, y));
        for (size_t r = 0; r < net->n_routes; r++)
            if (net->routes[r].source == s)
                lp_add(f->lp, row, subscribed[at(f, f->first_route[net->index] + r, y)],
                       net->diversity_frac / net->routes[r].delivered_frac);
        lp_add(f->lp, row, f->master.source_kw[at(f, f->first_source[net->index] + s, y)], -1.0);
        for (size_t p = 0; s == 0 && p < net->n_pipes; p++)
            lp_add(f->lp, row, f->master.pipe_built[at(f, f->first_pipe[net->index] + p, y)],
                   pipe_fixed_loss_kw(&net->pipes[p]));
    }
    for (size_t p = 0; p < net->n_pipes; p++) {
        const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "subscribed_pipe[%s,%s,y=%d]",
                                   net->id, net->pipes[p].id, year_of(f, y));
        for (size_t r = 0; r < net->n_routes; r++)
            lp_add(f->lp, row, subscribed[at(f, f->first_route[net->index] + r, y)],
                   net->diversity_frac * route_pipe_factor(net, &net->routes[r], p));
        lp_add(f->lp, row, f->master.pipe_kw[at(f, f->first_pipe[net->index] + p, y)], -1.0);
    }
}

/* (E55) A park subscribes to nothing over a pipe that is not built. */
static void add_pipe_to(formulation *f, const heat_net *net, const heat_pipe *p, const park *to, size_t y)
{
    double most = 0.0;
    const int row = lp_add_row(f->lp, LP_KW, -INFINITY, 0.0, "subscribed_to[%s,%s,%s,y=%d]", net->id,
                               p->id, to->id, year_of(f, y));
    for (size_t r = 0; r < net->n_routes; r++) {
        const int subscribed = f->master.subscribed[at(f, f->first_route[net->index] + r, y)];
        if (!route_leads_to(net, &net->routes[r], p->index, to))
            continue;
        lp_add(f->lp, row, subscribed, 1.0);
        most += lp_upper(f->lp, subscribed);
    }
    lp_add(f->lp, row, f->master.pipe_built[at(f, f->first_pipe[net->index] + p->index, y)],
           -fmin(most, park_connected_most_kw(f, net, to, y)));
}

/* Routes are park-major, so each park is met once. */
static void add_pipe_to_all(formulation *f, const heat_net *net, const heat_pipe *p, size_t y)
{
    const park *last = NULL;
    for (size_t r = 0; r < net->n_routes; r++) {
        const park *to = net->routes[r].park;
        if (to != last && pipe_leads_to(net, p->index, to))
            add_pipe_to(f, net, p, to, y);
        last = to;
    }
}

static void add_net(formulation *f, const heat_net *net)
{
    const int *built = f->master.net_built + at(f, net->index, 0);
    const fixed_sum sum = {owner_heat_net(net->index),
                           net->owner,
                           net->payers,
                           net->n_payers,
                           THEME_HEAT_NETS,
                           NULL,
                           net->fixed_cost_eur,
                           net->life_years,
                           net->operating_eur_per_year};
    for (size_t y = 0; y < f->region->horizon.n_milestones; y++) {
        keep_built(f, built, y, "heat_net", net->id);
        book_when_built(f, built, y, &sum);
        if (net->several_stations)
            add_subscriptions(f, net, y);
    }
    for (size_t s = 0; s < net->n_sources; s++)
        add_source(f, net, &net->sources[s]);
    for (size_t p = 0; p < net->n_pipes; p++)
        add_pipe(f, net, &net->pipes[p]);
    for (size_t y = 0; net->several_stations && y < f->region->horizon.n_milestones; y++)
        for (size_t p = 0; p < net->n_pipes; p++)
            add_pipe_to_all(f, net, &net->pipes[p], y);
}

void heat_net_add_rows(formulation *f)
{
    for (size_t k = 0; k < f->region->n_heat_nets; k++)
        add_net(f, &f->region->heat_nets[k]);
}
