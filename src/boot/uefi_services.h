#pragma once

#include <array>
#include <cstdint>

#include "src/boot/uefi_types.h"

namespace starkernel::boot::uefi {

// The tables that firmware hands to an application. Members lie where the specification puts
// them; those that are never used only hold a place.

enum class AllocateType : std::uint32_t { kAnyPages = 0 };
enum class MemoryType : std::uint32_t { kLoaderData = 2, kBootServicesData = 4 };
enum class ResetType : std::uint32_t { kCold = 0, kWarm = 1, kShutdown = 2 };

/// EFI_BOOT_SERVICES (UEFI specification 2.10, 4.4).
struct BootServices {
  TableHeader header;
  std::array<Unused, 2> task_priority{};
  Status (*AllocatePages)(AllocateType type, MemoryType memory, std::uint64_t pages,
                          std::uint64_t* address) __attribute__((ms_abi)) = nullptr;
  Status (*FreePages)(std::uint64_t address, std::uint64_t pages) __attribute__((ms_abi)) = nullptr;
  Status (*GetMemoryMap)(std::uint64_t* size, void* map, std::uint64_t* key,
                         std::uint64_t* descriptor_size, std::uint32_t* descriptor_version)
      __attribute__((ms_abi)) = nullptr;
  std::array<Unused, 2> pool{};
  std::array<Unused, 6> events{};
  std::array<Unused, 3> protocol_interfaces{};
  Status (*HandleProtocol)(Handle handle, const Guid* protocol, void** interface)
      __attribute__((ms_abi)) = nullptr;
  Unused reserved = nullptr;
  std::array<Unused, 4> lookups{};
  Status (*LoadImage)(bool boot_policy, Handle parent, const void* device_path, const void* source,
                      std::uint64_t source_size, Handle* loaded) __attribute__((ms_abi)) = nullptr;
  Status (*StartImage)(Handle image, std::uint64_t* exit_data_size, char16_t** exit_data)
      __attribute__((ms_abi)) = nullptr;
  std::array<Unused, 2> images{};
  Status (*ExitBootServices)(Handle image, std::uint64_t key) __attribute__((ms_abi)) = nullptr;
  std::array<Unused, 3> timers{};
  std::array<Unused, 2> controllers{};
  std::array<Unused, 3> open_protocols{};
  std::array<Unused, 2> handle_lookups{};
  Status (*LocateProtocol)(const Guid* protocol, void* registration, void** interface)
      __attribute__((ms_abi)) = nullptr;
};

/// EFI_RUNTIME_SERVICES (4.5).
struct RuntimeServices {
  TableHeader header;
  std::array<Unused, 10> others{};
  void (*ResetSystem)(ResetType type, Status status, std::uint64_t data_size, void* data)
      __attribute__((ms_abi)) = nullptr;
};

/// EFI_SIMPLE_TEXT_OUTPUT_PROTOCOL (12.4).
struct TextOutput {
  Unused reset = nullptr;
  Status (*OutputString)(TextOutput* self, const char16_t* text) __attribute__((ms_abi)) = nullptr;
};

/// EFI_CONFIGURATION_TABLE (4.6).
struct ConfigurationTable {
  Guid guid;
  void* table = nullptr;
};

/// EFI_SYSTEM_TABLE (4.3).
struct SystemTable {
  TableHeader header;
  Unused firmware_vendor = nullptr;
  std::uint32_t firmware_revision = 0;
  std::array<Unused, 3> input{};
  TextOutput* output = nullptr;
  std::array<Unused, 2> error_output{};
  RuntimeServices* runtime = nullptr;
  BootServices* boot = nullptr;
  std::uint64_t table_count = 0;
  ConfigurationTable* tables = nullptr;
};

static_assert(__builtin_offsetof(BootServices, AllocatePages) == 40);
static_assert(__builtin_offsetof(BootServices, GetMemoryMap) == 56);
static_assert(__builtin_offsetof(BootServices, HandleProtocol) == 152);
static_assert(__builtin_offsetof(BootServices, LoadImage) == 200);
static_assert(__builtin_offsetof(BootServices, ExitBootServices) == 232);
static_assert(__builtin_offsetof(BootServices, LocateProtocol) == 320);
static_assert(__builtin_offsetof(RuntimeServices, ResetSystem) == 104);
static_assert(__builtin_offsetof(SystemTable, output) == 64);
static_assert(__builtin_offsetof(SystemTable, boot) == 96);

}  // namespace starkernel::boot::uefi
