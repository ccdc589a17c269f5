#include "inputs/xpath_names.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* What the token before a name says about it (XPath 1.0, section 3.7). */
typedef struct rewriting {
    const char *in;
    char *out;
    bool operand_before; /* the token before ends an operand: a name here is an operator */
    bool attribute;      /* "@" or "attribute::" stands before */
} rewriting;

static bool starts_name(unsigned char c)
{
    return isalpha(c) || c == '_' || c >= 0x80;
}

static bool continues_name(unsigned char c)
{
    return starts_name(c) || (c >= '0' && c <= '9') || c == '-' || c == '.';
}

static const char *skip_blanks(const char *text)
{
    return text + strspn(text, " \t\r\n");
}

static void copy(rewriting *w, size_t length)
{
    memcpy(w->out, w->in, length);
    w->out += length;
    w->in += length;
}

static bool is_word(const char *text, size_t length, const char *word)
{
    return strlen(word) == length && memcmp(text, word, length) == 0;
}

static bool is_operator(const char *name, size_t length)
{
    return is_word(name, length, "and") || is_word(name, length, "or") ||
           is_word(name, length, "div") || is_word(name, length, "mod");
}

static size_t name_length(const char *text)
{
    size_t n = 0;
    while (continues_name((unsigned char)text[n]))
        n++;
    return n;
}

/* A name, with what follows it as far as that decides its meaning. */
static void rewrite_name(rewriting *w)
{
    const size_t length = name_length(w->in);
    const char *after = skip_blanks(w->in + length);
    if (w->operand_before && is_operator(w->in, length)) {
        copy(w, length);
        w->operand_before = false;
        return;
    }
    if (after[0] == ':' && after[1] == ':') { /* an axis */
        w->attribute = is_word(w->in, length, "attribute");
        copy(w, (size_t)(after + 2 - w->in));
        w->operand_before = false;
        return;
    }
    const bool prefixed = w->in[length] == ':';
    if (!prefixed && after[0] != '(' && !w->attribute) {
        memcpy(w->out, REGION_PREFIX ":", strlen(REGION_PREFIX ":"));
        w->out += strlen(REGION_PREFIX ":");
    }
    copy(w, length);
    if (prefixed) { /* "prefix:name" or "prefix:*" */
        copy(w, 1);
        copy(w, *w->in == '*' ? 1 : name_length(w->in));
    }
    w->operand_before = true;
    w->attribute = false;
}

static void rewrite_text(rewriting *w)
{
    const char *end = strchr(w->in + 1, *w->in);
    copy(w, end == NULL ? strlen(w->in) : (size_t)(end + 1 - w->in));
    w->operand_before = true;
}

static void rewrite_number(rewriting *w)
{
    copy(w, strspn(w->in, "0123456789."));
    w->operand_before = true;
    w->attribute = false;
}

static void rewrite_sign(rewriting *w)
{
    const char c = *w->in;
    copy(w, 1);
    if (c == '@')
        w->attribute = true;
    else if (c == '*' && w->operand_before) /* times */
        w->operand_before = false;
    else
        w->operand_before = c == ')' || c == ']' || c == '*' || c == '.';
    if (c != '@')
        w->attribute = false;
}

static void rewrite_variable(rewriting *w)
{
    copy(w, 1);
    copy(w, name_length(w->in));
    w->operand_before = true;
}

char *xpath_add_prefix(arena *mem, const char *expression)
{
    /* At worst every character is a name of its own. */
    char *result = arena_array(mem, strlen(expression) + 1, 1 + strlen(REGION_PREFIX ":"));
    rewriting w = {.in = expression, .out = result};
    while (result != NULL && *w.in != '\0') {
        const unsigned char c = (unsigned char)*w.in;
        if (starts_name(c))
            rewrite_name(&w);
        else if (c == '"' || c == '\'')
            rewrite_text(&w);
        else if (isdigit(c) || (c == '.' && isdigit((unsigned char)w.in[1])))
            rewrite_number(&w);
        else if (c == '$')
            rewrite_variable(&w);
        else if (strchr(" \t\r\n", c) != NULL)
            copy(&w, 1);
        else
            rewrite_sign(&w);
    }
    return result;
}
