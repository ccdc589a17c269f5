#include "outputs/html.h"

#include <math.h>
#include <string.h>

#include "outputs/json.h"

void html_raw(html *h, const char *markup)
{
    buffer_add(&h->out, markup);
}

/* Control characters, which HTML does not know, are left out. */
void html_text(html *h, const char *text)
{
    static const struct {
        char c;
        const char *entity;
    } special[] = {{'&', "&amp;"}, {'<', "&lt;"}, {'>', "&gt;"}, {'"', "&quot;"}, {'\'', "&#39;"}};
    const char *const begin = text;
    for (; *text != '\0'; text++) {
        const char *entity = NULL;
        for (size_t i = 0; i < sizeof special / sizeof special[0]; i++)
            if (*text == special[i].c)
                entity = special[i].entity;
        if (*text == ' ' && text - begin >= 3 && memcmp(text - 3, "€", 3) == 0)
            buffer_add(&h->out, "&nbsp;"); /* an amount stays on one line */
        else if (entity != NULL)
            buffer_add(&h->out, entity);
        else if ((unsigned char)*text >= ' ' && *text != '\x7f')
            buffer_add_bytes(&h->out, text, 1);
        else if (strchr("\t\r\n", *text) != NULL)
            buffer_add(&h->out, " ");
    }
}

void html_phrase(html *h, const phrase *p)
{
    if (strcmp(p->in[LANG_NL], p->in[LANG_EN]) == 0) {
        html_text(h, p->in[LANG_NL]);
        return;
    }
    html_raw(h, "<span lang=\"nl\">");
    html_text(h, p->in[LANG_NL]);
    html_raw(h, "</span><span lang=\"en\">");
    html_text(h, p->in[LANG_EN]);
    html_raw(h, "</span>");
}

void html_element(html *h, const char *tag, const phrase *p)
{
    buffer_printf(&h->out, "<%s>", tag);
    html_phrase(h, p);
    buffer_printf(&h->out, "</%.*s>\n", (int)strcspn(tag, " "), tag);
}

void html_words(html *h, const char *tag, text_id id)
{
    const phrase p = phrase_text(id);
    html_element(h, tag, &p);
}

void html_attribute(html *h, const char *name, const phrase *p)
{
    buffer_printf(&h->out, " %s=\"", name);
    html_text(h, p->in[LANG_NL]);
    buffer_printf(&h->out, "\" data-%s-nl=\"", name);
    html_text(h, p->in[LANG_NL]);
    buffer_printf(&h->out, "\" data-%s-en=\"", name);
    html_text(h, p->in[LANG_EN]);
    html_raw(h, "\"");
}

void html_figure(html *h, const char *tag, const phrase *shown, double exact)
{
    char value[JSON_NUMBER_ROOM];
    json_format_number(exact, value);
    buffer_printf(&h->out, "<%s data-v=\"%s\">", tag, value);
    html_phrase(h, shown);
    buffer_printf(&h->out, "</%.*s>", (int)strcspn(tag, " "), tag);
}

/* --- JSON inside a script ------------------------------------------------------------------------ */

/* "<" never stands in it, so that no text can end the script. */
void html_json_text(html *h, const char *text)
{
    html_raw(h, "\"");
    for (; *text != '\0'; text++) {
        const unsigned char c = (unsigned char)*text;
        if (c < ' ' || strchr("\"\\<>&\x7f", c) != NULL)
            buffer_printf(&h->out, "\\u%04x", c);
        else
            buffer_add_bytes(&h->out, text, 1);
    }
    html_raw(h, "\"");
}

void html_json_phrase(html *h, const phrase *p)
{
    html_raw(h, "{\"nl\":");
    html_json_text(h, p->in[LANG_NL]);
    html_raw(h, ",\"en\":");
    html_json_text(h, p->in[LANG_EN]);
    html_raw(h, "}");
}

void html_json_number(html *h, double value)
{
    char text[JSON_NUMBER_ROOM];
    if (isfinite(value))
        json_format_number(value, text);
    html_raw(h, isfinite(value) ? text : "null");
}
