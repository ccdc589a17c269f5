/* outputs/report.h - a plan as people read it: page, spreadsheet, map, document, CSV.
 *
 * Every figure comes out of plan.json, by way of the tables of outputs/table.h. The same plan
 * gives the same bytes. Each writer makes its file whole or not at all.
 */
#ifndef OUTPUTS_REPORT_H
#define OUTPUTS_REPORT_H

#include <stdbool.h>

#include "outputs/plan_document.h"
#include "outputs/verification_text.h"

typedef enum report_form {
    REPORT_NONE,     /* the name says nothing that is known */
    REPORT_HTML,     /* .html: one page that needs nothing else */
    REPORT_XLSX,     /* .xlsx: a workbook */
    REPORT_MARKDOWN, /* .md: a document for pandoc */
    REPORT_CSV,      /* ends in "/" or is a folder: a table per file, and datapackage.json */
    REPORT_GEOJSON,  /* .geojson */
} report_form;

/* The text of a file that travels inside the program; NULL when it is not there. */
typedef const char *report_file(const char *name);

/* What recomputing the plan found. */
typedef struct report_verification {
    verification checks;
    proven_bound bound;
} report_verification;

typedef struct report_options {
    lang lang;
    bool dutch_csv;                   /* semicolon, decimal comma, byte order mark */
    const report_verification *found; /* NULL: it was not recomputed */
    report_file *file;                /* for style, script and libraries of the page */
} report_options;

report_form report_form_of(const char *path);

/* STATUS_OK, STATUS_IO or STATUS_NO_MEMORY, with a finding. */
MUST_CHECK status report_write(const plan_document *doc, const char *path,
                               const report_options *options, diag_list *diags);

/* The writers, each in outputs/report_<form>.c. */
MUST_CHECK status report_write_html(const plan_document *doc, const char *path,
                                    const report_options *options, diag_list *diags);
MUST_CHECK status report_write_xlsx(const plan_document *doc, const char *path,
                                    const report_options *options, diag_list *diags);
MUST_CHECK status report_write_markdown(const plan_document *doc, const char *path,
                                        const report_options *options, diag_list *diags);
MUST_CHECK status report_write_csv(const plan_document *doc, const char *folder,
                                   const report_options *options, diag_list *diags);
MUST_CHECK status report_write_geojson(const plan_document *doc, const char *path,
                                       const report_options *options, diag_list *diags);

#endif
