#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "src/arbiter/forth_runner.h"
#include "src/arbiter/runnable.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_info.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/wait.h"
#include "src/hal/clock.h"
#include "src/heap/account.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/kernel/file_library.h"
#include "src/kernel/growing_storage.h"
#include "src/kernel/memory_reserve.h"
#include "src/kernel/native_home.h"
#include "src/kernel/packed_memory.h"
#include "src/kernel/program_terminal.h"
#include "src/kernel_words/body_figures.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_door.h"
#include "src/ramfs/ram_block_device.h"
#include "src/ramfs/ram_file_store.h"
#include "src/regions/vm_windows.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {

/// What a spawned VM instance spends before its first definitions get machine code, unless it
/// chooses its engine itself: a window of a class's usual quantum. Code costs two pages and 25 us
/// at first, which is more than those take that end, or wait, before that.
inline constexpr Reductions kBeforeMachineCode{10'000};

/// What spawned VM instances are made from; all of it outlives them.
struct SpawnSources {
  heap::Heap& heap;
  vmm::EnvelopeAllocator& envelopes;
  /// Has never run; null: there is none yet, and the words have to be compiled.
  const forthvm::Vm* model;
  hal::Clock& clock;
  TextWriter::Sink& console;
  MemoryReserve* reserve = nullptr;  ///< Of VM[0]; null: there is none.
  /// Of the model; all that are like it have the same at first.
  forthvm::EngineKind engine = forthvm::kUsualEngine;
  NativeHome* natives = nullptr;  ///< Null: nobody has machine code.
};

/// What a VM instance that another one spawned lives in from its start on: envelope, kernel-held
/// arrays that grow as it needs them, files and blocks of its own in RAM. When it dies all of that
/// goes back. Pinned: its parts refer to each other.
class SpawnedVm {
 public:
  /// Size of the envelope, of its addresses; pages come when they are touched.
  static constexpr ByteCount kEnvelopeSize = MiB(1);
  /// The last of its addresses, for memory that is mapped there.
  static constexpr PageCount kWindows{32};

  explicit SpawnedVm(const SpawnSources& sources)
      : sources_(sources), ram_files_(sources.heap), blocks_(sources.heap) {}
  SpawnedVm(const SpawnedVm&) = delete;
  SpawnedVm& operator=(const SpawnedVm&) = delete;
  ~SpawnedVm() = default;

  /// Makes the VM instance, once only; the program outlives it. Error::kOutOfMemory,
  /// Error::kCapacity.
  [[nodiscard]] Result<void> Instantiate(std::span<const char> program);

  /// Gives it its id and its way into the kernel, once only, before it runs.
  void Enter(const kernel_words::KernelObjects& objects, const kernel_words::Caller& self);

  // These panic before Instantiate.
  [[nodiscard]] arbiter::Runnable& runner() [[clang::lifetimebound]];
  [[nodiscard]] const forthvm::Vm& vm() const [[clang::lifetimebound]];

  /// What a table shows of what it lives in.
  [[nodiscard]] kernel_words::BodyFigures figures() const {
    if (!storage_.has_value()) {
      return {};
    }
    kernel_words::BodyFigures figures = storage_->figures();
    figures.memory += packed_.bytes();
    return figures;
  }

  /// Whose memory it is that is kept for it; null before Instantiate.
  [[nodiscard]] heap::Account* account() [[clang::lifetimebound]] {
    return storage_.has_value() ? &*storage_ : nullptr;
  }

  /// Its memory that others may share; panics before Instantiate.
  [[nodiscard]] regions::VmWindows& windows() [[clang::lifetimebound]];

  /// Packs the memory of one that waits; it must not run before it is unpacked. Errors of
  /// PackedMemory::Pack; Error::kInvalidArgument if it is packed, has windows, which others may
  /// show, or has not been instantiated. Nothing has changed then.
  [[nodiscard]] Result<void> Pack();
  /// Has what was packed back. Error::kOutOfMemory: it is packed as before.
  [[nodiscard]] Result<void> Unpack();
  [[nodiscard]] bool is_packed() const { return !packed_.empty(); }
  /// Of one that is packed: notes why it is to go on. An event says more than a time.
  void NoteWake(forthvm::WakeCause cause);
  /// Why it goes on, once.
  [[nodiscard]] forthvm::WakeCause TakeWake() {
    return std::exchange(woken_, forthvm::WakeCause::kNone);
  }

  /// Writes what it wrote last.
  void Flush();

  // Of one that is dead: each gives back no more than about `steps` pages, takes off how many, and
  // says whether none is left.

  /// Takes its regions away from everywhere, and what it has mapped.
  [[nodiscard]] bool DrainWindows(std::size_t& steps);
  /// Gives back files, blocks and the pages of the envelope; not before its windows are gone.
  [[nodiscard]] bool DrainMemory(std::size_t& steps);

 private:
  [[nodiscard]] Result<forthvm::Vm> MakeVm(ProgramTerminal& terminal);

  static constexpr std::string_view kProgramName = "program";
  /// What is interpreted after the program: there is no prompt to come to.
  static constexpr std::string_view kEndName = "end";
  static constexpr std::string_view kEnd = "BYE";

  SpawnSources sources_;
  std::array<boot::BootModule, 2> modules_{};
  std::array<std::string_view, 2> startup_{kProgramName, kEndName};
  ramfs::RamFileStore ram_files_;
  ramfs::RamBlockDevice blocks_;
  std::optional<FileLibrary> files_;
  vmm::Envelope envelope_;
  PackedMemory packed_;                                   ///< While it is packed.
  forthvm::WakeCause woken_ = forthvm::WakeCause::kNone;  ///< While it is packed.
  std::optional<regions::VmWindows> windows_;
  std::optional<kernel_words::VmDoor> door_;
  std::optional<ProgramTerminal> terminal_;
  std::optional<heap::Box<forthvm::ModelArrays>> model_arrays_;  ///< If it is the model.
  std::optional<GrowingStorage> storage_;
  std::optional<forthvm::Vm> vm_;
  std::optional<arbiter::ForthRunner> runner_;
};

}  // namespace starkernel::kernel
