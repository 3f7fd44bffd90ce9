#pragma once

#include <cstdint>

#include "src/base/text_writer.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"
#include "src/kernel_words/kernel_objects.h"

namespace starkernel::kernel_words {

/// What it costs to look through capabilities: one reduction for eight of them, and one for each
/// that was revoked and passed on the way, which happens to it once.
class Looks {
 public:
  void Count(const capabilities::HeldAnswer& held) {
    looks_ += held.ok() ? 1 : 0;
    passed_ += held.passed;
  }
  [[nodiscard]] std::uint32_t reductions() const { return looks_ / 8 + passed_; }

 private:
  std::uint32_t looks_ = 0;
  std::uint32_t passed_ = 0;
};

/// Whether a VM instance may do something, and what finding out cost.
struct Permission {
  capabilities::Refusal refusal = capabilities::Refusal::kNone;
  std::uint32_t reductions = 0;
  std::uint32_t badge = 0;  ///< Of the capability that allows it.
};

/// Looks for a capability of the caller's that includes what is needed, first in slot `last`, where
/// it is put down which allowed it. The others are tried in the order in which they came: what
/// somebody else gives it is not used in place of what it had. The answer is noted in the audit
/// log. Where none does, the refusal is of the one that comes nearest.
[[nodiscard]] Permission Authorize(KernelObjects& objects, const Caller& caller,
                                   const capabilities::CapabilityNeed& need,
                                   capabilities::SlotNumber& last);

/// The same, first where one of that type was found the last time.
[[nodiscard]] Permission Authorize(KernelObjects& objects, Caller& caller,
                                   const capabilities::CapabilityNeed& need);

/// Writes `FIRST`, `FIRST to LAST` or `all`.
void WriteRange(capabilities::CapabilityRange range, TextWriter& writer);

/// The same of numbers that a program has given, which are shown as it would show them: signed.
void WriteWanted(capabilities::CapabilityRange range, TextWriter& writer);

/// Writes rights by their names, or `no right`.
void WriteRights(capabilities::Rights rights, TextWriter& writer);

/// Writes what a capability is for: type, range and rights, as `.CAP` shows them.
void WriteGrant(const capabilities::CapabilityGrant& grant, TextWriter& writer);

/// Writes what is needed: `TYPE RIGHTS FIRST` or `TYPE RIGHTS FIRST to LAST`.
void WriteNeed(const capabilities::CapabilityNeed& need, TextWriter& writer);

}  // namespace starkernel::kernel_words
