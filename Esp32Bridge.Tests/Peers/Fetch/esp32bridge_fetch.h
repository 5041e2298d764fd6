/*
 * The STM32's side of Esp32Bridge's "fetch": a program that writes its image by itself, to its own flash or to a memory beside
 * it, asks the ESP32 for it over a UART. The README has the protocol, byte by byte.
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

/* How many bytes are asked for at once: 16 to 1024; larger is faster. Best a divisor of the page size of the memory. */
#ifndef ESP32BRIDGE_FETCH_BLOCK
#define ESP32BRIDGE_FETCH_BLOCK 256U
#endif

/* How long to wait for an answer before asking again, in milliseconds. Less than 1500. */
#ifndef ESP32BRIDGE_FETCH_ANSWER_MS
#define ESP32BRIDGE_FETCH_ANSWER_MS 1000U
#endif

/* How long the next byte of an answer may take, in milliseconds. */
#ifndef ESP32BRIDGE_FETCH_GAP_MS
#define ESP32BRIDGE_FETCH_GAP_MS 100U
#endif

/* How often to ask for the same thing. While its server is away, the ESP32 can be silent for more than a minute. */
#ifndef ESP32BRIDGE_FETCH_ATTEMPTS
#define ESP32BRIDGE_FETCH_ATTEMPTS 300U
#endif

/* How often to tell the end: when nobody acknowledges it, the ESP32 has most likely acknowledged it and left. */
#ifndef ESP32BRIDGE_FETCH_DONE_ATTEMPTS
#define ESP32BRIDGE_FETCH_DONE_ATTEMPTS 10U
#endif

/*
 * For how long nothing may be said behind the end: so long, the ESP32 listens for a repeated end and nothing else. More than
 * the 2000 ms that it does so.
 */
#ifndef ESP32BRIDGE_FETCH_QUIET_MS
#define ESP32BRIDGE_FETCH_QUIET_MS 2500U
#endif

#define ESP32BRIDGE_FETCH_LONGEST_TEXT 48U
#define ESP32BRIDGE_FETCH_LONGEST_VERSION 32U
#define ESP32BRIDGE_FETCH_LONGEST_PAUSE 120U

/* What comes of it. What is not OK is told to the ESP32 as the result of the end, and stands in its report as "failure N". */
typedef enum
{
    ESP32BRIDGE_FETCH_OK = 0,
    ESP32BRIDGE_FETCH_NO_ANSWER = 1,    /* the ESP32 does not answer: no job, no line, or it was restarted */
    ESP32BRIDGE_FETCH_REFUSED = 2,      /* it refuses; why is in esp32bridge_fetch.refusal */
    ESP32BRIDGE_FETCH_WRONG_ANSWER = 3, /* it speaks another version of the protocol */
    ESP32BRIDGE_FETCH_TOO_LARGE = 4,    /* there is no room for the image */
    ESP32BRIDGE_FETCH_NOT_STORED = 5,   /* "store" or "load" failed */
    ESP32BRIDGE_FETCH_WRONG_IMAGE = 6,  /* what was stored is not the image: the memory did not take it */
    ESP32BRIDGE_FETCH_NOT_ACCEPTED = 7  /* the ESP32 says that it is not the image */
} esp32bridge_fetch_status;

/* Why the ESP32 refuses. */
#define ESP32BRIDGE_FETCH_UNKNOWN_REQUEST 1U
#define ESP32BRIDGE_FETCH_WRONG_REQUEST 2U
#define ESP32BRIDGE_FETCH_OUTSIDE_IMAGE 3U
#define ESP32BRIDGE_FETCH_AGAIN_LATER 4U /* handled here: it is asked again */
#define ESP32BRIDGE_FETCH_ENDED 5U

/* What the part has to provide. "context" is handed through. */
typedef struct
{
    void *context;

    /* Sends bytes, and may return before they have left. */
    void (*send)(void *context, const uint8_t *bytes, uint16_t count);

    /* Waits for a byte for some milliseconds. Returns 1 with the byte, or 0. It needs a receive buffer of 64 bytes or more, or DMA. */
    int (*receive)(void *context, uint8_t *byte, uint32_t timeout_ms);

    /* Writes bytes of the image; erases what has to be erased before. Returns 0 on success. */
    int (*store)(void *context, uint32_t offset, const uint8_t *bytes, uint16_t count);

    /* Reads back what was written. Returns 0 on success. */
    int (*load)(void *context, uint32_t offset, uint8_t *bytes, uint16_t count);
} esp32bridge_fetch_port;

/* What there is to be had. */
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

/* Begins. */
void esp32bridge_fetch_begin(esp32bridge_fetch *fetch, const esp32bridge_fetch_port *port);

/*
 * Fetches the whole image, stores it, reads it back, holds it against its SHA-256 and tells the ESP32 the end, good or bad.
 * "start" is how much of it is there already, from a fetching that was interrupted: it is not fetched again, but it is checked.
 * "room" is how large it may be. After ESP32BRIDGE_FETCH_OK the new image may be started. It returns at the latest when the
 * ESP32 has been silent for ESP32BRIDGE_FETCH_ATTEMPTS times ESP32BRIDGE_FETCH_ANSWER_MS.
 */
esp32bridge_fetch_status esp32bridge_fetch_image(esp32bridge_fetch *fetch, uint32_t start, uint32_t room);

/* The single requests, for those who want to do it in another order. They can be repeated as one likes. */

/* Asks what there is to be had. */
esp32bridge_fetch_status esp32bridge_fetch_ask(esp32bridge_fetch *fetch, esp32bridge_fetch_info *info);

/* Asks for 1 to ESP32BRIDGE_FETCH_BLOCK bytes of the image. On success "*bytes" points at them, until the next request. */
esp32bridge_fetch_status esp32bridge_fetch_read(esp32bridge_fetch *fetch, uint32_t offset, uint16_t count, const uint8_t **bytes);

/* Tells that no request will come for up to so many seconds, while a large memory is erased for instance. */
esp32bridge_fetch_status esp32bridge_fetch_pause(esp32bridge_fetch *fetch, uint8_t seconds);

/* Reads back "size" bytes and computes their SHA-256. */
esp32bridge_fetch_status esp32bridge_fetch_hash(esp32bridge_fetch *fetch, uint32_t size, uint8_t *sha256);

/*
 * Tells the end: the result, 0 for success; the SHA-256 of what is stored; and a text for people, or NULL. Nothing may be sent
 * behind it for ESP32BRIDGE_FETCH_QUIET_MS; this function waits for so long.
 */
esp32bridge_fetch_status esp32bridge_fetch_done(esp32bridge_fetch *fetch, uint8_t result, const uint8_t *sha256, const char *text);

#endif
