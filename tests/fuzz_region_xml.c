/* tests/fuzz_region_xml.c - thousands of damaged regions; each ends in a region or in findings.
 *
 *   fuzz_region_xml [ROUNDS [SEED]]
 * The region with every element and the starter region are damaged in the way of careless
 * hands: lines go, come twice or change places, values turn into others. Prints the seed of
 * the round that fails; run it under the sanitizers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "inputs/region_xml.h"
#include "tests/reading.h"

static unsigned long n_rounds = 3000, first_seed = 1;

static const char *const files[] = {"tests/regions/vocabulary.xml", "inputs/template.xml"};

static const char *const values[] = {
    "", "0", "-1", "1", "1e9", "1e308", "-", "NaN", "true", "false", "x", "a b", "1 2", "1 2 3",
    "2027", "2050", "00-24", "06-06", "all", "-0", "0.5", "1e-300",
    "hs",   "gas", "heat",  "office", "dw_1", "dw_2", "electricity",
    "pv_roof", "battery", "led",
    "storage", "link", "saving", "converter", "charger", "control", "source", "p999", "offer",
    "kw", "frac", "ratio", "eur_per_kwh", "per_mean", "park:de_waard", "knoop",
    "rotterdam", "1e-9", "1440",
};

/* xorshift: the same numbers on every machine. */
static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static size_t pick(uint64_t *state, size_t n)
{
    return n == 0 ? 0 : (size_t)(next_random(state) % n);
}

/* Puts another value into a random attribute. */
static void change_value(char *text, size_t room, uint64_t *state)
{
    const size_t length = strlen(text);
    char *from = strstr(text + pick(state, length), "=\"");
    char *end = from == NULL ? NULL : strchr(from + 2, '"');
    if (end == NULL)
        return;
    const char *value = values[pick(state, sizeof values / sizeof values[0])];
    const size_t n = strlen(value), rest = strlen(end) + 1;
    if ((size_t)(from + 2 - text) + n + rest > room)
        return;
    memmove(from + 2 + n, end, rest);
    memcpy(from + 2, value, n);
}

/* Takes a random attribute out. */
static void drop_attribute(char *text, uint64_t *state)
{
    char *end = strstr(text + pick(state, strlen(text)), "=\"");
    char *start = end;
    while (start != NULL && start > text && start[-1] != ' ')
        start--;
    end = end == NULL ? NULL : strchr(end + 2, '"');
    if (end != NULL)
        memmove(start, end + 1, strlen(end + 1) + 1);
}

/* The element without children that starts next; NULL when there is none. */
static char *find_leaf(char *text, uint64_t *state, size_t *length)
{
    char *end = strstr(text + pick(state, strlen(text)), "/>");
    char *start = end;
    while (start != NULL && start > text && *start != '<')
        start--;
    *length = end == NULL ? 0 : (size_t)(end + 2 - start);
    return end == NULL ? NULL : start;
}

static void drop_leaf(char *text, uint64_t *state)
{
    size_t n;
    char *leaf = find_leaf(text, state, &n);
    if (leaf != NULL)
        memmove(leaf, leaf + n, strlen(leaf + n) + 1);
}

/* Puts a copy of an element somewhere else. */
static void copy_leaf(char *text, size_t room, uint64_t *state)
{
    size_t n, ignored;
    char copy[2000];
    const char *leaf = find_leaf(text, state, &n);
    if (leaf == NULL || n >= sizeof copy || strlen(text) + n + 1 > room)
        return;
    memcpy(copy, leaf, n);
    char *to = find_leaf(text, state, &ignored);
    if (to == NULL)
        return;
    memmove(to + n, to, strlen(to) + 1);
    memcpy(to, copy, n);
}

static void damage(char *text, size_t room, uint64_t *state)
{
    for (size_t k = 1 + pick(state, 4); k > 0; k--) {
        switch (pick(state, 8)) {
        case 0:
            drop_attribute(text, state);
            break;
        case 1:
            drop_leaf(text, state);
            break;
        case 2:
            copy_leaf(text, room, state);
            break;
        default:
            change_value(text, room, state);
            break;
        }
    }
}

static void read_damaged(const char *whole, size_t size, unsigned long seed)
{
    uint64_t state = seed * 0x9e3779b97f4a7c15u + 1;
    const size_t room = size + 10000;
    char *text = malloc(room);
    assert_non_null(text);
    memcpy(text, whole, size + 1);
    damage(text, room, &state);
    reading r = {.mem = arena_new(), .diags = diag_list_new()};
    r.status = region_read_memory("test.xml", text, strlen(text), "tests/regions",
                                  seed % 3 == 0 ? "late_grid" : NULL, r.mem, r.diags, &r.region);
    const bool found = diag_error_count(r.diags) > 0;
    if ((r.status != STATUS_OK && r.status != STATUS_INVALID) || (r.status == STATUS_OK) == found ||
        count_findings(&r, "P190") > 0) {
        diag_print(r.diags, stderr);
        fail_msg("seed %lu: status %d", seed, (int)r.status);
    }
    reading_free(&r);
    free(text);
}

/* P190 would be something that the validator of libxml2 finds and schema_check() does not. */
static void test_damaged(void **state)
{
    (void)state;
    for (size_t f = 0; f < sizeof files / sizeof files[0]; f++) {
        size_t size;
        char *whole = load_file(files[f], &size);
        assert_non_null(whole);
        for (unsigned long i = 0; i < n_rounds; i++)
            read_damaged(whole, size, first_seed + i);
        free(whole);
    }
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_damaged)};
    if (argc > 1)
        n_rounds = strtoul(argv[1], NULL, 10);
    if (argc > 2)
        first_seed = strtoul(argv[2], NULL, 10);
    return cmocka_run_group_tests(tests, NULL, NULL);
}
