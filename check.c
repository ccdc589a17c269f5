#include "check.h"

#include <stdio.h>

#include "command.h"
#include "outputs/region_text.h"

status check_run(const options *o, arena *mem)
{
    region *r = NULL;
    const status st = command_read_region(o, mem, &r);
    if (st == STATUS_OK)
        region_print_accepted(r, o->input, o->lang, stdout);
    return st;
}
