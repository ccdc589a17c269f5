/* inputs/id_table.h - objects by their id. */
#ifndef INPUTS_ID_TABLE_H
#define INPUTS_ID_TABLE_H

#include <stddef.h>

#include "model/arena.h"

typedef struct id_table id_table;

/* Room for n objects; NULL when memory is out. */
id_table *id_table_new(arena *mem, size_t n);
/* The ids stay where they are. Adding is over with the first id_table_find(). */
void id_table_add(id_table *table, const char *id, int line, void *object);
size_t id_table_count(const id_table *table);
/* In order of adding. */
void *id_table_object(const id_table *table, size_t i);
/* The first with this id, or NULL. Before the first call: id_table_sort(). */
void *id_table_find(const id_table *table, const char *id);
/* Sorts for finding. Calls twice() for every object whose id an earlier one has. */
void id_table_sort(id_table *table,
                   void (*twice)(void *context, const char *id, int line, int first),
                   void *context);
/* All ids, for suggestions: [id_table_count()], in order of adding. */
const char *const *id_table_names(const id_table *table);

#endif
