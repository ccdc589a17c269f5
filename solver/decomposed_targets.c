/* Dispatch that meets the targets at what is invested (docs/solver.md, D7). */
#include "solver/decomposed_parts.h"

#include <stdlib.h>
#include <string.h>

#include "solver/target_mix.h"

/* What a target may lack before it counts, in its unit. */
#define TARGET_ROOM 1e-5
/* What it costs at first to miss one, per unit, as a multiple of the mixture's price, at least so many kEUR; then each
 * time as many times as much. */
#define FIRST_MISSED 16.0
#define LEAST_MISSED_KEUR 1.0
#define DEARER_MISSED 8.0
enum { MOST_DEARER = 4 };
/* Of the gap that is asked for, where whole numbers follow. */
#define DISPATCH_GAP_SHARE 0.1
/* At so many prices dispatch is tried. */
enum { MOST_PRICES = 16 };

/* The whole program begins with the columns of the investments, in the same order. */
static void copy_investments(decomposed *q)
{
    memcpy(q->whole, q->x, (size_t)lp_columns(q->inv->lp) * sizeof *q->whole);
}

/* A milestone as it was dispatched at some prices. */
typedef struct known_year {
    mix_choice choice;
    double *effect; /* [n_targets] */
    double *x;      /* its columns of dispatch */
} known_year;

typedef struct mixing {
    size_t n_years, n_targets;
    const limit_row **targets; /* [n_targets] */
    size_t *milestone_of;      /* [columns of the investments] of a quantity; n_years: of none */
    double *price;             /* [columns of the investments] of quantities, tried next */
    double *missed_keur;       /* [n_targets] */
    known_year *known;
    size_t n_known, n_mixed; /* of the first n_mixed the answer tells */
    mix_answer answer;       /* with room for all that may be known */
} mixing;

/* More of the row is worse where it has an upper side. */
static double sign_of(const decomposed *q, const limit_row *of)
{
    return isfinite(lp_row_upper(q->s->f->lp, of->row)) ? 1.0 : -1.0;
}

static void list_targets(const decomposed *q, mixing *m)
{
    const formulation *f = q->s->f;
    for (size_t k = 0; k < f->n_limit_rows; k++)
        if (f->limit_rows[k].kind == LIMIT_TARGET)
            m->targets[m->n_targets++] = &f->limit_rows[k];
    for (int j = 0; j < lp_columns(q->inv->lp); j++)
        m->milestone_of[j] = m->n_years;
    for (size_t k = 0; k < decomposition_units(q->d); k++) {
        const unit *u = q->d->units[k];
        for (size_t n = 0; n < u->columns.n_quantities; n++)
            m->milestone_of[u->columns.quantities[n]] = u->y;
    }
}

/* Against the price that the mixture has for what the target counts. */
static double first_missed_keur(const decomposed *q, const limit_row *of)
{
    const lp_row_view v = lp_row(q->s->f->lp, of->row);
    double dearest = LEAST_MISSED_KEUR;
    for (size_t k = 0; k < decomposition_units(q->d); k++) {
        const unit_columns *c = &q->d->units[k]->columns;
        for (size_t n = 0; n < c->n_quantities; n++)
            for (int i = 0; i < v.n; i++)
                if (v.columns[i] == c->quantities[n])
                    dearest = fmax(dearest,
                                   FIRST_MISSED * fabs(q->d->quantity_price[k][n] / v.values[i]));
    }
    return dearest;
}

static void close_mixing(mixing *m)
{
    for (size_t k = 0; m->known && k < m->n_known; k++) {
        free(m->known[k].effect);
        free(m->known[k].x);
    }
    free(m->known);
    free(m->targets);
    free(m->milestone_of);
    free(m->price);
    free(m->missed_keur);
    free(m->answer.weight);
    free(m->answer.missed);
    free(m->answer.price);
    free(m->answer.worth);
}

static bool open_mixing(const decomposed *q, mixing *m)
{
    const formulation *f = q->s->f;
    const size_t columns = (size_t)lp_columns(q->inv->lp) + 1, targets = f->n_limit_rows + 1;
    const size_t n_years = f->region->horizon.n_milestones, room = (MOST_PRICES + 1) * n_years;
    *m = (mixing){.n_years = n_years};
    m->targets = calloc(targets, sizeof *m->targets);
    m->milestone_of = calloc(columns, sizeof *m->milestone_of);
    m->price = calloc(columns, sizeof *m->price);
    m->missed_keur = calloc(targets, sizeof *m->missed_keur);
    m->known = calloc(room, sizeof *m->known);
    m->answer = (mix_answer){.weight = calloc(room, sizeof(double)),
                             .missed = calloc(targets, sizeof(double)),
                             .price = calloc(targets, sizeof(double)),
                             .worth = calloc(n_years + 1, sizeof(double))};
    if (!m->targets || !m->milestone_of || !m->price || !m->missed_keur || !m->known ||
        !m->answer.weight || !m->answer.missed || !m->answer.price || !m->answer.worth)
        return false;
    list_targets(q, m);
    for (size_t t = 0; t < m->n_targets; t++)
        m->missed_keur[t] = first_missed_keur(q, m->targets[t]);
    return true;
}

/* Dispatch columns of a milestone lie in one range. */
static size_t first_of_year(const decomposed *q, size_t y)
{
    const formulation *f = q->s->f;
    const size_t blocks = f->region->calendar.n_days * f->region->n_stations;
    return y < f->region->horizon.n_milestones ? (size_t)f->block_column[y * blocks] : f->n_columns;
}

/* What the milestone's quantities do to a target. */
static double effect_on(const decomposed *q, const mixing *m, size_t t, size_t y)
{
    const lp_row_view v = lp_row(q->s->f->lp, m->targets[t]->row);
    double sum = 0.0;
    for (int k = 0; k < v.n; k++)
        if (v.columns[k] < lp_columns(q->inv->lp) && m->milestone_of[v.columns[k]] == y)
            sum += v.values[k] * q->whole[v.columns[k]];
    return sign_of(q, m->targets[t]) * sum;
}

static double quantities_keur(const decomposed *q, const mixing *m, size_t y)
{
    double keur = 0.0;
    for (int j = 0; j < lp_columns(q->inv->lp); j++)
        if (m->milestone_of[j] == y)
            keur += lp_cost(q->inv->lp, j) * q->whole[j];
    return keur;
}

static status keep_year(const decomposed *q, mixing *m, size_t y, double dispatch_keur)
{
    const size_t first = first_of_year(q, y), n = first_of_year(q, y + 1) - first;
    known_year *k = &m->known[m->n_known];
    *k = (known_year){.effect = calloc(m->n_targets + 1, sizeof *k->effect),
                      .x = malloc(n * sizeof *k->x + 1)};
    m->n_known++;
    if (!k->effect || !k->x)
        return STATUS_NO_MEMORY;
    memcpy(k->x, q->whole + first, n * sizeof *k->x);
    for (size_t t = 0; t < m->n_targets; t++)
        k->effect[t] = effect_on(q, m, t, y);
    k->choice = (mix_choice){y, dispatch_keur + quantities_keur(q, m, y), k->effect};
    return STATUS_OK;
}

/* How far the last answer was from the best that any dispatch can do: what the dispatch of each milestone brings that was
 * found at its prices, which are the last ones known. */
static double may_bring_keur(const mixing *m)
{
    double keur = 0.0;
    for (size_t k = m->n_known - m->n_years; k < m->n_known; k++) {
        const mix_choice *c = &m->known[k].choice;
        double reduced = c->keur - m->answer.worth[c->milestone];
        for (size_t t = 0; t < m->n_targets; t++)
            reduced += m->answer.price[t] * c->effect[t];
        keur += fmax(0.0, -reduced);
    }
    return keur;
}

/* Dispatch at the mixture's columns and the prices, into what is known. */
static status dispatch(decomposed *q, mixing *m, const double *price, bool *exists)
{
    status st = decomposition_dispatch(q->d, q->x, price, q->s->f->block_column, exists, q->whole);
    judgement found = {.year_keur = calloc(m->n_years + 1, sizeof *found.year_keur)};
    if (!found.year_keur)
        st = STATUS_NO_MEMORY;
    if (st == STATUS_OK && *exists) {
        copy_investments(q);
        st = decomposed_judge(q, q->whole, &found);
        for (size_t y = 0; st == STATUS_OK && y < m->n_years; y++)
            st = keep_year(q, m, y, found.year_keur[y]);
    }
    free(found.year_keur);
    return st;
}

/* Of the answer: what each quantity costs, with what it does to targets. */
static void set_prices(const decomposed *q, mixing *m)
{
    for (int j = 0; j < lp_columns(q->inv->lp); j++)
        m->price[j] = lp_cost(q->inv->lp, j);
    for (size_t t = 0; t < m->n_targets; t++) {
        const lp_row_view v = lp_row(q->s->f->lp, m->targets[t]->row);
        for (int k = 0; k < v.n; k++)
            if (v.columns[k] < lp_columns(q->inv->lp) && m->milestone_of[v.columns[k]] < m->n_years)
                m->price[v.columns[k]] +=
                    sign_of(q, m->targets[t]) * m->answer.price[t] * v.values[k];
    }
}

/* The cheapest of what is known, into m->answer. */
static status solve_mix(const decomposed *q, mixing *m, bool *found)
{
    mix_choice *choices = calloc(m->n_known + 1, sizeof *choices);
    double *most = calloc(m->n_targets + 1, sizeof *most);
    if (!choices || !most) {
        free(choices);
        free(most);
        return STATUS_NO_MEMORY;
    }
    for (size_t k = 0; k < m->n_known; k++)
        choices[k] = m->known[k].choice;
    for (size_t t = 0; t < m->n_targets; t++) {
        const int row = m->targets[t]->row;
        /* What of the row is not dispatch, from the last one that is in q->whole. */
        most[t] = search_row_spare(q->s->f->lp, row, q->whole) -
                  search_row_lacks(q->s->f->lp, row, q->whole);
        for (size_t k = m->n_known - m->n_years; k < m->n_known; k++)
            most[t] += choices[k].effect[t];
    }
    const mix_problem p = {m->n_years, m->n_targets, m->n_known, choices, most, m->missed_keur};
    const status st = target_mix_solve(&p, q->s->diags, found, &m->answer);
    free(choices);
    free(most);
    return st;
}

/* What the answer has no use for, as a region's dispatch is much to keep. */
static void forget_idle(mixing *m)
{
    size_t n = 0;
    for (size_t k = 0; k < m->n_known; k++) {
        if (m->answer.weight[k] > 0.0) {
            m->answer.weight[n] = m->answer.weight[k];
            m->known[n++] = m->known[k];
        } else {
            free(m->known[k].effect);
            free(m->known[k].x);
        }
    }
    m->n_known = m->n_mixed = n;
}

static bool misses(const mixing *m)
{
    for (size_t t = 0; t < m->n_targets; t++)
        if (m->answer.missed[t] > TARGET_ROOM)
            return true;
    return false;
}

static void raise_missed(mixing *m)
{
    for (size_t t = 0; t < m->n_targets; t++)
        if (m->answer.missed[t] > TARGET_ROOM)
            m->missed_keur[t] *= DEARER_MISSED;
}

/* The answer's mixture, into q->whole. */
static status mix(decomposed *q, const mixing *m, judgement *found)
{
    copy_investments(q);
    for (size_t y = 0; y < m->n_years; y++)
        memset(q->whole + first_of_year(q, y), 0,
               (first_of_year(q, y + 1) - first_of_year(q, y)) * sizeof *q->whole);
    for (size_t k = 0; k < m->n_mixed; k++) {
        const double weight = m->answer.weight[k];
        const size_t y = m->known[k].choice.milestone, first = first_of_year(q, y);
        for (size_t j = first; weight > 0.0 && j < first_of_year(q, y + 1); j++)
            q->whole[j] += weight * m->known[k].x[j - first];
    }
    return decomposed_judge(q, q->whole, found);
}

/* By how much dispatch may cost more than the mixture said, without being tried again. */
static double room_keur(const decomposed *q)
{
    const solve_options *o = q->s->options;
    const double share = o->relax ? 1.0 - RELAXED_GAP_SHARE : DISPATCH_GAP_SHARE;
    return share * o->gap_frac * fabs(q->d->upper_keur);
}

/* (D7) At the price of a target, dispatch that meets it and dispatch that does not cost the same. So some are mixed, and
 * the prices at which they cost the same are the next ones, until no dispatch brings more. */
status decomposed_dispatch_within_targets(decomposed *q, bool *exists)
{
    mixing m;
    judgement found = {0};
    int n_dearer = 0;
    bool is_there = true, is_answered = true;
    status st = open_mixing(q, &m) ? dispatch(q, &m, NULL, exists) : STATUS_NO_MEMORY;
    for (int k = 0; st == STATUS_OK && *exists && is_there; k++) {
        st = solve_mix(q, &m, &is_answered);
        if (st == STATUS_OK && !is_answered && k > 0)
            st = mix(q, &m, &found); /* as it was; at first it is the dispatch itself */
        if (st != STATUS_OK || !is_answered)
            break;
        forget_idle(&m);
        st = mix(q, &m, &found);
        if (st != STATUS_OK || k == MOST_PRICES ||
            (!misses(&m) && found.keur <= q->d->upper_keur + room_keur(q)))
            break;
        set_prices(q, &m);
        st = dispatch(q, &m, m.price, &is_there);
        if (st != STATUS_OK || (is_there && may_bring_keur(&m) > LEAST_GAIN_SHARE * room_keur(q)))
            continue;
        if (misses(&m) && n_dearer++ < MOST_DEARER && is_there) {
            raise_missed(&m);
            continue;
        }
        st = mix(q, &m, &found); /* without the last one */
        break;
    }
    close_mixing(&m);
    return st;
}
