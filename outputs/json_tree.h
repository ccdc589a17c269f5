/* outputs/json_tree.h - reading a JSON file, such as a plan.
 *
 * A tree is read whole and then only looked at. Looking never fails: what is not there, or is of
 * another kind, is NULL, NAN or false, and may be asked on. Texts belong to the tree.
 */
#ifndef OUTPUTS_JSON_TREE_H
#define OUTPUTS_JSON_TREE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/diag.h"

typedef struct json_tree json_tree;
typedef struct json_value json_value;

/* "-" is stdin. STATUS_OK, or STATUS_INVALID (not JSON, cannot be read, larger than
 * JSON_TREE_MOST) or STATUS_NO_MEMORY with a finding. */
MUST_CHECK status json_tree_read(const char *path, diag_list *diags, json_tree **out);
/* The same for text[length]; name is for messages. */
MUST_CHECK status json_tree_parse(const char *text, size_t length, const char *name,
                                  diag_list *diags, json_tree **out);
/* NULL is allowed. */
void json_tree_free(json_tree *tree);
#define JSON_TREE_MOST ((size_t)1 << 30) /* bytes */

/* Puts another number in the place of one that stands in the tree; for tests. */
void json_tree_change(json_tree *tree, const json_value *number, double value);

const json_value *json_root(const json_tree *tree);

/* The member of an object under this key, whatever stands in it. */
const json_value *json_member(const json_value *of, const char *key);
/* The value at a path of keys, such as "grid.peak_import_kw"; "" is of itself. */
const json_value *json_at(const json_value *of, const char *path);
/* The items of a list or the members of an object, in order. */
const json_value *json_first(const json_value *list);
const json_value *json_next(const json_value *item);
#define JSON_EACH(item, of)                                                                        \
    for (const json_value *item = json_first(of); item != NULL; item = json_next(item))
const json_value *json_item(const json_value *list, size_t index);
const json_value *json_last(const json_value *list);
size_t json_count(const json_value *list);

/* The key that a member of an object stands under; NULL for others. */
const char *json_key(const json_value *v);
/* Of one kind and value, whatever the order of members; false where one is NULL. */
bool json_equal(const json_value *a, const json_value *b);

bool json_is_list(const json_value *v);
bool json_is_object(const json_value *v);
bool json_is_number(const json_value *v);
bool json_is_bool(const json_value *v);

double json_number_at(const json_value *of, const char *path); /* 0 when there is none */
double json_number(const json_value *v);                       /* NAN when it is none */
const char *json_string(const json_value *v);                  /* NULL when it is none */
bool json_true(const json_value *v);
bool json_says(const json_value *v,
               const char *text); /* is the string text; not when either is NULL */

#endif
