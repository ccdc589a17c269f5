#include "model/text.h"

#include <assert.h>
#include <string.h>

static const struct {
    const char *name;
    const char *words[LANG_COUNT];
} texts[TEXT_COUNT] = {
#define TEXT(id, nl, en) [TEXT_##id] = {#id, {[LANG_NL] = nl, [LANG_EN] = en}},
#include "model/texts.def"
#undef TEXT
};

bool lang_from_id(const char *id, lang *out)
{
    static const char *const ids[LANG_COUNT] = {[LANG_NL] = "nl", [LANG_EN] = "en"};
    for (int l = 0; l < LANG_COUNT; l++) {
        if (strcmp(ids[l], id) == 0) {
            *out = (lang)l;
            return true;
        }
    }
    return false;
}

const char *text_get(lang l, text_id id)
{
    assert(l >= 0 && l < LANG_COUNT && id >= 0 && id < TEXT_COUNT);
    return texts[id].words[l];
}

const char *text_name(text_id id)
{
    assert(id >= 0 && id < TEXT_COUNT);
    return texts[id].name;
}

bool text_find(const char *name, text_id *out)
{
    for (int id = 0; id < TEXT_COUNT; id++) {
        if (strcmp(texts[id].name, name) == 0) {
            *out = (text_id)id;
            return true;
        }
    }
    return false;
}

typedef struct writer {
    char *buffer;
    size_t room, used; /* used < room: one byte stays for the final zero */
} writer;

static void put(writer *w, const char *bytes, size_t n)
{
    const size_t left = w->room - 1 - w->used;
    if (n > left) {
        n = left;
        while (n > 0 && ((unsigned char)bytes[n] & 0xc0) == 0x80)
            n--;                   /* not half a character */
        w->room = w->used + n + 1; /* and nothing after the cut */
    }
    memcpy(w->buffer + w->used, bytes, n);
    w->used += n;
}

/* The number of a placeholder {1} .. {9} at p; 0 when there is none. */
static size_t placeholder(const char *p)
{
    return p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}' ? (size_t)(p[1] - '0') : 0;
}

const char *text_render(lang l, text_id id, const char *const *args, size_t n_args, char *buffer,
                        size_t room)
{
    assert(room > 0);
    writer w = {.buffer = buffer, .room = room};
    const char *p = text_get(l, id);
    while (*p != '\0') {
        const size_t number = placeholder(p);
        if (number > 0 && number <= n_args) {
            put(&w, args[number - 1], strlen(args[number - 1]));
            p += strlen("{1}");
        } else {
            const size_t n = 1 + strcspn(p + 1, "{");
            put(&w, p, n);
            p += n;
        }
    }
    buffer[w.used] = '\0';
    return buffer;
}
