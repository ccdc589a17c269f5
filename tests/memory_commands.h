/* tests/memory_commands.h - what tests/test_memory.c runs while memory fails. */
#ifndef TESTS_MEMORY_COMMANDS_H
#define TESTS_MEMORY_COMMANDS_H

#include <stdbool.h>

enum { MOST_ARGUMENTS = 12 };

typedef struct command {
    const char *name;
    bool reads_again; /* what another command reads too */
    unsigned long usual_stride;
    /* Of the long test: 1, or where that would take hours, so that it takes some minutes. */
    unsigned long long_stride;
    /* IN stands for a folder with a plan, OUT for an empty one. */
    const char *arguments[MOST_ARGUMENTS];
    /* A solver that fails once leaves another, valid plan, also with exit code 4; the library of workbooks
     * leaves a frozen pane out without a word. */
    bool may_differ;
    int code; /* how it ends when nothing fails */
} command;

#define SMALL "tests/regions/small.xml"
#define HUB "tests/regions/vocabulary.xml"
#define FUTURES "tests/regions/futures.xml"
#define UNREACHABLE "tests/regions/unreachable.xml"

static const command commands[] = {
    {"check",
     false,
     499,
     3,
     {"check", "tests/regions/scenarios.xml", "--scenario", "more_grid"},
     false,
     0},
    {"check, csv", false, 997, 3, {"check", "tests/regions/year/region.xml"}, false, 0},
    {"plan", true, 97, 1, {"plan", SMALL, "-o", "OUT/p.json"}, true, 0},
    {"plan, decomposed",
     true,
     211,
     1,
     {"plan", SMALL, "--method", "decomposed", "--threads", "1", "-o", "OUT/p.json"},
     true,
     0},
    {"plan, trees",
     true,
     997,
     7,
     {"plan", SMALL, "--method", "decomposed", "--gap", "0", "--threads", "1", "-o", "OUT/p.json"},
     true,
     0},
    {"plan, unreachable",
     true,
     1999,
     37,
     {"plan", UNREACHABLE, "--why", "none", "-o", "OUT/p.json"},
     true,
     1},
    {"hub",
     true,
     397,
     7,
     {"hub", HUB, "--hub", "grote_polder_coop", "-o", "OUT/hub.json"},
     true,
     0},
    {"compare",
     true,
     97,
     5,
     {"compare", FUTURES, "--scenarios", "base,cheap", "--jobs", "1", "-o", "OUT/compare.json"},
     true,
     0},
    {"compare, from base",
     true,
     997,
     5,
     {"compare", FUTURES, "--scenarios", "base,cheap", "--method", "decomposed", "--jobs", "1",
      "-o", "OUT/compare.json"},
     true,
     0},
    {"compare, all parts",
     true,
     997,
     11,
     {"compare", FUTURES, "--scenarios", "base,cheap", "--jobs", "1", "--parts", "all", "-o",
      "OUT/compare.json"},
     true,
     0},
    {"compare, with findings",
     false,
     997,
     3,
     {"compare", HUB, "--scenarios", "late_grid,late_grid", "-o", "OUT/compare.json"},
     false,
     2},
    {"verify", true, 97, 1, {"verify", SMALL, "IN/p.json"}, false, 0},
    {"explain", false, 211, 1, {"explain", "IN/p.json"}, false, 0},
    {"report, html", false, 211, 1, {"report", "IN/p.json", "-o", "OUT/p.html"}, false, 0},
    {"report, verified",
     true,
     211,
     1,
     {"report", "IN/p.json", "--region", SMALL, "-o", "OUT/p.html"},
     false,
     0},
    {"report, studies",
     true,
     211,
     1,
     {"report", "IN/futures.json", "IN/compare.json", "-o", "OUT/p.html"},
     false,
     0},
    {"report, xlsx", false, 211, 1, {"report", "IN/p.json", "-o", "OUT/p.xlsx"}, true, 0},
    {"report, markdown", false, 211, 1, {"report", "IN/p.json", "-o", "OUT/p.md"}, false, 0},
    {"report, geojson", false, 211, 1, {"report", "IN/p.json", "-o", "OUT/p.geojson"}, false, 0},
    {"report, csv", false, 211, 1, {"report", "IN/p.json", "-o", "OUT/"}, false, 0},
    {"schema", false, 1, 1, {"schema", "plan", "-o", "OUT/plan.schema.json"}, false, 0},
    {"template", false, 1, 1, {"template", "-o", "OUT/region.xml"}, false, 0},
};

#endif
