/* bench/gen_market.h - what energy emits, for parts that have to foresee it. */
#ifndef BENCH_GEN_MARKET_H
#define BENCH_GEN_MARKET_H

#define GEN_GAS_CO2_KG_PER_KWH 0.183
#define GEN_DIESEL_CO2_KG_PER_KWH 0.66 /* per kWh that an electric vehicle would have charged */

double gen_electricity_co2_kg_per_kwh(int year);

#endif
