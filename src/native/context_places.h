#pragma once

#include <cstddef>
#include <cstdint>

#include "src/native/encoder/encoder.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"
#include "src/native/native_context.h"
#include "src/native/virtual_stack.h"

/// Where native code finds what is in the context, and questions about its limits.
namespace starkernel::native::context {

[[nodiscard]] constexpr At Place(std::size_t offset) {
  return {.base = fixed::kContext, .offset = static_cast<std::int32_t>(offset)};
}

inline constexpr At kLeave = Place(offsetof(NativeContext, leave));
inline constexpr At kOverflow = Place(offsetof(NativeContext, overflow));
inline constexpr At kStackLimit = Place(offsetof(NativeContext, stack_limit));
inline constexpr At kLastCell = Place(offsetof(NativeContext, last_cell));
inline constexpr At kLastByte = Place(offsetof(NativeContext, last_byte));
inline constexpr At kParkedEnd = Place(offsetof(NativeContext, parked_end));
inline constexpr At kLoopsEnd = Place(offsetof(NativeContext, loops_end));
inline constexpr At kHeaders = Place(offsetof(NativeContext, headers));
inline constexpr At kBegins = Place(offsetof(NativeContext, begins));
inline constexpr At kBeginCount = Place(offsetof(NativeContext, begin_count));
inline constexpr At kCode = Place(offsetof(NativeContext, code));
inline constexpr At kFirstId = Place(offsetof(NativeContext, first_id));
inline constexpr At kExceptions = Place(offsetof(NativeContext, exceptions));
inline constexpr At kExceptionsBefore = Place(offsetof(NativeContext, exceptions_before));
inline constexpr At kExceptionsEnd = Place(offsetof(NativeContext, exceptions_end));
inline constexpr At kFaultCode = Place(offsetof(NativeContext, fault_code));
inline constexpr At kFaultIsNew = Place(offsetof(NativeContext, fault_is_new));

/// Jumps to `refused` if not `limit`, one of a table that begins there, lies on the right side of
/// the data stack's end; uses rcx for those that the table does not have.
inline void Ask(Encoder& encoder, std::int32_t count, std::size_t table, std::int32_t direction,
                Condition refusing, Label& refused) {
  if (count <= 0) {
    return;
  }
  const auto number = static_cast<std::size_t>(count);
  Register end = fixed::kAbove;
  if (number >= kLimits) {
    end = Register::kRcx;
    encoder.Address(end, At{.base = fixed::kAbove, .offset = direction * count * 8});
  }
  encoder.Do(Operation::kCompare, end, Place(table + (number < kLimits ? number * 8 : 0)));
  encoder.JumpIf(refusing, refused);
}
/// That there are so many items on the data stack.
inline void AskForItems(Encoder& encoder, std::int32_t count, Label& refused) {
  Ask(encoder, count, offsetof(NativeContext, floors), -1, Condition::kBelow, refused);
}
/// That there is room for so many more.
inline void AskForRoom(Encoder& encoder, std::int32_t count, Label& refused) {
  Ask(encoder, count, offsetof(NativeContext, ceilings), 1, Condition::kAbove, refused);
}

}  // namespace starkernel::native::context
