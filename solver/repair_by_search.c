/* Ways out of a region that is decomposed: every question is a search of its own (docs/formulation.md,
 * section 16). Nothing is offered that no search has confirmed. */
#include "solver/repair_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "solver/clock.h"
#include "solver/plan_parts.h"

/* Finer than this part of a change is not looked for: each question takes a whole search. */
#define NARROW_FRAC 0.05
/* A change that could not be brought to within this many times what fails tells nobody anything. */
#define MOST_ABOVE_FAILING 2.0
/* What a search found possible and another does not confirm gets so much more. */
#define RETRY_TIMES 1.1
/* Of the time that is left, for one change to be narrowed. */
#define NARROW_TIME_SHARE 0.5
/* Of what the targets fall short, where a limit alone is not enough: half, and else most of it. */
static const double compromise_shares[] = {0.5, 0.8};

enum { MOST_LEVERS = 5, MOST_OF_A_KIND = 2 };

/* How likely a limit is what stands in the way: the plan says what it uses up. */
typedef enum likelihood { USED_UP, BUILT_OUT, REMAINING, N_LIKELIHOODS } likelihood;

/* Claims to be tried, the likely ones first, then by kind. */
typedef struct levers {
    size_t *index;                 /* into the claims */
    size_t until[N_LIKELIHOODS];   /* of each likelihood, in index */
    size_t n_found;                /* that turned out to help */
    size_t n_of[CLAIM_KIND_COUNT]; /* these, by kind */
    way base;                      /* what gives way beside each of them */
} levers;

/* --- which ------------------------------------------------------------------------------------- */

static claim_kind claim_kind_of_limit(limit_kind k)
{
    switch (k) {
    case LIMIT_STATION_IMPORT:
        return CLAIM_STATION_IMPORT;
    case LIMIT_STATION_EXPORT:
        return CLAIM_STATION_EXPORT;
    case LIMIT_GROUP_CAPACITY:
        return CLAIM_GROUP_CAPACITY;
    case LIMIT_FUND:
        return CLAIM_FUND;
    case LIMIT_SUBSIDY:
        return CLAIM_SUBSIDY;
    case LIMIT_INSTALLER_WEEKS:
        return CLAIM_INSTALLERS;
    case LIMIT_ADOPTION:
        return CLAIM_ADOPTION;
    case LIMIT_GROUND:
        return CLAIM_GROUND;
    default:
        return CLAIM_KIND_COUNT;
    }
}

/* Too few companies act in a park: a claim on all parks, and on what reaches companies. */
static bool is_of_adoption(const claim *c)
{
    return c->kind == CLAIM_ADOPTION || c->kind == CLAIM_EFFORT_MOST;
}

static bool is_used_up(const plan *p, const claim *c)
{
    for (size_t n = 0; n < p->n_limits; n++) {
        const plan_limit *l = &p->limits[n];
        const bool now =
            c->milestone >= p->region->horizon.n_milestones || c->milestone == l->milestone;
        if (now && l->kind == LIMIT_ADOPTION && is_of_adoption(c))
            return true;
        if (now && claim_kind_of_limit(l->kind) == c->kind && strcmp(l->object, c->object) == 0)
            return true;
    }
    return false;
}

/* The object of a potential is "connection/technology". */
static bool is_built_at(const action *a, const char *object)
{
    if (!a->connection || !a->technology)
        return false;
    const size_t n = strlen(a->connection->id);
    return strncmp(object, a->connection->id, n) == 0 && object[n] == '/' &&
           strcmp(object + n + 1, a->technology->id) == 0;
}

static bool is_built_out(const plan *p, const claim *c)
{
    double amount = 0.0;
    for (size_t n = 0; c->kind == CLAIM_POTENTIAL && n < p->n_actions; n++)
        if (is_built_at(&p->actions[n], c->object))
            amount += p->actions[n].amount;
    return amount > 0.0 && amount >= c->limit * AT_LIMIT_FRAC;
}

static likelihood likelihood_of(const plan *p, const claim *c)
{
    if (is_used_up(p, c))
        return USED_UP;
    return is_built_out(p, c) ? BUILT_OUT : REMAINING;
}

static size_t last_missed(const repairing *w, const plan *p)
{
    size_t last = 0;
    for (size_t k = 0; k < claims_count(w->claims); k++)
        if (claim_of(w, k)->milestone > last && repair_is_missed(p, claim_of(w, k)))
            last = claim_of(w, k)->milestone;
    return last;
}

/* What comes after the last target that is missed cannot help. */
static bool may_help(const repairing *w, const plan *p, size_t k, size_t last)
{
    const claim *c = claim_of(w, k);
    return c->kind != CLAIM_TARGET && claims_steps(w->claims, k) > 0.0 &&
           (c->milestone <= last || c->milestone >= p->region->horizon.n_milestones);
}

static bool list_levers(const repairing *w, const plan *p, levers *q)
{
    const size_t count = claims_count(w->claims), last = last_missed(w, p);
    likelihood *of = calloc(count + 1, sizeof *of);
    size_t n = 0;
    q->index = calloc(count + 1, sizeof *q->index);
    for (size_t k = 0; of && q->index && k < count; k++)
        of[k] = may_help(w, p, k, last) ? likelihood_of(p, claim_of(w, k)) : N_LIKELIHOODS;
    for (int l = 0; of && q->index && l < N_LIKELIHOODS; l++) {
        for (int kind = 0; kind < CLAIM_KIND_COUNT; kind++)
            for (size_t k = 0; k < count; k++)
                if (of[k] == (likelihood)l && claim_of(w, k)->kind == (claim_kind)kind)
                    q->index[n++] = k;
        q->until[l] = n;
    }
    free(of);
    return q->index && n <= count;
}

/* --- how much ------------------------------------------------------------------------------------ */

/* Between what fails and what works by their ratio, as nothing says how large it has to be. */
static double between(double low, double high)
{
    return fmax(low + 1.0, floor(sqrt(fmax(low, 1.0) * high)));
}

/* (E71) The last change of v, which is as wide as it gets and works. *narrow: it tells something. */
static status narrow(repairing *w, way *v, bool *is_narrow)
{
    const size_t k = v->index[v->n - 1];
    const double now_s = clock_seconds();
    const double until_s = now_s + NARROW_TIME_SHARE * (w->asking.deadline_s - now_s);
    double low = 0.0, high = v->steps[v->n - 1];
    status st = STATUS_OK;
    while (st == STATUS_OK && high - low > fmax(1.0, floor(NARROW_FRAC * high)) &&
           clock_seconds() < until_s) {
        bool good;
        const double middle = between(low, high);
        claims_set(w->claims, k, claims_step(w->claims, k, middle));
        st = repair_ask(w, &good);
        *(good ? &high : &low) = middle;
    }
    v->steps[v->n - 1] = high;
    v->to[v->n - 1] = claims_step(w->claims, k, high);
    *is_narrow = high <= MOST_ABOVE_FAILING * fmax(low, 1.0);
    return st;
}

/* Solved as the file would be. What is not confirmed gets a little more, once. */
static status confirm(repairing *w, way *v, bool *good)
{
    const size_t n = v->n - 1;
    double cost_eur = NAN;
    *good = false;
    status st = STATUS_OK;
    for (int tries = 0; st == STATUS_OK && !*good && tries < 2; tries++) {
        if (tries > 0) {
            v->steps[n] =
                fmin(ceil(RETRY_TIMES * v->steps[n]), claims_steps(w->claims, v->index[n]));
            v->to[n] = claims_step(w->claims, v->index[n], v->steps[n]);
        }
        way_apply(w, v);
        st = repair_solve(w, good, &cost_eur, &v->gap_eur);
    }
    v->cost_eur = repair_cost(w, cost_eur);
    return st;
}

/* --- one after the other ------------------------------------------------------------------------- */

static bool is_wanted(const repairing *w, const levers *q, size_t n)
{
    return q->n_found < MOST_LEVERS && w->n_ways < MOST_WAYS &&
           q->n_of[claim_of(w, q->index[n])->kind] < MOST_OF_A_KIND;
}

/* A claim without which all else can hold is in every conflict; beside a base that is not so. */
static status take(repairing *w, levers *q, size_t k)
{
    way v = q->base;
    bool good = false;
    if (!way_widen(w, &v, k))
        return STATUS_OK;
    status st = narrow(w, &v, &good);
    if (st == STATUS_OK && good)
        st = confirm(w, &v, &good);
    if (st == STATUS_OK && good) {
        w->ways[w->n_ways++] = v;
        q->n_found++;
        q->n_of[claim_of(w, k)->kind]++;
        w->is_in[k] = w->is_in[k] || q->base.n == 0;
    }
    return st;
}

/* Those of from .. until - 1 that help alone. They are found by halves: where all of them together do
 * not help, none does. */
static status seek_among(repairing *w, levers *q, size_t from, size_t until)
{
    bool any = false, good;
    way_apply(w, &q->base);
    for (size_t n = from; n < until; n++)
        if (is_wanted(w, q, n)) {
            claims_set(w->claims, q->index[n], claims_widest(w->claims, q->index[n]));
            any = true;
        }
    if (!any)
        return STATUS_OK;
    status st = repair_ask(w, &good);
    if (st != STATUS_OK || !good)
        return st;
    if (until - from == 1)
        return take(w, q, q->index[from]);
    const size_t middle = from + (until - from) / 2;
    st = seek_among(w, q, from, middle);
    return st == STATUS_OK ? seek_among(w, q, middle, until) : st;
}

/* By kind: with all that there is at its widest the yes and no of hubs and nets are not found. */
static status seek_by_kind(repairing *w, levers *q, size_t from, size_t until)
{
    status st = STATUS_OK;
    for (size_t next; st == STATUS_OK && from < until; from = next) {
        const claim_kind kind = claim_of(w, q->index[from])->kind;
        for (next = from + 1; next < until && claim_of(w, q->index[next])->kind == kind;)
            next++;
        st = seek_among(w, q, from, next);
    }
    return st;
}

static status seek_beside(repairing *w, levers *q)
{
    status st = STATUS_OK;
    for (int l = 0; st == STATUS_OK && l < N_LIKELIHOODS; l++)
        st = seek_by_kind(w, q, l > 0 ? q->until[l - 1] : 0, q->until[l]);
    return st;
}

/* Missed targets but one, by so large a share of what they fall short. except: claims_count() for none.
 * Not when they are too many, or nothing is left to ask. */
static bool give_way_except(const repairing *w, const plan *p, size_t except, double share, way *v)
{
    *v = (way){.cost_eur = NAN};
    for (size_t k = 0; k < claims_count(w->claims); k++) {
        if (k == except || !repair_is_missed(p, claim_of(w, k)))
            continue;
        const double steps = floor(share * repair_steps_to_reached(w, p, k));
        if (steps < 1.0 || v->n + 1 >= MOST_CHANGES || !way_widen(w, v, k))
            return false;
        v->steps[v->n - 1] = steps;
        v->to[v->n - 1] = claims_step(w->claims, k, steps);
    }
    v->n_fixed = v->n;
    return v->n > 0;
}

/* Two targets may each have a limit of their own in the way: one of them gives way then. */
static status seek_one_by_one(repairing *w, const plan *p, levers *q)
{
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < claims_count(w->claims); k++)
        if (repair_is_missed(p, claim_of(w, k)) && give_way_except(w, p, k, 1.0, &q->base))
            st = seek_beside(w, q);
    return st;
}

/* All missed targets give way by a part of what they fall short. */
static status seek_compromises(repairing *w, const plan *p, levers *q)
{
    const size_t n_shares = sizeof compromise_shares / sizeof compromise_shares[0];
    const size_t nothing = claims_count(w->claims);
    status st = STATUS_OK;
    for (size_t n = 0; st == STATUS_OK && q->n_found == 0 && n < n_shares; n++)
        if (give_way_except(w, p, nothing, compromise_shares[n], &q->base))
            st = seek_beside(w, q);
    return st;
}

status repair_by_search(repairing *w, const plan *p)
{
    levers q = {0};
    status st = list_levers(w, p, &q) ? seek_beside(w, &q) : STATUS_NO_MEMORY;
    if (st == STATUS_OK && q.n_found == 0)
        st = seek_one_by_one(w, p, &q);
    if (st == STATUS_OK && q.n_found == 0)
        st = seek_compromises(w, p, &q);
    free(q.index);
    return st;
}
