#include "builtin.h"

#include <string.h>

#include "inputs/embedded.h"
#include "outputs/text_file.h"

static status write_embedded(const options *o, const char *path, diag_list *diags)
{
    const embedded_file *file = embedded_find(path);
    if (file == NULL) {
        diag_add(diags, DIAG_CANNOT_OPEN, path, 0, "is not in this program");
        return STATUS_IO;
    }
    return text_file_write(o->output, (const char *)file->data, file->size, diags);
}

/* "plan", "compare", "hub" or "region". */
static const char *schema_path(const char *of)
{
    return strcmp(of, "plan") == 0      ? "outputs/plan.schema.json"
           : strcmp(of, "compare") == 0 ? "outputs/compare.schema.json"
           : strcmp(of, "hub") == 0     ? "outputs/hub.schema.json"
                                        : "inputs/region.xsd";
}

status schema_run(const options *o, diag_list *diags)
{
    return write_embedded(o, schema_path(o->input), diags);
}

status template_run(const options *o, diag_list *diags)
{
    return write_embedded(o, "inputs/template.xml", diags);
}
