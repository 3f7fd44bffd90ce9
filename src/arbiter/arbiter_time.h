#pragma once

#include <optional>

#include "src/arbiter/window_alarm.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"

namespace starkernel::arbiter {

/// The time by which VM instances sleep, and how it passes while nobody can run.
class ArbiterTime {
 public:
  /// Never goes back.
  [[nodiscard]] virtual Nanoseconds Now() = 0;

  /// That VM instances have spent so much since this was last said.
  virtual void Pass(Reductions spent) = 0;

  /// How long that takes where time is what is spent, and 0 where it passes by itself.
  [[nodiscard]] virtual Nanoseconds TimeOf(Reductions /*spent*/) const { return Nanoseconds(0); }

  /// Lets the processor rest until `time`, or without an end, but not beyond the next interrupt;
  /// may return earlier for reasons of its own.
  virtual void RestUntil(std::optional<Nanoseconds> time) SK_EXCLUDES(kInterruptContext) = 0;

  /// What says while a VM instance runs that some time has come; null where time passes by what is
  /// spent alone.
  [[nodiscard]] virtual WindowAlarm* alarm() [[clang::lifetimebound]] { return nullptr; }

 protected:
  ~ArbiterTime() = default;
};

}  // namespace starkernel::arbiter
