#include "src/kernel/vm_code.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/addresses.h"
#include "src/base/call_machine_code_unsafe.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/vm_harness.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/working_directory.h"
#include "src/heap/heap.h"
#include "src/kernel/growing_storage.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/kernel_space.h"

namespace starkernel::kernel {
namespace {

/// NOPs, then MOV EAX, value; RET: `size` bytes.
std::vector<std::byte> Giving(std::uint8_t value, std::size_t size = 6) {
  std::vector<std::byte> code(size - 6, std::byte{0x90});
  for (const int byte : {0xB8, int{value}, 0, 0, 0, 0xC3}) {
    code.push_back(static_cast<std::byte>(byte));
  }
  return code;
}

/// A VM instance whose memory is limited, with room for machine code.
class VmCodeTest : public testing::Test {
 protected:
  VmCodeTest() {
    vmm::MapKernelSpace(space_, machine_.KernelMappings()).value();
    space_.Activate();
    constexpr PageCount kKept = PagesFor(forthvm::layout::kKeptForPrompt);
    envelope_ = envelopes_.Allocate({.size = MiB(4), .limit = kLimit, .kept = kKept}).value();
    storage_.emplace(heap_, envelope_);
    vm_.emplace(forthvm::VmHarness::Options{.model = &model_.vm(), .storage = storage_->AtFirst()});
    code_.emplace(VmCode::Create(envelopes_, *storage_).value());
  }

  PageCount Limit() { return envelope_.statistics().limit; }

  static constexpr PageCount kLimit{48};

  hal::HostedMemory memory_ = hal::HostedMemory::Create(MiB(32)).value();
  hal::SoftwareMmu mmu_ = hal::SoftwareMmu::Create(memory_).value();
  hal::WorkingDirectory files_;
  hal::HostedMachine machine_{memory_, mmu_, files_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  vmm::AddressSpace space_ = vmm::AddressSpace::Create(frames_, mmu_).value();
  vmm::EnvelopeAllocator envelopes_ = vmm::EnvelopeAllocator::Create(frames_, space_, mmu_).value();
  heap::Heap heap_{frames_};
  forthvm::VmHarness model_;
  vmm::Envelope envelope_;
  std::optional<GrowingStorage> storage_;
  std::optional<forthvm::VmHarness> vm_;
  std::optional<VmCode> code_;
};

TEST_F(VmCodeTest, PagesOfCodeAreTheVmInstances) {
  EXPECT_EQ(vm_->Answer("1 2 + ."), "3 ok");
  const PageCount before = Limit();
  const ByteCount bytes = storage_->figures().memory;
  EXPECT_EQ(code_->end(), code_->base());
  ASSERT_TRUE(code_->Append(Giving(1)).ok());
  EXPECT_EQ(Limit(), before - PageCount{1});
  ASSERT_TRUE(code_->Append(Giving(2, 4096)).ok());
  EXPECT_EQ(Limit(), before - PageCount{2});
  EXPECT_EQ(storage_->figures().memory, bytes + kPageSize * 2);
  code_->Seal();
  EXPECT_EQ(CallMachineCode(code_->base(), 0), 1U);
  EXPECT_EQ(CallMachineCode(code_->base() + ByteCount{6}, 0), 2U);
  // Arrays that grow meanwhile are charged beside them.
  EXPECT_EQ(vm_->Answer("CREATE X 100 CELLS ALLOT : T X @ ; T ."), "0 ok");
  EXPECT_LT(Limit(), before - PageCount{2} + PageCount{1});
  code_->Truncate(ByteCount{6});
  code_->Seal();
  EXPECT_EQ(CallMachineCode(code_->base(), 0), 1U);
  code_->Truncate(ByteCount{0});
  EXPECT_EQ(Limit(), kLimit - PagesFor(storage_->bytes()));
}

TEST_F(VmCodeTest, WhoHasNoMemoryLeftGetsNoMore) {
  std::uint8_t count = 0;
  Result<void> added;
  while (added.ok() && count < 100) {
    added = code_->Append(Giving(++count, 4096));
  }
  EXPECT_EQ(added.error(), Error::kCapacity);
  EXPECT_GT(count, 10);
  EXPECT_LT(count, kLimit.value());
  code_->Seal();
  EXPECT_EQ(CallMachineCode(code_->base(), 0), 1U);
  EXPECT_EQ(CallMachineCode(code_->end() - ByteCount{6}, 0), count - 1U);
  // Its program goes on, and has memory again without the code.
  EXPECT_EQ(vm_->Answer("1 2 + ."), "3 ok");
  EXPECT_EQ(vm_->Answer("HERE 100000 ALLOT 100000 ERASE").substr(0, 15), "? out of memory");
  code_->Truncate(ByteCount{0});
  EXPECT_EQ(vm_->Answer("HERE 10000 ALLOT 10000 ERASE"), "ok");
}

TEST_F(VmCodeTest, ThereIsABoundForAll) {
  EXPECT_EQ(code_->Append(std::vector<std::byte>(VmCode::kMost.value() + 1)).error(),
            Error::kCapacity);
  EXPECT_EQ(Limit(), kLimit - PagesFor(storage_->bytes()));
}

TEST_F(VmCodeTest, WhereTheMachineHasNoMemoryNothingIsCharged) {
  const PageCount before = Limit();
  {
    std::vector<pmm::FrameRun> taken;
    while (frames_.statistics().free > PageCount{0}) {
      taken.push_back(frames_.Allocate().value());
    }
    EXPECT_EQ(code_->Append(Giving(1)).error(), Error::kOutOfMemory);
  }
  EXPECT_EQ(Limit(), before);
  EXPECT_TRUE(code_->Append(Giving(1)).ok());
}

TEST_F(VmCodeTest, ItGoesWithTheVmInstance) {
  ASSERT_TRUE(code_->Append(Giving(1, 9 * 4096)).ok());
  const PageCount free = frames_.statistics().free;
  code_.reset();
  EXPECT_GE(frames_.statistics().free, free + PageCount{9});
}

}  // namespace
}  // namespace starkernel::kernel
