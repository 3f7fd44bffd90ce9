#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/substitution.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"
#include "src/forthvm/words/string_words.h"

/// Words that put texts in the place of names between percent signs.
namespace starkernel::forthvm::substitution_words {

inline constexpr char kMark = '%';

inline std::string_view NameOf(const VmState& vm [[clang::lifetimebound]],
                               const Substitution& substitution) {
  return vm.memory.Text(substitution.block, substitution.name_length);
}
inline std::string_view TextOf(const VmState& vm [[clang::lifetimebound]],
                               const Substitution& substitution) {
  return vm.memory.Text(substitution.block + substitution.name_length, substitution.text_length);
}

/// As much is substituted at once, and stands for a name.
inline constexpr ByteCount kMostText = KiB(16);

/// Has the names and texts of all substitutions there, as far as they still can be.
inline Status Bring(VmState& vm, Instruction instruction) {
  for (const Substitution& substitution : vm.substitutions.items()) {
    const Status there = vm.Readable(instruction, substitution.block,
                                     substitution.name_length + substitution.text_length);
    if (there != Status::kNext) {
      return there;
    }
    vm.ChargeLength(kCellSize.value());
  }
  return Status::kNext;
}

/// How many substitutions lie below the one of that name; all, if there is none.
inline std::size_t IndexOf(const VmState& vm, std::string_view name) {
  std::size_t index = 0;
  for (const Substitution& substitution : vm.substitutions.items()) {
    if (SameIgnoringCase(NameOf(vm, substitution), name)) {
      return index;
    }
    ++index;
  }
  return index;
}

/// A name of no characters would be the two marks that stand for one; a mark ends a name.
inline bool IsName(std::string_view name) {
  return !name.empty() && name.size() <= kMaximumNameLength && !name.contains(kMark);
}

/// Takes a block for a name and its text: -79 if there is none.
inline Status Keep(VmState& vm, Instruction instruction, std::string_view name,
                   std::string_view text, Substitution& substitution) {
  const ByteCount size(name.size() + text.size());
  const std::optional<GuestAddr> block = vm.AllocateBlock(size);
  if (!block.has_value()) {
    return vm.Throw(ThrowCode::kReplaces, "no memory is left for a substitution");
  }
  if (const Status there = vm.Writable(instruction, *block, size); there != Status::kNext) {
    vm.heap.Free(*block);
    return there;
  }
  substitution = {.block = *block,
                  .name_length = ByteCount(name.size()),
                  .text_length = ByteCount(text.size())};
  CopyInto(vm.memory.Characters(*block, substitution.name_length), name);
  CopyInto(vm.memory.Characters(*block + substitution.name_length, substitution.text_length), text);
  return Status::kNext;
}

inline Status Replaces(VmState& vm, Instruction instruction) {
  std::string_view text;
  std::string_view name;
  const Cell length = vm.data.Top(2);
  if (const Status status =
          range_pieces::Beginning(vm, instruction, vm.data.Top(3), length, kMostText, text);
      status != Status::kNext) {
    return status;
  }
  if (const Status status =
          string_words::NameText(vm, instruction, vm.data.Top(1), vm.data.Top(), name);
      status != Status::kNext) {
    return status;
  }
  if (text.size() < Unsigned(length)) {
    return vm.ThrowRange(ThrowCode::kReplaces, "the text's length is", length, 0,
                         Signed(kMostText.value()));
  }
  if (!IsName(name)) {
    return vm.Throw(ThrowCode::kReplaces, "a name has 1 to 255 characters, none of them %");
  }
  vm.ChargeLength(vm.substitutions.depth() * name.size());
  if (const Status there = Bring(vm, instruction); there != Status::kNext) {
    return there;
  }
  const std::size_t index = IndexOf(vm, name);
  const bool is_new = index == vm.substitutions.depth();
  if (is_new && vm.substitutions.full() && !vm.Enlarge(StoragePart::kSubstitutions)) {
    return vm.ThrowFull(ThrowCode::kReplaces, "too many substitutions",
                        vm.substitutions.capacity());
  }
  Substitution substitution;
  if (const Status status = Keep(vm, instruction, name, text, substitution);
      status != Status::kNext) {
    return status;
  }
  if (is_new) {
    vm.substitutions.Push(substitution);
  } else {
    Substitution& old = vm.substitutions.items()[index];
    vm.heap.Free(old.block);
    old = substitution;
  }
  vm.data.Drop(4);
  return Status::kNext;
}

/// Where SUBSTITUTE writes: what does not fit is counted only.
class Target {
 public:
  explicit Target(std::span<char> room) : room_(room) {}

  /// False, with nothing written, if it does not fit.
  bool Write(std::string_view text) {
    if (text.size() > room_.size() - length_) {
      return false;
    }
    CopyInto(room_.subspan(length_), text);
    length_ += text.size();
    return true;
  }
  [[nodiscard]] std::size_t length() const { return length_; }

 private:
  std::span<char> room_;
  std::size_t length_ = 0;
};

/// Writes what stands for `source` up to its next mark, and what the name behind that stands for;
/// takes them off. False if it does not fit.
inline bool SubstituteNext(const VmState& vm, std::string_view& source, Target& target,
                           Cell& count) {
  const std::size_t mark = std::min(source.find(kMark), source.size());
  if (!target.Write(source.substr(0, mark))) {
    return false;
  }
  source.remove_prefix(mark);
  if (source.empty()) {
    return true;
  }
  const std::size_t end = source.find(kMark, 1);
  if (end == std::string_view::npos) {
    // A mark without another is text.
    const bool fits = target.Write(source);
    source = {};
    return fits;
  }
  const std::string_view name = source.substr(1, end - 1);
  const std::string_view whole = source.substr(0, end + 1);
  source.remove_prefix(whole.size());
  if (name.empty()) {
    return target.Write("%");
  }
  const std::size_t index = IndexOf(vm, name);
  if (index == vm.substitutions.depth()) {
    return target.Write(whole);
  }
  ++count;
  return target.Write(TextOf(vm, vm.substitutions.items()[index]));
}

inline bool Overlap(GuestAddr first, ByteCount first_length, GuestAddr second,
                    ByteCount second_length) {
  return first < second + second_length && second < first + first_length;
}

/// The source of SUBSTITUTE in a block of the heap, which must be freed, if writing the target
/// would change it: nothing in `copy` if that is so but no memory for it is left.
inline Status CopyOverlapped(VmState& vm, Instruction instruction, ByteCount room,
                             std::string_view& source, std::optional<GuestAddr>& copy) {
  const ByteCount length(source.size());
  const GuestAddr target = AddressIn(vm.data.Top(1));
  copy = vm.AllocateBlock(length);
  if (!copy.has_value()) {
    return Status::kNext;
  }
  const Status there = vm.Writable(instruction, *copy, length);
  if (there == Status::kNext && !Overlap(*copy, length, target, room)) {
    CopyInto(vm.memory.Characters(*copy, length), source);
    vm.ChargeLength(length.value());
    source = vm.memory.Text(*copy, length);
    return Status::kNext;
  }
  vm.heap.Free(*copy);
  copy.reset();
  return there;
}

/// Writes all of `source` with texts in the place of names: their number, or why there is none.
inline Cell SubstituteAll(VmState& vm, std::string_view source, Target& target) {
  Cell count = 0;
  while (!source.empty()) {
    vm.ChargeLength(vm.substitutions.depth() * kCellSize.value());
    if (!SubstituteNext(vm, source, target, count)) {
      return static_cast<Cell>(ThrowCode::kSubstitute);
    }
  }
  return count;
}

inline Status Substitute(VmState& vm, Instruction instruction) {
  const Cell source_length = vm.data.Top(2);
  const ByteCount room_length(Unsigned(vm.data.Top()));
  std::string_view source;
  std::span<std::byte> room;
  if (const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(3), source_length,
                                                    kMostText, source);
      status != Status::kNext) {
    return status;
  }
  if (const Status status = range_pieces::Within(vm, instruction, vm.data.Top(1), room_length);
      status != Status::kNext) {
    return status;
  }
  if (const Status status = range_pieces::PieceToWrite(vm, instruction, vm.data.Top(1),
                                                       range_pieces::PieceOf(room_length), room);
      status != Status::kNext) {
    return status;
  }
  if (const Status there = Bring(vm, instruction); there != Status::kNext) {
    return there;
  }
  const bool whole = source.size() == Unsigned(source_length);
  const ByteCount used(room.size());
  const bool overlap = whole && Overlap(AddressIn(vm.data.Top(3)), ByteCount(source.size()),
                                        AddressIn(vm.data.Top(1)), used);
  std::optional<GuestAddr> copy;
  if (overlap) {
    if (const Status status = CopyOverlapped(vm, instruction, used, source, copy);
        status != Status::kNext) {
      return status;
    }
  }
  Target target(AsCharacters(room));
  auto outcome = static_cast<Cell>(ThrowCode::kSubstitute);
  if (overlap && !copy.has_value()) {
    outcome = static_cast<Cell>(ThrowCode::kAllocate);
  } else if (whole) {
    outcome = SubstituteAll(vm, source, target);
  }
  if (copy.has_value()) {
    vm.heap.Free(*copy);
  }
  vm.data.Top(3) = vm.data.Top(1);
  vm.data.Top(2) = static_cast<Cell>(target.length());
  vm.data.Top(1) = outcome;
  vm.data.Drop();
  return Status::kNext;
}

inline Status Unescape(VmState& vm, Instruction instruction) {
  const Cell source_length = vm.data.Top(1);
  std::string_view source;
  if (const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(2), source_length,
                                                    range_pieces::kPiece, source);
      status != Status::kNext) {
    return status;
  }
  if (source.size() < Unsigned(source_length)) {
    return vm.ThrowRange(ThrowCode::kStringOverflow, "UNESCAPE of length", source_length, 0,
                         Signed(range_pieces::kPiece.value()));
  }
  const auto marks = static_cast<std::size_t>(std::ranges::count(source, kMark));
  const GuestAddr address = AddressIn(vm.data.Top());
  const ByteCount length(source.size() + marks);
  if (const Status there = vm.Writable(instruction, address, length); there != Status::kNext) {
    return there;
  }
  // The source may lie anywhere in the target: it goes to its end first, from where it is read no
  // later than written over. Memory that is mapped twice may show more marks then: they stay
  // single.
  const std::span<char> target = vm.memory.Characters(address, length);
  CopyInto(target.last(source.size()), source);
  std::size_t next = 0;
  for (std::size_t index = marks; index < target.size(); ++index) {
    const char character = target[index];
    target[next++] = character;
    if (character == kMark && next <= index) {
      target[next++] = kMark;
    }
  }
  vm.data.Drop();
  vm.data.Top(1) = CellOf(address);
  vm.data.Top() = Signed(length.value());
  return Status::kNext;
}

inline constexpr std::array kWords{
    Word{"REPLACES", Checked<4, 0, Replaces>, "( c-addr1 u1 c-addr2 u2 -- )",
         "Let the first string stand for the name in the second, between percent signs."},
    Word{"SUBSTITUTE", Checked<4, 3, Substitute>, "( c-addr1 u1 c-addr2 u2 -- c-addr2 u3 n )",
         "Copy the first string to the buffer c-addr2 of u2 characters, with n texts in the place "
         "of names; n is -78 if they do not fit; strings of up to 16384 characters."},
    Word{"UNESCAPE", Checked<3, 2, Unescape>, "( c-addr1 u1 c-addr2 -- c-addr2 u2 )",
         "Copy a string of up to 65536 characters with each percent sign doubled, so that "
         "SUBSTITUTE "
         "leaves it as it was."},
};

}  // namespace starkernel::forthvm::substitution_words
