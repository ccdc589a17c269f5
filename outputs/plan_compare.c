#include "outputs/plan_compare.h"

#include <math.h>
#include <string.h>

#include "outputs/json_place.h"

/* Two figures of ten digits may differ by one in the last; less than JSON_ZERO is written as 0. */
#define FIGURE_TOL_FRAC 2e-9
#define FIGURE_TOL 2e-9

typedef struct comparison {
    verification *v;
    bool facts_only;
    char place[JSON_PLACE_ROOM];
} comparison;

static bool is_known_to_the_search_only(const char *place)
{
    static const char *const whole[] = {"status", "certificate", "meta.version", "meta.input.file",
                                        "why_not", "repairs"};
    for (size_t k = 0; k < sizeof whole / sizeof whole[0]; k++)
        if (strcmp(place, whole[k]) == 0)
            return true;
    static const char *const ends[] = {"].reason", "].why_not", "].worth_eur_per_unit", "].rank"};
    const size_t n = strlen(place);
    for (size_t k = 0; k < sizeof ends / sizeof ends[0]; k++) {
        const size_t m = strlen(ends[k]);
        if (n > m && strcmp(place + n - m, ends[k]) == 0)
            return true;
    }
    return false;
}

/* Places of what a region says; * stands for any one name. */
static const char *const facts[] = {
    "meta",

    "payers",
    "assumptions",
    "sources",
    "places",
    "summary.*.wanted_growth_mwh",
    "parks[*].name",
    "parks[*].municipality",
    "parks[*].station",
    "parks[*].situation",
    "parks[*].milestones[*].year",
    "parks[*].milestones[*].wanted_growth_mwh",
    "summary.milestones[*].year",
    "summary.milestones[*].wanted_growth_mwh",
    "hubs[*].name",
    "hubs[*].legal_form",
    "hubs[*].station",
    "hubs[*].owner",
    "hubs[*].members[*].connection",
    "hubs[*].members[*].company",
    "hubs[*].members[*].park",
    "hubs[*].members[*].must_join",
    "hubs[*].members[*].import_cap_kw",
    "hubs[*].milestones[*].year",
    "stations[*].name",
    "stations[*].milestones[*].year",
    "stations[*].milestones[*].congested",
    "stations[*].milestones[*].import_cap_kw",
    "stations[*].milestones[*].export_cap_kw",
    "programme.given",
    "programme.base_adoption_frac_per_year",
    "programme.efforts[*].name",
    "programme.efforts[*].theme",
    "programme.efforts[*].unit",
    "programme.efforts[*].owner",
    "programme.efforts[*].milestones[*].year",
    "funds[*].name",
    "funds[*].payer",
    "funds[*].municipality",
    "funds[*].themes",
    "funds[*].milestones[*].year",
    "funds[*].milestones[*].budget_eur",
    "targets[*].kind",
    "targets[*].unit",
    "targets[*].municipality",
    "targets[*].park",
    "targets[*].milestones[*].year",
    "targets[*].milestones[*].limit",
};

/* Whether place is the pattern or stands below it; *above: it leads to it. */
static bool matches(const char *pattern, const char *place, bool *above)
{
    while (*pattern != '\0' && *place != '\0') {
        if (*pattern == '*') {
            place += strcspn(place, "].");
            pattern++;
        } else if (*pattern++ != *place++) {
            return false;
        }
    }
    *above |= *place == '\0' && *pattern != '\0' && strchr(".[", *pattern) != NULL;
    return *pattern == '\0' && (*place == '\0' || strchr(".[", *place) != NULL);
}

/* Goes on below places that lead to facts, so that none is missed. */
static bool is_fact(const char *place, bool *above)
{
    bool found = false;
    *above = false;
    for (size_t k = 0; k < sizeof facts / sizeof facts[0]; k++)
        found |= matches(facts[k], place, above);
    return found;
}

static void compare(comparison *c, const json_value *have, const json_value *want);

/* Goes down from list or object to an element, and back. */
static void compare_at(comparison *c, const json_value *have, const json_value *want,
                       const json_value *of, size_t index)
{
    const size_t above_it = json_place_enter(c->place, of, want != NULL ? want : have, index);
    bool above;
    if (is_known_to_the_search_only(c->place))
        have = want = NULL;
    else if (!c->facts_only || is_fact(c->place, &above))
        compare(c, have, want);
    else if (above && have != NULL && want != NULL)
        compare(c, have, want);
    c->place[above_it] = '\0';
}

static void compare_objects(comparison *c, const json_value *have, const json_value *want)
{
    JSON_EACH (w, want)
        compare_at(c, json_member(have, json_key(w)), w, want, 0);
    JSON_EACH (h, have)
        if (json_member(want, json_key(h)) == NULL)
            compare_at(c, h, NULL, have, 0);
}

static void compare_lists(comparison *c, const json_value *have, const json_value *want)
{
    const json_value *h = json_first(have), *w = json_first(want);
    for (size_t index = 0; h != NULL || w != NULL; index++) {
        compare_at(c, h, w, want, index);
        h = json_next(h);
        w = json_next(w);
    }
}

static void compare(comparison *c, const json_value *have, const json_value *want)
{
    if (json_is_number(have) && json_is_number(want)) {
        const double a = json_number(have), b = json_number(want);
        verification_compare(c->v, CHECK_figures, a, b,
                             FIGURE_TOL + FIGURE_TOL_FRAC * fmax(fabs(a), fabs(b)), "%s", c->place);
    } else if (json_is_object(have) && json_is_object(want)) {
        compare_objects(c, have, want);
    } else if (json_is_list(have) && json_is_list(want)) {
        compare_lists(c, have, want);
    } else {
        verification_expect(c->v, CHECK_figures, json_equal(have, want), "%s", c->place);
    }
}

void plan_compare(const plan_document *d, const plan_document *anew, verification *v)
{
    comparison c = {.v = v};
    compare(&c, d->root, anew->root);
}

void plan_compare_facts(const plan_document *d, const plan_document *anew, verification *v)
{
    comparison c = {.v = v, .facts_only = true};
    compare(&c, d->root, anew->root);
}
