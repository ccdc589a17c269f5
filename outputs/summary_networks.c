#include "outputs/summary_parts.h"

enum { MOST_SHOWN = 3, MOST_NAMES = 4 };

typedef struct net_parks {
    char list[SENTENCE_ROOM];
} net_parks;

/* The parks that get heat at last; after MOST_NAMES of them "+3". */
static net_parks parks_of(const summary *s, const plan_heat_net *pn)
{
    const region *r = s->plan->region;
    const size_t n = r->horizon.n_milestones;
    net_parks found = {.list = ""};
    size_t more = 0, shown = 0;
    for (size_t k = 0; k < r->n_parks; k++) {
        if (pn->park_mwh[k * n + n - 1] < WORTH_TELLING_MWH)
            continue;
        if (shown < MOST_NAMES)
            summary_list(found.list, ", ", r->parks[k].name);
        else
            more++;
        shown++;
    }
    char text[NUMBER_ROOM] = "+";
    if (more > 0) {
        text_append(text, sizeof text, summary_number(s, (double)more).text);
        summary_list(found.list, ", ", text);
    }
    return found;
}

static void write_hub(const summary *s, const plan_hub *ph)
{
    const size_t last = summary_last(s);
    size_t members = 0;
    for (size_t m = 0; m < ph->hub->n_members; m++)
        members += ph->joined[m] <= last;
    summary_say(s, TEXT_summary_hub_formed, ph->hub->name, summary_year(s, ph->formed).text,
                summary_number(s, (double)members).text,
                summary_number(s, ph->group_contract_kw[last]).text,
                summary_number(s, ph->members_contract_kw[last]).text);
}

static void write_hubs(const summary *s)
{
    char also[SENTENCE_ROOM] = "", not_formed[SENTENCE_ROOM] = "";
    size_t shown = 0;
    for (size_t h = 0; h < s->plan->n_hubs; h++) {
        const plan_hub *ph = &s->plan->hubs[h];
        if (ph->formed > summary_last(s))
            summary_list(not_formed, ", ", ph->hub->name);
        else if (shown++ < MOST_SHOWN)
            write_hub(s, ph);
        else
            summary_list(also, ", ", ph->hub->name);
    }
    if (also[0] != '\0')
        summary_say(s, TEXT_summary_also, also);
    if (not_formed[0] != '\0')
        summary_say(s, TEXT_summary_hubs_not, not_formed);
}

static void write_net(const summary *s, const plan_heat_net *pn)
{
    const size_t last = summary_last(s);
    summary_say(s, TEXT_summary_net_built, pn->net->name, summary_year(s, pn->built).text,
                summary_number(s, pn->delivered_mwh[last]).text, summary_year(s, last).text,
                parks_of(s, pn).list);
}

static void write_nets(const summary *s)
{
    char also[SENTENCE_ROOM] = "", not_built[SENTENCE_ROOM] = "";
    size_t shown = 0;
    for (size_t h = 0; h < s->plan->n_heat_nets; h++) {
        const plan_heat_net *pn = &s->plan->heat_nets[h];
        if (pn->built > summary_last(s))
            summary_list(not_built, ", ", pn->net->name);
        else if (shown++ < MOST_SHOWN)
            write_net(s, pn);
        else
            summary_list(also, ", ", pn->net->name);
    }
    if (also[0] != '\0')
        summary_say(s, TEXT_summary_also, also);
    if (not_built[0] != '\0')
        summary_say(s, TEXT_summary_nets_not, not_built);
}

void summary_networks(const summary *s)
{
    if (s->plan->n_hubs + s->plan->n_heat_nets == 0)
        return;
    summary_heading(s, TEXT_summary_networks);
    write_hubs(s);
    write_nets(s);
}
