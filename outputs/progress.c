#include "outputs/progress.h"

#include <math.h>
#include <stdlib.h>
#include <unistd.h>

#include "outputs/line.h"
#include "outputs/number_format.h"

#define SECONDS_BETWEEN 0.5
/* A line that wraps could not be wiped. One column stays free: some terminals wrap when the last
 * one is written. */
enum { TERMINAL_COLUMNS = 80, MOST_COLUMNS = TERMINAL_COLUMNS - 1, ROOM = 300 };

progress progress_start(FILE *out, lang l)
{
    return (progress){
        .out = out, .shown = isatty(fileno(out)) == 1, .lang = l, .last_s = -INFINITY};
}

/* How much dearer than the bound the best plan may be, as a part of its cost. */
static double gap_frac(double lower_bound_eur, double best_eur)
{
    return fmax(0.0, best_eur - lower_bound_eur) / fmax(fabs(best_eur), 1.0);
}

static void write_line(lang l, const char *phase, double lower_bound_eur, double best_eur,
                       double elapsed_s, char line[ROOM])
{
    char seconds[NUMBER_ROOM], lower[NUMBER_ROOM], best[NUMBER_ROOM], gap[NUMBER_ROOM], part[ROOM];
    text_id id;
    const char *name = text_find(phase, &id) ? text_get(l, id) : phase;
    number_format(l, elapsed_s, 0, seconds);
    text_render(l, TEXT_progress_line, (const char *const[]){name, seconds}, 2, line, ROOM);
    money_format(l, lower_bound_eur, lower);
    money_format(l, best_eur, best);
    const double percent = 100.0 * gap_frac(lower_bound_eur, best_eur);
    number_format(l, percent, percent < 1.0 ? 3 : percent < 10.0 ? 1 : 0, gap);
    if (!isnan(lower_bound_eur) && !isnan(best_eur))
        text_append(line, ROOM, text_write(l, TEXT_progress_between, part, lower, best, gap));
    else if (!isnan(lower_bound_eur))
        text_append(line, ROOM, text_write(l, TEXT_progress_bound, part, lower));
    else if (!isnan(best_eur))
        text_append(line, ROOM, text_write(l, TEXT_progress_best, part, best));
}

/* Back to the first column, and blanks over what the line before it had more; in one piece, as
 * stderr does not gather what is written to it. */
static void write_over(const progress *p, const char *line, size_t columns)
{
    char *text = NULL;
    size_t size = 0;
    FILE *piece = open_memstream(&text, &size);
    if (piece == NULL)
        return;
    fputc('\r', piece);
    line_cell(piece, line, columns, false);
    if (p->columns > columns)
        line_cell(piece, "", p->columns - columns, false);
    if (fclose(piece) == 0)
        fwrite(text, 1, size, p->out);
    fflush(p->out);
    free(text);
}

static void show(progress *p, const char *line)
{
    const size_t columns = text_columns(line) < MOST_COLUMNS ? text_columns(line) : MOST_COLUMNS;
    write_over(p, line, columns);
    p->columns = columns;
}

static void count(progress *p, text_id sentence, size_t done, size_t of)
{
    char line[ROOM], ready[NUMBER_ROOM], all[NUMBER_ROOM];
    if (p->shown)
        show(p, text_write(p->lang, sentence, line, number_format(p->lang, (double)done, 0, ready),
                           number_format(p->lang, (double)of, 0, all)));
}

void progress_count(void *context, size_t done, size_t of)
{
    count(context, TEXT_progress_count, done, of);
}

void progress_groups(void *context, size_t done, size_t of)
{
    count(context, TEXT_progress_groups, done, of);
}

void progress_report(void *context, const char *phase, double lower_bound_eur, double best_eur,
                     double elapsed_s)
{
    progress *p = context;
    if (!p->shown || fabs(elapsed_s - p->last_s) < SECONDS_BETWEEN) /* a new search begins at 0 */
        return;
    char line[ROOM];
    write_line(p->lang, phase, lower_bound_eur, best_eur, elapsed_s, line);
    show(p, line);
    p->last_s = elapsed_s;
}

void progress_end(progress *p)
{
    if (p->columns == 0)
        return;
    write_over(p, "", 0);
    fputc('\r', p->out);
    fflush(p->out);
    p->columns = 0;
}
