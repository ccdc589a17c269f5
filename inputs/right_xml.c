/* inputs/right_xml.c - <right>: when a non-firm transport right holds. */
#include "inputs/connection_xml.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "inputs/value.h"
#include "model/ranked_step.h"
#include "model/units.h"

/* A duration-85 right may be withheld in 15 % of the hours [tariff code; S20]. */
#define WITHHELD_FRAC 0.15

/* Windows may touch or overlap; a step counts once. */
static double blocks_frac(const calendar *c, const char *text, size_t t)
{
    double inside = 0.0;
    size_t length;
    for (const char *w = value_word(&text, &length); w != NULL; w = value_word(&text, &length)) {
        window block;
        if (value_window(w, length, &block))
            inside += window_frac(c, block, t);
    }
    return fmin(inside, 1.0);
}

/* Inside the blocks on workdays, and all hours of other days. */
static void fill_blocks(const calendar *c, const char *blocks, double *available)
{
    for (size_t d = 0; d < c->n_days; d++) {
        for (size_t t = 0; t < c->n_steps; t++)
            available[calendar_at(c, d, t)] = c->days[d].workday ? blocks_frac(c, blocks, t) : 1.0;
    }
}

/* Released as the profile says; on design days never. */
static void fill_released(const calendar *c, const profile *released, double *available)
{
    for (size_t d = 0; d < c->n_days; d++) {
        for (size_t t = 0; t < c->n_steps; t++) {
            const size_t i = calendar_at(c, d, t);
            available[i] = c->days[d].design ? 0.0 : released->values[i];
        }
    }
}

static void fill_profile(const calendar *c, const profile *p, double *available)
{
    memcpy(available, p->values, calendar_size(c) * sizeof *available);
}

/* The attribute that goes with the kind, and no other. */
static void check_attributes(reader *r, const node *n, right_kind kind)
{
    static const char *const names[] = {"blocks", "released", "available"};
    for (right_kind k = RIGHT_TIME_BLOCK; k <= RIGHT_DURATION_85; k++) {
        if (k != kind && has(n, names[k]))
            report(r, n, DIAG_EITHER_OR, "%s does not go with a right of kind %s; leave it out",
                   names[k], read_text_or(n, "kind", ""));
    }
    if (kind != RIGHT_DURATION_85 && !has(n, names[kind]))
        report(r, n, DIAG_MISSING_ATTRIBUTE, "<right> has no %s; a right of kind %s has to have it",
               names[kind], read_text_or(n, "kind", ""));
}

static const profile *read_frac_profile(reader *r, const node *n, const char *name)
{
    const profile *p = read_reference(r, n, name, r->profiles, "profile");
    const char *id = read_text(n, name);
    /* Another profile stands in for an unknown one, which has been reported. */
    if (p != NULL && p->unit != PROFILE_FRAC && id != NULL && strcmp(p->id, id) == 0)
        report(r, n, DIAG_PROFILE_UNIT, "%s is %s; its unit has to be frac", name, p->id);
    return p;
}

static void read_right(reader *r, const node *n, transport_right *right)
{
    static const char *const kinds[] = {"time_block", "variable", "duration_85"};
    const calendar *c = &r->out->calendar;
    double *available = read_series(r, n);
    *right = (transport_right){
        .kind = (right_kind)read_choice(n, "kind", kinds, 3),
        .import_kw = read_number_or(n, "import_kw", 0.0),
        .contract_eur_per_kw_year = read_number_or(n, "contract_eur_per_kw_year", 0.0),
        .available = available,
        .basis = read_basis(n),
        .line = n->line,
    };
    check_attributes(r, n, right->kind);
    const profile *released = read_frac_profile(r, n, "released");
    const profile *given = read_frac_profile(r, n, "available");
    if (available == NULL)
        return;
    if (right->kind == RIGHT_TIME_BLOCK)
        fill_blocks(c, read_text_or(n, "blocks", ""), available);
    else if (right->kind == RIGHT_VARIABLE && released != NULL)
        fill_released(c, released, available);
    else if (right->kind == RIGHT_DURATION_85 && given != NULL)
        fill_profile(c, given, available);
    else if (right->kind == RIGHT_DURATION_85)
        right->available = NULL; /* worked out when all parks have been read */
}

void read_rights(reader *r, const node *n, connection *c)
{
    c->rights = read_children(r, n, "right", sizeof *c->rights, &c->n_rights, NULL);
    transport_right *right = c->rights;
    for (const node *x = node_child(n, "right"); x != NULL && !r->no_memory; x = node_next(x))
        read_right(r, x, right++);
}

static double background_kw(const station *s, size_t i)
{
    const bool given = s->background != NULL && s->background_kw != NULL;
    return given ? s->background_kw[0] * s->background->values[i] : 0.0;
}

/* Existing electricity demand behind the station at the first milestone, and its background. */
static void add_station_load(const region *o, const station *s, ranked_step *steps)
{
    const calendar *cal = &o->calendar;
    for (size_t i = 0; i < calendar_size(cal); i++)
        steps[i] = (ranked_step){.kw = background_kw(s, i), .at = i};
    for (size_t k = 0; k < o->n_demands; k++) {
        const demand *n = o->demands[k];
        if (n->carrier != o->electricity || n->connection->park->station != s)
            continue;
        for (size_t i = 0; i < calendar_size(cal); i++)
            steps[i].kw +=
                n->existing_mwh[0] * demand_kw_per_mwh(n, cal, i / cal->n_steps, i % cal->n_steps);
    }
}

/* 1, but 0 in the steps with the highest load of the station, as long as they are together no
 * more than 15 % of the hours. */
static const double *work_out_duration(reader *r, const station *s)
{
    const calendar *cal = &r->out->calendar;
    const size_t n = calendar_size(cal);
    ranked_step *steps = READ_ARRAY(r, n, ranked_step);
    double *available = READ_ARRAY(r, n, double);
    if (steps == NULL || available == NULL)
        return NULL;
    add_station_load(r->out, s, steps);
    qsort(steps, n, sizeof *steps, ranked_step_compare);
    double left_h = WITHHELD_FRAC * HOURS_PER_DAY * DAYS_PER_YEAR;
    for (size_t i = 0; i < n; i++) {
        left_h -= calendar_hours_per_year(cal, steps[i].at / cal->n_steps);
        available[steps[i].at] = left_h >= 0.0 ? 0.0 : 1.0;
    }
    return available;
}

void read_duration_rights(reader *r)
{
    for (size_t i = 0; i < r->out->n_connections; i++) {
        connection *c = &r->out->connections[i];
        for (size_t k = 0; k < c->n_rights && !r->no_memory; k++) {
            if (c->rights[k].available == NULL)
                c->rights[k].available = work_out_duration(r, c->park->station);
        }
    }
}
