// The memory functions that the compiler and the library call without being asked to. Arguments
// and results follow the System V AMD64 ABI, 3.2: rdi, rsi, rdx; rax.
//
// Each touches only the bytes its caller names, as the C standard (7.26) defines them. None writes
// rsp or a callee-saved register, and the direction flag is clear on return. Quadwords are moved
// where there are eight bytes left, which needs no alignment on x86_64.

        .text
        .intel_syntax noprefix

// void* memcpy(void* target, const void* source, size_t size)
// SAFETY: rcx counts the quadwords, then the bytes that are left: size in all, from both
// starts on.
        .globl  memcpy
        .type   memcpy, @function
        .balign 16
memcpy:
        mov     rax, rdi
        mov     rcx, rdx
        shr     rcx, 3
        rep movsq
        mov     ecx, edx
        and     ecx, 7
        rep movsb
        ret
        .size   memcpy, . - memcpy

// void* memmove(void* target, const void* source, size_t size)
// Forward copying is wrong only if the target starts inside the source.
// SAFETY: backwards from the last byte, first the odd bytes, then quadwords: size in all.
// The direction flag is clear again before the return.
        .globl  memmove
        .type   memmove, @function
        .balign 16
memmove:
        mov     rax, rdi
        sub     rax, rsi
        cmp     rax, rdx
        jae     memcpy
        mov     rax, rdi
        std
        lea     rdi, [rdi + rdx - 1]
        lea     rsi, [rsi + rdx - 1]
        mov     ecx, edx
        and     ecx, 7
        rep movsb
        sub     rdi, 7
        sub     rsi, 7
        mov     rcx, rdx
        shr     rcx, 3
        rep movsq
        cld
        ret
        .size   memmove, . - memmove

// void* memset(void* target, int value, size_t size)
// SAFETY: rcx counts the quadwords, then the bytes that are left: size in all.
        .globl  memset
        .type   memset, @function
        .balign 16
memset:
        mov     r8, rdi
        movzx   eax, sil
        movabs  rcx, 0x0101010101010101
        imul    rax, rcx
        mov     rcx, rdx
        shr     rcx, 3
        rep stosq
        mov     ecx, edx
        and     ecx, 7
        rep stosb
        mov     rax, r8
        ret
        .size   memset, . - memset

// int memcmp(const void* left, const void* right, size_t size)
// Skips equal quadwords, then finds the byte that differs.
// SAFETY: quadwords are read only while eight bytes are left, then bytes only until rdx is zero.
        .globl  memcmp
        .type   memcmp, @function
        .balign 16
memcmp:
        cmp     rdx, 8
        jb      2f
1:      mov     rax, [rdi]
        cmp     rax, [rsi]
        jne     2f
        add     rdi, 8
        add     rsi, 8
        sub     rdx, 8
        cmp     rdx, 8
        jae     1b
2:      test    rdx, rdx
        jz      4f
3:      movzx   eax, byte ptr [rdi]
        movzx   ecx, byte ptr [rsi]
        sub     eax, ecx
        jnz     5f
        inc     rdi
        inc     rsi
        dec     rdx
        jnz     3b
4:      xor     eax, eax
5:      ret
        .size   memcmp, . - memcmp

// size_t strlen(const char* text)
// SAFETY: reads up to the zero that the caller promises, and no further.
        .globl  strlen
        .type   strlen, @function
        .balign 16
strlen:
        xor     eax, eax
1:      cmp     byte ptr [rdi + rax], 0
        je      2f
        inc     rax
        jmp     1b
2:      ret
        .size   strlen, . - strlen

// void* memchr(const void* bytes, int value, size_t size)
// SAFETY: reads a byte only while rdx, the number of those left, is not zero.
        .globl  memchr
        .type   memchr, @function
        .balign 16
memchr:
        xor     eax, eax
1:      test    rdx, rdx
        jz      2f
        cmp     byte ptr [rdi], sil
        je      3f
        inc     rdi
        dec     rdx
        jmp     1b
3:      mov     rax, rdi
2:      ret
        .size   memchr, . - memchr

        .section .note.GNU-stack, "", @progbits
