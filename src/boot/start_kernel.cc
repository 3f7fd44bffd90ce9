#include "src/boot/start_kernel.h"

#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/interrupt_roles.h"
#include "src/base/one_shot.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/boot/boot_info.h"
#include "src/boot/firmware.h"
#include "src/boot/hand_off.h"
#include "src/boot/identity.h"
#include "src/boot/memory_workspace.h"
#include "src/boot/module_files.h"
#include "src/hal/memory_region.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/address_unsafe.h"
#include "src/hal/x86_64/bare_metal_machine.h"
#include "src/hal/x86_64/crash.h"
#include "src/hal/x86_64/descriptor_tables.h"
#include "src/hal/x86_64/devices/acpi_power.h"
#include "src/hal/x86_64/image_layout.h"
#include "src/hal/x86_64/interrupts.h"
#include "src/hal/x86_64/kernel_mapping_list.h"
#include "src/hal/x86_64/pc_platform.h"
#include "src/hal/x86_64/power.h"
#include "src/hal/x86_64/processor_features.h"
#include "src/hal/x86_64/processor_ports_unsafe.h"
#include "src/hal/x86_64/processor_unsafe.h"
#include "src/hal/x86_64/serial_port.h"
#include "src/hal/x86_64/stack_trace.h"
#include "src/hal/x86_64/symbol_table.h"
#include "src/kernel/kernel_main.h"
#include "src/runtime/stack_guard.h"

namespace starkernel::boot {
namespace {

constinit hal::ProcessorPorts ports;
constinit hal::SerialPort serial(ports, hal::kCom1);
constinit hal::AcpiPower acpi_power;
constinit hal::KernelMappingList mappings;
constinit HandOff* collected SK_GUARDED_BY(kInterruptsOff) = nullptr;

// Spreads a count over all bits: 2 to the 64th over the golden ratio, odd.
constexpr std::uint64_t kStackGuardSpread = 0x9E37'79B9'7F4A'7C15;

VirtAddr ImageBase(const HandOff& hand_off) { return hal::AddressOf(hand_off.image.front()); }

// The same memory, seen through the window, where it stays visible.
template <typename Byte>
std::span<const Byte> ThroughWindow(std::span<const Byte> bytes) {
  if (bytes.empty()) {
    return {};
  }
  const PhysAddr base(hal::AddressOf(bytes.front()).value());
  // SAFETY: these bytes are there already, and addresses are physical ones until now; the window
  // maps all of RAM for as long as the kernel runs.
  return hal::MappedBytes<const Byte>(hal::InWindow(base), ByteCount{bytes.size()});
}

hal::TracedImage Traced(const HandOff& hand_off) {
  hal::TracedImage image{
      .base = ImageBase(hand_off), .size = ByteCount{hand_off.layout.image_size}, .symbols = {}};
  const auto section = hand_off.layout.Find(std::string_view(".symbols"));
  if (section.has_value()) {
    const auto table =
        hal::SymbolTable::FromSection(hand_off.image.subspan(section->offset, section->size));
    image.symbols = table.ok() ? table.value() : hal::SymbolTable();
  }
  return image;
}

void Announce(const HandOff& hand_off) {
  TextWriter writer(serial);
  // Firmware may have left the cursor anywhere in a line.
  Format(writer, "\n{} {} booting...\nkernel image at {} (symbols: {})\n", kKernelName,
         kernel::kVersion, ImageBase(hand_off), kSymbolFile);
  writer.Text(hand_off.complaints.view());
  if (hand_off.complaints.lost()) {
    writer.Text("... and more\n");
  }
}

BootInfo InfoOf(HandOff& hand_off, std::span<const hal::MemoryRegion> memory) {
  for (BootModule& module : hand_off.files.modules) {
    const std::span<const char> name = ThroughWindow<char>(module.name);
    module.name = std::string_view(name);
    module.contents = ThroughWindow(module.contents);
  }
  return {.memory = memory,
          .rsdp = hand_off.rsdp,
          .framebuffer = hand_off.framebuffer,
          .modules = hand_off.files.modules.items(),
          .options = {.drill = hand_off.files.config.drill},
          .handoff_cycles = hand_off.cycles};
}

// Runs on the kernel's own stack, which it never leaves: what lives here lives for ever. RunOnStack
// changes nothing but the stack, so interrupts are as off as in StartKernel.
[[noreturn]] void RunOnOwnStack() SK_REQUIRES(kInterruptsOff) {
  HandOff& hand_off = *collected;
  // Nothing returns to what was entered before this.
  runtime::SetStackGuard(hal::ReadCycleCounter() * kStackGuardSpread);
  const hal::PowerControl power{.ports = ports,
                                .serial = serial,
                                .acpi = acpi_power,
                                .exit_port = hand_off.files.config.exit_port,
                                .power_off = PowerOffByFirmware,
                                .boot_tables = hand_off.boot_tables};
  const hal::CrashContext crash{
      .log = serial, .power = power, .image = Traced(hand_off), .stacks = hand_off.stacks};
  hal::InstallCrashReports(crash);
  const auto memory = BootMemoryWorkspace().Normalize(hand_off.memory);
  Require(memory.ok(), "firmware's memory map cannot be used");
  hal::PcPlatform platform(ports, memory.value());
  TextWriter complaints(serial);
  platform.Initialize(hand_off.rsdp, complaints);
  acpi_power = platform.power();
  hal::SetInterruptHandling(platform.interrupts().handling());
  const Result<void> collection = mappings.Collect({.image_base = ImageBase(hand_off),
                                                    .image = hand_off.layout,
                                                    .stacks = hand_off.stacks,
                                                    .devices = platform.device_pages(),
                                                    .memory = memory.value()});
  Require(collection.ok(), "firmware's memory map has too many pieces");
  const BootInfo info = InfoOf(hand_off, memory.value());
  ModuleFiles files(info.modules);
  hal::BareMetalMachine machine({.serial = serial,
                                 .platform = platform,
                                 .power = power,
                                 .mappings = mappings,
                                 .files = files});
  kernel::KernelMain(OneShot<BootInfo>(info), machine);
}

}  // namespace

void StartKernel(HandOff& hand_off) {
  collected = &hand_off;
  serial.Initialize();
  Announce(hand_off);
  hal::EnableProtections();
  // SAFETY: the tables map everything where it lies now, and the window; the stack is the kernel's
  // own, in memory that BootInfo lists as taken, and nothing on the old one is used again.
  hal::WriteCr3(hand_off.boot_tables.value());
  hal::LoadDescriptorTables(hand_off.stacks);
  hal::RunOnStack(hand_off.stacks.main().top().value(), RunOnOwnStack);
}

}  // namespace starkernel::boot
