#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/machine_code.h"
#include "src/heap/account.h"
#include "src/vmm/code_area.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {

/// The machine code of one VM instance, to whose account its pages are charged with all else that
/// it has, until they are given back; at the latest when this dies. Others may execute the code, as
/// long as this lives.
class VmCode final : public forthvm::MachineCode {
 public:
  /// What a VM instance may have of it at most.
  static constexpr ByteCount kMost = MiB(1) - kPageSize;

  /// Without a page yet. Both outlive this. Errors of CodeArea::Create.
  [[nodiscard]] static Result<VmCode> Create(vmm::EnvelopeAllocator& envelopes
                                             [[clang::lifetimebound]],
                                             heap::Account& account [[clang::lifetimebound]]) {
    return VmCode(TRY(vmm::CodeArea::Create(envelopes, kMost)), account);
  }

  VmCode(VmCode&& other) noexcept
      : area_(std::move(other.area_)),
        account_(other.account_),
        charged_(std::exchange(other.charged_, PageCount{0})) {}
  VmCode& operator=(VmCode&&) = delete;
  VmCode(const VmCode&) = delete;
  VmCode& operator=(const VmCode&) = delete;
  ~VmCode() {
    if (charged_ > PageCount{0}) {
      account_.Refund(BytesOf(charged_));
    }
  }

  [[nodiscard]] VirtAddr base() const override { return area_.base(); }
  [[nodiscard]] VirtAddr end() const override { return area_.end(); }
  [[nodiscard]] Result<void> Append(std::span<const std::byte> code) override;
  void Truncate(ByteCount used) override;
  void Seal() override { area_.Seal(); }

 private:
  VmCode(vmm::CodeArea area, heap::Account& account) : area_(std::move(area)), account_(account) {}

  vmm::CodeArea area_;
  heap::Account& account_;
  PageCount charged_;  ///< Those of the area.
};

}  // namespace starkernel::kernel
