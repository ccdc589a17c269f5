#include "model/heat_net.h"

#include <math.h>

double heat_source_price(const heat_source *s)
{
    return isfinite(s->price_eur_per_kwh) ? s->price_eur_per_kwh
                                          : s->technology->variable_eur_per_kwh;
}

double heat_source_co2(const heat_source *s)
{
    return isfinite(s->co2_kg_per_kwh) ? s->co2_kg_per_kwh : s->technology->co2_kg_per_kwh;
}
