#include "outputs/number_format.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { DIGITS_PER_GROUP = 3, MAX_DECIMALS = 6 };

/* Digits only, so that no decimal sign of a locale comes in. */
static size_t scaled_digits(double value, int decimals, char digits[NUMBER_ROOM])
{
    const double most = MAX_FORMATTED;
    const double scaled = round(fmin(fabs(value), most) * pow(10.0, decimals));
    snprintf(digits, NUMBER_ROOM, "%0*.0f", decimals + 1, scaled);
    return strlen(digits);
}

const char *number_format(lang l, double value, int decimals, char text[NUMBER_ROOM])
{
    static const struct {
        char group, decimal;
    } signs[LANG_COUNT] = {[LANG_NL] = {'.', ','}, [LANG_EN] = {',', '.'}};
    assert(decimals >= 0 && decimals <= MAX_DECIMALS);
    if (isnan(value))
        return strcpy(text, "?");
    char digits[NUMBER_ROOM];
    const size_t n = scaled_digits(value, decimals, digits);
    const size_t n_whole = n - (size_t)decimals;
    char *out = text;
    if (value < 0.0 && strspn(digits, "0") < n)
        *out++ = '-';
    for (size_t i = 0; i < n; i++) {
        if (i == n_whole)
            *out++ = signs[l].decimal;
        else if (i > 0 && i < n_whole && (n_whole - i) % DIGITS_PER_GROUP == 0)
            *out++ = signs[l].group;
        *out++ = digits[i];
    }
    *out = '\0';
    return text;
}

/* How many decimals a figure needs to tell about two digits. */
static int useful_decimals(double value)
{
    const double size = fabs(value);
    if (size >= 10.0 || nearbyint(value) == value)
        return 0;
    return size >= 1.0 ? 1 : 2;
}

const char *number_format_plain(lang l, double value, char text[NUMBER_ROOM])
{
    return number_format(l, value, useful_decimals(value), text);
}

const char *count_format(lang l, double n, text_id one, text_id several, char text[NUMBER_ROOM])
{
    char figure[NUMBER_ROOM];
    number_format(l, n, 0, figure);
    return text_render(l, strcmp(figure, "1") == 0 ? one : several, (const char *const[]){figure},
                       1, text, NUMBER_ROOM);
}

/* Thousands and more are rounded to three digits: the rest is false precision. */
static double rounded(double eur)
{
    const double size = fabs(eur);
    const double step = size >= 1e5 ? 1e3 : size >= 1e4 ? 1e2 : size >= 1e3 ? 10.0 : 1.0;
    return round(eur / step) * step;
}

const char *money_format(lang l, double eur, char text[NUMBER_ROOM])
{
    char figure[NUMBER_ROOM];
    double shown = rounded(eur);
    text_id form = TEXT_money_whole;
    int decimals = 0;
    if (fabs(shown) >= 1e6) {
        const bool billions = fabs(shown) >= 1e9;
        shown = eur / (billions ? 1e9 : 1e6);
        form = billions ? TEXT_money_billion : TEXT_money_million;
        decimals = fabs(shown) >= 100.0 ? 0 : fabs(shown) >= 10.0 ? 1 : 2;
    }
    number_format(l, shown, decimals, figure);
    return text_render(l, form, (const char *const[]){figure}, 1, text, NUMBER_ROOM);
}

const char *percent_format(lang l, double frac, char text[NUMBER_ROOM])
{
    char figure[NUMBER_ROOM];
    const double shown = 100.0 * frac, size = fabs(shown), least = 0.01;
    const bool nothing = size < 1e-9;
    const bool tiny = shown > 0.0 && !nothing && size < least;
    const int decimals = size >= 1.0 || nothing ? 0 : size >= 0.1 ? 1 : 2;
    number_format(l, tiny ? least : shown, decimals, figure);
    return text_render(l, tiny ? TEXT_percent_less_than : TEXT_percent,
                       (const char *const[]){figure}, 1, text, NUMBER_ROOM);
}
