#pragma once

#include <cstddef>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/machine_code.h"
#include "src/kernel/growing_storage.h"
#include "src/vmm/code_area.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {

/// The machine code of one VM instance. Its pages count with those of the envelope and of the
/// kernel-held arrays, and are the VM instance's own: it gives them back when it dies. Others may
/// execute the code, as long as this lives.
class VmCode final : public forthvm::MachineCode {
 public:
  /// What a VM instance may have of it at most.
  static constexpr ByteCount kMost = MiB(1) - kPageSize;

  /// Without a page yet. Both outlive this. Errors of CodeArea::Create.
  [[nodiscard]] static Result<VmCode> Create(vmm::EnvelopeAllocator& envelopes
                                             [[clang::lifetimebound]],
                                             GrowingStorage& storage [[clang::lifetimebound]]) {
    return VmCode(TRY(vmm::CodeArea::Create(envelopes, kMost)), storage);
  }

  VmCode(VmCode&& other) noexcept : area_(std::move(other.area_)), storage_(other.storage_) {}
  VmCode& operator=(VmCode&&) = delete;
  VmCode(const VmCode&) = delete;
  VmCode& operator=(const VmCode&) = delete;
  ~VmCode() = default;

  [[nodiscard]] VirtAddr base() const override { return area_.base(); }
  [[nodiscard]] VirtAddr end() const override { return area_.end(); }
  [[nodiscard]] Result<void> Append(std::span<const std::byte> code) override;
  void Truncate(ByteCount used) override;
  void Seal() override { area_.Seal(); }

 private:
  VmCode(vmm::CodeArea area, GrowingStorage& storage) : area_(std::move(area)), storage_(storage) {}

  vmm::CodeArea area_;
  GrowingStorage& storage_;
};

}  // namespace starkernel::kernel
