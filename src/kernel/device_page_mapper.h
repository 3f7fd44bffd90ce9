#pragma once

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/devices/page_mapper.h"
#include "src/hal/kernel_mapping.h"
#include "src/vmm/address_space.h"

namespace starkernel::kernel {

/// Maps pages of registers in the kernel's own tables.
class DevicePageMapper final : public devices::PageMapper {
 public:
  /// The address space outlives this.
  explicit DevicePageMapper(vmm::AddressSpace& space [[clang::lifetimebound]]) : space_(space) {}

  [[nodiscard]] Result<void> Map(VirtAddr place, PhysAddr page) override {
    return space_.Map(place, page, PageCount(1),
                      {.protection = hal::Protection::kReadWrite,
                       .caching = hal::Caching::kUncached,
                       .sealed = false});
  }
  void Unmap(VirtAddr place) override {
    Require(space_.Unmap(place, PageCount(1)).ok(), "a page of registers is not mapped");
  }

 private:
  vmm::AddressSpace& space_;
};

}  // namespace starkernel::kernel
