/*
 * The STM32 client of Esp32Bridge's "fetch" protocol: a program that writes its new image itself, to its own flash or to an
 * external memory, requests it from the ESP32 over a UART. The README describes the protocol byte by byte.
 *
 * C99, no operating system, no heap. One esp32bridge_fetch takes about 400 bytes with blocks of 256 bytes, and
 * esp32bridge_fetch_image about 250 bytes of stack.
 *
 * Copyright (c) 2026 Esp32Bridge contributors. MIT License, see LICENSE.
 */
#ifndef ESP32BRIDGE_FETCH_H
#define ESP32BRIDGE_FETCH_H

#include <stdint.h>

#include "esp32bridge_sha256.h"

/* The number of bytes in a request: 16 to 1024; larger is faster. It should divide the page size of the memory. */
#ifndef ESP32BRIDGE_FETCH_BLOCK
#define ESP32BRIDGE_FETCH_BLOCK 256U
#endif

/* How long to wait for an answer before the request is repeated, in milliseconds. Less than 1500. */
#ifndef ESP32BRIDGE_FETCH_ANSWER_MS
#define ESP32BRIDGE_FETCH_ANSWER_MS 1000U
#endif

/* How long the next byte of an answer may take, in milliseconds. */
#ifndef ESP32BRIDGE_FETCH_GAP_MS
#define ESP32BRIDGE_FETCH_GAP_MS 100U
#endif

/* How many times a request is sent. While its server is away, the ESP32 can be silent for more than a minute. */
#ifndef ESP32BRIDGE_FETCH_ATTEMPTS
#define ESP32BRIDGE_FETCH_ATTEMPTS 300U
#endif

/* How many times the end is reported. If no acknowledgement arrives, the ESP32 has most likely sent one and closed the line. */
#ifndef ESP32BRIDGE_FETCH_DONE_ATTEMPTS
#define ESP32BRIDGE_FETCH_DONE_ATTEMPTS 10U
#endif

/*
 * How long nothing may be sent after the end, in milliseconds: the ESP32 still listens for a repeated end, and ignores
 * anything else. More than the 2000 ms for which the ESP32 listens.
 */
#ifndef ESP32BRIDGE_FETCH_QUIET_MS
#define ESP32BRIDGE_FETCH_QUIET_MS 2500U
#endif

#define ESP32BRIDGE_FETCH_LONGEST_TEXT 48U
#define ESP32BRIDGE_FETCH_LONGEST_VERSION 32U
#define ESP32BRIDGE_FETCH_LONGEST_PAUSE 120U

/* The result. If it is not OK, the ESP32 receives it with the end, and reports it as "failure N". */
typedef enum
{
    ESP32BRIDGE_FETCH_OK = 0,
    ESP32BRIDGE_FETCH_NO_ANSWER = 1,    /* the ESP32 does not answer: no job, no line, or it was restarted */
    ESP32BRIDGE_FETCH_REFUSED = 2,      /* it refuses; the reason is in esp32bridge_fetch.refusal */
    ESP32BRIDGE_FETCH_WRONG_ANSWER = 3, /* it uses another version of the protocol */
    ESP32BRIDGE_FETCH_TOO_LARGE = 4,    /* there is no room for the image */
    ESP32BRIDGE_FETCH_NOT_STORED = 5,   /* "store" or "load" failed */
    ESP32BRIDGE_FETCH_WRONG_IMAGE = 6,  /* the stored bytes differ from the image: the memory did not take them */
    ESP32BRIDGE_FETCH_NOT_ACCEPTED = 7  /* the ESP32 reports that the stored bytes differ from the image */
} esp32bridge_fetch_status;

/* The reasons for which the ESP32 refuses a request. */
#define ESP32BRIDGE_FETCH_UNKNOWN_REQUEST 1U
#define ESP32BRIDGE_FETCH_WRONG_REQUEST 2U
#define ESP32BRIDGE_FETCH_OUTSIDE_IMAGE 3U
#define ESP32BRIDGE_FETCH_AGAIN_LATER 4U /* handled here: the request is repeated */
#define ESP32BRIDGE_FETCH_ENDED 5U

/* What the part has to provide. "context" is passed to each function. */
typedef struct
{
    void *context;

    /* Sends bytes; may return before they are on the line. */
    void (*send)(void *context, const uint8_t *bytes, uint16_t count);

    /* Waits up to "timeout_ms" for a byte. Returns 1 with the byte, or 0. It needs a receive buffer of 64 bytes or more, or DMA. */
    int (*receive)(void *context, uint8_t *byte, uint32_t timeout_ms);

    /* Erases what must be erased, and writes bytes of the image. Returns 0 on success. */
    int (*store)(void *context, uint32_t offset, const uint8_t *bytes, uint16_t count);

    /* Reads back what was written. Returns 0 on success. */
    int (*load)(void *context, uint32_t offset, uint8_t *bytes, uint16_t count);
} esp32bridge_fetch_port;

/* The image that the ESP32 offers. */
typedef struct
{
    uint32_t size; /* bytes */
    uint16_t largest_read;
    uint8_t sha256[ESP32BRIDGE_SHA256_SIZE];
    char version[ESP32BRIDGE_FETCH_LONGEST_VERSION + 1U];
} esp32bridge_fetch_info;

typedef struct
{
    const esp32bridge_fetch_port *port;
    uint8_t tag;
    uint8_t refusal;    /* why the last request was refused */
    uint16_t received;  /* bytes in "answer" */
    uint8_t request[10U + 1U + ESP32BRIDGE_SHA256_SIZE + ESP32BRIDGE_FETCH_LONGEST_TEXT];
    uint8_t answer[10U + 4U + ((ESP32BRIDGE_FETCH_BLOCK < 72U) ? 72U : ESP32BRIDGE_FETCH_BLOCK)];
} esp32bridge_fetch;

/* Prepares a client. */
void esp32bridge_fetch_begin(esp32bridge_fetch *fetch, const esp32bridge_fetch_port *port);

/*
 * Fetches the whole image, stores it, reads it back, compares its SHA-256, and reports the end to the ESP32, success or failure.
 * "start" is the number of bytes that an interrupted call has already stored: they are not fetched again, but checked.
 * "room" is the maximum size of the image in bytes. After ESP32BRIDGE_FETCH_OK the new image may be started. The function
 * returns at the latest after ESP32BRIDGE_FETCH_ATTEMPTS times ESP32BRIDGE_FETCH_ANSWER_MS without an answer.
 */
esp32bridge_fetch_status esp32bridge_fetch_image(esp32bridge_fetch *fetch, uint32_t start, uint32_t room);

/* The single requests, for another order. Each can be repeated any number of times. */

/* Requests the description of the image. */
esp32bridge_fetch_status esp32bridge_fetch_ask(esp32bridge_fetch *fetch, esp32bridge_fetch_info *info);

/* Requests 1 to ESP32BRIDGE_FETCH_BLOCK bytes of the image. On success "*bytes" points to them until the next request. */
esp32bridge_fetch_status esp32bridge_fetch_read(esp32bridge_fetch *fetch, uint32_t offset, uint16_t count, const uint8_t **bytes);

/* Announces that no request follows for up to "seconds", for example while a large memory is erased. */
esp32bridge_fetch_status esp32bridge_fetch_pause(esp32bridge_fetch *fetch, uint8_t seconds);

/* Reads back "size" bytes and computes their SHA-256. */
esp32bridge_fetch_status esp32bridge_fetch_hash(esp32bridge_fetch *fetch, uint32_t size, uint8_t *sha256);

/*
 * Reports the end: the result, 0 for success; the SHA-256 of the stored bytes; and a text for the operator, or NULL. Nothing may
 * be sent after it for ESP32BRIDGE_FETCH_QUIET_MS; this function waits for that time.
 */
esp32bridge_fetch_status esp32bridge_fetch_done(esp32bridge_fetch *fetch, uint8_t result, const uint8_t *sha256, const char *text);

#endif
