// Envelopes on the hosted machine: the same page tables as on bare metal, with real faults.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/guarded_access_unsafe.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/working_directory.h"
#include "src/hal/kernel_mapping.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/kernel_space.h"
#include "src/vmm/page_tables.h"

namespace starkernel::vmm {
namespace {

class HostedEnvelopeTest : public testing::Test {
 protected:
  HostedEnvelopeTest() {
    MapKernelSpace(space_, machine_.KernelMappings()).value();
    space_.Activate();
  }

  hal::HostedMemory memory_ = hal::HostedMemory::Create(MiB(64)).value();
  hal::SoftwareMmu mmu_ = hal::SoftwareMmu::Create(memory_).value();
  hal::WorkingDirectory files_;
  hal::HostedMachine machine_{memory_, mmu_, files_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  AddressSpace space_ = AddressSpace::Create(frames_, mmu_).value();
  EnvelopeAllocator envelopes_ = EnvelopeAllocator::Create(frames_, space_, mmu_).value();
};

TEST_F(HostedEnvelopeTest, AllButTheNullPageIsMemory) {
  const Envelope envelope = envelopes_.Allocate({.size = MiB(16)}).value();
  const std::span<std::byte> bytes = envelope.bytes();
  ASSERT_EQ(bytes.size(), MiB(16).value());
  EXPECT_TRUE(std::ranges::all_of(bytes.subspan(4096),
                                  [](std::byte byte) { return byte == std::byte{0}; }));
  std::ranges::fill(bytes.subspan(4096), std::byte{0x5A});
  EXPECT_EQ(bytes.back(), std::byte{0x5A});
  const Translation last = space_.Translate(envelope.base() + MiB(16) - ByteCount{1}).value();
  EXPECT_EQ(memory_.View(last.address, ByteCount{1}).value().front(), std::byte{0x5A});
}

TEST_F(HostedEnvelopeTest, EnvelopesDoNotShareMemory) {
  const Envelope first = envelopes_.Allocate({.size = MiB(4)}).value();
  const Envelope second = envelopes_.Allocate({.size = MiB(4)}).value();
  std::ranges::fill(first.bytes().subspan(4096), std::byte{1});
  EXPECT_TRUE(std::ranges::all_of(second.bytes().subspan(4096),
                                  [](std::byte byte) { return byte == std::byte{0}; }));
}

TEST_F(HostedEnvelopeTest, PagesComeWhenTheyAreTouched) {
  const Envelope envelope = envelopes_.Allocate({.size = MiB(16), .limit = PageCount{3}}).value();
  const std::span<std::byte> bytes = envelope.bytes();
  bytes[5 * 4096] = std::byte{1};
  EXPECT_EQ(bytes[4095 * 4096], std::byte{0});
  EXPECT_EQ(envelope.statistics().resident, PageCount{2});
  // Half of the cell lies on a page that is there, and half on one that is not.
  EXPECT_TRUE(TryStore(bytes.subspan<5 * 4096 - 4, 8>(), 0x0102'0304'0506'0708));
  EXPECT_EQ(bytes[5 * 4096], std::byte{4});
  EXPECT_EQ(envelope.statistics().faults, 3U);
}

TEST_F(HostedEnvelopeTest, AnAccessIsRefusedWholly) {
  Envelope envelope = envelopes_.Allocate({.size = MiB(2), .limit = PageCount{1}}).value();
  const std::span<std::byte> bytes = envelope.bytes();
  std::uint64_t loaded = 77;
  EXPECT_TRUE(TryStore(bytes.subspan<8192 - 8, 8>(), 0x1111'1111'1111'1111));
  EXPECT_FALSE(TryStore(bytes.subspan<8192 - 4, 8>(), ~std::uint64_t{0}));
  EXPECT_FALSE(TryLoad(bytes.subspan<8192 - 4, 8>(), loaded));
  EXPECT_FALSE(TryLoad(bytes[8192], loaded));
  EXPECT_FALSE(TryStore(bytes[8192], 1));
  EXPECT_FALSE(TryTouchToWrite(bytes[8192]));
  EXPECT_EQ(loaded, 77U);
  EXPECT_TRUE(TryLoad(bytes.subspan<8192 - 8, 8>(), loaded));
  EXPECT_EQ(loaded, 0x1111'1111'1111'1111U);
  EXPECT_EQ(envelope.statistics().refusals, 5U);
  EXPECT_EQ(envelope.last_refusal(), PageRefusal::kLimit);
  EXPECT_TRUE(envelope.Protect({GuestAddr{4096}, PageCount{1}}, hal::Protection::kReadOnly).ok());
  EXPECT_FALSE(TryStore(bytes[4096], 1));
  EXPECT_FALSE(TryTouchToWrite(bytes[4096]));
  EXPECT_EQ(envelope.last_refusal(), PageRefusal::kReadOnly);
  EXPECT_TRUE(TryLoad(bytes[4096], loaded));
  EXPECT_EQ(loaded, 0U);
}

TEST_F(HostedEnvelopeTest, SharedMemoryIsOneAndMovesWithoutACopy) {
  Envelope first = envelopes_.Allocate({.size = MiB(2)}).value();
  Envelope second = envelopes_.Allocate({.size = MiB(2)}).value();
  EXPECT_TRUE(first
                  .Share({GuestAddr{0x3000}, PageCount{2}}, second, GuestAddr{0x1000},
                         hal::Protection::kReadOnly)
                  .ok());
  first.bytes()[0x4FFF] = std::byte{42};
  EXPECT_EQ(second.bytes()[0x2FFF], std::byte{42});
  EXPECT_FALSE(TryStore(second.bytes()[0x2FFF], 1));
  EXPECT_TRUE(first.Transfer({GuestAddr{0x3000}, PageCount{2}}, second, GuestAddr{0x8000}).ok());
  second.bytes()[0x9FFF] = std::byte{43};
  EXPECT_EQ(second.bytes()[0x2FFF], std::byte{43});
  EXPECT_EQ(first.bytes()[0x4FFF], std::byte{0});
}

TEST_F(HostedEnvelopeTest, TheWindowIsInTheTables) {
  const Translation translation = space_.Translate(hal::SoftwareMmu::kWindowBase + MiB(5)).value();
  EXPECT_EQ(translation.address, PhysAddr{MiB(5).value()});
  EXPECT_EQ(translation.page_size, PageCount{512});
}

using HostedEnvelopeDeathTest = HostedEnvelopeTest;

TEST_F(HostedEnvelopeDeathTest, EverythingAroundAnEnvelopeFaults) {
  Envelope envelope = envelopes_.Allocate({.size = MiB(2)}).value();
  const VirtAddr base = envelope.base();
  const auto touch = [this](VirtAddr address) {
    mmu_.View(address, ByteCount{1}).front() = std::byte{1};
  };
  touch(base + kPageSize);
  touch(base + MiB(2) - ByteCount{1});
  EXPECT_DEATH(touch(base), "");
  EXPECT_DEATH(touch(base + kPageSize - ByteCount{1}), "");
  EXPECT_DEATH(touch(base - ByteCount{1}), "");
  EXPECT_DEATH(touch(base + MiB(2)), "");
  const Envelope next = envelopes_.Allocate({.size = MiB(1)}).value();
  EXPECT_EQ(next.base(), base + MiB(2));
  touch(next.base() + kPageSize);
  EXPECT_DEATH(touch(base + MiB(2)), "") << "the next one's null page";
  envelope.Reset();
  EXPECT_DEATH(touch(base + kPageSize), "");
}

TEST_F(HostedEnvelopeDeathTest, ARefusedAccessThatNobodyExpectsIsAKernelFault) {
  const Envelope envelope = envelopes_.Allocate({.size = MiB(2), .limit = PageCount{1}}).value();
  mmu_.View(envelope.base() + kPageSize, ByteCount{1}).front() = std::byte{1};
  EXPECT_DEATH(mmu_.View(envelope.base() + kPageSize * 2, ByteCount{1}).front() = std::byte{1}, "");
}

}  // namespace
}  // namespace starkernel::vmm
