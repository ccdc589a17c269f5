#include "inputs/embedded.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

/* The tests run in the top folder, where every path of the table leads to the file itself, but for
 * libraries of the system, which have a name of our own. */
static void assert_equals_file(const embedded_file *file)
{
    if (strncmp(file->path, "page/", 5) == 0) {
        assert_true(file->size > 0 && strlen((const char *)file->data) == file->size);
        return;
    }
    FILE *in = fopen(file->path, "rb");
    if (in == NULL)
        fail_msg("%s was compiled in, but is not there", file->path);
    for (size_t i = 0; i < file->size; i++)
        assert_int_equal(getc(in), file->data[i]);
    assert_int_equal(getc(in), EOF);
    assert_int_equal(file->data[file->size], 0);
    fclose(in);
}

static void test_every_file_byte_for_byte(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_embedded_files; i++)
        assert_equals_file(&embedded_files[i]);
}

static void test_find(void **state)
{
    (void)state;
    for (size_t i = 0; i < n_embedded_files; i++)
        assert_ptr_equal(embedded_find(embedded_files[i].path), &embedded_files[i]);
    assert_null(embedded_find("inputs/no_such_file.xml"));
    assert_null(embedded_find(""));
}

static void test_paths_ascend(void **state)
{
    (void)state;
    for (size_t i = 1; i < n_embedded_files; i++)
        assert_true(strcmp(embedded_files[i - 1].path, embedded_files[i].path) < 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_file_byte_for_byte),
        cmocka_unit_test(test_find),
        cmocka_unit_test(test_paths_ascend),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
