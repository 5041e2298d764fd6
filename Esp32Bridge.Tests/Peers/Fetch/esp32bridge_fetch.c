/*
 * The STM32 client of Esp32Bridge's "fetch" protocol.
 *
 * Copyright (c) 2026 Esp32Bridge contributors. MIT License, see LICENSE.
 */
#include "esp32bridge_fetch.h"

#include <stddef.h>
#include <string.h>

#define START 0xA5U
#define SECOND_START 0x5AU
#define TYPE_AT 2U
#define TAG_AT 3U
#define LENGTH_AT 4U
#define PAYLOAD_AT 6U
#define CRC_SIZE 4U
#define SMALLEST 10U

#define REQUEST_INFO 0x01U
#define REQUEST_READ 0x02U
#define REQUEST_DONE 0x03U
#define REQUEST_PAUSE 0x04U
#define ANSWER_BIT 0x80U
#define REFUSAL 0xFFU

#define PROTOCOL_VERSION 1U
#define INFO_SIZE 39U
#define READ_SIZE 4U

/* After so many other bytes, the wait for an answer ends. */
#define MOST_NOISE 4096U

static uint32_t number_at(const uint8_t *bytes, uint32_t size)
{
    uint32_t number = 0U;
    uint32_t i;

    for (i = size; i > 0U; i--)
    {
        number = (number << 8) | (uint32_t)bytes[i - 1U];
    }

    return number;
}

static void put_number(uint8_t *bytes, uint32_t number, uint32_t size)
{
    uint32_t i;

    for (i = 0U; i < size; i++)
    {
        bytes[i] = (uint8_t)(number >> (8U * i));
    }
}

/* IEEE 802.3, reflected. The CRC unit of an L4 or U5 does it with REV_IN = byte, REV_OUT = 1 and an inversion at the end. */
static uint32_t crc32_of(const uint8_t *bytes, uint32_t count)
{
    uint32_t crc = 0xFFFFFFFFUL;
    uint32_t i;
    uint32_t bit;

    for (i = 0U; i < count; i++)
    {
        crc ^= (uint32_t)bytes[i];
        for (bit = 0U; bit < 8U; bit++)
        {
            crc = ((crc & 1U) != 0U) ? ((crc >> 1) ^ 0xEDB88320UL) : (crc >> 1);
        }
    }

    return ~crc;
}

static void forget(esp32bridge_fetch *fetch, uint32_t count)
{
    fetch->received = (uint16_t)(fetch->received - count);
    (void)memmove(fetch->answer, &fetch->answer[count], fetch->received);
}

static uint32_t answer_size(const esp32bridge_fetch *fetch)
{
    return SMALLEST + number_at(&fetch->answer[LENGTH_AT], 2U);
}

/*
 * Moves the first whole frame to the start of the buffer. Returns its size, or 0 if there is none yet. If bytes only look
 * like a frame, only the first one is dropped.
 */
static uint32_t find_frame(esp32bridge_fetch *fetch)
{
    uint32_t size = 0U;
    uint8_t waits = 0U;

    while ((size == 0U) && (waits == 0U) && (fetch->received > 0U))
    {
        const uint8_t *answer = fetch->answer;

        if ((answer[0] != START) || ((fetch->received > 1U) && (answer[1] != SECOND_START)))
        {
            forget(fetch, 1U);
        }
        else if (fetch->received < PAYLOAD_AT)
        {
            waits = 1U;
        }
        else if (answer_size(fetch) > sizeof(fetch->answer))
        {
            forget(fetch, 1U);
        }
        else if (fetch->received < answer_size(fetch))
        {
            waits = 1U;
        }
        else
        {
            const uint32_t end = answer_size(fetch) - CRC_SIZE;

            if (crc32_of(&answer[TYPE_AT], end - TYPE_AT) == number_at(&answer[end], CRC_SIZE))
            {
                size = answer_size(fetch);
            }
            else
            {
                forget(fetch, 1U);
            }
        }
    }

    return size;
}

/* Waits for the answer with the tag of the request. Returns the size of its payload and *found = 1, or *found = 0. */
static uint32_t await_answer(esp32bridge_fetch *fetch, uint8_t *found)
{
    const esp32bridge_fetch_port *port = fetch->port;
    const uint8_t type = (uint8_t)(fetch->request[TYPE_AT] | ANSWER_BIT);
    uint32_t length = 0U;
    uint32_t heard = 0U;
    uint8_t given_up = 0U;

    *found = 0U;
    fetch->received = 0U;
    while ((*found == 0U) && (given_up == 0U))
    {
        const uint32_t timeout = (fetch->received > 0U) ? ESP32BRIDGE_FETCH_GAP_MS : ESP32BRIDGE_FETCH_ANSWER_MS;
        uint8_t byte = 0U;
        uint32_t size;

        if ((heard < MOST_NOISE) && (port->receive(port->context, &byte, timeout) != 0))
        {
            heard++;
            fetch->answer[fetch->received] = byte;
            fetch->received++;
        }
        else if ((heard < MOST_NOISE) && (fetch->received > 0U))
        {
            /* The frame is incomplete, but a whole one can follow its start. */
            forget(fetch, 1U);
        }
        else
        {
            given_up = 1U;
        }

        size = find_frame(fetch);
        while ((size != 0U) && (*found == 0U))
        {
            const uint8_t answered = fetch->answer[TYPE_AT];

            if ((fetch->answer[TAG_AT] == fetch->tag) && ((answered == type) || ((answered == REFUSAL) && (size == (SMALLEST + 1U)))))
            {
                *found = 1U;
                length = size - SMALLEST;
            }
            else
            {
                /* A late answer: its request has timed out. */
                forget(fetch, size);
                size = find_frame(fetch);
            }
        }
    }

    return length;
}

/* Listens for some time, and drops what arrives. */
static void stay_quiet(const esp32bridge_fetch *fetch, uint32_t time_ms)
{
    uint8_t byte = 0U;
    uint32_t heard = 0U;

    while ((heard < MOST_NOISE) && (fetch->port->receive(fetch->port->context, &byte, time_ms) != 0))
    {
        heard++;
    }
}

/* Repeats a request until there is an answer. The payload of the request is already in the buffer. */
static esp32bridge_fetch_status ask(esp32bridge_fetch *fetch, uint8_t type, uint32_t length, uint32_t *answered)
{
    esp32bridge_fetch_status status = ESP32BRIDGE_FETCH_NO_ANSWER;
    uint8_t *request = fetch->request;
    const uint32_t attempts = (type == REQUEST_DONE) ? ESP32BRIDGE_FETCH_DONE_ATTEMPTS : ESP32BRIDGE_FETCH_ATTEMPTS;
    uint32_t attempt;
    uint8_t ended = 0U;

    fetch->tag++;
    request[0] = START;
    request[1] = SECOND_START;
    request[TYPE_AT] = type;
    request[TAG_AT] = fetch->tag;
    put_number(&request[LENGTH_AT], length, 2U);
    put_number(&request[PAYLOAD_AT + length], crc32_of(&request[TYPE_AT], (PAYLOAD_AT - TYPE_AT) + length), CRC_SIZE);
    for (attempt = 0U; (attempt < attempts) && (ended == 0U); attempt++)
    {
        uint8_t found = 0U;

        fetch->port->send(fetch->port->context, request, (uint16_t)(SMALLEST + length));
        *answered = await_answer(fetch, &found);
        if ((found != 0U) && (fetch->answer[TYPE_AT] != REFUSAL))
        {
            status = ESP32BRIDGE_FETCH_OK;
            ended = 1U;
        }
        else if (found != 0U)
        {
            fetch->refusal = fetch->answer[PAYLOAD_AT];
            status = ESP32BRIDGE_FETCH_REFUSED;
            if (fetch->refusal == ESP32BRIDGE_FETCH_AGAIN_LATER)
            {
                stay_quiet(fetch, ESP32BRIDGE_FETCH_ANSWER_MS);
            }
            else
            {
                ended = 1U;
            }
        }
        else
        {
            status = ESP32BRIDGE_FETCH_NO_ANSWER;
        }
    }

    return status;
}

void esp32bridge_fetch_begin(esp32bridge_fetch *fetch, const esp32bridge_fetch_port *port)
{
    (void)memset(fetch, 0, sizeof(*fetch));
    fetch->port = port;
}

esp32bridge_fetch_status esp32bridge_fetch_ask(esp32bridge_fetch *fetch, esp32bridge_fetch_info *info)
{
    uint32_t length = 0U;
    esp32bridge_fetch_status status = ask(fetch, REQUEST_INFO, 0U, &length);

    if (status == ESP32BRIDGE_FETCH_OK)
    {
        const uint8_t *payload = &fetch->answer[PAYLOAD_AT];

        if ((length < INFO_SIZE) || (length > (INFO_SIZE + ESP32BRIDGE_FETCH_LONGEST_VERSION)) || (payload[0] != PROTOCOL_VERSION))
        {
            status = ESP32BRIDGE_FETCH_WRONG_ANSWER;
        }
        else
        {
            info->largest_read = (uint16_t)number_at(&payload[1], 2U);
            info->size = number_at(&payload[3], 4U);
            (void)memcpy(info->sha256, &payload[7], ESP32BRIDGE_SHA256_SIZE);
            (void)memset(info->version, 0, sizeof(info->version));
            (void)memcpy(info->version, &payload[INFO_SIZE], length - INFO_SIZE);
        }
    }

    return status;
}

esp32bridge_fetch_status esp32bridge_fetch_read(esp32bridge_fetch *fetch, uint32_t offset, uint16_t count, const uint8_t **bytes)
{
    uint32_t length = 0U;
    esp32bridge_fetch_status status;

    put_number(&fetch->request[PAYLOAD_AT], offset, 4U);
    put_number(&fetch->request[PAYLOAD_AT + 4U], count, 2U);
    status = ask(fetch, REQUEST_READ, 6U, &length);
    if (status == ESP32BRIDGE_FETCH_OK)
    {
        const uint8_t *payload = &fetch->answer[PAYLOAD_AT];

        if ((length != (READ_SIZE + (uint32_t)count)) || (number_at(payload, 4U) != offset))
        {
            status = ESP32BRIDGE_FETCH_WRONG_ANSWER;
        }
        else
        {
            *bytes = &payload[READ_SIZE];
        }
    }

    return status;
}

esp32bridge_fetch_status esp32bridge_fetch_pause(esp32bridge_fetch *fetch, uint8_t seconds)
{
    uint32_t length = 0U;

    fetch->request[PAYLOAD_AT] = seconds;
    return ask(fetch, REQUEST_PAUSE, 1U, &length);
}

esp32bridge_fetch_status esp32bridge_fetch_hash(esp32bridge_fetch *fetch, uint32_t size, uint8_t *sha256)
{
    esp32bridge_fetch_status status = ESP32BRIDGE_FETCH_OK;
    esp32bridge_sha256 hash;
    uint32_t offset = 0U;

    esp32bridge_sha256_begin(&hash);
    while ((offset < size) && (status == ESP32BRIDGE_FETCH_OK))
    {
        const uint32_t left = size - offset;
        const uint16_t count = (uint16_t)((left < ESP32BRIDGE_FETCH_BLOCK) ? left : ESP32BRIDGE_FETCH_BLOCK);

        if (fetch->port->load(fetch->port->context, offset, fetch->answer, count) != 0)
        {
            status = ESP32BRIDGE_FETCH_NOT_STORED;
        }

        esp32bridge_sha256_add(&hash, fetch->answer, count);
        offset += count;
    }

    esp32bridge_sha256_end(&hash, sha256);
    return status;
}

esp32bridge_fetch_status esp32bridge_fetch_done(esp32bridge_fetch *fetch, uint8_t result, const uint8_t *sha256, const char *text)
{
    uint32_t length = 1U + ESP32BRIDGE_SHA256_SIZE;
    uint32_t i;
    esp32bridge_fetch_status status;

    fetch->request[PAYLOAD_AT] = result;
    (void)memcpy(&fetch->request[PAYLOAD_AT + 1U], sha256, ESP32BRIDGE_SHA256_SIZE);
    for (i = 0U; (text != NULL) && (i < ESP32BRIDGE_FETCH_LONGEST_TEXT) && (text[i] != '\0'); i++)
    {
        fetch->request[PAYLOAD_AT + length] = (uint8_t)text[i];
        length++;
    }

    status = ask(fetch, REQUEST_DONE, length, &length);
    if ((status == ESP32BRIDGE_FETCH_OK) && ((length != 1U) || ((result == 0U) && (fetch->answer[PAYLOAD_AT] != 0U))))
    {
        status = ESP32BRIDGE_FETCH_NOT_ACCEPTED;
    }

    stay_quiet(fetch, ESP32BRIDGE_FETCH_QUIET_MS);
    return status;
}

static esp32bridge_fetch_status fetch_and_store(esp32bridge_fetch *fetch, uint32_t start, uint32_t size)
{
    esp32bridge_fetch_status status = ESP32BRIDGE_FETCH_OK;
    uint32_t offset = start;

    while ((offset < size) && (status == ESP32BRIDGE_FETCH_OK))
    {
        const uint32_t left = size - offset;
        const uint16_t count = (uint16_t)((left < ESP32BRIDGE_FETCH_BLOCK) ? left : ESP32BRIDGE_FETCH_BLOCK);
        const uint8_t *bytes = NULL;

        status = esp32bridge_fetch_read(fetch, offset, count, &bytes);
        if ((status == ESP32BRIDGE_FETCH_OK) && (fetch->port->store(fetch->port->context, offset, bytes, count) != 0))
        {
            status = ESP32BRIDGE_FETCH_NOT_STORED;
        }

        offset += count;
    }

    return status;
}

esp32bridge_fetch_status esp32bridge_fetch_image(esp32bridge_fetch *fetch, uint32_t start, uint32_t room)
{
    static const char *const texts[] =
    {
        "", "no answer", "refused", "another version of the protocol", "no room for the image", "the memory cannot be written or read",
        "the memory does not hold the image", "not accepted",
    };
    esp32bridge_fetch_info info;
    uint8_t sha256[ESP32BRIDGE_SHA256_SIZE] = { 0U };
    esp32bridge_fetch_status status = esp32bridge_fetch_ask(fetch, &info);

    if (status == ESP32BRIDGE_FETCH_OK)
    {
        status = (info.size > room) ? ESP32BRIDGE_FETCH_TOO_LARGE : fetch_and_store(fetch, start, info.size);
    }

    if (status == ESP32BRIDGE_FETCH_OK)
    {
        status = esp32bridge_fetch_hash(fetch, info.size, sha256);
    }

    if ((status == ESP32BRIDGE_FETCH_OK) && (memcmp(sha256, info.sha256, sizeof(sha256)) != 0))
    {
        status = ESP32BRIDGE_FETCH_WRONG_IMAGE;
    }

    if (status == ESP32BRIDGE_FETCH_OK)
    {
        status = esp32bridge_fetch_done(fetch, 0U, sha256, NULL);
    }
    else if (status != ESP32BRIDGE_FETCH_NO_ANSWER)
    {
        (void)esp32bridge_fetch_done(fetch, (uint8_t)status, sha256, texts[status]);
    }
    else
    {
        /* The ESP32 does not answer. */
    }

    return status;
}
