/* outputs/region_json.h - what each result file (plan, compare, hub) says of the region it is about. */
#ifndef OUTPUTS_REGION_JSON_H
#define OUTPUTS_REGION_JSON_H

#include "model/region.h"
#include "outputs/json.h"

/* Opens "meta" with the program that wrote the file, the form of the file, the region and the input.
 * The rest follows, and json_end(). */
void region_json_begin_meta(json_builder *j, const region *r, const char *schema_version);
/* "scenario": id and name. */
void region_json_scenario(json_builder *j, const region *r);
/* "milestones": year and duration of each. */
void region_json_milestones(json_builder *j, const horizon *h);
/* The year of milestone y; null beyond the last, which means never. */
void region_json_year(json_builder *j, const char *key, const horizon *h, size_t y);

#endif
