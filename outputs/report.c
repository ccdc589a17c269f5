#include "outputs/report.h"

#include <assert.h>
#include <string.h>
#include <sys/stat.h>

#include "model/path.h"

static bool is_folder(const char *path)
{
    struct stat found;
    return path_ends_in(path, "/") || strcmp(path, "/") == 0 ||
           (stat(path, &found) == 0 && S_ISDIR(found.st_mode));
}

report_form report_form_of(const char *path)
{
    if (path_ends_in(path, ".html"))
        return REPORT_HTML;
    if (path_ends_in(path, ".xlsx"))
        return REPORT_XLSX;
    if (path_ends_in(path, ".md"))
        return REPORT_MARKDOWN;
    if (path_ends_in(path, ".geojson"))
        return REPORT_GEOJSON;
    return is_folder(path) ? REPORT_CSV : REPORT_NONE;
}

status report_write(const plan_document *doc, const char *path, const report_options *options,
                    diag_list *diags)
{
    switch (report_form_of(path)) {
    case REPORT_HTML:
        return report_write_html(doc, path, options, diags);
    case REPORT_XLSX:
        return report_write_xlsx(doc, path, options, diags);
    case REPORT_MARKDOWN:
        return report_write_markdown(doc, path, options, diags);
    case REPORT_CSV:
        return report_write_csv(doc, path, options, diags);
    case REPORT_GEOJSON:
        return report_write_geojson(doc, path, options, diags);
    case REPORT_NONE:
        break;
    }
    diag_add(diags, DIAG_USAGE, path, 0, "the name has to end in .html, .xlsx, .md, .geojson or /");
    return STATUS_USAGE;
}
