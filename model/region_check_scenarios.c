#include "model/region_check.h"

#include <math.h>

#include "model/tolerance.h"

/* What the futures have together, with the region as it is. */
typedef struct probabilities {
    double sum_frac;
    size_t n_given, n_missing;
} probabilities;

static probabilities add_up(const region *r)
{
    probabilities all = {0};
    if (!isnan(r->probability_frac)) {
        all.sum_frac = r->probability_frac;
        all.n_given = 1;
    }
    for (size_t k = 0; k < r->n_scenarios; k++) {
        const scenario *s = &r->scenarios[k];
        if (s->kind != SCENARIO_FUTURE)
            continue;
        if (isnan(s->probability_frac)) {
            all.n_missing++;
            continue;
        }
        all.n_given++;
        all.sum_frac += s->probability_frac;
    }
    return all;
}

static void check_scenario(const checker *k, const scenario *of, bool some_have_one)
{
    const subject s = {.kind = "scenario", .id = of->id, .line = of->line};
    const bool given = !isnan(of->probability_frac);
    CHECK_FIELDS(k, &s, {"probability_frac", of->probability_frac, RANGE_FRAC_OR_NONE});
    if (of->kind == SCENARIO_OPTION && given)
        check_report(k, &s, DIAG_PROBABILITY_OF_OPTION,
                     "probability_frac is %g; none was expected, as an option is chosen by us",
                     of->probability_frac);
    if (of->kind == SCENARIO_FUTURE && !given && some_have_one)
        check_report(
            k, &s, DIAG_PROBABILITY_MISSING,
            "probability_frac is not given; every future was expected to have one, or none");
}

void region_check_scenarios(const checker *k)
{
    const region *r = k->region;
    const subject all = {.kind = "scenarios", .line = r->scenarios_line};
    const probabilities found = add_up(r);
    CHECK_FIELDS(k, &all, {"probability_frac", r->probability_frac, RANGE_FRAC_OR_NONE});
    for (size_t i = 0; i < r->n_scenarios; i++)
        check_scenario(k, &r->scenarios[i], found.n_given > 0);
    if (found.n_given > 0 && found.n_missing == 0 && !nearly(found.sum_frac, 1.0, SHARE_TOL_FRAC))
        check_report(k, &all, DIAG_PROBABILITY_SUM,
                     "probability_frac of the futures comes to %.10g; it has to be 1",
                     found.sum_frac);
}
