@ Computes CRCs of ranges of the flash, for ChecksumRoutine.cs. It is written into the RAM of the part and started by Go. It
@ writes nothing but its results, uses no peripheral and no stack, and runs at any address (a multiple of 4) on ARMv6-M and
@ all later Cortex-M.
@
@ From the start of the routine:
@   0x000  stack pointer and entry, for Go; the code
@   0x100  room for the frame of an exception
@   0x180  request: the token, three ranges (start, end, step: multiples of 4), a word of 0
@   0x1AC  the token, when all results are there
@   0x1B0  results: the CRC of each step of each range, in their order
@
@ The CRC is that of Get Checksum: polynomial 0x04C11DB7, initial value 0xFFFFFFFF, words, highest bit first.

        .syntax unified
        .cpu    cortex-m0
        .thumb

        .equ    REQUEST, 0x180
        .equ    DONE, 0x1AC

start:  .word   0
        .word   0

entry:  cpsid   i
        mov     r4, pc                  @ start + 14, rounded down by nothing: the address of this instruction + 4
        subs    r4, #(. + 2 - start)
        movs    r5, #(REQUEST >> 2)
        lsls    r5, #2
        adds    r5, r4
        movs    r4, #(DONE + 4 - REQUEST)
        adds    r4, r5                  @ r4: the next result
        adr     r7, table
        adds    r5, #4                  @ r5: the next range

range:  ldmia   r5!, {r0, r1, r2}
        cmp     r0, #0
        beq     done
        mov     r8, r1                  @ r8: the end of the range
        mov     r9, r2                  @ r9: the step
        mov     r10, r5

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
        .rept   8
        lsrs    r1, r6, #28
        lsls    r1, #2
        ldr     r1, [r7, r1]
        lsls    r6, #4
        eors    r6, r1
        .endr
        cmp     r0, r3
        blo     word

        stmia   r4!, {r6}
        cmp     r0, r8
        blo     step
        mov     r5, r10
        b       range

done:   mov     r5, pc
        subs    r5, #(. + 2 - start)
        movs    r4, #(REQUEST >> 2)
        lsls    r4, #2
        adds    r5, r4
        ldr     r0, [r5]
        dsb
        str     r0, [r5, #(DONE - REQUEST)]
        dsb
rest:   b       rest

        .balign 4
table:  .word   0x00000000, 0x04C11DB7, 0x09823B6E, 0x0D4326D9, 0x130476DC, 0x17C56B6B, 0x1A864DB2, 0x1E475005
        .word   0x2608EDB8, 0x22C9F00F, 0x2F8AD6D6, 0x2B4BCB61, 0x350C9B64, 0x31CD86D3, 0x3C8EA00A, 0x384FBDBD
