#include "inputs/options.h"

#include <getopt.h>
#include <string.h>
#include <sys/stat.h>

#include "inputs/option_table.h"
#include "model/finding_text.h"
#include "model/path.h"
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
    "  parkplan report PLAN.json -o FILE         .html, .xlsx, .md, .geojson, or a folder/ for "
    "CSV\n"
    "  parkplan explain PLAN.json [--park ID]    tell a plan, or one park of it, on a screen\n"
    "  parkplan hub REGION.xml --hub ID          is the hub worth it, for whom, who gets what\n"
    "\n"
    "Without -o FILE results go to standard output, and what people read to standard error.\n"
    "\n"
    "  -o, --output FILE        write there; - is standard output (demo: plan.json)\n"
    "      --scenario ID        apply a scenario of the region\n"
    "      --perspective WHOSE  societal (costs for everyone) or private (as they are paid)\n"
    "      --gap FRAC           stop this close to the best [0.001; demo 0.02; compare, if large, "
    "0.005]\n"
    "      --time-limit S       stop after S seconds with the best so far [600; demo 180]\n"
    "      --method HOW         whole (one program), decomposed or joined (stations as one) [by "
    "size]\n"
    "      --relax              allow half charging points and half hubs: a bound, not a plan\n"
    "      --why none|all       why, why not, what limits are worth, in the time left [all; demo "
    "none]\n"
    "      --write-lp FILE      also write the linear program (FILE ends in .lp or .mps)\n"
    "      --log FILE           also write what the search does; - is standard error\n"
    "      --threads N, --jobs N  threads of decomposed; plans of compare at the same time [all "
    "cores]\n"
    "      --scenarios A,B      compare: these; base among them counts as a future [all]\n"
    "      --parts LIST         compare: regret,robust,tradeoff,different, or none, all [regret]\n"
    "      --points N, --plans N, --within FRAC  compare: of a trade-off; others; as dear [8, 3, "
    "0.03]\n"
    "      --lang nl|en         language of what people read [nl]\n"
    "      --region FILE        report: verify the plan from this region, and tell what is found\n"
    "      --park ID            explain: this park; without, the region and the list of parks\n"
    "      --csv-dialect nl     report: semicolon and decimal comma, for a Dutch spreadsheet\n"
    "      --members A,B, --orders N  hub: only these; Shapley from N orders [all; all up to 16 "
    "members]\n"
    "  -h, --help, --version\n"
    "\n"
    "Exit codes: 0 done, 1 no plan meets the targets, 2 wrong usage, 3 the input has errors,\n"
    "4 stopped at a limit with a valid plan, 5 machine (memory, disk).\n"
    "\n"
    "Example:  parkplan template -o region.xml && parkplan plan region.xml -o plan.json\n";

static const struct {
    const char *name;
    command command;
    const char *argument; /* what has to follow, or NULL */
    const char *second;   /* and then, or NULL */
} commands[] = {
    {"plan", COMMAND_PLAN, FINDING_TEXT("a region file"), NULL},
    {"check", COMMAND_CHECK, FINDING_TEXT("a region file"), NULL},
    {"verify", COMMAND_VERIFY, FINDING_TEXT("a region file"), FINDING_TEXT("a plan file")},
    {"schema", COMMAND_SCHEMA, FINDING_TEXT("\"region\", \"plan\", \"compare\" or \"hub\""), NULL},
    {"template", COMMAND_TEMPLATE, NULL, NULL},
    {"demo", COMMAND_DEMO, NULL, NULL},
    {"report", COMMAND_REPORT, FINDING_TEXT("a plan file"), NULL},
    {"compare", COMMAND_COMPARE, FINDING_TEXT("a region file"), NULL},
    {"explain", COMMAND_EXPLAIN, FINDING_TEXT("a plan file"), NULL},
    {"hub", COMMAND_HUB, FINDING_TEXT("a region file"), NULL},
};
enum { N_COMMANDS = sizeof commands / sizeof commands[0] };

/* --- options -------------------------------------------------------------------------------------- */

/* getopt gives an option's place in option_table[], from here on so that no letter is meant. */
enum { FIRST_CODE = 1000 };

static void tell_unknown(usage *u, const char *typed)
{
    const char *names[OPTION_COUNT];
    char name[TEXT_MATCH_MAX_LENGTH + 1] = "";
    for (size_t i = 0; i < OPTION_COUNT; i++)
        names[i] = option_table[i].name;
    const size_t length = strcspn(typed + 2, "=");
    if (length < sizeof name)
        memcpy(name, typed + 2, length);
    u->unknown_option = true;
    const char *near = closest_name(name, names, OPTION_COUNT);
    if (near != NULL)
        WRONG(u, "there is no option %s; did you mean --%s?", typed, near);
    else
        WRONG(u, "there is no option %s; --help shows all", typed);
}

/* getopt leaves a letter it does not know in optopt, the code of an option that got a value but
 * takes none, or 0 for a long option that it does not know. */
static void tell_not_understood(usage *u, const char *typed)
{
    if (optopt >= FIRST_CODE)
        WRONG(u, "--%s takes no value", option_table[optopt - FIRST_CODE].name);
    else if (optopt != 0)
        WRONG(u, "there is no option -%c; --help shows all", optopt);
    else
        tell_unknown(u, typed);
}

static const option_row *option_of(int code)
{
    if (code >= FIRST_CODE)
        return &option_table[code - FIRST_CODE];
    size_t i = 0;
    while (option_table[i].letter != code)
        i++;
    return &option_table[i];
}

static void read_option(usage *u, int code, const char *value, size_t which)
{
    const option_row *o = option_of(code);
    if ((o->with & 1 << commands[which].command) == 0)
        WRONG(u, "--%s does not go with %s", o->name, commands[which].name);
    else
        o->set(u, value);
}

/* argv[0] is the command. */
static void read_options(usage *u, int argc, char **argv, size_t which)
{
    struct option longs[OPTION_COUNT + 1] = {{0}};
    for (int i = 0; i < OPTION_COUNT; i++) {
        const option_row *o = &option_table[i];
        longs[i] = (struct option){.name = o->name,
                                   .has_arg = o->has_value ? required_argument : no_argument,
                                   .val = FIRST_CODE + i};
    }
    opterr = 0;
    optind = 0; /* starts afresh, also after an earlier call */
    for (int code; (code = getopt_long(argc, argv, ":o:h", longs, NULL)) != -1;) {
        if (code == ':')
            WRONG(u, "%s needs a value", argv[optind - 1]);
        else if (code == '?')
            tell_not_understood(u, argv[optind - 1]);
        else
            read_option(u, code, optarg, which);
    }
}

/* What stands beside the options; getopt has moved it to the end. */
static void read_operands(usage *u, int argc, char **argv, size_t which)
{
    options *o = u->out;
    if (o->command == COMMAND_HELP || o->command == COMMAND_VERSION)
        return;
    const int given = argc - optind, wanted = commands[which].second != NULL     ? 2
                                              : commands[which].argument != NULL ? 1
                                                                                 : 0;
    if (given < wanted)
        WRONG(u, "%s needs %s", commands[which].name,
              finding_text(given == 0 ? commands[which].argument : commands[which].second));
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
    for (int i = understood; i < argc && !u->unknown_option; i++)
        WRONG(u, "%s does not go with %s", argv[i], commands[which].name);
    if (o->input != NULL && o->plan != NULL && strcmp(o->input, "-") == 0 &&
        strcmp(o->plan, "-") == 0)
        WRONG(u, "only one of the two files can be -, standard input");
    if (o->command == COMMAND_SCHEMA && o->input != NULL && strcmp(o->input, "region") != 0 &&
        strcmp(o->input, "plan") != 0 && strcmp(o->input, "compare") != 0 &&
        strcmp(o->input, "hub") != 0)
        WRONG(u, "there is no schema %s; it has to be region, plan, compare or hub", o->input);
    if (o->command == COMMAND_HUB && o->hub == NULL)
        WRONG(u, "hub needs --hub ID: which hub of the region");
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
static void refuse_overwriting(usage *u)
{
    const options *o = u->out;
    const struct {
        const char *name, *path;
    } files[] = {
        {FINDING_TEXT("the region"), reads_region(o->command) ? o->input : NULL},
        {FINDING_TEXT("the plan"), o->command == COMMAND_REPORT ? o->input : NULL},
        {FINDING_TEXT("the region"), o->region},
        {"--output", o->output},
        {"--write-lp", o->write_lp},
        {"--log", o->log},
    };
    for (size_t i = 3; i < sizeof files / sizeof files[0]; i++)
        for (size_t k = 0; k < i; k++)
            if (files[i].path != NULL && files[k].path != NULL &&
                is_same_file(files[i].path, files[k].path))
                WRONG(u, "%s would overwrite %s: %s", finding_text(files[i].name),
                      finding_text(files[k].name), files[i].path);
}

/* A template that someone has filled in is not a template any more. */
static void keep_template(usage *u)
{
    const char *path = u->out->output;
    struct stat found;
    if (u->out->command == COMMAND_TEMPLATE && strcmp(path, "-") != 0 && stat(path, &found) == 0 &&
        S_ISREG(found.st_mode))
        WRONG(u, "template would overwrite %s; name a file that is not there yet", path);
}

/* --- commands -------------------------------------------------------------------------------------- */

/* N_COMMANDS, and a finding, when there is none. */
static size_t find_command(usage *u, const char *typed)
{
    const char *names[N_COMMANDS];
    for (size_t i = 0; i < N_COMMANDS; i++) {
        names[i] = commands[i].name;
        if (strcmp(typed, names[i]) == 0)
            return i;
    }
    const char *near = closest_name(typed, names, N_COMMANDS);
    if (near != NULL)
        WRONG(u, "there is no command %s; did you mean %s?", typed, near);
    else
        WRONG(u, "there is no command %s; --help shows all", typed);
    return N_COMMANDS;
}

/* A plan of the Leiden region with its questions takes seven minutes. */
static double default_time_limit_s(command c)
{
    switch (c) {
    case COMMAND_DEMO: /* stops at its gap after a minute, on a slow machine later */
        return 180.0;
    case COMMAND_HUB: /* of each coalition */
        return 60.0;
    case COMMAND_COMPARE: /* of each plan */
        return 300.0;
    default:
        return 600.0;
    }
}

static options defaults(command c)
{
    const bool demo = c == COMMAND_DEMO, of_hub = c == COMMAND_HUB;
    return (options){.command = c,
                     .input = demo ? "builtin:economie071" : NULL,
                     .output = demo ? "plan.json" : "-",
                     .perspective = of_hub ? PERSPECTIVE_PRIVATE : PERSPECTIVE_SOCIETAL,
                     .gap_frac = demo     ? 0.02
                                 : of_hub ? 0.0001
                                          : 0.001,
                     .large_gap_frac = c == COMMAND_COMPARE ? 0.005 : 0.0,
                     .time_limit_s = default_time_limit_s(c),
                     .method = METHOD_BY_SIZE,
                     .why = !demo,
                     .lang = LANG_NL,
                     .parts = COMPARE_REGRET,
                     .points = 8,
                     .plans = 3,
                     .within_frac = 0.03};
}

lang options_language(int argc, char **argv)
{
    lang l = LANG_NL;
    for (int i = 1; i < argc; i++) {
        if (strncmp(argv[i], "--lang=", strlen("--lang=")) == 0)
            (void)lang_from_id(argv[i] + strlen("--lang="), &l);
        else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
            (void)lang_from_id(argv[i + 1], &l);
    }
    return l;
}

status options_read(int argc, char **argv, diag_list *diags, options *out)
{
    usage u = {.diags = diags, .out = out};
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
        WRONG(&u, "there is no command; --help shows all");
        return STATUS_USAGE;
    }
    const size_t which = find_command(&u, first);
    if (which == N_COMMANDS)
        return STATUS_USAGE;
    *out = defaults(commands[which].command);
    read_options(&u, argc - 1, argv + 1, which);
    read_operands(&u, argc - 1, argv + 1, which);
    if (!u.failed && out->command == COMMAND_REPORT && strcmp(out->output, "-") == 0)
        WRONG(&u, "report needs -o FILE; --help shows how FILE may end");
    if (!u.failed && out->n_studies > 0 && !path_ends_in(out->output, ".html"))
        WRONG(&u, "%s goes only with a page; --output has to end in .html", out->studies[0]);
    if (!u.failed && out->region != NULL && strcmp(out->input, "-") == 0)
        WRONG(&u, "--region needs a plan that is a file, not -");
    if (!u.failed && out->command == COMMAND_COMPARE && strcmp(out->input, "-") == 0)
        WRONG(&u, "compare needs a region that is a file, not -, as it reads it once per scenario");
    if (!u.failed)
        refuse_overwriting(&u);
    keep_template(&u);
    return u.failed ? STATUS_USAGE : STATUS_OK;
}
