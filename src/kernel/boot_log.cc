#include "src/kernel/boot_log.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/binary_size.h"
#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_options.h"
#include "src/forthvm/vm.h"
#include "src/hal/event_log.h"
#include "src/hal/event_report.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/machine.h"
#include "src/hal/memory_region.h"
#include "src/heap/heap_statistics.h"
#include "src/pmm/frame_statistics.h"
#include "src/pmm/zone.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::kernel {

namespace {

class NoSink final : public TextWriter::Sink {
 public:
  void Write(std::string_view /*text*/) override {}
};

constinit NoSink silence;

std::string_view NameOf(hal::MemoryKind kind) {
  switch (kind) {
    case hal::MemoryKind::kUsable: return "usable";
    case hal::MemoryKind::kKernelImage: return "kernel image and boot data";
    case hal::MemoryKind::kAcpiTables: return "ACPI tables";
    case hal::MemoryKind::kFirmwareRuntime: return "firmware";
    case hal::MemoryKind::kDevice: return "device";
    case hal::MemoryKind::kReserved: return "reserved";
  }
  return "unknown";
}

}  // namespace

TextWriter::Sink& BootLog::Silence() { return silence; }

TextWriter& BootLog::Initialized(hal::BootStage stage) {
  hal::RecordEvent(stage);
  return Format(stages_, "{} initialized: ", hal::StageName(stage));
}

void BootLog::Processor(hal::Machine& machine) {
  TextWriter& line = Initialized(hal::BootStage::kProcessor);
  machine.DescribeProcessor(line);
  line.Line();
}

void BootLog::Platform(hal::Machine& machine) {
  machine.DescribeFirmware(Initialized(hal::BootStage::kFirmware));
  machine.DescribeProcessors(stages_.Text("\nCPUs: "));
  stages_.Line();
  machine.DescribeInterrupts(Initialized(hal::BootStage::kInterrupts));
  stages_.Line();
  machine.DescribeTime(Initialized(hal::BootStage::kTime));
  stages_.Line();
}

void BootLog::PhysicalMemory(const pmm::FrameStatistics& frames,
                             std::span<const hal::MemoryRegion> memory) {
  // 0.01 % is 100 parts in a million.
  const std::uint64_t share =
      frames.bookkeeping.value() * 1'000'000 / std::max<std::uint64_t>(frames.total.value(), 1);
  Format(Initialized(hal::BootStage::kPhysicalMemory),
         "{} free of {} usable ({} frames of 4 KiB, {} below 4 GiB, table {}: {} ppm, kernel image "
         "and boot data {})\n",
         BinarySize{BytesOf(frames.free)}, BinarySize{BytesOf(frames.total)}, frames.free,
         BinarySize{BytesOf(frames.OfZone(pmm::Zone::kLow).free)},
         BinarySize{BytesOf(frames.bookkeeping)}, share,
         BinarySize{BytesOf(frames.OfKind(hal::MemoryKind::kKernelImage))});
  if (options_.log != boot::LogLevel::kDebug) {
    return;
  }
  for (const hal::MemoryRegion& region : memory) {
    Format(writer_, "  {} {} {}\n", region.base, BinarySize{BytesOf(region.pages)},
           NameOf(region.kind));
  }
}

void BootLog::VirtualMemory(const vmm::AddressSpace& space, hal::Machine& machine) {
  Format(Initialized(hal::BootStage::kVirtualMemory),
         "4-level tables at {}, {} kernel mappings, envelopes from {}\n", space.root(),
         machine.KernelMappings().size(), machine.mmu().EnvelopeBase());
  if (options_.log != boot::LogLevel::kDebug) {
    return;
  }
  for (const hal::KernelMapping& mapping : machine.KernelMappings()) {
    Format(writer_, "  {} to {} {}\n", mapping.virt, mapping.phys,
           BinarySize{BytesOf(mapping.pages)});
  }
}

void BootLog::Heap(const heap::HeapStatistics& heap) {
  Format(Initialized(hal::BootStage::kHeap),
         "magazines and slabs of 16 to 4096 bytes, larger blocks by page; {} blocks, {} pages\n",
         heap.blocks, heap.pages);
}

void BootLog::Devices(const boot::BootInfo& info) {
  TextWriter& line = Initialized(hal::BootStage::kDevices).Text("console");
  if (!info.console.empty()) {
    Format(line, " ({})", info.console);
  }
  if (info.framebuffer.has_value()) {
    Format(line, ", framebuffer {}x{} at {}", info.framebuffer->width, info.framebuffer->height,
           info.framebuffer->base);
  } else {
    line.Text(", no framebuffer");
  }
  if (info.rsdp.has_value()) {
    Format(line, ", ACPI RSDP at {}", *info.rsdp);
  } else {
    line.Text(", no ACPI");
  }
  Format(line, ", {} boot modules\n", info.modules.size());
}

void BootLog::Arbiter(std::size_t places, Reductions quantum) {
  Format(Initialized(hal::BootStage::kArbiter), "up to {} VM instances, quantum {} reductions\n",
         places, quantum);
}

void BootLog::PrimordialVm(const forthvm::Vm& vm, const vmm::EnvelopeStatistics& memory) {
  Format(stages_,
         "VM[0] instantiated: envelope {} reserved, {} resident, {} words, data space from {}\n",
         BinarySize{BytesOf(memory.reserved)}, BinarySize{BytesOf(memory.resident)},
         vm.word_end().value() - 1, vm.here());
}

void BootLog::ArbiterEntered(std::uint64_t cycles) {
  // A measured time differs from run to run.
  if (!options_.parity) {
    Format(stages_, "Brought up in {} cycles after the firmware hand-off\n", cycles);
  }
  writer_.Text("VM arbiter loop entered\n");
}

}  // namespace starkernel::kernel
