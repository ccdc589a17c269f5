#include "outputs/payer_sum.h"

#include <math.h>
#include <string.h>

static payer_sum *find(payer_sums *sums, const char *payer)
{
    for (size_t i = 0; payer != NULL && i < sums->n; i++)
        if (strcmp(sums->all[i].payer, payer) == 0)
            return &sums->all[i];
    return NULL;
}

static void add_actions(payer_sums *sums, const plan_document *doc, const json_value *actions)
{
    JSON_EACH (action, actions) {
        JSON_EACH (payment, json_at(action, "payments")) {
            payer_sum *sum = find(sums, json_string(json_at(payment, "payer")));
            if (sum == NULL)
                continue;
            const double eur = json_number_at(payment, "eur");
            const double year = json_number_at(payment, "year");
            sum->sum_eur += eur;
            sum->n_payments++;
            for (size_t y = 0; y < doc->n_years; y++)
                if (plan_document_is_year(year, doc->years[y]))
                    sum->eur[y] += eur;
        }
    }
}

static void add_all_actions(payer_sums *sums, const plan_document *doc)
{
    JSON_EACH (park, json_at(doc->root, "parks"))
        add_actions(sums, doc, json_at(park, "actions"));
    add_actions(sums, doc, json_at(doc->root, "region_actions"));
}

static void leave_out_idle(payer_sums *sums)
{
    const double least_eur = 0.5;
    size_t n = 0;
    for (size_t i = 0; i < sums->n; i++)
        if (fabs(sums->all[i].sum_eur) >= least_eur)
            sums->all[n++] = sums->all[i];
    sums->n = n;
}

status payer_sums_of(const plan_document *doc, const json_value *park, arena *mem, payer_sums *out)
{
    const json_value *payers = json_at(doc->root, "payers");
    payer_sums sums = {.all = ARENA_ARRAY(mem, json_count(payers), payer_sum)};
    if (sums.all == NULL)
        return STATUS_NO_MEMORY;
    JSON_EACH (payer, payers) {
        payer_sum *sum = &sums.all[sums.n];
        sum->payer = json_string(json_at(payer, "id"));
        sum->eur = ARENA_ARRAY(mem, doc->n_years, double);
        if (sum->eur == NULL)
            return STATUS_NO_MEMORY;
        sums.n += sum->payer != NULL;
    }
    if (park != NULL)
        add_actions(&sums, doc, json_at(park, "actions"));
    else
        add_all_actions(&sums, doc);
    leave_out_idle(&sums);
    *out = sums;
    return STATUS_OK;
}
