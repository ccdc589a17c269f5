#include "outputs/verification_text.h"

#include <math.h>

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

static void print_kind(const verification *v, check_kind k, lang l, FILE *out)
{
    const check_result *r = &v->results[k];
    char n[NUMBER_ROOM], worst[NUMBER_ROOM], text[ROOM];
    number_format(l, (double)r->n, 0, n);
    snprintf(worst, sizeof worst, "%.2g%s%s", r->worst, check_kind_unit(k)[0] ? " " : "",
             check_kind_unit(k));
    if (r->worst > 0.0)
        text_write(l, TEXT_verify_worst, text, n, worst);
    else
        text_write(l, TEXT_verify_times, text, n);
    line_cell(out, "", INDENT, false);
    line_cell(out, text_get(l, kind_texts[k]), LABEL_WIDTH, false);
    line_words(out, INDENT + LABEL_WIDTH, text);
}

static void print_failure(const failure *f, lang l, FILE *out)
{
    char have[NUMBER_ROOM], want[NUMBER_ROOM], text[ROOM];
    snprintf(have, sizeof have, "%.10g", f->have);
    snprintf(want, sizeof want, "%.10g", f->want);
    line_indented(out, INDENT,
                  isnan(f->have) && isnan(f->want)
                      ? f->where
                      : text_write(l, TEXT_verify_failure, text, f->where, have, want));
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
    number_format(l, (double)verification_checks(v), 0, n);
    number_format(l, (double)n_failed, 0, bad);
    line_indented(out, 0,
                  n_failed == 0 ? text_write(l, TEXT_verify_all_good, text, n)
                                : text_write(l, TEXT_verify_bad, text, n, bad));
    print_failures(v, l, out);
}
