#include "src/kernel_words/device_words.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/vm_id_text.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_table.h"
#include "src/devices/device_access.h"
#include "src/devices/interrupt_bridge.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/throw_code.h"
#include "src/hal/device_bus.h"
#include "src/ipc/endpoint_ids.h"
#include "src/kernel_words/answers.h"
#include "src/kernel_words/kernel_objects.h"

namespace starkernel::kernel_words {
namespace {

using forthvm::KernelAnswer;
using forthvm::KernelCall;
using forthvm::ThrowCode;
using forthvm::Unsigned;
using hal::AccessWidth;

/// A device answers in its own time, about a microsecond.
constexpr KernelAnswer kAccessed{.reductions = 100};

enum class Space : std::uint8_t { kMemory, kPorts };

std::optional<AccessWidth> WidthIn(forthvm::Cell item, Space space) {
  const bool is_one = item == 1 || item == 2 || item == 4 || (item == 8 && space == Space::kMemory);
  return is_one ? std::optional(static_cast<AccessWidth>(item)) : std::nullopt;
}

/// THROW -24, or -259 for what there was no room for.
KernelAnswer Refused(Context& context, Error error, std::string_view what, std::uint64_t number,
                     std::string_view why) {
  TextWriter writer(context.detail);
  Format(writer, "{} {}: {}", what, forthvm::Signed(number), why);
  const bool full = error == Error::kOutOfMemory || error == Error::kCapacity;
  return Thrown(context, full ? ThrowCode::kKernelFull : ThrowCode::kInvalidArgument);
}

/// THROW -24 of a line that somebody else has.
KernelAnswer NotFree(Context& context, std::uint64_t line) {
  for (const devices::TakenLine& taken : context.objects.devices.interrupts.lines()) {
    if (taken.number == line) {
      TextWriter writer(context.detail);
      Format(writer, "interrupt line {}: ", line);
      WriteVmId(writer, context.objects.capabilities.VmOf(taken.owner.holder));
      writer.Text(" has registered it");
      return Thrown(context, ThrowCode::kInvalidArgument);
    }
  }
  return Refused(context, Error::kAlreadyExists, "interrupt line", line, "the kernel's");
}

KernelAnswer NoLine(Context& context, Error error, std::uint64_t line) {
  if (error == Error::kAlreadyExists) {
    return NotFree(context, line);
  }
  constexpr std::size_t kMost = devices::InterruptBridge::kMostLines;
  return error == Error::kCapacity
             ? Full(context, "too many interrupt lines are registered", kMost, kMost)
             : Refused(context, error, "interrupt line", line, "not registered");
}

/// THROW -24 for a width that is none.
KernelAnswer NoWidth(Context& context, forthvm::Cell width, Space space) {
  TextWriter writer(context.detail);
  const std::string_view valid = space == Space::kPorts ? "1, 2 and 4" : "1, 2, 4 and 8";
  Format(writer, "width {}: valid are {}", width, valid);
  return Thrown(context, ThrowCode::kInvalidArgument);
}

KernelAnswer NoRegister(Context& context, Error error, Space space, std::uint64_t number) {
  std::string_view why = "no device can be there";
  if (error == Error::kMisaligned) {
    why = "no multiple of the width";
  } else if (error == Error::kAlreadyExists) {
    why =
        space == Space::kPorts ? "a device of the kernel's" : "memory, or a device of the kernel's";
  } else if (error == Error::kOutOfMemory) {
    why = "no memory to map it";
  }
  return Refused(context, error, space == Space::kPorts ? "port" : "physical address", number, why);
}

/// Reads what the arguments say: where, and how wide.
KernelAnswer Read(Context& context, const KernelCall& call, Space space) {
  devices::RegisterAccess& registers = context.objects.devices.registers;
  const std::uint64_t place = Unsigned(call.arguments[0]);
  const std::optional<AccessWidth> width = WidthIn(call.arguments[1], space);
  if (!width.has_value()) {
    return NoWidth(context, call.arguments[1], space);
  }
  const Result<std::uint64_t> value = space == Space::kPorts
                                          ? registers.ReadPort(place, *width)
                                          : registers.ReadMemory(PhysAddr(place), *width);
  if (!value.ok()) {
    return NoRegister(context, value.error(), space, place);
  }
  call.results[0] = forthvm::Signed(value.value());
  return kAccessed;
}

/// Writes what they say: what, where, and how wide.
KernelAnswer Write(Context& context, const KernelCall& call, Space space) {
  devices::RegisterAccess& registers = context.objects.devices.registers;
  const std::uint64_t value = Unsigned(call.arguments[0]);
  const std::uint64_t place = Unsigned(call.arguments[1]);
  const std::optional<AccessWidth> width = WidthIn(call.arguments[2], space);
  if (!width.has_value()) {
    return NoWidth(context, call.arguments[2], space);
  }
  if (value > LargestOf(*width)) {
    return OutOfRange(context, "value for a register", call.arguments[0], 0, LargestOf(*width));
  }
  const Result<void> written = space == Space::kPorts
                                   ? registers.WritePort(place, *width, value)
                                   : registers.WriteMemory(PhysAddr(place), *width, value);
  return written.ok() ? kAccessed : NoRegister(context, written.error(), space, place);
}

}  // namespace

KernelAnswer ReadMemory(Context& context, const KernelCall& call) {
  return Read(context, call, Space::kMemory);
}

KernelAnswer WriteMemory(Context& context, const KernelCall& call) {
  return Write(context, call, Space::kMemory);
}

KernelAnswer ReadPort(Context& context, const KernelCall& call) {
  return Read(context, call, Space::kPorts);
}

KernelAnswer WritePort(Context& context, const KernelCall& call) {
  return Write(context, call, Space::kPorts);
}

KernelAnswer TakeLine(Context& context, const KernelCall& call) {
  const std::uint64_t line = Unsigned(call.arguments[0]);
  if (call.arguments[1] == 0) {
    return NoEvents(context);
  }
  const Caller& caller = context.caller;
  // The check has left the capability that allows it.
  const auto irq = static_cast<std::size_t>(capabilities::CapabilityType::kIrq);
  const Result<void> taken = context.objects.devices.interrupts.Take(
      line, {.holder = caller.holder,
             .slot = caller.last_used.at(irq),
             .endpoint = caller.endpoint,
             .events = ipc::EventBits(Unsigned(call.arguments[1]))});
  if (taken.ok()) {
    return kAccessed;
  }
  return taken.error() == Error::kNotFound
             ? Refused(context, taken.error(), "interrupt line", line, "there is none")
             : NoLine(context, taken.error(), line);
}

KernelAnswer AcknowledgeLine(Context& context, const KernelCall& call) {
  const std::uint64_t line = Unsigned(call.arguments[0]);
  const Result<std::uint64_t> count =
      context.objects.devices.interrupts.Acknowledge(line, context.caller.holder);
  if (!count.ok()) {
    return NoLine(context, count.error(), line);
  }
  call.results[0] = forthvm::Signed(count.value());
  return kAccessed;
}

KernelAnswer ReleaseLine(Context& context, const KernelCall& call) {
  const std::uint64_t line = Unsigned(call.arguments[0]);
  const Result<void> released =
      context.objects.devices.interrupts.Release(line, context.caller.holder);
  return released.ok() ? kAccessed : NoLine(context, released.error(), line);
}

}  // namespace starkernel::kernel_words
