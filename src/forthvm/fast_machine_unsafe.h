#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/guarded_access_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/envelope.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

// SAFETY, for the whole file: positions of code and places of headers come from code that the
// compiler finished, whose branches stay within definitions that end with EXIT or a branch; data
// space is touched within the bounds of Envelope::Contains. Storage moves only while the plain
// engine runs, and a Machine is made anew after that.
#pragma clang unsafe_buffer_usage begin

namespace starkernel::forthvm {

/// The fast engine's registers. The top of the data stack is in `top`; the place it has in memory
/// is just below `above`, and holds something old. With an empty stack that is the spare cell.
struct Registers {
  const Instruction* at;    ///< What is done now.
  Cell* above;              ///< Beyond the data stack.
  Cell top;                 ///< Anything if the stack is empty.
  std::int64_t fuel;        ///< VmState::fuel.
  const Instruction* code;  ///< Where position 0 would be of the part of the code that `at` is in.

  void Push(Cell value) {
    above[-1] = top;
    ++above;
    top = value;
  }
  Cell Pop() {
    const Cell value = top;
    Drop(1);
    return value;
  }
  void Drop(std::ptrdiff_t count) {
    above -= count;
    top = above[-1];
  }
  [[nodiscard]] Cell& Second() [[clang::lifetimebound]] { return above[-2]; }
  [[nodiscard]] Cell& Third() [[clang::lifetimebound]] { return above[-3]; }
  [[nodiscard]] std::int32_t operand(std::ptrdiff_t further = 0) const {
    return at[further].operand;
  }
  /// Does the branch that is `further` instructions behind.
  void Branch(std::ptrdiff_t further) {
    const std::int32_t distance = operand(further);
    at += further + 1 + distance;
    fuel += distance < 0 ? distance : 0;
  }
};

/// Two members that lie side by side, read and written as one: what was written in two halves would
/// have to be waited for when it is read as a whole.
[[nodiscard]] inline std::uint64_t LoadPair(const std::uint32_t& first) {
  std::uint64_t both = 0;
  __builtin_memcpy(&both, &first, sizeof both);
  return both;
}
inline void StorePair(std::uint32_t& first, std::uint64_t both) {
  __builtin_memcpy(&first, &both, sizeof both);
}
[[nodiscard]] constexpr std::uint64_t Pair(std::size_t first, std::size_t second) {
  return static_cast<std::uint32_t>(first) | (static_cast<std::uint64_t>(second) << 32U);
}

/// What stays as it is while the fast engine runs.
class Machine {
 public:
  explicit Machine(VmState& state)
      : vm(state),
        memory_(state.memory.Bytes(GuestAddr(0), ByteCount(state.memory.end().value())).data()),
        last_cell_(state.memory.end().value() - kFirstValidAddress.value() - kCellSize.value()),
        shared_code_(state.code.shared().data()),
        own_code_(state.code.own().data() - state.code.shared().size()),
        shared_code_count_(static_cast<std::uint32_t>(state.code.shared().size())),
        shared_headers_(state.dictionary.shared_headers().data()),
        own_headers_(state.dictionary.own_headers().data()),
        shared_header_count_(state.dictionary.shared_count()) {
    Cell* const base = state.data.storage().data();
    for (std::size_t count = 0; count < floors_.size(); ++count) {
      floors_[count] = base + count;
    }
    Cell* const end = base + state.data.capacity();
    for (std::size_t count = 0; count < ceilings_.size(); ++count) {
      ceilings_[count] = end - count;
    }
  }

  /// A stack that is smaller than this is left to the plain engine.
  static constexpr std::size_t kLeastCapacity = 4;

  template <std::size_t kCount>
  [[nodiscard]] bool Has(const Registers& r) const {
    return r.above >= floors_[kCount];
  }
  template <std::size_t kCount>
  [[nodiscard]] bool HasRoom(const Registers& r) const {
    return r.above <= ceilings_[kCount];
  }

  [[nodiscard]] Registers Load() const {
    Registers r{};
    r.above = floors_[0] + vm.data.depth();
    r.top = vm.data.empty() ? 0 : vm.data.Top();
    r.fuel = vm.fuel;
    GoTo(r, vm.position);
    return r;
  }
  void Save(const Registers& r) const {
    vm.data.SetDepth(static_cast<std::size_t>(r.above - floors_[0]));
    if (!vm.data.empty()) {
      vm.data.Top() = r.top;
    }
    vm.fuel = r.fuel;
    vm.position = PositionOf(r);
  }

  void GoTo(Registers& r, std::uint32_t position) const {
    r.code = position < shared_code_count_ ? shared_code_ : own_code_;
    r.at = r.code + position;
  }
  [[nodiscard]] static std::uint32_t PositionOf(const Registers& r) {
    return static_cast<std::uint32_t>(r.at - r.code);
  }

  [[nodiscard]] const WordHeader& Header(std::uint32_t place) const [[clang::lifetimebound]] {
    return place < shared_header_count_ ? shared_headers_[place]
                                        : own_headers_[place - shared_header_count_];
  }

  /// Of a word whose content changes.
  [[nodiscard]] WordHeader& OwnHeader(std::uint32_t place) const [[clang::lifetimebound]] {
    return own_headers_[place - shared_header_count_];
  }
  [[nodiscard]] std::size_t Depth(const Registers& r) const {
    return static_cast<std::size_t>(r.above - floors_[0]);
  }

  /// Whether there can be a cell at the address, or a byte.
  [[nodiscard]] bool Cells(Cell address) const {
    return Unsigned(address) - kFirstValidAddress.value() <= last_cell_;
  }
  [[nodiscard]] bool Bytes(Cell address) const {
    return Unsigned(address) - kFirstValidAddress.value() <= last_cell_ + (kCellSize.value() - 1);
  }

  [[nodiscard, gnu::always_inline]] bool Load(Cell address, Cell& value) const {
    std::uint64_t raw = 0;
    if (!Cells(address) || !TryLoad(CellAt(address), raw)) [[unlikely]] {
      return false;
    }
    value = Signed(raw);
    return true;
  }
  [[nodiscard, gnu::always_inline]] bool Store(Cell address, Cell value) const {
    return Cells(address) && TryStore(CellAt(address), Unsigned(value));
  }
  [[nodiscard, gnu::always_inline]] bool Add(Cell address, Cell value) const {
    return Cells(address) && TryAdd(CellAt(address), Unsigned(value));
  }
  [[nodiscard, gnu::always_inline]] bool LoadByte(Cell address, Cell& value) const {
    std::uint64_t raw = 0;
    if (!Bytes(address) || !TryLoad(ByteAt(address), raw)) [[unlikely]] {
      return false;
    }
    value = Signed(raw);
    return true;
  }
  [[nodiscard, gnu::always_inline]] bool StoreByte(Cell address, Cell value) const {
    return Bytes(address) && TryStore(ByteAt(address), static_cast<std::uint8_t>(value & 0xff));
  }

  VmState& vm;

 private:
  [[nodiscard]] std::span<std::byte, kCellSize.value()> CellAt(Cell address) const
      [[clang::lifetimebound]] {
    return std::span<std::byte, kCellSize.value()>(memory_ + address, kCellSize.value());
  }
  [[nodiscard]] std::byte& ByteAt(Cell address) const [[clang::lifetimebound]] {
    return memory_[address];
  }

  std::array<Cell*, 5> floors_{};
  std::array<Cell*, 4> ceilings_{};
  std::byte* memory_;
  std::uint64_t last_cell_;
  const Instruction* shared_code_;
  const Instruction* own_code_;
  std::uint32_t shared_code_count_;
  const WordHeader* shared_headers_;
  WordHeader* own_headers_;
  std::uint32_t shared_header_count_;
};

}  // namespace starkernel::forthvm

#pragma clang unsafe_buffer_usage end
