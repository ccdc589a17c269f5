/* tests/fuzz/target.h - what the fuzz targets share.
 *
 * A target takes any bytes. It fails by crashing, leaking, taking too long, or by a must() that
 * does not hold. Linked with libFuzzer it searches (`make fuzz`); linked with replay.c it goes
 * through the files it is given (tests/test_corpus.sh). Runs in the top folder.
 */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "model/region.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Ends the process with all findings, and as a crash, unless it holds. diags may be NULL. */
void must(bool holds, const char *what, const diag_list *diags);

/* The bytes as a text of its own, so that a sanitizer sees each overrun; for free(). */
char *text_of_bytes(const uint8_t *data, size_t size);

/* tests/regions/small.xml, read once and never freed. */
region *target_region(void);

/* The text of a file in the program, as report_options.file. */
const char *target_embedded(const char *name);
/* A new folder under TMPDIR, which the caller of the program throws away. */
const char *target_folder(void);

#endif
