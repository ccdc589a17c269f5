#include "command.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "inputs/region_xml.h"
#include "outputs/region_text.h"

status command_read_region(const options *o, arena *mem, region **r)
{
    diag_list *diags = diag_list_new();
    if (diags == NULL)
        return STATUS_NO_MEMORY;
    const region_source source = {.path = o->input, .scenario = o->scenario};
    const bool all_scenarios = o->command == COMMAND_CHECK && o->scenario == NULL;
    status st = all_scenarios ? region_read_all_scenarios(&source, mem, diags, r)
                              : region_read(&source, mem, diags, r);
    diag_print(diags, stderr);
    if (diag_memory_was_out(diags)) {
        st = STATUS_NO_MEMORY; /* what got lost may be no error of the input */
    } else if (st == STATUS_INVALID || st == STATUS_IO) {
        region_print_refused(o->input, diag_error_count(diags), o->lang, stderr);
        st = STATUS_INVALID; /* a file that cannot be read is an error of the input */
    }
    diag_list_free(diags);
    return st;
}

status command_open_log(const options *o, FILE **log, diag_list *diags)
{
    *log = o->log == NULL ? NULL : strcmp(o->log, "-") == 0 ? stderr : fopen(o->log, "w");
    if (*log && *log != stderr)
        (void)setvbuf(*log, NULL, _IOLBF, BUFSIZ); /* to be looked at while the search goes on */
    if (o->log == NULL || *log != NULL)
        return STATUS_OK;
    diag_add(diags, DIAG_CANNOT_WRITE, o->log, 0, "cannot be written: %s", strerror(errno));
    return STATUS_IO;
}

status command_close_log(const options *o, FILE *log, diag_list *diags)
{
    if (log == NULL || log == stderr)
        return STATUS_OK;
    const bool good = !ferror(log);
    if (fclose(log) == 0 && good)
        return STATUS_OK;
    diag_add(diags, DIAG_CANNOT_WRITE, o->log, 0, "cannot be written: %s", strerror(errno));
    return STATUS_IO;
}

size_t command_threads(const options *o)
{
    if (o->threads > 0)
        return (size_t)o->threads;
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (size_t)n : 1;
}
