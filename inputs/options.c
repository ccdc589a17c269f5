#include "inputs/options.h"

#include <errno.h>
#include <getopt.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "model/text_match.h"

const char options_help[] =
    "parkplan makes a plan of approach for the energy transition of business parks.\n"
    "\n"
    "  parkplan plan REGION.xml [-o PLAN.json]   plan a region; - is standard input\n"
    "  parkplan check REGION.xml                 only read it and its scenarios; all findings\n"
    "  parkplan verify REGION.xml PLAN.json      recompute a plan without the solver\n"
    "  parkplan template [-o REGION.xml]         a commented region to start from\n"
    "  parkplan compare REGION.xml [-o CMP.json] its scenarios side by side, and what to do first\n"
    "  parkplan schema WHICH [-o FILE]           region, plan, compare or hub: the form of each\n"
    "  parkplan demo [-o PLAN.json]              plan the built-in Leiden region\n"
    "  parkplan report PLAN.json -o FILE         .html, .xlsx, .md, .geojson, or a folder/ for CSV\n"
    "  parkplan explain PLAN.json [--park ID]    tell a plan, or one park of it, on a screen\n"
    "  parkplan hub REGION.xml --hub ID          is the hub worth it, for whom, who gets what\n"
    "\n"
    "Without -o FILE results go to standard output, and what people read to standard error.\n"
    "\n"
    "  -o, --output FILE        write there; - is standard output (demo: plan.json)\n"
    "      --scenario ID        apply a scenario of the region\n"
    "      --perspective WHOSE  societal (costs for everyone) or private (as they are paid)\n"
    "      --gap FRAC           stop this close to the best [0.001; demo 0.01; compare, if large, 0.005]\n"
    "      --time-limit S       stop after S seconds with the best so far [300; demo 90]\n"
    "      --method HOW         whole (one program) or decomposed [by the size of the region]\n"
    "      --relax              allow half charging points and half hubs: a bound, not a plan\n"
    "      --why none|all       why, why not and what limits are worth, in what time is left "
    "[all]\n"
    "      --write-lp FILE      also write the linear program (FILE ends in .lp or .mps)\n"
    "      --log FILE           also write what the search does; - is standard error\n"
    "      --threads N          how many threads decomposed may use [all cores]\n"
    "      --scenarios A,B      compare: these; base among them counts as a future [all]\n"
    "      --parts LIST         compare: regret,robust,tradeoff,different, or none, all [regret]\n"
    "      --jobs N             compare: how many plans at the same time [all cores]\n"
    "      --lang nl|en         language of what people read [nl]\n"
    "      --region FILE        report: verify the plan from this region, and tell what is found\n"
    "      --park ID            explain: this park; without, the region and the list of parks\n"
    "      --csv-dialect nl     report: semicolon and decimal comma, for a Dutch spreadsheet\n"
    "      --members A,B        hub: only these candidates [all]\n"
    "  -h, --help, --version\n"
    "\n"
    "Exit codes: 0 done, 1 no plan meets the targets, 2 wrong usage, 3 the input has errors,\n"
    "4 stopped at a limit with a valid plan, 5 machine (memory, disk).\n"
    "\n"
    "Example:  parkplan template -o region.xml && parkplan plan region.xml -o plan.json\n";

/* Where an option may stand. */
enum {
    WITH_PLAN = 1,
    WITH_CHECK = 2,
    WITH_SCHEMA = 4,
    WITH_TEMPLATE = 8,
    WITH_DEMO = 16,
    WITH_VERIFY = 32,
    WITH_REPORT = 64,
    WITH_EXPLAIN = 128,
    WITH_HUB = 256,
    WITH_COMPARE = 512
};
enum {
    WITH_PLANNING = WITH_PLAN | WITH_DEMO,
    WITH_SOLVING = WITH_PLANNING | WITH_HUB,
    WITH_ANY = 1023
};

static const struct {
    const char *name;
    command command;
    int bit;
    const char *argument; /* what has to follow, or NULL */
    const char *second;   /* and then, or NULL */
} commands[] = {
    {"plan", COMMAND_PLAN, WITH_PLAN, "a region file", NULL},
    {"check", COMMAND_CHECK, WITH_CHECK, "a region file", NULL},
    {"verify", COMMAND_VERIFY, WITH_VERIFY, "a region file", "a plan file"},
    {"schema", COMMAND_SCHEMA, WITH_SCHEMA, "\"region\", \"plan\", \"compare\" or \"hub\"", NULL},
    {"template", COMMAND_TEMPLATE, WITH_TEMPLATE, NULL, NULL},
    {"demo", COMMAND_DEMO, WITH_DEMO, NULL, NULL},
    {"report", COMMAND_REPORT, WITH_REPORT, "a plan file", NULL},
    {"compare", COMMAND_COMPARE, WITH_COMPARE, "a region file", NULL},
    {"explain", COMMAND_EXPLAIN, WITH_EXPLAIN, "a plan file", NULL},
    {"hub", COMMAND_HUB, WITH_HUB, "a region file", NULL},
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

typedef struct parser {
    diag_list *diags;
    options *out;
    bool failed;
    bool unknown_option; /* what stands after it may be its value */
} parser;

/* One DIAG_USAGE; a hint follows where something near is known. */
#define WRONG(p, ...) ((p)->failed = true, diag_add((p)->diags, DIAG_USAGE, NULL, 0, __VA_ARGS__))

/* --- values -------------------------------------------------------------------------------------- */

static void set_output(parser *p, const char *value)
{
    p->out->output = value;
}

static void set_scenario(parser *p, const char *value)
{
    p->out->scenario = value;
}

static void set_perspective(parser *p, const char *value)
{
    if (strcmp(value, "societal") == 0)
        p->out->perspective = PERSPECTIVE_SOCIETAL;
    else if (strcmp(value, "private") == 0)
        p->out->perspective = PERSPECTIVE_PRIVATE;
    else
        WRONG(p, "--perspective is %s; it has to be societal or private", value);
}

/* False, and a finding, when it is not a number from least to most. */
static bool read_number(parser *p, const char *name, const char *value, double least, double most,
                        double *out)
{
    char *end = NULL;
    errno = 0;
    const double number = strtod(value, &end);
    if (end != value && *end == '\0' && errno == 0 && number >= least && number <= most) {
        *out = number;
        return true;
    }
    WRONG(p, "--%s is %s; it has to be a number from %.10g to %.10g", name, value, least, most);
    return false;
}

static void set_gap(parser *p, const char *value)
{
    if (read_number(p, "gap", value, 0.0, 1.0, &p->out->gap_frac))
        p->out->large_gap_frac = 0.0;
}

static void set_time_limit(parser *p, const char *value)
{
    const double shortest_s = 0.001, longest_s = 1e7; /* four months */
    read_number(p, "time-limit", value, shortest_s, longest_s, &p->out->time_limit_s);
}

static void set_threads(parser *p, const char *value)
{
    const double most = 1024.0;
    double number = 1.0;
    if (!read_number(p, "threads", value, 1.0, most, &number))
        return;
    if (floor(number) < number)
        WRONG(p, "--threads is %s; it has to be a whole number", value);
    p->out->threads = (long)number;
}

static void set_count(parser *p, const char *name, const char *value, double least, double most,
                      long *out)
{
    double number = least;
    if (!read_number(p, name, value, least, most, &number))
        return;
    if (floor(number) < number)
        WRONG(p, "--%s is %s; it has to be a whole number", name, value);
    *out = (long)number;
}

static void set_jobs(parser *p, const char *value)
{
    set_count(p, "jobs", value, 1.0, 1024.0, &p->out->jobs);
}

static void set_points(parser *p, const char *value)
{
    set_count(p, "points", value, 8.0, 1000.0, &p->out->points);
}

static void set_plans(parser *p, const char *value)
{
    set_count(p, "plans", value, 3.0, 100.0, &p->out->plans);
}

static void set_within(parser *p, const char *value)
{
    read_number(p, "within", value, 0.0, 1.0, &p->out->within_frac);
}

static void set_scenarios(parser *p, const char *value)
{
    p->out->scenarios = value;
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

static void set_parts(parser *p, const char *value)
{
    p->out->parts = 0;
    for (const char *from = value; from != NULL;) {
        const size_t length = strcspn(from, ",");
        size_t k = 0;
        while (k < N_PARTS && (strlen(part_names[k].name) != length ||
                               strncmp(part_names[k].name, from, length) != 0))
            k++;
        if (k < N_PARTS)
            p->out->parts |= part_names[k].bits;
        else
            WRONG(p, "--parts has %.*s; it has to be of regret, robust, tradeoff, different, none, all",
                  (int)length, from);
        from = from[length] == ',' ? from + length + 1 : NULL;
    }
}

static void set_method(parser *p, const char *value)
{
    if (strcmp(value, "decomposed") == 0)
        p->out->method = METHOD_DECOMPOSED;
    else if (strcmp(value, "whole") == 0)
        p->out->method = METHOD_WHOLE;
    else
        WRONG(p, "--method is %s; it has to be whole or decomposed", value);
}

static void set_relax(parser *p, const char *value)
{
    (void)value;
    p->out->relax = true;
}

static void set_why(parser *p, const char *value)
{
    p->out->why = strcmp(value, "all") == 0;
    if (!p->out->why && strcmp(value, "none") != 0)
        WRONG(p, "--why is %s; it has to be none or all", value);
}

static bool ends_in(const char *text, const char *ending)
{
    const size_t n = strlen(text), m = strlen(ending);
    return n > m && strcmp(text + n - m, ending) == 0;
}

static void set_write_lp(parser *p, const char *value)
{
    if (ends_in(value, ".lp") || ends_in(value, ".mps"))
        p->out->write_lp = value;
    else
        WRONG(p, "--write-lp is %s; it has to end in .lp or .mps", value);
}

static void set_log(parser *p, const char *value)
{
    p->out->log = value;
}

static void set_lang(parser *p, const char *value)
{
    if (!lang_from_id(value, &p->out->lang))
        WRONG(p, "--lang is %s; it has to be nl or en", value);
}

static void set_csv_dialect(parser *p, const char *value)
{
    p->out->dutch_csv = strcmp(value, "nl") == 0;
    if (!p->out->dutch_csv)
        WRONG(p, "--csv-dialect is %s; it has to be nl", value);
}

static void set_region(parser *p, const char *value)
{
    p->out->region = value;
}

static void set_park(parser *p, const char *value)
{
    p->out->park = value;
}

static void set_hub(parser *p, const char *value)
{
    p->out->hub = value;
}

static void set_members(parser *p, const char *value)
{
    p->out->members = value;
}

static void set_help(parser *p, const char *value)
{
    (void)value;
    p->out->command = COMMAND_HELP;
}

static void set_version(parser *p, const char *value)
{
    (void)value;
    p->out->command = COMMAND_VERSION;
}

/* --- options -------------------------------------------------------------------------------------- */

static const struct {
    const char *name;
    bool has_value;
    int with; /* commands it goes with */
    void (*set)(parser *p, const char *value);
} known[] = {
    {"output", true, WITH_ANY & ~(WITH_CHECK | WITH_VERIFY | WITH_EXPLAIN), set_output},
    {"scenario", true, WITH_SOLVING | WITH_CHECK, set_scenario},
    {"perspective", true, WITH_SOLVING | WITH_COMPARE, set_perspective},
    {"gap", true, WITH_SOLVING | WITH_COMPARE, set_gap},
    {"time-limit", true, WITH_SOLVING | WITH_COMPARE, set_time_limit},
    {"method", true, WITH_SOLVING | WITH_COMPARE, set_method},
    {"relax", false, WITH_PLANNING, set_relax},
    {"why", true, WITH_PLANNING, set_why},
    {"write-lp", true, WITH_PLANNING, set_write_lp},
    {"log", true, WITH_SOLVING, set_log},
    {"threads", true, WITH_SOLVING, set_threads},
    {"lang", true, WITH_ANY, set_lang},
    {"csv-dialect", true, WITH_REPORT, set_csv_dialect},
    {"region", true, WITH_REPORT, set_region},
    {"park", true, WITH_EXPLAIN, set_park},
    {"hub", true, WITH_HUB, set_hub},
    {"members", true, WITH_HUB, set_members},
    {"scenarios", true, WITH_COMPARE, set_scenarios},
    {"parts", true, WITH_COMPARE, set_parts},
    {"jobs", true, WITH_COMPARE, set_jobs},
    {"points", true, WITH_COMPARE, set_points},
    {"plans", true, WITH_COMPARE, set_plans},
    {"within", true, WITH_COMPARE, set_within},
    {"help", false, WITH_ANY, set_help},
    {"version", false, WITH_ANY, set_version},
};
enum { N_KNOWN = sizeof known / sizeof known[0], OUTPUT = 0, HELP = 23 };
/* getopt gives an option's place in known[], from here on so that no letter is meant. */
enum { FIRST_CODE = 1000 };

static void tell_unknown(parser *p, const char *typed)
{
    const char *names[N_KNOWN];
    char name[TEXT_MATCH_MAX_LENGTH + 1] = "";
    for (size_t i = 0; i < N_KNOWN; i++)
        names[i] = known[i].name;
    const size_t length = strcspn(typed + 2, "=");
    if (length < sizeof name)
        memcpy(name, typed + 2, length);
    p->unknown_option = true;
    const char *near = closest_name(name, names, N_KNOWN);
    if (near != NULL)
        WRONG(p, "there is no option %s; did you mean --%s?", typed, near);
    else
        WRONG(p, "there is no option %s; --help shows all", typed);
}

/* getopt leaves a letter it does not know in optopt, the code of an option that got a value but
 * takes none, or 0 for a long option that it does not know. */
static void tell_not_understood(parser *p, const char *typed)
{
    if (optopt >= FIRST_CODE)
        WRONG(p, "--%s takes no value", known[optopt - FIRST_CODE].name);
    else if (optopt != 0)
        WRONG(p, "there is no option -%c; --help shows all", optopt);
    else
        tell_unknown(p, typed);
}

static void read_option(parser *p, int code, const char *value, size_t which)
{
    const size_t i = code == 'o' ? OUTPUT : code == 'h' ? HELP : (size_t)(code - FIRST_CODE);
    if ((known[i].with & commands[which].bit) == 0)
        WRONG(p, "--%s does not go with %s", known[i].name, commands[which].name);
    else
        known[i].set(p, value);
}

/* argv[0] is the command. */
static void read_options(parser *p, int argc, char **argv, size_t which)
{
    struct option longs[N_KNOWN + 1] = {{0}};
    for (int i = 0; i < N_KNOWN; i++)
        longs[i] = (struct option){.name = known[i].name,
                                   .has_arg = known[i].has_value ? required_argument : no_argument,
                                   .val = FIRST_CODE + i};
    opterr = 0;
    optind = 0; /* starts afresh, also after an earlier call */
    for (int code; (code = getopt_long(argc, argv, ":o:h", longs, NULL)) != -1;) {
        if (code == ':')
            WRONG(p, "%s needs a value", argv[optind - 1]);
        else if (code == '?')
            tell_not_understood(p, argv[optind - 1]);
        else
            read_option(p, code, optarg, which);
    }
}

/* What stands beside the options; getopt has moved it to the end. */
static void read_operands(parser *p, int argc, char **argv, size_t which)
{
    options *o = p->out;
    if (o->command == COMMAND_HELP || o->command == COMMAND_VERSION)
        return;
    const int given = argc - optind, wanted = commands[which].second != NULL     ? 2
                                              : commands[which].argument != NULL ? 1
                                                                                 : 0;
    if (given < wanted)
        WRONG(p, "%s needs %s", commands[which].name,
              given == 0 ? commands[which].argument : commands[which].second);
    if (given >= 1 && wanted >= 1)
        o->input = argv[optind];
    if (given >= 2 && wanted >= 2)
        o->plan = argv[optind + 1];
    int understood = optind + wanted;
    if (o->command == COMMAND_REPORT && given > wanted) {
        o->n_studies = (size_t)(given - wanted);
        o->studies = argv + understood;
        understood = argc;
    }
    for (int i = understood; i < argc && !p->unknown_option; i++)
        WRONG(p, "%s does not go with %s", argv[i], commands[which].name);
    if (o->input != NULL && o->plan != NULL && strcmp(o->input, "-") == 0 &&
        strcmp(o->plan, "-") == 0)
        WRONG(p, "only one of the two files can be -, standard input");
    if (o->command == COMMAND_SCHEMA && o->input != NULL && strcmp(o->input, "region") != 0 &&
        strcmp(o->input, "plan") != 0 && strcmp(o->input, "compare") != 0 &&
        strcmp(o->input, "hub") != 0)
        WRONG(p, "there is no schema %s; it has to be region, plan, compare or hub", o->input);
    if (o->command == COMMAND_HUB && o->hub == NULL)
        WRONG(p, "hub needs --hub ID: which hub of the region");
}

/* --- files ----------------------------------------------------------------------------------------- */

/* Whether two paths lead to one ordinary file, or to one that is not there yet. */
static bool is_same_file(const char *a, const char *b)
{
    struct stat of_a, of_b;
    if (strcmp(a, "-") == 0 || strcmp(b, "-") == 0)
        return false;
    const bool a_is_there = stat(a, &of_a) == 0, b_is_there = stat(b, &of_b) == 0;
    if (!a_is_there || !b_is_there)
        return !a_is_there && !b_is_there && strcmp(a, b) == 0;
    return S_ISREG(of_a.st_mode) && of_a.st_dev == of_b.st_dev && of_a.st_ino == of_b.st_ino;
}

static bool reads_region(command c)
{
    return c == COMMAND_PLAN || c == COMMAND_HUB || c == COMMAND_COMPARE;
}

/* What is written may take the place of neither the input nor what else is written. */
static void refuse_overwriting(parser *p)
{
    const options *o = p->out;
    const struct {
        const char *name, *path;
    } files[] = {
        {"the region", reads_region(o->command) ? o->input : NULL},
        {"the plan", o->command == COMMAND_REPORT ? o->input : NULL},
        {"the region", o->region},
        {"--output", o->output},
        {"--write-lp", o->write_lp},
        {"--log", o->log},
    };
    for (size_t i = 3; i < sizeof files / sizeof files[0]; i++)
        for (size_t k = 0; k < i; k++)
            if (files[i].path != NULL && files[k].path != NULL &&
                is_same_file(files[i].path, files[k].path))
                WRONG(p, "%s would overwrite %s: %s", files[i].name, files[k].name, files[i].path);
}

/* --- commands -------------------------------------------------------------------------------------- */

/* N_COMMANDS, and a finding, when there is none. */
static size_t find_command(parser *p, const char *typed)
{
    const char *names[N_COMMANDS];
    for (size_t i = 0; i < N_COMMANDS; i++) {
        names[i] = commands[i].name;
        if (strcmp(typed, names[i]) == 0)
            return i;
    }
    const char *near = closest_name(typed, names, N_COMMANDS);
    if (near != NULL)
        WRONG(p, "there is no command %s; did you mean %s?", typed, near);
    else
        WRONG(p, "there is no command %s; --help shows all", typed);
    return N_COMMANDS;
}

static options defaults(command c)
{
    const bool demo = c == COMMAND_DEMO, of_hub = c == COMMAND_HUB;
    return (options){.command = c,
                     .input = demo ? "builtin:economie071" : NULL,
                     .output = demo ? "plan.json" : "-",
                     .perspective = of_hub ? PERSPECTIVE_PRIVATE : PERSPECTIVE_SOCIETAL,
                     .gap_frac = demo ? 0.01 : of_hub ? 0.0001 : 0.001,
                     .large_gap_frac = c == COMMAND_COMPARE ? 0.005 : 0.0,
                     .time_limit_s = demo ? 90.0 : of_hub ? 60.0 : 300.0,
                     .method = METHOD_BY_SIZE,
                     .why = !demo,
                     .lang = LANG_NL,
                     .parts = COMPARE_REGRET,
                     .points = 8,
                     .plans = 3,
                     .within_frac = 0.03};
}

status options_read(int argc, char **argv, diag_list *diags, options *out)
{
    parser p = {.diags = diags, .out = out};
    const char *first = argc < 2 ? "" : argv[1];
    if (strcmp(first, "--help") == 0 || strcmp(first, "-h") == 0) {
        *out = defaults(COMMAND_HELP);
        return STATUS_OK;
    }
    if (strcmp(first, "--version") == 0) {
        *out = defaults(COMMAND_VERSION);
        return STATUS_OK;
    }
    if (argc < 2) {
        WRONG(&p, "there is no command; --help shows all");
        return STATUS_USAGE;
    }
    const size_t which = find_command(&p, first);
    if (which == N_COMMANDS)
        return STATUS_USAGE;
    *out = defaults(commands[which].command);
    read_options(&p, argc - 1, argv + 1, which);
    read_operands(&p, argc - 1, argv + 1, which);
    if (!p.failed && out->command == COMMAND_REPORT && strcmp(out->output, "-") == 0)
        WRONG(&p, "report needs -o FILE; --help shows how FILE may end");
    if (!p.failed && out->n_studies > 0 && !ends_in(out->output, ".html"))
        WRONG(&p, "%s goes only with a page; --output has to end in .html", out->studies[0]);
    if (!p.failed && out->region != NULL && strcmp(out->input, "-") == 0)
        WRONG(&p, "--region needs a plan that is a file, not -");
    if (!p.failed && out->command == COMMAND_COMPARE && strcmp(out->input, "-") == 0)
        WRONG(&p, "compare needs a region that is a file, not -, as it reads it once per scenario");
    if (!p.failed)
        refuse_overwriting(&p);
    return p.failed ? STATUS_USAGE : STATUS_OK;
}
