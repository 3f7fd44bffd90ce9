#pragma once

#include <cstddef>
#include <cstdint>

namespace starkernel::forthvm {

/// What a VM instance may ask of the kernel; docs/kernel-words.md has the meaning of each.
enum class KernelWord : std::uint8_t {
  kTicks,             ///< TICKS
  kSelf,              ///< VM-SELF
  kYield,             ///< YIELD
  kSleep,             ///< SLEEP
  kSpawn,             ///< SPAWN-VM
  kStart,             ///< START-VM
  kKill,              ///< KILL-VM
  kBlock,             ///< BLOCK-VM
  kResume,            ///< RESUME-VM
  kSupervise,         ///< SUPERVISE-VM
  kStatus,            ///< VM-STATUS
  kSpent,             ///< VM-REDUCTIONS
  kTime,              ///< VM-TIME
  kNextVm,            ///< NEXT-VM
  kShowVm,            ///< .VM
  kSend,              ///< SEND
  kTrySend,           ///< SEND?
  kReceive,           ///< RECV
  kTryReceive,        ///< RECV?
  kSendWithin,        ///< SEND-WITHIN
  kReceiveWithin,     ///< RECV-WITHIN
  kReceiveFrom,       ///< RECV-FROM
  kReceiveTagged,     ///< RECV-TAGGED
  kShowNotice,        ///< .NOTICE
  kReceivedBadge,     ///< RECV-BADGE
  kCall,              ///< CALL
  kReply,             ///< REPLY
  kNotify,            ///< NOTIFY
  kTakeEvents,        ///< EVENTS
  kWaitEvents,        ///< WAIT-EVENTS
  kHasCapability,     ///< HAS-CAP?
  kNextCapability,    ///< NEXT-CAP
  kInspect,           ///< CAP@
  kShow,              ///< .CAP
  kAttenuate,         ///< ATTENUATE-CAP
  kBadge,             ///< BADGE-CAP
  kGrant,             ///< GRANT-CAP
  kDrop,              ///< DROP-CAP
  kRevoke,            ///< REVOKE-CAP
  kShowRefusals,      ///< .REFUSALS
  kRecordAllowedUse,  ///< RECORD-ALLOWED
  kSetPriority,       ///< VM-PRIORITY!
  kSetQuantum,        ///< VM-QUANTUM!
  kMakeBudget,        ///< MAKE-BUDGET
  kDropBudget,        ///< DROP-BUDGET
  kSetBudget,         ///< VM-BUDGET!
  kSetQuota,          ///< VM-QUOTA!
  kSetName,           ///< VM-NAME!
  kMapMemory,         ///< MAP-MEM
  kUnmapMemory,       ///< UNMAP-MEM
  kShareMemory,       ///< SHARE-MEM
  kProtect,           ///< PROTECT
  kMapCapability,     ///< MAP-CAP
  kMemoryCapability,  ///< MEM-CAP
  kGiveMemory,        ///< GIVE-MEM
  kTakeMemory,        ///< TAKE-MEM
  kReadMemory,        ///< MMIO@
  kWriteMemory,       ///< MMIO!
  kReadPort,          ///< PORT@
  kWritePort,         ///< PORT!
  kTakeLine,          ///< IRQ-REGISTER
  kAcknowledge,       ///< IRQ-ACK
  kReleaseLine,       ///< IRQ-RELEASE
};

inline constexpr std::size_t kKernelWords = static_cast<std::size_t>(KernelWord::kReleaseLine) + 1;

}  // namespace starkernel::forthvm
