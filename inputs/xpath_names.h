/* inputs/xpath_names.h - let unprefixed names in an XPath expression mean the region's namespace.
 *
 * XPath 1.0 has no default namespace: "grid/station" would find elements without namespace
 * only. The names in the expression get the prefix, rather than the document losing its
 * namespace: the document stays what the user wrote, and so do the messages about it.
 */
#ifndef INPUTS_XPATH_NAMES_H
#define INPUTS_XPATH_NAMES_H

#include "model/arena.h"

#define REGION_PREFIX "r"

/* The expression with REGION_PREFIX: before every element name test that has no prefix. Names
 * of functions, axes, node types, attributes, variables and operators stay as they are, and so
 * does text in quotes. NULL when memory is out. */
char *xpath_add_prefix(arena *mem, const char *expression);

#endif
