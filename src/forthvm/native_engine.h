#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

struct VmState;

/// An engine that executes definitions in another form than instructions. It does what the plain
/// engine would, marks with Shortcut::kNative where it can begin, and stops before what it cannot
/// do. One serves one VM instance, which it outlives.
class NativeEngine {
 public:
  NativeEngine(const NativeEngine&) = delete;
  NativeEngine& operator=(const NativeEngine&) = delete;

  /// How far it is with the definitions.
  enum class TakenUp : std::uint8_t {
    kAll,
    kSome,
    kRefused,  ///< There is no memory for the next one, which is due again.
  };

  /// Takes up the finished definitions that it has not seen yet, oldest first: as many as have
  /// `most` instructions together, each counted as one more, but one at least.
  [[nodiscard]] virtual TakenUp TakeUp(VmState& vm, std::size_t most) = 0;
  /// Executes from where the VM instance is, if it can begin there; it need not do anything. There
  /// must be fuel, and nothing out of turn.
  virtual void Run(VmState& vm) = 0;
  /// What it executes in place of a word's instructions, from where the word is called; none if it
  /// has no such form of it. Until a word is completed or forgotten.
  [[nodiscard]] virtual std::span<const std::byte> CodeOf(const VmState& vm, HeaderIndex word) const
      [[clang::lifetimebound]] = 0;
  /// Has no form any more of the words from `first` on.
  virtual void Forget(HeaderIndex first) = 0;

 protected:
  NativeEngine() = default;
  ~NativeEngine() = default;
};

}  // namespace starkernel::forthvm
