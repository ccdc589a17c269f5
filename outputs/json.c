#include "outputs/json.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

enum { MAX_DEPTH = 16, PATH_ROOM = 256 };

typedef struct level {
    cJSON *item;
    const char *key; /* of the item in the level above; NULL in an array */
    size_t count;    /* of what was added to it */
} level;

struct json_builder {
    level levels[MAX_DEPTH];
    size_t depth; /* levels in use, >= 1 */
    bool no_memory;
    size_t fail_in; /* for tests; 0: off */
    bool not_finite;
    char path[PATH_ROOM]; /* of the first number that is not finite */
    double bad_value;
};

json_builder *json_builder_new(void)
{
    json_builder *b = calloc(1, sizeof *b);
    if (b == NULL)
        return NULL;
    b->levels[0].item = cJSON_CreateObject();
    b->depth = 1;
    if (b->levels[0].item == NULL) {
        free(b);
        return NULL;
    }
    return b;
}

void json_builder_free(json_builder *b)
{
    if (b == NULL)
        return;
    cJSON_Delete(b->levels[0].item);
    free(b);
}

void json_builder_fail_at(json_builder *b, size_t nth)
{
    b->fail_in = nth;
}

/* Takes over the item. NULL: memory is out. Gives the item when it now belongs to the whole. */
static cJSON *add(json_builder *b, const char *key, cJSON *item)
{
    level *here = &b->levels[b->depth - 1];
    const bool forced = b->fail_in > 0 && --b->fail_in == 0;
    if (item == NULL || here->item == NULL || forced) {
        cJSON_Delete(item);
        b->no_memory = true;
        return NULL;
    }
    assert((key == NULL) == (cJSON_IsArray(here->item) != 0));
    /* All keys are literals that outlive the tree. */
    const cJSON_bool added = key == NULL ? cJSON_AddItemToArray(here->item, item)
                                         : cJSON_AddItemToObjectCS(here->item, key, item);
    if (!added) {
        cJSON_Delete(item);
        b->no_memory = true;
        return NULL;
    }
    here->count++;
    return item;
}

static void begin(json_builder *b, const char *key, cJSON *item)
{
    assert(b->depth < MAX_DEPTH);
    b->levels[b->depth] = (level){.item = add(b, key, item), .key = key};
    b->depth++;
}

void json_begin_object(json_builder *b, const char *key)
{
    begin(b, key, cJSON_CreateObject());
}

void json_begin_array(json_builder *b, const char *key)
{
    begin(b, key, cJSON_CreateArray());
}

void json_end(json_builder *b)
{
    assert(b->depth > 1);
    b->depth--;
}

void json_add_text(json_builder *b, const char *key, const char *text)
{
    add(b, key, text == NULL ? cJSON_CreateNull() : cJSON_CreateString(text));
}

void json_add_bool(json_builder *b, const char *key, bool value)
{
    add(b, key, cJSON_CreateBool(value));
}

void json_add_null(json_builder *b, const char *key)
{
    add(b, key, cJSON_CreateNull());
}

void json_add_integer(json_builder *b, const char *key, long long value)
{
    char text[JSON_NUMBER_ROOM];
    snprintf(text, sizeof text, "%lld", value);
    add(b, key, cJSON_CreateRaw(text));
}

void json_format_number(double value, char text[JSON_NUMBER_ROOM])
{
    if (fabs(value) < JSON_ZERO)
        value = 0.0; /* never "-0" */
    snprintf(text, JSON_NUMBER_ROOM, "%.*g", JSON_DIGITS, value);
    for (char *c = text; *c != '\0'; c++)
        if (strchr("0123456789+-e", *c) == NULL)
            *c = '.'; /* a decimal comma, should somebody have set a locale */
}

static void append(char path[PATH_ROOM], const char *form, const char *key, size_t index)
{
    const size_t used = strlen(path);
    if (key != NULL)
        snprintf(path + used, PATH_ROOM - used, form, key);
    else
        snprintf(path + used, PATH_ROOM - used, "[%zu]", index);
}

/* "parks[3].milestones[0].plan.co2_t" */
static void remember_not_finite(json_builder *b, const char *key, double value)
{
    if (b->not_finite)
        return;
    b->not_finite = true;
    b->bad_value = value;
    for (size_t k = 1; k < b->depth; k++)
        append(b->path, k == 1 ? "%s" : ".%s", b->levels[k].key, b->levels[k - 1].count - 1);
    append(b->path, b->depth == 1 ? "%s" : ".%s", key, b->levels[b->depth - 1].count);
}

void json_add_number(json_builder *b, const char *key, double value)
{
    if (!isfinite(value)) {
        remember_not_finite(b, key, value);
        json_add_null(b, key);
        return;
    }
    char text[JSON_NUMBER_ROOM];
    json_format_number(value, text);
    add(b, key, cJSON_CreateRaw(text));
}

void json_add_optional(json_builder *b, const char *key, double value)
{
    if (isfinite(value))
        json_add_number(b, key, value);
    else
        json_add_null(b, key);
}

void json_add_numbers(json_builder *b, const char *key, const double *values, size_t n)
{
    if (values == NULL) {
        json_add_null(b, key);
        return;
    }
    json_begin_array(b, key);
    for (size_t i = 0; i < n; i++)
        json_add_number(b, NULL, values[i]);
    json_end(b);
}

static char *print_with_line_end(const cJSON *whole)
{
    char *text = cJSON_Print(whole);
    if (text == NULL)
        return NULL;
    const size_t length = strlen(text);
    char *longer = malloc(length + 2);
    if (longer != NULL) {
        memcpy(longer, text, length);
        memcpy(longer + length, "\n", 2);
    }
    cJSON_free(text);
    return longer;
}

status json_text(json_builder *b, diag_list *diags, char **out)
{
    b->depth = 1;
    if (b->not_finite) {
        diag_add(diags, DIAG_NOT_FINITE, NULL, 0,
                 "%s is %g; every figure has to be finite, so nothing is written",
                 b->path, b->bad_value);
        return STATUS_SOLVER;
    }
    char *text = b->no_memory ? NULL : print_with_line_end(b->levels[0].item);
    if (text == NULL) {
        diag_add(diags, DIAG_NO_MEMORY, NULL, 0, "memory is out while JSON is written");
        return STATUS_NO_MEMORY;
    }
    *out = text;
    return STATUS_OK;
}
