#include "tests/reading.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "inputs/region_xml.h"

static reading start(void)
{
    reading r = {.mem = arena_new(), .diags = diag_list_new()};
    assert_non_null(r.mem);
    assert_non_null(r.diags);
    return r;
}

reading read_path(const char *path, const char *scenario_id)
{
    reading r = start();
    const region_source source = {.path = path, .scenario = scenario_id};
    r.status = region_read(&source, r.mem, r.diags, &r.region);
    return r;
}

reading read_text_as(const char *text, const char *scenario_id)
{
    reading r = start();
    r.status = region_read_memory("test.xml", text, strlen(text), NULL, scenario_id, r.mem, r.diags,
                                  &r.region);
    return r;
}

reading read_bytes(const void *data, size_t size)
{
    reading r = start();
    r.status = region_read_memory("test.xml", data, size, NULL, NULL, r.mem, r.diags, &r.region);
    return r;
}

void reading_free(reading *r)
{
    diag_list_free(r->diags);
    arena_free(r->mem);
    *r = (reading){0};
}

void assert_read(const reading *r)
{
    if (r->status == STATUS_OK && r->region != NULL)
        return;
    diag_print(r->diags, stderr);
    fail_msg("status %d", (int)r->status);
}

size_t count_findings(const reading *r, const char *code)
{
    size_t n = 0;
    for (size_t i = 0; i < diag_count(r->diags); i++)
        n += strcmp(diag_code_name(diag_get(r->diags, i)->code), code) == 0;
    return n;
}

void assert_finding(const reading *r, const char *code, int line)
{
    for (size_t i = 0; i < diag_count(r->diags); i++) {
        const diag *d = diag_get(r->diags, i);
        if (strcmp(diag_code_name(d->code), code) == 0 && d->line == line)
            return;
    }
    diag_print(r->diags, stderr);
    fail_msg("no %s in line %d", code, line);
}

char *load_file(const char *path, size_t *size)
{
    FILE *in = fopen(path, "rb");
    if (in == NULL)
        return NULL;
    size_t room = 4096, n = 0;
    char *data = malloc(room + 1);
    for (size_t got = 1; data != NULL && got > 0; n += got) {
        if (n == room)
            data = realloc(data, (room *= 2) + 1);
        got = data == NULL ? 0 : fread(data + n, 1, room - n, in);
    }
    fclose(in);
    assert_non_null(data);
    data[n] = '\0';
    *size = n;
    return data;
}

char *replaced(const char *text, const char *first, const char *second)
{
    size_t count = 0;
    for (const char *p = strstr(text, first); p != NULL; p = strstr(p + strlen(first), first))
        count++;
    char *result = malloc(strlen(text) + count * strlen(second) + 1);
    char *end = result;
    assert_non_null(result);
    for (const char *p = strstr(text, first); p != NULL; p = strstr(text, first)) {
        memcpy(end, text, (size_t)(p - text));
        end += p - text;
        memcpy(end, second, strlen(second));
        end += strlen(second);
        text = p + strlen(first);
    }
    strcpy(end, text);
    return result;
}
