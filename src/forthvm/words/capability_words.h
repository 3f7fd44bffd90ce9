#pragma once

#include <array>

#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/kernel_word.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/kernel_call.h"

/// Kernel words about capabilities. A slot number means nothing in another VM instance's hands.
namespace starkernel::forthvm::capability_words {

using kernel_call::kKernel;

template <Cell kValue>
void Push(VmState& vm, Instruction) {
  vm.data.Push(kValue);
}
template <Cell kValue>
constexpr Handler kNumber = Checked<0, 1, Push<kValue>>;

inline constexpr std::array kWords{
    Word{"CAP-SPAWN", kNumber<0>, "( -- type )", "Capabilities to make VM instances."},
    Word{"CAP-KILL", kNumber<1>, "( -- type )", "Capabilities to end VM instances."},
    Word{"CAP-SEND", kNumber<2>, "( -- type )", "Capabilities to send messages."},
    Word{"CAP-RECV", kNumber<3>, "( -- type )", "Capabilities to take messages."},
    Word{"CAP-SHARE", kNumber<4>, "( -- type )", "Capabilities to share pages."},
    Word{"CAP-MMIO", kNumber<5>, "( -- type )", "Capabilities for registers in memory."},
    Word{"CAP-PORT", kNumber<6>, "( -- type )", "Capabilities for ports."},
    Word{"CAP-IRQ", kNumber<7>, "( -- type )", "Capabilities to be told of interrupts."},
    Word{"CAP-TIME", kNumber<8>, "( -- type )",
         "Capabilities to give time: priority classes, and reductions."},
    Word{"CAP-LOG", kNumber<9>, "( -- type )", "Capabilities for the kernel's records."},
    Word{"CAN-READ", kNumber<1>, "( -- rights )", "The right to read, or to look."},
    Word{"CAN-WRITE", kNumber<2>, "( -- rights )", "The right to write, or to change."},
    Word{"CAN-INVOKE", kNumber<4>, "( -- rights )", "The right to do what the type is for."},
    Word{"CAN-DELEGATE", kNumber<8>, "( -- rights )", "The right to derive for others."},
    Word{"HAS-CAP?", kKernel<KernelWord::kHasCapability, 1, 1>, "( type -- flag )",
         "Does the VM instance hold a capability of that type that works?"},
    Word{"NEXT-CAP", kKernel<KernelWord::kNextCapability, 1, 1>, "( slot1 -- slot2 )",
         "The slot held since before slot1; the newest for 0, 0 after the oldest."},
    Word{"CAP@", kKernel<KernelWord::kInspect, 1, 5>, "( slot -- u1 u2 u3 rights type )",
         "What the slot holds: for u1 to u2, with badge u3."},
    Word{".CAP", kKernel<KernelWord::kShow, 1, 0>, "( slot -- )", "Show what the slot holds."},
    Word{".CAPS", nullptr, "( -- )", "Show every capability that the VM instance holds.", kPlain,
         "0 BEGIN NEXT-CAP DUP WHILE DUP .CAP REPEAT DROP"},
    Word{"ATTENUATE-CAP", kKernel<KernelWord::kAttenuate, 4, 1>, "( u1 u2 rights slot1 -- slot2 )",
         "Derive one that is for u1 to u2 only and has no other rights."},
    Word{"BADGE-CAP", kKernel<KernelWord::kBadge, 2, 1>, "( u slot1 -- slot2 )",
         "Derive one whose uses others see with badge u."},
    Word{"GRANT-CAP",
         kKernel<KernelWord::kGrant, 2, 1>,
         "( vmid slot1 -- slot2 )",
         "Derive one like slot1 for another VM instance.",
         kPlain,
         {},
         "delegate in slot1"},
    Word{"DROP-CAP", kKernel<KernelWord::kDrop, 1, 0>, "( slot -- )",
         "Give the capability up; what was derived from it stays."},
    Word{"REVOKE-CAP", kKernel<KernelWord::kRevoke, 1, 0>, "( slot -- )",
         "Let nothing work any more that was derived from it, whoever holds that."},
    Word{".REFUSALS",
         kKernel<KernelWord::kShowRefusals, 0, 0>,
         "( -- )",
         "Show the last uses of capabilities that were refused.",
         kPlain,
         {},
         "log, read"},
    Word{"RECORD-ALLOWED",
         kKernel<KernelWord::kRecordAllowedUse, 1, 0>,
         "( flag -- )",
         "Have .REFUSALS show allowed uses too, or no longer.",
         kPlain,
         {},
         "log, write"},
};

}  // namespace starkernel::forthvm::capability_words
