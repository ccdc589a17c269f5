/* outputs/text_file.h - writing a file that appears whole or not at all. */
#ifndef OUTPUTS_TEXT_FILE_H
#define OUTPUTS_TEXT_FILE_H

#include <stddef.h>

#include "model/diag.h"

/* To a new file beside path that then takes its place, so that a reader never sees half of it
 * and a failure leaves what was there. path "-" is stdout, and what is no ordinary file (a pipe,
 * /dev/null) is written to as it is. STATUS_OK, STATUS_IO (DIAG_CANNOT_WRITE) or STATUS_NO_MEMORY. */
MUST_CHECK status text_file_write(const char *path, const char *text, size_t length,
                                  diag_list *diags);

/* Whether text_file_write() could make a file there; so that nobody waits for a plan that then has
 * no place. Leaves nothing behind. Same results. */
MUST_CHECK status text_file_try(const char *path, diag_list *diags);

#endif
