#include "outputs/plan_seal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Keys and indices only, so that none is ever cut. */
enum { PLACE_ROOM = 256 };

typedef struct seal {
    arena *mem;
    const char **lines; /* NULL while counting */
    size_t n;
    bool no_memory;
    char place[PLACE_ROOM];
} seal;

/* Whatever stands below is sealed. */
static bool begins_a_seal(const char *place, const char *key)
{
    static const char *const anywhere[] = {"reason", "why_not", "worth_eur_per_unit", "rank"};
    if (strcmp(place, ".status") == 0 || strcmp(place, ".certificate") == 0)
        return true;
    for (size_t k = 0; k < sizeof anywhere / sizeof anywhere[0]; k++)
        if (strcmp(key, anywhere[k]) == 0)
            return true;
    return false;
}

/* What names the certificate cannot stand in it. */
static bool names_the_certificate(const char *place)
{
    return strcmp(place, ".certificate.file") == 0 || strcmp(place, ".certificate.sha256") == 0;
}

/* The same for the same value, however it was written. */
static const char *value_text(seal *s, const json_value *v)
{
    if (json_is_number(v))
        return arena_printf(s->mem, "%s=%.17g", s->place, json_number(v));
    if (json_is_bool(v))
        return arena_printf(s->mem, "%s=%s", s->place, json_true(v) ? "true" : "false");
    const char *text = json_string(v);
    return text != NULL ? arena_printf(s->mem, "%s=\"%s\"", s->place, text)
                        : arena_printf(s->mem, "%s=null", s->place);
}

static void add_line(seal *s, const json_value *v)
{
    if (s->lines != NULL) {
        s->lines[s->n] = value_text(s, v);
        s->no_memory |= s->lines[s->n] == NULL;
    }
    s->n++;
}

static void visit(seal *s, const json_value *v, bool sealed)
{
    const size_t above = strlen(s->place);
    const bool list = json_is_list(v);
    size_t index = 0;
    if (!list && !json_is_object(v)) {
        if (sealed)
            add_line(s, v);
        return;
    }
    JSON_EACH (item, v) {
        if (list)
            snprintf(s->place + above, PLACE_ROOM - above, "[%zu]", index++);
        else
            snprintf(s->place + above, PLACE_ROOM - above, ".%s", json_key(item));
        if (!names_the_certificate(s->place))
            visit(s, item, sealed || (!list && begins_a_seal(s->place, json_key(item))));
        s->place[above] = '\0';
    }
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

status plan_seal(const plan_document *doc, arena *mem, char hex[SHA256_HEX_LENGTH + 1])
{
    seal s = {.mem = mem};
    visit(&s, doc->root, false);
    s.lines = arena_array(mem, s.n + 1, sizeof *s.lines);
    if (s.lines == NULL)
        return STATUS_NO_MEMORY;
    s.n = 0;
    visit(&s, doc->root, false);
    if (s.no_memory)
        return STATUS_NO_MEMORY;
    qsort(s.lines, s.n, sizeof *s.lines, by_bytes);
    sha256 sum = sha256_start();
    for (size_t k = 0; k < s.n; k++) {
        sha256_add(&sum, s.lines[k], strlen(s.lines[k]));
        sha256_add(&sum, "\n", 1);
    }
    sha256_finish(&sum, hex);
    return STATUS_OK;
}
