/* model/version.h - which program, and which form of the plan. */
#ifndef MODEL_VERSION_H
#define MODEL_VERSION_H

#define PARKPLAN_VERSION "0.1.0"

/* Of outputs/plan.schema.json. The first number changes when a reader of older plans would
 * misread a new one, the second when something is added. */
#define PLAN_SCHEMA_VERSION "1.0"

#endif
