#include "model/sha256.h"

#include <stdio.h>
#include <string.h>

enum { N_ROUNDS = 64, N_WORDS = 8 };

/* The first 32 bits of the fractional parts of the cube roots of the first 64 primes. */
static const uint32_t round_constants[N_ROUNDS] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

static uint32_t rotate(uint32_t x, int n)
{
    return x >> n | x << (32 - n);
}

/* Section 6.2.2, step 1. */
static void expand(const unsigned char *block, uint32_t w[N_ROUNDS])
{
    for (int i = 0; i < 16; i++)
        w[i] = (uint32_t)block[4 * i] << 24 | (uint32_t)block[4 * i + 1] << 16 |
               (uint32_t)block[4 * i + 2] << 8 | (uint32_t)block[4 * i + 3];
    for (int i = 16; i < N_ROUNDS; i++) {
        const uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ w[i - 15] >> 3;
        const uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ w[i - 2] >> 10;
        w[i] = w[i - 16] + s0 + w[i - 7] + s1;
    }
}

/* Section 6.2.2, steps 2 to 4. */
static void add_block(uint32_t hash[N_WORDS], const unsigned char *block)
{
    uint32_t w[N_ROUNDS], v[N_WORDS];
    expand(block, w);
    memcpy(v, hash, sizeof v);
    for (int i = 0; i < N_ROUNDS; i++) {
        const uint32_t s1 = rotate(v[4], 6) ^ rotate(v[4], 11) ^ rotate(v[4], 25);
        const uint32_t choose = (v[4] & v[5]) ^ (~v[4] & v[6]);
        const uint32_t t1 = v[7] + s1 + choose + round_constants[i] + w[i];
        const uint32_t s0 = rotate(v[0], 2) ^ rotate(v[0], 13) ^ rotate(v[0], 22);
        const uint32_t majority = (v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]);
        memmove(v + 1, v, 7 * sizeof v[0]);
        v[4] += t1;
        v[0] = t1 + s0 + majority;
    }
    for (int i = 0; i < N_WORDS; i++)
        hash[i] += v[i];
}

sha256 sha256_start(void)
{
    return (sha256){.hash = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c,
                             0x1f83d9ab, 0x5be0cd19}};
}

void sha256_add(sha256 *s, const void *data, size_t size)
{
    const unsigned char *bytes = data;
    size_t held = (size_t)(s->size % SHA256_BLOCK_BYTES);
    s->size += size;
    while (size > 0) {
        const size_t room = SHA256_BLOCK_BYTES - held, taken = size < room ? size : room;
        memcpy(s->tail + held, bytes, taken);
        bytes += taken;
        size -= taken;
        held += taken;
        if (held < SHA256_BLOCK_BYTES)
            return;
        add_block(s->hash, s->tail);
        held = 0;
    }
}

void sha256_finish(sha256 *s, char hex[SHA256_HEX_LENGTH + 1])
{
    /* The padding: a one bit, zeros, and the length in bits. */
    const size_t held = (size_t)(s->size % SHA256_BLOCK_BYTES);
    const size_t padded = held + 9 <= SHA256_BLOCK_BYTES ? SHA256_BLOCK_BYTES : sizeof s->tail;
    memset(s->tail + held, 0, padded - held);
    s->tail[held] = 0x80;
    for (int i = 0; i < 8; i++)
        s->tail[padded - 1 - (size_t)i] = (unsigned char)(s->size * 8 >> 8 * i);
    for (size_t i = 0; i < padded; i += SHA256_BLOCK_BYTES)
        add_block(s->hash, s->tail + i);
    for (int i = 0; i < N_WORDS; i++)
        snprintf(hex + 8 * i, 9, "%08x", (unsigned)s->hash[i]);
}

void sha256_hex(const void *data, size_t size, char hex[SHA256_HEX_LENGTH + 1])
{
    sha256 s = sha256_start();
    sha256_add(&s, data, size);
    sha256_finish(&s, hex);
}
