/* inputs/xml_memory.h - memory for libxml2, also when there is none left.
 *
 * Where an allocation fails the library crashes in some places, and takes it for an error of the
 * file in others. So it gets what it asks for from malloc(), and when that fails from a reserve,
 * which is enough to come to an end. What it says after that is worth nothing.
 *
 * The library takes its allocator once for the whole process, without a context; so this is the one
 * place in inputs/ that has state of its own. One thread at a time reads.
 */
#ifndef INPUTS_XML_MEMORY_H
#define INPUTS_XML_MEMORY_H

#include <stdbool.h>

/* Before anything else of the library. Forgets that memory was out. */
void xml_memory_begin(void);
/* Whether memory was out since. */
bool xml_memory_was_out(void);

#endif
