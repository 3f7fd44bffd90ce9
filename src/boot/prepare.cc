#include "src/boot/prepare.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/base/typestate_annotations.h"
#include "src/boot/boot_failure.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_modules.h"
#include "src/boot/boot_options.h"
#include "src/boot/command_line.h"
#include "src/boot/end_boot_services.h"
#include "src/boot/firmware.h"
#include "src/boot/hand_off.h"
#include "src/boot/memory_workspace.h"
#include "src/hal/memory_region.h"
#include "src/hal/screen/framebuffer.h"
#include "src/hal/x86_64/address_unsafe.h"
#include "src/hal/x86_64/boot_tables.h"
#include "src/hal/x86_64/image_layout.h"
#include "src/hal/x86_64/kernel_stacks.h"
#include "src/hal/x86_64/processor_features.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::boot {
namespace {

// Room for descriptors that come into being between asking for the map's size and reading it.
constexpr ByteCount kMapSlack = KiB(16);

// GiB that the boot tables have to show: all memory the kernel or firmware may use, what is behind
// `device_end`, and at least 4, below which the devices of a PC lie.
std::uint64_t GibibytesToMap(std::span<const hal::MemoryRegion> memory, PhysAddr device_end) {
  constexpr std::uint64_t kLeast = 4;
  constexpr std::uint64_t kMost = 64 * 1024;
  std::uint64_t gibibytes = std::max(kLeast, device_end.value() / GiB(1).value() + 1);
  for (const hal::MemoryRegion& region : memory) {
    if (region.kind == hal::MemoryKind::kReserved || region.kind == hal::MemoryKind::kDevice) {
      continue;
    }
    const std::uint64_t end = (region.base + BytesOf(region.pages)).value();
    gibibytes = std::max(gibibytes, (end - 1) / GiB(1).value() + 1);
  }
  return std::min(gibibytes, kMost);
}

Result<PhysAddr> BuildBootTables(Firmware& firmware SK_PARAMETER_TYPESTATE(unconsumed)
                                     SK_RETURN_TYPESTATE(unconsumed),
                                 std::uint64_t gibibytes) {
  const hal::BootPageSize size = hal::LargestBootPage();
  const std::span<std::byte> pages =
      TRY(firmware.AllocatePages(hal::BootTablePages(gibibytes, size)));
  const VirtAddr base = hal::AddressOf(pages.front());
  // SAFETY: whole pages, hence aligned, that firmware has just given to us alone.
  hal::FillBootTables(hal::MappedWords(base, pages.size() / sizeof(std::uint64_t)),
                      PhysAddr(base.value()), gibibytes, size);
  return PhysAddr(base.value());
}

// Takes the framebuffer if text can be drawn there and is wanted, and sees to memory for its cells.
Result<void> PrepareScreen(Firmware& firmware SK_PARAMETER_TYPESTATE(unconsumed)
                               SK_RETURN_TYPESTATE(unconsumed),
                           std::span<const hal::MemoryRegion> memory, HandOff& hand_off) {
  const std::optional<Framebuffer> framebuffer = firmware.CurrentFramebuffer();
  if (!framebuffer.has_value() || hand_off.files.config.options.console == ConsoleChoice::kSerial) {
    return {};
  }
  TextBuffer<256> reason;
  TextWriter writer(reason);
  if (!hal::screen::CheckFramebuffer(*framebuffer, memory, writer)) {
    TextWriter complaints(hand_off.complaints);
    Format(complaints, "framebuffer not used: {}\n", reason.view());
    return {};
  }
  hand_off.screen_cells = TRY(firmware.AllocatePages(PagesFor(framebuffer->cell_bytes())));
  hand_off.framebuffer = framebuffer;
  return {};
}

PhysAddr EndOf(const std::optional<Framebuffer>& framebuffer) {
  return framebuffer.has_value() ? framebuffer->base + framebuffer->extent() : PhysAddr(0);
}

Result<void> Allocate(Firmware& firmware SK_PARAMETER_TYPESTATE(unconsumed)
                          SK_RETURN_TYPESTATE(unconsumed),
                      HandOff& hand_off, std::span<std::byte>& map_buffer) {
  const std::span<std::byte> stacks = TRY(firmware.AllocatePages(hal::KernelStacks::kTotalPages));
  hand_off.stacks = hal::KernelStacks(hal::AddressOf(stacks.front()));
  const ByteCount map_size = TRY(firmware.MemoryMapSize());
  map_buffer = TRY(firmware.AllocatePages(PagesFor(map_size + kMapSlack)));
  const FirmwareMemoryMap map = TRY(firmware.MemoryMap(map_buffer));
  const auto memory = TRY(BootMemoryWorkspace().Normalize(map));
  TRY(PrepareScreen(firmware, memory, hand_off));
  hand_off.boot_tables =
      TRY(BuildBootTables(firmware, GibibytesToMap(memory, EndOf(hand_off.framebuffer))));
  return {};
}

Result<void> InspectImage(Firmware& firmware SK_PARAMETER_TYPESTATE(unconsumed)
                              SK_RETURN_TYPESTATE(unconsumed),
                          HandOff& hand_off) {
  TRY(firmware.FindImage());
  hand_off.image = firmware.image();
  hand_off.layout = TRY(hal::ReadImageLayout(hand_off.image));
  return {};
}

std::optional<BootFailure> FailureOf(std::string_view what, const Result<void>& result) {
  return result.ok() ? std::nullopt
                     : std::optional(BootFailure{.what = what, .error = result.error()});
}

}  // namespace

std::optional<BootFailure> PrepareHandOff(Firmware& firmware SK_PARAMETER_TYPESTATE(unconsumed),
                                          HandOff& hand_off) {
  const hal::ProcessorSuitability processor = hal::CheckProcessor();
  if (!processor.no_execute) {
    return BootFailure{.what = "the processor has no no-execute pages"};
  }
  if (!processor.four_level_paging) {
    return BootFailure{.what = "firmware has turned on 5-level paging"};
  }
  if (auto failure = FailureOf("the loaded image", InspectImage(firmware, hand_off))) {
    return failure;
  }
  TextWriter complaints(hand_off.complaints);
  hand_off.files = LoadBootFiles(firmware.volume(), complaints);
  ApplyCommandLine(DecodeLoadOptions(firmware.load_options()).view(), hand_off.files.config.options,
                   complaints);
  hand_off.rsdp = firmware.AcpiRoot();
  std::span<std::byte> map_buffer;
  if (auto failure = FailureOf("memory for the kernel", Allocate(firmware, hand_off, map_buffer))) {
    return failure;
  }
  if (auto failure = EndBootServices(firmware, map_buffer, hand_off.memory)) {
    return failure;
  }
  hal::DisableInterrupts();
  hand_off.cycles = hal::ReadCycleCounter();
  return std::nullopt;
}

}  // namespace starkernel::boot
