/* inputs/demand_xml.c - <demand> and <fleet>: what is there anyway, and what is growth. */
#include "inputs/connection_xml.h"

#include <math.h>
#include <string.h>

#include "inputs/value.h"
#include "model/units.h"

static const char *read_local_id(const node *n, const char *otherwise)
{
    const char *id = read_text(n, "id");
    return id != NULL && value_is_id(id, strlen(id)) ? id : otherwise;
}

/* Yearly use of a demand whose profile says it in kW. */
static double energy_of_profile(const reader *r, const profile *p)
{
    return calendar_mean(&r->out->calendar, p->values) * HOURS_PER_DAY * DAYS_PER_YEAR /
           KWH_PER_MWH;
}

/* Use per milestone before any growth is refused, and what of it is there anyway: mended below
 * where the use itself is less. */
typedef struct use {
    double *wanted_mwh; /* [n_milestones] */
    double existing_mwh;
    double base_mwh; /* in the price year */
} use;

/* One value in the price year: growth counts from then. */
static void grow(const reader *r, const node *n, use *u)
{
    const horizon *h = &r->out->horizon;
    const double growth = read_number_or(n, "growth_frac_per_year", 0.0);
    for (size_t y = 0; y < h->n_milestones; y++)
        u->wanted_mwh[y] = u->base_mwh * pow(1.0 + growth, h->milestones[y].year - h->price_year);
    u->existing_mwh = u->base_mwh;
}

static bool is_list(const node *n)
{
    const char *text = read_text(n, "energy_mwh_per_year");
    return text != NULL && (value_count_words(text) > 1 || has(n, "existing_mwh_per_year"));
}

static use read_use(reader *r, const node *n, const profile *p)
{
    const horizon *h = &r->out->horizon;
    use u = {.wanted_mwh = READ_ARRAY(r, h->n_milestones, double)};
    const double *given = read_list(r, n, "energy_mwh_per_year", 0.0);
    if (u.wanted_mwh == NULL || h->n_milestones == 0)
        return u;
    if (given == NULL || !is_list(n)) {
        u.base_mwh = given != NULL ? given[0] : p == NULL ? 0.0 : energy_of_profile(r, p);
        grow(r, n, &u);
        return u;
    }
    memcpy(u.wanted_mwh, given, h->n_milestones * sizeof *given);
    u.existing_mwh = read_number_or(n, "existing_mwh_per_year", given[0]);
    u.base_mwh = u.existing_mwh;
    return u;
}

static void check_energy(reader *r, const node *n, const profile *p)
{
    const bool energy = has(n, "energy_mwh_per_year");
    const bool kw = p != NULL && p->unit == PROFILE_KW;
    if (p != NULL && kw && energy)
        report(r, n, DIAG_EITHER_OR,
               "energy_mwh_per_year is given, but profile %s is in kW and says it already", p->id);
    if (p != NULL && !kw && !energy)
        report(r, n, DIAG_EITHER_OR,
               "energy_mwh_per_year is missing; profile %s is a shape and needs it", p->id);
    if (has(n, "growth_frac_per_year") && is_list(n))
        report(r, n, DIAG_EITHER_OR,
               "growth_frac_per_year is given with a use per milestone; give one of them");
}

/* (E10) existing and growth of each milestone. With unserved="hourly" all is existing. */
static void split(reader *r, const use *u, demand *d)
{
    const size_t n = r->out->horizon.n_milestones;
    double *existing = READ_ARRAY(r, n, double);
    double *growth = READ_ARRAY(r, n, double);
    if (existing == NULL || growth == NULL || u->wanted_mwh == NULL)
        return;
    for (size_t y = 0; y < n; y++) {
        const bool grows = u->wanted_mwh[y] > u->existing_mwh && !r->out->unserved_hourly;
        existing[y] = grows ? u->existing_mwh : u->wanted_mwh[y];
        growth[y] = grows ? u->wanted_mwh[y] - u->existing_mwh : 0.0;
    }
    d->existing_mwh = existing;
    d->growth_mwh = growth;
    d->base_mwh_per_year = u->base_mwh;
}

void read_demands(reader *r, const node *n, connection *c)
{
    c->demands = read_children(r, n, "demand", sizeof *c->demands, &c->n_demands, NULL);
    demand *d = c->demands;
    for (const node *x = node_child(n, "demand"); x != NULL && !r->no_memory;
         x = node_next(x), d++) {
        const carrier *k = read_reference(r, x, "carrier", r->carriers, "carrier");
        const profile *p = read_reference(r, x, "profile", r->profiles, "profile");
        *d = (demand){
            .id = read_local_id(x, k == NULL ? "?" : k->id),
            .connection = c,
            .carrier = k,
            .profile = p,
            .fallback_eur_per_kwh =
                read_number_or(x, "fallback_eur_per_kwh", r->out->refused_growth_eur_per_kwh),
            .fallback_co2_kg_per_kwh = read_number_or(x, "fallback_co2_kg_per_kwh", 0.0),
            .basis = read_basis(x),
            .line = x->line,
        };
        check_energy(r, x, p);
        const use u = read_use(r, x, p);
        split(r, &u, d);
    }
}

static double most(const double *values, size_t n)
{
    double highest = 0.0;
    for (size_t y = 0; values != NULL && y < n; y++)
        highest = fmax(highest, values[y]);
    return highest;
}

static void read_fleet(reader *r, const node *n, connection *c, fleet *f)
{
    const char *vehicle_class = read_local_id(n, "fleet");
    const char *window_text = read_text(n, "window");
    const char *given_class = read_text(n, "class");
    if (given_class != NULL && value_is_id(given_class, strlen(given_class)))
        vehicle_class = given_class;
    *f = (fleet){
        .id = read_local_id(n, vehicle_class),
        .connection = c,
        .vehicle_class = vehicle_class,
        .vehicles = read_list_or(r, n, "vehicles", 0.0),
        .existing_vehicles = read_number_or(n, "existing_vehicles", 0.0),
        .energy_kwh_per_vehicle_day = read_number_or(n, "energy_kwh_per_vehicle_day", 0.0),
        .vehicle_kw = read_number_or(n, "vehicle_kw", 0.0),
        .profile = read_reference(r, n, "profile", r->profiles, "profile"),
        .fallback_eur_per_kwh =
            read_number_or(n, "fallback_eur_per_kwh", r->out->refused_growth_eur_per_kwh),
        .fallback_co2_kg_per_kwh = read_number_or(n, "fallback_co2_kg_per_kwh", 0.0),
        .basis = read_basis(n),
        .line = n->line,
    };
    if (window_text != NULL)
        (void)value_window(window_text, strlen(window_text), &f->window);
    if (r->out->unserved_hourly) /* then there is no growth to refuse */
        f->existing_vehicles = most(f->vehicles, r->out->horizon.n_milestones);
}

void read_fleets(reader *r, const node *n, connection *c)
{
    c->fleets = read_children(r, n, "fleet", sizeof *c->fleets, &c->n_fleets, NULL);
    fleet *f = c->fleets;
    for (const node *x = node_child(n, "fleet"); x != NULL && !r->no_memory; x = node_next(x))
        read_fleet(r, x, c, f++);
}
