#include "outputs/plan_statement.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "outputs/plan_json.h"

status plan_document_of(const plan *p, arena *mem, diag_list *diags, plan_document *out)
{
    char *text = NULL;
    status st = plan_json_text(p, diags, &text);
    if (st == STATUS_OK)
        st = plan_document_parse("plan", text, strlen(text), mem, diags, out);
    free(text);
    return st;
}

perspective plan_document_perspective(const plan_document *doc)
{
    const char *id = json_string(json_at(doc->root, "meta.perspective"));
    return id != NULL && strcmp(id, perspective_id(PERSPECTIVE_PRIVATE)) == 0
               ? PERSPECTIVE_PRIVATE
               : PERSPECTIVE_SOCIETAL;
}

static size_t count_at(const json_value *of, const char *key)
{
    const double n = json_number(json_at(of, key));
    const double most = 1e15; /* fits a double, and any machine */
    return n >= 0.0 && n <= most && floor(n) >= n ? (size_t)n : (size_t)-1;
}

static certificate certificate_at(const json_value *of)
{
    return (certificate){
        .method = json_string(json_at(of, "method")),
        .objective_eur = json_number(json_at(of, "objective_eur")),
        .lower_bound_eur = json_number(json_at(of, "lower_bound_eur")),
        .dual_bound_eur = json_number(json_at(of, "dual_bound_eur")),
        .file = json_string(json_at(of, "file")),
        .sha256 = json_string(json_at(of, "sha256")),
        .gap_frac = json_number(json_at(of, "gap_frac")),
        .gap_asked_frac = json_number(json_at(of, "gap_asked_frac")),
        .relaxed = json_true(json_at(of, "relaxed")),
        .n_rows = count_at(of, "n_rows"),
        .n_columns = count_at(of, "n_columns"),
        .n_whole = count_at(of, "n_whole"),
        .residual_kw = json_number(json_at(of, "residuals.residual_kw")),
        .residual_eur = json_number(json_at(of, "residuals.residual_eur")),
        .residual_other = json_number(json_at(of, "residuals.residual_other")),
        .residual_whole = json_number(json_at(of, "residuals.residual_whole")),
    };
}

stated_certificate plan_document_certificate(const plan_document *doc)
{
    const json_value *tolerances = json_at(doc->root, "certificate.tolerances");
    return (stated_certificate){
        .status = json_string(json_at(doc->root, "status")),
        .numbers = certificate_at(json_at(doc->root, "certificate")),
        .balance_kw = json_number(json_at(tolerances, "balance_kw")),
        .money_eur = json_number(json_at(tolerances, "money_eur")),
        .money_frac = json_number(json_at(tolerances, "money_frac")),
        .share_frac = json_number(json_at(tolerances, "share_frac")),
        .whole = json_number(json_at(tolerances, "whole")),
    };
}
