#pragma once

#include <cstdint>

#include "src/base/text_writer.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"
#include "src/kernel_words/kernel_objects.h"

namespace starkernel::kernel_words {

/// Whether a VM instance may do something, and what finding out cost.
struct Permission {
  capabilities::Refusal refusal = capabilities::Refusal::kNone;
  std::uint32_t reductions = 0;
  std::uint32_t badge = 0;  ///< Of the capability that allows it.
};

/// Looks for a capability of the caller's that includes what is needed, first where one was found
/// the last time. The answer is noted in the audit log. Where none does, the refusal is of the one
/// that comes nearest.
[[nodiscard]] Permission Authorize(KernelObjects& objects, Caller& caller,
                                   const capabilities::CapabilityNeed& need);

/// Writes what a capability is for: type, range and rights, as `.CAP` shows them.
void WriteGrant(const capabilities::CapabilityGrant& grant, TextWriter& writer);

/// Writes what is needed: `TYPE RIGHTS FIRST` or `TYPE RIGHTS FIRST to LAST`.
void WriteNeed(const capabilities::CapabilityNeed& need, TextWriter& writer);

}  // namespace starkernel::kernel_words
