/* solver/decision.h - a yes/no decision of the region, and the whole numbers that go with it. */
#ifndef SOLVER_DECISION_H
#define SOLVER_DECISION_H

#include "solver/formulation.h"

typedef enum decision_kind {
    DECISION_HUB,
    DECISION_MEMBER, /* of any hub, by its place in the flat list */
    DECISION_HEAT_NET,
    DECISION_CABLE,
    DECISION_KINDS,
} decision_kind;

size_t decision_count(const formulation *f, decision_kind kind);
/* [decision_count][y] 0/1: it stands. */
const int *decision_columns(const formulation *f, decision_kind kind);

/* Calls visit for each column of whole numbers that are decided along with it, itself included. */
typedef void own_visit(void *context, int column);
void decision_each_own(const formulation *f, decision_kind kind, size_t k, own_visit *visit,
                       void *context);

/* Of a member of the flat list. */
size_t decision_hub_of_member(const formulation *f, size_t member);

#endif
