@ Computes CRCs of ranges of the flash, for ChecksumRoutine.cs. It is written into the RAM of the part and started by Go. It
@ writes nothing but its table and its results, uses no peripheral and no stack, and runs at any address (a multiple of 4) on
@ ARMv6-M and all later Cortex-M.
@
@ From the start of the routine:
@   0x000  stack pointer and entry, for Go; the code
@   0x100  room for the frame of an exception
@   0x180  the table: what each highest byte adds to the CRC
@   0x580  request: the token, three ranges (start, end, step: multiples of 4), a word of 0
@   0x5AC  the token, when all results are there
@   0x5B0  results: the CRC of each step of each range, in their order
@
@ The CRC is that of Get Checksum: polynomial 0x04C11DB7, initial value 0xFFFFFFFF, words, highest bit first.
@
@ On a Cortex-M0, the table takes 19,000 cycles, and each word of the flash 31.

        .syntax unified
        .cpu    cortex-m0
        .thumb

        .equ    TABLE, 0x180
        .equ    REQUEST, 0x580
        .equ    DONE, 0x5AC

start:  .word   0
        .word   0

entry:  cpsid   i
        adr     r7, polynomial
        ldr     r3, [r7]
        adds    r7, #(TABLE - (polynomial - start))  @ r7: the table
        movs    r0, #255
index:  lsls    r1, r0, #24
        movs    r2, #8
bit:    lsls    r1, #1
        bcc     next
        eors    r1, r3
next:   subs    r2, #1
        bne     bit
        lsls    r2, r0, #2
        str     r1, [r7, r2]
        subs    r0, #1
        bpl     index

        movs    r5, #((REQUEST - TABLE) >> 3)
        lsls    r5, #3
        adds    r5, r7
        mov     r11, r5                 @ r11: the request
        movs    r4, #(DONE + 4 - REQUEST)
        adds    r4, r5                  @ r4: the next result
        adds    r5, #4                  @ r5: the next range

range:  ldmia   r5!, {r0, r1, r2}
        cmp     r0, #0
        beq     done
        mov     r8, r1                  @ r8: the end of the range
        mov     r9, r2                  @ r9: the step

step:   mov     r1, r8
        mov     r3, r9
        adds    r3, r0                  @ r3: the end of the step
        cmp     r3, r1
        bls     whole
        mov     r3, r1
whole:  movs    r6, #0
        mvns    r6, r6                  @ r6: the CRC

word:   ldmia   r0!, {r1}
        eors    r6, r1
        .rept   4
        lsrs    r1, r6, #24
        lsls    r1, #2
        ldr     r1, [r7, r1]
        lsls    r6, #8
        eors    r6, r1
        .endr
        cmp     r0, r3
        blo     word

        stmia   r4!, {r6}
        cmp     r0, r8
        blo     step
        b       range

done:   mov     r5, r11
        ldr     r0, [r5]
        dsb
        str     r0, [r5, #(DONE - REQUEST)]
        dsb
rest:   b       rest

        .balign 4
polynomial:
        .word   0x04C11DB7
