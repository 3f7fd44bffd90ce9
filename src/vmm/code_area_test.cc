#include "src/vmm/code_area.h"

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/call_machine_code_unsafe.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/working_directory.h"
#include "src/hal/kernel_mapping.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/kernel_space.h"
#include "src/vmm/page_table_entry.h"
#include "src/vmm/table_checker.h"

namespace starkernel::vmm {
namespace {

/// MOV EAX, value; RET.
std::vector<std::byte> Giving(std::uint8_t value) {
  return {std::byte{0xB8}, std::byte{value}, std::byte{0},
          std::byte{0},    std::byte{0},     std::byte{0xC3}};
}
/// So many NOPs, then that.
std::vector<std::byte> Late(std::size_t nops, std::uint8_t value) {
  std::vector<std::byte> code(nops, std::byte{0x90});
  for (const std::byte byte : Giving(value)) {
    code.push_back(byte);
  }
  return code;
}

class CodeAreaTest : public testing::Test {
 protected:
  CodeAreaTest() {
    MapKernelSpace(space_, machine_.KernelMappings()).value();
    space_.Activate();
    area_.emplace(CodeArea::Create(envelopes_, KiB(64)).value());
  }

  CodeArea& area() { return *area_; }
  VirtAddr Add(const std::vector<std::byte>& code) {
    const VirtAddr entry = area().end();
    EXPECT_TRUE(area().Append(code).ok());
    return entry;
  }
  PageCount Free() { return frames_.statistics().free; }
  std::optional<hal::Protection> ProtectionAt(VirtAddr address) {
    const auto there = space_.Translate(address);
    return there.ok() ? std::optional(there.value().attributes.protection) : std::nullopt;
  }
  /// No frame can be executed through one page and be written through that or another.
  void ExpectNothingIsBoth() {
    std::uint64_t tables = 0;
    const std::map<std::uint64_t, SeenPage> pages = SeePages(memory_, space_.root(), tables);
    std::map<std::uint64_t, std::pair<bool, bool>> frames;
    for (const auto& [virt, page] : pages) {
      frames[page.physical].first |= page.writable;
      frames[page.physical].second |= page.executable;
    }
    for (const auto& [physical, rights] : frames) {
      EXPECT_FALSE(rights.first && rights.second) << std::hex << physical;
    }
  }

  hal::HostedMemory memory_ = hal::HostedMemory::Create(MiB(16)).value();
  hal::SoftwareMmu mmu_ = hal::SoftwareMmu::Create(memory_).value();
  hal::WorkingDirectory files_;
  hal::HostedMachine machine_{memory_, mmu_, files_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  AddressSpace space_ = AddressSpace::Create(frames_, mmu_).value();
  EnvelopeAllocator envelopes_ = EnvelopeAllocator::Create(frames_, space_, mmu_).value();
  std::optional<CodeArea> area_;
};

TEST_F(CodeAreaTest, CodeIsExecutedWhereItWasPut) {
  EXPECT_EQ(area().used(), ByteCount{0});
  EXPECT_EQ(area().capacity(), KiB(64));
  EXPECT_EQ(area().pages(), PageCount{0});
  EXPECT_TRUE(area().is_sealed());
  const VirtAddr first = Add(Giving(42));
  const VirtAddr second = Add(Late(2 * 4096, 43));
  EXPECT_EQ(first, area().base());
  EXPECT_EQ(second, first + ByteCount{6});
  EXPECT_EQ(area().used(), ByteCount(6 + 2 * 4096 + 6));
  EXPECT_EQ(area().pages(), PageCount{3});
  EXPECT_EQ(CodeArea::PagesWith(area().used()), PageCount{3});
  EXPECT_FALSE(area().is_sealed());
  area().Seal();
  EXPECT_TRUE(area().is_sealed());
  EXPECT_EQ(CallMachineCode(first, 0), 42U);
  EXPECT_EQ(CallMachineCode(second, 0), 43U);
}

TEST_F(CodeAreaTest, TheArgumentAndTheResultAreInRegisters) {
  // LEA RAX, [RDI + 5]; RET.
  constexpr std::array kCode{std::byte{0x48}, std::byte{0x8D}, std::byte{0x47}, std::byte{5},
                             std::byte{0xC3}};
  EXPECT_TRUE(area().Append(kCode).ok());
  area().Seal();
  EXPECT_EQ(CallMachineCode(area().base(), std::uint64_t{1} << 63), (std::uint64_t{1} << 63) + 5);
}

TEST_F(CodeAreaTest, APageIsNeverBothWritableAndExecutable) {
  const VirtAddr first = Add(Giving(1));
  EXPECT_EQ(ProtectionAt(first), hal::Protection::kReadWrite);
  ExpectNothingIsBoth();
  area().Seal();
  EXPECT_EQ(ProtectionAt(first), hal::Protection::kReadExecute);
  ExpectNothingIsBoth();
  // One page goes on being written, the next comes.
  Add(Late(4096, 2));
  EXPECT_EQ(ProtectionAt(first), hal::Protection::kReadWrite);
  EXPECT_EQ(ProtectionAt(first + kPageSize), hal::Protection::kReadWrite);
  ExpectNothingIsBoth();
  area().Seal();
  // Only the last page is written.
  const VirtAddr third = Add(Giving(3));
  EXPECT_EQ(ProtectionAt(first), hal::Protection::kReadExecute);
  EXPECT_EQ(ProtectionAt(first + kPageSize), hal::Protection::kReadWrite);
  EXPECT_EQ(CallMachineCode(first, 0), 1U);
  ExpectNothingIsBoth();
  area().Seal();
  EXPECT_EQ(CallMachineCode(third, 0), 3U);
  EXPECT_EQ(CallMachineCode(first, 0), 1U);
  ExpectNothingIsBoth();
  area().Truncate(ByteCount{7});
  EXPECT_EQ(ProtectionAt(first), hal::Protection::kReadWrite);
  ExpectNothingIsBoth();
}

TEST_F(CodeAreaTest, NoOtherViewOfTheFrameCanBeWritten) {
  Add(Giving(1));
  area().Seal();
  const PhysAddr frame = space_.Translate(area().base()).value().address;
  std::byte& seen = memory_.View(frame, ByteCount{1}).value().front();
  EXPECT_EQ(seen, std::byte{0xB8});
  EXPECT_DEATH(seen = std::byte{0}, "");
  std::byte& neighbour = memory_.View(frame + kPageSize, ByteCount{1}).value().front();
  neighbour = std::byte{5};
  EXPECT_EQ(neighbour, std::byte{5});
  // Whoever has the frame next may write it, as the zeros show.
  area_.reset();
  ASSERT_EQ(ProtectionAt(mmu_.InWindow(frame)), hal::Protection::kReadWrite);
  seen = std::byte{7};
  EXPECT_EQ(seen, std::byte{7});
}

TEST_F(CodeAreaTest, ForgottenCodeIsNoLongerExecutable) {
  const VirtAddr first = Add(Giving(1));
  const VirtAddr second = Add(Giving(2));
  const VirtAddr far = Add(Late(2 * 4096, 3));
  area().Seal();
  EXPECT_EQ(CallMachineCode(far, 0), 3U);
  const PageCount before = Free();
  area().Truncate(ByteCount{6});
  EXPECT_EQ(area().pages(), PageCount{1});
  EXPECT_EQ(Free(), before + PageCount{2});
  EXPECT_EQ(ProtectionAt(far + kPageSize), std::nullopt);
  area().Seal();
  EXPECT_EQ(CallMachineCode(first, 0), 1U);
  // What lies behind the code is a breakpoint, and no page.
  EXPECT_DEATH(EXPECT_EQ(CallMachineCode(second, 0), 0U), "");
  EXPECT_DEATH(EXPECT_EQ(CallMachineCode(second + kPageSize, 0), 0U), "");
}

TEST_F(CodeAreaTest, CodeInTheSamePlaceIsWhatIsExecuted) {
  for (std::uint8_t round = 1; round < 100; ++round) {
    const VirtAddr entry = Add(Giving(round));
    EXPECT_EQ(entry, area().base());
    area().Seal();
    EXPECT_EQ(CallMachineCode(entry, 0), round);
    area().Truncate(ByteCount{0});
    EXPECT_EQ(area().pages(), PageCount{0});
    EXPECT_TRUE(area().is_sealed());
  }
}

TEST_F(CodeAreaTest, RoomIsBounded) {
  EXPECT_TRUE(area().Append(std::vector<std::byte>(64 * 1024 - 6, std::byte{0x90})).ok());
  EXPECT_EQ(area().Append(Late(1, 1)).error(), Error::kCapacity);
  EXPECT_EQ(area().used(), KiB(64) - ByteCount{6});
  const VirtAddr last = Add(Giving(9));
  EXPECT_EQ(area().used(), area().capacity());
  EXPECT_EQ(area().Append(std::vector{std::byte{0x90}}).error(), Error::kCapacity);
  EXPECT_TRUE(area().Append({}).ok());
  area().Seal();
  EXPECT_EQ(CallMachineCode(last, 0), 9U);
}

TEST_F(CodeAreaTest, WithoutFramesNothingIsAdded) {
  const VirtAddr first = Add(Giving(1));
  area().Seal();
  std::vector<pmm::FrameRun> taken;
  while (Free() > PageCount{2}) {
    taken.push_back(frames_.Allocate().value());
  }
  EXPECT_EQ(area().Append(Late(3 * 4096, 2)).error(), Error::kOutOfMemory);
  EXPECT_GE(Free(), PageCount{1}) << "all but a table that shows RAM more finely";
  EXPECT_EQ(area().used(), ByteCount{6});
  EXPECT_EQ(area().pages(), PageCount{1});
  EXPECT_EQ(CallMachineCode(first, 0), 1U);
}

TEST_F(CodeAreaTest, EverythingComesBack) {
  // The window's page tables stay as fine as they were made.
  Add(Late(8 * 4096, 2));
  area().Seal();
  area_.reset();
  const PageCount before = Free();
  area_.emplace(CodeArea::Create(envelopes_, KiB(64)).value());
  Add(Late(8 * 4096, 2));
  area().Seal();
  EXPECT_LT(Free(), before);
  CodeArea moved = std::move(area());
  EXPECT_EQ(CallMachineCode(moved.base(), 0), 2U);
  area_.reset();
  EXPECT_EQ(CallMachineCode(moved.base(), 0), 2U) << "it belongs to the other";
  {
    const CodeArea dies = std::move(moved);
  }
  EXPECT_EQ(Free(), before);
}

TEST_F(CodeAreaTest, PagesForCodeAreNothingElse) {
  Envelope code = envelopes_.Allocate({.size = MiB(1), .holds_code = true}).value();
  Envelope data = envelopes_.Allocate({.size = MiB(1)}).value();
  constexpr EnvelopePart kPart{GuestAddr{0x3000}, PageCount{1}};
  EXPECT_TRUE(code.Map(kPart).ok());
  EXPECT_EQ(code.Map(kPart).error(), Error::kAlreadyExists);
  EXPECT_EQ(code.Protect({GuestAddr{0x4000}, PageCount{1}}, hal::Protection::kReadExecute).error(),
            Error::kNotFound);
  EXPECT_TRUE(data.Map(kPart).ok());
  EXPECT_EQ(data.Protect(kPart, hal::Protection::kReadExecute).error(), Error::kInvalidArgument);
  const GuestAddr at{0x8000};
  EXPECT_EQ(code.Share(kPart, data, at, hal::Protection::kReadOnly).error(),
            Error::kInvalidArgument);
  EXPECT_EQ(data.Share(kPart, code, at, hal::Protection::kReadOnly).error(),
            Error::kInvalidArgument);
  EXPECT_EQ(code.Transfer(kPart, data, at).error(), Error::kInvalidArgument);
  EXPECT_EQ(data.Transfer(kPart, code, at).error(), Error::kInvalidArgument);
  EXPECT_EQ(envelopes_.Allocate({.size = MiB(1), .kept = PageCount{1}, .holds_code = true}).error(),
            Error::kInvalidArgument);
  EXPECT_EQ(
      envelopes_.Allocate({.size = MiB(1), .windows = PageCount{1}, .holds_code = true}).error(),
      Error::kInvalidArgument);
  // No page comes there by being touched.
  EXPECT_DEATH(code.bytes()[0x4000] = std::byte{1}, "");
  EXPECT_DEATH(EXPECT_EQ(CallMachineCode(data.base() + ByteCount{0x3000}, 0), 0U), "");
}

TEST_F(CodeAreaTest, PagesThatTheHostForgotComeAgain) {
  const VirtAddr entry = Add(Giving(5));
  area().Seal();
  mmu_.ForgetAll();
  EXPECT_EQ(CallMachineCode(entry, 0), 5U);
}

}  // namespace
}  // namespace starkernel::vmm
