/* model/evidence.h - what proves a plan: what every column is, and what every row is worth.
 *
 * The linear program of docs/formulation.md comes in parts: the investments, which tie days and
 * stations together, and the dispatch of each (station, milestone, day). A part gives the value of
 * each of its columns, in the plan and in the status quo, and a dual for each of its rows, in
 * the order in which the formulation makes them. From the duals follows a lower bound (S2).
 *
 * solver/ makes the parts and checks them, outputs/ writes and reads them; each hands them on one
 * by one, the investments first, then by milestone, day and station.
 */
#ifndef MODEL_EVIDENCE_H
#define MODEL_EVIDENCE_H

#include <stdbool.h>
#include <stddef.h>

#include "model/status.h"

typedef struct evidence_part {
    bool investments;               /* then there is no station, milestone or day */
    size_t station, milestone, day; /* indices in the region */
    size_t n_columns, n_rows;
    const double *values;     /* [n_columns] in the plan */
    const double *status_quo; /* [n_columns] when nothing more is done */
    const double *duals;      /* [n_rows] kEUR of present value per unit of the row */
    /* Investments only: by how much each target may be missed, in its unit, for the bound to hold;
     * [n_targets * n_milestones of the region], all 0 when the targets are met. */
    size_t n_allowed;
    const double *allowed;
} evidence_part;

/* What stands in a part is valid during the call only. Anything but STATUS_OK ends the giving. */
typedef status evidence_visit(void *context, const evidence_part *part);

#endif
