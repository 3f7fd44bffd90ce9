#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/typestate_annotations.h"
#include "src/boot/boot_info.h"
#include "src/boot/boot_volume.h"
#include "src/boot/end_boot_services.h"
#include "src/boot/uefi_protocols.h"
#include "src/boot/uefi_services.h"
#include "src/boot/uefi_types.h"

namespace starkernel::boot {

/// Firmware's boot services, in the kernel's types. Nothing of it may be used once
/// ExitBootServices has succeeded, and only what ExitServices has once it has been called: the
/// compiler sees to it, and where it cannot follow the object a wrong call panics.
class SK_CONSUMABLE(unconsumed) Firmware final : private BootVolume, public ExitServices {
 public:
  /// `image` and `table` are what firmware called the entry point with.
  Firmware(uefi::Handle image, uefi::SystemTable& table) SK_RETURN_TYPESTATE(unconsumed)
      : image_(image), table_(table) {}

  /// Finds the loaded image and the volume it came from. To be called first.
  [[nodiscard]] Result<void> FindImage() SK_CALLABLE_WHEN("unconsumed");

  /// The loaded kernel image.
  [[nodiscard]] std::span<const std::byte> image() const [[clang::lifetimebound]] {
    return image_bytes_;
  }

  /// What the image was started with: text of a shell, or data of a boot manager.
  [[nodiscard]] std::span<const std::byte> load_options() const [[clang::lifetimebound]] {
    return load_options_;
  }

  /// Page-aligned memory of type EfiLoaderData, with anything in it.
  [[nodiscard]] Result<std::span<std::byte>> AllocatePages(PageCount pages)
      [[clang::lifetimebound]] SK_CALLABLE_WHEN("unconsumed");

  /// The same, of type EfiBootServicesData: free again when boot services end.
  [[nodiscard]] Result<std::span<std::byte>> AllocateScratch(PageCount pages)
      [[clang::lifetimebound]] SK_CALLABLE_WHEN("unconsumed");

  /// Has firmware load the EFI application in `file` and start it, as if it had come from where
  /// this image did: with its volume and load options. Frees `file`, which AllocateScratch gave,
  /// before the start. Returns only with the error of what failed.
  [[nodiscard]] Error StartApplication(std::span<std::byte> file) SK_CALLABLE_WHEN("unconsumed");

  /// The volume that the image came from.
  [[nodiscard]] BootVolume& volume() [[clang::lifetimebound]] SK_CALLABLE_WHEN("unconsumed") {
    return *this;
  }

  /// Size of the memory map at this moment.
  [[nodiscard]] Result<ByteCount> MemoryMapSize() SK_CALLABLE_WHEN("unconsumed");

  [[nodiscard]] Result<FirmwareMemoryMap> MemoryMap(std::span<std::byte> buffer) override;

  /// The ACPI root pointer: of ACPI 2.0 or later if there is one, else of ACPI 1.0.
  [[nodiscard]] std::optional<PhysAddr> AcpiRoot() const SK_CALLABLE_WHEN("unconsumed");

  /// The framebuffer, if it is linear with 32 bits a pixel.
  [[nodiscard]] std::optional<Framebuffer> CurrentFramebuffer() const
      SK_CALLABLE_WHEN("unconsumed");

  /// Writes ASCII text on firmware's console.
  void Print(std::string_view text) const SK_CALLABLE_WHEN("unconsumed") {
    RequireUsable();
    PrintAscii(text);
  }

 private:
  [[nodiscard]] Result<std::span<const char>> Read(std::string_view name, ByteCount limit)
      [[clang::lifetimebound]] override {
    RequireUsable();
    return ReadFile(name, limit);
  }
  [[nodiscard]] Result<std::span<const char>> ReadFile(std::string_view name, ByteCount limit)
      [[clang::lifetimebound]];
  void PrintAscii(std::string_view text) const;
  [[nodiscard]] Result<std::span<std::byte>> Allocate(uefi::MemoryType type, PageCount pages)
      [[clang::lifetimebound]];
  [[nodiscard]] Result<void> TryExitBootServices(std::uint64_t key) override;
  void RequireUsable() const {
    Require(usable(), "firmware is called after boot services were to end");
  }

  uefi::Handle image_;
  uefi::SystemTable& table_;
  uefi::File* root_ = nullptr;
  std::span<const std::byte> image_bytes_;
  std::span<const std::byte> load_options_;
};

/// Keeps the runtime services for PowerOffByFirmware.
void SetRuntimeServices(uefi::RuntimeServices& services);

/// Switches the machine off (UEFI specification 2.10, 8.5.1). Returns only if firmware fails
/// to. Needs memory mapped at its physical addresses, executable.
void PowerOffByFirmware();

}  // namespace starkernel::boot
