#pragma once

#include <string_view>

#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_info.h"
#include "src/forthvm/vm.h"
#include "src/hal/machine.h"
#include "src/heap/heap_statistics.h"
#include "src/pmm/frame_statistics.h"
#include "src/vmm/address_space.h"

namespace starkernel::kernel {

/// The lines the kernel prints while it comes up, one a stage, in the order of the stages.
class BootLog {
 public:
  explicit BootLog(TextWriter::Sink& sink [[clang::lifetimebound]]) : writer_(sink) {}

  /// Begins the line of a finished stage, `NAME initialized: `; the caller adds the figures and
  /// the line end.
  TextWriter& Initialized(std::string_view stage) [[clang::lifetimebound]];

  /// Begins any other line.
  TextWriter& Note(std::string_view text) [[clang::lifetimebound]] { return writer_.Text(text); }

  void PhysicalMemory(const pmm::FrameStatistics& frames);
  void VirtualMemory(const vmm::AddressSpace& space, hal::Machine& machine);
  void Heap(const heap::HeapStatistics& heap);
  void Devices(const boot::BootInfo& info);
  void Arbiter();
  void PrimordialVm(const forthvm::Vm& vm);

 private:
  TextWriter writer_;
};

/// Writes `size` in the largest binary unit that loses no more than its fraction: `511 MiB`.
TextWriter& WriteSize(TextWriter& writer [[clang::lifetimebound]], ByteCount size);

}  // namespace starkernel::kernel
