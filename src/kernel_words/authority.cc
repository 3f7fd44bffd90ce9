#include "src/kernel_words/authority.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/cell.h"
#include "src/kernel_words/kernel_objects.h"

namespace starkernel::kernel_words {
namespace {

using capabilities::CapabilityNeed;
using capabilities::CapabilityRange;
using capabilities::Refusal;
using capabilities::Right;
using capabilities::Rights;
using capabilities::SlotNumber;

/// How near a refusal comes to being none: what is missing is ever less. A capability for something
/// else is none.
int Nearness(Refusal refusal) {
  switch (refusal) {
    case Refusal::kMissingRight: return 1;
    case Refusal::kOutOfRange: return 2;
    case Refusal::kWrongType:
    case Refusal::kNone:
    case Refusal::kNoCapability:
    case Refusal::kWider:
    case Refusal::kTooDeep:
    case Refusal::kHolderFull:
    case Refusal::kGivenFull:
    case Refusal::kTableFull: break;
  }
  return 0;
}

struct Search {
  SlotNumber found;
  std::uint32_t badge = 0;
  Refusal refusal = Refusal::kNoCapability;
  Looks looks;
};

Search SearchAll(KernelObjects& objects, const Caller& caller, const CapabilityNeed& need) {
  Search search;
  for (SlotNumber last;;) {
    const capabilities::HeldAnswer held =
        objects.capabilities.NextHeld(caller.holder, last, capabilities::HeldOrder::kOldestFirst);
    search.looks.Count(held);
    if (!held.ok()) {
      return search;
    }
    last = held.slot;
    const capabilities::GrantAnswer use = objects.capabilities.Use(caller.holder, last, need);
    const Refusal refusal = use.refusal;
    if (refusal == Refusal::kNone) {
      search.found = last;
      search.badge = use.grant.badge;
      search.refusal = refusal;
      return search;
    }
    if (Nearness(refusal) > Nearness(search.refusal)) {
      search.refusal = refusal;
    }
  }
}

constexpr CapabilityRange kAll{0, std::numeric_limits<std::uint64_t>::max()};

constexpr std::array kRightNames{
    std::pair{Right::kRead, std::string_view("read")},
    std::pair{Right::kWrite, std::string_view("write")},
    std::pair{Right::kInvoke, std::string_view("invoke")},
    std::pair{Right::kDelegate, std::string_view("delegate")},
};

}  // namespace

Permission Authorize(KernelObjects& objects, Caller& caller, const CapabilityNeed& need) {
  return Authorize(objects, caller, need, caller.last_used.at(static_cast<std::size_t>(need.type)));
}

Permission Authorize(KernelObjects& objects, const Caller& caller, const CapabilityNeed& need,
                     SlotNumber& last) {
  if (const auto use = objects.capabilities.Use(caller.holder, last, need); use.ok()) {
    objects.audit.Note(caller.vm, last, need, Refusal::kNone);
    return {.badge = use.grant.badge};
  }
  const Search search = SearchAll(objects, caller, need);
  objects.audit.Note(caller.vm, search.found, need, search.refusal);
  if (search.refusal == Refusal::kNone) {
    last = search.found;
  }
  return {
      .refusal = search.refusal, .reductions = search.looks.reductions(), .badge = search.badge};
}

void WriteRange(CapabilityRange range, TextWriter& writer) {
  if (range == kAll) {
    writer.Text("all");
    return;
  }
  Format(writer, "{}", range.first);
  if (range.last != range.first) {
    Format(writer, " to {}", range.last);
  }
}

void WriteWanted(CapabilityRange range, TextWriter& writer) {
  if (range == kAll) {
    writer.Text("all");
    return;
  }
  Format(writer, "{}", forthvm::Signed(range.first));
  if (range.last != range.first) {
    Format(writer, " to {}", forthvm::Signed(range.last));
  }
}

void WriteRights(Rights rights, TextWriter& writer) {
  std::string_view space;
  for (const auto& [right, name] : kRightNames) {
    if (rights.Has(right)) {
      writer.Text(space).Text(name);
      space = " ";
    }
  }
  if (rights == Rights()) {
    writer.Text("no right");
  }
}

void WriteGrant(const capabilities::CapabilityGrant& grant, TextWriter& writer) {
  Format(writer, "{:<10}  ", capabilities::CapabilityTypeName(grant.type));
  WriteRange(grant.range, writer);
  writer.Text(", ");
  WriteRights(grant.rights, writer);
  if (grant.badge != 0) {
    Format(writer, ", badge {}", grant.badge);
  }
}

void WriteNeed(const CapabilityNeed& need, TextWriter& writer) {
  writer.Text(capabilities::CapabilityTypeName(need.type)).Text(" ");
  WriteRights(need.rights, writer);
  writer.Text(" ");
  WriteWanted(need.range, writer);
}

}  // namespace starkernel::kernel_words
