/* outputs/story.h - what a plan says in sentences, for the page and the document. */
#ifndef OUTPUTS_STORY_H
#define OUTPUTS_STORY_H

#include "outputs/phrase.h"

typedef struct story {
    size_t n;
    phrase *sentences; /* [n] in the arena */
} story;

/* What the plan brings, at its end against doing nothing more. */
MUST_CHECK status story_outcome(const plan_document *doc, arena *mem, story *out);
/* The milestone in which most power is freed at the stations; the first of equals. */
double story_freed_year(const plan_document *doc);
/* What does not fit at the end, by park; nothing when all fits and nothing is shed. */
MUST_CHECK status story_refused(const plan_document *doc, arena *mem, story *out);
/* What the board is asked to decide: what starts first, hubs, heat nets, who pays. */
MUST_CHECK status story_asked(const plan_document *doc, arena *mem, story *out);
/* The limits of a park and of its station that the plan meets, and what more of them is worth. */
MUST_CHECK status story_limits(const plan_document *doc, const json_value *park, arena *mem,
                               story *out);
/* The limits of the region of which more is worth most, in order. */
MUST_CHECK status story_worth(const plan_document *doc, arena *mem, story *out);
/* Where targets cannot be met: what cannot hold together, each with its line in the region file, and
 * ways out; nothing where all are met or it was not looked into. In outputs/story_repairs.c. */
MUST_CHECK status story_conflict(const plan_document *doc, arena *mem, story *out);
phrase story_conflict_lead(const plan_document *doc);
MUST_CHECK status story_ways_out(const plan_document *doc, arena *mem, story *out);
/* How good the plan is. */
phrase story_quality(const plan_document *doc);
/* How far a theme gets, or why nothing is done for it. */
phrase story_theme(const plan_document *doc, const json_value *theme);
/* An assumption, with the name of what it is about and its figure. */
phrase story_assumption(const plan_document *doc, const json_value *assumption);
/* The first of the assumptions from this one on that is about the park: named after it or after a
 * connection that one of its actions is at. NULL: there is none. */
const json_value *story_assumption_about(const json_value *park, const json_value *from);

#endif
