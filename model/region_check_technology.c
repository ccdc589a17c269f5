#include "model/region_check.h"

#include <math.h>

static subject subject_of(const technology *tech)
{
    return (subject){.kind = "technology", .id = tech->id, .line = tech->line, .file = tech->file};
}

/* A link may cost per metre, a store per kWh, a regional EMS per platform. */
static bool asks_investment(const checker *k, const technology *tech)
{
    bool any = tech->fixed_investment_eur > 0.0 || tech->investment_eur_per_m > 0.0 ||
               tech->platform_investment_eur > 0.0 || tech->investment_eur_per_kwh != NULL;
    for (size_t y = 0; y < k->region->horizon.n_milestones; y++)
        any = any ||
              (tech->investment_eur_per_unit != NULL && tech->investment_eur_per_unit[y] > 0.0);
    return any;
}

static void check_money(const checker *k, const subject *s, const technology *tech)
{
    const bool yearly = !isnan(tech->annual_cost_eur_per_unit);
    const bool invested = asks_investment(k, tech);
    if (yearly && invested)
        check_report(k, s, DIAG_TECHNOLOGY_COST,
                     "it has annual_cost_eur_per_unit and an investment; one of them was expected");
    if (!yearly && !invested && tech->investment_eur_per_unit == NULL)
        check_report(k, s, DIAG_TECHNOLOGY_COST,
                     "it has neither annual_cost_eur_per_unit nor an investment; one of them was "
                     "expected");
    check_list(k, s, "investment_eur_per_unit", tech->investment_eur_per_unit, RANGE_NOT_NEGATIVE);
    check_list(k, s, "investment_eur_per_kwh", tech->investment_eur_per_kwh, RANGE_NOT_NEGATIVE);
    CHECK_FIELDS(
        k, s,
        {"annual_cost_eur_per_unit", tech->annual_cost_eur_per_unit, RANGE_NOT_NEGATIVE_OR_NONE},
        {"fixed_investment_eur", tech->fixed_investment_eur, RANGE_NOT_NEGATIVE},
        {"operating_eur_per_unit_year", tech->operating_eur_per_unit_year, RANGE_NOT_NEGATIVE},
        {"investment_eur_per_m", tech->investment_eur_per_m, RANGE_NOT_NEGATIVE},
        {"platform_investment_eur", tech->platform_investment_eur, RANGE_NOT_NEGATIVE},
        {"platform_operating_eur_per_year", tech->platform_operating_eur_per_year,
         RANGE_NOT_NEGATIVE},
        {"variable_eur_per_kwh", tech->variable_eur_per_kwh, RANGE_ANY});
    if (!yearly)
        CHECK_FIELDS(k, s, {"life_years", tech->life_years, RANGE_ONE_OR_MORE});
}

static void check_amounts(const checker *k, const subject *s, const technology *tech)
{
    CHECK_FIELDS(k, s, {"typical_size", tech->typical_size, RANGE_POSITIVE},
                 {"min_size", tech->min_size, RANGE_NOT_NEGATIVE},
                 {"lead_years", tech->lead_years, RANGE_NOT_NEGATIVE},
                 {"weeks_per_unit", tech->weeks_per_unit, RANGE_NOT_NEGATIVE},
                 {"footprint_m2_per_unit", tech->footprint_m2_per_unit, RANGE_NOT_NEGATIVE},
                 {"co2_kg_per_kwh", tech->co2_kg_per_kwh, RANGE_ANY},
                 {"loss_frac_per_m", tech->loss_frac_per_m, RANGE_FRAC},
                 {"fixed_loss_kw_per_m", tech->fixed_loss_kw_per_m, RANGE_NOT_NEGATIVE});
    if (tech->available_from != 0)
        CHECK_FIELDS(k, s, {"available_from", tech->available_from, RANGE_YEAR});
}

static void check_source(const checker *k, const subject *s, const technology *tech)
{
    if (tech->availability != NULL && tech->availability->unit != PROFILE_FRAC)
        check_report(k, s, DIAG_PROFILE_UNIT, "profile is %s; its unit has to be frac",
                     tech->availability->id);
}

static void check_converter(const checker *k, const subject *s, const technology *tech)
{
    if (tech->n_outputs < 1 || tech->n_outputs > MAX_OUTPUTS)
        check_report(k, s, DIAG_TECHNOLOGY_PARTS, "it has %zu outputs; a converter has 1 to %d",
                     tech->n_outputs, MAX_OUTPUTS);
    for (size_t o = 0; o < tech->n_outputs && o < MAX_OUTPUTS; o++) {
        const converter_output *out = &tech->outputs[o];
        CHECK_FIELDS(k, s, {"ratio", out->ratio, RANGE_POSITIVE});
        if (out->carrier == tech->carrier)
            check_report(k, s, DIAG_TECHNOLOGY_PARTS,
                         "its input and an output are both %s; another carrier was expected",
                         tech->carrier->id);
        if (out->profile != NULL && out->profile->unit != PROFILE_RATIO)
            check_report(k, s, DIAG_PROFILE_UNIT,
                         "profile of output %s is %s; its unit has to be "
                         "ratio",
                         out->carrier->id, out->profile->id);
    }
}

static void check_storage(const checker *k, const subject *s, const technology *tech)
{
    CHECK_FIELDS(k, s, {"efficiency_in_frac", tech->efficiency_in_frac, RANGE_POSITIVE_FRAC},
                 {"efficiency_out_frac", tech->efficiency_out_frac, RANGE_POSITIVE_FRAC},
                 {"usable_frac", tech->usable_frac, RANGE_POSITIVE_FRAC},
                 {"loss_frac_per_h", tech->loss_frac_per_h, RANGE_FRAC},
                 {"hours", tech->hours, RANGE_POSITIVE_OR_NONE});
    if (isnan(tech->hours) && tech->investment_eur_per_kwh == NULL &&
        isnan(tech->annual_cost_eur_per_unit))
        check_report(k, s, DIAG_TECHNOLOGY_PARTS,
                     "it has neither hours nor investment_eur_per_kwh; a storage has one of them");
}

static void check_charger(const checker *k, const subject *s, const technology *tech)
{
    CHECK_FIELDS(k, s, {"point_kw", tech->point_kw, RANGE_POSITIVE},
                 {"points_per_vehicle", tech->points_per_vehicle, RANGE_POSITIVE});
    if (tech->n_serves == 0)
        check_report(k, s, DIAG_TECHNOLOGY_PARTS,
                     "serves is empty; a charger serves at least one class of vehicles");
}

static void check_kind(const checker *k, const subject *s, const technology *tech)
{
    switch (tech->kind) {
    case KIND_SOURCE:
        check_source(k, s, tech);
        break;
    case KIND_CONVERTER:
        check_converter(k, s, tech);
        break;
    case KIND_STORAGE:
        check_storage(k, s, tech);
        break;
    case KIND_CHARGER:
        check_charger(k, s, tech);
        break;
    default:
        break;
    }
    const bool needs_carrier = tech->kind != KIND_CHARGER && tech->kind != KIND_CONTROL;
    if (needs_carrier && tech->carrier == NULL)
        check_report(k, s, DIAG_TECHNOLOGY_PARTS, "it has no carrier; a %s needs one",
                     technology_kind_id(tech->kind));
}

void region_check_technologies(const checker *k)
{
    const region *r = k->region;
    for (size_t i = 0; i < r->n_technologies; i++) {
        const technology *tech = &r->technologies[i];
        const subject s = subject_of(tech);
        check_money(k, &s, tech);
        check_amounts(k, &s, tech);
        check_kind(k, &s, tech);
    }
    for (size_t i = 0; i < r->n_payers; i++) {
        const subject s = {.kind = "payer", .id = r->payers[i].id, .line = r->payers[i].line};
        CHECK_FIELDS(k, &s, {"wacc_frac", r->payers[i].wacc_frac, RANGE_FRAC});
    }
    for (size_t i = 0; i < r->n_trades; i++) {
        const subject s = {.kind = "trade", .id = r->trades[i].id, .line = r->trades[i].line};
        check_list(k, &s, "weeks_per_year", r->trades[i].weeks_per_year, RANGE_NOT_NEGATIVE);
    }
}
