#pragma once

#include <array>

#include "src/forthvm/kernel_word.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/kernel_call.h"

/// Kernel words about memory that VM instances share and hand on.
namespace starkernel::forthvm::region_words {

using kernel_call::kKernel;

inline constexpr std::array kWords{
    Word{"MAP-MEM",
         kKernel<KernelWord::kMapMemory, 2, 1>,
         "( u rights -- addr )",
         "Make memory of u bytes that can be shared; rights as in PROTECT.",
         kPlain,
         {},
         "share, invoke"},
    Word{"UNMAP-MEM", kKernel<KernelWord::kUnmapMemory, 2, 0>, "( addr u -- )",
         "Take mapped memory out of the envelope; its owner, out of all."},
    Word{"SHARE-MEM",
         kKernel<KernelWord::kShareMemory, 3, 0>,
         "( addr u vmid -- )",
         "Let another VM instance map these pages, to write only if they are written here.",
         kPlain,
         {},
         "delegate in what MEM-CAP gives"},
    Word{"PROTECT",
         kKernel<KernelWord::kProtect, 3, 0>,
         "( addr u rights -- )",
         "CAN-READ lets mapped memory only be read, CAN-READ CAN-WRITE OR written too.",
         kPlain,
         {},
         "rights in what MEM-CAP gives"},
    Word{"MAP-CAP",
         kKernel<KernelWord::kMapCapability, 2, 2>,
         "( rights slot -- addr u )",
         "Map the memory that the capability is for.",
         kPlain,
         {},
         "invoke and rights in slot"},
    Word{"MEM-CAP", kKernel<KernelWord::kMemoryCapability, 1, 1>, "( addr -- slot )",
         "The capability by which the memory there is mapped."},
    Word{"GIVE-MEM",
         kKernel<KernelWord::kGiveMemory, 3, 0>,
         "( addr u vmid -- )",
         "Offer another VM instance memory that was made here, to take.",
         kPlain,
         {},
         "delegate in what MEM-CAP gives"},
    Word{"TAKE-MEM",
         kKernel<KernelWord::kTakeMemory, 1, 2>,
         "( slot -- addr u )",
         "Take memory that was given: nobody else has it any more.",
         kPlain,
         {},
         "invoke in slot"},
};

}  // namespace starkernel::forthvm::region_words
