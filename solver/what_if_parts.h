/* solver/what_if_parts.h - the two ways to answer what if; not for others. */
#ifndef SOLVER_WHAT_IF_PARTS_H
#define SOLVER_WHAT_IF_PARTS_H

#include "solver/formulation_parts.h"
#include "solver/what_if.h"

/* What a way has to be able to do; see what_if.h. restore_* takes all changes of one back. */
typedef struct what_if_way {
    bool exact;
    status (*open)(what_if *w, bool *usable);
    void (*close)(what_if *w);
    size_t (*askers)(const what_if *w);
    status (*ask)(what_if *w, what_if_asking *ask, void *context);
    const formulation *(*of)(const what_if *w);
    status (*base)(what_if *w, size_t where, const what_if_answer **out);
    bool (*reaches)(const what_if *w, size_t where, int column);
    void (*set_bounds)(what_if *w, int column, double lower, double upper);
    void (*set_cost)(what_if *w, int column, double keur);
    void (*set_row)(what_if *w, int row, double lower, double upper);
    void (*set_room)(what_if *w, size_t s, size_t y, double import_kw, double export_kw);
    status (*set_entries)(what_if *w, int row, int n, const int *columns, const double *values);
    void (*restore_column)(what_if *w, int column);
    void (*restore_row)(what_if *w, int row);
    status (*solve)(what_if *w, size_t where, what_if_answer *answer);
    double (*dual)(const what_if *w, int row);
    double (*price_eur)(const what_if *w, const plan_limit *l);
    double (*heavier_eur)(const what_if *w, const plan_limit *l);
} what_if_way;

extern const what_if_way what_if_whole;      /* what_if_whole.c */
extern const what_if_way what_if_decomposed; /* what_if_decomposed.c */

typedef struct touched {
    int *items; /* maybe more than once */
    size_t n, room;
} touched;

struct what_if {
    search *s;
    const what_if_way *way;
    void *own; /* of the way */
    double deadline_s;
    touched columns, rows, entries, rooms; /* a room by station and milestone */
    status trouble; /* with a change: what the next solve ends with */
};

/* Changes of its own are taken back; frees what it remembers of them. */
void what_if_forget(what_if *w);

/* Whether the row stands for the limit, and by how much its bounds move per unit of it. */
bool limit_row_is_of(const formulation *f, const limit_row *row, const plan_limit *l);
/* x: values of the plan's columns. */
void limit_row_units(const formulation *f, const limit_row *row, const double *x, double *upper,
                     double *lower);
/* (E60) Cost of each column less what the rows pay for it, at duals y[rows]; reduced[columns]. */
void reduced_costs(const lp *p, const double *y, double *reduced);

#endif
