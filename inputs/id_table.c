#include "inputs/id_table.h"

#include <assert.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

typedef struct entry {
    const char *id;
    int line;
    size_t order; /* of adding */
    void *object;
} entry;

struct id_table {
    size_t n, room;
    entry *entries; /* sorted by id, then order, once sorted is true */
    void **objects; /* in order of adding */
    const char **names;
    bool sorted;
};

id_table *id_table_new(arena *mem, size_t n)
{
    id_table *table = ARENA_NEW(mem, id_table);
    if (table == NULL)
        return NULL;
    table->room = n;
    table->entries = ARENA_ARRAY(mem, n, entry);
    table->objects = ARENA_ARRAY(mem, n, void *);
    table->names = ARENA_ARRAY(mem, n, const char *);
    return table->entries == NULL || table->objects == NULL || table->names == NULL ? NULL : table;
}

void id_table_add(id_table *table, const char *id, int line, void *object)
{
    assert(table->n < table->room && !table->sorted);
    table->entries[table->n] = (entry){id, line, table->n, object};
    table->objects[table->n] = object;
    table->names[table->n++] = id;
}

size_t id_table_count(const id_table *table)
{
    return table->n;
}

void *id_table_object(const id_table *table, size_t i)
{
    assert(i < table->n);
    return table->objects[i];
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = left, *b = right;
    const int by_id = strcmp(a->id, b->id);
    return by_id != 0 ? by_id : (a->order > b->order) - (a->order < b->order);
}

void id_table_sort(id_table *table,
                   void (*twice)(void *context, const char *id, int line, int first), void *context)
{
    qsort(table->entries, table->n, sizeof table->entries[0], compare_entries);
    table->sorted = true;
    size_t first = 0;
    for (size_t i = 1; i < table->n; i++) {
        if (strcmp(table->entries[i].id, table->entries[first].id) == 0)
            twice(context, table->entries[i].id, table->entries[i].line,
                  table->entries[first].line);
        else
            first = i;
    }
}

void *id_table_find(const id_table *table, const char *id)
{
    assert(table->sorted);
    size_t low = 0, high = table->n; /* the first entry not below id is in [low, high] */
    while (low < high) {
        const size_t middle = low + (high - low) / 2;
        if (strcmp(table->entries[middle].id, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low == table->n || strcmp(table->entries[low].id, id) != 0)
        return NULL;
    return table->entries[low].object;
}

const char *const *id_table_names(const id_table *table)
{
    return table->names;
}
