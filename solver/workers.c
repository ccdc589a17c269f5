#include "solver/workers.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>

#include "solver/lp_solver.h"

typedef struct worker {
    workers *all;
    size_t number;
    pthread_t thread;
    bool started;
    unsigned jobs_done;
    size_t failed_item;
    status failure;
} worker;

struct workers {
    pthread_mutex_t lock;
    pthread_cond_t called, finished;
    size_t n_workers, n_busy;
    worker *list;
    work *body; /* NULL: end */
    void *context;
    size_t n_items;
    unsigned jobs;
};

static void run_items(worker *me)
{
    const workers *w = me->all;
    me->failure = STATUS_OK;
    for (size_t k = me->number; k < w->n_items && me->failure == STATUS_OK; k += w->n_workers) {
        me->failure = w->body(w->context, k);
        me->failed_item = k;
    }
}

static void *live(void *context)
{
    worker *me = context;
    workers *w = me->all;
    pthread_mutex_lock(&w->lock);
    for (;;) {
        while (me->jobs_done == w->jobs)
            pthread_cond_wait(&w->called, &w->lock);
        me->jobs_done = w->jobs;
        if (!w->body)
            break;
        pthread_mutex_unlock(&w->lock);
        run_items(me);
        pthread_mutex_lock(&w->lock);
        if (--w->n_busy == 0)
            pthread_cond_signal(&w->finished);
    }
    pthread_mutex_unlock(&w->lock);
    lp_solver_leave_thread();
    return NULL;
}

status workers_new(size_t n_workers, workers **out)
{
    workers *w = calloc(1, sizeof *w);
    if (!w)
        return STATUS_NO_MEMORY;
    w->list = calloc(n_workers, sizeof *w->list);
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->called, NULL);
    pthread_cond_init(&w->finished, NULL);
    w->n_workers = n_workers;
    bool ready = w->list != NULL;
    for (size_t k = 0; ready && k < n_workers; k++) {
        w->list[k] = (worker){.all = w, .number = k};
        ready = pthread_create(&w->list[k].thread, NULL, live, &w->list[k]) == 0;
        w->list[k].started = ready;
    }
    if (!ready) {
        workers_free(w);
        return STATUS_NO_MEMORY;
    }
    *out = w;
    return STATUS_OK;
}

static void call(workers *w, work *body, void *context, size_t n_items)
{
    w->body = body;
    w->context = context;
    w->n_items = n_items;
    w->n_busy = w->n_workers;
    w->jobs++;
    pthread_cond_broadcast(&w->called);
}

void workers_free(workers *w)
{
    if (!w)
        return;
    pthread_mutex_lock(&w->lock);
    call(w, NULL, NULL, 0);
    pthread_mutex_unlock(&w->lock);
    for (size_t k = 0; w->list && k < w->n_workers; k++)
        if (w->list[k].started)
            pthread_join(w->list[k].thread, NULL);
    pthread_cond_destroy(&w->called);
    pthread_cond_destroy(&w->finished);
    pthread_mutex_destroy(&w->lock);
    free(w->list);
    free(w);
}

size_t workers_count(const workers *w)
{
    return w->n_workers;
}

status workers_run(workers *w, work *body, void *context, size_t n_items)
{
    pthread_mutex_lock(&w->lock);
    call(w, body, context, n_items);
    while (w->n_busy > 0)
        pthread_cond_wait(&w->finished, &w->lock);
    pthread_mutex_unlock(&w->lock);
    status st = STATUS_OK;
    size_t first = 0;
    for (size_t k = 0; k < w->n_workers; k++) {
        const worker *one = &w->list[k];
        if (one->failure != STATUS_OK && (st == STATUS_OK || one->failed_item < first)) {
            st = one->failure;
            first = one->failed_item;
        }
    }
    return st;
}

static status run_here(work *body, void *context, size_t n_items)
{
    status st = STATUS_OK;
    for (size_t k = 0; st == STATUS_OK && k < n_items; k++)
        st = body(context, k);
    return st;
}

status workers_run_once(size_t n_workers, work *body, void *context, size_t n_items)
{
    const size_t n = n_workers < n_items ? n_workers : n_items;
    workers *w = NULL;
    if (n <= 1)
        return run_here(body, context, n_items);
    status st = workers_new(n, &w);
    if (st == STATUS_OK)
        st = workers_run(w, body, context, n_items);
    workers_free(w);
    return st;
}
