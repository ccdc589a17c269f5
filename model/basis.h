/* model/basis.h - where a figure comes from and how far to trust it. */
#ifndef MODEL_BASIS_H
#define MODEL_BASIS_H

typedef enum basis_kind {
    BASIS_UNSTATED, /* counts as an estimate */
    BASIS_MEASURED,
    BASIS_PUBLISHED,
    BASIS_ESTIMATE,
} basis_kind;

typedef struct figure_basis {
    basis_kind kind;
    const char *source; /* key in docs/sources.md or free text, or NULL */
} figure_basis;

#endif
