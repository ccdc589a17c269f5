#include "model/station.h"

static double reserved_kw(const station *s, const calendar *cal, size_t y, size_t d, size_t t)
{
    return s->reserved_kw ? s->reserved_kw[y * calendar_size(cal) + calendar_at(cal, d, t)] : 0.0;
}

double station_load_kw(const station *s, const calendar *cal, size_t y, size_t d, size_t t)
{
    const double load =
        s->background ? s->background_kw[y] * s->background->values[calendar_at(cal, d, t)] : 0.0;
    return load + reserved_kw(s, cal, y, d, t);
}

double station_feed_kw(const station *s, const calendar *cal, size_t y, size_t d, size_t t)
{
    const double feed =
        s->background_export
            ? s->background_export_kw[y] * s->background_export->values[calendar_at(cal, d, t)]
            : 0.0;
    return feed - reserved_kw(s, cal, y, d, t);
}
