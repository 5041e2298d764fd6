/*
 * SHA-256 (FIPS 180-4) in about 110 bytes of state and 64 bytes of stack. On a part with a HASH unit, use that instead.
 *
 * Copyright (c) 2026 Esp32Bridge contributors. MIT License, see LICENSE.
 */
#ifndef ESP32BRIDGE_SHA256_H
#define ESP32BRIDGE_SHA256_H

#include <stdint.h>

#define ESP32BRIDGE_SHA256_SIZE 32U

typedef struct
{
    uint32_t state[8];
    uint8_t block[64];
    uint32_t length; /* bytes so far */
} esp32bridge_sha256;

/* Starts a hash. */
void esp32bridge_sha256_begin(esp32bridge_sha256 *hash);

/* Adds bytes. */
void esp32bridge_sha256_add(esp32bridge_sha256 *hash, const uint8_t *bytes, uint32_t count);

/* Ends the hash, and writes its 32 bytes. */
void esp32bridge_sha256_end(esp32bridge_sha256 *hash, uint8_t *result);

#endif
