#pragma once

#include <array>
#include <cstdint>

#include "src/base/result.h"
#include "src/forthvm/calendar_time.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/host.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"

/// Words of time. Where the host has no clock or calendar they throw -21.
namespace starkernel::forthvm::time_words {

/// Asking is charged, so that a loop that waits gives way to others.
inline Status Now(VmState& vm, Instruction instruction) {
  constexpr std::int64_t kCharge = 100;
  const Result<std::uint64_t> now = vm.host->Milliseconds();
  if (!now.ok()) {
    return vm.Throw(instruction, ThrowCode::kUnsupported);
  }
  vm.fuel -= kCharge;
  vm.data.Push(Signed(now.value()));
  return Status::kNext;
}

/// A calendar may have to be waited for.
inline Status TimeAndDate(VmState& vm, Instruction instruction) {
  constexpr std::int64_t kCharge = 1000;
  vm.fuel -= kCharge;
  const Result<CalendarTime> read = vm.host->ReadCalendar();
  if (!read.ok()) {
    return vm.Throw(instruction, ThrowCode::kUnsupported);
  }
  const CalendarTime& time = read.value();
  for (const Cell item :
       std::array<Cell, 6>{time.second, time.minute, time.hour, time.day, time.month, time.year}) {
    vm.data.Push(item);
  }
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"MS@", Checked<0, 1, Now>, "( -- u )", "The milliseconds that the machine has been up."},
    Word{"MS", nullptr, "( u -- )", "Wait at least u milliseconds.", kPlain,
         "MS@ BEGIN 2DUP MS@ SWAP - 2DUP U> WHILE - 1000000 * SLEEP REPEAT 2DROP 2DROP"},
    Word{"WAIT", nullptr, "( n -- )", "Wait n ticks, which are milliseconds.", kPlain, "0 MAX MS"},
    Word{"TIME&DATE", Checked<0, 6, TimeAndDate>, "( -- n1 n2 n3 n4 n5 n6 )",
         "Second, minute, hour, day, month and year."},
};

}  // namespace starkernel::forthvm::time_words
