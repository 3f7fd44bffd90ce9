#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_options.h"
#include "src/forthvm/vm.h"
#include "src/hal/event_log.h"
#include "src/hal/machine.h"
#include "src/hal/memory_region.h"
#include "src/heap/heap_statistics.h"
#include "src/pmm/frame_statistics.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::kernel {

/// The lines the kernel prints while it comes up, one a stage, in the order of the stages.
class BootLog {
 public:
  BootLog(TextWriter::Sink& sink [[clang::lifetimebound]], const boot::BootOptions& options)
      : writer_(sink),
        stages_(options.log == boot::LogLevel::kQuiet ? Silence() : sink),
        options_(options) {}

  void Processor(hal::Machine& machine);
  /// Firmware's tables, the processors, interrupts and time: one line each.
  void Platform(hal::Machine& machine);
  void PhysicalMemory(const pmm::FrameStatistics& frames,
                      std::span<const hal::MemoryRegion> memory);
  void VirtualMemory(const vmm::AddressSpace& space, hal::Machine& machine);
  void Heap(const heap::HeapStatistics& heap);
  void Devices(const boot::BootInfo& info);
  /// There is room for so many VM instances; `quantum` is that of VM[0].
  void Arbiter(std::size_t places, Reductions quantum);
  void PrimordialVm(const forthvm::Vm& vm, const vmm::EnvelopeStatistics& memory);
  /// `cycles` have passed since firmware let go.
  void ArbiterEntered(std::uint64_t cycles);

 private:
  /// Notes that a stage is finished, and begins its line, `NAME initialized: `.
  TextWriter& Initialized(hal::BootStage stage) [[clang::lifetimebound]];

  /// Where what is not to be said goes.
  [[nodiscard]] static TextWriter::Sink& Silence();

  TextWriter writer_;
  TextWriter stages_;
  boot::BootOptions options_;
};

}  // namespace starkernel::kernel
