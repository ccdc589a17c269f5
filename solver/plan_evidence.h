/* solver/plan_evidence.h - hands out what proves the best plan of a search (model/evidence.h). */
#ifndef SOLVER_PLAN_EVIDENCE_H
#define SOLVER_PLAN_EVIDENCE_H

#include "model/evidence.h"
#include "solver/search.h"

/* The search has a best plan. Gives what visit gives. */
MUST_CHECK status plan_evidence_give(const search *s, evidence_visit *visit, void *context);

#endif
