#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <tuple>

#include "src/base/guarded_access_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/envelope.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

// SAFETY, for the whole file: positions of code and places of headers come from code that the
// compiler finished, whose branches stay within definitions that end with EXIT or a branch; data
// space is touched within the bounds of Envelope::Contains; places on stacks are below their
// depths, which are asked for first. Storage moves only while the plain engine runs, and a Machine
// is made anew after that.
#pragma clang unsafe_buffer_usage begin

namespace starkernel::forthvm {

/// How many loops there are and, in the upper half, how many items on the return stack.
using Depths = std::uint64_t;
[[nodiscard]] constexpr std::uint64_t Pair(std::uint64_t low, std::uint64_t high) {
  return static_cast<std::uint32_t>(low) | (high << 32U);
}
[[nodiscard]] constexpr std::uint32_t Low(std::uint64_t pair) {
  return static_cast<std::uint32_t>(pair);
}
[[nodiscard]] constexpr std::uint32_t High(std::uint64_t pair) {
  return static_cast<std::uint32_t>(pair >> 32U);
}

/// The fast engine's registers. The top of the data stack is in `top`; the place it has in memory
/// is just below `above`, and holds something old. With an empty stack that is the spare cell.
struct Registers {
  const Instruction* at;  ///< What is done now.
  Cell* above;            ///< Beyond the data stack.
  Cell top;               ///< Anything if the stack is empty.
  std::int64_t fuel;      ///< VmState::fuel.
  Frame* frames;          ///< Beyond the frames.
  Depths depths;
  Depths bases;         ///< What of them belongs to callers.
  std::uint64_t scope;  ///< VmState::exception_base and, in the upper half, local_count.

  /// Of the instruction that is `place` further.
  [[nodiscard]] std::int32_t operand(std::ptrdiff_t place) const { return at[place].operand; }

  /// Goes on behind that instruction, or where it leads: forwards, which is not charged, or
  /// backwards, charged by what is gone back over.
  void GoOn(std::ptrdiff_t place) { at += place + 1; }
  void GoForward(std::ptrdiff_t place) { at += place + 1 + operand(place); }
  void GoBack(std::ptrdiff_t place) {
    const std::ptrdiff_t distance = operand(place);
    at += place + 1 + distance;
    fuel += distance;
  }

  /// The item's place that is so far beyond the data stack, or below its end; the top's is not what
  /// counts.
  [[nodiscard]] Cell& Beyond(std::ptrdiff_t offset) const [[clang::lifetimebound]] {
    return above[offset];
  }
  /// The item that has `index` others between it and the top.
  [[nodiscard]] Cell Under(UCell index) const { return *(above - 2 - index); }
  void Raise(std::ptrdiff_t count) { above += count; }
  void KeepTop() const { above[-1] = top; }
  void Push(Cell value) {
    KeepTop();
    ++above;
    top = value;
  }
  void Drop(std::ptrdiff_t count) {
    above -= count;
    top = above[-1];
  }
};

/// Two members that lie side by side, read and written as one: what was written in two halves would
/// have to be waited for when it is read as a whole.
[[nodiscard, gnu::always_inline]] inline std::uint64_t LoadPair(const std::uint32_t& first) {
  std::uint64_t both = 0;
  __builtin_memcpy(&both, &first, sizeof both);
  return both;
}
[[gnu::always_inline]] inline void StorePair(std::uint32_t& first, std::uint64_t both) {
  __builtin_memcpy(&first, &both, sizeof both);
}

/// The part of an array that is there, by the places of the whole. Where the first place would be
/// is no pointer: it may be none of the program's memory.
template <typename T>
class PartOfArray {
 public:
  /// `first` is the place of the part's first element.
  PartOfArray(T* part, std::size_t first)
      : begin_(reinterpret_cast<std::uintptr_t>(part) - first * sizeof(T)) {}

  [[nodiscard]] T& At(std::uint32_t place) const [[clang::lifetimebound]] {
    return *reinterpret_cast<T*>(begin_ + std::uintptr_t{place} * sizeof(T));
  }
  [[nodiscard]] std::uint32_t PlaceOf(const T* element) const {
    return static_cast<std::uint32_t>((reinterpret_cast<std::uintptr_t>(element) - begin_) /
                                      sizeof(T));
  }

 private:
  std::uintptr_t begin_;
};

class Machine;

/// What does one shortcut: the registers are its arguments, so that they stay in the processor's.
using Step = void(__attribute__((preserve_none)) *)(Machine&, const Instruction* at, Cell* above,
                                                    Cell top, std::int64_t fuel, Frame* frames,
                                                    Depths depths, Depths bases,
                                                    std::uint64_t scope);

/// What the fast engine keeps in memory while it runs: where things lie, and what changes seldom.
class Machine {
 public:
  /// The table has a step for each shortcut.
  Machine(VmState& state, const Step* table)
      : vm(state),
        steps(table),
        memory_(state.memory.Bytes(GuestAddr(0), ByteCount(state.memory.end().value())).data()),
        last_cell_(state.memory.end().value() - kFirstValidAddress.value() - kCellSize.value()),
        loops_(state.loops.storage().data()),
        returns_(state.returns.storage().data()),
        first_frame_(state.frames.storage().data()),
        last_frame_(first_frame_ + state.frames.capacity()),
        loop_room_(static_cast<std::uint32_t>(state.loops.capacity())),
        return_room_(static_cast<std::uint32_t>(state.returns.capacity())),
        shared_code_(state.code.shared().data(), 0),
        own_code_(state.code.own().data(), state.code.shared().size()),
        code_(own_code_),
        shared_headers_(state.dictionary.shared_headers().data(), 0),
        own_headers_(state.dictionary.own_headers().data(), state.dictionary.shared_count()),
        shared_code_count_(static_cast<std::uint32_t>(state.code.shared().size())),
        shared_header_count_(state.dictionary.shared_count()),
        word_end_(state.dictionary.end_index().value()),
        word_(state.current_word.value()) {
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
  static constexpr std::size_t kLeastCapacity = 8;

  template <std::size_t kCount>
  [[nodiscard]] bool Has(const Registers& r) const {
    static_assert(kCount < std::tuple_size_v<decltype(floors_)>);
    return r.above >= floors_[kCount];
  }
  template <std::size_t kCount>
  [[nodiscard]] bool HasRoom(const Registers& r) const {
    static_assert(kCount < std::tuple_size_v<decltype(ceilings_)>);
    return r.above <= ceilings_[kCount];
  }

  /// What lies in the VM state.
  [[nodiscard]] Registers Load() {
    Registers r{};
    r.above = floors_[0] + vm.data.depth();
    r.top = vm.data.empty() ? 0 : vm.data.Top();
    r.fuel = vm.fuel;
    r.frames = first_frame_ + vm.frames.depth();
    r.depths = Pair(vm.loops.depth(), vm.returns.depth());
    r.bases = Pair(vm.loop_base, vm.return_base);
    r.scope = LoadPair(vm.exception_base);
    GoTo(r, vm.position);
    return r;
  }
  void Save(const Registers& r) const {
    vm.data.SetDepth(Depth(r));
    if (!vm.data.empty()) {
      vm.data.Top() = r.top;
    }
    vm.fuel = r.fuel;
    vm.position = PositionOf(r);
    vm.current_word = HeaderIndex(word_);
    vm.frames.SetDepth(FrameDepth(r));
    vm.loops.SetDepth(Low(r.depths));
    vm.returns.SetDepth(High(r.depths));
    vm.loop_base = Low(r.bases);
    vm.return_base = High(r.bases);
    StorePair(vm.exception_base, r.scope);
  }

  // Code and words.
  void GoTo(Registers& r, std::uint32_t position) {
    // A branch that is foreseen, as with headers: what comes next would have to wait for a choice.
    code_ = own_code_;
    if (position < shared_code_count_) [[unlikely]] {
      code_ = shared_code_;
    }
    r.at = &code_.At(position);
  }
  [[nodiscard]] std::uint32_t PositionOf(const Registers& r) const { return code_.PlaceOf(r.at); }
  [[nodiscard]] const WordHeader& Header(std::uint32_t place) const [[clang::lifetimebound]] {
    if (place < shared_header_count_) [[unlikely]] {
      return shared_headers_.At(place);
    }
    return own_headers_.At(place);
  }
  /// The place of a word made by a program that the token names, or 0: also for what is not found
  /// at once.
  [[nodiscard]] std::uint32_t PlaceOf(Cell token) const {
    if (Unsigned(token) >= word_end_) [[unlikely]] {
      return 0;
    }
    const auto place = static_cast<std::uint32_t>(token);
    const WordHeader& header = Header(place);
    const bool is_word = header.id == place && header.IsA(Opcode::kCall) &&
                         !header.Has(WordFlag::kUnusable) && !header.Has(WordFlag::kSynonym);
    return is_word ? place : 0;
  }
  /// Of a word whose content changes.
  [[nodiscard]] WordHeader& OwnHeader(std::uint32_t place) const [[clang::lifetimebound]] {
    return own_headers_.At(place);
  }

  // Calls; whoever calls has asked for room.
  [[nodiscard]] bool HasFrame(const Registers& r) const { return r.frames != first_frame_; }
  [[nodiscard]] bool HasFrameRoom(const Registers& r) const { return r.frames != last_frame_; }
  /// What is the caller's, which goes on behind `further` instructions: see VmState::Registers.
  [[gnu::always_inline]] void Keep(const Registers& r, std::uint32_t further, Frame& frame) const {
    frame.return_position = PositionOf(r) + further;
    frame.caller_word = word_;
    StorePair(frame.return_base, std::rotl(r.bases, 32));
    StorePair(frame.exception_base, r.scope);
  }
  /// See call_instructions::Enter; goes on behind `further` instructions when the word returns.
  [[gnu::always_inline]] void Enter(Registers& r, std::uint32_t word, std::uint32_t further) {
    const WordHeader& header = Header(word);
    Keep(r, further, *r.frames);
    ++r.frames;
    r.bases = r.depths;
    r.scope = Low(r.scope);
    word_ = word;
    GoTo(r, header.code_start);
    r.fuel -= header.code_length;
  }
  [[nodiscard]] static const Frame& PullFrame(Registers& r [[clang::lifetimebound]]) {
    return *--r.frames;
  }
  /// What was the caller's is that of the definition again.
  [[gnu::always_inline]] void Resume(Registers& r, const Frame& frame) {
    r.bases = std::rotl(LoadPair(frame.return_base), 32);
    r.scope = LoadPair(frame.exception_base);
    word_ = frame.caller_word;
    GoTo(r, frame.return_position);
  }
  [[nodiscard]] std::size_t FrameDepth(const Registers& r) const {
    return static_cast<std::size_t>(r.frames - first_frame_);
  }
  void SetFrames(Registers& r, std::size_t depth) const { r.frames = first_frame_ + depth; }

  // Loops.
  [[nodiscard]] static bool HasLoops(const Registers& r, std::uint32_t count) {
    return Low(r.depths) >= Low(r.bases) + count;
  }
  [[nodiscard]] bool HasLoopRoom(const Registers& r) const { return Low(r.depths) != loop_room_; }
  [[nodiscard]] LoopParameters& Loop(const Registers& r, std::uint32_t out = 0) const
      [[clang::lifetimebound]] {
    return loops_[Low(r.depths) - 1 - out];
  }
  void PushLoop(Registers& r, LoopParameters loop) const {
    loops_[Low(r.depths)] = loop;
    r.depths += 1;
  }
  static void DropLoop(Registers& r) { r.depths -= 1; }

  // The return stack.
  [[nodiscard]] static bool HasParked(const Registers& r, std::uint32_t count) {
    return High(r.depths) >= High(r.bases) + count;
  }
  [[nodiscard]] bool HasParkRoom(const Registers& r, std::uint32_t count) const {
    return return_room_ - High(r.depths) >= count;
  }
  [[nodiscard]] Cell& Parked(const Registers& r, std::uint32_t below = 0) const
      [[clang::lifetimebound]] {
    return returns_[High(r.depths) - 1 - below];
  }
  void Park(Registers& r, Cell value) const {
    returns_[High(r.depths)] = value;
    r.depths += Pair(0, 1);
  }
  static void DropParked(Registers& r, std::uint64_t count) { r.depths -= Pair(0, count); }
  [[nodiscard]] Cell& Local(const Registers& r, std::uint32_t place) const
      [[clang::lifetimebound]] {
    return returns_[High(r.bases) - High(r.scope) + place];
  }

  // The data stack.
  [[nodiscard]] std::size_t Depth(const Registers& r) const {
    return static_cast<std::size_t>(r.above - floors_[0]);
  }
  void SetDepth(Registers& r, std::size_t depth) const { r.above = floors_[0] + depth; }

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
  /// Here, as its size is known where the table is, and would be looked at by each step.
  const Step* steps;

 private:
  [[nodiscard]] std::span<std::byte, kCellSize.value()> CellAt(Cell address) const
      [[clang::lifetimebound]] {
    return std::span<std::byte, kCellSize.value()>(memory_ + address, kCellSize.value());
  }
  [[nodiscard]] std::byte& ByteAt(Cell address) const [[clang::lifetimebound]] {
    return memory_[address];
  }

  std::array<Cell*, 8> floors_{};
  std::array<Cell*, 6> ceilings_{};
  std::byte* memory_;
  std::uint64_t last_cell_;
  LoopParameters* loops_;
  Cell* returns_;
  Frame* first_frame_;
  Frame* last_frame_;
  std::uint32_t loop_room_;
  std::uint32_t return_room_;
  PartOfArray<const Instruction> shared_code_;
  PartOfArray<const Instruction> own_code_;
  PartOfArray<const Instruction> code_;  ///< The one that is executed.
  PartOfArray<const WordHeader> shared_headers_;
  PartOfArray<WordHeader> own_headers_;
  std::uint32_t shared_code_count_;
  std::uint32_t shared_header_count_;
  std::uint32_t word_end_;  ///< Beyond the places.
  std::uint32_t word_;      ///< VmState::current_word.
};

}  // namespace starkernel::forthvm

#pragma clang unsafe_buffer_usage end
