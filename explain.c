#include "explain.h"

#include <stdio.h>

#include "outputs/explain.h"

status explain_run(const options *o, arena *mem, diag_list *diags)
{
    plan_document doc;
    status st = plan_document_read(o->input, mem, diags, &doc);
    if (st != STATUS_OK)
        return st;
    st = explain_plan(&doc, o->input, o->park, o->lang, diags, stdout);
    plan_document_free(&doc);
    return st;
}
