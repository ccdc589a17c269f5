/* inputs/catalogue.h - a built-in catalogue, put into the document of a region.
 *
 * The catalogue file has the root <catalogue xmlns="urn:parkplan:region:1" id="nl-2026">. Its
 * <technology> elements go into the region's <catalogue>; what its other elements hold, such as
 * <payers> or <sources>, goes into the region's element of that name, which is made when it is
 * not there. What the region declares itself, with the same id, takes precedence as a whole.
 */
#ifndef INPUTS_CATALOGUE_H
#define INPUTS_CATALOGUE_H

#include "inputs/xml_document.h"

/* Does nothing without <catalogue href="...">. In messages the file is called "nl-2026". */
MUST_CHECK status catalogue_merge(xml_document *doc, arena *mem, diag_list *diags);

#endif
