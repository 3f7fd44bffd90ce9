#include "src/kernel/vm_code.h"

#include <cstddef>
#include <span>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/account.h"
#include "src/vmm/code_area.h"

namespace starkernel::kernel {

Result<void> VmCode::Append(std::span<const std::byte> code) {
  const ByteCount size(code.size());
  if (size > area_.capacity() - area_.used()) {
    return Error::kCapacity;
  }
  const PageCount more = vmm::CodeArea::PagesWith(area_.used() + size) - area_.pages();
  TRY(heap::Charged(&account_, BytesOf(more), [&] { return area_.Append(code); }));
  charged_ += more;
  return {};
}

void VmCode::Truncate(ByteCount used) {
  area_.Truncate(used);
  account_.Refund(BytesOf(charged_ - area_.pages()));
  charged_ = area_.pages();
}

}  // namespace starkernel::kernel
