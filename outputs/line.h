/* outputs/line.h - lines and columns on a terminal, in UTF-8.
 *
 * A column is a code point: the names of parks have no wider ones. Control characters, which a
 * name may hold, never reach the terminal: they show as '?'.
 */
#ifndef OUTPUTS_LINE_H
#define OUTPUTS_LINE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { LINE_WIDTH = 100 };

size_t text_columns(const char *text);

/* Adds text to what stands in buffer[room], cut at a whole character. */
void text_append(char *buffer, size_t room, const char *text);

/* One cell of exactly width columns: padded on the right, or on the left when right_aligned;
 * what is too long ends in "…". */
void line_cell(FILE *out, const char *text, size_t width, bool right_aligned);

/* Words from column indent on, which the cursor is at; goes on under it where LINE_WIDTH is full.
 * Ends the line. */
void line_words(FILE *out, size_t indent, const char *text);

/* The same on a new line that starts with indent blanks. */
void line_indented(FILE *out, size_t indent, const char *text);

#endif
