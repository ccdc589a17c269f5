#include "model/hub_facts.h"

#include "model/operation_parts.h"
#include "model/tolerance.h"

/* Part of the group's peak by which a step may be lower and still belong to it. */
#define PEAK_TOL_FRAC 1e-3

#define YEARLY_OF(mem, r, n) ARENA_ARRAY((mem), (r)->horizon.n_milestones *(n), double)

status member_facts_new(const region *r, arena *mem, member_facts *out)
{
    double **const lists[] = {&out->import_mwh, &out->export_mwh,       &out->own_peak_kw,
                              &out->wanted_mwh, &out->at_group_peak_kw, &out->accepted_mwh,
                              &out->storage_kw, &out->storage_kwh,      &out->managed_kw,
                              &out->ems_sites};
    for (size_t k = 0; k < sizeof lists / sizeof lists[0]; k++)
        if ((*lists[k] = YEARLY_OF(mem, r, 1)) == NULL)
            return STATUS_NO_MEMORY;
    return STATUS_OK;
}

status group_profile_new(const region *r, arena *mem, group_profile *out)
{
    out->limit_kw = YEARLY_OF(mem, r, 1);
    out->contract_kw = YEARLY_OF(mem, r, 1);
    out->hours_near_limit = YEARLY_OF(mem, r, 1);
    out->peak_kw = YEARLY_OF(mem, r, r->calendar.n_peak_groups);
    out->apart_peak_kw = YEARLY_OF(mem, r, r->calendar.n_peak_groups);
    out->net_import_kw = YEARLY_OF(mem, r, calendar_size(&r->calendar));
    return out->limit_kw && out->contract_kw && out->hours_near_limit && out->peak_kw &&
                   out->apart_peak_kw && out->net_import_kw
               ? STATUS_OK
               : STATUS_NO_MEMORY;
}

void connection_net_kw(const operation *o, const connection *c, double *net_kw)
{
    const calendar *cal = &o->region->calendar;
    for (size_t y = 0; y < o->region->horizon.n_milestones; y++)
        for (size_t d = 0; d < cal->n_days; d++)
            for (size_t t = 0; t < cal->n_steps; t++)
                net_kw[y * calendar_size(cal) + calendar_at(cal, d, t)] =
                    operation_net_import_kw(o, c, y, d, t);
}

static double highest_in(const calendar *cal, const peak_group *g, const double *kw)
{
    double most = 0.0;
    for (size_t d = 0; d < cal->n_days; d++)
        for (size_t t = 0; g->has_day[d] && t < cal->n_steps; t++)
            most = fmax(most, kw[calendar_at(cal, d, t)]);
    return most;
}

void add_monthly_peaks(const region *r, const double *net_kw, double quarter_hour_factor,
                       double *peak_kw)
{
    const calendar *cal = &r->calendar;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t g = 0; g < cal->n_peak_groups; g++)
            peak_kw[y * cal->n_peak_groups + g] +=
                quarter_hour_factor *
                highest_in(cal, &cal->peak_groups[g], &net_kw[y * calendar_size(cal)]);
}

/* --- members ---------------------------------------------------------------------------------- */

/* From where on a step is one of the group's peak. A plan flattens it, so that many steps are as
 * high, and which of them comes first says nothing about a member. */
static double peak_from_kw(const double *kw, size_t n)
{
    double most = kw[0];
    for (size_t k = 1; k < n; k++)
        most = fmax(most, kw[k]);
    return most - fmax(BALANCE_TOL_KW, PEAK_TOL_FRAC * fabs(most));
}

/* Mean over the hours of the group's peak. */
static double at_peak_kw(const operation *o, const connection *c, const double *group_kw, size_t y)
{
    const calendar *cal = &o->region->calendar;
    const double from_kw = peak_from_kw(group_kw, calendar_size(cal));
    double kwh = 0.0, hours = 0.0;
    for (size_t d = 0; d < cal->n_days; d++)
        for (size_t t = 0; t < cal->n_steps; t++)
            if (group_kw[calendar_at(cal, d, t)] >= from_kw) {
                const double h = calendar_hours_per_year(cal, d);
                kwh += operation_net_import_kw(o, c, y, d, t) * h;
                hours += h;
            }
    return kwh / hours * cal->group_quarter_hour_factor;
}

static void read_flows(const operation *o, const connection *c, const double *group_kw, size_t y,
                       member_facts *out)
{
    const calendar *cal = &o->region->calendar;
    for (size_t d = 0; d < cal->n_days; d++)
        for (size_t t = 0; t < cal->n_steps; t++) {
            const moment m = {y, d, t};
            const double in = all_import_kw(o, c, m), away = all_export_kw(o, c, m);
            const double h = calendar_hours_per_year(cal, d);
            out->import_mwh[y] += in * h / KWH_PER_MWH;
            out->export_mwh[y] += away * h / KWH_PER_MWH;
            out->own_peak_kw[y] = fmax(out->own_peak_kw[y], (in - away) * cal->quarter_hour_factor);
        }
    if (group_kw != NULL)
        out->at_group_peak_kw[y] = at_peak_kw(o, c, group_kw, y);
}

static void read_growth(const operation *o, const connection *c, size_t y, member_facts *out)
{
    for (size_t n = 0; n < c->n_demands; n++) {
        const demand *k = &c->demands[n];
        if (k->carrier != o->region->electricity)
            continue;
        out->wanted_mwh[y] += k->growth_mwh[y];
        out->accepted_mwh[y] += k->growth_mwh[y] * o->accepted[yearly(o, k->index, y)];
    }
    for (size_t n = 0; n < c->n_fleets; n++) {
        const fleet *f = &c->fleets[n];
        const double mwh = fleet_growth(f, y) * fleet_mwh(o, f);
        out->wanted_mwh[y] += mwh;
        out->accepted_mwh[y] += mwh * o->accepted_fleet[yearly(o, f->index, y)];
    }
}

static double managed_kw(const operation *o, const connection *c, const asset *a, size_t y)
{
    double kw = 0.0;
    for (size_t n = 0; n < c->n_fleets; n++)
        kw += o->managed[yearly(o, charger_place(o, &c->fleets[n], a), y)] *
              fmin(c->fleets[n].vehicle_kw, a->technology->point_kw);
    return kw;
}

static void read_assets(const operation *o, const connection *c, size_t y, member_facts *out)
{
    for (size_t k = 0; k < c->n_assets; k++) {
        const asset *a = &o->region->assets[c->first_asset + k];
        const technology *tech = a->technology;
        const double capacity = o->capacity[yearly(o, a->index, y)];
        if (tech->kind == KIND_STORAGE && tech->carrier == o->region->electricity) {
            out->storage_kw[y] += capacity;
            out->storage_kwh[y] +=
                tech->usable_frac * (isfinite(tech->hours)
                                         ? tech->hours * capacity
                                         : o->capacity_kwh[yearly(o, a->index, y)]);
        } else if (tech->kind == KIND_CHARGER) {
            out->managed_kw[y] += managed_kw(o, c, a, y);
        } else if (tech->kind == KIND_CONTROL) {
            out->ems_sites[y] += capacity;
        }
    }
}

void member_facts_read(const operation *o, const connection *c, const double *group_kw,
                       member_facts *out)
{
    const size_t size = calendar_size(&o->region->calendar);
    for (size_t y = 0; y < o->region->horizon.n_milestones; y++) {
        read_flows(o, c, group_kw == NULL ? NULL : &group_kw[y * size], y, out);
        read_growth(o, c, y, out);
        read_assets(o, c, y, out);
    }
}

/* --- the group -------------------------------------------------------------------------------- */

void group_profile_read(const operation *o, group_profile *out)
{
    const calendar *cal = &o->region->calendar;
    for (size_t y = 0; y < o->region->horizon.n_milestones; y++)
        for (size_t d = 0; d < cal->n_days; d++)
            for (size_t t = 0; t < cal->n_steps; t++)
                out->net_import_kw[y * calendar_size(cal) + calendar_at(cal, d, t)] =
                    operation_hub_import_kw(o, 0, y, d, t);
    add_monthly_peaks(o->region, out->net_import_kw, cal->group_quarter_hour_factor, out->peak_kw);
}

void group_hours_near_limit(const region *r, group_profile *group)
{
    const calendar *cal = &r->calendar;
    for (size_t y = 0; y < r->horizon.n_milestones; y++)
        for (size_t d = 0; d < cal->n_days; d++)
            for (size_t t = 0; t < cal->n_steps; t++) {
                const double kw =
                    group->net_import_kw[y * calendar_size(cal) + calendar_at(cal, d, t)];
                if (group->limit_kw[y] > 0.0 &&
                    kw * cal->group_quarter_hour_factor >= NEAR_LIMIT_FRAC * group->limit_kw[y])
                    group->hours_near_limit[y] += calendar_hours_per_year(cal, d);
            }
}
