/* What parks share: hubs, heat nets, stations. */
#include "outputs/html_parts.h"

#include "outputs/story.h"
#include "outputs/why.h"

static void write_decision(html *h, const char *key, const char *id)
{
    const phrase said = why_decision(h->doc, key, id);
    if (said.in[LANG_NL][0] != '\0')
        html_element(h, "p", &said);
}

/* With a heading; ends with </article>. */
static void begin_article(html *h, const char *kind, const char *id, const phrase *name)
{
    html_raw(h, "<article id=\"");
    html_raw(h, kind);
    html_raw(h, "-");
    html_text(h, id);
    html_raw(h, "\">\n");
    html_element(h, "h3", name);
}

/* --- hubs ------------------------------------------------------------------------------------------ */

static void write_hub_charts(html *h, const json_value *hub, const char *id, const phrase *name)
{
    html_raw(h, "<div class=\"charts\">\n");
    html_write_years_chart(
        h, &(html_years_chart){
               .type = "bar",
               .unit = "kW",
               .title = phrase_text(TEXT_page_chart_hub),
               .milestones = json_at(hub, "milestones"),
               .n_series = 4,
               .paths = (const char *const[]){"members_contract_kw", "group_capacity_kw",
                                              "group_contract_kw", "peak_import_kw"},
               .colours = (const char *const[]){"before", "limit", "after", "wanted"},
               .names = (const text_id[]){TEXT_page_hub_members_kw, TEXT_page_hub_capacity_kw,
                                          TEXT_page_hub_contract_kw, TEXT_page_hub_peak_kw}});
    html_write_load(h, "hub", id, name, NULL);
    html_raw(h, "</div>\n");
}

static void write_hub(html *h, const json_value *hub)
{
    const char *id = json_string(json_at(hub, "id"));
    if (id == NULL)
        return;
    const phrase name = phrase_name(h->doc, "hubs", id);
    const bool formed = json_is_number(json_at(hub, "year"));
    begin_article(h, "hub", id, &name);
    if (formed)
        html_say(h, "p class=\"lead\"", TEXT_page_hub_formed,
                 phrase_year(json_number_at(hub, "year")),
                 phrase_name(h->doc, "stations", json_string(json_at(hub, "station"))),
                 phrase_name(h->doc, "payers", json_string(json_at(hub, "owner"))));
    else
        html_words(h, "p class=\"lead\"", TEXT_page_hub_not);
    write_decision(h, "hub", id);
    html_write_table(
        h, &(html_table){.table = "hub_members",
                         .where = "hub",
                         .is = id,
                         .caption = TEXT_page_hub_members,
                         COLUMNS("company", "connection", "park", "import_cap_kw", "joined_year")});
    if (formed) {
        write_hub_charts(h, hub, id, &name);
        html_write_table(h,
                         &(html_table){.table = "hub_years",
                                       .where = "hub",
                                       .is = id,
                                       .caption = TEXT_page_hub_years,
                                       COLUMNS("year", "members_contract_kw", "group_capacity_kw",
                                               "group_contract_kw", "peak_import_kw",
                                               "peak_export_kw", "exchanged_mwh")});
    }
    for (size_t i = 0; i < h->options->n_studies; i++) {
        const study *s = &h->options->studies[i];
        if (s->kind == STUDY_HUB && json_says(json_at(s->root, "hub.id"), id))
            html_hub_study(h, s->root);
    }
    html_raw(h, "</article>\n");
}

void html_hubs(html *h)
{
    const json_value *hub = json_first(json_at(h->doc->root, "hubs"));
    const phrase title = phrase_text(TEXT_page_hubs);
    if (hub == NULL)
        return;
    html_begin_view(h, "", "hubs", &title);
    html_words(h, "p class=\"lead\"", TEXT_page_hubs_lead);
    for (; hub != NULL; hub = json_next(hub))
        write_hub(h, hub);
    html_end_view(h);
}

/* --- heat nets ------------------------------------------------------------------------------------- */

static void write_net(html *h, const json_value *net)
{
    const char *id = json_string(json_at(net, "id"));
    if (id == NULL)
        return;
    const phrase name = phrase_name(h->doc, "heat_nets", id);
    const bool built = json_is_number(json_at(net, "year"));
    begin_article(h, "net", id, &name);
    if (built)
        html_say(h, "p class=\"lead\"", TEXT_page_net_built,
                 phrase_year(json_number_at(net, "year")),
                 phrase_name(h->doc, "payers", json_string(json_at(net, "owner"))));
    else
        html_words(h, "p class=\"lead\"", TEXT_page_net_not);
    write_decision(h, "heat_net", id);
    if (built) {
        html_write_years_chart(
            h, &(html_years_chart){
                   .type = "bar",
                   .unit = "MWh",
                   .title = phrase_text(TEXT_page_chart_heat),
                   .milestones = json_at(net, "milestones"),
                   .n_series = 2,
                   .paths = (const char *const[]){"source_mwh", "delivered_mwh"},
                   .colours = (const char *const[]){"wanted", "heat"},
                   .names = (const text_id[]){TEXT_page_heat_source, TEXT_page_heat_delivered}});
        html_write_table(h, &(html_table){.table = "heat_net_years",
                                          .where = "heat_net",
                                          .is = id,
                                          .caption = TEXT_page_net_years,
                                          COLUMNS("year", "delivered_mwh", "source_mwh", "cost_eur",
                                                  "cost_eur_per_mwh")});
        html_raw(h, "<details class=\"more\">");
        html_words(h, "summary", TEXT_page_net_parks);
        html_write_table(h, &(html_table){.table = "heat_net_parks",
                                          .where = "heat_net",
                                          .is = id,
                                          .caption = TEXT_page_net_parks,
                                          COLUMNS("park", "year", "delivered_mwh")});
        html_write_table(
            h, &(html_table){.table = "heat_net_pipes",
                             .where = "heat_net",
                             .is = id,
                             .caption = TEXT_page_net_pipes,
                             COLUMNS("pipe", "from", "to", "year", "peak_kw", "flow_mwh")});
        html_raw(h, "</details>\n");
    }
    html_raw(h, "</article>\n");
}

void html_heat(html *h)
{
    const json_value *net = json_first(json_at(h->doc->root, "heat_nets"));
    const phrase title = phrase_text(TEXT_page_heat);
    if (net == NULL)
        return;
    html_begin_view(h, "", "heat", &title);
    for (; net != NULL; net = json_next(net))
        write_net(h, net);
    html_end_view(h);
}

/* --- stations ----------------------------------------------------------------------------------------- */

static void write_station(html *h, const json_value *station)
{
    const char *id = json_string(json_at(station, "id"));
    if (id == NULL)
        return;
    const phrase name = phrase_name(h->doc, "stations", id);
    begin_article(h, "station", id, &name);
    html_raw(h, "<div class=\"charts\">\n");
    html_write_years_chart(
        h, &(html_years_chart){.type = "bar",
                               .unit = "kW",
                               .title = phrase_text(TEXT_page_chart_station),
                               .milestones = json_at(station, "milestones"),
                               .n_series = 3,
                               .paths = (const char *const[]){"status_quo_peak_import_kw",
                                                              "peak_import_kw", "import_cap_kw"},
                               .colours = (const char *const[]){"before", "after", "limit"},
                               .names = (const text_id[]){TEXT_page_without_plan,
                                                          TEXT_page_with_plan, TEXT_page_limit}});
    html_write_load(h, "station", id, &name, NULL);
    html_raw(h, "</div>\n");
    html_write_table(
        h, &(html_table){.table = "station_years",
                         .where = "station",
                         .is = id,
                         .caption = TEXT_page_station_years,
                         COLUMNS("year", "congested", "import_cap_kw", "peak_import_kw",
                                 "status_quo_peak_import_kw", "hours_at_import_limit",
                                 "export_cap_kw", "peak_export_kw", "hours_at_export_limit")});
    html_raw(h, "</article>\n");
}

void html_grid(html *h)
{
    const phrase title = phrase_text(TEXT_page_grid);
    html_begin_view(h, "", "grid", &title);
    html_words(h, "p class=\"lead\"", TEXT_page_grid_lead);
    JSON_EACH (station, json_at(h->doc->root, "stations"))
        write_station(h, station);
    if (json_first(json_at(h->doc->root, "contracts_at_risk")) != NULL)
        html_write_table(h, &(html_table){.table = "contracts_at_risk",
                                          .caption = TEXT_page_at_risk,
                                          COLUMNS("park", "company", "connection", "year",
                                                  "contract_kw", "peak_kw", "at_risk_kw")});
    html_raw(h, "<details class=\"more\">");
    html_words(h, "summary", TEXT_page_limits);
    html_write_table(h, &(html_table){.table = "limits",
                                      .caption = TEXT_page_limits,
                                      COLUMNS("kind", "object", "year", "used", "available", "unit",
                                              "worth_from", "worth_to", "rank")});
    html_raw(h, "</details>\n");
    html_end_view(h);
}
