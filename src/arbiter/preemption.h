#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"

namespace starkernel::arbiter {

/// Ends windows before their quantum is spent, where time is real. Who runs a VM instance runs the
/// first kFirstPiece of a window without asking, so that most windows never do, and the rest in
/// pieces of kPiece, between which it asks.
class Preemption {
 public:
  /// Some 70 µs.
  static constexpr Reductions kFirstPiece{10'000};
  /// Some 7 µs, beside which asking is little.
  static constexpr Reductions kPiece{1'000};

  /// The window goes on beyond its first piece.
  virtual void Begin() SK_EXCLUDES(kInterruptContext) = 0;

  /// Whether it is to end now.
  [[nodiscard]] virtual bool IsRaised() SK_EXCLUDES(kInterruptContext) = 0;

  /// It has ended.
  virtual void End() SK_EXCLUDES(kInterruptContext) = 0;

 protected:
  ~Preemption() = default;
};

}  // namespace starkernel::arbiter
