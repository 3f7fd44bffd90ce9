#include "src/kernel/spawned_vm.h"

#include <algorithm>
#include <cstddef>
#include <span>

#include "src/arbiter/runnable.h"
#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/wait.h"
#include "src/heap/box.h"
#include "src/kernel/growing_storage.h"
#include "src/kernel/packed_memory.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/regions/vm_windows.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {
namespace {

// In a block of 4 KiB: the heap's blocks are powers of two.
static_assert(sizeof(SpawnedVm) <= kPageSize.value());

/// Whether `given`, of at most `steps`, was all that there was.
bool WasAll(std::size_t given, std::size_t& steps) {
  const bool was_all = given < steps;
  steps -= std::min(given, steps);
  return was_all;
}

}  // namespace

Result<void> SpawnedVm::Instantiate(std::span<const char> program) {
  Require(!vm_.has_value(), "a VM instance is instantiated twice");
  modules_[0] = {.name = kProgramName, .contents = program, .run = true};
  modules_[1] = {.name = kEndName, .contents = kEnd, .run = true};
  files_.emplace(modules_, ram_files_, ram_files_);
  envelope_ = TRY(sources_.envelopes.Allocate({.size = kEnvelopeSize,
                                               .kept = PagesFor(forthvm::layout::kKept),
                                               .windows = kWindows,
                                               .stays_ready = true}));
  windows_.emplace(sources_.heap, envelope_);
  ProgramTerminal& terminal =
      terminal_.emplace(ProgramTerminal::Surroundings{.files = *files_,
                                                      .blocks = blocks_,
                                                      .memory = envelope_,
                                                      .clock = sources_.clock,
                                                      .console = sources_.console});
  forthvm::Vm& vm = vm_.emplace(TRY(MakeVm(terminal)));
  runner_.emplace(vm);
  return {};
}

Result<forthvm::Vm> SpawnedVm::MakeVm(ProgramTerminal& terminal) {
  if (sources_.model != nullptr) {
    GrowingStorage& growing = storage_.emplace(sources_.heap, envelope_);
    if (sources_.natives != nullptr) {
      growing.Use(*sources_.natives);
    }
    const forthvm::VmStorage storage = growing.AtFirst();
    ram_files_.ChargeTo(growing);
    blocks_.ChargeTo(growing);
    return forthvm::Vm::CreateLike(*sources_.model, storage, terminal, startup_);
  }
  const heap::Box<forthvm::ModelArrays>& arrays =
      model_arrays_.emplace(TRY(heap::MakeBox<forthvm::ModelArrays>(sources_.heap)));
  forthvm::Vm model =
      TRY(forthvm::Vm::Create(forthvm::StorageIn(*arrays, envelope_.bytes()), terminal, startup_));
  model.UseEngineAfter(kBeforeMachineCode, sources_.engine);
  return model;
}

void SpawnedVm::Enter(const kernel_words::KernelObjects& objects,
                      const kernel_words::Caller& self) {
  if (!terminal_.has_value() || !runner_.has_value() || door_.has_value()) {
    Panic("a VM instance enters the kernel twice, or too soon");
  }
  windows().Enter(self.vm, self.holder);
  terminal_->Serve(self.vm, door_.emplace(objects, self));
  runner_->SetId(self.vm);
}

arbiter::Runnable& SpawnedVm::runner() {
  if (!runner_.has_value()) {
    Panic("a VM instance is not instantiated");
  }
  return *runner_;
}

const forthvm::Vm& SpawnedVm::vm() const {
  if (!vm_.has_value()) {
    Panic("a VM instance is not instantiated");
  }
  return *vm_;
}

regions::VmWindows& SpawnedVm::windows() {
  if (!windows_.has_value()) {
    Panic("a VM instance is not instantiated");
  }
  return *windows_;
}

Result<void> SpawnedVm::Pack() {
  if (!vm_.has_value() || is_packed() || windows().First() != nullptr) {
    return Error::kInvalidArgument;
  }
  packed_ = TRY(PackedMemory::Pack(sources_.heap, envelope_));
  woken_ = forthvm::WakeCause::kNone;
  return {};
}

Result<void> SpawnedVm::Unpack() {
  TRY(packed_.Unpack(envelope_));
  packed_ = {};
  return {};
}

void SpawnedVm::NoteWake(forthvm::WakeCause cause) {
  if (woken_ == forthvm::WakeCause::kNone || cause == forthvm::WakeCause::kEvent) {
    woken_ = cause;
  }
}

void SpawnedVm::Flush() {
  if (terminal_.has_value()) {
    terminal_->Flush();
  }
}

bool SpawnedVm::DrainWindows(std::size_t& steps) {
  return WasAll(windows().Drain(PageCount{steps}).value(), steps);
}

bool SpawnedVm::DrainMemory(std::size_t& steps) {
  return (!storage_.has_value() ||
          WasAll(storage_->DrainNative(PageCount{steps}).value(), steps)) &&
         WasAll(ram_files_.Drain(steps), steps) && WasAll(blocks_.Drain(steps), steps) &&
         WasAll(envelope_.Drain(PageCount{steps}).value(), steps);
}

}  // namespace starkernel::kernel
