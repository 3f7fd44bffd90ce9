#include "src/kernel/vm_code.h"

#include <cstddef>
#include <span>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/vmm/code_area.h"

namespace starkernel::kernel {

Result<void> VmCode::Append(std::span<const std::byte> code) {
  const ByteCount size(code.size());
  if (size > area_.capacity() - area_.used()) {
    return Error::kCapacity;
  }
  const PageCount before = area_.pages();
  TRY(storage_.ChargeCode(vmm::CodeArea::PagesWith(area_.used() + size)));
  const Result<void> appended = area_.Append(code);
  if (!appended.ok()) {
    Discard(storage_.ChargeCode(before), "what it had it may have");
  }
  return appended;
}

void VmCode::Truncate(ByteCount used) {
  area_.Truncate(used);
  Discard(storage_.ChargeCode(area_.pages()), "less is charged than before");
}

}  // namespace starkernel::kernel
