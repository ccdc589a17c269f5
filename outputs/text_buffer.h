/* outputs/text_buffer.h - a text that grows while it is written.
 *
 * Memory that is out is remembered: calls after that do no harm, and failed tells in the end.
 */
#ifndef OUTPUTS_TEXT_BUFFER_H
#define OUTPUTS_TEXT_BUFFER_H

#include <stdbool.h>
#include <stddef.h>

#include "model/status.h"

typedef struct text_buffer {
    char *text;    /* [length] and a zero after it; NULL while nothing was added */
    size_t length; /* in bytes */
    size_t room;
    bool failed; /* memory was out; the text is not whole */
} text_buffer;

void buffer_add(text_buffer *b, const char *text);
void buffer_add_bytes(text_buffer *b, const char *bytes, size_t n);
void buffer_printf(text_buffer *b, const char *format, ...) PRINTF_LIKE(2, 3);
/* Makes it an empty one. */
void buffer_free(text_buffer *b);

#endif
