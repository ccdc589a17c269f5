#include "model/finding_text.h"

#include <string.h>

static const struct {
    const char *english, *dutch;
} texts[] = {
#define TEXT(english, dutch) {english, dutch},
#include "model/finding_texts.def"
#undef TEXT
};

static lang spoken = LANG_EN;

void finding_text_speak(lang l)
{
    spoken = l;
}

const char *finding_text(const char *english)
{
    for (size_t i = 0; spoken == LANG_NL && i < sizeof texts / sizeof *texts; i++)
        if (strcmp(texts[i].english, english) == 0)
            return texts[i].dutch;
    return english;
}
