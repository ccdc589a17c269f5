/* model/units.h - factors between units, so that none stands bare in a formula. */
#ifndef MODEL_UNITS_H
#define MODEL_UNITS_H

#define EUR_PER_KEUR 1000.0
#define KWH_PER_MWH 1000.0
#define KG_PER_TONNE 1000.0
#define MONTHS_PER_YEAR 12.0
#define HOURS_PER_DAY 24.0
#define DAYS_PER_YEAR 365.0

#endif
