#include "inputs/value.h"

#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Longer than any sensible number; 1e-300 with 17 digits has 24 characters. */
enum { MAX_NUMBER_LENGTH = 60, MAX_ID_LENGTH = 64 };

static const char blanks[] = " \t\r\n";

const char *value_word(const char **text, size_t *length)
{
    const char *word = *text + strspn(*text, blanks);
    *length = strcspn(word, blanks);
    *text = word + *length;
    return *length == 0 ? NULL : word;
}

size_t value_count_words(const char *text)
{
    size_t n = 0, length;
    while (value_word(&text, &length) != NULL)
        n++;
    return n;
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static size_t skip_digits(const char *text, size_t i)
{
    while (is_digit(text[i]))
        i++;
    return i;
}

/* [+-] digits [. digits] [e [+-] digits], with a digit before or after the point. */
static bool looks_like_number(const char *text)
{
    size_t i = text[0] == '+' || text[0] == '-';
    const size_t whole = i;
    i = skip_digits(text, i);
    size_t n_digits = i - whole;
    if (text[i] == '.') {
        const size_t start = i + 1;
        i = skip_digits(text, start);
        n_digits += i - start;
    }
    if (n_digits == 0)
        return false;
    if (text[i] == 'e' || text[i] == 'E') {
        i++;
        i += text[i] == '+' || text[i] == '-';
        if (!is_digit(text[i]))
            return false;
        i = skip_digits(text, i);
    }
    return text[i] == '\0';
}

bool value_number(const char *text, size_t length, double *out)
{
    char copy[MAX_NUMBER_LENGTH + 1];
    if (length == 0 || length > MAX_NUMBER_LENGTH)
        return false;
    memcpy(copy, text, length);
    copy[length] = '\0';
    if (strlen(copy) != length || !looks_like_number(copy))
        return false;
    /* strtod wants the decimal sign of the locale. */
    char *point = strchr(copy, '.');
    if (point != NULL)
        *point = *localeconv()->decimal_point;
    const double number = strtod(copy, NULL);
    if (!isfinite(number))
        return false;
    *out = number;
    return true;
}

/* "7", "07" or "07:30", up to 24; how many characters it takes, 0 when it is no time. */
static size_t read_time(const char *text, size_t length, double *hours)
{
    size_t i = 0;
    int hour = 0, minute = 0;
    while (i < length && i < 2 && is_digit(text[i]))
        hour = 10 * hour + (text[i++] - '0');
    if (i == 0)
        return 0;
    if (i + 2 < length && text[i] == ':' && is_digit(text[i + 1]) && is_digit(text[i + 2])) {
        minute = 10 * (text[i + 1] - '0') + (text[i + 2] - '0');
        i += 3;
    }
    if (minute > 59 || hour * 60 + minute > 24 * 60)
        return 0;
    *hours = hour + minute / 60.0;
    return i;
}

bool value_window(const char *text, size_t length, window *out)
{
    window w = {0};
    const size_t from = read_time(text, length, &w.from_h);
    if (from == 0 || from >= length || text[from] != '-')
        return false;
    const size_t to = read_time(text + from + 1, length - from - 1, &w.to_h);
    if (to == 0 || from + 1 + to != length)
        return false;
    *out = w;
    return true;
}

bool value_is_id(const char *text, size_t length)
{
    if (length == 0 || length > MAX_ID_LENGTH || text[0] == '.' || text[0] == '-')
        return false;
    for (size_t i = 0; i < length; i++) {
        const char c = text[i];
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (!letter && !is_digit(c) && c != '_' && c != '-' && c != '.')
            return false;
    }
    return true;
}

static bool number_fits(const value_rule *rule, const char *word, size_t length, diag_code *wrong)
{
    double number;
    if (!value_number(word, length, &number)) {
        *wrong = DIAG_NOT_A_NUMBER;
        return false;
    }
    if (rule->kind == VALUE_WHOLE) {
        /* 4e0 and 4.0 are not how XML Schema writes a whole number. */
        for (size_t i = 0; i < length; i++) {
            if (!is_digit(word[i]) && !(i == 0 && (word[i] == '+' || word[i] == '-'))) {
                *wrong = DIAG_NOT_A_NUMBER;
                return false;
            }
        }
    }
    *wrong = DIAG_OUT_OF_RANGE;
    return number <= rule->max && (rule->min_open ? number > rule->min : number >= rule->min);
}

static bool is_choice(const value_rule *rule, const char *word, size_t length)
{
    for (size_t i = 0; i < rule->n_choices; i++) {
        if (strlen(rule->choices[i]) == length && memcmp(rule->choices[i], word, length) == 0)
            return true;
    }
    return false;
}

static bool is_word(const char *word, size_t length, const char *text)
{
    return strlen(text) == length && memcmp(word, text, length) == 0;
}

/* Characters, not bytes: every byte of UTF-8 that does not continue one. */
static size_t count_characters(const char *text, size_t length)
{
    size_t n = 0;
    for (size_t i = 0; i < length; i++)
        n += ((unsigned char)text[i] & 0xc0) != 0x80;
    return n;
}

bool value_fits(const value_rule *rule, const char *word, size_t length, diag_code *wrong)
{
    static const char park[] = "park:";
    window ignored;
    *wrong = DIAG_MALFORMED;
    if (rule->or_none && is_word(word, length, "-"))
        return true;
    switch (rule->kind) {
    case VALUE_NUMBER:
    case VALUE_WHOLE:
        return number_fits(rule, word, length, wrong);
    case VALUE_BOOLEAN:
        *wrong = DIAG_NOT_A_CHOICE;
        return is_word(word, length, "true") || is_word(word, length, "false");
    case VALUE_CHOICE:
        *wrong = DIAG_NOT_A_CHOICE;
        return is_choice(rule, word, length);
    case VALUE_ID:
        return value_is_id(word, length);
    case VALUE_PLACE:
        if (length > strlen(park) && strncmp(word, park, strlen(park)) == 0)
            return value_is_id(word + strlen(park), length - strlen(park));
        return value_is_id(word, length);
    case VALUE_WINDOW:
        return value_window(word, length, &ignored);
    case VALUE_TEXT:
        return rule->max_length == 0 || count_characters(word, length) <= rule->max_length;
    }
    return true;
}
