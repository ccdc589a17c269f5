#include "outputs/json_tree.h"

#include <errno.h>
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjson/cJSON.h>

#include "model/finding_text.h"

enum { KEY_ROOM = 100, FIRST_ROOM = 1 << 16 };

/* A json_value is a cJSON item under a name of our own. */
struct json_tree {
    cJSON *root;
};

static const cJSON *item_of(const json_value *v)
{
    return (const cJSON *)v;
}

static const json_value *value_of(const cJSON *item)
{
    return (const json_value *)item;
}

/* --- reading -------------------------------------------------------------------------------- */

static status no_memory(const char *name, diag_list *diags)
{
    diag_add(diags, DIAG_NO_MEMORY, name, 0, "memory is out while it is read");
    return STATUS_NO_MEMORY;
}

static int line_of(const char *text, const char *place)
{
    int line = 1;
    for (; text < place; text++)
        line += *text == '\n';
    return line;
}

status json_tree_parse(const char *text, size_t length, const char *name, diag_list *diags,
                       json_tree **out)
{
    json_tree *tree = calloc(1, sizeof *tree);
    const char *end = text;
    if (tree == NULL)
        return no_memory(name, diags);
    errno = 0;
    tree->root = cJSON_ParseWithLengthOpts(text, length, &end, 0);
    if (tree->root == NULL && errno == ENOMEM) {
        json_tree_free(tree);
        return no_memory(name, diags);
    }
    while (tree->root != NULL && end < text + length && strchr(" \t\r\n", *end) != NULL)
        end++;
    if (tree->root == NULL || end < text + length) {
        diag_add(diags, DIAG_NOT_A_PLAN, name, line_of(text, end), "it is not JSON from here on");
        json_tree_free(tree);
        return STATUS_INVALID;
    }
    *out = tree;
    return STATUS_OK;
}

/* The whole file, for free(). STATUS_IO with errno, STATUS_INVALID when it is too large. */
static status read_all(FILE *in, char **text, size_t *length)
{
    size_t room = FIRST_ROOM;
    *length = 0;
    *text = malloc(room);
    while (*text != NULL) {
        *length += fread(*text + *length, 1, room - *length, in);
        if (ferror(in))
            return STATUS_IO;
        if (*length < room)
            return STATUS_OK;
        if (room >= JSON_TREE_MOST)
            return STATUS_INVALID;
        room *= 2;
        char *longer = realloc(*text, room);
        if (longer == NULL)
            free(*text);
        *text = longer;
    }
    return STATUS_NO_MEMORY;
}

static status tell(status st, const char *path, diag_list *diags)
{
    if (st == STATUS_NO_MEMORY)
        return no_memory(path, diags);
    if (st == STATUS_INVALID)
        diag_add(diags, DIAG_TOO_LARGE, path, 0, "it is larger than %zu MiB", JSON_TREE_MOST >> 20);
    else
        diag_add(diags, DIAG_CANNOT_OPEN, path, 0, "cannot be read: %s",
                 finding_text(strerror(errno)));
    return STATUS_INVALID;
}

status json_tree_read(const char *path, diag_list *diags, json_tree **out)
{
    const bool is_stdin = strcmp(path, "-") == 0;
    char *text = NULL;
    size_t length = 0;
    FILE *in = is_stdin ? stdin : fopen(path, "rb");
    if (in == NULL)
        return tell(errno == ENOMEM ? STATUS_NO_MEMORY : STATUS_IO, path, diags);
    status st = read_all(in, &text, &length);
    st = st == STATUS_OK ? json_tree_parse(text, length, path, diags, out) : tell(st, path, diags);
    if (!is_stdin)
        fclose(in);
    free(text);
    return st;
}

void json_tree_free(json_tree *tree)
{
    if (tree == NULL)
        return;
    cJSON_Delete(tree->root);
    free(tree);
}

/* The tree is the caller's to change, so what stands in it is too. */
void json_tree_change(json_tree *tree, const json_value *number, double value)
{
    (void)tree;
    cJSON_SetNumberHelper((cJSON *)(uintptr_t)number, value);
}

/* --- looking -------------------------------------------------------------------------------- */

const json_value *json_root(const json_tree *tree)
{
    return value_of(tree->root);
}

const json_value *json_member(const json_value *of, const char *key)
{
    return json_is_object(of) ? value_of(cJSON_GetObjectItemCaseSensitive(item_of(of), key)) : NULL;
}

const json_value *json_at(const json_value *of, const char *path)
{
    while (of != NULL && *path != '\0') {
        char key[KEY_ROOM];
        const size_t n = strcspn(path, ".");
        if (n >= sizeof key)
            return NULL;
        memcpy(key, path, n);
        key[n] = '\0';
        of = json_member(of, key);
        path += path[n] == '.' ? n + 1 : n;
    }
    return of;
}

const json_value *json_first(const json_value *list)
{
    return json_is_list(list) || json_is_object(list) ? value_of(item_of(list)->child) : NULL;
}

const json_value *json_next(const json_value *item)
{
    return item == NULL ? NULL : value_of(item_of(item)->next);
}

const json_value *json_item(const json_value *list, size_t index)
{
    const json_value *item = json_first(list);
    while (item != NULL && index-- > 0)
        item = json_next(item);
    return item;
}

const json_value *json_last(const json_value *list)
{
    const json_value *item = json_first(list);
    while (json_next(item) != NULL)
        item = json_next(item);
    return item;
}

size_t json_count(const json_value *list)
{
    size_t n = 0;
    JSON_EACH (item, list)
        n++;
    return n;
}

const char *json_key(const json_value *v)
{
    return v == NULL ? NULL : item_of(v)->string;
}

bool json_equal(const json_value *a, const json_value *b)
{
    return cJSON_Compare(item_of(a), item_of(b), true);
}

bool json_is_list(const json_value *v)
{
    return cJSON_IsArray(item_of(v));
}

bool json_is_object(const json_value *v)
{
    return cJSON_IsObject(item_of(v));
}

bool json_is_number(const json_value *v)
{
    return cJSON_IsNumber(item_of(v)) && isfinite(item_of(v)->valuedouble);
}

bool json_is_bool(const json_value *v)
{
    return cJSON_IsBool(item_of(v));
}

double json_number(const json_value *v)
{
    return json_is_number(v) ? item_of(v)->valuedouble : NAN;
}

double json_number_at(const json_value *of, const char *path)
{
    const double value = json_number(json_at(of, path));
    return isfinite(value) ? value : 0.0;
}

const char *json_string(const json_value *v)
{
    return cJSON_IsString(item_of(v)) ? item_of(v)->valuestring : NULL;
}

bool json_true(const json_value *v)
{
    return cJSON_IsTrue(item_of(v));
}

bool json_says(const json_value *v, const char *text)
{
    const char *own = json_string(v);
    return own != NULL && text != NULL && strcmp(own, text) == 0;
}
