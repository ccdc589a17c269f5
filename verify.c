#include "verify.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "inputs/region_xml.h"
#include "model/certificate_verify.h"
#include "outputs/certificate_json.h"
#include "outputs/plan_compare.h"
#include "outputs/plan_seal.h"
#include "outputs/plan_statement.h"
#include "outputs/plan_sums.h"
#include "outputs/repairs_statement.h"
#include "solver/certificate_check.h"
#include "solver/plan_rebuild.h"
#include "solver/repairs_verify.h"

/* Both take every part. */
typedef struct takers {
    certificate_check *check;
    plan_rebuild *rebuild;
    bool relaxed;
} takers;

static status take_part(void *context, const evidence_part *part)
{
    const takers *t = context;
    const status st = certificate_check_part(t->check, part);
    return st == STATUS_OK ? plan_rebuild_part(t->rebuild, part) : st;
}

static certificate certificate_found(const certificate_totals *t, const verification *v)
{
    return (certificate){
        .method = "",
        .objective_eur = t->objective_eur,
        .lower_bound_eur = t->dual_bound_eur,
        .dual_bound_eur = t->dual_bound_eur,
        .n_rows = t->n_rows,
        .n_columns = t->n_columns,
        .n_whole = t->n_whole,
        .residual_kw = v->results[CHECK_rows_kw].worst,
        .residual_eur = v->results[CHECK_rows_eur].worst,
        .residual_other = fmax(v->results[CHECK_rows_other].worst, v->results[CHECK_bounds].worst),
        .residual_whole = v->results[CHECK_whole_numbers].worst,
    };
}

static status find_all(takers *t, arena *mem, diag_list *diags, verification *v, verify_facts *out)
{
    certificate_totals totals;
    operation in_plan, status_quo;
    plan *anew = NULL;
    status st = certificate_check_finish(t->check, &totals);
    if (st != STATUS_OK)
        return st;
    out->found = certificate_found(&totals, v);
    out->targets_missed = totals.targets_allowed_to_miss;
    st = plan_rebuild_finish(t->rebuild, mem, &anew);
    if (st == STATUS_OK)
        st = plan_rebuild_operations(t->rebuild, mem, &in_plan, &status_quo);
    if (st != STATUS_OK)
        return st;
    in_plan.relaxed = status_quo.relaxed = t->relaxed;
    operation_verify(&in_plan, anew, v);
    operation_verify_status_quo(&status_quo, anew, v);
    return plan_document_of(anew, mem, diags, &out->anew);
}

static status find_nothing(const region *r, perspective who, arena *mem, diag_list *diags,
                           verify_facts *out)
{
    plan *empty = NULL;
    *out = (verify_facts){.certified = false};
    const status st = plan_rebuild_empty(r, who, mem, &empty);
    if (st != STATUS_OK)
        return st;
    empty->certificate.method = "";
    return plan_document_of(empty, mem, diags, &out->anew);
}

status verify_find(const region *r, perspective who, bool relaxed, const char *path, arena *mem,
                   diag_list *diags, verification *v, verify_facts *out)
{
    if (path == NULL)
        return find_nothing(r, who, mem, diags, out);
    takers t = {.relaxed = relaxed};
    verify_facts facts = {.certified = true};
    status st = certificate_check_new(r, who, relaxed, v, &t.check);
    if (st == STATUS_OK)
        st = plan_rebuild_new(r, who, &t.rebuild);
    if (st == STATUS_OK)
        st = certificate_read(path, r, who, take_part, &t, diags, &facts.prints);
    if (st == STATUS_OK)
        st = find_all(&t, mem, diags, v, &facts);
    certificate_check_free(t.check);
    plan_rebuild_free(t.rebuild);
    if (st == STATUS_OK)
        *out = facts;
    return st;
}

void verify_forget(verify_facts *facts)
{
    plan_document_free(&facts->anew);
}

static void expect_same(verification *v, const char *have, const char *want, const char *where)
{
    verification_expect(v, CHECK_files, have != NULL && strcmp(have, want) == 0, "%s", where);
}

static void verify_seal(const plan_document *stated, const char *want, verification *v)
{
    char have[SHA256_HEX_LENGTH + 1];
    if (plan_seal(stated, v->mem, have) == STATUS_OK)
        expect_same(v, have, want,
                    "reason, why_not, worth_eur_per_unit, rank, status, certificate");
    else
        v->out_of_memory = true;
}

static void verify_repairs(region *r, const plan_document *stated, verification *v)
{
    const stated_repairs *said = NULL;
    status st = repairs_statement_read(stated, v->mem, &said);
    if (st == STATUS_OK && said != NULL)
        st = repairs_verify(said, r, v);
    v->out_of_memory |= st != STATUS_OK;
}

void verify_stated(region *r, const plan_document *stated, const verify_facts *facts,
                   verification *v)
{
    const stated_certificate s = plan_document_certificate(stated);
    expect_same(v, json_string(json_at(stated->root, "meta.input.sha256")), r->sha256,
                "meta.input.sha256");
    certificate_verify_statement(&s, v);
    plan_sums_verify(stated, r, v);
    verify_repairs(r, stated, v);
    if (!facts->certified) {
        plan_compare_facts(stated, &facts->anew, v);
        return;
    }
    expect_same(v, s.numbers.sha256, facts->prints.sha256, "certificate.sha256");
    verify_seal(stated, facts->prints.seal, v);
    certificate_verify_numbers(&s.numbers, &facts->found, v);
    plan_compare(stated, &facts->anew, v);
}

/* Beside the plan, under the name that the plan gives; NULL: it names none, or none is there. */
static status certificate_beside(const plan_document *stated, const char *plan_path, arena *mem,
                                 const char **out)
{
    *out = NULL;
    const char *name = json_string(json_at(stated->root, "certificate.file"));
    if (name == NULL || strchr(name, '/') != NULL)
        return STATUS_OK;
    const char *slash = strrchr(plan_path, '/');
    const int folder = slash == NULL ? 0 : (int)(slash - plan_path) + 1;
    const char *path = arena_printf(mem, "%.*s%s", folder, plan_path, name);
    if (path == NULL)
        return STATUS_NO_MEMORY;
    if (access(path, R_OK) == 0)
        *out = path;
    return STATUS_OK;
}

/* A certificate that is none is something that fails; the rest is checked as without one. */
static status find_facts(const region *r, const plan_document *stated, const char *path, arena *mem,
                         diag_list *diags, verification *v, verify_facts *facts)
{
    const perspective who = plan_document_perspective(stated);
    const bool relaxed = json_true(json_at(stated->root, "certificate.relaxed"));
    const status st = verify_find(r, who, relaxed, path, mem, diags, v, facts);
    if (st != STATUS_INVALID && st != STATUS_SOLVER && st != STATUS_IO)
        return st;
    verification_expect(v, CHECK_files, false, "%s", path);
    return verify_find(r, who, relaxed, NULL, mem, diags, v, facts);
}

status verify_document(region *r, const plan_document *stated, const char *path, arena *mem,
                       diag_list *diags, verification *v, proven_bound *bound)
{
    verify_facts facts = {.certified = false};
    *v = verification_start(mem);
    const char *beside = NULL;
    status st = certificate_beside(stated, path, mem, &beside);
    if (st == STATUS_OK)
        st = find_facts(r, stated, beside, mem, diags, v, &facts);
    if (st == STATUS_OK)
        verify_stated(r, stated, &facts, v);
    *bound = (proven_bound){.certified = facts.certified,
                            .eur = facts.found.dual_bound_eur,
                            .stated_eur =
                                json_number(json_at(stated->root, "certificate.lower_bound_eur")),
                            .targets_missed = facts.targets_missed};
    verify_forget(&facts);
    return st == STATUS_OK && v->out_of_memory ? STATUS_NO_MEMORY : st;
}

/* Of another file of the same region it is worth telling what differs; of another region all does. */
static status check_region(const options *o, const region *r, const plan_document *stated,
                           diag_list *diags)
{
    const char *id = json_string(json_at(stated->root, "meta.region.id"));
    if (id != NULL && strcmp(id, r->id) == 0)
        return STATUS_OK;
    diag_add(diags, DIAG_OTHER_REGION, o->plan, 0,
             "this is a plan of the region %s, and %s is the region %s", id == NULL ? "?" : id,
             o->input, r->id);
    return STATUS_INVALID;
}

/* The region as the plan was made from it. */
static status verify_and_print(const options *o, const plan_document *stated, arena *mem,
                               diag_list *diags)
{
    const region_source source = {.path = o->input, .scenario = plan_document_scenario(stated)};
    region *r = NULL;
    verification v;
    proven_bound bound;
    status st = region_read(&source, mem, diags, &r);
    if (st == STATUS_OK)
        st = check_region(o, r, stated, diags);
    if (st == STATUS_OK)
        st = verify_document(r, stated, o->plan, mem, diags, &v, &bound);
    if (st != STATUS_OK)
        return st;
    verification_print(&v, o->plan, &bound, o->lang, stdout);
    return verification_failures(&v) == 0 ? STATUS_OK : STATUS_INFEASIBLE;
}

status verify_run(const options *o, arena *mem, diag_list *diags)
{
    plan_document stated;
    status st = plan_document_read(o->plan, mem, diags, &stated);
    if (st != STATUS_OK)
        return st;
    st = verify_and_print(o, &stated, mem, diags);
    plan_document_free(&stated);
    return st;
}
