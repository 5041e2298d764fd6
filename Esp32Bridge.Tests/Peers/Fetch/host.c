/*
 * The STM32 client of "fetch" as a program for Linux: the serial line is a terminal, the memory a file. It can misbehave.
 *
 * Copyright (c) 2026 Esp32Bridge contributors. MIT License, see LICENSE.
 */
#define _POSIX_C_SOURCE 200809L

#include "esp32bridge_fetch.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_IMAGE (1024L * 1024L)
#define TRIGGER_PATIENCE_MS 60000

typedef struct
{
    int line;
    int memory;
    unsigned long random;
    long damage;     /* one byte of so many is corrupted in each direction; 0 for none */
    long stores;     /* the number of stores so far */
    long dies_after; /* after how many stores it exits; -1 for never */
    int spoils;      /* whether the memory stores a wrong byte */
} host;

static unsigned long draw(host *h, unsigned long range)
{
    h->random = (h->random * 1664525UL + 1013904223UL) & 0xFFFFFFFFUL;
    return (h->random >> 8) % range;
}

/* 0: the byte passes; 1: it was changed; 2: it is lost; 3: it arrives twice. */
static int spoil(host *h, uint8_t *byte)
{
    int kind = 0;

    if (h->damage > 0 && draw(h, (unsigned long)h->damage) == 0)
    {
        kind = 1 + (int)draw(h, 3);
        if (kind == 1)
        {
            *byte ^= (uint8_t)(1U << draw(h, 8));
        }
    }

    return kind;
}

static void send_bytes(void *context, const uint8_t *bytes, uint16_t count)
{
    host *h = context;
    uint8_t sent[256];
    size_t length = 0;
    uint16_t i;

    for (i = 0; i < count; i++)
    {
        uint8_t byte = bytes[i];
        int kind = spoil(h, &byte);

        if (kind != 2)
        {
            sent[length++] = byte;
        }

        if (kind == 3)
        {
            sent[length++] = byte;
        }
    }

    if (write(h->line, sent, length) != (ssize_t)length)
    {
        perror("line");
        exit(3);
    }
}

static int receive_byte(void *context, uint8_t *byte, uint32_t timeout_ms)
{
    host *h = context;

    for (;;)
    {
        struct pollfd entry = { h->line, POLLIN, 0 };

        if (poll(&entry, 1, (int)timeout_ms) <= 0)
        {
            return 0;
        }

        if (read(h->line, byte, 1) != 1)
        {
            fputs("the line is gone\n", stderr);
            exit(3);
        }

        if (spoil(h, byte) != 2)
        {
            return 1;
        }
    }
}

static int store(void *context, uint32_t offset, const uint8_t *bytes, uint16_t count)
{
    host *h = context;

    if (h->stores == h->dies_after)
    {
        fputs("died\n", stderr);
        exit(4);
    }

    h->stores++;
    if (h->spoils && offset == 0U)
    {
        uint8_t other = (uint8_t)~bytes[0];

        return pwrite(h->memory, &other, 1, 0) == 1 ? 0 : -1;
    }

    return pwrite(h->memory, bytes, count, (off_t)offset) == (ssize_t)count ? 0 : -1;
}

static int load(void *context, uint32_t offset, uint8_t *bytes, uint16_t count)
{
    host *h = context;

    return pread(h->memory, bytes, count, (off_t)offset) == (ssize_t)count ? 0 : -1;
}

/* Waits until the ESP32 has sent a text. */
static int await_text(host *h, const char *text)
{
    size_t matched = 0;
    uint8_t byte;

    while (text[matched] != '\0')
    {
        if (receive_byte(h, &byte, TRIGGER_PATIENCE_MS) == 0)
        {
            return 0;
        }

        matched = byte == (uint8_t)text[matched] ? matched + 1 : (byte == (uint8_t)text[0] ? 1 : 0);
    }

    return 1;
}

/* Every block in random order, each requested twice, some of them in pieces. */
static esp32bridge_fetch_status fetch_shuffled(esp32bridge_fetch *fetch, host *h)
{
    static uint32_t order[LONGEST_IMAGE / 16];
    esp32bridge_fetch_info info;
    uint8_t hash[ESP32BRIDGE_SHA256_SIZE];
    esp32bridge_fetch_status status = esp32bridge_fetch_ask(fetch, &info);
    uint32_t blocks = (info.size + ESP32BRIDGE_FETCH_BLOCK - 1U) / ESP32BRIDGE_FETCH_BLOCK;
    uint32_t i;

    for (i = 0; i < blocks; i++)
    {
        uint32_t other = (uint32_t)draw(h, i + 1U);

        order[i] = order[other];
        order[other] = i;
    }

    for (i = 0; i < blocks && status == ESP32BRIDGE_FETCH_OK; i++)
    {
        uint32_t offset = order[i] * ESP32BRIDGE_FETCH_BLOCK;
        uint32_t left = info.size - offset;
        uint16_t count = (uint16_t)(left < ESP32BRIDGE_FETCH_BLOCK ? left : ESP32BRIDGE_FETCH_BLOCK);
        uint8_t first[ESP32BRIDGE_FETCH_BLOCK];
        const uint8_t *bytes;

        status = esp32bridge_fetch_read(fetch, offset, count, &bytes);
        if (status == ESP32BRIDGE_FETCH_OK)
        {
            memcpy(first, bytes, count);
            status = esp32bridge_fetch_read(fetch, offset, count, &bytes);
        }

        if (status == ESP32BRIDGE_FETCH_OK && (memcmp(first, bytes, count) != 0 || store(h, offset, bytes, count) != 0))
        {
            status = ESP32BRIDGE_FETCH_NOT_STORED;
        }
    }

    if (status == ESP32BRIDGE_FETCH_OK)
    {
        status = esp32bridge_fetch_hash(fetch, info.size, hash);
    }

    return status != ESP32BRIDGE_FETCH_OK ? status : esp32bridge_fetch_done(fetch, 0, hash, NULL);
}

/* Requests ranges outside the image: each must be refused, and the transfer continues. */
static int ask_outside(esp32bridge_fetch *fetch)
{
    esp32bridge_fetch_info info;
    const uint8_t *bytes;
    int refused = 0;

    if (esp32bridge_fetch_ask(fetch, &info) != ESP32BRIDGE_FETCH_OK)
    {
        return 0;
    }

    refused += esp32bridge_fetch_read(fetch, info.size, 16, &bytes) == ESP32BRIDGE_FETCH_REFUSED && fetch->refusal == ESP32BRIDGE_FETCH_OUTSIDE_IMAGE;
    refused += esp32bridge_fetch_read(fetch, info.size - 8U, 16, &bytes) == ESP32BRIDGE_FETCH_REFUSED && fetch->refusal == ESP32BRIDGE_FETCH_OUTSIDE_IMAGE;
    refused += esp32bridge_fetch_read(fetch, 0xFFFFFFF8UL, 16, &bytes) == ESP32BRIDGE_FETCH_REFUSED && fetch->refusal == ESP32BRIDGE_FETCH_OUTSIDE_IMAGE;
    refused += esp32bridge_fetch_read(fetch, 0, 0, &bytes) == ESP32BRIDGE_FETCH_REFUSED && fetch->refusal == ESP32BRIDGE_FETCH_WRONG_REQUEST;
    refused += esp32bridge_fetch_pause(fetch, 121) == ESP32BRIDGE_FETCH_REFUSED && fetch->refusal == ESP32BRIDGE_FETCH_WRONG_REQUEST;
    refused += esp32bridge_fetch_pause(fetch, 120) == ESP32BRIDGE_FETCH_OK;
    return refused == 6;
}

static esp32bridge_fetch_status run(esp32bridge_fetch *fetch, host *h, const char *mode, const char *argument)
{
    static const uint8_t wrong[ESP32BRIDGE_SHA256_SIZE] = { 1, 2, 3 };
    esp32bridge_fetch_info info;
    const uint8_t *bytes;

    if (strcmp(mode, "shuffle") == 0)
    {
        return fetch_shuffled(fetch, h);
    }

    if (strcmp(mode, "outside") == 0)
    {
        return ask_outside(fetch) ? esp32bridge_fetch_image(fetch, 0, LONGEST_IMAGE) : ESP32BRIDGE_FETCH_WRONG_ANSWER;
    }

    if (strcmp(mode, "forever") == 0)
    {
        for (;;)
        {
            esp32bridge_fetch_status status = esp32bridge_fetch_read(fetch, 0, ESP32BRIDGE_FETCH_BLOCK, &bytes);

            if (status != ESP32BRIDGE_FETCH_OK)
            {
                return status;
            }
        }
    }

    if (strcmp(mode, "fail") == 0)
    {
        (void)esp32bridge_fetch_ask(fetch, &info);
        return esp32bridge_fetch_done(fetch, 9, wrong, argument);
    }

    if (strcmp(mode, "lie") == 0)
    {
        return esp32bridge_fetch_done(fetch, 0, wrong, NULL);
    }

    if (strcmp(mode, "die") == 0)
    {
        h->dies_after = strtol(argument, NULL, 10);
    }
    else if (strcmp(mode, "room") == 0)
    {
        return esp32bridge_fetch_image(fetch, 0, (uint32_t)strtoul(argument, NULL, 10));
    }
    else if (strcmp(mode, "start") == 0)
    {
        return esp32bridge_fetch_image(fetch, (uint32_t)strtoul(argument, NULL, 10), LONGEST_IMAGE);
    }
    else if (strcmp(mode, "spoil") == 0)
    {
        h->spoils = 1;
    }

    return esp32bridge_fetch_image(fetch, 0, LONGEST_IMAGE);
}

/*
 * host LINE MEMORY TRIGGER HEALTH SEED DAMAGE [MODE [ARGUMENT]]: waits for the trigger on the line ("" for none), fetches, and
 * sends the health text ten times after success. Modes: shuffle, outside, forever, fail TEXT, lie, die STORES, room BYTES,
 * start BYTES, spoil. Its exit code is 10 plus the status.
 */
int main(int count, char **arguments)
{
    esp32bridge_fetch_port port = { NULL, send_bytes, receive_byte, store, load };
    esp32bridge_fetch fetch;
    esp32bridge_fetch_status status;
    host h = { 0, 0, 0, 0, 0, -1, 0 };
    int i;

    if (count < 7)
    {
        fputs("host LINE MEMORY TRIGGER HEALTH SEED DAMAGE [MODE [ARGUMENT]]\n", stderr);
        return 2;
    }

    h.line = open(arguments[1], O_RDWR | O_NOCTTY);
    h.memory = open(arguments[2], O_RDWR | O_CREAT, 0600);
    if (h.line < 0 || h.memory < 0)
    {
        perror("open");
        return 2;
    }

    printf("ready\n");
    fflush(stdout);
    if (!await_text(&h, arguments[3]))
    {
        fputs("no trigger\n", stderr);
        return 5;
    }

    port.context = &h;
    h.random = strtoul(arguments[5], NULL, 10);
    h.damage = strtol(arguments[6], NULL, 10);
    esp32bridge_fetch_begin(&fetch, &port);
    status = run(&fetch, &h, count > 7 ? arguments[7] : "", count > 8 ? arguments[8] : "");
    printf("status %d refusal %d\n", (int)status, (int)fetch.refusal);
    fflush(stdout);
    h.damage = 0;
    for (i = 0; i < 10 && status == ESP32BRIDGE_FETCH_OK && arguments[4][0] != '\0'; i++)
    {
        uint8_t unused;

        send_bytes(&h, (const uint8_t *)arguments[4], (uint16_t)strlen(arguments[4]));
        (void)receive_byte(&h, &unused, 200);
    }

    return 10 + (int)status;
}
