/* outputs/certificate_json.h - the evidence of a plan (model/evidence.h) as a file beside it.
 *
 * One JSON object of which each part stands on a line of its own, so that neither writing nor
 * reading ever holds more than a part:
 *
 *   {"certificate":"parkplan","version":1,"region":"demo","perspective":"societal","parts":[
 *   {"columns":40,"rows":31,"values":[[0,12.5,3],[7,1]],"status_quo":[],"duals":[[4,-0.25]],"allowed":[]},
 *   {"station":"north","year":2030,"day":"winter","columns":96,...}
 *   ],"sealed":"9f86..."}
 *
 * The first part is that of the investments. Zeros are left out: a list holds runs, each the place
 * of its first number and the numbers. A number is written so that the very same one is read back.
 */
#ifndef OUTPUTS_CERTIFICATE_JSON_H
#define OUTPUTS_CERTIFICATE_JSON_H

#include "model/evidence.h"
#include "model/plan.h"
#include "model/sha256.h"

/* plan.json: plan.certificate.json; for free(). NULL when memory is out. */
char *certificate_path_beside(const char *plan_path);

typedef struct certificate_writer certificate_writer;

/* Tries whether the file can be written; it is made with the first part, and nobody sees it before
 * certificate_publish(). The region, the path and the diags are borrowed. */
MUST_CHECK status certificate_open(const char *path, const region *r, perspective who,
                                   diag_list *diags, certificate_writer **out);
/* An evidence_visit; the context is the writer. STATUS_IO, STATUS_NO_MEMORY, or STATUS_SOLVER: a
 * number is not finite. */
MUST_CHECK status certificate_write_part(void *writer, const evidence_part *part);
/* Name of the file, without folder. */
const char *certificate_name(const certificate_writer *w);
/* Ends it with the seal of the plan (outputs/plan_seal.h), brings it to the disk and gives its own
 * fingerprint. */
MUST_CHECK status certificate_finish(certificate_writer *w, const char *seal,
                                     char sha256[SHA256_HEX_LENGTH + 1]);
/* Both free the writer; NULL is allowed in drop. */
MUST_CHECK status certificate_publish(certificate_writer *w);
void certificate_drop(certificate_writer *w);

/* The last line of a file, and the file as a whole. */
typedef struct certificate_prints {
    char seal[SHA256_HEX_LENGTH + 1];
    char sha256[SHA256_HEX_LENGTH + 1];
} certificate_prints;

/* Hands the parts of a file to visit one by one, then gives the fingerprints of what was read.
 * STATUS_INVALID with a finding when it is not a certificate of this region, STATUS_IO,
 * STATUS_NO_MEMORY, or what visit gave. */
MUST_CHECK status certificate_read(const char *path, const region *r, perspective who,
                                   evidence_visit *visit, void *context, diag_list *diags,
                                   certificate_prints *out);

#endif
