/* inputs/schema_check.c - messages about what breaks a rule of the schema: one for each
 * mistake, saying what was expected (schema_check). */
#include "inputs/schema.h"

#include <stdlib.h>
#include <string.h>

#include "inputs/value.h"
#include "model/finding_text.h"
#include "model/text_match.h"

/* How many names can be candidates for a suggestion. */
enum { MAX_NAMES = 128, MAX_BAD_WORDS = 20 };

typedef struct check {
    diag_list *diags;
    arena *mem;
} check;

/* The name that was probably meant, or NULL. Findings past the last that is kept need none,
 * and a hostile file may have millions. */
static const char *meant_by(const check *k, const char *wrong, const char *const *names, size_t n)
{
    return diag_error_count(k->diags) < DIAG_MAX_FINDINGS ? closest_name(wrong, names, n) : NULL;
}

/* `; did you mean "name"?`, or nothing. */
static const char *hint(char *text, size_t size, const char *meant)
{
    text[0] = '\0';
    if (meant != NULL)
        snprintf(text, size, finding_text("; did you mean \"%s\"?"), meant);
    return text;
}

static size_t attribute_names(const node *n, const char **names)
{
    size_t count = 0;
    for (size_t i = 0; i < n->rule->n_attributes && count < MAX_NAMES; i++) {
        if (node_attribute(n, n->rule->attributes[i].name) == NULL)
            names[count++] = n->rule->attributes[i].name;
    }
    return count;
}

static size_t child_names(const element_rule *rule, const char **names)
{
    size_t count = 0;
    for (size_t i = 0; i < rule->n_children && count < MAX_NAMES; i++)
        names[count++] = rule->children[i].name;
    return count;
}

static void report_word(const check *k, const node *n, const char *name, const value_rule *rule,
                        const char *word, size_t length, diag_code wrong)
{
    char text[120], shown[81];
    const char *meant = NULL;
    const size_t kept = length < sizeof shown - 1 ? length : sizeof shown - 1;
    memcpy(shown, word, kept);
    shown[kept] = '\0';
    if (rule->kind == VALUE_CHOICE && kept == length)
        meant = meant_by(k, shown, rule->choices, rule->n_choices);
    const char *kind = "";
    if (wrong == DIAG_NOT_A_NUMBER)
        kind = rule->kind == VALUE_WHOLE ? "" : finding_text("a number, ");
    const char *none = rule->or_none ? finding_text(", or - for none") : "";
    const char *quote = wrong == DIAG_OUT_OF_RANGE ? "" : "\"";
    diag_add(k->diags, wrong, n->file, n->line, "%s is %s%s%s%s; it has to be %s%s%s%s", name,
             quote, shown, kept < length ? "..." : "", quote, kind, finding_text(rule->expected),
             none, hint(text, sizeof text, meant));
}

static void check_value(const check *k, const node *n, const char *name, const value_rule *rule,
                        const char *text)
{
    diag_code wrong;
    if (!rule->list) {
        if (!value_fits(rule, text, strlen(text), &wrong))
            report_word(k, n, name, rule, text, strlen(text), wrong);
        return;
    }
    size_t length, n_bad = 0, n_words = 0;
    for (const char *w = value_word(&text, &length); w != NULL && n_bad < MAX_BAD_WORDS;
         w = value_word(&text, &length)) {
        n_words++;
        if (!value_fits(rule, w, length, &wrong)) {
            report_word(k, n, name, rule, w, length, wrong);
            n_bad++;
        }
    }
    if (n_words == 0)
        diag_add(k->diags, DIAG_LIST_LENGTH, n->file, n->line,
                 "%s is empty; it has to have at least one value", name);
}

static void check_attributes(const check *k, node *n, bool *misspelt)
{
    for (size_t i = 0; i < n->n_attributes; i++) {
        attribute *a = &n->attributes[i];
        a->rule = schema_attribute(n->rule, a->name);
        if (a->rule != NULL) {
            check_value(k, n, a->name, a->rule->value, a->value);
            continue;
        }
        const char *names[MAX_NAMES];
        char text[120];
        const char *meant = meant_by(k, a->name, names, attribute_names(n, names));
        diag_add(k->diags, DIAG_UNKNOWN_ATTRIBUTE, n->file, n->line,
                 "<%s> has no attribute \"%s\"%s", n->name, a->name,
                 hint(text, sizeof text, meant));
        if (meant != NULL)
            misspelt[schema_attribute(n->rule, meant) - n->rule->attributes] = true;
    }
}

/* A required attribute that is there under a misspelt name has its message already. */
static void check_required(const check *k, const node *n, const bool *misspelt)
{
    for (size_t i = 0; i < n->rule->n_attributes; i++) {
        const attribute_rule *a = &n->rule->attributes[i];
        if (a->required && !misspelt[i] && node_attribute(n, a->name) == NULL)
            diag_add(k->diags, DIAG_MISSING_ATTRIBUTE, n->file, n->line,
                     "<%s> has no %s; it has to be %s%s", n->name, a->name,
                     a->value->kind == VALUE_NUMBER ? finding_text("a number, ") : "",
                     finding_text(a->value->expected));
    }
}

static bool is_ours(const node *n)
{
    return n->space != NULL && strcmp(n->space, REGION_NAMESPACE) == 0;
}

static void report_unknown_child(const check *k, const node *parent, const node *c, bool *misspelt)
{
    const char *names[MAX_NAMES];
    char text[120];
    if (!is_ours(c)) {
        diag_add(k->diags, DIAG_UNKNOWN_ELEMENT, c->file, c->line,
                 "<%s> is of namespace \"%s\"; only elements of %s may stand here", c->name,
                 c->space == NULL ? "" : c->space, REGION_NAMESPACE);
        return;
    }
    const char *meant = meant_by(k, c->name, names, child_names(parent->rule, names));
    diag_add(k->diags, DIAG_UNKNOWN_ELEMENT, c->file, c->line, "<%s> is not known inside <%s>%s",
             c->name, parent->name, hint(text, sizeof text, meant));
    if (meant != NULL)
        misspelt[schema_child(parent->rule, meant) - parent->rule->children] = true;
}

static status check_element(const check *k, node *n);

static status check_children(const check *k, node *n)
{
    bool *misspelt = ARENA_ARRAY(k->mem, n->rule->n_children, bool);
    bool *seen = ARENA_ARRAY(k->mem, n->rule->n_children, bool);
    if (misspelt == NULL || seen == NULL)
        return STATUS_NO_MEMORY;
    for (node *c = n->first; c != NULL; c = c->next) {
        const child_rule *rule = is_ours(c) ? schema_child(n->rule, c->name) : NULL;
        if (rule == NULL) {
            report_unknown_child(k, n, c, misspelt);
            continue;
        }
        const size_t i = (size_t)(rule - n->rule->children);
        if (n->rule->once && seen[i])
            diag_add(k->diags, DIAG_REPEATED_ELEMENT, c->file, c->line,
                     "<%s> stands more than once inside <%s>", c->name, n->name);
        seen[i] = true;
        c->rule = rule->element;
        if (check_element(k, c) != STATUS_OK)
            return STATUS_NO_MEMORY;
    }
    for (size_t i = 0; i < n->rule->n_children; i++) {
        if (n->rule->children[i].required && !seen[i] && !misspelt[i])
            diag_add(k->diags, DIAG_MISSING_ELEMENT, n->file, n->line,
                     "<%s> has no <%s>; it has to have one", n->name, n->rule->children[i].name);
    }
    return STATUS_OK;
}

static status check_element(const check *k, node *n)
{
    bool misspelt[MAX_NAMES] = {false};
    check_attributes(k, n, misspelt);
    check_required(k, n, misspelt);
    if (n->rule->text != NULL)
        check_value(k, n, n->name, n->rule->text, n->text);
    else if (n->text[0] != '\0')
        diag_add(k->diags, DIAG_STRAY_TEXT, n->file, n->line,
                 "<%s> holds the text \"%.40s\"; it has to have attributes and elements only",
                 n->name, n->text);
    return n->first == NULL && n->rule->n_children == 0 ? STATUS_OK : check_children(k, n);
}

status schema_check(const schema *rules, node *root, arena *mem, diag_list *diags)
{
    const check k = {.diags = diags, .mem = mem};
    root->rule = rules->region;
    return check_element(&k, root);
}
