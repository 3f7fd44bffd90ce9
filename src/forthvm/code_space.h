#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/error.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/instruction.h"

namespace starkernel::forthvm {

/// The compiled code of one VM instance. Positions are instruction indices.
class CodeSpace {
 public:
  /// `instructions` must outlive the code space.
  explicit CodeSpace(std::span<Instruction> instructions) : instructions_(instructions) {}

  /// Where the next instruction will lie.
  [[nodiscard]] std::uint32_t here() const { return here_; }
  [[nodiscard]] std::size_t capacity() const { return instructions_.size(); }
  [[nodiscard]] bool HasRoom(std::size_t count) const {
    return count <= instructions_.size() - here_;
  }

  /// Appends; the caller made sure that there is room.
  void Append(Instruction instruction) {
    instructions_[here_] = instruction;
    ++here_;
  }

  [[nodiscard]] Instruction& At(std::uint32_t position) [[clang::lifetimebound]] {
    return instructions_[position];
  }
  [[nodiscard]] const Instruction& At(std::uint32_t position) const [[clang::lifetimebound]] {
    return instructions_[position];
  }

  /// Takes all code of `model`, at its positions. Error::kCapacity if there is no room for it.
  Result<void> CopyFrom(const CodeSpace& model) {
    if (model.here_ > instructions_.size()) {
      return Error::kCapacity;
    }
    CopyInto(instructions_, model.instructions_.first(model.here_));
    here_ = model.here_;
    return {};
  }

  /// Forgets everything from `position` on.
  void Truncate(std::uint32_t position) { here_ = position; }

  /// The operand that makes a branch at `from` go to `to`.
  [[nodiscard]] static std::int32_t Distance(std::uint32_t from, std::uint32_t to) {
    return static_cast<std::int32_t>(static_cast<std::int64_t>(to) -
                                     static_cast<std::int64_t>(from) - 1);
  }

 private:
  std::span<Instruction> instructions_;
  std::uint32_t here_ = 0;
};

}  // namespace starkernel::forthvm
