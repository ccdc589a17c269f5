#include "inputs/second_look.h"

#include <stdlib.h>
#include <string.h>

#include "model/region_check.h"

/* Lines of the region file, sorted once they are all there. */
typedef struct lines {
    int *line;
    size_t n;
} lines;

static int compare_lines(const void *left, const void *right)
{
    const int a = *(const int *)left, b = *(const int *)right;
    return (a > b) - (a < b);
}

static bool has_line(const lines *all, int line)
{
    return bsearch(&line, all->line, all->n, sizeof line, compare_lines) != NULL;
}

static bool same_file(const char *a, const char *b)
{
    return a != NULL && b != NULL && strcmp(a, b) == 0;
}

/* The lines of the errors so far. */
static bool collect_errors(const diag_list *diags, const char *file, arena *mem, lines *out)
{
    out->line = ARENA_ARRAY(mem, diag_count(diags), int);
    for (size_t i = 0; out->line != NULL && i < diag_count(diags); i++) {
        const diag *d = diag_get(diags, i);
        if (d->severity == DIAG_ERROR && same_file(d->file, file))
            out->line[out->n++] = d->line;
    }
    if (out->line != NULL)
        qsort(out->line, out->n, sizeof *out->line, compare_lines);
    return out->line != NULL;
}

static size_t count_nodes(const node *n)
{
    size_t count = 1;
    for (const node *c = n->first; c != NULL; c = c->next)
        count += count_nodes(c);
    return count;
}

static bool has_error_inside(const node *n, const lines *errors)
{
    bool found = has_line(errors, n->line);
    for (const node *c = n->first; c != NULL && !found; c = c->next)
        found = has_error_inside(c, errors);
    return found;
}

/* Elements whose children are checked against each other. */
static bool is_unit(const node *n)
{
    static const char *const names[] = {"horizon",    "calendar", "carrier",
                                        "connection", "hub",      "heat_net"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(n->name, names[i]) == 0)
            return true;
    }
    return false;
}

/* Adds the line of every element that has an error, holds one with an error, or is held by one;
 * and all of a unit with an error. */
static bool collect_doubtful(const node *n, const lines *errors, bool above, lines *out)
{
    const bool self =
        above || has_line(errors, n->line) || (is_unit(n) && has_error_inside(n, errors));
    bool below = false;
    for (const node *c = n->first; c != NULL; c = c->next)
        below |= collect_doubtful(c, errors, self && n->parent != NULL, out);
    if (self || below)
        out->line[out->n++] = n->line;
    return self || below;
}

static void take_over(const diag_list *found, const char *file, const lines *doubtful,
                      diag_list *diags)
{
    for (size_t i = 0; i < diag_count(found); i++) {
        const diag *d = diag_get(found, i);
        if (d->severity == DIAG_ERROR && same_file(d->file, file) && d->line > 0 &&
            !has_line(doubtful, d->line))
            diag_add(diags, d->code, d->file, d->line, "%s", d->text);
    }
}

status second_look(const region *r, const node *root, arena *mem, diag_list *diags)
{
    lines errors = {0}, doubtful = {0};
    if (diag_error_count(diags) >= DIAG_MAX_FINDINGS)
        return STATUS_INVALID;
    doubtful.line = ARENA_ARRAY(mem, count_nodes(root), int);
    if (doubtful.line == NULL || !collect_errors(diags, root->file, mem, &errors))
        return STATUS_NO_MEMORY;
    (void)collect_doubtful(root, &errors, false, &doubtful);
    qsort(doubtful.line, doubtful.n, sizeof *doubtful.line, compare_lines);
    diag_list *found = diag_list_new();
    if (found == NULL)
        return STATUS_NO_MEMORY;
    region_check_elements(&(checker){.region = r, .diags = found});
    take_over(found, root->file, &doubtful, diags);
    diag_list_free(found);
    return STATUS_INVALID;
}
