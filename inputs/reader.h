/* inputs/reader.h - what the readers of the parts of a region share.
 *
 * schema_check() has looked at every value before they run, and reports what is wrong with it.
 * So a value that is missing or wrong is passed over here without a word, and reading goes on
 * to find what else is wrong: unknown references, lengths, profiles. Memory that is out is
 * remembered in no_memory; every reader may go on, and must not follow a NULL array.
 */
#ifndef INPUTS_READER_H
#define INPUTS_READER_H

#include <stdbool.h>
#include <stddef.h>

#include "inputs/id_table.h"
#include "inputs/node.h"
#include "inputs/schema.h"
#include "model/region.h"

/* A CSV file that has been read: profiles often share one. */
typedef struct csv_file {
    const char *href, *text;
    size_t size;
    struct csv_file *next;
} csv_file;

typedef struct reader {
    arena *mem;
    diag_list *diags;
    region *out;
    const node *root;
    const char *folder;  /* where CSV files may be; NULL: nowhere */
    bool no_memory;      /* or too_large: reading stops */
    bool too_large;      /* a limit was passed, and has been reported */
    size_t n_numbers;    /* in series so far: a short file can ask for very many */
    bool no_steps;       /* the calendar is wrong: no profile can be held against it */
    bool incomplete;     /* a pointer that has to be there is missing: out cannot be checked */
    size_t n_hints;      /* suggestions made so far: looking for them takes time */
    csv_file *csv_files; /* read so far */
    size_t csv_bytes;    /* looked through so far */
    id_table *profiles, *carriers, *tariffs, *stations, *payers, *trades, *technologies,
        *connections, *parks, *subsidies;
} reader;

/* A text attribute or its default in the schema; NULL when there is neither. Read-only, and
 * lives as long as the arena. */
const char *read_text(const node *n, const char *name);
/* The text, or what is given in its place. */
const char *read_text_or(const node *n, const char *name, const char *otherwise);
/* NAN when missing or wrong, without default. */
double read_number(const node *n, const char *name);
double read_number_or(const node *n, const char *name, double otherwise);
/* 0 when missing or wrong. */
int read_year(const node *n, const char *name);
bool read_flag(const node *n, const char *name);
bool read_flag_or(const node *n, const char *name, bool otherwise);
/* Index in names[n_names]; 0 when missing or wrong. */
size_t read_choice(const node *n, const char *name, const char *const *names, size_t n_names);
figure_basis read_basis(const node *n);
bool has(const node *n, const char *name);

/* One value per milestone; NULL when there is neither value nor default. none stands for "-". */
const double *read_list(reader *r, const node *n, const char *name, double none);
const double *read_list_or(reader *r, const node *n, const char *name, double otherwise);
const double *constant_list(reader *r, double value);

/* Zeroed memory for n structs; NULL sets no_memory. */
void *read_array(reader *r, size_t n, size_t size);
#define READ_ARRAY(r, n, type) ((type *)read_array((r), (n), sizeof(type)))

/* The object that an attribute refers to; NULL when the attribute is missing. An unknown id is
 * reported, with a suggestion, and the first object takes its place, so that reading can go
 * on; without any, NULL is returned and r->incomplete set. kind names it in messages. */
void *read_reference(reader *r, const node *n, const char *name, const id_table *table,
                     const char *kind);
/* The same for each word of a list; *count is set. */
void *const *read_references(reader *r, const node *n, const char *name, const id_table *table,
                             const char *kind, size_t *count);
/* The same for an id that stands elsewhere, such as in "park:id". */
void *find_reference(reader *r, const node *n, const char *name, const char *id,
                     const id_table *table, const char *kind);

/* Zeroed memory for a value per step of the calendar, or for n values of a long series. */
double *read_series(reader *r, const node *n);
double *read_numbers(reader *r, const node *n, size_t count);
/* Whether parent has no more children of this name than is sensible; a finding if not. */
bool count_is_sensible(reader *r, const node *parent, const char *name, size_t count);

/* Memory for the children of this name inside parent (NULL: none), and a table for their ids,
 * NULL where the caller needs none. Without memory *count is 0. */
void *read_children(reader *r, const node *parent, const char *name, size_t size, size_t *count,
                    id_table **table);
/* The id, and an entry in the table when it is well-formed; "?" when it is not. */
const char *read_id(const node *n, id_table *table, void *object);
/* Reports ids that stand twice, and makes the table ready for finding. */
void finish_table(reader *r, const node *parent, id_table *table, const char *kind);

/* Who owns and who may pay, for everything that has both attributes. usual is the payer
 * without the attribute; a region without it gets its first one. */
void read_payment(reader *r, const node *n, const char *usual, const payer **owner,
                  size_t *n_payers, const payer *const **payers);

/* A finding at n. */
void report(reader *r, const node *n, diag_code code, const char *format, ...) PRINTF_LIKE(4, 5);

/* The parts. Each fills its fields of r->out, and the table of its ids. */
void read_horizon(reader *r);
void read_calendar(reader *r);
void read_profiles(reader *r);
void read_payers(reader *r);
void read_trades(reader *r);
void read_carriers(reader *r);
void read_recourse(reader *r);
void read_tariffs(reader *r);
void read_stations(reader *r);
void read_technologies(reader *r);
void read_parks(reader *r);
void read_cables(reader *r);
void read_heat_nets(reader *r);
void read_hubs(reader *r);
void read_programme(reader *r);
void read_funds(reader *r);
void read_targets(reader *r);
void read_scenarios(reader *r);
void read_sources(reader *r);

#endif
