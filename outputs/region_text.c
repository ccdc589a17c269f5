#include "outputs/region_text.h"

#include "outputs/line.h"
#include "outputs/number_format.h"

enum { ROOM = 1000 };

void region_print_accepted(const region *r, const char *name, lang l, FILE *out)
{
    char parks[NUMBER_ROOM], connections[NUMBER_ROOM], milestones[NUMBER_ROOM];
    char scenarios[NUMBER_ROOM], text[ROOM];
    number_format(l, (double)r->n_parks, 0, parks);
    number_format(l, (double)r->n_connections, 0, connections);
    number_format(l, (double)r->horizon.n_milestones, 0, milestones);
    number_format(l, (double)r->n_scenarios, 0, scenarios);
    line_indented(
        out, 0,
        text_write(l, TEXT_check_accepted, text, name, parks, connections, milestones, scenarios));
}

void region_print_refused(const char *name, size_t n_errors, lang l, FILE *out)
{
    char errors[NUMBER_ROOM], text[ROOM];
    number_format(l, (double)n_errors, 0, errors);
    line_indented(out, 0, text_write(l, TEXT_check_refused, text, name, errors));
}
