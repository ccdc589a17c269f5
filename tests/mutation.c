#define _XOPEN_SOURCE 700
#include "tests/mutation.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "inputs/region_xml.h"
#include "outputs/certificate_json.h"
#include "outputs/json_place.h"
#include "outputs/plan_json.h"
#include "solver/plan_solve.h"
#include "verify.h"

typedef struct context {
    arena *mem;
    diag_list *diags;
    char folder[32], plan_path[64], certificate_path[64];
    region *region;
    plan_document stated;
    verify_facts facts;
    bool certified; /* otherwise survivors are counted only */
    size_t step, next;
    mutation_count count;
} context;

static void make_files(context *c, const char *region_path, perspective who, double gap_frac)
{
    strcpy(c->folder, "/tmp/parkplan_test_XXXXXX");
    assert_non_null(mkdtemp(c->folder));
    snprintf(c->plan_path, sizeof c->plan_path, "%s/plan.json", c->folder);
    snprintf(c->certificate_path, sizeof c->certificate_path, "%s/plan.certificate.json",
             c->folder);
    const region_source source = {.path = region_path};
    assert_int_equal(region_read(&source, c->mem, c->diags, &c->region), STATUS_OK);
    certificate_writer *w;
    assert_int_equal(certificate_open(c->certificate_path, c->region, who, c->diags, &w),
                     STATUS_OK);
    const solve_options how = {.perspective = who,
                               .gap_frac = gap_frac,
                               .time_limit_s = 300.0,
                               .why = true,
                               .n_threads = 2,
                               .evidence = certificate_write_part,
                               .evidence_context = w};
    plan *p = NULL;
    const status st = plan_solve(c->region, &how, c->mem, c->diags, &p);
    if (p == NULL)
        diag_print(c->diags, stderr);
    assert_true(p != NULL && (st == STATUS_OK || st == STATUS_INFEASIBLE || st == STATUS_LIMIT));
    assert_int_equal(plan_write_certified(p, c->plan_path, w, c->diags), STATUS_OK);
    assert_int_equal(plan_document_read(c->plan_path, c->mem, c->diags, &c->stated), STATUS_OK);
}

static size_t n_wrong(context *c, bool print)
{
    verification v = verification_start(arena_new());
    verify_stated(c->region, &c->stated, &c->facts, &v);
    for (size_t k = 0; print && k < v.n_failures; k++)
        print_error("%s: %.12g instead of %.12g\n", v.failures[k].where, v.failures[k].have,
                    v.failures[k].want);
    arena_free(v.mem);
    return verification_failures(&v);
}

static void mutate(context *c, const json_value *number, const char *place)
{
    if (c->next++ % c->step != 0)
        return;
    const double before = json_number(number);
    const double after = fpclassify(before) == FP_ZERO ? 1.0 : 1.01 * before;
    json_tree_change(c->stated.tree, number, after);
    c->count.n++;
    if (n_wrong(c, false) > 0)
        c->count.n_found++;
    else if (c->certified)
        fail_msg("not found: %s = %.10g", place, after);
    json_tree_change(c->stated.tree, number, before);
}

/* Every number below, in the order of the file. */
static void mutate_all(context *c, const json_value *of, char place[JSON_PLACE_ROOM])
{
    size_t index = 0;
    if (json_is_number(of))
        mutate(c, of, place);
    JSON_EACH (element, of) {
        const size_t above_it = json_place_enter(place, of, element, index++);
        mutate_all(c, element, place);
        place[above_it] = '\0';
    }
}

/* Without the certificate only each of these is changed: how many are found then is for the record. */
enum { ALONE_STEP = 10 };

/* path NULL: without the certificate. */
static mutation_count count_found(context *c, perspective who, const char *path)
{
    verification v = verification_start(c->mem);
    c->count = (mutation_count){0, 0};
    c->next = 0;
    c->certified = path != NULL;
    const size_t step = c->step;
    c->step = c->certified ? step : ALONE_STEP * step;
    assert_int_equal(verify_find(c->region, who, false, path, c->mem, c->diags, &v, &c->facts),
                     STATUS_OK);
    assert_int_equal(verification_failures(&v), 0);
    assert_int_equal(n_wrong(c, true), 0);
    mutate_all(c, c->stated.root, (char[JSON_PLACE_ROOM]){""});
    verify_forget(&c->facts);
    c->step = step;
    return c->count;
}

mutation_count mutate_plan(const char *region_path, perspective who, double gap_frac, size_t step)
{
    context c = {.mem = arena_new(), .diags = diag_list_new(), .step = step};
    make_files(&c, region_path, who, gap_frac);
    const mutation_count alone = count_found(&c, who, NULL);
    const mutation_count count = count_found(&c, who, c.certificate_path);
    print_message("%s: %zu of %zu changed numbers are found, %zu of %zu without the certificate\n",
                  region_path, count.n_found, count.n, alone.n_found, alone.n);
    plan_document_free(&c.stated);
    unlink(c.plan_path);
    unlink(c.certificate_path);
    rmdir(c.folder);
    diag_list_free(c.diags);
    arena_free(c.mem);
    return count;
}
