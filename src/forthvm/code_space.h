#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/panic.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"

namespace starkernel::forthvm {

/// The compiled code of one VM instance. Positions are instruction indices. The first of it may be
/// shared with others, who do not change it.
class CodeSpace {
 public:
  /// `instructions` must outlive the code space.
  explicit CodeSpace(std::span<Instruction> instructions) : instructions_(instructions) {}

  /// Shares the code of `model`, which shares none itself; `instructions` is for what comes behind.
  /// Both storages must outlive the code space, and that of the shared code stay as it is.
  static CodeSpace Sharing(const CodeSpace& model, std::span<Instruction> instructions) {
    Require(model.shared_.empty(), "code is shared of which some is shared already");
    CodeSpace sharing(instructions);
    sharing.shared_ = model.instructions_.first(model.here_);
    sharing.here_ = model.here_;
    return sharing;
  }

  /// Without the code that is not shared.
  [[nodiscard]] CodeSpace AtBirth() const {
    CodeSpace born(instructions_);
    born.shared_ = shared_;
    born.here_ = shared_count();
    return born;
  }

  /// Where the next instruction will lie.
  [[nodiscard]] std::uint32_t here() const { return here_; }
  /// How many instructions there is room for that are not shared.
  [[nodiscard]] std::size_t capacity() const { return instructions_.size(); }
  [[nodiscard]] bool HasRoom(std::size_t count) const {
    return count <= instructions_.size() - (here_ - shared_count());
  }

  /// Appends; the caller made sure that there is room.
  void Append(Instruction instruction) {
    instructions_[here_ - shared_count()] = instruction;
    ++here_;
  }

  /// The instruction there, without its shortcut.
  [[nodiscard]] Instruction At(std::uint32_t position) const {
    return WithShortcut(Stored(position), Shortcut::kNone);
  }
  [[nodiscard]] Shortcut ShortcutAt(std::uint32_t position) const {
    return ShortcutOf(Stored(position));
  }
  /// Of an instruction that is not shared.
  void SetShortcut(std::uint32_t position, Shortcut shortcut) {
    OwnAt(position) = WithShortcut(OwnAt(position), shortcut);
  }

  /// To be changed: one that is not shared.
  [[nodiscard]] Instruction& OwnAt(std::uint32_t position) [[clang::lifetimebound]] {
    return instructions_[position - shared_count()];
  }

  /// How many instructions there are that are not shared.
  [[nodiscard]] std::size_t own_count() const { return here_ - shared_count(); }

  /// Goes on in other storage that holds the same instructions.
  void Use(std::span<Instruction> instructions) { instructions_ = instructions; }

  /// Forgets everything from `position` on, which is not shared.
  void Truncate(std::uint32_t position) {
    Require(position >= shared_count(), "shared code is forgotten");
    here_ = position;
  }

  /// The operand that makes a branch at `from` go to `to`.
  [[nodiscard]] static std::int32_t Distance(std::uint32_t from, std::uint32_t to) {
    return static_cast<std::int32_t>(static_cast<std::int64_t>(to) -
                                     static_cast<std::int64_t>(from) - 1);
  }

  /// For the fast engine: both parts, with shortcuts.
  [[nodiscard]] std::span<const Instruction> shared() const [[clang::lifetimebound]] {
    return shared_;
  }
  [[nodiscard]] std::span<const Instruction> own() const [[clang::lifetimebound]] {
    return instructions_;
  }

 private:
  [[nodiscard]] const Instruction& Stored(std::uint32_t position) const [[clang::lifetimebound]] {
    const std::uint32_t own = position - shared_count();
    return own < instructions_.size() ? instructions_[own] : shared_[position];
  }
  [[nodiscard]] std::uint32_t shared_count() const {
    return static_cast<std::uint32_t>(shared_.size());
  }

  std::span<const Instruction> shared_;
  std::span<Instruction> instructions_;  ///< What comes behind it.
  std::uint32_t here_ = 0;
};

}  // namespace starkernel::forthvm
