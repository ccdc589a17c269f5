#include "tests/vocabulary.h"

#include <string.h>

static reading vocabulary;

int vocabulary_read(void **state)
{
    (void)state;
    vocabulary = read_path("tests/regions/vocabulary.xml", NULL);
    assert_read(&vocabulary);
    return 0;
}

int vocabulary_free(void **state)
{
    (void)state;
    reading_free(&vocabulary);
    return 0;
}

const region *vocabulary_region(void)
{
    return vocabulary.region;
}

const technology *find_technology(const region *r, const char *id)
{
    for (size_t i = 0; i < r->n_technologies; i++) {
        if (strcmp(r->technologies[i].id, id) == 0)
            return &r->technologies[i];
    }
    fail_msg("no technology %s", id);
    return NULL;
}

const payer *find_payer(const region *r, const char *id)
{
    for (size_t i = 0; i < r->n_payers; i++) {
        if (strcmp(r->payers[i].id, id) == 0)
            return &r->payers[i];
    }
    fail_msg("no payer %s", id);
    return NULL;
}

void assert_list(const double *got, double first, double second)
{
    assert_non_null(got);
    assert_near(got[0], first, EXACT);
    assert_near(got[1], second, EXACT);
}
