#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string_view>

#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/capabilities/audit_log.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/refusal.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/throw_code.h"
#include "src/kernel_words/kernel_objects.h"

namespace starkernel::kernel_words {

/// A THROW whose report gives what was written to the context's detail.
[[nodiscard]] inline forthvm::KernelAnswer Thrown(const Context& context,
                                                  forthvm::ThrowCode thrown) {
  return {.state = forthvm::KernelAnswer::State::kThrow,
          .thrown = thrown,
          .detail = context.detail.view()};
}

/// THROW -24 that names an argument and what it may be.
[[nodiscard]] inline forthvm::KernelAnswer OutOfRange(Context& context, std::string_view what,
                                                      forthvm::Cell value, forthvm::UCell lowest,
                                                      forthvm::UCell highest) {
  TextWriter writer(context.detail);
  Format(writer, "{} {}, valid are {} to {}", what, value, lowest, highest);
  return Thrown(context, forthvm::ThrowCode::kInvalidArgument);
}

/// THROW -24 of no event at all, of which nobody can be told.
[[nodiscard]] inline forthvm::KernelAnswer NoEvents(Context& context) {
  return OutOfRange(context, "events", 0, 1, std::numeric_limits<forthvm::UCell>::max());
}

/// THROW -260 that names who is not there.
[[nodiscard]] inline forthvm::KernelAnswer NoSuchVm(Context& context, VmId vm) {
  TextWriter writer(context.detail);
  Format(writer, "{}", forthvm::Signed(vm.value()));
  return Thrown(context, forthvm::ThrowCode::kNoSuchVm);
}

/// THROW -259 that says how many there are of what there is no room for another.
[[nodiscard]] inline forthvm::KernelAnswer Full(Context& context, std::string_view what,
                                                std::size_t count, std::size_t limit) {
  TextWriter writer(context.detail);
  Format(writer, "{}: {} of {}", what, count, limit);
  return Thrown(context, forthvm::ThrowCode::kKernelFull);
}

/// THROW -258 that names a slot whose capability, or lack of one, does not do; the audit log notes
/// it.
[[nodiscard]] inline forthvm::KernelAnswer SlotRefused(Context& context,
                                                       capabilities::SlotNumber slot,
                                                       capabilities::Refusal refusal) {
  TextWriter writer(context.detail);
  Format(writer, "slot {}: {}", forthvm::Signed(slot.value()), capabilities::RefusalText(refusal));
  context.objects.audit.Note(context.caller.vm, slot, std::nullopt, refusal);
  return Thrown(context, forthvm::ThrowCode::kCapability);
}

/// The same of what was not derived from it; THROW -259 if there was no place for another
/// capability, with how many there are.
[[nodiscard]] inline forthvm::KernelAnswer NotDerived(Context& context,
                                                      capabilities::SlotNumber slot,
                                                      const capabilities::SlotAnswer& answer) {
  if (!capabilities::IsWantOfRoom(answer.refusal)) {
    return SlotRefused(context, slot, answer.refusal);
  }
  TextWriter writer(context.detail);
  Format(writer, "slot {}: ", forthvm::Signed(slot.value()));
  return Full(context, capabilities::RefusalText(answer.refusal), answer.count, answer.limit);
}

}  // namespace starkernel::kernel_words
