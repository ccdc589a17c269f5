#include "outputs/text_buffer.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIRST_ROOM = 4096 };

/* Room for n more bytes and the final zero. */
static bool make_room(text_buffer *b, size_t n)
{
    size_t room = b->room == 0 ? FIRST_ROOM : b->room;
    while (room - b->length <= n)
        room *= 2;
    if (b->failed || room == b->room)
        return !b->failed;
    char *longer = realloc(b->text, room);
    b->failed = longer == NULL;
    if (longer != NULL) {
        b->text = longer;
        b->room = room;
    }
    return !b->failed;
}

void buffer_add_bytes(text_buffer *b, const char *bytes, size_t n)
{
    if (!make_room(b, n))
        return;
    memcpy(b->text + b->length, bytes, n);
    b->length += n;
    b->text[b->length] = '\0';
}

void buffer_add(text_buffer *b, const char *text)
{
    buffer_add_bytes(b, text, strlen(text));
}

void buffer_printf(text_buffer *b, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    const int n = vsnprintf(NULL, 0, format, args);
    va_end(args);
    if (n < 0 || !make_room(b, (size_t)n))
        return;
    va_start(args, format);
    vsnprintf(b->text + b->length, (size_t)n + 1, format, args);
    va_end(args);
    b->length += (size_t)n;
}

void buffer_free(text_buffer *b)
{
    free(b->text);
    *b = (text_buffer){0};
}
