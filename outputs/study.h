/* outputs/study.h - what was computed beside a plan: a comparison of scenarios (compare.json), or
 * what a hub is worth to its members (hub.json). */
#ifndef OUTPUTS_STUDY_H
#define OUTPUTS_STUDY_H

#include "outputs/plan_document.h"

typedef enum study_kind { STUDY_COMPARISON, STUDY_HUB } study_kind;

typedef struct study {
    study_kind kind;
    json_tree *tree; /* NULL: nothing was read */
    const json_value *root;
} study;

typedef struct study_list {
    size_t n;
    study *all; /* [n] in the arena */
} study_list;

/* STATUS_OK; STATUS_INVALID (cannot be read, is no study of a form this program knows, or of another
 * region file than the plan) or STATUS_NO_MEMORY, with a finding. */
MUST_CHECK status study_read(const char *path, const plan_document *doc, diag_list *diags,
                             study *out);
/* The same for the text of one, of whatever region; name is for messages. */
MUST_CHECK status study_parse(const char *name, const char *text, size_t length, diag_list *diags,
                              study *out);
void study_free(study *s);
/* All files at paths[n]; what was read has to be freed whatever is returned. */
MUST_CHECK status studies_read(char *const *paths, size_t n, const plan_document *doc, arena *mem,
                               diag_list *diags, study_list *out);
void studies_free(study_list *list);

#endif
