#include "outputs/hub_text.h"

#include <math.h>
#include <string.h>

#include "outputs/line.h"
#include "outputs/number_format.h"

enum { ROOM = 2000, INDENT = 2, LABEL = 28, FIGURE = 15, RULE = 11 };

typedef struct printer {
    const hub_study *study;
    lang lang;
    FILE *out;
} printer;

/* A figure that lives as long as the sentence it stands in. */
typedef struct figure {
    char text[NUMBER_ROOM];
} figure;

static figure euros(const printer *p, double eur)
{
    figure f;
    money_format(p->lang, eur, f.text);
    return f;
}

static figure yearly(const printer *p, double eur)
{
    return euros(p, eur / p->study->discount_sum);
}

static figure whole(const printer *p, double value)
{
    figure f;
    number_format(p->lang, value, 0, f.text);
    return f;
}

static figure year_of(const printer *p, size_t y)
{
    figure f;
    snprintf(f.text, sizeof f.text, "%d", p->study->region->horizon.milestones[y].year);
    return f;
}

#define SAY(p, id, ...)                                                                            \
    do {                                                                                           \
        char sentence[ROOM];                                                                       \
        line_indented((p)->out, INDENT, text_write((p)->lang, (id), sentence, __VA_ARGS__));       \
    } while (0)

static void heading(const printer *p, const char *text)
{
    fputc('\n', p->out);
    line_indented(p->out, 0, text);
}

static const char *name_of(const printer *p, size_t k)
{
    const connection *c = p->study->hub->members[k].connection;
    return c->company != NULL ? c->company : c->id;
}

static bool pays(const printer *p)
{
    return p->study->members != 0;
}

/* --- worth ------------------------------------------------------------------------------------ */

static void print_worth(const printer *p)
{
    const hub_study *s = p->study;
    const hub_worth *w = &s->worth[s->shared];
    const hub_worth *other =
        &s->worth[s->shared == PERSPECTIVE_PRIVATE ? PERSPECTIVE_SOCIETAL : PERSPECTIVE_PRIVATE];
    if (pays(p))
        SAY(p, TEXT_hub_pays, yearly(p, w->worth_eur).text, euros(p, w->worth_eur).text,
            year_of(p, w->together.formed).text);
    else
        line_indented(
            p->out, INDENT,
            text_get(p->lang, w->together.stopped ? TEXT_hub_not_found : TEXT_hub_does_not_pay));
    if (w->uncertain_eur / s->discount_sum >= 1.0)
        SAY(p, TEXT_hub_uncertain, yearly(p, w->uncertain_eur).text);
    SAY(p, s->shared == PERSPECTIVE_PRIVATE ? TEXT_hub_for_society : TEXT_hub_as_paid,
        yearly(p, other->worth_eur).text);
    const bool ever_pays = !isnan(s->break_even_formation_eur);
    if (!ever_pays && !w->together.stopped)
        line_indented(p->out, INDENT, text_get(p->lang, TEXT_hub_never_pays));
    if (ever_pays)
        SAY(p, TEXT_hub_break_even, euros(p, s->break_even_formation_eur).text,
            euros(p, s->hub->formation_cost_eur).text);
    if (!isnan(s->least_capacity_to_kw))
        SAY(p, TEXT_hub_least_capacity, whole(p, s->least_capacity_from_kw).text,
            whole(p, s->least_capacity_to_kw).text);
}

static void print_row(const printer *p, const char *label, double apart, double together)
{
    line_cell(p->out, "", INDENT, false);
    line_cell(p->out, label, LABEL, false);
    line_cell(p->out, whole(p, apart).text, FIGURE, true);
    line_cell(p->out, whole(p, together).text, FIGURE, true);
    line_cell(p->out, whole(p, together - apart).text, FIGURE, true);
    fputc('\n', p->out);
}

static text_id text_of(const char *prefix, const char *id)
{
    char name[ROOM];
    text_id found = TEXT_hub_sum;
    snprintf(name, sizeof name, "%s%s", prefix, id);
    text_find(name, &found);
    return found;
}

/* The first year of the hub, or the first of all. */
static void print_bill(const printer *p)
{
    const hub_study *s = p->study;
    const hub_worth *w = &s->worth[s->shared];
    const size_t y = pays(p) ? w->together.formed : 0;
    double network[2] = {0.0, 0.0}, all[2] = {0.0, 0.0};
    char title[ROOM];
    heading(p, text_write(p->lang, TEXT_hub_costs, title, year_of(p, y).text));
    line_cell(p->out, "", INDENT + LABEL, false);
    line_cell(p->out, text_get(p->lang, TEXT_hub_apart), FIGURE, true);
    line_cell(p->out, text_get(p->lang, TEXT_hub_together), FIGURE, true);
    line_cell(p->out, text_get(p->lang, TEXT_hub_difference), FIGURE, true);
    fputc('\n', p->out);
    for (int line = 0; line < BILL_LINES; line++) {
        const double apart = w->apart.bill_eur_per_year[y][line];
        const double together = w->together.bill_eur_per_year[y][line];
        if (fabs(apart) >= 0.5 || fabs(together) >= 0.5)
            print_row(p, text_get(p->lang, text_of("bill_", bill_line_id((bill_line)line))), apart,
                      together);
        network[0] += bill_line_is_network((bill_line)line) ? apart : 0.0;
        network[1] += bill_line_is_network((bill_line)line) ? together : 0.0;
        all[0] += apart;
        all[1] += together;
        if (line == BILL_SURCHARGE)
            print_row(p, text_get(p->lang, TEXT_hub_network), network[0], network[1]);
    }
    print_row(p, text_get(p->lang, TEXT_hub_sum), all[0], all[1]);
}

/* Under the costs of each alone: what they come to, and from there to the group's. */
static void print_ties(const printer *p)
{
    const hub_study *s = p->study;
    const hub_worth *w = &s->worth[s->shared];
    const struct {
        text_id label;
        double eur;
    } sums[] = {{TEXT_hub_sum_alone, hub_alone_eur(s, s->shared)},
                {TEXT_hub_without, w->apart.cost_eur},
                {TEXT_hub_with, w->together.cost_eur}};
    if (!hub_alone_differs(s, s->shared))
        return;
    for (size_t k = 0; k < sizeof sums / sizeof sums[0]; k++) {
        line_cell(p->out, "", INDENT, false);
        line_cell(p->out, text_get(p->lang, sums[k].label), LABEL + 2 * FIGURE, false);
        line_cell(p->out, whole(p, sums[k].eur / s->discount_sum).text, FIGURE, true);
        fputc('\n', p->out);
    }
    if (hub_ties_show(s, s->shared))
        line_indented(p->out, INDENT, text_get(p->lang, TEXT_hub_ties));
}

static void print_who(const printer *p)
{
    const hub_study *s = p->study;
    heading(p, text_get(p->lang, TEXT_hub_who));
    line_cell(p->out, "", INDENT + LABEL, false);
    const text_id titles[] = {TEXT_hub_joins, TEXT_hub_contract_kw, TEXT_hub_alone,
                              TEXT_hub_marginal};
    for (size_t k = 0; k < sizeof titles / sizeof titles[0]; k++)
        line_cell(p->out, text_get(p->lang, titles[k]), FIGURE, true);
    fputc('\n', p->out);
    for (size_t k = 0; k < s->hub->n_members; k++) {
        const hub_member_study *m = &s->of_member[k];
        if (!m->asked)
            continue;
        const double scale = s->discount_sum;
        line_cell(p->out, "", INDENT, false);
        line_cell(p->out, name_of(p, k), LABEL, false);
        line_cell(p->out, text_get(p->lang, m->joins ? TEXT_hub_yes : TEXT_hub_no), FIGURE, true);
        line_cell(p->out, whole(p, s->hub->members[k].connection->import_cap_kw).text, FIGURE,
                  true);
        line_cell(p->out, whole(p, s->worth[s->shared].alone[k].cost_eur / scale).text, FIGURE,
                  true);
        line_cell(p->out, whole(p, m->marginal_eur / scale).text, FIGURE, true);
        fputc('\n', p->out);
    }
    print_ties(p);
}

/* --- shares ----------------------------------------------------------------------------------- */

static void list_members(const printer *p, coalition members, char *list, size_t room)
{
    list[0] = '\0';
    for (size_t k = 0; k < p->study->hub->n_members; k++)
        if (members & coalition_of(k)) {
            text_append(list, room, list[0] == '\0' ? "" : ", ");
            text_append(list, room, name_of(p, k));
        }
}

static text_id rule_text(int rule)
{
    return text_of("rule_", share_rule_id((share_rule)rule));
}

static void print_shares(const printer *p)
{
    const hub_study *s = p->study;
    heading(p, text_get(p->lang, TEXT_hub_shares));
    line_cell(p->out, "", INDENT + LABEL, false);
    for (int rule = 0; rule < SHARE_RULES; rule++)
        line_cell(p->out, text_get(p->lang, rule_text(rule)), RULE, true);
    fputc('\n', p->out);
    for (size_t k = 0; k < s->hub->n_members; k++) {
        if (!s->of_member[k].joins)
            continue;
        line_cell(p->out, "", INDENT, false);
        line_cell(p->out, name_of(p, k), LABEL, false);
        for (int rule = 0; rule < SHARE_RULES; rule++)
            line_cell(p->out,
                      s->shares[rule].given
                          ? whole(p, s->shares[rule].eur[k] / s->discount_sum).text
                          : "-",
                      RULE, true);
        fputc('\n', p->out);
    }
    line_cell(p->out, "", INDENT, false);
    line_cell(p->out, text_get(p->lang, TEXT_hub_stable), LABEL, false);
    for (int rule = 0; rule < SHARE_RULES; rule++)
        line_cell(p->out,
                  !s->shares[rule].tested
                      ? "-"
                      : text_get(p->lang, s->shares[rule].stable ? TEXT_hub_yes : TEXT_hub_no),
                  RULE, true);
    fputc('\n', p->out);
}

static void print_stability(const printer *p)
{
    const hub_study *s = p->study;
    double widest = 0.0;
    for (int rule = 0; rule < SHARE_RULES; rule++) {
        const hub_shares *of = &s->shares[rule];
        char who[ROOM / 2];
        if (!of->tested || of->stable)
            continue;
        list_members(p, of->most_unhappy.members, who, sizeof who);
        SAY(p, TEXT_hub_unhappy, text_get(p->lang, rule_text(rule)), who,
            yearly(p, of->most_unhappy.eur).text);
    }
    if (s->core_empty)
        line_indented(p->out, INDENT, text_get(p->lang, TEXT_hub_core_empty));
    for (size_t k = 0; k < s->hub->n_members; k++)
        widest = fmax(widest, s->shares[SHARE_SHAPLEY].half_width_eur[k]);
    if (!s->exact)
        SAY(p, TEXT_hub_sampled, whole(p, (double)s->n_orders).text, yearly(p, widest).text);
}

/* --- per member, and for the operator --------------------------------------------------------- */

/* What is behind the slash of "demand dw_1/heat", "fleet dw_1/van" or "installed dw_1/boiler", in words. */
static const char *part_of(const printer *p, const assumption *a)
{
    char id[ROOM / 10];
    text_id found;
    const region *r = p->study->region;
    const char *slash = strchr(a->object, '/');
    if (slash == NULL)
        return "";
    for (size_t k = 0; k < r->n_technologies; k++) {
        const technology *t = &r->technologies[k];
        const char *name = p->lang == LANG_NL ? t->name_nl : t->name_en;
        if (strncmp(a->object, "installed ", strlen("installed ")) == 0 && name != NULL &&
            strcmp(t->id, slash + 1) == 0)
            return name;
    }
    const bool is_fleet = strncmp(a->object, "fleet ", strlen("fleet ")) == 0;
    snprintf(id, sizeof id, "%s_%s", is_fleet ? "class" : "carrier", slash + 1);
    return text_find(id, &found) ? text_get(p->lang, found) : slash + 1;
}

/* "het contract, het verbruik van warmte"; the object itself where there are no words for it. */
static void list_estimates(const printer *p, const hub_member_study *m, char *list, size_t room)
{
    list[0] = '\0';
    for (size_t n = 0; n < m->n_assumptions; n++) {
        const assumption *a = m->assumptions[n];
        char id[ROOM / 10], one[ROOM / 2];
        text_id found;
        snprintf(id, sizeof id, "hub_estimate_%s",
                 strncmp(a->text_id, "assumption_", strlen("assumption_")) == 0
                     ? a->text_id + strlen("assumption_")
                     : a->text_id);
        text_append(list, room, n == 0 ? "" : ", ");
        text_append(list, room,
                    text_find(id, &found) ? text_write(p->lang, found, one, part_of(p, a))
                                          : a->object);
    }
}

static void print_member(const printer *p, size_t k)
{
    const hub_study *s = p->study;
    const hub_member_study *m = &s->of_member[k];
    const connection *c = s->hub->members[k].connection;
    const size_t formed = s->worth[s->shared].together.formed;
    const double alone = s->worth[s->shared].alone[k].cost_eur;
    const double share = s->shares[SHARE_SHAPLEY].eur[k];
    char list[ROOM / 2];
    /* With ties its part of what they cost together without the hub is not known. */
    const bool ties = hub_ties_show(s, s->shared);
    SAY(p, ties ? TEXT_hub_statement_ties : TEXT_hub_statement, name_of(p, k),
        whole(p, c->import_cap_kw).text, whole(p, m->facts.at_group_peak_kw[formed]).text,
        yearly(p, alone).text, yearly(p, ties ? share : alone - share).text);
    SAY(p,
        c->park->station->congested_by_milestone[formed] ? TEXT_hub_gives_up : TEXT_hub_right_back,
        whole(p, c->import_cap_kw).text, yearly(p, share).text,
        yearly(p, m->marginal_eur - share).text);
    if (!isnan(m->without_largest_eur)) {
        list_members(p, s->largest, list, sizeof list);
        SAY(p, TEXT_hub_if_largest_leaves, list, yearly(p, m->without_largest_eur).text);
    }
    if (m->n_assumptions > 0) {
        list_estimates(p, m, list, sizeof list);
        SAY(p, TEXT_hub_estimates, list);
    }
}

static double highest(const double *kw, size_t n)
{
    double most = 0.0;
    for (size_t k = 0; k < n; k++)
        most = fmax(most, kw[k]);
    return most;
}

static void print_request(const printer *p)
{
    const hub_study *s = p->study;
    const size_t n = s->region->calendar.n_peak_groups;
    heading(p, text_get(p->lang, TEXT_hub_request));
    for (size_t y = s->worth[s->shared].together.formed; y < s->region->horizon.n_milestones; y++) {
        double flexible = 0.0;
        for (size_t k = 0; k < s->hub->n_members; k++)
            if (s->of_member[k].joins)
                flexible +=
                    s->of_member[k].facts.storage_kw[y] + s->of_member[k].facts.managed_kw[y];
        SAY(p, TEXT_hub_request_year, year_of(p, y).text,
            whole(p, highest(&s->group.peak_kw[y * n], n)).text,
            whole(p, highest(&s->group.apart_peak_kw[y * n], n)).text,
            whole(p, s->group.contract_kw[y]).text, whole(p, s->group.limit_kw[y]).text,
            whole(p, s->group.hours_near_limit[y]).text, whole(p, flexible).text);
    }
}

void hub_print_study(const hub_study *s, lang l, const char *file, FILE *out)
{
    const printer p = {s, l, out};
    line_indented(out, 0, s->hub->name != NULL ? s->hub->name : s->hub->id);
    print_worth(&p);
    print_bill(&p);
    print_who(&p);
    if (pays(&p)) {
        print_shares(&p);
        print_stability(&p);
        heading(&p, text_get(l, TEXT_hub_statements));
        for (size_t k = 0; k < s->hub->n_members; k++)
            if (s->of_member[k].joins)
                print_member(&p, k);
        print_request(&p);
    }
    if (file != NULL) {
        fputc('\n', out);
        SAY(&p, TEXT_hub_in_file, file);
    }
}
