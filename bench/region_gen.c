/* bench/region_gen.c - a made-up but believable region, for measuring: region_gen --size S2 --seed 1
 *
 * Writes region.xml to stdout. The same size and seed give the same region.
 */
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/gen.h"

enum { EXIT_USAGE = 2, EXIT_MACHINE = 5 };

static const char help[] =
    "region_gen writes a made-up region to standard output.\n"
    "\n"
    "  --size NAME       parks, stations, milestones, days and step together [S1]:\n"
    "                    T1 T2 S1 M1 S2 S3 S4 S5\n"
    "  --seed N          another region of the same size [1]\n"
    "  --parks N  --stations N  --milestones N  --days N  --step-h H\n"
    "                    one of them in place of what the size says\n"
    "\n"
    "Example:  region_gen --size S2 --seed 1 > region.xml\n";

static bool complain(const char *name, const char *value)
{
    fprintf(stderr, "region_gen: %s %s is not understood\n", name, value == NULL ? "" : value);
    return false;
}

static bool read_number(const char *value, double least, double most, double *out)
{
    char *end = NULL;
    errno = 0;
    *out = strtod(value, &end);
    return end != value && *end == '\0' && errno == 0 && *out >= least && *out <= most;
}

static bool read_count(const char *value, double most, size_t *out)
{
    double number = 0.0;
    if (!read_number(value, 1.0, most, &number) || floor(number) < number)
        return false;
    *out = (size_t)number;
    return true;
}

static bool read_seed(const char *value, unsigned *out)
{
    size_t seed = 0;
    if (!read_count(value, 1e9, &seed))
        return false;
    *out = (unsigned)seed;
    return true;
}

static bool read_step(const char *value, double *out)
{
    return read_number(value, 0.25, 24.0, out) && fmod(24.0, *out) <= 0.0;
}

/* A size replaces all that stands before it but the seed. */
static bool read_size(const char *value, gen *out)
{
    const unsigned seed = out->seed;
    const bool found = gen_size_find(value, out);
    out->seed = seed;
    return found;
}

static bool read_option(const char *name, const char *value, gen *out)
{
    const double most_parks = 999.0;
    if (strcmp(name, "--size") == 0)
        return read_size(value, out);
    if (strcmp(name, "--seed") == 0)
        return read_seed(value, &out->seed);
    if (strcmp(name, "--parks") == 0)
        return read_count(value, most_parks, &out->n_parks);
    if (strcmp(name, "--stations") == 0)
        return read_count(value, most_parks, &out->n_stations);
    if (strcmp(name, "--milestones") == 0)
        return read_count(value, GEN_MAX_MILESTONES, &out->n_milestones);
    if (strcmp(name, "--days") == 0)
        return read_count(value, GEN_MAX_DAYS, &out->n_days);
    if (strcmp(name, "--step-h") == 0)
        return read_step(value, &out->step_h);
    return false;
}

static bool read_options(int argc, char **argv, gen *out)
{
    if (!gen_size_find("S1", out))
        return false;
    out->seed = 1;
    for (int i = 1; i < argc; i += 2)
        if (i + 1 >= argc || !read_option(argv[i], argv[i + 1], out))
            return complain(argv[i], i + 1 < argc ? argv[i + 1] : NULL);
    if (out->n_stations <= out->n_parks)
        return true;
    fprintf(stderr, "region_gen: %zu stations are more than the %zu parks\n", out->n_stations,
            out->n_parks);
    return false;
}

static void write_region(const gen *g)
{
    printf("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<!-- Made up by region_gen: %zu parks, %zu stations, %zu milestones, %zu days in steps "
           "of %.2f h, seed %u. -->\n"
           "<region xmlns=\"urn:parkplan:region:1\" id=\"generated\" name=\"Verzonnen regio %u\" "
           "price_year=\"%d\">\n",
           g->n_parks, g->n_stations, g->n_milestones, g->n_days, g->step_h, g->seed, g->seed,
           GEN_PRICE_YEAR);
    gen_write_horizon(g);
    gen_write_calendar(g);
    gen_write_profiles(g);
    gen_write_trades(g);
    gen_write_market(g);
    gen_write_grid(g);
    gen_write_catalogue(g);
    gen_write_parks(g);
    gen_write_heat_nets(g);
    gen_write_hubs(g);
    gen_write_policy(g);
    printf("</region>\n");
}

int main(int argc, char **argv)
{
    gen g;
    if (argc == 2 && strcmp(argv[1], "--help") == 0) {
        fputs(help, stdout);
        return 0;
    }
    if (!read_options(argc, argv, &g)) {
        fprintf(stderr, "region_gen --help says what it takes\n");
        return EXIT_USAGE;
    }
    write_region(&g);
    if (fflush(stdout) == 0 && !ferror(stdout))
        return 0;
    fprintf(stderr, "region_gen: standard output: %s\n", strerror(errno));
    return EXIT_MACHINE;
}
