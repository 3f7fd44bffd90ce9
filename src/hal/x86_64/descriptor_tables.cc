#include "src/hal/x86_64/descriptor_tables.h"

#include <array>
#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/thread_annotations.h"
#include "src/hal/x86_64/address_unsafe.h"
#include "src/hal/x86_64/descriptor_tables_unsafe.h"
#include "src/hal/x86_64/descriptors.h"
#include "src/hal/x86_64/exception_report.h"
#include "src/hal/x86_64/kernel_stacks.h"

namespace starkernel::hal {
namespace {

constexpr std::size_t kVectorCount = 256;
constexpr ByteCount kEntryCodeSize{16};  // of one vector in interrupt_entry.S

// The processor reads these whenever it likes: they live for ever. Written once, at boot.
constinit std::array<std::uint64_t, 5> global_descriptors SK_GUARDED_BY(kInterruptsOff){};
constinit std::array<WideDescriptor, kVectorCount> interrupt_descriptors
    SK_GUARDED_BY(kInterruptsOff){};
constinit TaskState task_state SK_GUARDED_BY(kInterruptsOff){};

InterruptStack StackFor(std::uint64_t vector) {
  switch (vector) {
    case kDoubleFaultVector: return InterruptStack::kDoubleFault;
    case kNonMaskableVector: return InterruptStack::kNonMaskable;
    case kMachineCheckVector: return InterruptStack::kMachineCheck;
    default: return InterruptStack::kNone;
  }
}

template <typename Table>
TableRegister RegisterFor(const Table& table) {
  return {.limit = static_cast<std::uint16_t>(sizeof(table) - 1), .base = AddressOf(table).value()};
}

}  // namespace

void LoadDescriptorTables(const KernelStacks& stacks) {
  task_state = EncodeTaskState(stacks.interrupt_tops());
  const WideDescriptor task =
      TaskDescriptor(AddressOf(task_state), static_cast<std::uint16_t>(sizeof(task_state) - 1));
  global_descriptors = {0, kCodeDescriptor, kDataDescriptor, task.at(0), task.at(1)};
  VirtAddr entry = AddressOfCode(interrupt_entries);
  for (std::size_t vector = 0; vector < kVectorCount; ++vector) {
    interrupt_descriptors.at(vector) =
        InterruptGate(entry, static_cast<std::uint8_t>(StackFor(vector)));
    entry += kEntryCodeSize;
  }
  const TableRegister global = RegisterFor(global_descriptors);
  const TableRegister interrupt = RegisterFor(interrupt_descriptors);
  // SAFETY: both tables are complete and live for ever; the selectors are those of the segments
  // that were just put there.
  LoadGlobalDescriptors(global, kCodeSelector, kDataSelector, kTaskSelector);
  LoadInterruptDescriptors(interrupt);
}

}  // namespace starkernel::hal
