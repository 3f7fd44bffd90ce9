// void RunOnStack(uint64_t stack_top, void (*function)())
//
// SAFETY: leaves the current stack for good; the caller's frame is never returned to. The new
// top is aligned to 16, so that the call leaves rsp as the System V AMD64 ABI (3.2.2) wants it
// at a function's entry. A zero rbp ends stack traces.

        .intel_syntax noprefix
        .text
        .globl  RunOnStack
        .hidden RunOnStack
        .type   RunOnStack, @function
RunOnStack:
        mov     rsp, rdi
        xor     ebp, ebp
        call    rsi
        ud2
        .size   RunOnStack, . - RunOnStack

        .section .note.GNU-stack, "", @progbits
