#include "outputs/line.h"

#include <string.h>

static bool is_continuation(char c)
{
    return ((unsigned char)c & 0xc0) == 0x80;
}

/* Bytes of the character at p, which is not the final zero. */
static size_t character(const char *p)
{
    size_t n = 1;
    while (is_continuation(p[n]))
        n++;
    return n;
}

static size_t columns_of(const char *text, size_t n_bytes)
{
    size_t columns = 0;
    for (size_t i = 0; i < n_bytes; i++)
        columns += !is_continuation(text[i]);
    return columns;
}

size_t text_columns(const char *text)
{
    return columns_of(text, strlen(text));
}

void text_append(char *buffer, size_t room, const char *text)
{
    const size_t used = strlen(buffer);
    size_t n = strlen(text);
    if (n > room - 1 - used) {
        n = room - 1 - used;
        while (n > 0 && is_continuation(text[n]))
            n--;
    }
    memcpy(buffer + used, text, n);
    buffer[used + n] = '\0';
}

/* C0, DEL, and C1, which UTF-8 writes as C2 80 to C2 9F. */
static bool is_control(const char *p)
{
    const unsigned char first = (unsigned char)p[0], second = (unsigned char)p[first != '\0'];
    return first < 0x20 || first == 0x7f || (first == 0xc2 && second >= 0x80 && second <= 0x9f);
}

static void put(FILE *out, const char *text, size_t n_bytes)
{
    for (size_t i = 0; i < n_bytes; i += character(text + i)) {
        if (is_control(text + i))
            fputc('?', out);
        else
            fwrite(text + i, 1, character(text + i), out);
    }
}

static void put_blanks(FILE *out, size_t n)
{
    for (size_t i = 0; i < n; i++)
        fputc(' ', out);
}

static size_t bytes_of_columns(const char *text, size_t columns)
{
    size_t n = 0;
    for (size_t i = 0; i < columns && text[n] != '\0'; i++)
        n += character(text + n);
    return n;
}

void line_cell(FILE *out, const char *text, size_t width, bool right_aligned)
{
    const size_t columns = text_columns(text);
    if (columns > width) {
        put(out, text, bytes_of_columns(text, width - 1));
        fputs("…", out);
        return;
    }
    if (right_aligned)
        put_blanks(out, width - columns);
    put(out, text, strlen(text));
    if (!right_aligned)
        put_blanks(out, width - columns);
}

/* Bytes up to the next place where a line may break: a blank, but not the one of "€ 5". */
static size_t bytes_of_word(const char *p)
{
    static const char currency[] = "€ ";
    const size_t joined = strncmp(p, currency, sizeof currency - 1) == 0 ? sizeof currency - 1 : 0;
    return joined + strcspn(p + joined, " ");
}

/* A word that is longer than the line is cut in pieces. */
void line_words(FILE *out, size_t indent, const char *text)
{
    const size_t width = LINE_WIDTH - indent;
    size_t column = 0;
    for (const char *p = text + strspn(text, " "); *p != '\0'; p += strspn(p, " ")) {
        size_t n = bytes_of_word(p);
        size_t columns = columns_of(p, n);
        if (columns > width) {
            n = bytes_of_columns(p, width);
            columns = width;
        }
        if (column > 0 && column + 1 + columns > width) {
            fputc('\n', out);
            put_blanks(out, indent);
            column = 0;
        }
        if (column > 0)
            fputc(' ', out);
        put(out, p, n);
        column += columns + (column > 0);
        p += n;
    }
    fputc('\n', out);
}

void line_indented(FILE *out, size_t indent, const char *text)
{
    put_blanks(out, indent);
    line_words(out, indent, text);
}
