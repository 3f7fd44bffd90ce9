#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/hal/mmu.h"
#include "src/hal/page_fault_resolver.h"

namespace starkernel::vmm {

/// An Mmu for tests that writes down what it is told. Its views are memory of its own, so only
/// their sizes mean something.
class FakeMmu final : public hal::Mmu {
 public:
  explicit FakeMmu(VirtAddr base = VirtAddr{std::uint64_t{1} << 40}, ByteCount space = GiB(1))
      : base_(base), space_(space) {}

  void Activate(PhysAddr root) override { active_root = root; }
  PageCount LargestPage() const override { return PageCount{512}; }
  void Invalidate(VirtAddr page) override { invalidated.push_back({page, PageCount{1}}); }
  void InvalidateRange(VirtAddr first, PageCount pages) override {
    invalidated.push_back({first, pages});
  }
  void Appeared(VirtAddr first, PageCount pages) override { appeared.push_back({first, pages}); }
  void ResolveFaultsWith(hal::PageFaultResolver* asked) override { resolver = asked; }
  VirtAddr EnvelopeBase() const override { return base_; }
  ByteCount EnvelopeSpace() const override { return space_; }
  VirtAddr InWindow(PhysAddr address) const override {
    return VirtAddr{0xFFFF'8000'0000'0000} + ByteCount(address.value());
  }
  std::span<std::byte> View(VirtAddr base, ByteCount size) [[clang::lifetimebound]] override {
    static_cast<void>(base);
    memory_.resize(size.value());
    return memory_;
  }

  PhysAddr active_root;
  std::vector<std::pair<VirtAddr, PageCount>> invalidated;
  std::vector<std::pair<VirtAddr, PageCount>> appeared;
  hal::PageFaultResolver* resolver = nullptr;

 private:
  VirtAddr base_;
  ByteCount space_;
  std::vector<std::byte> memory_;
};

}  // namespace starkernel::vmm
