/* model/technology.h - a row of the catalogue: one measure that a site can take.
 *
 * Everything physical is one of a few kinds on a (site, carrier) balance, so a new
 * technology is a row in the catalogue and not code.
 */
#ifndef MODEL_TECHNOLOGY_H
#define MODEL_TECHNOLOGY_H

#include <stdbool.h>
#include <stddef.h>

#include "model/basis.h"
#include "model/carrier.h"
#include "model/payer.h"
#include "model/profile.h"
#include "model/theme.h"

typedef enum technology_kind {
    KIND_SOURCE,    /* capacity kW; PV, wind, residual heat, geothermal */
    KIND_CONVERTER, /* capacity kW of output (the first) or input; boiler, heat pump, CHP */
    KIND_STORAGE,   /* capacity kW, energy kWh; battery, buffer */
    KIND_SAVING,    /* capacity MWh per year taken off one demand; insulation, LED */
    KIND_CHARGER,   /* capacity in points, whole */
    KIND_CONTROL,   /* capacity in sites, whole: EMS */
    KIND_LINK,      /* capacity kW; pipe, private cable, heat-net connection */
    KIND_COUNT
} technology_kind;

enum { MAX_OUTPUTS = 3 };

typedef struct converter_output {
    const carrier *carrier;
    double ratio;           /* out per in; multiplies the profile where there is one */
    const profile *profile; /* RATIO, or NULL */
} converter_output;

typedef struct trade {
    const char *id;
    size_t index;
    const double *weeks_per_year; /* [n_milestones], installer-weeks to be had in the region */
    figure_basis basis;
    int line;
} trade;

typedef struct technology {
    const char *id;
    const char *name_nl, *name_en;
    size_t index; /* in region.technologies */
    technology_kind kind;
    theme theme;

    /* Money, per unit of capacity; real EUR of the price year. */
    const double *investment_eur_per_unit; /* [n_milestones] */
    double fixed_investment_eur;           /* per adopting site; smeared over typical_size, (E5) */
    double operating_eur_per_unit_year;    /* includes operating_frac_of_investment of the first milestone */
    double operating_frac;                 /* per year, of what is invested per m, per pipe or per kWh */
    double annual_cost_eur_per_unit;       /* in place of investment and life; NAN when not given */
    double life_years;                     /* > 0 */
    const payer *owner;                    /* whose wacc counts in the private perspective */
    size_t n_payers;
    const payer *const *payers;            /* [n_payers] who may pay, the usual one first */

    /* When, how much, by whom. */
    double typical_size;         /* units at one adopting site, > 0 */
    double min_size;             /* smallest sensible size, for polishing, >= 0 */
    int available_from;          /* year; 0: always */
    double lead_years;           /* from plan_year */
    bool counts_as_adoption;     /* needs a company that acts, section 10 */
    bool needs_ems;              /* storage, or curtailing of a source, only with an EMS */
    const trade *trade;          /* NULL: none */
    double weeks_per_unit;       /* installer-weeks */
    double footprint_m2_per_unit;/* ground */

    /* By kind; what does not apply is 0 or NULL. */
    const carrier *carrier;      /* source, storage, saving, link; input of a converter */
    const profile *availability; /* source: FRAC, NULL is 1 */
    bool must_take;              /* source: cannot be curtailed */
    bool renewable;              /* source: counts for the renewable share */
    double variable_eur_per_kwh; /* source: per kWh delivered; converter: per kWh of input */
    double co2_kg_per_kwh;       /* source: per kWh delivered */
    bool capacity_of_input;      /* converter */
    size_t n_outputs;
    converter_output outputs[MAX_OUTPUTS];
    double hours;                /* storage: kWh per kW; NAN when energy is sized apart */
    const double *investment_eur_per_kwh; /* storage with energy apart: [n_milestones], or NULL */
    double efficiency_in_frac, efficiency_out_frac; /* storage, 0 .. 1 */
    double loss_frac_per_h;      /* storage */
    double usable_frac;          /* storage: usable part of the energy (depth of discharge) */
    double point_kw;             /* charger */
    double points_per_vehicle;   /* charger: at least so many, > 0 */
    const char *const *serves;   /* charger: fleet classes, [n_serves] */
    size_t n_serves;
    bool regional;               /* control: bought through a platform for the region */
    double platform_investment_eur;         /* control, regional: once */
    double platform_operating_eur_per_year; /* control, regional */
    double investment_eur_per_m; /* link */
    double loss_frac_per_m;      /* link: share of the flow lost */
    double fixed_loss_kw_per_m;  /* link: lost whenever it is built */

    figure_basis basis;
    const char *file;
    int line;
} technology;

const char *technology_kind_id(technology_kind kind);
/* "kW", "MWh/year", "points", "sites". */
const char *technology_unit(const technology *tech);
bool technology_is_whole(const technology *tech); /* chargers, EMS */

#endif
