// How native code is entered and left. It is called as the System V ABI for AMD64 (3.2.1) says, and
// keeps what a callee keeps; native code itself uses all registers as it likes, but for rsp, on
// which it leaves the places that its calls return to, and rbp, the context.
//
// Offsets are those of NativeContext.

        .set    STACK_LIMIT, 0
        .set    KERNEL_STACK, 128
        .set    TARGET, 136
        .set    ABOVE, 144
        .set    LOOPS, 152
        .set    PARKED, 160
        .set    MEMORY, 168
        .set    FUEL, 176
        .set    POSITION, 184
        .set    PARKED_HERE, 192
        .set    WORD, 200
        .set    REASON, 208
        .set    RESUMED_COUNT, 328
        .set    RESUMED, 336

        .text
        .intel_syntax noprefix

// void starkernel_enter_native(NativeContext* context): executes native code at context->target
// until it returns or is left.
// SAFETY: rsp is kept in the context, from where it comes back; the six registers are popped as
// they were pushed. Native code returns here with the stack as it was when it was called.
        .globl  starkernel_enter_native
        .type   starkernel_enter_native, @function
        .balign 16
starkernel_enter_native:
        push    rbp
        push    rbx
        push    r12
        push    r13
        push    r14
        push    r15
        mov     rbp, rdi
        mov     [rbp + KERNEL_STACK], rsp
        mov     rcx, rsp
        sub     rcx, [rbp + STACK_LIMIT]
        mov     [rbp + STACK_LIMIT], rcx
        mov     rbx, [rbp + ABOVE]
        mov     r12, [rbp + LOOPS]
        mov     r13, [rbp + PARKED]
        mov     r14, [rbp + MEMORY]
        mov     r15, [rbp + FUEL]
        mov     rax, [rbx - 8]
        mov     qword ptr [rbp + REASON], 0
        call    .Lresume
        mov     [rbx - 8], rax
        mov     [rbp + ABOVE], rbx
        mov     [rbp + FUEL], r15
        pop     r15
        pop     r14
        pop     r13
        pop     r12
        pop     rbx
        pop     rbp
        ret

// What is resumed is as if its calls had been made: where they return to lies below where the
// outermost returns to, that is to behind the call above.
// SAFETY: as many places are pushed as there are, each behind a call in native code. rcx holds
// nothing where native code is entered.
.Lresume:
        mov     rcx, [rbp + RESUMED_COUNT]
.Lnext:
        sub     rcx, 1
        jb      .Ltarget
        push    [rbp + RESUMED + 8 * rcx]
        jmp     .Lnext
.Ltarget:
        jmp     [rbp + TARGET]
        .size   starkernel_enter_native, . - starkernel_enter_native

// Native code jumps here before a call that would be one too many, whose place to return to is on
// the stack already, with the top of the data stack in rax.
// SAFETY: the top's place is memory, as the data stack has a spare cell below it.
        .globl  starkernel_native_overflow
        .type   starkernel_native_overflow, @function
        .balign 16
starkernel_native_overflow:
        mov     [rbx - 8], rax
        mov     [rbp + ABOVE], rbx
        mov     [rbp + FUEL], r15
        mov     qword ptr [rbp + REASON], 2
        jmp     .Lleave
        .size   starkernel_native_overflow, . - starkernel_native_overflow

// Native code jumps here before an instruction that it leaves to the plain engine: the position in
// rdi, what lies on the other stacks in rsi, the word in rdx.
// It goes back by way of where the outermost definition returns to, so that what the processor
// expects of returns fits again if no call is lost.
// SAFETY: the places that calls return to lie from rsp up while starkernel_native_left reads them;
// then they are dropped but for the outermost, which is behind the call in starkernel_enter_native.
        .globl  starkernel_native_leave
        .type   starkernel_native_leave, @function
        .balign 16
starkernel_native_leave:
        mov     [rbp + POSITION], rdi
        mov     [rbp + PARKED_HERE], rsi
        mov     [rbp + WORD], rdx
        mov     [rbp + ABOVE], rbx
        mov     [rbp + FUEL], r15
        test    r15, r15
        jle     .Lspent
.Lstop:
        mov     qword ptr [rbp + REASON], 1
.Lleave:
        mov     rdi, rbp
        mov     rsi, rsp
        and     rsp, -16
        call    starkernel_native_left
        mov     rax, [rbx - 8]
        mov     rsp, [rbp + KERNEL_STACK]
        lea     rsp, [rsp - 8]
        ret

// Where fuel alone is lacking it goes on at once with the next quantum, if there is one: at the
// place that starkernel_native_spent says, with all calls as they are.
// SAFETY: that place is an entry for what is in the context; registers that a callee keeps are as
// they were, with rsp kept in one of them meanwhile.
.Lspent:
        mov     [rbp + LOOPS], r12
        mov     [rbp + PARKED], r13
        mov     rbx, rsp
        mov     rdi, rbp
        and     rsp, -16
        call    starkernel_native_spent
        mov     rsp, rbx
        mov     rbx, [rbp + ABOVE]
        mov     r15, [rbp + FUEL]
        test    rax, rax
        jz      .Lstop
        mov     r12, [rbp + LOOPS]
        mov     r13, [rbp + PARKED]
        mov     rcx, rax
        mov     rax, [rbx - 8]
        jmp     rcx
        .size   starkernel_native_leave, . - starkernel_native_leave
