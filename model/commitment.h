/* model/commitment.h - a decision of the first milestone that cannot be taken back.
 *
 * What is decided first stands whatever the future brings; everything later can still be chosen.
 * Named by ids, so that the decisions of one region can be held against another future of it.
 */
#ifndef MODEL_COMMITMENT_H
#define MODEL_COMMITMENT_H

#include <stdbool.h>
#include <stddef.h>

#include "model/park.h"
#include "model/theme.h"

typedef enum commitment_kind {
    COMMITMENT_UNITS,     /* a technology at a connection; amount in the technology's unit */
    COMMITMENT_KWH,       /* the energy of a storage that is sized apart */
    COMMITMENT_HUB,       /* a hub is formed: 0/1 */
    COMMITMENT_MEMBER,    /* a connection joins it: 0/1 */
    COMMITMENT_CABLE,     /* 0/1 */
    COMMITMENT_CABLE_KW,
    COMMITMENT_HEAT_NET,  /* 0/1 */
    COMMITMENT_PIPE,      /* 0/1 */
    COMMITMENT_PIPE_KW,
    COMMITMENT_SOURCE_KW,
    COMMITMENT_PLATFORM,  /* of a regional control technology: 0/1 */
    COMMITMENT_EFFORT,    /* units of the programme */
    COMMITMENT_KINDS
} commitment_kind;

typedef struct commitment {
    commitment_kind kind;
    /* Ids: the connection, hub, cable, heat net, technology or effort; of it the technology, member
     * connection, pipe or source, or NULL; and the hub of a hub's own asset, or NULL. */
    const char *object, *part, *hub;
    theme theme;
    const park *park;    /* NULL for what belongs to the region */
    double amount;       /* > 0 */
    double cost_eur;     /* present value of having decided it, as the region that decided it prices it: what
                          * is built, for its life; a fixed sum, for as long as the horizon lasts */
} commitment;

/* By kind and ids; < 0, 0 or > 0 as for qsort(). */
int commitment_compare(const commitment *a, const commitment *b);
void commitment_sort(commitment *list, size_t n);
/* In a list that is sorted so; NULL: it is not there. */
const commitment *commitment_find(const commitment *list, size_t n, const commitment *what);
/* "units", "hub_member", ... */
const char *commitment_kind_id(commitment_kind k);

/* What a region could not take of a commitment: it is not there, or not yet. Paid all the same. */
typedef struct idle_commitment {
    const commitment *what;
    double amount; /* of it */
    double cost_eur;
} idle_commitment;

#endif
