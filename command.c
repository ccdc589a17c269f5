#include "command.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "inputs/region_xml.h"
#include "model/finding_text.h"
#include "outputs/region_text.h"

/* Tells what was found while the region was read, all of it or only what refuses it. */
static status tell_found(const options *o, bool all, status st, diag_list *found)
{
    if (diag_memory_was_out(found))
        st = STATUS_NO_MEMORY; /* what got lost may be no error of the input */
    if (all || st != STATUS_OK)
        diag_print(found, stderr);
    if (st == STATUS_INVALID || st == STATUS_IO) {
        region_print_refused(o->input, diag_error_count(found), o->lang, stderr);
        st = STATUS_INVALID; /* a file that cannot be read is an error of the input */
    }
    return st;
}

status command_read_region(const options *o, arena *mem, region **r)
{
    diag_list *found = diag_list_new();
    if (found == NULL)
        return STATUS_NO_MEMORY;
    const region_source source = {.path = o->input, .scenario = o->scenario};
    const bool all_scenarios = o->command == COMMAND_CHECK && o->scenario == NULL;
    status st = all_scenarios ? region_read_all_scenarios(&source, mem, found, r)
                              : region_read(&source, mem, found, r);
    st = tell_found(o, true, st, found);
    diag_list_free(found);
    return st;
}

status command_read_scenario(const options *o, const char *id, arena *mem, region **r)
{
    diag_list *found = diag_list_new();
    if (found == NULL)
        return STATUS_NO_MEMORY;
    status st = region_read(&(region_source){.path = o->input, .scenario = id}, mem, found, r);
    /* What is wrong with the region as it is has been told once. */
    st = tell_found(o, id == NULL, st, found);
    diag_list_free(found);
    return st;
}

status command_open_log(const options *o, FILE **log, diag_list *diags)
{
    *log = o->log == NULL ? NULL : strcmp(o->log, "-") == 0 ? stderr : fopen(o->log, "w");
    if (*log && *log != stderr)
        (void)setvbuf(*log, NULL, _IOLBF, BUFSIZ); /* to be looked at while the search goes on */
    if (o->log == NULL || *log != NULL)
        return STATUS_OK;
    diag_add(diags, DIAG_CANNOT_WRITE, o->log, 0, "cannot be written: %s",
             finding_text(strerror(errno)));
    return STATUS_IO;
}

status command_close_log(const options *o, FILE *log, diag_list *diags)
{
    if (log == NULL || log == stderr)
        return STATUS_OK;
    const bool lost = ferror(log); /* errno has long been another's */
    const bool closed = fclose(log) == 0;
    if (closed && !lost)
        return STATUS_OK;
    diag_add(diags, DIAG_CANNOT_WRITE, o->log, 0, "cannot be written: %s",
             closed ? finding_text("part of it is lost") : finding_text(strerror(errno)));
    return STATUS_IO;
}

size_t command_as_many(long asked)
{
    if (asked > 0)
        return (size_t)asked;
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n > 0 ? (size_t)n : 1;
}
