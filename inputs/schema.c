#include "inputs/schema.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "inputs/embedded.h"

static const char xsd_path[] = "inputs/region.xsd";

/* What one load works on. good turns false on a mistake in region.xsd. */
typedef struct load {
    arena *mem;
    schema *s;
    const node *top;
    bool good;
    bool no_memory;
} load;

static const char *value_of(const node *n, const char *name)
{
    const attribute *a = node_attribute(n, name);
    return a == NULL ? NULL : a->value;
}

static void *take(load *l, size_t count, size_t size)
{
    void *place = arena_array(l->mem, count, size);
    if (place == NULL)
        l->no_memory = true;
    return place;
}

static value_rule *find_value(load *l, const char *id)
{
    for (size_t i = 0; id != NULL && i < l->s->n_values; i++) {
        if (strcmp(l->s->values[i].id, id) == 0)
            return &l->s->values[i];
    }
    l->good = false;
    return &l->s->values[0];
}

static const element_rule *find_element(load *l, const char *id)
{
    for (size_t i = 0; id != NULL && i < l->s->n_elements; i++) {
        if (strcmp(l->s->elements[i].id, id) == 0)
            return &l->s->elements[i];
    }
    l->good = false;
    return NULL;
}

static const char *documentation(const node *n)
{
    const node *d = node_child(node_child(n, "annotation"), "documentation");
    return d == NULL ? NULL : d->text;
}

/* The kinds that have a form of their own are known by the name of their type. */
static value_kind kind_of(const char *id, const char *base)
{
    if (strcmp(base, "xs:double") == 0)
        return VALUE_NUMBER;
    if (strcmp(base, "xs:integer") == 0)
        return VALUE_WHOLE;
    if (strcmp(base, "xs:boolean") == 0)
        return VALUE_BOOLEAN;
    if (strcmp(id, "id") == 0 || strcmp(id, "day_or_all") == 0)
        return VALUE_ID;
    if (strcmp(id, "place") == 0)
        return VALUE_PLACE;
    if (strcmp(id, "window") == 0)
        return VALUE_WINDOW;
    return VALUE_TEXT;
}

static void read_choices(load *l, const node *restriction, value_rule *v)
{
    v->n_choices = node_count(restriction, "enumeration");
    if (v->n_choices == 0)
        return;
    const char **choices = take(l, v->n_choices, sizeof *choices);
    if (choices == NULL) {
        v->n_choices = 0;
        return;
    }
    size_t i = 0;
    for (const node *e = node_child(restriction, "enumeration"); e != NULL; e = node_next(e))
        choices[i++] = value_of(e, "value");
    v->choices = choices;
    v->kind = VALUE_CHOICE;
}

static double facet(const node *restriction, const char *name, double otherwise)
{
    const char *text = value_of(node_child(restriction, name), "value");
    return text == NULL ? otherwise : strtod(text, NULL);
}

static void read_restriction(load *l, const node *restriction, value_rule *v)
{
    const char *base = value_of(restriction, "base");
    v->kind = kind_of(v->id, base == NULL ? "" : base);
    v->min_open = node_child(restriction, "minExclusive") != NULL;
    v->min = facet(restriction, v->min_open ? "minExclusive" : "minInclusive", -HUGE_VAL);
    v->max = facet(restriction, "maxInclusive", HUGE_VAL);
    v->max_length = (size_t)facet(restriction, "maxLength", 0.0);
    read_choices(l, restriction, v);
}

/* A list or union takes over the rule of its items, which stands before it in the file. */
static void read_derived(load *l, const node *type, value_rule *v)
{
    const node *list = node_child(type, "list");
    const node *both = node_child(type, "union");
    char item[64] = "";
    const char *from = list != NULL ? value_of(list, "itemType") : value_of(both, "memberTypes");
    if (from != NULL && strcspn(from, " ") < sizeof item)
        memcpy(item, from, strcspn(from, " "));
    const char *id = v->id;
    *v = *find_value(l, item);
    v->id = id;
    v->list = list != NULL;
    v->or_none = v->or_none || both != NULL;
}

static void read_values(load *l)
{
    const size_t n = node_count(l->top, "simpleType");
    l->s->values = take(l, n + 1, sizeof *l->s->values);
    if (l->s->values == NULL)
        return;
    for (const node *t = node_child(l->top, "simpleType"); t != NULL; t = node_next(t)) {
        value_rule *v = &l->s->values[l->s->n_values];
        v->id = value_of(t, "name");
        v->expected = documentation(t);
        if (node_child(t, "restriction") != NULL)
            read_restriction(l, node_child(t, "restriction"), v);
        else
            read_derived(l, t, v);
        l->s->n_values++;
    }
}

static void read_attributes(load *l, const node *holder, element_rule *e)
{
    for (const node *a = node_child(holder, "attribute"); a != NULL; a = node_next(a)) {
        const char *use = value_of(a, "use");
        e->attributes[e->n_attributes++] = (attribute_rule){
            .name = value_of(a, "name"),
            .value = find_value(l, value_of(a, "type")),
            .required = use != NULL && strcmp(use, "required") == 0,
            .fallback = value_of(a, "default"),
        };
    }
}

static void read_children(load *l, const node *model, element_rule *e)
{
    e->children = take(l, node_count(model, "element"), sizeof *e->children);
    if (e->children == NULL)
        return;
    for (const node *c = node_child(model, "element"); c != NULL; c = node_next(c)) {
        const char *least = value_of(c, "minOccurs");
        e->children[e->n_children++] = (child_rule){
            .name = value_of(c, "name"),
            .element = find_element(l, value_of(c, "type")),
            .required = e->once && (least == NULL || strcmp(least, "0") != 0),
        };
    }
}

static void read_element(load *l, const node *type, element_rule *e)
{
    const node *group = node_child(l->top, "attributeGroup");
    const node *text = node_child(node_child(type, "simpleContent"), "extension");
    const node *holder = text != NULL ? text : type;
    const size_t room = node_count(holder, "attribute") + node_count(group, "attribute");
    e->attributes = take(l, room, sizeof *e->attributes);
    if (e->attributes == NULL)
        return;
    read_attributes(l, holder, e);
    if (node_child(holder, "attributeGroup") != NULL)
        read_attributes(l, group, e);
    if (text != NULL)
        e->text = find_value(l, value_of(text, "base"));
    const node *all = node_child(type, "all");
    e->once = all != NULL;
    if (all != NULL || node_child(type, "choice") != NULL)
        read_children(l, all != NULL ? all : node_child(type, "choice"), e);
}

static void read_elements(load *l)
{
    const size_t n = node_count(l->top, "complexType");
    l->s->elements = take(l, n, sizeof *l->s->elements);
    if (l->s->elements == NULL)
        return;
    /* All names first: a type may refer to a later one. */
    for (const node *t = node_child(l->top, "complexType"); t != NULL; t = node_next(t))
        l->s->elements[l->s->n_elements++].id = value_of(t, "name");
    size_t i = 0;
    for (const node *t = node_child(l->top, "complexType"); t != NULL && !l->no_memory;
         t = node_next(t))
        read_element(l, t, &l->s->elements[i++]);
}

static status read_rules(const node *top, arena *mem, diag_list *diags, schema **out)
{
    load l = {.mem = mem, .top = top, .good = true};
    l.s = ARENA_NEW(mem, schema);
    if (l.s == NULL)
        return STATUS_NO_MEMORY;
    read_values(&l);
    if (!l.no_memory)
        read_elements(&l);
    if (l.no_memory)
        return STATUS_NO_MEMORY;
    l.s->region = find_element(&l, "region");
    if (!l.good) {
        diag_add(diags, DIAG_SCHEMA, xsd_path, 0, "the schema in the program contradicts itself");
        return STATUS_INVALID;
    }
    *out = l.s;
    return STATUS_OK;
}

status schema_load(arena *mem, diag_list *diags, schema **out)
{
    const embedded_file *xsd = embedded_find(xsd_path);
    if (xsd == NULL) {
        diag_add(diags, DIAG_SCHEMA, xsd_path, 0, "the program was built without its schema");
        return STATUS_INVALID;
    }
    xml_document *doc = NULL;
    node *top = NULL;
    status st = xml_document_parse(xsd_path, xsd->data, xsd->size, diags, &doc);
    if (st == STATUS_OK)
        st = xml_document_nodes(doc, mem, &top);
    xml_document_free(doc);
    return st == STATUS_OK ? read_rules(top, mem, diags, out) : st;
}

const attribute_rule *schema_attribute(const element_rule *rule, const char *name)
{
    for (size_t i = 0; rule != NULL && i < rule->n_attributes; i++) {
        if (strcmp(rule->attributes[i].name, name) == 0)
            return &rule->attributes[i];
    }
    return NULL;
}

const child_rule *schema_child(const element_rule *rule, const char *name)
{
    for (size_t i = 0; rule != NULL && i < rule->n_children; i++) {
        if (strcmp(rule->children[i].name, name) == 0)
            return &rule->children[i];
    }
    return NULL;
}
