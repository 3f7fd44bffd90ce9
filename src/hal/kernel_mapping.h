#pragma once

#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/quantities.h"

namespace starkernel::hal {

/// What the kernel may do with a mapped page. Nothing is writable and executable.
enum class Protection : std::uint8_t {
  kReadOnly,
  kReadWrite,
  kReadExecute,
};

/// How the processor may cache a mapped page (Intel SDM volume 3, 12.3).
enum class Caching : std::uint8_t {
  kWriteBack,       ///< RAM.
  kUncached,        ///< Device registers.
  kWriteCombining,  ///< A framebuffer: stores are gathered and may become visible in any order.
};

/// A range that the machine needs in every page table of the kernel. Both addresses are
/// page-aligned and `pages` is at least 1; ranges of one list never overlap in virtual space.
struct KernelMapping {
  VirtAddr virt;
  PhysAddr phys;
  PageCount pages;
  Protection protection = Protection::kReadOnly;
  Caching caching = Caching::kWriteBack;
};

}  // namespace starkernel::hal
