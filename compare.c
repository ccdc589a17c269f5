#include "compare.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "command.h"
#include "outputs/compare_json.h"
#include "outputs/compare_text.h"
#include "outputs/progress.h"
#include "outputs/text_file.h"
#include "solver/compare.h"

/* Ids as the user names them; NULL is the region as it is, which always comes first. */
typedef struct id_list {
    const char **ids;
    size_t n;
    bool base_is_future;
} id_list;

static bool is_listed(const id_list *l, const char *id)
{
    for (size_t k = 1; k < l->n; k++)
        if (strcmp(l->ids[k], id) == 0)
            return true;
    return false;
}

static status list_named(const char *names, arena *mem, diag_list *diags, id_list *l)
{
    for (const char *from = names; from != NULL;) {
        const size_t length = strcspn(from, ",");
        const char *id = arena_strndup(mem, from, length);
        if (id == NULL)
            return STATUS_NO_MEMORY;
        from = from[length] == ',' ? from + length + 1 : NULL;
        if (strcmp(id, "base") == 0) {
            l->base_is_future = true;
        } else if (is_listed(l, id)) {
            diag_add(diags, DIAG_USAGE, NULL, 0, "--scenarios names %s twice", id);
            return STATUS_USAGE;
        } else {
            l->ids[l->n++] = id;
        }
    }
    return STATUS_OK;
}

static status list_ids(const options *o, const region *base, arena *mem, diag_list *diags,
                       id_list *l)
{
    const size_t named = o->scenarios == NULL ? 0 : strlen(o->scenarios);
    *l = (id_list){.ids = ARENA_ARRAY(mem, base->n_scenarios + named + 2, const char *), .n = 1};
    if (l->ids == NULL)
        return STATUS_NO_MEMORY;
    for (size_t k = 0; o->scenarios == NULL && k < base->n_scenarios; k++)
        l->ids[l->n++] = base->scenarios[k].id;
    const status st = list_named(o->scenarios, mem, diags, l);
    if (st == STATUS_OK && l->base_is_future && isnan(base->probability_frac) &&
        region_has_probabilities(base)) {
        diag_add(
            diags, DIAG_USAGE, NULL, 0,
            "--scenarios names base as a future, which has no probability; one was expected in "
            "<scenarios probability_frac>, as the other futures have one");
        return STATUS_USAGE;
    }
    if (o->scenarios == NULL)
        l->base_is_future = !isnan(base->probability_frac);
    return st;
}

/* id was found when the region was read with it. */
static const scenario *scenario_of(const region *base, const char *id)
{
    size_t k = 0;
    while (strcmp(base->scenarios[k].id, id) != 0)
        k++;
    return &base->scenarios[k];
}

static status read_all(const options *o, arena *mem, diag_list *diags, compared **out, size_t *n)
{
    region *base = NULL;
    id_list l = {0};
    status st = command_read_scenario(o, NULL, mem, &base);
    if (st == STATUS_OK)
        st = list_ids(o, base, mem, diags, &l);
    if (st != STATUS_OK)
        return st;
    compared *list = ARENA_ARRAY(mem, l.n, compared);
    if (list == NULL)
        return STATUS_NO_MEMORY;
    list[0] = compared_base(base, l.base_is_future);
    for (size_t k = 1; st == STATUS_OK && k < l.n; k++) {
        region *r = NULL;
        st = command_read_scenario(o, l.ids[k], mem, &r);
        if (st == STATUS_OK)
            list[k] = compared_scenario(r, scenario_of(base, l.ids[k]));
    }
    if (st == STATUS_OK)
        compared_share_probability(list, l.n);
    *out = list;
    *n = l.n;
    return st;
}

static status write_all(const options *o, const comparison *c, diag_list *diags)
{
    const bool in_file = strcmp(o->output, "-") != 0;
    const status st = compare_write_json(c, o->output, diags);
    if (st == STATUS_OK)
        compare_print(c, o->lang, in_file ? o->output : NULL, in_file ? stdout : stderr);
    return st;
}

static status solve_and_write(const options *o, const volatile sig_atomic_t *stop, compared *list,
                              size_t n, arena *mem, diag_list *diags)
{
    progress line = progress_start(stderr, o->lang);
    const compare_options how = {.solve = {.perspective = o->perspective,
                                           .gap_frac = o->gap_frac,
                                           .large_gap_frac = o->large_gap_frac,
                                           .time_limit_s = o->time_limit_s,
                                           .method = o->method,
                                           .stop = stop},
                                 .n_jobs = command_as_many(o->jobs),
                                 .regret = (o->parts & COMPARE_REGRET) != 0,
                                 .robust = (o->parts & COMPARE_ROBUST) != 0,
                                 .tradeoff = (o->parts & COMPARE_TRADEOFF) != 0,
                                 .n_points = (size_t)o->points,
                                 .different = (o->parts & COMPARE_DIFFERENT) != 0,
                                 .n_plans = (size_t)o->plans,
                                 .within_frac = o->within_frac,
                                 .report = progress_count,
                                 .report_context = &line};
    comparison *c = NULL;
    const status solved = compare_solve(list, n, &how, mem, diags, &c);
    progress_end(&line);
    if (c == NULL)
        return solved;
    const status written = write_all(o, c, diags);
    comparison_free(c);
    return written == STATUS_OK ? solved : written;
}

status compare_run(const options *o, const volatile sig_atomic_t *stop, arena *mem,
                   diag_list *diags)
{
    compared *list = NULL;
    size_t n = 0;
    status st = read_all(o, mem, diags, &list, &n);
    if (st == STATUS_OK)
        st = text_file_try(o->output, diags);
    return st == STATUS_OK ? solve_and_write(o, stop, list, n, mem, diags) : st;
}
