/* outputs/text_file.h - writing a file that appears whole or not at all. */
#ifndef OUTPUTS_TEXT_FILE_H
#define OUTPUTS_TEXT_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/diag.h"

/* To a new file beside path that then takes its place, so that a reader never sees half of it
 * and a failure leaves what was there. path "-" is stdout, and what is no ordinary file (a pipe,
 * /dev/null) is written to as it is. STATUS_OK, STATUS_IO (DIAG_CANNOT_WRITE) or STATUS_NO_MEMORY. */
MUST_CHECK status text_file_write(const char *path, const char *text, size_t length,
                                  diag_list *diags);

/* A file that is written in parts, and of which nobody sees anything before the end. */
typedef struct staged_file staged_file;

/* Opens a new file beside path. Then any number of staged_file_add(), one staged_file_finish(), which
 * brings it all to the disk, and one staged_file_publish(), which puts it in the place of path; or,
 * at any time, staged_file_drop(). Both of the latter free it; NULL is allowed in drop. path is an
 * ordinary file or none yet. STATUS_IO (DIAG_CANNOT_WRITE) or STATUS_NO_MEMORY. */
MUST_CHECK status staged_file_open(const char *path, diag_list *diags, staged_file **out);
MUST_CHECK status staged_file_add(staged_file *f, const char *text, size_t length,
                                  diag_list *diags);
MUST_CHECK status staged_file_finish(staged_file *f, diag_list *diags);
MUST_CHECK status staged_file_publish(staged_file *f, diag_list *diags);
void staged_file_drop(staged_file *f);

/* Whether there is, or would be, an ordinary file at path: not stdout, a pipe or a device. */
bool text_file_is_ordinary(const char *path);

/* Whether text_file_write() could make a file there; so that nobody waits for a plan that then has
 * no place. Leaves nothing behind. Same results. */
MUST_CHECK status text_file_try(const char *path, diag_list *diags);

#endif
