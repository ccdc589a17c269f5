/* inputs/embedded.h - the files that are compiled into the program.
 *
 * Schema, catalogue, starter region and the Leiden region travel inside the binary, so that
 * it works wherever it is copied. The table is made by the Makefile with inputs/embed_tool.c;
 * it is constant and lives as long as the program.
 */
#ifndef INPUTS_EMBEDDED_H
#define INPUTS_EMBEDDED_H

#include <stddef.h>

typedef struct embedded_file {
    const char *path;          /* in the repository, such as "inputs/region.xsd" */
    const unsigned char *data; /* [size], and a zero after it, so that text is a C string */
    size_t size;               /* in bytes, without that zero */
} embedded_file;

extern const embedded_file embedded_files[]; /* [n_embedded_files], in ascending order of path */
extern const size_t n_embedded_files;

/* NULL when no file of this path was compiled in. */
const embedded_file *embedded_find(const char *path);

#endif
