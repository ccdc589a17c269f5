/* The region in brief on a screen: what the plan brings, what does not fit, what is asked, why, which
 * limits are worth most, how sure it is, and the list of parks. */
#include "outputs/explain_parts.h"

#include <string.h>

enum { FITS_WIDTH = 18, ACTIONS_WIDTH = 8, ID_WIDTH = 24 };
enum {
    PARK_WIDTH =
        LINE_WIDTH - EXPLAIN_INDENT - ID_WIDTH - FITS_WIDTH - ACTIONS_WIDTH - EXPLAIN_MONEY_WIDTH
};

typedef status story_of(const plan_document *doc, arena *mem, story *out);

/* Nothing where it says nothing. */
static status tell(const explanation *e, text_id title, story_of *make)
{
    story s;
    const status st = make(e->doc, e->mem, &s);
    if (st != STATUS_OK || s.n == 0)
        return st;
    explain_heading(e, title);
    explain_story(e, &s);
    return STATUS_OK;
}

/* Only where targets cannot be met. */
static status tell_repairs(const explanation *e)
{
    story conflict, ways;
    status st = story_conflict(e->doc, e->mem, &conflict);
    if (st == STATUS_OK)
        st = story_ways_out(e->doc, e->mem, &ways);
    if (st != STATUS_OK || conflict.n == 0)
        return st;
    const phrase lead = story_conflict_lead(e->doc), also = phrase_text(TEXT_repairs_ways);
    explain_heading(e, TEXT_repairs_title);
    explain_sentence(e, &lead);
    explain_story(e, &conflict);
    if (ways.n > 0)
        explain_sentence(e, &also);
    explain_story(e, &ways);
    return STATUS_OK;
}

static status tell_why(const explanation *e)
{
    measure_list measures;
    const status st =
        measures_of(e->doc, json_at(e->doc->root, "region_actions"), e->mem, &measures);
    if (st != STATUS_OK)
        return st;
    explain_why(e, &measures);
    explain_why_not(e, json_at(e->doc->root, "why_not"));
    return STATUS_OK;
}

/* --- parks --------------------------------------------------------------------------------------- */

static phrase growth_that_fits(const json_value *park)
{
    const json_value *last = json_last(json_at(park, "milestones"));
    if (!(json_number_at(last, "wanted_growth_mwh") > 0.0))
        return phrase_text(TEXT_summary_no_growth);
    return phrase_of(
        TEXT_summary_from_to,
        phrase_percent(1.0 - json_number_at(last, "status_quo.unserved.refused_growth_frac")),
        phrase_percent(1.0 - json_number_at(last, "plan.unserved.refused_growth_frac")));
}

static void tell_row(const explanation *e, const phrase *id, const phrase *name, const phrase *fits,
                     const phrase *n_actions, const phrase *investment)
{
    line_cell(e->out, "", EXPLAIN_INDENT, false);
    explain_cell(e, id, ID_WIDTH);
    explain_cell(e, name, PARK_WIDTH);
    explain_figure(e, fits, FITS_WIDTH);
    explain_figure(e, n_actions, ACTIONS_WIDTH);
    explain_figure(e, investment, EXPLAIN_MONEY_WIDTH);
    fputc('\n', e->out);
}

static void tell_park(const explanation *e, const json_value *park)
{
    const char *own = json_string(json_at(park, "id"));
    const phrase id = phrase_plain(own), name = phrase_name(e->doc, "parks", own);
    const phrase fits = growth_that_fits(park);
    double n = 0.0, eur = 0.0;
    JSON_EACH (action, json_at(park, "actions")) {
        n += 1.0;
        eur += json_number_at(action, "investment_eur");
    }
    const phrase n_actions = phrase_whole(n), investment = phrase_money(eur);
    tell_row(e, &id, &name, &fits, &n_actions, &investment);
}

static void tell_parks(const explanation *e)
{
    const phrase id = phrase_plain("--park"), name = phrase_text(TEXT_summary_park_name),
                 fits = phrase_text(TEXT_summary_park_fits), n = phrase_text(TEXT_page_actions),
                 investment = phrase_text(TEXT_summary_park_investment);
    explain_heading(e, TEXT_explain_parks);
    tell_row(e, &id, &name, &fits, &n, &investment);
    JSON_EACH (park, json_at(e->doc->root, "parks"))
        tell_park(e, park);
}

status explain_region(const explanation *e)
{
    const phrase title = phrase_of(
        TEXT_summary_title, phrase_plain(json_string(json_at(e->doc->root, "meta.region.name"))));
    line_indented(e->out, 0, title.in[e->lang]);
    status st = tell(e, TEXT_explain_brings, story_outcome);
    if (st == STATUS_OK)
        st = tell_repairs(e);
    if (st == STATUS_OK)
        st = tell(e, TEXT_explain_refused, story_refused);
    if (st == STATUS_OK)
        st = tell(e, TEXT_explain_asked, story_asked);
    if (st == STATUS_OK)
        st = tell_why(e);
    if (st == STATUS_OK)
        st = tell(e, TEXT_explain_limits, story_worth);
    if (st != STATUS_OK)
        return st;
    const phrase quality = story_quality(e->doc);
    explain_heading(e, TEXT_explain_quality);
    explain_sentence(e, &quality);
    tell_parks(e);
    return STATUS_OK;
}
