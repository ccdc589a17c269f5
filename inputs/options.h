/* inputs/options.h - what the user types, as a struct. */
#ifndef INPUTS_OPTIONS_H
#define INPUTS_OPTIONS_H

#include <stdbool.h>

#include "model/diag.h"
#include "model/plan.h"
#include "model/text.h"

typedef enum command {
    COMMAND_PLAN,
    COMMAND_CHECK,
    COMMAND_VERIFY,
    COMMAND_SCHEMA,
    COMMAND_TEMPLATE,
    COMMAND_DEMO,
    COMMAND_REPORT,
    COMMAND_COMPARE,
    COMMAND_EXPLAIN,
    COMMAND_HUB,
    COMMAND_HELP,
    COMMAND_VERSION,
} command;

/* What compare does beside putting scenarios side by side; bits. */
typedef enum compare_part {
    COMPARE_REGRET = 1,
    COMPARE_ROBUST = 2,
    COMPARE_TRADEOFF = 4,
    COMPARE_DIFFERENT = 8,
} compare_part;

typedef struct options {
    command command;
    const char *input;    /* the region; report, explain: the plan; schema: which one */
    const char *plan;     /* verify: the plan file; NULL otherwise */
    size_t n_studies;     /* report: what compare and hub wrote, after the plan */
    char *const *studies; /* [n_studies] */
    const char *output;   /* "-" is stdout */
    const char *scenario; /* NULL: none */
    perspective perspective;
    double gap_frac;
    double large_gap_frac; /* compare: of plans of a large region, unless --gap says so; else 0 */
    double time_limit_s;
    bool relax;
    bool why;             /* --why all */
    const char *write_lp; /* NULL: no */
    const char *log;      /* NULL: no; "-" is stderr */
    solve_method method;
    long threads;         /* how many a decomposed search may use; 0: all cores */
    lang lang;
    const char *region;   /* report: the region that the plan was made from; NULL: not given */
    const char *park;     /* explain: id of the park; NULL: the region */
    bool dutch_csv;       /* --csv-dialect nl */
    const char *hub;      /* hub: which one */
    const char *members;  /* hub: ids of connections between commas; NULL: all candidates */
    long orders;          /* hub: to sample the Shapley value from, >= 2; 0: only if it has to be */
    const char *scenarios; /* compare: ids with commas between; NULL: all of the region */
    long jobs;             /* compare: plans made at the same time; 0: as many as there are cores */
    unsigned parts;        /* compare: compare_part bits */
    long points;           /* compare: of each trade-off, >= 8 */
    long plans;            /* compare: really different ones, >= 3 */
    double within_frac;    /* compare: how much dearer than the best these may be */
} options;

/* Texts point into argv. STATUS_OK or STATUS_USAGE, with one DIAG_USAGE for each thing that is
 * wrong. Not for two threads at once: getopt has global state. */
MUST_CHECK status options_read(int argc, char **argv, diag_list *diags, options *out);

/* The language that is asked for, whatever else may be wrong: what is wrong is told in it. */
lang options_language(int argc, char **argv);

/* What --help prints: one screen. */
extern const char options_help[];

#endif
