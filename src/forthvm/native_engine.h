#pragma once

#include <cstddef>
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

  /// Takes up the definitions from `first` on, which were just finished.
  virtual void Complete(VmState& vm, HeaderIndex first) = 0;
  /// Takes up the finished definitions that it has not seen yet, oldest first: as many as have
  /// `most` instructions together, each counted as one more, but one at least. Whether there are
  /// more.
  [[nodiscard]] virtual bool TakeUpSome(VmState& vm, std::size_t most) = 0;
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
