#include "model/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static int set_up(void **state)
{
    *state = arena_new();
    return *state == NULL;
}

static int tear_down(void **state)
{
    arena_free(*state);
    return 0;
}

static void assert_zero(const unsigned char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        assert_int_equal(bytes[i], 0);
}

/* Sizes around the alignment, around a quarter of a chunk and around a whole one. */
static const size_t sizes[] = {0,     1,     15,    16,    17, 100,     16383, 16384,
                               16385, 65535, 65536, 65537, 1,  1000000, 1,     3};

static void test_memory_is_zeroed_aligned_and_apart(void **state)
{
    enum { N_SIZES = sizeof sizes / sizeof sizes[0] };
    unsigned char *blocks[N_SIZES];
    for (size_t i = 0; i < N_SIZES; i++) {
        blocks[i] = arena_alloc(*state, sizes[i]);
        assert_non_null(blocks[i]);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        assert_zero(blocks[i], sizes[i]);
        memset(blocks[i], (int)i + 1, sizes[i]);
    }
    for (size_t i = 0; i < N_SIZES; i++) {
        for (size_t b = 0; b < sizes[i]; b++)
            assert_int_equal(blocks[i][b], i + 1);
    }
}

static void test_many_small_blocks_stay_apart(void **state)
{
    enum { N_BLOCKS = 20000 };
    size_t **blocks = ARENA_ARRAY(*state, N_BLOCKS, size_t *);
    assert_non_null(blocks);
    for (size_t i = 0; i < N_BLOCKS; i++) {
        blocks[i] = ARENA_NEW(*state, size_t);
        assert_non_null(blocks[i]);
        assert_int_equal(*blocks[i], 0);
        *blocks[i] = i;
    }
    for (size_t i = 0; i < N_BLOCKS; i++)
        assert_int_equal(*blocks[i], i);
}

static void test_empty_blocks_are_valid_and_differ(void **state)
{
    void *a = arena_array(*state, 0, 8), *b = arena_array(*state, 8, 0);
    assert_non_null(a);
    assert_non_null(b);
    assert_ptr_not_equal(a, b);
}

static void test_sizes_that_overflow_give_null(void **state)
{
    assert_null(arena_alloc(*state, SIZE_MAX));
    assert_null(arena_alloc(*state, SIZE_MAX - 8));
    assert_null(arena_array(*state, SIZE_MAX / 2, 3));
    assert_null(arena_array(*state, 3, SIZE_MAX / 2));
    assert_null(arena_strndup(*state, "", SIZE_MAX));
    assert_non_null(arena_alloc(*state, 1));
}

static void test_texts_are_copied(void **state)
{
    char original[] = "Grote Polder";
    char *copy = arena_strdup(*state, original);
    char *part = arena_strndup(*state, original, 5);
    original[0] = 'X';
    assert_string_equal(copy, "Grote Polder");
    assert_string_equal(part, "Grote");
    assert_string_equal(arena_strndup(*state, "", 0), "");
    assert_null(arena_strdup(*state, NULL));
}

static void test_printf(void **state)
{
    assert_string_equal(arena_printf(*state, "%s[t=%d]", "balance", 12), "balance[t=12]");
    assert_string_equal(arena_printf(*state, "%s", ""), "");
    char *wide = arena_printf(*state, "%100000d", 7);
    assert_int_equal(strlen(wide), 100000);
}

static void test_free_of_nothing(void **state)
{
    (void)state;
    arena_free(NULL);
}

/* Three allocations as a caller makes them: stops at the first that fails. */
static status build_three(arena *mem)
{
    if (ARENA_NEW(mem, double) == NULL)
        return STATUS_NO_MEMORY;
    if (arena_strdup(mem, "text") == NULL)
        return STATUS_NO_MEMORY;
    return arena_printf(mem, "%d", 3) == NULL ? STATUS_NO_MEMORY : STATUS_OK;
}

static void test_the_nth_allocation_fails(void **state)
{
    for (size_t nth = 1; nth <= 3; nth++) {
        arena_fail_at(*state, nth);
        assert_int_equal(build_three(*state), STATUS_NO_MEMORY);
        assert_int_equal(build_three(*state), STATUS_OK); /* it failed once, not for good */
    }
    arena_fail_at(*state, 4);
    assert_int_equal(build_three(*state), STATUS_OK);
    arena_fail_at(*state, 0);
    assert_int_equal(build_three(*state), STATUS_OK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_memory_is_zeroed_aligned_and_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_many_small_blocks_stay_apart, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_empty_blocks_are_valid_and_differ, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_sizes_that_overflow_give_null, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_texts_are_copied, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_printf, set_up, tear_down),
        cmocka_unit_test(test_free_of_nothing),
        cmocka_unit_test_setup_teardown(test_the_nth_allocation_fails, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
