#pragma once

#include <sys/mman.h>

#include <algorithm>
#include <bit>
#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/machine_code.h"

namespace starkernel::native {

/// Machine code for tests, in pages that can be written and executed.
class TestCode final : public forthvm::MachineCode {
 public:
  explicit TestCode(std::size_t size) : pages_(Map(size)) {}
  TestCode(const TestCode&) = delete;
  TestCode& operator=(const TestCode&) = delete;
  // SAFETY: what Map gave, which nobody executes any more.
  ~TestCode() { munmap(pages_.data(), pages_.size()); }

  [[nodiscard]] VirtAddr base() const override {
    return VirtAddr(std::bit_cast<std::uint64_t>(pages_.data()));
  }
  [[nodiscard]] VirtAddr end() const override { return base() + ByteCount(used_); }
  [[nodiscard]] Result<void> Append(std::span<const std::byte> code) override {
    if (code.size() > pages_.size() - used_) {
      return Error::kCapacity;
    }
    std::ranges::copy(code, pages_.subspan(used_).begin());
    used_ += code.size();
    return {};
  }
  void Truncate(ByteCount used) override { used_ = used.value(); }
  void Seal() override {}
  [[nodiscard]] std::span<const std::byte> bytes() const [[clang::lifetimebound]] {
    return pages_.first(used_);
  }

 private:
  // SAFETY: fresh pages of the size, or none.
  static std::span<std::byte> Map(std::size_t size) {
    void* const pages =
        mmap(nullptr, size, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
#pragma clang unsafe_buffer_usage begin
    return pages == MAP_FAILED ? std::span<std::byte>()
                               : std::span(static_cast<std::byte*>(pages), size);
#pragma clang unsafe_buffer_usage end
  }

  std::span<std::byte> pages_;
  std::size_t used_ = 0;
};

}  // namespace starkernel::native
