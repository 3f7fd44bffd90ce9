#pragma once

#include <array>

#include "src/forthvm/kernel_word.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/kernel_call.h"

/// Kernel words about VM instances and time.
namespace starkernel::forthvm::vm_words {

using kernel_call::kKernel;

inline constexpr std::array kWords{
    Word{"TICKS", kKernel<KernelWord::kTicks, 0, 1>, "( -- u )",
         "The nanoseconds that the machine has been up; never goes back."},
    Word{"VM-SELF", kKernel<KernelWord::kSelf, 0, 1>, "( -- vmid )",
         "The id of the VM instance that asks."},
    Word{"YIELD", kKernel<KernelWord::kYield, 0, 0>, "( -- )",
         "Give up the rest of the execution window."},
    Word{"SLEEP", kKernel<KernelWord::kSleep, 1, 0>, "( u -- )",
         "Wait for at least u nanoseconds."},
    Word{"SPAWN-VM",
         kKernel<KernelWord::kSpawn, 2, 1>,
         "( c-addr u -- vmid )",
         "Make a VM instance that will interpret the text and holds nothing.",
         kPlain,
         {},
         "spawn, invoke"},
    Word{"START-VM",
         kKernel<KernelWord::kStart, 1, 0>,
         "( vmid -- )",
         "Let a VM instance that SPAWN-VM made run.",
         kPlain,
         {},
         "kill, invoke"},
    Word{"KILL-VM",
         kKernel<KernelWord::kKill, 1, 0>,
         "( vmid -- )",
         "End a VM instance and give back all that it has.",
         kPlain,
         {},
         "kill, invoke"},
    Word{"VM-STATUS",
         kKernel<KernelWord::kStatus, 1, 1>,
         "( vmid -- n )",
         "0 embryo, 1 runnable, 2 running, 3 waiting, 4 blocked, 5 faulted, 6 dead.",
         kPlain,
         {},
         "kill, read"},
    Word{"NEXT-VM", kKernel<KernelWord::kNextVm, 1, 1>, "( vmid1 -- vmid2 )",
         "The VM instance in the place after that of vmid1; the first for -1, -1 after the last."},
    Word{".VM",
         kKernel<KernelWord::kShowVm, 1, 0>,
         "( vmid -- )",
         "Show a VM instance in a line.",
         kPlain,
         {},
         "kill, read"},
    Word{"VMS", nullptr, "( -- )", "Show all VM instances.", kPlain,
         "-1 BEGIN NEXT-VM DUP 1+ WHILE DUP .VM REPEAT DROP", "kill, read"},
};

}  // namespace starkernel::forthvm::vm_words
