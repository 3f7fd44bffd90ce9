// The first instructions of all 256 interrupt vectors.
//
// SAFETY: a vector's code makes the stack look the same whether or not the processor pushed an
// error code (Intel SDM volume 3, table 6-1: vectors 8, 10 to 14, 17, 21, 29 and 30 do), saves
// every general register, calls the handler with a pointer to what was saved, and undoes it all
// in reverse. In 64-bit mode the processor aligns rsp to 16 before it pushes five words; with
// error code, vector and 15 registers the call is made on a stack aligned to 16, as the System V
// AMD64 ABI (3.2.2) wants. The direction flag is cleared, which the ABI wants too; IRETQ restores
// it. No code of the kernel uses vector registers.

        .intel_syntax noprefix
        .text

        .set    vectors_with_error_code, (1 << 8) | (31 << 10) | (1 << 17) | (1 << 21) | (3 << 29)

// Code of vector N starts at interrupt_entries + 16 * N.
        .globl  interrupt_entries
        .hidden interrupt_entries
        .type   interrupt_entries, @function
        .balign 16
interrupt_entries:
        .set    vector, 0
        .rept   256
        .balign 16
        .if     vector >= 32
        push    0
        .elseif ((vectors_with_error_code >> vector) & 1) == 0
        push    0
        .endif
        push    vector
        jmp     interrupt_common
        .set    vector, vector + 1
        .endr
        .size   interrupt_entries, . - interrupt_entries

// SAFETY: as above: what is pushed here is popped in reverse, and the add drops what the vector
// pushed, so that IRETQ finds what the processor did.
        .type   interrupt_common, @function
interrupt_common:
        cld
        push    rax
        push    rbx
        push    rcx
        push    rdx
        push    rsi
        push    rdi
        push    rbp
        push    r8
        push    r9
        push    r10
        push    r11
        push    r12
        push    r13
        push    r14
        push    r15
        mov     rdi, rsp
        call    HandleInterrupt
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     r11
        pop     r10
        pop     r9
        pop     r8
        pop     rbp
        pop     rdi
        pop     rsi
        pop     rdx
        pop     rcx
        pop     rbx
        pop     rax
        add     rsp, 16
        iretq
        .size   interrupt_common, . - interrupt_common

        .section .note.GNU-stack, "", @progbits
