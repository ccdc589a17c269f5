#include "inputs/node.h"

#include <string.h>

const attribute *node_attribute(const node *n, const char *name)
{
    for (size_t i = 0; n != NULL && i < n->n_attributes; i++) {
        if (strcmp(n->attributes[i].name, name) == 0)
            return &n->attributes[i];
    }
    return NULL;
}

/* The first of n and its later brothers with this name. */
static const node *from_here(const node *n, const char *name)
{
    while (n != NULL && strcmp(n->name, name) != 0)
        n = n->next;
    return n;
}

const node *node_child(const node *n, const char *name)
{
    return n == NULL ? NULL : from_here(n->first, name);
}

const node *node_next(const node *n)
{
    return from_here(n->next, n->name);
}

size_t node_count(const node *n, const char *name)
{
    size_t count = 0;
    for (const node *c = node_child(n, name); c != NULL; c = node_next(c))
        count++;
    return count;
}
