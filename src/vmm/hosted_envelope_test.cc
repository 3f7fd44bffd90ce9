// Envelopes on the hosted machine: the same page tables as on bare metal, with real faults.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/hosted/hosted_files.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
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
  hal::HostedFiles files_;
  hal::HostedMachine machine_{memory_, mmu_, files_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  AddressSpace space_ = AddressSpace::Create(frames_, mmu_).value();
  EnvelopeAllocator envelopes_ = EnvelopeAllocator::Create(frames_, space_, mmu_).value();
};

TEST_F(HostedEnvelopeTest, AllButTheNullPageIsMemory) {
  const Envelope envelope = envelopes_.Allocate(MiB(16)).value();
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
  const Envelope first = envelopes_.Allocate(MiB(4)).value();
  const Envelope second = envelopes_.Allocate(MiB(4)).value();
  std::ranges::fill(first.bytes().subspan(4096), std::byte{1});
  EXPECT_TRUE(std::ranges::all_of(second.bytes().subspan(4096),
                                  [](std::byte byte) { return byte == std::byte{0}; }));
}

TEST_F(HostedEnvelopeTest, TheWindowIsInTheTables) {
  const Translation translation =
      space_.Translate(hal::HostedMachine::kWindowBase + MiB(5)).value();
  EXPECT_EQ(translation.address, PhysAddr{MiB(5).value()});
  EXPECT_EQ(translation.page_size, PageCount{512});
}

using HostedEnvelopeDeathTest = HostedEnvelopeTest;

TEST_F(HostedEnvelopeDeathTest, EverythingAroundAnEnvelopeFaults) {
  Envelope envelope = envelopes_.Allocate(MiB(2)).value();
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
  envelope.Reset();
  EXPECT_DEATH(touch(base + kPageSize), "");
}

}  // namespace
}  // namespace starkernel::vmm
