/* model/sha256.h - the fingerprint of a file, FIPS 180-4.
 *
 * Eighty lines of our own rather than a library for one function; tests hold the examples of
 * the standard. Not for secrets.
 */
#ifndef MODEL_SHA256_H
#define MODEL_SHA256_H

#include <stddef.h>
#include <stdint.h>

enum { SHA256_HEX_LENGTH = 64, SHA256_BLOCK_BYTES = 64 };

/* Lower-case hexadecimal, and a final zero. */
void sha256_hex(const void *data, size_t size, char hex[SHA256_HEX_LENGTH + 1]);

/* The same of data that comes in parts. */
typedef struct sha256 {
    uint32_t hash[8];
    unsigned char tail[2 * SHA256_BLOCK_BYTES]; /* what does not fill a block yet; room to pad */
    uint64_t size;                              /* bytes so far */
} sha256;

sha256 sha256_start(void);
void sha256_add(sha256 *s, const void *data, size_t size);
/* Nothing may be added afterwards. */
void sha256_finish(sha256 *s, char hex[SHA256_HEX_LENGTH + 1]);

#endif
