#include "src/kernel_words/vm_door.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>

#include "src/base/ids.h"
#include "src/base/saturating.h"
#include "src/base/text_writer.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/kernel_word.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/wait.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/wake_list.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/audit_words.h"
#include "src/kernel_words/authority.h"
#include "src/kernel_words/capability_words.h"
#include "src/kernel_words/device_words.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/message_words.h"
#include "src/kernel_words/receive_words.h"
#include "src/kernel_words/region_access.h"
#include "src/kernel_words/region_words.h"
#include "src/kernel_words/setting_words.h"
#include "src/kernel_words/vm_words.h"
#include "src/regions/vm_windows.h"

namespace starkernel::kernel_words {
namespace {

using capabilities::CapabilityNeed;
using capabilities::CapabilityType;
using capabilities::Right;
using capabilities::Rights;
using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::KernelWord;

std::optional<std::uint64_t> FirstArgument(const Context& /*context*/, const KernelCall& call) {
  return forthvm::Unsigned(call.arguments[0]);
}

struct Entry {
  KernelAnswer (*function)(Context& context, const KernelCall& call) = nullptr;
  std::optional<CapabilityNeed> need;
  /// Which argument is what the capability has to be for, if one is.
  std::optional<std::uint8_t> for_argument{};
  /// What is needed besides, for as much as `amount` says; nothing if it says nothing.
  std::optional<CapabilityNeed> also{};
  std::optional<std::uint64_t> (*amount)(const Context& context,
                                         const KernelCall& call) = FirstArgument;
  /// Which argument says for how many from `for_argument` on, if one does: a width.
  std::optional<std::uint8_t> width_argument{};
  /// Whether what it began was allowed when it waits for it, and the exchange asks again
  /// (SendPermits) before it does more.
  bool is_allowed_once = false;
};

constexpr CapabilityNeed LogNeed(Right right) {
  return {.type = CapabilityType::kLog, .rights = Rights(right), .range = {0, 0}};
}

constexpr CapabilityNeed SpawnNeed() {
  return {.type = CapabilityType::kSpawn, .rights = Rights(Right::kInvoke), .range = {0, 0}};
}
constexpr CapabilityNeed KillNeed(Right right) {
  return {.type = CapabilityType::kKill, .rights = Rights(right), .range = {0, 0}};
}

constexpr CapabilityNeed SendNeed() {
  return {.type = CapabilityType::kSend, .rights = Rights(Right::kInvoke), .range = {0, 0}};
}
constexpr CapabilityNeed ReceiveNeed() {
  return {.type = CapabilityType::kReceive,
          .rights = Rights(Right::kInvoke),
          .range = {0, std::numeric_limits<std::uint64_t>::max()}};
}

constexpr CapabilityNeed ShareNeed() {
  return {.type = CapabilityType::kShare, .rights = Rights(Right::kInvoke), .range = {0, 0}};
}

constexpr CapabilityNeed TimeNeed(Right right) {
  return {.type = CapabilityType::kTimeAdmin, .rights = Rights(right), .range = {0, 0}};
}

constexpr void SetSettingEntries(std::array<Entry, forthvm::kKernelWords>& entries) {
  const auto set = [&entries](KernelWord word, const Entry& entry) {
    entries[static_cast<std::size_t>(word)] = entry;
  };
  constexpr CapabilityNeed kChange = KillNeed(Right::kWrite);
  set(KernelWord::kSetPriority, {SetPriority, kChange, 1, TimeNeed(Right::kInvoke)});
  set(KernelWord::kSetQuantum, {SetQuantum, kChange, 1, TimeNeed(Right::kWrite)});
  set(KernelWord::kMakeBudget, {MakeBudget, {}, {}, TimeNeed(Right::kWrite), AllBudgets});
  set(KernelWord::kDropBudget, {DropBudget, {}, {}, TimeNeed(Right::kWrite), NamedBudget});
  set(KernelWord::kSetBudget, {SetBudget, kChange, 1, TimeNeed(Right::kWrite), NamedBudget});
  set(KernelWord::kSetQuota, {SetQuota, kChange, 2});
  set(KernelWord::kSetName, {SetName, kChange, 2});
}

constexpr void SetDeviceEntries(std::array<Entry, forthvm::kKernelWords>& entries) {
  const auto set = [&entries](KernelWord word, const Entry& entry) {
    entries[static_cast<std::size_t>(word)] = entry;
  };
  const auto need = [](CapabilityType type, Right right) {
    return CapabilityNeed{.type = type, .rights = Rights(right), .range = {0, 0}};
  };
  const auto of_width = [set](KernelWord word, auto function, const CapabilityNeed& needed,
                              std::uint8_t place) {
    const auto width = static_cast<std::uint8_t>(place + 1);
    set(word,
        {.function = function, .need = needed, .for_argument = place, .width_argument = width});
  };
  of_width(KernelWord::kReadMemory, ReadMemory, need(CapabilityType::kMmio, Right::kRead), 0);
  of_width(KernelWord::kWriteMemory, WriteMemory, need(CapabilityType::kMmio, Right::kWrite), 1);
  of_width(KernelWord::kReadPort, ReadPort, need(CapabilityType::kPort, Right::kRead), 0);
  of_width(KernelWord::kWritePort, WritePort, need(CapabilityType::kPort, Right::kWrite), 1);
  const CapabilityNeed line = need(CapabilityType::kIrq, Right::kInvoke);
  set(KernelWord::kTakeLine, {TakeLine, line, 0});
  set(KernelWord::kAcknowledge, {AcknowledgeLine, line, 0});
  set(KernelWord::kReleaseLine, {ReleaseLine, line, 0});
}

constexpr void SetMessageEntries(std::array<Entry, forthvm::kKernelWords>& entries) {
  const auto set = [&entries](KernelWord word, const Entry& entry) {
    entries[static_cast<std::size_t>(word)] = entry;
  };
  const auto once = [set](KernelWord word, auto function) {
    set(word, {.function = function,
               .need = SendNeed(),
               .for_argument = std::uint8_t{3},
               .is_allowed_once = true});
  };
  once(KernelWord::kSend, Send);
  once(KernelWord::kSendWithin, SendWithin);
  once(KernelWord::kCall, CallVm);
  set(KernelWord::kTrySend, {TrySend, SendNeed(), 3});
  set(KernelWord::kReceive, {Receive, ReceiveNeed()});
  set(KernelWord::kTryReceive, {TryReceive, ReceiveNeed()});
  set(KernelWord::kReceiveWithin, {ReceiveWithin, ReceiveNeed()});
  set(KernelWord::kReceiveFrom, {ReceiveFrom, ReceiveNeed()});
  set(KernelWord::kReceiveTagged, {ReceiveTagged, ReceiveNeed(), 2});
  set(KernelWord::kShowNotice, {ShowNotice, {}});
  set(KernelWord::kReceivedBadge, {Badge, {}});
  set(KernelWord::kReply, {Reply, {}});
  set(KernelWord::kNotify, {Notify, SendNeed(), 1});
  set(KernelWord::kTakeEvents, {TakeEvents, {}});
  set(KernelWord::kWaitEvents, {WaitEvents, {}});
}

constexpr void SetRegionEntries(std::array<Entry, forthvm::kKernelWords>& entries) {
  const auto set = [&entries](KernelWord word, const Entry& entry) {
    entries[static_cast<std::size_t>(word)] = entry;
  };
  set(KernelWord::kMapMemory, {MapMemory, ShareNeed()});
  // Those below are about what MapMemory made, and look at the capability that came with it.
  set(KernelWord::kUnmapMemory, {UnmapMemory, {}});
  set(KernelWord::kShareMemory, {ShareMemory, {}});
  set(KernelWord::kProtect, {Protect, {}});
  set(KernelWord::kMapCapability, {MapCapability, {}});
  set(KernelWord::kMemoryCapability, {MemoryCapability, {}});
  set(KernelWord::kGiveMemory, {GiveMemory, {}});
  set(KernelWord::kTakeMemory, {TakeMemory, {}});
}

constexpr std::array<Entry, forthvm::kKernelWords> Entries() {
  std::array<Entry, forthvm::kKernelWords> entries{};
  const auto set = [&entries](KernelWord word, const Entry& entry) {
    entries[static_cast<std::size_t>(word)] = entry;
  };
  set(KernelWord::kTicks, {Ticks, {}});
  set(KernelWord::kSelf, {Self, {}});
  set(KernelWord::kYield, {Yield, {}});
  set(KernelWord::kSleep, {Sleep, {}});
  set(KernelWord::kSpawn, {Spawn, SpawnNeed()});
  set(KernelWord::kStart, {Start, KillNeed(Right::kInvoke), 0});
  set(KernelWord::kKill, {Kill, KillNeed(Right::kInvoke), 0});
  set(KernelWord::kBlock, {Block, KillNeed(Right::kInvoke), 0});
  set(KernelWord::kResume, {Resume, KillNeed(Right::kInvoke), 0});
  set(KernelWord::kSupervise, {Supervise, KillNeed(Right::kInvoke), 1});
  set(KernelWord::kStatus, {Status, KillNeed(Right::kRead), 0});
  set(KernelWord::kSpent, {Spent, KillNeed(Right::kRead), 0});
  set(KernelWord::kTime, {Time, KillNeed(Right::kRead), 0});
  set(KernelWord::kNextVm, {NextVm, {}});
  set(KernelWord::kShowVm, {ShowVm, KillNeed(Right::kRead), 0});
  set(KernelWord::kHasCapability, {HasCapability, {}});
  set(KernelWord::kNextCapability, {NextCapability, {}});
  set(KernelWord::kInspect, {InspectCapability, {}});
  set(KernelWord::kShow, {ShowCapability, {}});
  set(KernelWord::kAttenuate, {AttenuateCapability, {}});
  set(KernelWord::kBadge, {BadgeCapability, {}});
  set(KernelWord::kGrant, {GrantCapability, {}});
  set(KernelWord::kDrop, {DropCapability, {}});
  set(KernelWord::kRevoke, {RevokeCapability, {}});
  set(KernelWord::kShowRefusals, {ShowRefusals, LogNeed(Right::kRead)});
  set(KernelWord::kRecordAllowedUse, {RecordAllowedUse, LogNeed(Right::kWrite)});
  SetDeviceEntries(entries);
  SetMessageEntries(entries);
  SetSettingEntries(entries);
  SetRegionEntries(entries);
  return entries;
}

constexpr std::array<Entry, forthvm::kKernelWords> kEntries = Entries();

/// How many more than the first the capability has to be for. A width that makes no sense is the
/// word's to refuse.
std::uint64_t BeyondTheFirst(const Entry& entry, const KernelCall& call) {
  constexpr std::uint64_t kWidest = 8;
  const std::uint64_t width = entry.width_argument.has_value()
                                  ? forthvm::Unsigned(call.arguments[*entry.width_argument])
                                  : 1;
  return std::clamp<std::uint64_t>(width, 1, kWidest) - 1;
}

KernelAnswer Refuse(Context& context, const CapabilityNeed& need, const Permission& permission) {
  TextWriter writer(context.detail);
  WriteNeed(need, writer);
  writer.Text(": ").Text(capabilities::RefusalText(permission.refusal));
  KernelAnswer answer = Thrown(context, forthvm::ThrowCode::kCapability);
  answer.reductions += permission.reductions;
  return answer;
}

}  // namespace

[[gnu::flatten]] KernelAnswer VmDoor::Enter(const KernelCall& call) {
  const bool was_waiting = std::exchange(caller_.waits_in_exchange, false);
  if (was_waiting && call.woken == forthvm::WakeCause::kNone) {
    // An interrupt ended the wait.
    LeaveExchange();
  }
  const bool goes_on = was_waiting && call.woken != forthvm::WakeCause::kNone &&
                       !objects_.messages.IsTurnedAway(caller_.endpoint);
  const KernelAnswer answer = CheckedCall(call, goes_on);
  if (was_waiting && !caller_.waits_in_exchange) {
    LeaveExchange();
  }
  if (answer.state != KernelAnswer::State::kGoesOn) {
    ForgetProgress();
  }
  return answer;
}

/// The next call begins anew.
void VmDoor::ForgetProgress() {
  caller_.shows.reset();
  caller_.looks_until.reset();
}

void VmDoor::GiveUp() {
  ForgetProgress();
  if (std::exchange(caller_.waits_in_exchange, false)) {
    LeaveExchange();
  }
  regions::VmWindows* const windows = std::exchange(caller_.withdraws, false)
                                          ? objects_.vms.WindowsAt(PlaceOf(caller_.vm))
                                          : nullptr;
  if (windows != nullptr) {
    LeaveWithdrawal(objects_.vms, *windows);
  }
}

void VmDoor::LeaveExchange() {
  const ipc::WakeList wakes = objects_.messages.CancelWait(caller_.endpoint);
  for (const VmId vm : wakes.vms()) {
    objects_.vms.Wake(vm);
  }
}

KernelAnswer VmDoor::CheckedCall(const KernelCall& call, bool goes_on) {
  detail_.Clear();
  Context context{.objects = objects_, .caller = caller_, .detail = detail_};
  const Entry& entry = kEntries.at(static_cast<std::size_t>(call.word));
  std::uint32_t reductions = 0;
  if (entry.also.has_value()) {
    if (const std::optional<std::uint64_t> amount = entry.amount(context, call)) {
      CapabilityNeed need = *entry.also;
      need.range = {*amount, *amount};
      const Permission permission = Authorize(objects_, caller_, need);
      if (permission.refusal != capabilities::Refusal::kNone) {
        return Refuse(context, need, permission);
      }
      reductions += permission.reductions;
    }
  }
  if (entry.need.has_value() && !(goes_on && entry.is_allowed_once)) {
    CapabilityNeed need = *entry.need;
    if (entry.for_argument.has_value()) {
      const std::uint64_t wanted = forthvm::Unsigned(call.arguments[*entry.for_argument]);
      need.range = {wanted, SaturatingAdd(wanted, BeyondTheFirst(entry, call))};
    }
    const Permission permission = Authorize(objects_, caller_, need);
    if (permission.refusal != capabilities::Refusal::kNone) {
      return Refuse(context, need, permission);
    }
    context.badge = permission.badge;
    reductions += permission.reductions;
  }
  KernelAnswer answer = entry.function(context, call);
  answer.reductions += reductions;
  return answer;
}

bool VmDoor::Allows(const CapabilityNeed& need, Standing& standing) {
  const std::uint64_t gains = objects_.capabilities.GainsOf(caller_.holder);
  if (standing.refused_at == gains) {
    return false;
  }
  const Permission permission = Authorize(objects_, caller_, need, standing.allowed_by);
  Owe(permission.reductions);
  const bool allowed = permission.refusal == capabilities::Refusal::kNone;
  standing.refused_at = allowed ? std::nullopt : std::optional(gains);
  return allowed;
}

}  // namespace starkernel::kernel_words
