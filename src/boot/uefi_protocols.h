#pragma once

#include <array>
#include <cstdint>

#include "src/boot/uefi_types.h"

namespace starkernel::boot::uefi {

/// EFI_LOADED_IMAGE_PROTOCOL (UEFI specification 2.10, 9.1).
inline constexpr Guid kLoadedImageGuid{
    0x5B1B31A1, 0x9562, 0x11D2, {0x8E, 0x3F, 0x00, 0xA0, 0xC9, 0x69, 0x72, 0x3B}};
struct LoadedImage {
  std::uint32_t revision = 0;
  Handle parent = nullptr;
  Unused system_table = nullptr;
  Handle device = nullptr;
  std::array<Unused, 2> path{};
  std::uint32_t options_size = 0;
  Unused options = nullptr;
  void* base = nullptr;
  std::uint64_t size = 0;
};

/// EFI_LOADED_IMAGE_DEVICE_PATH_PROTOCOL (9.2): where an image came from, whole.
inline constexpr Guid kLoadedImageDevicePathGuid{
    0xBC62157E, 0x3E33, 0x4FEC, {0x99, 0x20, 0x2D, 0x3B, 0x36, 0xD7, 0x50, 0xDF}};

/// EFI_FILE_PROTOCOL (13.5).
inline constexpr std::uint64_t kFileModeRead = 1;
inline constexpr std::uint64_t kEndOfFile = ~std::uint64_t{0};
struct File {
  std::uint64_t revision = 0;
  Status (*Open)(File* self, File** opened, const char16_t* name, std::uint64_t mode,
                 std::uint64_t attributes) __attribute__((ms_abi)) = nullptr;
  Status (*Close)(File* self) __attribute__((ms_abi)) = nullptr;
  Unused remove = nullptr;
  Status (*Read)(File* self, std::uint64_t* size, void* buffer) __attribute__((ms_abi)) = nullptr;
  Unused write = nullptr;
  Status (*GetPosition)(File* self, std::uint64_t* position) __attribute__((ms_abi)) = nullptr;
  Status (*SetPosition)(File* self, std::uint64_t position) __attribute__((ms_abi)) = nullptr;
};

/// EFI_SIMPLE_FILE_SYSTEM_PROTOCOL (13.4).
inline constexpr Guid kFileSystemGuid{
    0x964E5B22, 0x6459, 0x11D2, {0x8E, 0x39, 0x00, 0xA0, 0xC9, 0x69, 0x72, 0x3B}};
struct FileSystem {
  std::uint64_t revision = 0;
  Status (*OpenVolume)(FileSystem* self, File** root) __attribute__((ms_abi)) = nullptr;
};

/// EFI_GRAPHICS_OUTPUT_PROTOCOL (12.9.2).
inline constexpr Guid kGraphicsGuid{
    0x9042A9DE, 0x23DC, 0x4A38, {0x96, 0xFB, 0x7A, 0xDE, 0xD0, 0x80, 0x51, 0x6A}};
inline constexpr std::uint32_t kRedFirst = 0;
inline constexpr std::uint32_t kBlueFirst = 1;
struct GraphicsInformation {
  std::uint32_t version = 0;
  std::uint32_t width = 0;
  std::uint32_t height = 0;
  std::uint32_t pixel_format = 0;
  std::array<std::uint32_t, 4> pixel_masks{};
  std::uint32_t pixels_per_line = 0;
};
struct GraphicsMode {
  std::uint32_t mode_count = 0;
  std::uint32_t mode = 0;
  GraphicsInformation* information = nullptr;
  std::uint64_t information_size = 0;
  std::uint64_t framebuffer_base = 0;
  std::uint64_t framebuffer_size = 0;
};
struct Graphics {
  std::array<Unused, 3> functions{};
  GraphicsMode* mode = nullptr;
};

/// Configuration tables that hold the ACPI root pointer (4.6.1.1).
inline constexpr Guid kAcpi2Guid{
    0x8868E871, 0xE4F1, 0x11D3, {0xBC, 0x22, 0x00, 0x80, 0xC7, 0x3C, 0x88, 0x81}};
inline constexpr Guid kAcpi1Guid{
    0xEB9D2D30, 0x2D88, 0x11D3, {0x9A, 0x16, 0x00, 0x90, 0x27, 0x3F, 0xC1, 0x4D}};

static_assert(__builtin_offsetof(LoadedImage, device) == 24);
static_assert(__builtin_offsetof(LoadedImage, base) == 64);
static_assert(__builtin_offsetof(File, SetPosition) == 56);
static_assert(__builtin_offsetof(GraphicsInformation, pixels_per_line) == 32);
static_assert(__builtin_offsetof(GraphicsMode, framebuffer_base) == 24);

}  // namespace starkernel::boot::uefi
