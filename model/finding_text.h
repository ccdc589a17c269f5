/* model/finding_text.h - findings in Dutch: model/finding_texts.def has each sentence in both languages.
 *
 * A finding is written in English where it is found, as a format that the compiler checks; its Dutch is looked
 * up by that. gettext would do the same, but wants a file beside the program and a locale that the machine has.
 */
#ifndef MODEL_FINDING_TEXT_H
#define MODEL_FINDING_TEXT_H

#include "model/status.h"
#include "model/text.h"

/* The language of all findings from now on; English until then. Before threads start: it is the process's. */
void finding_text_speak(lang l);

/* The same in that language: a format with the same conversions in the same order, a part of a sentence, or what
 * strerror() says. As it came where there is no other. */
const char *finding_text(const char *english) FORMAT_ARG(1);

/* Marks a text of a table that goes through finding_text() later, for tests/test_finding_texts.sh. */
#define FINDING_TEXT(english) english

#endif
