#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_word.h"
#include "src/forthvm/output.h"
#include "src/forthvm/throw_code.h"

namespace starkernel::forthvm {

/// What a VM instance asks of the kernel by one kernel word.
struct KernelCall {
  KernelWord word = KernelWord::kTicks;
  std::span<const Cell> arguments;  ///< As many as the word takes, the top of the stack last.
  std::span<Cell> results;          ///< As many as it leaves, zeros at first, the top last.
  Output& output;                   ///< For words that show something; stands anywhere in a line.
};

/// What came of it.
struct KernelAnswer {
  enum class State : std::uint8_t {
    kDone,   ///< The results count.
    kThrow,  ///< The stack stays as it is, and `thrown` is thrown.
  };
  State state = State::kDone;
  std::uint32_t reductions = 1;  ///< What it costs the VM instance, at least 1.
  ThrowCode thrown = ThrowCode::kAbort;
  std::string_view detail{};  ///< For the report of a THROW; valid until the next call.
};

/// The only way from a VM instance into the kernel. Made for one VM instance, so that it knows who
/// calls; it checks everything that it is given, and never blocks.
class KernelDoor {
 public:
  [[nodiscard]] virtual KernelAnswer Enter(const KernelCall& call) = 0;

 protected:
  ~KernelDoor() = default;
};

}  // namespace starkernel::forthvm
