#include "src/kernel/boot_log.h"

#include <cstdint>
#include <string_view>

#include "src/arbiter/arbiter.h"
#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_info.h"
#include "src/forthvm/vm.h"
#include "src/hal/machine.h"
#include "src/hal/memory_region.h"
#include "src/heap/heap_statistics.h"
#include "src/kernel/primordial_vm.h"
#include "src/pmm/frame_statistics.h"
#include "src/vmm/address_space.h"

namespace starkernel::kernel {

TextWriter& WriteSize(TextWriter& writer, ByteCount size) {
  if (size >= MiB(1)) {
    return writer.Decimal(size.value() / MiB(1).value()).Text(" MiB");
  }
  return writer.Decimal(size.value() / KiB(1).value()).Text(" KiB");
}

TextWriter& BootLog::Initialized(std::string_view stage) {
  return writer_.Text(stage).Text(" initialized: ");
}

void BootLog::PhysicalMemory(const pmm::FrameStatistics& frames) {
  TextWriter& line = Initialized("PMM");
  WriteSize(line, BytesOf(frames.free)).Text(" free of ");
  WriteSize(line, BytesOf(frames.total)).Text(" usable (");
  line.Decimal(frames.free.value()).Text(" frames of 4 KiB, bitmaps ");
  WriteSize(line, BytesOf(frames.bookkeeping)).Text(", kernel image and boot data ");
  WriteSize(line, BytesOf(frames.OfKind(hal::MemoryKind::kKernelImage))).Text(")").Line();
}

void BootLog::VirtualMemory(const vmm::AddressSpace& space, hal::Machine& machine) {
  TextWriter& line = Initialized("VMM");
  line.Text("4-level tables at ").Hex(space.root().value()).Text(", ");
  line.Decimal(machine.KernelMappings().size()).Text(" kernel mappings, envelopes from ");
  line.Hex(machine.mmu().EnvelopeBase().value()).Line();
}

void BootLog::Heap(const heap::HeapStatistics& heap) {
  TextWriter& line = Initialized("Heap");
  line.Text("slabs of 16 to 4096 bytes, larger blocks by page; ");
  line.Decimal(heap.blocks).Text(" blocks, ").Decimal(heap.pages.value()).Text(" pages").Line();
}

void BootLog::Devices(const boot::BootInfo& info) {
  TextWriter& line = Initialized("HAL");
  line.Text("console");
  if (info.framebuffer.has_value()) {
    line.Text(", framebuffer ").Decimal(info.framebuffer->width).Text("x");
    line.Decimal(info.framebuffer->height).Text(" at ").Hex(info.framebuffer->base.value());
  } else {
    line.Text(", no framebuffer");
  }
  if (info.rsdp.has_value()) {
    line.Text(", ACPI RSDP at ").Hex(info.rsdp->value());
  } else {
    line.Text(", no ACPI");
  }
  line.Text(", ").Decimal(info.modules.size()).Text(" boot modules").Line();
}

void BootLog::Arbiter() {
  Initialized("VM arbiter")
      .Text("up to ")
      .Decimal(arbiter::Arbiter::kMaximumVms)
      .Text(" VM instances, quantum ")
      .Decimal(arbiter::Arbiter::kQuantum.value())
      .Text(" reductions")
      .Line();
}

void BootLog::PrimordialVm(const forthvm::Vm& vm) {
  TextWriter& line = Note("VM[0] instantiated: envelope ");
  WriteSize(line, kernel::PrimordialVm::kEnvelopeSize);
  line.Text(", ").Decimal(vm.word_end().value()).Text(" words, data space from ");
  line.Hex(vm.here().value()).Line();
}

}  // namespace starkernel::kernel
