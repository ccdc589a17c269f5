/* inputs/csv.h - numbers from a column of a CSV file beside or below the region file. */
#ifndef INPUTS_CSV_H
#define INPUTS_CSV_H

#include <stddef.h>

#include "inputs/reader.h"

/* The column of the file that href names, one value per row after the header. column may be
 * NULL when the file has one column. Findings stand at n, or in the CSV file at its row.
 * False when there is something wrong, or memory is out. */
bool csv_read_column(reader *r, const node *n, const char *href, const char *column,
                     const double **values, size_t *n_values);

/* The same on text in memory, which ends with a zero. */
bool csv_parse_column(reader *r, const node *n, const char *name, const char *text,
                      const char *column, const double **values, size_t *n_values);

#endif
