#include "inputs/reader.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "inputs/value.h"
#include "model/finding_text.h"
#include "model/text_match.h"

enum { MAX_HINTS = 100, MAX_HINT_NAMES = 10000 };

/* All series of a region together: 400 MB, a year in hours for 5,000 profiles. */
static const size_t max_numbers = 50 * 1000 * 1000;

/* How many children there may be where the work grows faster than their number. */
static const struct {
    const char *parent, *child;
    size_t most;
} child_limits[] = {
    {"horizon", "milestone", 100},     {"calendar", "day", 1000},
    {"calendar", "peak_group", 1000},  {"profile", "values", 1001},
    {"carrier", "energy_tax", 100},    {"connection", "tariff_share", 100},
    {"connection", "right", 100},      {"connection", "demand", 1000},
    {"connection", "fleet", 1000},     {"connection", "installed", 1000},
    {"connection", "potential", 1000}, {"heat_net", "source", 1000},
    {"heat_net", "pipe", 1000},        {"hub", "member", 1000},
    {"hub", "group_capacity", 1000},   {"hub", "potential", 1000},
};

bool has(const node *n, const char *name)
{
    return node_attribute(n, name) != NULL;
}

/* An attribute without a rule has been reported as unknown. */
static const attribute_rule *rule_of(const node *n, const char *name)
{
    return n == NULL ? NULL : schema_attribute(n->rule, name);
}

const char *read_text(const node *n, const char *name)
{
    const attribute *a = node_attribute(n, name);
    if (a != NULL)
        return a->value;
    const attribute_rule *rule = rule_of(n, name);
    return rule == NULL ? NULL : rule->fallback;
}

const char *read_text_or(const node *n, const char *name, const char *otherwise)
{
    const char *text = read_text(n, name);
    return text == NULL || text[0] == '\0' ? otherwise : text;
}

double read_number(const node *n, const char *name)
{
    return read_number_or(n, name, NAN);
}

double read_number_or(const node *n, const char *name, double otherwise)
{
    double number = otherwise;
    const char *text = read_text(n, name);
    if (text != NULL)
        (void)value_number(text, strlen(text), &number);
    return number;
}

int read_year(const node *n, const char *name)
{
    const double year = read_number_or(n, name, 0.0);
    return year >= 0.0 && year <= 9999.0 ? (int)year : 0;
}

bool read_flag_or(const node *n, const char *name, bool otherwise)
{
    const char *text = read_text(n, name);
    return text == NULL ? otherwise : strcmp(text, "true") == 0;
}

bool read_flag(const node *n, const char *name)
{
    return read_flag_or(n, name, false);
}

size_t read_choice(const node *n, const char *name, const char *const *names, size_t n_names)
{
    const char *text = read_text(n, name);
    for (size_t i = 0; text != NULL && i < n_names; i++) {
        if (strcmp(text, names[i]) == 0)
            return i;
    }
    return 0;
}

figure_basis read_basis(const node *n)
{
    static const char *const kinds[] = {"", "measured", "published", "estimate"};
    return (figure_basis){.kind = (basis_kind)read_choice(n, "basis", kinds, 4),
                          .source = read_text(n, "source")};
}

void *read_array(reader *r, size_t n, size_t size)
{
    void *place = arena_array(r->mem, n, size);
    if (place == NULL)
        r->no_memory = true;
    return place;
}

void report(reader *r, const node *n, diag_code code, const char *format, ...)
{
    char text[DIAG_MAX_TEXT + 1];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, finding_text(format), args);
    va_end(args);
    diag_add(r->diags, code, n->file, n->line, "%s", text);
}

static void stop_reading(reader *r)
{
    r->too_large = true;
    r->no_memory = true;
}

bool count_is_sensible(reader *r, const node *parent, const char *name, size_t count)
{
    for (size_t i = 0; parent != NULL && i < sizeof child_limits / sizeof child_limits[0]; i++) {
        if (strcmp(child_limits[i].parent, parent->name) != 0 ||
            strcmp(child_limits[i].child, name) != 0 || count <= child_limits[i].most)
            continue;
        report(r, parent, DIAG_TOO_MANY_PARTS, "<%s> has %zu <%s>; at most %zu are accepted",
               parent->name, count, name, child_limits[i].most);
        stop_reading(r);
        return false;
    }
    return true;
}

double *read_numbers(reader *r, const node *n, size_t count)
{
    if (count > max_numbers - r->n_numbers) {
        report(r, n, DIAG_TOO_LARGE,
               "the profiles and rights of the region have more than 50 million values together");
        stop_reading(r);
        return NULL;
    }
    r->n_numbers += count;
    return READ_ARRAY(r, count, double);
}

double *read_series(reader *r, const node *n)
{
    return read_numbers(r, n, calendar_size(&r->out->calendar));
}

const double *constant_list(reader *r, double value)
{
    const size_t n = r->out->horizon.n_milestones;
    double *list = READ_ARRAY(r, n, double);
    for (size_t y = 0; list != NULL && y < n; y++)
        list[y] = value;
    return list;
}

const double *read_list(reader *r, const node *n, const char *name, double none)
{
    const char *text = read_text(n, name);
    const size_t n_milestones = r->out->horizon.n_milestones;
    if (text == NULL)
        return NULL;
    const size_t count = value_count_words(text);
    if (count > 1 && count != n_milestones)
        report(r, n, DIAG_LIST_LENGTH,
               "%s has %zu values; it has to have one, or one for each of the %zu milestones", name,
               count, n_milestones);
    double *list = READ_ARRAY(r, n_milestones, double);
    double number = 0.0;
    size_t length;
    for (size_t y = 0; list != NULL && y < n_milestones; y++) {
        const char *word = value_word(&text, &length);
        if (word != NULL && length == 1 && *word == '-')
            number = none;
        else if (word != NULL)
            (void)value_number(word, length, &number);
        list[y] = number; /* a single value stands for all */
    }
    return list;
}

const double *read_list_or(reader *r, const node *n, const char *name, double otherwise)
{
    const double *list = read_list(r, n, name, otherwise);
    return list != NULL || r->no_memory ? list : constant_list(r, otherwise);
}

/* There are no stations when <grid> is missing, and one finding about that is enough. */
static bool is_explained(const reader *r, const id_table *table)
{
    return (table == r->stations && node_child(r->root, "grid") == NULL) ||
           (table == r->carriers && node_child(r->root, "carriers") == NULL);
}

void *find_reference(reader *r, const node *n, const char *name, const char *id,
                     const id_table *table, const char *kind)
{
    void *object = table == NULL ? NULL : id_table_find(table, id);
    if (object != NULL || table == NULL)
        return object;
    const size_t count = id_table_count(table);
    const char *meant = NULL;
    if (count == 0)
        r->incomplete = true;
    if (is_explained(r, table))
        return NULL;
    if (r->n_hints++ < MAX_HINTS)
        meant = closest_name(id, id_table_names(table),
                             count < MAX_HINT_NAMES ? count : MAX_HINT_NAMES);
    report(r, n, DIAG_UNKNOWN_REFERENCE, "%s is \"%.64s\", but there is no %s with that id%s%s%s%s",
           name, id, kind,
           n->file == r->root->file
               ? ""
               : finding_text("; the region has to declare it to use this technology"),
           meant == NULL ? "" : finding_text("; did you mean \""), meant == NULL ? "" : meant,
           meant == NULL ? "" : "\"?");
    return count == 0 ? NULL : id_table_object(table, 0);
}

void *read_reference(reader *r, const node *n, const char *name, const id_table *table,
                     const char *kind)
{
    const attribute *a = node_attribute(n, name);
    if (a != NULL && value_is_id(a->value, strlen(a->value)))
        return find_reference(r, n, name, a->value, table, kind);
    /* Missing or malformed; the schema says whether that is a mistake. */
    const attribute_rule *rule = rule_of(n, name);
    if (a == NULL && rule != NULL && !rule->required)
        return NULL;
    if (table != NULL && id_table_count(table) > 0)
        return id_table_object(table, 0);
    r->incomplete = true;
    return NULL;
}

void *const *read_references(reader *r, const node *n, const char *name, const id_table *table,
                             const char *kind, size_t *count)
{
    const char *text = read_text(n, name);
    size_t length;
    *count = 0;
    if (text == NULL)
        return NULL;
    void **objects = READ_ARRAY(r, value_count_words(text), void *);
    for (const char *w = value_word(&text, &length); objects != NULL && w != NULL;
         w = value_word(&text, &length)) {
        char id[65];
        if (!value_is_id(w, length))
            continue;
        memcpy(id, w, length);
        id[length] = '\0';
        void *object = find_reference(r, n, name, id, table, kind);
        if (object != NULL)
            objects[(*count)++] = object;
    }
    return objects;
}

void *read_children(reader *r, const node *parent, const char *name, size_t size, size_t *count,
                    id_table **table)
{
    const size_t n = node_count(parent, name);
    void *objects = count_is_sensible(r, parent, name, n) ? read_array(r, n, size) : NULL;
    if (table != NULL) {
        *table = id_table_new(r->mem, n);
        if (*table == NULL)
            r->no_memory = true;
    }
    *count = r->no_memory ? 0 : n;
    return r->no_memory ? NULL : objects;
}

const char *read_id(const node *n, id_table *table, void *object)
{
    const char *id = read_text(n, "id");
    if (id == NULL || !value_is_id(id, strlen(id)))
        return "?";
    if (table != NULL)
        id_table_add(table, id, n->line, object);
    return id;
}

typedef struct duplicate {
    reader *r;
    const char *file, *kind;
} duplicate;

static void report_duplicate(void *context, const char *id, int line, int first)
{
    const duplicate *d = context;
    diag_add(d->r->diags, DIAG_DUPLICATE_ID, d->file, line,
             "the %s \"%s\" is declared a second time; the first stands in line %d", d->kind, id,
             first);
}

void finish_table(reader *r, const node *parent, id_table *table, const char *kind)
{
    duplicate d = {r, parent == NULL ? r->root->file : parent->file, kind};
    if (table != NULL)
        id_table_sort(table, report_duplicate, &d);
}

/* The payer that counts when the file names none. */
static const payer *usual_payer(const reader *r, const char *usual)
{
    const payer *p = r->payers == NULL ? NULL : id_table_find(r->payers, usual);
    if (p == NULL && r->out->n_payers > 0)
        p = &r->out->payers[0];
    return p;
}

void read_payment(reader *r, const node *n, const char *usual, const payer **owner,
                  size_t *n_payers, const payer *const **payers)
{
    *owner = read_reference(r, n, "owner", r->payers, "payer");
    if (*owner == NULL)
        *owner = usual_payer(r, usual);
    size_t count;
    void *const *given = read_references(r, n, "payers", r->payers, "payer", &count);
    const payer **list = READ_ARRAY(r, count > 0 ? count : 1, const payer *);
    if (list == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        list[i] = given[i];
    if (count == 0)
        list[0] = *owner;
    *payers = list;
    *n_payers = count > 0 ? count : 1;
}
