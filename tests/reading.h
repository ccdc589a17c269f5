/* tests/reading.h - read a region in a test, and look at what was found. */
#ifndef TESTS_READING_H
#define TESTS_READING_H

#include "model/region.h"

typedef struct reading {
    arena *mem;
    diag_list *diags;
    region *region; /* NULL unless status is STATUS_OK */
    status status;
} reading;

/* Memory failure ends the test. scenario_id may be NULL. */
reading read_path(const char *path, const char *scenario_id);
reading read_text_as(const char *text, const char *scenario_id); /* named "test.xml", no folder */
reading read_bytes(const void *data, size_t size);
void reading_free(reading *r);

/* Fails the test, with all findings, unless the region was read. */
void assert_read(const reading *r);
/* Fails the test unless there is a finding of this code at this line. */
void assert_finding(const reading *r, const char *code, int line);
/* How many findings have this code. */
size_t count_findings(const reading *r, const char *code);

/* The whole file, with a final zero, from malloc; NULL when it cannot be read. */
char *load_file(const char *path, size_t *size);
/* text with every first part replaced by second; from malloc. */
char *replaced(const char *text, const char *first, const char *second);

/* A small valid region: tests/regions/small.xml. */
#define SMALL_REGION "tests/regions/small.xml"

#endif
