/* model/station.h - a substation, and the room it has for the parks behind it. */
#ifndef MODEL_STATION_H
#define MODEL_STATION_H

#include <stdbool.h>
#include <stddef.h>

#include "model/basis.h"
#include "model/calendar.h"
#include "model/profile.h"

typedef struct reinforcement {
    const char *id;
    int year;
    double import_add_kw;
    double export_add_kw;
    double cost_eur;
    bool decided; /* only decided ones count; a scenario may decide one */
    figure_basis basis;
    int line;
} reinforcement;

typedef struct station {
    const char *id;
    const char *name;
    size_t index; /* in region.stations */
    double lat, lon; /* WGS84; NAN when not given */
    /* Firm rating, kW, before reinforcements. Given as a rating (import_cap_kw), or as
     * published headroom on top of today's modelled simultaneous load (import_headroom_kw or
     * import_headroom_frac); what is not given is NAN, and region_complete() works it out. */
    double import_cap_kw, export_cap_kw;
    double import_headroom_kw, import_headroom_frac; /* NAN when not given */
    double export_headroom_kw, export_headroom_frac;
    const profile *background;        /* load outside the model: PER_MEAN or FRAC, or NULL */
    const double *background_kw;      /* [n_milestones], multiplies the profile */
    const profile *background_export; /* generation outside the model, or NULL */
    const double *background_export_kw; /* [n_milestones] */
    /* Net import that is set aside for connections outside the region, [n_milestones * n_days *
     * n_steps], milestones run slowest; NULL: none. Unlike background it relieves the other
     * direction. */
    const double *reserved_kw;
    bool congested; /* until its first decided reinforcement: no contract grows */
    size_t n_reinforcements;
    reinforcement *reinforcements;
    figure_basis basis;
    int line;
    /* Filled in by region_complete(): */
    double base_import_kw;           /* today's modelled simultaneous load, quarter-hour, kW */
    double base_export_kw;           /* likewise, feed-in */
    bool raised_to_base;             /* the given cap was below today's load and has been raised */
    const double *import_cap_by_milestone_kw; /* [n_milestones] with decided reinforcements */
    const double *export_cap_by_milestone_kw; /* [n_milestones] */
    const bool *congested_by_milestone;       /* [n_milestones] */
} station;

/* (E30) Load and generation outside the model in one step, kW: neither makes room for the other.
 * Both count what is reserved. */
double station_load_kw(const station *s, const calendar *cal, size_t y, size_t d, size_t t);
double station_feed_kw(const station *s, const calendar *cal, size_t y, size_t d, size_t t);

#endif
