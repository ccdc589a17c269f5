#include "outputs/progress.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#include "outputs/line.h"
#include "outputs/number_format.h"

#define SECONDS_BETWEEN 0.5
enum { ROOM = 300 };

progress progress_start(FILE *out, lang l)
{
    return (progress){.out = out, .shown = isatty(fileno(out)) == 1, .lang = l};
}

/* How much dearer than the bound the best plan may be, as a part of its cost. */
static double gap_frac(double lower_bound_eur, double best_eur)
{
    return fmax(0.0, best_eur - lower_bound_eur) / fmax(fabs(best_eur), 1.0);
}

static void write_line(lang l, const char *phase, double lower_bound_eur, double best_eur,
                       double elapsed_s, char line[ROOM])
{
    char seconds[NUMBER_ROOM], figure[NUMBER_ROOM], part[ROOM];
    text_id id;
    const char *name = text_find(phase, &id) ? text_get(l, id) : phase;
    number_format(l, elapsed_s, 0, seconds);
    text_render(l, TEXT_progress_line, (const char *const[]){name, seconds}, 2, line, ROOM);
    if (isnan(best_eur))
        return;
    money_format(l, best_eur, figure);
    text_append(line, ROOM, text_write(l, TEXT_progress_best, part, figure));
    if (isnan(lower_bound_eur))
        return;
    percent_format(l, gap_frac(lower_bound_eur, best_eur), figure);
    text_append(line, ROOM, text_write(l, TEXT_progress_gap, part, figure));
}

void progress_report(void *context, const char *phase, double lower_bound_eur, double best_eur,
                     double elapsed_s)
{
    progress *p = context;
    const bool same_phase = p->phase != NULL && strcmp(p->phase, phase) == 0;
    if (!p->shown || (same_phase && elapsed_s - p->last_s < SECONDS_BETWEEN))
        return;
    char line[ROOM];
    write_line(p->lang, phase, lower_bound_eur, best_eur, elapsed_s, line);
    /* Back to the first column, and blanks over what the line before it had more. One column
     * stays free: some terminals wrap when the last one is written. */
    const size_t columns = text_columns(line) < LINE_WIDTH ? text_columns(line) : LINE_WIDTH - 1;
    fputc('\r', p->out);
    line_cell(p->out, line, columns, false);
    if (p->columns > columns)
        line_cell(p->out, "", p->columns - columns, false);
    fflush(p->out);
    p->phase = phase;
    p->last_s = elapsed_s;
    p->columns = columns;
}

void progress_end(progress *p)
{
    if (p->columns == 0)
        return;
    fputc('\r', p->out);
    line_cell(p->out, "", p->columns, false);
    fputc('\r', p->out);
    fflush(p->out);
    p->columns = 0;
    p->phase = NULL;
}
