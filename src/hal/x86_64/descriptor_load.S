// Makes descriptor tables current. Arguments follow the System V AMD64 ABI.
//
// SAFETY: the caller passes valid table registers (limit and base, ten bytes) for tables that
// live for ever. Reloading cs needs a far return to the same code through the new table; the
// other segment registers take the flat data segment, which long mode ignores but IRETQ checks.

        .intel_syntax noprefix
        .text

// void LoadGlobalDescriptors(const TableRegister* table, uint16_t code, uint16_t data,
//                            uint16_t task)
        .globl  LoadGlobalDescriptors
        .hidden LoadGlobalDescriptors
        .type   LoadGlobalDescriptors, @function
LoadGlobalDescriptors:
        lgdt    [rdi]
        movzx   eax, si
        push    rax
        lea     rax, [rip + 1f]
        push    rax
        retfq
1:      mov     ds, edx
        mov     es, edx
        mov     ss, edx
        mov     fs, edx
        mov     gs, edx
        ltr     cx
        ret
        .size   LoadGlobalDescriptors, . - LoadGlobalDescriptors

// void LoadInterruptDescriptors(const TableRegister* table)
        .globl  LoadInterruptDescriptors
        .hidden LoadInterruptDescriptors
        .type   LoadInterruptDescriptors, @function
LoadInterruptDescriptors:
        lidt    [rdi]
        ret
        .size   LoadInterruptDescriptors, . - LoadInterruptDescriptors

        .section .note.GNU-stack, "", @progbits
