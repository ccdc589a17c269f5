/* model/hub_facts.h - what members of a hub bring and use, and the group's load, read from an
 * operation. */
#ifndef MODEL_HUB_FACTS_H
#define MODEL_HUB_FACTS_H

#include "model/hub_study.h"

/* Its arrays, zeroed. STATUS_NO_MEMORY. */
MUST_CHECK status member_facts_new(const region *r, arena *mem, member_facts *out);
MUST_CHECK status group_profile_new(const region *r, arena *mem, group_profile *out);

/* What a connection of the operation's region draws less what it feeds in, mean kW over each step:
 * net_kw[n_milestones * n_days * n_steps]. */
void connection_net_kw(const operation *o, const connection *c, double *net_kw);
/* Highest net import in each peak group, times the quarter-hour factor; 0 at least. Adds to
 * peak_kw[n_milestones * n_peak_groups]. */
void add_monthly_peaks(const region *r, const double *net_kw, double quarter_hour_factor,
                       double *peak_kw);
/* group_kw: net import of the group, as net_kw above; NULL: there is none. */
void member_facts_read(const operation *o, const connection *c, const double *group_kw,
                       member_facts *out);
/* Of the operation's only hub. */
void group_profile_read(const operation *o, group_profile *out);
/* Once limit_kw is known. */
void group_hours_near_limit(const region *r, group_profile *group);

#endif
