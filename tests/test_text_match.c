#include "model/text_match.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define LONG_64 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"

static const char *const names[] = {
    "import_cap_kw", "export_cap_kw", "id", "heat_pump_air", "heat_pump_water", "PV",
    LONG_64,         LONG_64 "b",
};

static const struct {
    const char *what, *wrong, *want;
} cases[] = {
    {"a letter too few", "import_cap_k", "import_cap_kw"},
    {"a letter too many", "import_capp_kw", "import_cap_kw"},
    {"another letter", "import_cap_kv", "import_cap_kw"},
    {"neighbours swapped count once", "di", "id"},
    {"capitals are alike", "Import_Cap_KW", "import_cap_kw"},
    {"capitals in the name too", "pv", "PV"},
    {"the nearer of two", "exprt_cap_kw", "export_cap_kw"},
    {"the first of equals", "emport_cap_kw", "import_cap_kw"},
    {"two edits in twelve letters", "heatpump_aire", "heat_pump_air"},
    {"nothing near", "colour", NULL},
    {"two edits in a short name are far", "pdx", NULL},
    {"nothing in common is far", "x", NULL},
    {"the empty name", "", NULL},
    {"as long as is compared", LONG_64, LONG_64},
    {"longer than is compared", LONG_64 "b", NULL},
};

static void test_closest_name(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        const char *got = closest_name(cases[i].wrong, names, sizeof names / sizeof names[0]);
        if (cases[i].want == NULL ? got != NULL : got == NULL || strcmp(got, cases[i].want) != 0)
            fail_msg("%s: '%s' gives '%s'", cases[i].what, cases[i].wrong, got ? got : "nothing");
    }
}

static void test_without_names(void **state)
{
    (void)state;
    assert_null(closest_name("id", NULL, 0));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closest_name),
        cmocka_unit_test(test_without_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
