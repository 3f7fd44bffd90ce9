#include "src/boot/start_kernel.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/interrupt_roles.h"
#include "src/base/one_shot.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_options.h"
#include "src/boot/firmware.h"
#include "src/boot/hand_off.h"
#include "src/boot/identity.h"
#include "src/boot/memory_workspace.h"
#include "src/hal/keyboard/ps2_keyboard.h"
#include "src/hal/memory_region.h"
#include "src/hal/screen/screen_console.h"
#include "src/hal/x86_64/address_space.h"
#include "src/hal/x86_64/address_unsafe.h"
#include "src/hal/x86_64/bare_metal_machine.h"
#include "src/hal/x86_64/crash.h"
#include "src/hal/x86_64/descriptor_tables.h"
#include "src/hal/x86_64/devices/acpi_power.h"
#include "src/hal/x86_64/image_layout.h"
#include "src/hal/x86_64/interrupts.h"
#include "src/hal/x86_64/kernel_mapping_list.h"
#include "src/hal/x86_64/machine_check_registers.h"
#include "src/hal/x86_64/page_attribute_table.h"
#include "src/hal/x86_64/pc_platform.h"
#include "src/hal/x86_64/power.h"
#include "src/hal/x86_64/processor_features.h"
#include "src/hal/x86_64/processor_ports_unsafe.h"
#include "src/hal/x86_64/processor_unsafe.h"
#include "src/hal/x86_64/serial_port.h"
#include "src/hal/x86_64/stack_trace.h"
#include "src/hal/x86_64/symbol_table.h"
#include "src/hal/x86_64/system_console.h"
#include "src/kernel/kernel_main.h"
#include "src/runtime/stack_guard.h"

namespace starkernel::boot {
namespace {

constinit hal::ProcessorPorts ports;
constinit hal::SerialPort serial(ports, hal::kCom1);
constinit hal::screen::ScreenConsole screen;
constinit hal::keyboard::Ps2Keyboard keyboard(ports);
constinit hal::SystemConsole console(serial, screen, keyboard);
constinit TextBuffer<160> console_description;
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

void Announce(const HandOff& hand_off, TextWriter::Sink& sink) {
  TextWriter writer(sink);
  Format(writer, "{} {} booting...\nkernel image at {} (symbols: {})\n", kKernelName,
         kernel::kVersion, ImageBase(hand_off), kSymbolFile);
  writer.Text(hand_off.complaints.view());
  if (hand_off.complaints.lost()) {
    writer.Text("... and more\n");
  }
}

// Nothing was asked to be elsewhere, or there is nowhere else.
bool SerialWanted(const HandOff& hand_off) {
  return hand_off.files.config.options.console != ConsoleChoice::kScreen ||
         !hand_off.framebuffer.has_value();
}

std::optional<hal::KernelMappingList::Pixels> PixelsOf(const HandOff& hand_off) {
  if (!hand_off.framebuffer.has_value()) {
    return std::nullopt;
  }
  return hal::KernelMappingList::Pixels{.base = hand_off.framebuffer->base,
                                        .pages = PagesFor(hand_off.framebuffer->extent())};
}

// The framebuffer and its cells are seen through the window, under the boot tables and ours.
void StartScreen(const HandOff& hand_off) {
  if (!hand_off.framebuffer.has_value()) {
    return;
  }
  const Framebuffer& framebuffer = *hand_off.framebuffer;
  constexpr std::uint64_t kWord = sizeof(std::uint32_t);
  const PhysAddr cells(hal::AddressOf(hand_off.screen_cells.front()).value());
  // SAFETY: the framebuffer was checked to lie apart from memory, the cells are memory allocated
  // for nothing else, page-aligned both; the window shows them to the end, and only the screen uses
  // them.
  screen.Attach(
      framebuffer,
      hal::MappedHalfWords(hal::InWindow(framebuffer.base), framebuffer.extent().value() / kWord),
      hal::MappedHalfWords(hal::InWindow(cells), framebuffer.cell_bytes().value() / kWord));
  keyboard.Initialize(hand_off.files.config.options.keyboard);
  Announce(hand_off, screen);
  screen.Flush();
}

std::string_view DescribeConsole() {
  TextWriter writer(console_description);
  console.Describe(writer);
  return console_description.view();
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
          .console = DescribeConsole(),
          .modules = hand_off.files.modules.items(),
          .options = hand_off.files.config.options,
          .handoff_cycles = hand_off.cycles};
}

// Runs on the kernel's own stack, which it never leaves: what lives here lives for ever. RunOnStack
// changes nothing but the stack, so interrupts are as off as in StartKernel.
[[noreturn]] void RunOnOwnStack() SK_REQUIRES(kInterruptsOff) {
  HandOff& hand_off = *collected;
  // Nothing returns to what was entered before this.
  runtime::SetStackGuard(hal::ReadCycleCounter() * kStackGuardSpread);
  const hal::PowerControl power{.ports = ports,
                                .console = console,
                                .acpi = acpi_power,
                                .exit_port = hand_off.files.config.exit_port,
                                .power_off = PowerOffByFirmware,
                                .boot_tables = hand_off.boot_tables};
  const hal::CrashContext crash{
      .log = console.log(), .power = power, .image = Traced(hand_off), .stacks = hand_off.stacks};
  hal::InstallCrashReports(crash);
  StartScreen(hand_off);
  const auto memory =
      BootMemoryWorkspace().Normalize(hand_off.memory, hand_off.files.config.options.memory_limit);
  Require(memory.ok(), "firmware's memory map cannot be used");
  hal::PcPlatform platform(ports, memory.value());
  TextWriter complaints(console.log());
  hal::EnableMachineChecks(complaints);
  platform.Initialize(hand_off.rsdp, complaints);
  acpi_power = platform.power();
  hal::SetInterruptHandling(platform.interrupts().handling());
  hal::ReportInterruptsIn(platform.interrupts());
  const Result<void> collection = mappings.Collect({.image_base = ImageBase(hand_off),
                                                    .image = hand_off.layout,
                                                    .stacks = hand_off.stacks,
                                                    .devices = platform.device_pages(),
                                                    .framebuffer = PixelsOf(hand_off),
                                                    .memory = memory.value()});
  Require(collection.ok(), "firmware's memory map has too many pieces");
  const BootInfo info = InfoOf(hand_off, memory.value());
  hal::BareMetalMachine machine(
      {.console = console, .platform = platform, .power = power, .mappings = mappings});
  kernel::KernelMain(OneShot<BootInfo>(info), machine);
}

}  // namespace

void StartKernel(HandOff& hand_off) {
  collected = &hand_off;
  if (SerialWanted(hand_off)) {
    serial.Initialize();
  }
  // Firmware may have left the cursor anywhere in a line.
  serial.Write("\n");
  Announce(hand_off, serial);
  hal::EnableProtections();
  hal::EnableWriteCombining();
  // SAFETY: the tables map everything where it lies now, and the window; the stack is the kernel's
  // own, in memory that BootInfo lists as taken, and nothing on the old one is used again.
  hal::WriteCr3(hand_off.boot_tables.value());
  hal::LoadDescriptorTables(hand_off.stacks);
  hal::RunOnStack(hand_off.stacks.main().top().value(), RunOnOwnStack);
}

}  // namespace starkernel::boot
