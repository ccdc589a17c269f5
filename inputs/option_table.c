#include "inputs/option_table.h"

#include <errno.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/path.h"

/* --- values -------------------------------------------------------------------------------------- */

static void set_output(usage *u, const char *value)
{
    u->out->output = value;
}

static void set_scenario(usage *u, const char *value)
{
    u->out->scenario = value;
}

static void set_perspective(usage *u, const char *value)
{
    if (strcmp(value, "societal") == 0)
        u->out->perspective = PERSPECTIVE_SOCIETAL;
    else if (strcmp(value, "private") == 0)
        u->out->perspective = PERSPECTIVE_PRIVATE;
    else
        WRONG(u, "--perspective is %s; it has to be societal or private", value);
}

/* False, and a finding, when it is not a number from least to most. */
static bool read_number(usage *u, const char *name, const char *value, double least, double most,
                        double *out)
{
    char *end = NULL;
    errno = 0;
    const double number = strtod(value, &end);
    if (end != value && *end == '\0' && errno == 0 && number >= least && number <= most) {
        *out = number;
        return true;
    }
    WRONG(u, "--%s is %s; it has to be a number from %.10g to %.10g", name, value, least, most);
    return false;
}

static void set_gap(usage *u, const char *value)
{
    if (read_number(u, "gap", value, 0.0, 1.0, &u->out->gap_frac))
        u->out->large_gap_frac = 0.0;
}

static void set_time_limit(usage *u, const char *value)
{
    const double shortest_s = 0.001, longest_s = 1e7; /* four months */
    read_number(u, "time-limit", value, shortest_s, longest_s, &u->out->time_limit_s);
}

/* A whole number from least to most. */
static void set_count(usage *u, const char *name, const char *value, double least, double most,
                      long *out)
{
    double number = least;
    if (!read_number(u, name, value, least, most, &number))
        return;
    if (floor(number) < number)
        WRONG(u, "--%s is %s; it has to be a whole number", name, value);
    *out = (long)number;
}

static void set_threads(usage *u, const char *value)
{
    set_count(u, "threads", value, 1.0, 1024.0, &u->out->threads);
}

static void set_jobs(usage *u, const char *value)
{
    set_count(u, "jobs", value, 1.0, 1024.0, &u->out->jobs);
}

static void set_points(usage *u, const char *value)
{
    set_count(u, "points", value, 8.0, 1000.0, &u->out->points);
}

static void set_plans(usage *u, const char *value)
{
    set_count(u, "plans", value, 3.0, 100.0, &u->out->plans);
}

static void set_within(usage *u, const char *value)
{
    read_number(u, "within", value, 0.0, 1.0, &u->out->within_frac);
}

static void set_scenarios(usage *u, const char *value)
{
    u->out->scenarios = value;
}

static const struct {
    const char *name;
    unsigned bits;
} part_names[] = {
    {"regret", COMPARE_REGRET},
    {"robust", COMPARE_REGRET | COMPARE_ROBUST}, /* it is held against the others */
    {"tradeoff", COMPARE_TRADEOFF},
    {"different", COMPARE_DIFFERENT},
    {"none", 0},
    {"all", COMPARE_REGRET | COMPARE_ROBUST | COMPARE_TRADEOFF | COMPARE_DIFFERENT},
};
enum { N_PARTS = sizeof part_names / sizeof part_names[0] };

static void set_parts(usage *u, const char *value)
{
    u->out->parts = 0;
    for (const char *from = value; from != NULL;) {
        const size_t length = strcspn(from, ",");
        size_t k = 0;
        while (k < N_PARTS && (strlen(part_names[k].name) != length ||
                               strncmp(part_names[k].name, from, length) != 0))
            k++;
        if (k < N_PARTS)
            u->out->parts |= part_names[k].bits;
        else
            WRONG(
                u,
                "--parts has %.*s; it has to be of regret, robust, tradeoff, different, none, all",
                (int)length, from);
        from = from[length] == ',' ? from + length + 1 : NULL;
    }
}

static void set_method(usage *u, const char *value)
{
    if (strcmp(value, "decomposed") == 0)
        u->out->method = METHOD_DECOMPOSED;
    else if (strcmp(value, "joined") == 0)
        u->out->method = METHOD_JOINED;
    else if (strcmp(value, "whole") == 0)
        u->out->method = METHOD_WHOLE;
    else
        WRONG(u, "--method is %s; it has to be whole, decomposed or joined", value);
}

static void set_relax(usage *u, const char *value)
{
    (void)value;
    u->out->relax = true;
}

static void set_why(usage *u, const char *value)
{
    u->out->why = strcmp(value, "all") == 0;
    if (!u->out->why && strcmp(value, "none") != 0)
        WRONG(u, "--why is %s; it has to be none or all", value);
}

static void set_write_lp(usage *u, const char *value)
{
    if (path_ends_in(value, ".lp") || path_ends_in(value, ".mps"))
        u->out->write_lp = value;
    else
        WRONG(u, "--write-lp is %s; it has to end in .lp or .mps", value);
}

static void set_log(usage *u, const char *value)
{
    u->out->log = value;
}

static void set_lang(usage *u, const char *value)
{
    if (!lang_from_id(value, &u->out->lang))
        WRONG(u, "--lang is %s; it has to be nl or en", value);
}

static void set_csv_dialect(usage *u, const char *value)
{
    u->out->dutch_csv = strcmp(value, "nl") == 0;
    if (!u->out->dutch_csv)
        WRONG(u, "--csv-dialect is %s; it has to be nl", value);
}

static void set_region(usage *u, const char *value)
{
    u->out->region = value;
}

static void set_park(usage *u, const char *value)
{
    u->out->park = value;
}

static void set_hub(usage *u, const char *value)
{
    u->out->hub = value;
}

static void set_orders(usage *u, const char *value)
{
    set_count(u, "orders", value, 2.0, 10000.0, &u->out->orders);
}

static void set_members(usage *u, const char *value)
{
    u->out->members = value;
}

static void set_help(usage *u, const char *value)
{
    (void)value;
    u->out->command = COMMAND_HELP;
}

static void set_version(usage *u, const char *value)
{
    (void)value;
    u->out->command = COMMAND_VERSION;
}

/* --- the table ------------------------------------------------------------------------------------- */

/* Where an option may stand. */
enum {
    WITH_PLAN = 1 << COMMAND_PLAN,
    WITH_CHECK = 1 << COMMAND_CHECK,
    WITH_VERIFY = 1 << COMMAND_VERIFY,
    WITH_DEMO = 1 << COMMAND_DEMO,
    WITH_REPORT = 1 << COMMAND_REPORT,
    WITH_COMPARE = 1 << COMMAND_COMPARE,
    WITH_EXPLAIN = 1 << COMMAND_EXPLAIN,
    WITH_HUB = 1 << COMMAND_HUB,
    WITH_PLANNING = WITH_PLAN | WITH_DEMO,
    WITH_SOLVING = WITH_PLANNING | WITH_HUB,
    WITH_ANY = (1 << COMMAND_HELP) - 1 /* all that come before it */
};

const option_row option_table[] = {
    {"output", 'o', true, WITH_ANY & ~(WITH_CHECK | WITH_VERIFY | WITH_EXPLAIN), set_output},
    {"scenario", 0, true, WITH_SOLVING | WITH_CHECK, set_scenario},
    {"perspective", 0, true, WITH_SOLVING | WITH_COMPARE, set_perspective},
    {"gap", 0, true, WITH_SOLVING | WITH_COMPARE, set_gap},
    {"time-limit", 0, true, WITH_SOLVING | WITH_COMPARE, set_time_limit},
    {"method", 0, true, WITH_SOLVING | WITH_COMPARE, set_method},
    {"relax", 0, false, WITH_PLANNING, set_relax},
    {"why", 0, true, WITH_PLANNING, set_why},
    {"write-lp", 0, true, WITH_PLANNING, set_write_lp},
    {"log", 0, true, WITH_SOLVING, set_log},
    {"threads", 0, true, WITH_SOLVING, set_threads},
    {"lang", 0, true, WITH_ANY, set_lang},
    {"csv-dialect", 0, true, WITH_REPORT, set_csv_dialect},
    {"region", 0, true, WITH_REPORT, set_region},
    {"park", 0, true, WITH_EXPLAIN, set_park},
    {"hub", 0, true, WITH_HUB, set_hub},
    {"members", 0, true, WITH_HUB, set_members},
    {"orders", 0, true, WITH_HUB, set_orders},
    {"scenarios", 0, true, WITH_COMPARE, set_scenarios},
    {"parts", 0, true, WITH_COMPARE, set_parts},
    {"jobs", 0, true, WITH_COMPARE, set_jobs},
    {"points", 0, true, WITH_COMPARE, set_points},
    {"plans", 0, true, WITH_COMPARE, set_plans},
    {"within", 0, true, WITH_COMPARE, set_within},
    {"help", 'h', false, WITH_ANY, set_help},
    {"version", 0, false, WITH_ANY, set_version},
};
