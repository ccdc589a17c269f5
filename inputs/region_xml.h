/* inputs/region_xml.h - from the bytes of a region file to a checked region.
 *
 * Nothing in the file is trusted: no DTD, no entities beyond the five of XML, no network,
 * no file outside the folder of the region file; size, depth and time are bounded. Every
 * finding of the file comes in one run, with its line, sorted by line.
 */
#ifndef INPUTS_REGION_XML_H
#define INPUTS_REGION_XML_H

#include <stddef.h>

#include "model/region.h"

typedef struct region_source {
    const char *path;     /* "-" is stdin, "builtin:economie071" the region in the program */
    const char *scenario; /* id of one of the region's scenarios, or NULL: none is applied */
} region_source;

/* Reads, applies the scenario, validates, builds, and calls region_check() and
 * region_complete(). STATUS_OK, STATUS_INVALID (the list says what is wrong), STATUS_IO
 * (the file cannot be read) or STATUS_NO_MEMORY. *out lives in mem. */
MUST_CHECK status region_read(const region_source *src, arena *mem, diag_list *diags, region **out);

/* The same for the region as it is, and once more with each of its scenarios, so that an edit that
 * cannot be made is found before somebody plans with it; a finding that only a scenario has names
 * it. src->scenario plays no part, and *out is the region as it is. Each scenario costs a reading,
 * so that only the first SCENARIOS_TRIED are tried. */
enum { SCENARIOS_TRIED = 100 };
MUST_CHECK status region_read_all_scenarios(const region_source *src, arena *mem, diag_list *diags,
                                            region **out);

/* As region_read(), from memory. name stands in messages; folder is where CSV files may be, NULL when
 * the region may not refer to files. */
MUST_CHECK status region_read_memory(const char *name, const void *data, size_t size,
                                     const char *folder, const char *scenario_id, arena *mem,
                                     diag_list *diags, region **out);

#endif
