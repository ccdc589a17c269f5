/* outputs/number_format.h - figures as people read them: Dutch 1.234.567,8, English 1,234,567.8.
 *
 * Independent of the locale. Rounds; never shows a zero with a minus.
 */
#ifndef OUTPUTS_NUMBER_FORMAT_H
#define OUTPUTS_NUMBER_FORMAT_H

#include "model/text.h"

/* Room for any of these, for values up to MAX_FORMATTED; beyond it they show MAX_FORMATTED. */
enum { NUMBER_ROOM = 64 };
#define MAX_FORMATTED 1e18

/* Each gives text. decimals 0 to 6. A value that is not a number shows "?". */
const char *number_format(lang l, double value, int decimals, char text[NUMBER_ROOM]);
/* In people's terms: 0 to 2 decimals, so that about three digits tell something. */
const char *number_format_plain(lang l, double value, char text[NUMBER_ROOM]);
/* "1 actie", "12 acties": TEXT_count_one_... or TEXT_count_... */
const char *count_format(lang l, double n, text_id one, text_id several, char text[NUMBER_ROOM]);
/* "€ 950", "€ 12.300", "€ 1,36 miljoen": three significant digits or so. */
const char *money_format(lang l, double eur, char text[NUMBER_ROOM]);
/* "25 %": whole percents, one decimal below one percent, two below a tenth, and then "minder
 * dan 0,01 %". */
const char *percent_format(lang l, double frac, char text[NUMBER_ROOM]);

#endif
