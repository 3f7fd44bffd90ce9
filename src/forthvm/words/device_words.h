#pragma once

#include <array>

#include "src/forthvm/kernel_word.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/kernel_call.h"

/// Kernel words by which a VM instance drives a device: its registers and its interrupts.
namespace starkernel::forthvm::device_words {

using kernel_call::kKernel;

inline constexpr std::array kWords{
    Word{"MMIO@",
         kKernel<KernelWord::kReadMemory, 2, 1>,
         "( u1 n -- u2 )",
         "Read the register of n bytes, 1, 2, 4 or 8, at physical address u1.",
         kPlain,
         {},
         "mmio, read"},
    Word{"MMIO!",
         kKernel<KernelWord::kWriteMemory, 3, 0>,
         "( u1 u2 n -- )",
         "Write u1 to the register of n bytes at physical address u2.",
         kPlain,
         {},
         "mmio, write"},
    Word{"MMIO-READ", nullptr, "( u1 -- u2 )", "Read the register of a cell at u1.", kPlain,
         "8 MMIO@", "mmio, read"},
    Word{"MMIO-WRITE", nullptr, "( u1 u2 -- )", "Write u1 to the register of a cell at u2.", kPlain,
         "8 MMIO!", "mmio, write"},
    Word{"PORT@",
         kKernel<KernelWord::kReadPort, 2, 1>,
         "( u1 n -- u2 )",
         "Read n bytes, 1, 2 or 4, at port u1.",
         kPlain,
         {},
         "port, read"},
    Word{"PORT!",
         kKernel<KernelWord::kWritePort, 3, 0>,
         "( u1 u2 n -- )",
         "Write n bytes, u1, at port u2.",
         kPlain,
         {},
         "port, write"},
    Word{"IRQ-REGISTER",
         kKernel<KernelWord::kTakeLine, 2, 0>,
         "( u1 u2 -- )",
         "From now on interrupts of line u1 are events u2.",
         kPlain,
         {},
         "irq, invoke"},
    Word{"IRQ-ACK",
         kKernel<KernelWord::kAcknowledge, 1, 1>,
         "( u1 -- u2 )",
         "Let line u1 interrupt again; how often it has since this was last said.",
         kPlain,
         {},
         "irq, invoke"},
    Word{"IRQ-RELEASE",
         kKernel<KernelWord::kReleaseLine, 1, 0>,
         "( u -- )",
         "Be told of line u's interrupts no longer.",
         kPlain,
         {},
         "irq, invoke"},
};

}  // namespace starkernel::forthvm::device_words
