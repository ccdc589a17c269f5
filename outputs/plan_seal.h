/* outputs/plan_seal.h - the fingerprint of what only the search knows.
 *
 * Why, why not, what limits are worth, status and bound do not follow from the region and the
 * certificate, so that nobody can recompute them without the solver. Their fingerprint stands in
 * the last line of the certificate, whose own fingerprint the plan names.
 */
#ifndef OUTPUTS_PLAN_SEAL_H
#define OUTPUTS_PLAN_SEAL_H

#include "model/arena.h"
#include "model/sha256.h"
#include "model/status.h"
#include "outputs/plan_document.h"

/* SHA-256 over a line "place=value" for each of these figures, texts and flags, in the order of their
 * bytes; so that spaces and the order of members do not matter, and nothing else is left out. mem is for
 * the lines. STATUS_OK or STATUS_NO_MEMORY. */
MUST_CHECK status plan_seal(const plan_document *doc, arena *mem, char hex[SHA256_HEX_LENGTH + 1]);

#endif
