/*
 * SHA-256 (FIPS 180-4).
 *
 * Copyright (c) 2026 Esp32Bridge contributors. MIT License, see LICENSE.
 */
#include "esp32bridge_sha256.h"

static const uint32_t constants[64] =
{
    0x428A2F98UL, 0x71374491UL, 0xB5C0FBCFUL, 0xE9B5DBA5UL, 0x3956C25BUL, 0x59F111F1UL, 0x923F82A4UL, 0xAB1C5ED5UL,
    0xD807AA98UL, 0x12835B01UL, 0x243185BEUL, 0x550C7DC3UL, 0x72BE5D74UL, 0x80DEB1FEUL, 0x9BDC06A7UL, 0xC19BF174UL,
    0xE49B69C1UL, 0xEFBE4786UL, 0x0FC19DC6UL, 0x240CA1CCUL, 0x2DE92C6FUL, 0x4A7484AAUL, 0x5CB0A9DCUL, 0x76F988DAUL,
    0x983E5152UL, 0xA831C66DUL, 0xB00327C8UL, 0xBF597FC7UL, 0xC6E00BF3UL, 0xD5A79147UL, 0x06CA6351UL, 0x14292967UL,
    0x27B70A85UL, 0x2E1B2138UL, 0x4D2C6DFCUL, 0x53380D13UL, 0x650A7354UL, 0x766A0ABBUL, 0x81C2C92EUL, 0x92722C85UL,
    0xA2BFE8A1UL, 0xA81A664BUL, 0xC24B8B70UL, 0xC76C51A3UL, 0xD192E819UL, 0xD6990624UL, 0xF40E3585UL, 0x106AA070UL,
    0x19A4C116UL, 0x1E376C08UL, 0x2748774CUL, 0x34B0BCB5UL, 0x391C0CB3UL, 0x4ED8AA4AUL, 0x5B9CCA4FUL, 0x682E6FF3UL,
    0x748F82EEUL, 0x78A5636FUL, 0x84C87814UL, 0x8CC70208UL, 0x90BEFFFAUL, 0xA4506CEBUL, 0xBEF9A3F7UL, 0xC67178F2UL,
};

static uint32_t rotate(uint32_t value, uint32_t bits)
{
    return (value >> bits) | (value << (32U - bits));
}

/* FIPS 180-4 6.2.2, with the last 16 words of the schedule only. */
static void compress(esp32bridge_sha256 *hash)
{
    uint32_t w[16];
    uint32_t s[8];
    uint32_t t;
    uint32_t i;

    for (i = 0U; i < 16U; i++)
    {
        w[i] = ((uint32_t)hash->block[4U * i] << 24) | ((uint32_t)hash->block[(4U * i) + 1U] << 16)
            | ((uint32_t)hash->block[(4U * i) + 2U] << 8) | (uint32_t)hash->block[(4U * i) + 3U];
    }

    for (i = 0U; i < 8U; i++)
    {
        s[i] = hash->state[i];
    }

    for (t = 0U; t < 64U; t++)
    {
        uint32_t t1;
        uint32_t t2;

        if (t >= 16U)
        {
            const uint32_t x = w[(t - 2U) & 15U];
            const uint32_t y = w[(t - 15U) & 15U];

            w[t & 15U] += (rotate(x, 17U) ^ rotate(x, 19U) ^ (x >> 10)) + w[(t - 7U) & 15U] + (rotate(y, 7U) ^ rotate(y, 18U) ^ (y >> 3));
        }

        t1 = s[7] + (rotate(s[4], 6U) ^ rotate(s[4], 11U) ^ rotate(s[4], 25U)) + ((s[4] & s[5]) ^ (~s[4] & s[6])) + constants[t] + w[t & 15U];
        t2 = (rotate(s[0], 2U) ^ rotate(s[0], 13U) ^ rotate(s[0], 22U)) + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        for (i = 7U; i > 0U; i--)
        {
            s[i] = s[i - 1U];
        }

        s[4] += t1;
        s[0] = t1 + t2;
    }

    for (i = 0U; i < 8U; i++)
    {
        hash->state[i] += s[i];
    }
}

void esp32bridge_sha256_begin(esp32bridge_sha256 *hash)
{
    hash->state[0] = 0x6A09E667UL;
    hash->state[1] = 0xBB67AE85UL;
    hash->state[2] = 0x3C6EF372UL;
    hash->state[3] = 0xA54FF53AUL;
    hash->state[4] = 0x510E527FUL;
    hash->state[5] = 0x9B05688CUL;
    hash->state[6] = 0x1F83D9ABUL;
    hash->state[7] = 0x5BE0CD19UL;
    hash->length = 0U;
}

void esp32bridge_sha256_add(esp32bridge_sha256 *hash, const uint8_t *bytes, uint32_t count)
{
    uint32_t i;

    for (i = 0U; i < count; i++)
    {
        hash->block[hash->length % 64U] = bytes[i];
        hash->length++;
        if ((hash->length % 64U) == 0U)
        {
            compress(hash);
        }
    }
}

void esp32bridge_sha256_end(esp32bridge_sha256 *hash, uint8_t *result)
{
    static const uint8_t one = 0x80U;
    static const uint8_t zero = 0x00U;
    const uint64_t length = (uint64_t)hash->length * 8U;
    uint8_t bits[8];
    uint32_t i;

    for (i = 0U; i < 8U; i++)
    {
        bits[7U - i] = (uint8_t)(length >> (8U * i));
    }

    esp32bridge_sha256_add(hash, &one, 1U);
    while ((hash->length % 64U) != 56U)
    {
        esp32bridge_sha256_add(hash, &zero, 1U);
    }

    esp32bridge_sha256_add(hash, bits, 8U);
    for (i = 0U; i < 32U; i++)
    {
        result[i] = (uint8_t)(hash->state[i / 4U] >> (24U - (8U * (i % 4U))));
    }
}
