#include "model/connection.h"

#include <math.h>

#include "model/units.h"

double fleet_existing(const fleet *f, size_t y)
{
    return fmin(f->existing_vehicles, f->vehicles[y]);
}

double fleet_growth(const fleet *f, size_t y)
{
    return f->vehicles[y] - fleet_existing(f, y);
}

double fleet_kwh_per_vehicle(const fleet *f, const calendar *cal, size_t d)
{
    /* The profile has a yearly mean of 1, so its mean over a day says how busy that day is. */
    const double busy = f->profile == NULL ? 1.0 : calendar_day_mean(cal, f->profile->values, d);
    return f->energy_kwh_per_vehicle_day * busy;
}

double fleet_unmanaged_kw(const fleet *f, const calendar *cal, size_t d, size_t t)
{
    const double value = f->profile == NULL ? 1.0 : f->profile->values[calendar_at(cal, d, t)];
    return f->energy_kwh_per_vehicle_day / HOURS_PER_DAY * value;
}
