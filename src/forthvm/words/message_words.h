#pragma once

#include <array>

#include "src/forthvm/kernel_word.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/kernel_call.h"

/// Kernel words about messages and events. A message is up to 65536 bytes with a tag.
namespace starkernel::forthvm::message_words {

using kernel_call::kKernel;

inline constexpr std::array kWords{
    Word{"SEND",
         kKernel<KernelWord::kSend, 4, 0>,
         "( c-addr u tag vmid -- )",
         "Send a message; wait while the mailbox is full.",
         kPlain,
         {},
         "send, invoke"},
    Word{"SEND?",
         kKernel<KernelWord::kTrySend, 4, 1>,
         "( c-addr u tag vmid -- flag )",
         "Send a message unless the mailbox is full; was it sent?",
         kPlain,
         {},
         "send, invoke"},
    Word{"RECV",
         kKernel<KernelWord::kReceive, 2, 3>,
         "( c-addr u1 -- u2 tag vmid )",
         "Wait for a message and take it; u2 bytes are at c-addr.",
         kPlain,
         {},
         "receive, invoke"},
    Word{"RECV?",
         kKernel<KernelWord::kTryReceive, 2, 4>,
         "( c-addr u1 -- u2 tag vmid flag )",
         "Take a message if there is one; zeros if not.",
         kPlain,
         {},
         "receive, invoke"},
    Word{"RECV-BADGE", kKernel<KernelWord::kReceivedBadge, 0, 1>, "( -- u )",
         "The badge of the capability by which the last message came; 0 for none."},
    Word{"CALL",
         kKernel<KernelWord::kCall, 6, 2>,
         "( c-addr1 u1 tag1 vmid c-addr2 u2 -- u3 tag2 )",
         "Send a message and wait for its answer; u3 bytes are at c-addr2.",
         kPlain,
         {},
         "send, invoke"},
    Word{"REPLY", kKernel<KernelWord::kReply, 3, 0>, "( c-addr u tag -- )",
         "Answer the call that was taken last."},
    Word{"NOTIFY",
         kKernel<KernelWord::kNotify, 2, 0>,
         "( u vmid -- )",
         "Tell of the events whose bits are set; those told of already coalesce.",
         kPlain,
         {},
         "send, invoke"},
    Word{"EVENTS", kKernel<KernelWord::kTakeEvents, 1, 1>, "( u1 -- u2 )",
         "Take those of the events u1 that there are."},
    Word{"WAIT-EVENTS", kKernel<KernelWord::kWaitEvents, 1, 1>, "( u1 -- u2 )",
         "Wait for one of the events u1 and take those that there are."},
};

}  // namespace starkernel::forthvm::message_words
