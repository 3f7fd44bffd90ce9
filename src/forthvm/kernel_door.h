#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/saturating.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/envelope.h"
#include "src/forthvm/kernel_word.h"
#include "src/forthvm/output.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/wait.h"

namespace starkernel::forthvm {

/// What a VM instance asks of the kernel by one kernel word.
struct KernelCall {
  KernelWord word = KernelWord::kTicks;
  std::span<const Cell> arguments;  ///< As many as the word takes, the top of the stack last.
  std::span<Cell> results;          ///< As many as it leaves, zeros at first, the top last.
  const Envelope& memory;           ///< Of the VM instance.
  Output& output;                   ///< For words that show something; stands anywhere in a line.
  /// Why the call is made again, if its answer was to wait, as `wait` says.
  WakeCause woken = WakeCause::kNone;
  Wait wait{};
};

/// What came of it.
struct KernelAnswer {
  enum class State : std::uint8_t {
    kDone,      ///< The results count.
    kYield,     ///< Likewise, but the VM instance goes on in another window.
    kGoesOn,    ///< To be asked again in another window, before the VM instance does anything else.
    kWait,      ///< To be asked again when what `wait` says may have come.
    kThrow,     ///< The stack stays as it is, and `thrown` is thrown.
    kBadRange,  ///< Likewise, since not all of `range` can be used: the report says why.
  };
  struct Range {
    GuestAddr address;
    ByteCount length;
    bool to_write = false;
  };
  State state = State::kDone;
  std::uint32_t reductions = 1;  ///< What it costs the VM instance, at least 1.
  ThrowCode thrown = ThrowCode::kAbort;
  std::string_view detail{};  ///< For the report of a THROW; valid until the next call.
  Wait wait{};
  Range range{};
};

/// The only way from a VM instance into the kernel. Made for one VM instance, so that it knows who
/// calls; it checks everything that it is given, and never blocks.
class KernelDoor {
 public:
  [[nodiscard]] virtual KernelAnswer Enter(const KernelCall& call) = 0;

  /// The user's interrupt: a call whose answer was to be asked again is not made again.
  virtual void GiveUp() {}

  /// The reductions that the VM instance owes for what it asked of the kernel by other means, such
  /// as its output; told once, at the end of a window.
  [[nodiscard]] std::uint32_t TakeOwed() { return std::exchange(owed_, 0); }

 protected:
  ~KernelDoor() = default;

  void Owe(std::uint32_t reductions) { owed_ = SaturatingAdd(owed_, reductions); }

 private:
  std::uint32_t owed_ = 0;
};

}  // namespace starkernel::forthvm
