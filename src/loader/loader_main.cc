#include <cstddef>
#include <optional>
#include <span>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/typestate_annotations.h"
#include "src/boot/boot_failure.h"
#include "src/boot/firmware.h"
#include "src/boot/firmware_console.h"
#include "src/boot/uefi_services.h"
#include "src/boot/uefi_types.h"
#include "src/hal/x86_64/image_layout.h"
#include "src/loader/packed_kernel.h"

namespace starkernel::loader {
namespace {

// The kernel's EFI application, in memory of its own.
Result<std::span<std::byte>> UnpackKernel(
    boot::Firmware& firmware SK_PARAMETER_TYPESTATE(unconsumed) SK_RETURN_TYPESTATE(unconsumed)) {
  TRY(firmware.FindImage());
  const std::span<const std::byte> image = firmware.image();
  const hal::ImageLayout layout = TRY(hal::ReadImageLayout(image));
  const std::optional<hal::ImageSection> section = layout.Find(kPackedKernelSection);
  if (!section.has_value()) {
    return Error::kNotFound;
  }
  const PackedKernel kernel = TRY(ReadPackedKernel(image.subspan(section->offset, section->size)));
  const std::span<std::byte> target =
      TRY(firmware.AllocateScratch(PagesFor(kernel.size))).first(kernel.size.value());
  TRY(Unpack(kernel, target));
  return target;
}

}  // namespace

/// The entry point of what firmware loads (UEFI specification 2.10, 4.1). Returns only if the
/// kernel did not start; the kernel itself says why it does not, the loader why it could not.
extern "C" [[gnu::ms_abi]] boot::uefi::Status efi_main(boot::uefi::Handle image,
                                                       boot::uefi::SystemTable* table);

extern "C" [[gnu::ms_abi]] boot::uefi::Status efi_main(boot::uefi::Handle image,
                                                       boot::uefi::SystemTable* table) {
  boot::Firmware firmware(image, *table);
  const Result<std::span<std::byte>> kernel = UnpackKernel(firmware);
  if (!kernel.ok()) {
    boot::WriteOnFirmwareConsole(firmware, {.what = "the packed kernel", .error = kernel.error()});
    return boot::uefi::kUnsupported;
  }
  const Error error = firmware.StartApplication(kernel.value());
  if (error != Error::kUnsupported) {  // Which is what the kernel returns, having said why.
    boot::WriteOnFirmwareConsole(firmware, {.what = "the unpacked kernel", .error = error});
  }
  return boot::uefi::kUnsupported;
}

}  // namespace starkernel::loader
