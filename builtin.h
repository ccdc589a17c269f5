/* builtin.h - what `parkplan schema` and `parkplan template` do: files of the program, written out.
 *
 * Beside main.c, as it calls all folders in order.
 */
#ifndef BUILTIN_H
#define BUILTIN_H

#include "inputs/options.h"
#include "model/arena.h"

/* To the output. STATUS_IO. */
MUST_CHECK status schema_run(const options *o, diag_list *diags);
MUST_CHECK status template_run(const options *o, diag_list *diags);

#endif
