/* solver/challenge_parts.h - shared by the files that challenge a plan; not for others. */
#ifndef SOLVER_CHALLENGE_PARTS_H
#define SOLVER_CHALLENGE_PARTS_H

#include "solver/decision.h"
#include "solver/formulation_parts.h"
#include "solver/what_if.h"

/* A station as the plan has it, but with room for all that its connections could draw or feed in. */
typedef struct lifted {
    bool asked, usable;
    double least_keur, most_keur;
    /* [columns of the investments] of an answer that is usable; the challenge's. */
    double *x, *reduced;
} lifted;

typedef struct challenge {
    what_if *w;
    const formulation *f; /* what_if_formulation() */
    const region *r;
    const double *x; /* the plan, [columns of the investments] */
    arena *mem;
    plan *plan;
    lifted *lifted; /* [stations] */
} challenge;

/* Stations a question can be about; the region stands for more than one. */
static inline size_t the_region(const challenge *c)
{
    return c->r->n_stations;
}

static inline size_t station_of_connection(const connection *c)
{
    return c->park->station->index;
}

/* A yes in the plan's last milestone; columns[k][y]. */
static inline bool is_yes(const challenge *c, const int *columns, size_t k)
{
    const int column = columns[at(c->f, k, c->r->horizon.n_milestones - 1)];
    return column >= 0 && c->x[column] > YES;
}

/* The one that all of a heat net lies in, or the_region(). */
size_t station_of_net(const challenge *c, const heat_net *k);

/* What an answer about a technology is about; of grid or people, find_room() goes on from there. */
typedef struct nearest {
    const asset *asset;
    size_t y;          /* milestone in which a whole one comes nearest */
    limit_kind people; /* with OBSTACLE_PEOPLE: LIMIT_INSTALLER_WEEKS or LIMIT_ADOPTION */
} nearest;

/* A question: what it asks, and its answer. */
typedef enum question_kind { ASK_WHY, ASK_TECHNOLOGY, ASK_DECISION, ASK_LIMIT } question_kind;

typedef struct question {
    question_kind kind;
    size_t where; /* station, or the_region() */
    size_t turn;  /* at its station those with a lower one come first */
    bool asked;   /* and not cut short */
    /* ASK_WHY: of an action and those that stand and fall with it. */
    size_t action;
    action_reason *reason;
    /* ASK_TECHNOLOGY of a park; ASK_DECISION of the k-th of a kind. */
    const park *park;
    const technology *technology;
    decision_kind decision;
    size_t k;
    why_not found; /* OBSTACLE_OPEN until it is answered */
    nearest at;
    /* ASK_LIMIT of the plan: at least so much a unit more of it brings. */
    size_t limit;
    double worth_eur;
    bool answered;
} question;

/* --- limit_worth.c --- */

/* What limits are worth and their rank; where answers are not exact by the duals of the bases. */
MUST_CHECK status limits_find_worth(challenge *c);
/* Again once more is known. */
void limits_rank(plan *p);
/* Whose own limit it is; the_region() for what stations share. */
size_t station_of_limit(const challenge *c, const plan_limit *l);
/* Where answers are not exact: of a station's own limit. */
MUST_CHECK status find_bracket(challenge *c, question *q);
void tell_bracket(plan_limit *l, double from_eur);

/* --- limit_potential.c --- */

/* Where answers are exact: the potential of an asset that many units larger. *found is false where the
 * program would be another one. */
MUST_CHECK status potential_move(challenge *c, const asset *a, double units, bool *found);
/* What a unit more of it is worth by the reduced costs of the base, EUR. */
double potential_price_eur(const challenge *c, const asset *a, const what_if_answer *base);

/* --- why.c: the reason, where there is an answer --- */
MUST_CHECK status find_why(challenge *c, question *q);
size_t station_of_action(const challenge *c, const action *a);
/* Their reason is the same. */
bool actions_stand_together(const action *a, const action *b);

/* --- why_not.c, why_not_decision.c: likewise --- */
MUST_CHECK status find_why_not(challenge *c, question *q);
MUST_CHECK status find_why_not_decision(challenge *c, question *q);
/* (E68) Where the grid or people stop it, and answers are exact: how much more of that would do, in q->found. Of
 * ASK_TECHNOLOGY, answered. */
MUST_CHECK status find_room(challenge *c, question *q);
/* What there is to say before that is asked. */
why_not why_not_decision(const challenge *c, decision_kind kind, size_t k);
size_t station_of_decision(const challenge *c, decision_kind kind, size_t k);

/* --- question.c --- */

typedef struct question_list {
    question *items;
    size_t n;
} question_list;

/* All that can be asked about the plan, in the order in which it is. In c->mem. */
MUST_CHECK status questions_new(challenge *c, question_list *out);
MUST_CHECK status question_ask(challenge *c, question *q);
/* What was answered goes into the plan. */
MUST_CHECK status questions_tell(challenge *c, const question_list *list);

#endif
