#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/base/result.h"
#include "src/forthvm/block_buffer.h"
#include "src/forthvm/bounded_stack.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/code_space.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/envelope.h"
#include "src/forthvm/execution_records.h"
#include "src/forthvm/fault.h"
#include "src/forthvm/file_table.h"
#include "src/forthvm/guest_heap.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/host.h"
#include "src/forthvm/included_names.h"
#include "src/forthvm/local_names.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/next_quantum.h"
#include "src/forthvm/open_definition.h"
#include "src/forthvm/output.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/wait.h"
#include "src/storage/file_access.h"

namespace starkernel::forthvm {

/// All there is to a VM instance: what it executes, compiles and reads. Handlers work on it;
/// nothing of a VM instance lies on a machine stack between two instructions.
struct VmState {
  /// Lives in the storage `in`, `words` in what is for it.
  VmState(const VmStorage& in, Host& vm_host, std::span<const std::string_view> startup,
          const Dictionary& words);

  VmStorage storage;

  // Execution.
  std::int64_t fuel = 0;                ///< Reductions left; a debt if negative.
  std::int64_t granted = 0;             ///< What fuel was when the quantum began.
  NextQuantum* next_quantum = nullptr;  ///< Who gives the next one at once, if anybody does.
  std::uint32_t position = 0;           ///< The next instruction.
  HeaderIndex current_word{0};
  std::uint32_t return_base = 0;
  std::uint32_t loop_base = 0;
  std::uint32_t exception_base = 0;
  std::uint32_t local_count = 0;  ///< Locals of the current definition, below return_base.
  Instruction pending{};          ///< Done before the next instruction if has_pending.
  bool has_pending = false;
  NativeEngine* native = nullptr;  ///< Of this VM instance, if it has one.
  EngineKind engine = kUsualEngine;
  std::uint64_t code_after = 0;  ///< What it spends before it has machine code; 0: as it chose.
  std::uint64_t before_code =
      0;                         ///< What it spends, from this quantum's beginning on, before more.
  bool lacks_code = false;       ///< Some of its definitions have yet to get machine code.
  bool counts_anew = false;      ///< before_code was set in the midst of a run, which stops.
  bool break_requested = false;  ///< THROW -28 before the next instruction.
  bool has_ended = false;        ///< BYE, or the end of input, was met.
  Wait wait;                     ///< What it waits for, or waited for last, if it said so.
  bool waits = false;            ///< It does, as `wait` says.
  WakeCause woken = WakeCause::kNone;  ///< For the instruction that waited: see TakeWake.
  bool restart_requested = false;      ///< COLD: to be as at birth before the next instruction.
  bool observed = false;               ///< Physics is on, in the storage's first `physics`.
  bool finds_by_heat = false;          ///< So it is, and names are searched by way of it.
  BoundedStack<Cell> data;
  BoundedStack<Cell> returns;
  BoundedStack<LoopParameters> loops;
  BoundedStack<Frame> frames;
  BoundedStack<ExceptionFrame> exceptions;
  Fault fault;
  Cell uncaught = 0;  ///< What was thrown last and caught by nobody.

  // Memory and words.
  Envelope memory;
  GuestAddr here;  ///< Data space, up to where the heap begins.
  GuestHeap heap;
  BoundedStack<Substitution> substitutions;
  CodeSpace code;
  Dictionary dictionary;
  WordId latest = kNoWord;
  HeaderIndex system_end{0};  ///< The words before it came with the VM instance.
  WordId forth = kNoWord;     ///< FORTH, which stands for the standard's words.

  // Compilation.
  bool compiling = false;
  bool latest_is_known = false;  ///< A program was told the word of the open definition.
  OpenDefinition open;
  BoundedStack<OpenDefinition> outer_definitions;  ///< Around a quotation.
  LocalNames local_names;
  BoundedStack<ControlItem> control;

  // Input and output.
  Host* host;
  Output output;
  BoundedStack<InputSource> sources;
  FileTable files;
  IncludedNames included;
  BlockBuffers blocks;
  std::span<const std::string_view> startup_files;
  bool in_startup = true;
  LogLevel log_level = LogLevel::kInfo;  ///< Lines that matter less are not logged.
  std::uint64_t random_state = 0;        ///< Where RANDOM stands in its sequence.
  std::uint8_t string_buffer = 0;        ///< Which S" buffer was used last.
  GuestAddr hold;                        ///< The first pictured character.
  std::uint32_t quit_position = 0;       ///< Where the terminal loop begins.
  std::uint32_t startup_position = 0;    ///< Where the next start-up file is begun.
  std::uint32_t ready_position = 0;      ///< Where it begins after start-up.

  /// Has an engine from now on, whose machine code comes when so much is spent.
  void Choose(EngineKind kind, std::uint64_t after) {
    engine = kind;
    code_after = after;
    before_code = after;
    lacks_code = after != 0;
  }

  /// What was spent since the quantum began, without what is owed to the kernel.
  [[nodiscard]] std::uint64_t SpentOfQuantum() const {
    return static_cast<std::uint64_t>(granted - fuel);
  }

  /// Begins a quantum, which pays debts first.
  void BeginQuantum(Reductions quantum);
  /// Begins the next quantum where the last one is spent, if there is one at once and nothing is to
  /// be done before; whether there is fuel then. False, too, for one that lacks machine code.
  [[nodiscard]] bool GoOnAtOnce();
  /// What was spent of the quantum, with what is owed to the kernel.
  Reductions Settle();

  /// Takes from the quantum what an operation over `length` bytes or items costs. The debt
  /// stays within kGreatestDebt, whatever the length.
  void ChargeLength(std::uint64_t length) {
    constexpr std::int64_t kGreatestDebt = std::int64_t{1} << 62U;
    // A sixteenth of any length is below 2^60, so this cannot overflow.
    fuel = std::max(fuel - static_cast<std::int64_t>(length / 16), -kGreatestDebt);
  }

  /// Makes a part of the storage larger, to hold more than now and at least `count` elements; false
  /// if there is no keeper, no memory, or as much as there may be. Spans and references into that
  /// part are then no longer good. Charged by what is moved.
  bool Enlarge(StoragePart part, std::size_t count = 0);
  /// Gives back what is no longer used of what FORGET empties.
  void GiveBackUnused();
  /// How many elements a part may ever have.
  [[nodiscard]] std::size_t MostOf(StoragePart part) const;

  /// Makes room on the data stack and does the instruction again, or throws -3.
  Status MakeRoom(Instruction instruction);

  /// A block of the heap, as GuestHeap::Allocate gives it.
  std::optional<GuestAddr> AllocateBlock(ByteCount size) {
    if (heap.full()) {
      Enlarge(StoragePart::kHeapBlocks);
    }
    return heap.Allocate(size, here);
  }
  /// A file, as FileTable::Open and Create give it.
  [[nodiscard]] Result<Cell> OpenNamedFile(std::string_view name, storage::FileAccess access);
  [[nodiscard]] Result<Cell> CreateNamedFile(std::string_view name, storage::FileAccess access);

  /// Throws `thrown`; the report names the word of `instruction`.
  Status Throw(Instruction instruction, ThrowCode thrown);
  /// Throws `thrown`; the report gives `detail`.
  Status Throw(ThrowCode thrown, std::string_view detail);
  /// Throws -9 naming the range and the valid addresses.
  Status ThrowAddress(Instruction instruction, GuestAddr address, ByteCount length);
  /// Whether a range may be read, or written, and is there: kNext, or throws what is wrong.
  Status Readable(Instruction instruction, GuestAddr address, ByteCount length);
  Status Writable(Instruction instruction, GuestAddr address, ByteCount length);
  /// Throws why the last access, at `address`, was refused.
  Status ThrowRefused(Instruction instruction, GuestAddr address);
  Status ThrowRefused(std::string_view where, GuestAddr address);
  /// Throws `thrown` naming what is full and how much of it there is.
  Status ThrowFull(ThrowCode thrown, std::string_view what, std::uint64_t limit);
  /// Throws `thrown` naming a value and the range it should be in.
  Status ThrowRange(ThrowCode thrown, std::string_view what, Cell value, Cell lowest, Cell highest);

  /// Throws the user's interrupt; the report names the word that was waiting or about to go on, or
  /// else the definition that was running.
  Status ThrowInterrupt();

  /// The word that the instruction stands for, as reports name it.
  [[nodiscard]] std::string_view NameOf(Instruction instruction) const [[clang::lifetimebound]];

  /// What a call keeps for its return, which goes on at `return_position`.
  [[nodiscard]] Frame Registers(std::uint32_t return_position) const {
    return {.return_position = return_position,
            .caller_word = current_word.value(),
            .return_base = return_base,
            .loop_base = loop_base,
            .exception_base = exception_base,
            .local_count = local_count};
  }
  void SetRegisters(const Frame& frame) {
    position = frame.return_position;
    current_word = HeaderIndex(frame.caller_word);
    return_base = frame.return_base;
    loop_base = frame.loop_base;
    exception_base = frame.exception_base;
    local_count = frame.local_count;
  }

  /// Makes the word the next thing done.
  Status Execute(Instruction instruction) {
    pending = instruction;
    has_pending = true;
    return Status::kExecute;
  }

  /// What a handler returns that waits for something else than input, until the deadline at most
  /// (in the arbiter's time). Its instruction is done again when that may be over, so it looks
  /// again; `wait` is then still what it said.
  Status WaitFor(WaitReason reason, Nanoseconds deadline = kNever) {
    wait = {.reason = reason, .deadline = deadline};
    waits = true;
    return Status::kWait;
  }

  /// Why the instruction that is being done goes on, if it is one that did WaitFor; kNone if it is
  /// done for the first time. Every handler that may WaitFor takes this first.
  [[nodiscard]] WakeCause TakeWake() { return std::exchange(woken, WakeCause::kNone); }

  /// Whether there is a word with the id, which is finished.
  [[nodiscard]] bool IsFinished(Cell id) const {
    if (id <= 0 || Unsigned(id) >= dictionary.end()) {
      return false;
    }
    const WordId word(static_cast<std::uint32_t>(id));
    return dictionary.IsWord(word) && !dictionary.Header(word).Has(WordFlag::kUnusable);
  }

  /// Whether the token names a word that may be executed. A synonym may not: it has no code, and
  /// what it is a name of has a token.
  [[nodiscard]] bool IsExecutable(Cell token) const {
    return IsFinished(token) &&
           !dictionary.Header(WordId(static_cast<std::uint32_t>(token))).Has(WordFlag::kSynonym);
  }

  /// Takes the code of `model`, and where execution begins in it; the dictionary must share the
  /// words of its.
  void TakeSystemOf(const VmState& model, const CodeSpace& shared) {
    code = shared;
    system_end = model.system_end;
    forth = model.forth;
    position = model.startup_position;
    quit_position = model.quit_position;
    startup_position = model.startup_position;
    ready_position = model.ready_position;
  }

  /// Works with what the storage says of a part.
  void Adopt(StoragePart part);

  void SetCompiling(bool on) {
    compiling = on;
    memory.SetSystemCell(layout::kState, Flag(on));
  }
};

}  // namespace starkernel::forthvm
