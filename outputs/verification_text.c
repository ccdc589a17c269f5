#include "outputs/verification_text.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "outputs/line.h"
#include "outputs/number_format.h"

enum { ROOM = 1000, INDENT = 2, LABEL_WIDTH = 50 };

/* A bound of the plan counts as higher than the proven one from this part on. */
#define HIGHER_FRAC 1e-9

static const text_id kind_texts[CHECK_KIND_COUNT] = {
#define CHECK_KIND(name, unit) TEXT_verify_##name,
#include "model/check_kinds.def"
#undef CHECK_KIND
};

/* With a decimal comma in Dutch, where one is usual. */
static const char *local(lang l, char text[NUMBER_ROOM])
{
    char *point = strchr(text, '.');
    if (point != NULL && l == LANG_NL)
        *point = ',';
    return text;
}

/* Two digits that tell something, of what may be very small. */
static void write_off(lang l, double off, const char *unit, char text[NUMBER_ROOM])
{
    enum { MOST_DECIMALS = 6, DIGITS = 2 };
    char figure[NUMBER_ROOM];
    const int before = (int)floor(log10(off)) + 1;
    if (before >= DIGITS - MOST_DECIMALS)
        number_format(l, off, before < DIGITS ? DIGITS - before : 0, figure);
    else
        snprintf(figure, sizeof figure, "%.*g", DIGITS, off);
    if (unit[0] == '\0')
        snprintf(text, NUMBER_ROOM, "%s", local(l, figure));
    else
        text_render(l, TEXT_verify_off, (const char *const[]){figure, unit}, 2, text, NUMBER_ROOM);
}

/* The word for the unit of a residual: that of its kind, or of the figure by its name, such as "paid_eur". */
static const char *unit_of(const check_result *r, check_kind k, lang l)
{
    static const struct {
        const char *ending;
        text_id word;
    } units[] = {
        {"EUR", TEXT_unit_eur}, {"t", TEXT_unit_t}, {"_eur", TEXT_unit_eur}, {"_t", TEXT_unit_t}};
    static const char *const plain[] = {"kW", "kw", "kWh", "kwh", "MWh", "mwh"};
    const char *unit = check_kind_unit(k);
    const char *of = unit[0] != '\0' ? unit : r->where == NULL ? "" : r->where;
    const char *last = strrchr(of, '_');
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
        if (strcmp(units[i].ending, last == NULL ? of : last) == 0)
            return text_get(l, units[i].word);
    for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i += 2)
        if (last != NULL && strcmp(plain[i + 1], last + 1) == 0)
            return plain[i];
    return unit;
}

/* "1.094 keer" */
static const char *times(double n, lang l, char text[NUMBER_ROOM])
{
    return count_format(l, n, TEXT_verify_once, TEXT_verify_times, text);
}

/* Off by less than this is the dust of adding up. */
#define DUST 1e-6

static void print_kind(const verification *v, check_kind k, lang l, FILE *out)
{
    const check_result *r = &v->results[k];
    char n[NUMBER_ROOM], worst[NUMBER_ROOM], allowed[NUMBER_ROOM], text[ROOM];
    times((double)r->n, l, n);
    line_cell(out, "", INDENT, false);
    line_cell(out, text_get(l, kind_texts[k]), LABEL_WIDTH, false);
    if (!(r->worst >= DUST) || !(r->allowed > 0.0)) {
        line_words(out, INDENT + LABEL_WIDTH, n);
        return;
    }
    write_off(l, r->worst, unit_of(r, k, l), worst);
    write_off(l, r->allowed, "", allowed);
    line_words(out, INDENT + LABEL_WIDTH,
               text_write(l, TEXT_verify_worst, text, n, worst, allowed));
}

static void print_failure(const failure *f, lang l, FILE *out)
{
    char have[NUMBER_ROOM], want[NUMBER_ROOM], text[ROOM];
    snprintf(have, sizeof have, "%.10g", f->have);
    snprintf(want, sizeof want, "%.10g", f->want);
    line_indented(
        out, INDENT,
        isnan(f->have) && isnan(f->want)
            ? f->where
            : text_write(l, TEXT_verify_failure, text, f->where, local(l, have), local(l, want)));
}

static void print_failures(const verification *v, lang l, FILE *out)
{
    const size_t n_failed = verification_failures(v);
    char n[NUMBER_ROOM], text[ROOM];
    for (size_t k = 0; k < v->n_failures; k++)
        print_failure(&v->failures[k], l, out);
    number_format(l, (double)(n_failed - v->n_failures), 0, n);
    if (n_failed > v->n_failures)
        line_indented(out, INDENT, text_write(l, TEXT_verify_more, text, n));
}

static void print_bound(const proven_bound *b, lang l, FILE *out)
{
    char eur[NUMBER_ROOM], text[ROOM];
    if (!b->certified) {
        line_indented(out, 0, text_get(l, TEXT_verify_no_certificate));
        return;
    }
    if (isfinite(b->eur)) {
        money_format(l, b->eur, eur);
        line_indented(out, 0,
                      b->targets_missed ? text_write(l, TEXT_verify_bound_missed, text, eur)
                                        : text_write(l, TEXT_verify_bound_proven, text, eur));
    }
    if (b->stated_eur > b->eur + HIGHER_FRAC * fabs(b->eur))
        line_indented(
            out, 0,
            text_write(l, TEXT_verify_bound_higher, text, money_format(l, b->stated_eur, eur)));
}

/* Only where the flows were looked at. */
static void print_burned(const verification *v, lang l, FILE *out)
{
    char kwh[NUMBER_ROOM], eur[NUMBER_ROOM], text[ROOM];
    if (v->results[CHECK_balances].n == 0)
        return;
    number_format(l, v->burned_kwh, 0, kwh);
    line_indented(
        out, 0, text_write(l, TEXT_verify_burned, text, kwh, money_format(l, v->burned_eur, eur)));
}

void verification_print(const verification *v, const char *name, const proven_bound *bound, lang l,
                        FILE *out)
{
    const size_t n_failed = verification_failures(v);
    char n[NUMBER_ROOM], bad[NUMBER_ROOM], text[ROOM];
    line_indented(out, 0, text_write(l, TEXT_verify_title, text, name));
    fputc('\n', out);
    for (check_kind k = 0; k < CHECK_KIND_COUNT; k++)
        if (v->results[k].n > 0)
            print_kind(v, k, l, out);
    fputc('\n', out);
    print_bound(bound, l, out);
    print_burned(v, l, out);
    number_format(l, (double)n_failed, 0, bad);
    number_format(l, (double)verification_checks(v), 0, n);
    line_indented(out, 0,
                  n_failed == 0 ? text_write(l, TEXT_verify_all_good, text, n)
                                : text_write(l, TEXT_verify_bad, text, n, bad));
    print_failures(v, l, out);
}
