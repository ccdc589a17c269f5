#include "outputs/compare_text_parts.h"

#include "outputs/line.h"
#include "outputs/number_format.h"

const char *compare_scenario_name(const compare_printer *p, size_t k)
{
    const region *r = p->c->list[k].region;
    if (p->c->list[k].is_base)
        return text_get(p->lang, TEXT_compare_base);
    return r->scenario_name != NULL ? r->scenario_name : r->scenario;
}

text_id compare_in_units(const compare_printer *p, text_id large, text_id small)
{
    return p->large ? large : small;
}

void compare_print_heading(const compare_printer *p, text_id title)
{
    fputc('\n', p->out);
    line_indented(p->out, 0, text_get(p->lang, title));
}

void compare_print_label(const compare_printer *p, const char *text)
{
    line_cell(p->out, "", INDENT, false);
    line_cell(p->out, text, LABEL_WIDTH, false);
}

void compare_print_number(const compare_printer *p, double value, int decimals, const char *mark)
{
    char text[NUMBER_ROOM + 4];
    number_format(p->lang, value, decimals, text);
    text_append(text, sizeof text, mark);
    line_cell(p->out, text, CELL_WIDTH, true);
}

void compare_name_numbered(const compare_printer *p, size_t k, char text[SENTENCE])
{
    snprintf(text, SENTENCE, "%zu %s", k + 1, compare_scenario_name(p, k));
}

text_id compare_theme_text(theme t)
{
    static const text_id names[THEME_COUNT] = {
        [THEME_ENERGY_DESK] = TEXT_theme_energy_desk,
        [THEME_CHARGING_INFRASTRUCTURE] = TEXT_theme_charging_infrastructure,
        [THEME_HEAT_NETS] = TEXT_theme_heat_nets,
        [THEME_ENERGY_COOPERATIVES] = TEXT_theme_energy_cooperatives,
        [THEME_INSIGHT_AND_CONTROL] = TEXT_theme_insight_and_control,
        [THEME_KNOWLEDGE_SHARING] = TEXT_theme_knowledge_sharing,
        [THEME_COMMUNICATION] = TEXT_theme_communication,
        [THEME_GENERATION_AND_SAVING] = TEXT_theme_generation_and_saving};
    return names[t];
}
