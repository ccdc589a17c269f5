/* bench/gen.h - what a generated region is made from: its size and its seed.
 *
 * Everything else follows from these two by functions without memory: asking twice for park 7 gives
 * the same park. So nothing is stored, and a part may look at any other.
 */
#ifndef BENCH_GEN_H
#define BENCH_GEN_H

#include <stdbool.h>
#include <stddef.h>

enum {
    GEN_MAX_MILESTONES = 20,
    GEN_MAX_DAYS = 1000, /* as many as a region may have */
    GEN_PRICE_YEAR = 2026,
    GEN_PLAN_YEAR = 2027,
};

typedef struct gen {
    size_t n_parks, n_stations, n_milestones, n_days;
    double step_h; /* divides 24 */
    unsigned seed;
} gen;

/* --- size (gen_size.c) --- */

/* A named size, such as S2; false when there is none of that name. */
bool gen_size_find(const char *name, gen *out);

const char *gen_size_name(size_t i); /* NULL past the last */

/* --- writing (gen_write.c) --- */

/* name="v v v", a value per milestone. */
void gen_write_list(const gen *g, const char *name, const double *values, int n_decimals);

/* --- parts of the XML, in the order in which they stand --- */

void gen_write_horizon(const gen *g);
void gen_write_calendar(const gen *g);
void gen_write_profiles(const gen *g);
void gen_write_trades(const gen *g);
void gen_write_market(const gen *g); /* carriers, recourse, tariffs */
void gen_write_grid(const gen *g);
void gen_write_catalogue(const gen *g);
void gen_write_parks(const gen *g);
void gen_write_heat_nets(const gen *g);
void gen_write_hubs(const gen *g);
void gen_write_policy(const gen *g); /* programme, funds, targets */

#endif
