#include "report.h"

#include "inputs/embedded.h"
#include "inputs/region_xml.h"
#include "outputs/report.h"
#include "verify.h"

static const char *embedded_text(const char *name)
{
    const embedded_file *file = embedded_find(name);
    return file == NULL ? NULL : (const char *)file->data;
}

/* Recomputes the plan from the region that the user names, which has to be the one it was made from. */
static status verify_shown(const plan_document *doc, const options *o, arena *mem, diag_list *diags,
                           report_verification *found)
{
    const region_source source = {.path = o->region, .scenario = plan_document_scenario(doc)};
    region *r = NULL;
    status st = region_read(&source, mem, diags, &r);
    if (st == STATUS_OK)
        st = plan_document_check_region(doc, o->region, r->sha256, diags);
    if (st == STATUS_OK)
        st = verify_document(r, doc, o->input, mem, diags, &found->checks, &found->bound);
    return st == STATUS_IO ? STATUS_INVALID : st; /* as for every other input */
}

status report_run(const options *o, arena *mem, diag_list *diags)
{
    plan_document doc;
    study_list studies;
    report_verification found;
    status st = plan_document_read(o->input, mem, diags, &doc);
    if (st != STATUS_OK)
        return st;
    st = studies_read(o->studies, o->n_studies, &doc, mem, diags, &studies);
    if (st == STATUS_OK && o->region != NULL)
        st = verify_shown(&doc, o, mem, diags, &found);
    const report_options how = {.lang = o->lang,
                                .dutch_csv = o->dutch_csv,
                                .found = o->region == NULL ? NULL : &found,
                                .n_studies = studies.n,
                                .studies = studies.all,
                                .file = embedded_text};
    if (st == STATUS_OK)
        st = report_write(&doc, o->output, &how, diags);
    studies_free(&studies);
    plan_document_free(&doc);
    return st;
}
