#include "src/kernel_words/vm_door.h"

#include <array>
#include <cstddef>
#include <optional>

#include "src/base/text_writer.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/kernel_word.h"
#include "src/forthvm/throw_code.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/audit_words.h"
#include "src/kernel_words/authority.h"
#include "src/kernel_words/capability_words.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_words.h"

namespace starkernel::kernel_words {
namespace {

using capabilities::CapabilityNeed;
using capabilities::CapabilityType;
using capabilities::Right;
using capabilities::Rights;
using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::KernelWord;

struct Entry {
  KernelAnswer (*function)(Context& context, const KernelCall& call) = nullptr;
  std::optional<CapabilityNeed> need;
};

constexpr CapabilityNeed LogNeed(Right right) {
  return {.type = CapabilityType::kLog, .rights = Rights(right), .range = {0, 0}};
}

constexpr std::array<Entry, forthvm::kKernelWords> Entries() {
  std::array<Entry, forthvm::kKernelWords> entries{};
  const auto set = [&entries](KernelWord word, const Entry& entry) {
    entries[static_cast<std::size_t>(word)] = entry;
  };
  set(KernelWord::kTicks, {Ticks, {}});
  set(KernelWord::kSelf, {Self, {}});
  set(KernelWord::kHasCapability, {HasCapability, {}});
  set(KernelWord::kNextCapability, {NextCapability, {}});
  set(KernelWord::kInspect, {InspectCapability, {}});
  set(KernelWord::kShow, {ShowCapability, {}});
  set(KernelWord::kAttenuate, {AttenuateCapability, {}});
  set(KernelWord::kBadge, {BadgeCapability, {}});
  set(KernelWord::kDrop, {DropCapability, {}});
  set(KernelWord::kRevoke, {RevokeCapability, {}});
  set(KernelWord::kShowRefusals, {ShowRefusals, LogNeed(Right::kRead)});
  set(KernelWord::kRecordAllowedUse, {RecordAllowedUse, LogNeed(Right::kWrite)});
  return entries;
}

constexpr std::array<Entry, forthvm::kKernelWords> kEntries = Entries();

KernelAnswer Refuse(Context& context, const CapabilityNeed& need, const Permission& permission) {
  TextWriter writer(context.detail);
  WriteNeed(need, writer);
  writer.Text(": ").Text(capabilities::RefusalText(permission.refusal));
  KernelAnswer answer = Thrown(context, forthvm::ThrowCode::kCapability);
  answer.reductions += permission.reductions;
  return answer;
}

}  // namespace

KernelAnswer VmDoor::Enter(const KernelCall& call) {
  detail_.Clear();
  Context context{.objects = objects_, .caller = caller_, .detail = detail_};
  const Entry& entry = kEntries.at(static_cast<std::size_t>(call.word));
  if (!entry.need.has_value()) {
    return entry.function(context, call);
  }
  const Permission permission = Authorize(objects_, caller_, *entry.need);
  if (permission.refusal != capabilities::Refusal::kNone) {
    return Refuse(context, *entry.need, permission);
  }
  KernelAnswer answer = entry.function(context, call);
  answer.reductions += permission.reductions;
  return answer;
}

}  // namespace starkernel::kernel_words
