/*
 * The application that the virtual STM32s run: a line on USART1 (PA9, 115200 8N1) every half second, with the version
 * and a number from a table. It is real firmware for the real parts, small enough to be read in one go: no library, the
 * clock as it is after reset (MSI, 4 MHz), registers as in RM0351 and RM0456. The Makefile gives their addresses.
 */
#include <stdint.h>

#define REGISTER(address) (*(volatile uint32_t *)(address))

#define GPIO_MODER REGISTER(GPIOA + 0x00u)
#define GPIO_AFRH REGISTER(GPIOA + 0x24u)
#define USART_CR1 REGISTER(USART1 + 0x00u)
#define USART_BRR REGISTER(USART1 + 0x0Cu)
#define USART_ISR REGISTER(USART1 + 0x1Cu)
#define USART_TDR REGISTER(USART1 + 0x28u)
#define SYSTICK_CTRL REGISTER(0xE000E010u)
#define SYSTICK_LOAD REGISTER(0xE000E014u)
#define SYSTICK_VAL REGISTER(0xE000E018u)
#define SCB_VTOR REGISTER(0xE000ED08u)

#define CLOCK 4000000u
#define BAUD 115200u

/* The bench and the README's readers find the version here. */
__attribute__((used, section(".version"))) const char version_text[] = "version=" VERSION;

/* One period of a sine, as motor and audio firmware carries it about. */
#define S1(i) (int16_t)(__builtin_sin(6.283185307179586 * (i) / TABLE_SIZE) * AMPLITUDE)
#define S4(i) S1(i), S1((i) + 1), S1((i) + 2), S1((i) + 3)
#define S16(i) S4(i), S4((i) + 4), S4((i) + 8), S4((i) + 12)
#define S64(i) S16(i), S16((i) + 16), S16((i) + 32), S16((i) + 48)
#define S256(i) S64(i), S64((i) + 64), S64((i) + 128), S64((i) + 192)
#define S1024(i) S256(i), S256((i) + 256), S256((i) + 512), S256((i) + 768)
#define S4096(i) S1024(i), S1024((i) + 1024), S1024((i) + 2048), S1024((i) + 3072)

static const int16_t sine[TABLE_SIZE] = { TABLE };

extern uint32_t _stack, _data_load, _data, _edata, _bss, _ebss;

static uint32_t beats;

static void send(const char *text)
{
    while (*text != '\0')
    {
        while ((USART_ISR & (1u << 7)) == 0)
        {
        }

        USART_TDR = (uint8_t)*text++;
    }
}

static void send_number(int32_t value)
{
    char digits[12];
    char *digit = digits + sizeof digits;
    uint32_t rest = value < 0 ? 0u - (uint32_t)value : (uint32_t)value;

    *--digit = '\0';
    do
    {
        *--digit = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest != 0);

    if (value < 0)
    {
        *--digit = '-';
    }

    send(digit);
}

static void start_uart(void)
{
    REGISTER(RCC_GPIO) |= 1u << 0;
    REGISTER(RCC_USART) |= 1u << 14;
    GPIO_AFRH = (GPIO_AFRH & ~(15u << 4)) | (7u << 4);
    GPIO_MODER = (GPIO_MODER & ~(3u << 18)) | (2u << 18);
    USART_BRR = (CLOCK + BAUD / 2) / BAUD;
    USART_CR1 = (1u << 3) | (1u << 0);
}

static void wait_half_second(void)
{
    SYSTICK_LOAD = CLOCK / 2 - 1;
    SYSTICK_VAL = 0;
    SYSTICK_CTRL = 5;
    while ((SYSTICK_CTRL & (1u << 16)) == 0)
    {
    }
}

__attribute__((noreturn)) void reset_handler(void);
__attribute__((noreturn)) void default_handler(void);

__attribute__((used, section(".vectors"))) static void *const vectors[16] = {
    &_stack, (void *)reset_handler, (void *)default_handler, (void *)default_handler,
    (void *)default_handler, (void *)default_handler, (void *)default_handler, 0,
    0, 0, 0, (void *)default_handler,
    (void *)default_handler, 0, (void *)default_handler, (void *)default_handler,
};

void default_handler(void)
{
    for (;;)
    {
    }
}

void reset_handler(void)
{
    const uint32_t *from = &_data_load;

    for (uint32_t *to = &_data; to < &_edata; to++)
    {
        *to = *from++;
    }

    for (uint32_t *to = &_bss; to < &_ebss; to++)
    {
        *to = 0;
    }

    /* A start by the bootloader's Go leaves the vector table of the system memory in place. */
    SCB_VTOR = (uint32_t)vectors;
    start_uart();
    for (;;)
    {
        beats++;
        send("heartbeat ");
        send_number((int32_t)beats);
        send(" version " VERSION " sine ");
        send_number(sine[beats * 64 % TABLE_SIZE]);
        send("\r\n");
        wait_half_second();
    }
}
