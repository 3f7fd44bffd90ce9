#pragma once

#include <cstdint>

#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/native/catalogue.h"
#include "src/native/native_records.h"

namespace starkernel::native {

/// A finished definition, as the translator reads it. Instructions are counted from its beginning,
/// also those of other definitions (PlaceOf).
class Source {
 public:
  Source(const forthvm::VmState& vm, const Catalogue& catalogue, forthvm::HeaderIndex word)
      : vm_(vm), catalogue_(catalogue), word_(word), header_(vm.dictionary.Header(word)) {}

  [[nodiscard]] std::uint32_t word() const { return word_.value(); }
  [[nodiscard]] const forthvm::WordHeader& header() const [[clang::lifetimebound]] {
    return header_;
  }
  [[nodiscard]] std::uint32_t start() const { return header_.code_start; }
  [[nodiscard]] std::uint32_t length() const { return header_.code_length; }
  [[nodiscard]] forthvm::Instruction At(std::uint32_t place) const {
    return vm_.code.At(start() + place);
  }
  /// The place of an instruction wherever it lies: at least length() outside this definition.
  [[nodiscard]] std::uint32_t PlaceOf(std::uint32_t position) const { return position - start(); }
  [[nodiscard]] const forthvm::WordHeader& HeaderAt(std::uint32_t place) const
      [[clang::lifetimebound]] {
    return vm_.dictionary.Header(
        forthvm::HeaderIndex(static_cast<std::uint32_t>(At(place).operand)));
  }
  [[nodiscard]] bool IsRecursion(std::uint32_t place) const {
    return static_cast<std::uint32_t>(At(place).operand) == word();
  }
  /// Where a THROW goes on that is caught.
  [[nodiscard]] std::int32_t landing() const {
    return static_cast<std::int32_t>(catalogue_.Catching()->landing);
  }
  /// The definition that a call calls, if it has native code and is another one; or null.
  [[nodiscard]] const Definition* CalleeAt(std::uint32_t place) const [[clang::lifetimebound]] {
    return catalogue_.Find(HeaderAt(place).id);
  }
  /// Whether the header of the word that is the operand may change, being a program's.
  [[nodiscard]] bool IsOwn(std::uint32_t place) const {
    return static_cast<std::uint32_t>(At(place).operand) >= vm_.system_end.value();
  }
  /// Where the header's own part begins: see Dictionary::own_headers.
  [[nodiscard]] std::uint32_t shared_count() const { return vm_.dictionary.shared_count(); }

  /// How the instruction is done; kNone if it is left to the plain engine.
  [[nodiscard]] forthvm::Shortcut FormAt(std::uint32_t place) const;

  /// The number of the item that PICK behind a literal pushes, or -1.
  [[nodiscard]] std::int32_t PickAt(std::uint32_t place) const {
    const forthvm::Instruction before = place > 0 ? At(place - 1) : forthvm::Instruction{};
    constexpr std::int32_t kMost = 6;
    return place > 0 && Is(before, forthvm::Opcode::kLiteral) && before.operand >= 0 &&
                   before.operand <= kMost
               ? before.operand
               : -1;
  }
  /// Where a branch leads.
  [[nodiscard]] std::int64_t TargetOf(std::uint32_t place) const {
    return std::int64_t{place} + 1 + At(place).operand;
  }

 private:
  const forthvm::VmState& vm_;
  const Catalogue& catalogue_;
  forthvm::HeaderIndex word_;
  const forthvm::WordHeader& header_;
};

}  // namespace starkernel::native
