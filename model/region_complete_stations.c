#include "model/region_complete.h"

#include <math.h>

#include "model/base_load.h"
#include "model/tolerance.h"

/* At its widest: the firm contract and all rights on top of it. */
static double contract_kw(const connection *c)
{
    double kw = c->import_cap_kw;
    for (size_t i = 0; i < c->n_rights; i++)
        kw += c->rights[i].import_kw;
    return kw;
}

/* Adds what the connections behind station s take from the grid today to total_kw; one_kw is
 * room for one of them. Warns of those that take more than their contract. */
static void add_connections(const region *r, const station *s, double *total_kw, double *one_kw,
                            diag_list *diags)
{
    for (size_t i = 0; i < r->n_connections; i++) {
        const connection *c = &r->connections[i];
        if (c->park->station != s)
            continue;
        base_load_of_connection(r, c, one_kw);
        for (size_t k = 0; k < calendar_size(&r->calendar); k++)
            total_kw[k] += one_kw[k];
        const double peak_kw = r->calendar.quarter_hour_factor * calendar_max(&r->calendar, one_kw);
        if (peak_kw > contract_kw(c) + BALANCE_TOL_KW)
            diag_add(diags, DIAG_LOAD_ABOVE_CONTRACT, r->file, c->line,
                     "connection %s: its load of today comes to %.1f kW, its contract "
                     "(import_cap_kw and rights) is %g; it was expected to fit",
                     c->id, peak_kw, contract_kw(c));
    }
}

static double profile_at(const profile *p, size_t k)
{
    return p == NULL ? 1.0 : p->values[k];
}

/* Section 6: load outside the model counts against import, generation against export, and
 * neither makes room for the other. */
static void set_base(const region *r, station *s, const double *total_kw)
{
    double import_kw = 0.0, export_kw = 0.0;
    const double load = s->background_kw == NULL ? 0.0 : s->background_kw[0];
    const double generation = s->background_export_kw == NULL ? 0.0 : s->background_export_kw[0];
    for (size_t k = 0; k < calendar_size(&r->calendar); k++) {
        import_kw = fmax(import_kw, total_kw[k] + load * profile_at(s->background, k));
        export_kw = fmax(export_kw, generation * profile_at(s->background_export, k) - total_kw[k]);
    }
    s->base_import_kw = r->calendar.quarter_hour_factor * import_kw;
    s->base_export_kw = r->calendar.quarter_hour_factor * export_kw;
}

/* A rating stands as given, unless today's load is above it; headroom comes on top of that load.
 * Where demand is shed by the hour (unserved="hourly") the rating stands whatever the load. */
static double cap_from(const region *r, station *s, const char *direction, double rating_kw,
                       double headroom_kw, double headroom_frac, double base_kw, diag_list *diags)
{
    if (!isnan(headroom_kw))
        return base_kw + headroom_kw;
    if (!isnan(headroom_frac))
        return base_kw * (1.0 + headroom_frac);
    if (rating_kw >= base_kw - BALANCE_TOL_KW || r->unserved_hourly)
        return rating_kw;
    s->raised_to_base = true;
    diag_add(diags, DIAG_STATION_RAISED, r->file, s->line,
             "station %s: %s_cap_kw is %g, while today's modelled load is %.1f kW; existing "
             "contracts stay, so it has been raised to that",
             s->id, direction, rating_kw, base_kw);
    return base_kw;
}

/* One direction of a station: what is outside the model, and today's load that relieves it. */
typedef struct outside {
    const char *direction;
    const double *kw; /* [n_milestones] or NULL */
    const profile *profile;
    const double *parks_kw; /* net import of the parks today */
    double sign;            /* of net import in this direction */
} outside;

/* Nobody can turn down what is outside the model: where it alone is above the rating of a later
 * milestone, nothing would be left to plan, so the rating is raised to it. What the parks do the
 * other way today makes room. */
static double cap_for_outside(const region *r, const station *s, const outside *o, double cap_kw,
                              size_t y, diag_list *diags)
{
    double most_kw = 0.0;
    for (size_t k = 0; o->kw != NULL && k < calendar_size(&r->calendar); k++)
        most_kw = fmax(most_kw,
                       o->kw[y] * profile_at(o->profile, k) + fmin(0.0, o->sign * o->parks_kw[k]));
    most_kw *= r->calendar.quarter_hour_factor;
    if (most_kw <= cap_kw + BALANCE_TOL_KW)
        return fmax(cap_kw, most_kw);
    diag_add(diags, DIAG_STATION_RAISED, r->file, s->line,
             "station %s: its %s rating in %d is %g, while what is outside the parks comes to %.1f "
             "kW then; it has been raised to that",
             s->id, o->direction, r->horizon.milestones[y].year, cap_kw, most_kw);
    return most_kw;
}

static status set_milestones(const region *r, station *s, const double *parks_kw, arena *mem,
                             diag_list *diags)
{
    const outside load = {"import", s->background_kw, s->background, parks_kw, 1.0};
    const outside generation = {"export", s->background_export_kw, s->background_export, parks_kw,
                                -1.0};
    const size_t n = r->horizon.n_milestones;
    double *import_kw = ARENA_ARRAY(mem, n, double), *export_kw = ARENA_ARRAY(mem, n, double);
    bool *congested = ARENA_ARRAY(mem, n, bool);
    if (import_kw == NULL || export_kw == NULL || congested == NULL)
        return STATUS_NO_MEMORY;
    for (size_t y = 0; y < n; y++) {
        import_kw[y] = s->import_cap_kw;
        export_kw[y] = s->export_cap_kw;
        congested[y] = s->congested;
        for (size_t i = 0; i < s->n_reinforcements; i++) {
            const reinforcement *f = &s->reinforcements[i];
            if (!f->decided || f->year > r->horizon.milestones[y].year)
                continue;
            import_kw[y] += f->import_add_kw;
            export_kw[y] += f->export_add_kw;
            congested[y] = false;
        }
        import_kw[y] = cap_for_outside(r, s, &load, import_kw[y], y, diags);
        export_kw[y] = cap_for_outside(r, s, &generation, export_kw[y], y, diags);
    }
    s->import_cap_by_milestone_kw = import_kw;
    s->export_cap_by_milestone_kw = export_kw;
    s->congested_by_milestone = congested;
    return STATUS_OK;
}

status region_complete_stations(region *r, arena *mem, diag_list *diags)
{
    const size_t size = calendar_size(&r->calendar);
    double *one_kw = ARENA_ARRAY(mem, size, double), *total_kw = ARENA_ARRAY(mem, size, double);
    if (one_kw == NULL || total_kw == NULL)
        return STATUS_NO_MEMORY;
    for (size_t i = 0; i < r->n_stations; i++) {
        station *s = &r->stations[i];
        for (size_t k = 0; k < size; k++)
            total_kw[k] = 0.0;
        add_connections(r, s, total_kw, one_kw, diags);
        set_base(r, s, total_kw);
        s->raised_to_base = false;
        s->import_cap_kw = cap_from(r, s, "import", s->import_cap_kw, s->import_headroom_kw,
                                    s->import_headroom_frac, s->base_import_kw, diags);
        s->export_cap_kw = cap_from(r, s, "export", s->export_cap_kw, s->export_headroom_kw,
                                    s->export_headroom_frac, s->base_export_kw, diags);
        const status st = set_milestones(r, s, total_kw, mem, diags);
        if (st != STATUS_OK)
            return st;
    }
    return STATUS_OK;
}
