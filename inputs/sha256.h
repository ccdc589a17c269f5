/* inputs/sha256.h - the fingerprint of the input file, FIPS 180-4.
 *
 * Eighty lines of our own rather than a library for one function; tests hold the examples of
 * the standard. Not for secrets.
 */
#ifndef INPUTS_SHA256_H
#define INPUTS_SHA256_H

#include <stddef.h>

enum { SHA256_HEX_LENGTH = 64 };

/* Lower-case hexadecimal, and a final zero. */
void sha256_hex(const void *data, size_t size, char hex[SHA256_HEX_LENGTH + 1]);

#endif
