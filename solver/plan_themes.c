/* The seven themes, municipalities and payers: sums of actions and money, what the parks of a
 * municipality come to, and the indicator by which each theme is followed. */
#include "solver/plan_parts.h"

#include <string.h>

static bool still_counts(const reading *in, const action *a)
{
    const size_t last = in->r->horizon.n_milestones - 1;
    if (a->kind == ACTION_EFFORT)
        return a->milestone == last;
    if (!a->technology)
        return true;
    return vintage_counts(&in->r->horizon, year_of(in->f, a->milestone),
                          technology_life(a->technology), last);
}

static void add_action(const reading *in, const action *a, plan_share *s)
{
    s->n_actions++;
    s->investment_eur += a->investment_eur;
    s->subsidy_eur += a->subsidy_eur;
    if (still_counts(in, a))
        s->yearly_cost_eur += a->yearly_cost_eur;
}

/* --- municipalities --- */

static const char *municipality_of(const park *p)
{
    return p && p->municipality ? p->municipality : "";
}

static plan_municipality *find_municipality(const plan *p, const park *of)
{
    size_t k = 0;
    while (k < p->n_municipalities &&
           strcmp(p->municipalities[k].share.id, municipality_of(of)) != 0)
        k++;
    return &p->municipalities[k];
}

static void list_municipality(plan *p, const park *of)
{
    plan_municipality *m = find_municipality(p, of);
    m->share.id = municipality_of(of);
    p->n_municipalities += m == &p->municipalities[p->n_municipalities];
}

static void add_municipality_money(const reading *in, plan *p)
{
    for (size_t k = 0; k < p->n_actions; k++)
        add_action(in, &p->actions[k], &find_municipality(p, p->actions[k].park)->share);
    for (size_t k = 0; k < in->f->n_spends; k++) {
        const spend *s = &in->f->spends[k];
        const spend_total total = spend_at(in, s);
        plan_share *share = &find_municipality(p, s->park)->share;
        share->paid_eur += total.eur - total.subsidy_eur;
        share->programme_eur += s->running ? total.eur : 0.0;
    }
}

static void add_park_years(const plan_park *of, size_t y, double years, plan_municipality *m)
{
    const energy_state *now = &of->plan[y], *quo = &of->status_quo[y];
    m->cost_eur += years * now->cost_eur;
    m->co2_t += years * now->co2_t;
    m->status_quo_co2_t += years * quo->co2_t;
    m->refused_growth_mwh += years * now->refused_growth_mwh;
    m->status_quo_refused_growth_mwh += years * quo->refused_growth_mwh;
    m->shed_mwh += years * now->shed_mwh;
}

static double freed_kw(const plan *p, const plan_municipality *m, size_t y)
{
    double kw = 0.0;
    for (size_t k = 0; k < p->n_parks; k++)
        if (find_municipality(p, p->parks[k].park) == m)
            kw += fmax(0.0, p->parks[k].status_quo[y].peak_import_kw -
                                p->parks[k].plan[y].peak_import_kw);
    return kw;
}

static void add_municipality_years(const reading *in, plan *p)
{
    plan_municipality *all = p->municipalities, *own = find_municipality(p, NULL);
    for (size_t y = 0; y < in->r->horizon.n_milestones; y++) {
        for (size_t k = 0; k < p->n_parks; k++)
            add_park_years(&p->parks[k], y, duration_of(in->f, y),
                           find_municipality(p, p->parks[k].park));
        for (plan_municipality *m = all; m < all + p->n_municipalities; m++)
            m->freed_kw = fmax(m->freed_kw, freed_kw(p, m, y));
        own->co2_t += duration_of(in->f, y) *
                      value_of(in, in->f->quantity.co2_column[at(in->f, in->r->n_parks, y)]);
    }
}

static void add_municipalities(reading *in, plan *p)
{
    p->municipalities = READING_ARRAY(in, in->r->n_parks + 1, plan_municipality);
    if (!p->municipalities)
        return;
    for (size_t k = 0; k < in->r->n_parks; k++)
        list_municipality(p, &in->r->parks[k]);
    list_municipality(p, NULL);
    add_municipality_money(in, p);
    add_municipality_years(in, p);
}

/* --- payers --- */

static bool pays_for(const action *a, const payer *who)
{
    for (size_t k = 0; k < a->n_payments; k++)
        if (a->payments[k].payer == who)
            return true;
    return false;
}

static void add_payers(reading *in, plan *p)
{
    p->n_payers = in->r->n_payers;
    p->payers = READING_ARRAY(in, p->n_payers, plan_share);
    for (size_t k = 0; p->payers && k < p->n_payers; k++) {
        const payer *who = &in->r->payers[k];
        plan_share *share = &p->payers[k];
        share->id = who->id;
        for (size_t n = 0; n < in->f->n_spends; n++) {
            const spend *s = &in->f->spends[n];
            const double eur = spend_paid_by(in, s, who);
            share->paid_eur += eur;
            *(s->running ? &share->programme_eur : &share->investment_eur) += eur;
        }
        for (size_t n = 0; n < p->n_actions; n++) {
            share->n_actions += pays_for(&p->actions[n], who);
            if (p->actions[n].owner == who && still_counts(in, &p->actions[n]))
                share->yearly_cost_eur += p->actions[n].yearly_cost_eur;
        }
    }
}

/* --- themes --- */

static bool offered(const region *r, theme t)
{
    for (size_t k = 0; k < r->n_assets; k++)
        if (r->assets[k].technology->theme == t)
            return true;
    for (size_t k = 0; k < r->programme.n_efforts; k++)
        if (r->programme.efforts[k].theme == t)
            return true;
    return (t == THEME_HEAT_NETS && r->n_heat_nets > 0) ||
           (t == THEME_ENERGY_COOPERATIVES && r->n_hubs > 0);
}

static double effort_of_theme(const reading *in, theme t, size_t y, bool companies)
{
    double sum = 0.0;
    for (size_t k = 0; k < in->r->programme.n_efforts; k++) {
        const effort *e = &in->r->programme.efforts[k];
        if (e->theme == t)
            sum += value_of(in, in->f->master.effort[at(in->f, k, y)]) *
                   (companies ? e->companies_per_unit_year : 1.0);
    }
    return sum;
}

static double ems_sites(const reading *in, size_t y)
{
    double sites = 0.0;
    for (size_t k = 0; k < in->r->n_assets; k++)
        if (in->r->assets[k].technology->kind == KIND_CONTROL)
            sites += capacity_at(in, &in->r->assets[k], y);
    return sites;
}

static double hub_members(const plan *p, size_t y)
{
    double members = 0.0;
    for (size_t h = 0; h < p->n_hubs; h++)
        for (size_t j = 0; j < p->hubs[h].hub->n_members; j++)
            members += p->hubs[h].joined[j] <= y;
    return members;
}

static double sum_of_parks(const plan *p, size_t y, double (*of)(const energy_state *))
{
    double sum = 0.0;
    for (size_t k = 0; k < p->n_parks; k++)
        sum += of(&p->parks[k].plan[y]);
    return sum;
}

static double served(const energy_state *e)
{
    return e->vehicles_served;
}
static double renewable(const energy_state *e)
{
    return e->renewable_mwh;
}
static double net_heat(const energy_state *e)
{
    return e->heat_net_mwh;
}

/* Desk: companies reached per year; charging: vehicles charged; heat nets: MWh delivered; hubs:
 * members; insight: sites with an EMS; knowledge sharing and communication: companies reached
 * per year; generation and saving: MWh generated. */
static double kpi(const reading *in, const plan *p, theme t, size_t y)
{
    switch (t) {
    case THEME_CHARGING_INFRASTRUCTURE:
        return sum_of_parks(p, y, served);
    case THEME_HEAT_NETS:
        return sum_of_parks(p, y, net_heat);
    case THEME_ENERGY_COOPERATIVES:
        return hub_members(p, y);
    case THEME_INSIGHT_AND_CONTROL:
        return ems_sites(in, y);
    case THEME_GENERATION_AND_SAVING:
        return sum_of_parks(p, y, renewable);
    default:
        return effort_of_theme(in, t, y, true);
    }
}

/* The payer that carries most of the theme. */
static const payer *main_payer(const reading *in, theme t)
{
    const payer *who = NULL;
    double most = 0.0;
    for (size_t k = 0; k < in->r->n_payers; k++) {
        double eur = 0.0;
        for (size_t n = 0; n < in->f->n_spends; n++)
            if (in->f->spends[n].theme == t)
                eur += spend_paid_by(in, &in->f->spends[n], &in->r->payers[k]);
        if (eur > most) {
            most = eur;
            who = &in->r->payers[k];
        }
    }
    return who;
}

static void fill_theme(reading *in, plan *p, plan_theme *out)
{
    static const char *const kpi_text[THEME_COUNT] = {
        "kpi_energy_desk",         "kpi_charging_infrastructure", "kpi_heat_nets",
        "kpi_energy_cooperatives", "kpi_insight_and_control",     "kpi_knowledge_sharing",
        "kpi_communication",       "kpi_generation_and_saving"};
    const size_t n = in->r->horizon.n_milestones;
    double *values = READING_ARRAY(in, n, double);
    for (size_t y = 0; values && y < n; y++)
        values[y] = kpi(in, p, out->theme, y);
    out->kpi = values;
    out->kpi_text_id = kpi_text[out->theme];
    out->share.id = theme_id(out->theme);
    out->owner = main_payer(in, out->theme);
    for (size_t k = 0; k < p->n_actions; k++)
        if (p->actions[k].theme == out->theme)
            add_action(in, &p->actions[k], &out->share);
    for (size_t k = 0; k < in->f->n_spends; k++) {
        const spend *s = &in->f->spends[k];
        const spend_total total = spend_at(in, s);
        if (s->theme != out->theme)
            continue;
        out->share.paid_eur += total.eur - total.subsidy_eur;
        out->share.programme_eur += s->running ? total.eur : 0.0;
    }
    if (out->share.n_actions == 0)
        out->reason_text_id =
            offered(in->r, out->theme) ? "reason_not_chosen" : "reason_not_offered";
}

status plan_add_themes(reading *in, plan *p)
{
    add_municipalities(in, p);
    add_payers(in, p);
    for (int t = 0; t < THEME_COUNT && !in->out_of_memory; t++) {
        p->themes[t].theme = (theme)t;
        fill_theme(in, p, &p->themes[t]);
    }
    return in->out_of_memory ? STATUS_NO_MEMORY : STATUS_OK;
}
