// Words of a VM instance on memory that comes when it is touched, and on memory that does not come.

#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/memory_refusal.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm_harness.h"
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

namespace starkernel::kernel {
namespace {

constexpr PageCount kKeptPages = PagesFor(forthvm::layout::kKeptForPrompt);

/// A VM instance that may hold one page beside those that are kept.
class GuestMemoryTest : public testing::Test {
 protected:
  GuestMemoryTest() {
    vmm::MapKernelSpace(space_, machine_.KernelMappings()).value();
    space_.Activate();
    envelope_ =
        envelopes_
            .Allocate({.size = MiB(1), .limit = kKeptPages + PageCount{1}, .kept = kKeptPages})
            .value();
    vm_.emplace(forthvm::VmHarness::Options{.memory = envelope_.bytes()});
    vm_->host().refusal = forthvm::MemoryRefusal::kLimit;
    // Page 7, the first of data space, is the one.
    EXPECT_EQ(vm_->Answer("1 HERE !"), "ok");
  }

  std::string Answer(std::string_view line, std::string_view keys = {}) {
    return vm_->Answer(line, keys);
  }

  hal::HostedMemory memory_ = hal::HostedMemory::Create(MiB(16)).value();
  hal::SoftwareMmu mmu_ = hal::SoftwareMmu::Create(memory_).value();
  hal::WorkingDirectory files_;
  hal::HostedMachine machine_{memory_, mmu_, files_};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(memory_.map(), memory_).value();
  vmm::AddressSpace space_ = vmm::AddressSpace::Create(frames_, mmu_).value();
  vmm::EnvelopeAllocator envelopes_ = vmm::EnvelopeAllocator::Create(frames_, space_, mmu_).value();
  vmm::Envelope envelope_;
  std::optional<forthvm::VmHarness> vm_;
};

TEST_F(GuestMemoryTest, EveryWordThatTouchesMemoryThrowsAtTheAccess) {
  // 0x8000 is the page after the one that is there.
  constexpr std::array kLines = std::to_array<std::string_view>({
      "HEX 8000 @",
      "HEX 1 8000 !",
      "HEX 1 8000 +!",
      "HEX 1 8000 -!",
      "HEX 8000 C@",
      "HEX 1 8000 C!",
      "HEX 8000 2@",
      "HEX 1 2 8000 2!",
      "HEX 7FFC @",
      "HEX 1 7FFC !",
      "HEX 7FF8 2@",
      "HEX 1 2 7FF8 2!",
      "HEX 8000 ?",
      "HEX 8000 COUNT",
      "HEX 8000 FIND",
      "HEX 8000 10 TYPE",
      "HEX 7000 2000 ERASE",
      "HEX 7000 2000 BLANK",
      "HEX 7000 2000 1 FILL",
      "HEX 7000 8000 10 MOVE",
      "HEX 8000 7000 10 MOVE",
      "HEX 7000 8000 10 CMOVE",
      "HEX 8000 7000 10 CMOVE>",
      "HEX 8000 1 7000 1 COMPARE",
      "HEX 7000 1 8000 1 COMPARE",
      "HEX 8000 10 -TRAILING",
      "HEX 0. 8000 10 >NUMBER",
      "HEX 8000 10 EVALUATE",
      "HEX <# 8000 10 HOLDS",
      "HEX 8000 HERE - ALLOT 1 ,",
      "HEX 8000 HERE - ALLOT 1 C,",
      "HEX 8000 HERE - ALLOT : WORDY S\" text\" ; ",
      "HEX 8000 HERE - ALLOT VARIABLE V",
      "HEX 2000 BUFFER: B",
      "HEX 8000 HERE - ALLOT : WORDY S\\\" text\" ; ",
      "HEX 8000 10 1 READ-FILE",
      "HEX 8000 10 1 READ-LINE",
      "HEX 8000 10 1 WRITE-FILE",
      "HEX 8000 10 1 WRITE-LINE",
      "HEX 8000 10 R/O OPEN-FILE",
      "HEX 8000 10 R/W CREATE-FILE",
      "HEX 8000 10 DELETE-FILE",
      "HEX 8000 10 FILE-STATUS",
      "HEX 8000 10 7000 10 RENAME-FILE",
      "HEX 7000 10 8000 10 RENAME-FILE",
      "HEX 8000 10 REQUIRED",
      "HEX : RISE 1 8000 10 ROT DROP 0= IF THEN 8000 10 INCLUDED ; RISE",
  });
  for (const std::string_view line : kLines) {
    const std::string answer = Answer(line);
    EXPECT_NE(answer.find("out of memory: the envelope may hold no more pages, address 0x"),
              std::string::npos)
        << line << " gave " << answer;
    EXPECT_NE(answer.find("(THROW -257)"), std::string::npos) << line << " gave " << answer;
    EXPECT_EQ(Answer("DECIMAL 28672 HERE - ALLOT 1 2 + ."), "3 ok") << line;
  }
  EXPECT_EQ(envelope_.statistics().resident, kKeptPages + PageCount{1});
  EXPECT_GE(envelope_.statistics().refusals, kLines.size());
  EXPECT_EQ(Answer("HERE @ ."), "1 ok") << "what failed has changed nothing";
}

TEST_F(GuestMemoryTest, AcceptThrowsAtTheKeyThatDoesNotFit) {
  EXPECT_EQ(Answer("32766 4096 ACCEPT", "abcd\n"),
            "ab\n? out of memory: the envelope may hold no more pages, address 0x8000 in ACCEPT "
            "(THROW -257)\n"
            "d \n? undefined word: d (THROW -13)");
}

TEST_F(GuestMemoryTest, ItCanBeCaughtAndLeavesTheStacksAsTheyWere) {
  EXPECT_EQ(Answer(": TRY 32768 ! ; 5 6 ' TRY CATCH . . ."), "-257 6 5 ok");
}

TEST_F(GuestMemoryTest, AStoreToAPageThatMayOnlyBeReadThrows) {
  vm_->host().refusal = forthvm::MemoryRefusal::kReadOnly;
  EXPECT_TRUE(
      envelope_.Protect({GuestAddr{0x7000}, PageCount{1}}, hal::Protection::kReadOnly).ok());
  EXPECT_EQ(envelope_.last_refusal(), vmm::PageRefusal::kNoFrame);
  EXPECT_EQ(Answer("HERE @ ."), "1 ok");
  EXPECT_EQ(Answer("2 HERE !"), "? write to a read-only location: address 0x7000 in ! (THROW -20)");
  EXPECT_EQ(envelope_.last_refusal(), vmm::PageRefusal::kReadOnly);
  EXPECT_EQ(Answer("HERE 8 ERASE"),
            "? write to a read-only location: address 0x7000 in ERASE (THROW -20)");
  EXPECT_EQ(Answer("VARIABLE V"),
            "? write to a read-only location: address 0x7000 in VARIABLE (THROW -20)");
  EXPECT_EQ(Answer("HERE @ ."), "1 ok");
}

/// A string that is being interpreted loses its page.
TEST_F(GuestMemoryTest, AStringWhosePageIsGoneEnds) {
  constexpr std::string_view kWhy =
      "? out of memory: the envelope may hold no more pages, address 0x7008 in INTERPRET (THROW "
      "-257)\n";
  EXPECT_EQ(Answer("S\" 1 . KEY . 2 .\" HERE SWAP CMOVE"), "ok");
  EXPECT_EQ(Answer("HERE 13 EVALUATE"), "1 ");
  EXPECT_TRUE(envelope_.Unmap({GuestAddr{0x7000}, PageCount{1}}).ok());
  EXPECT_TRUE(envelope_.Map({GuestAddr{0x9000}, PageCount{1}}).ok());
  vm_->host().TypeKeys("A");
  vm_->TakeTranscript();
  vm_->Go();
  EXPECT_EQ(vm_->TakeTranscript(), std::string("\n").append(kWhy) + "  at column 1\n");
  EXPECT_EQ(Answer("1 2 + ."), "3 ok");
}

/// A VM instance with the one page that it cannot be without, and so many more that may come.
class SmallGuestTest : public GuestMemoryTest {
 protected:
  /// Runs the file "a.fs" first.
  void Begin(std::uint64_t more, std::string_view file) {
    vm_.reset();
    constexpr PageCount kOne = PagesFor(forthvm::layout::kKept);
    envelope_ = envelopes_.Allocate({.size = MiB(1), .limit = kOne + PageCount(more), .kept = kOne})
                    .value();
    vm_.emplace(forthvm::VmHarness::Options{.files = {{"a.fs", std::string(file)},
                                                      {"b.fs", "1 LOAD"},
                                                      {"c.fs", "S\" d.fs\" INCLUDED"},
                                                      {"d.fs", "S\" e.fs\" INCLUDED"},
                                                      {"e.fs", "4 ."}},
                                            .startup = {"a.fs"},
                                            .memory = envelope_.bytes()});
    vm_->host().refusal = forthvm::MemoryRefusal::kLimit;
  }
};

TEST_F(SmallGuestTest, ItIsBornWithOnePage) {
  Begin(0, "");
  EXPECT_EQ(envelope_.statistics().resident, PageCount{1});
  EXPECT_EQ(envelope_.statistics().faults, 0U);
}

TEST_F(SmallGuestTest, AFileHasALineBufferInTheOnePage) {
  Begin(0, "1 .");
  EXPECT_EQ(vm_->Go(), forthvm::RunOutcome::kWaitingForInput);
  EXPECT_EQ(vm_->TakeTranscript(), "1 \nok\n");
  EXPECT_EQ(envelope_.statistics().resident, PageCount{1});
}

TEST_F(SmallGuestTest, AFileWithinAFileNeedsALineBuffer) {
  Begin(0, "INCLUDE e.fs");
  EXPECT_EQ(vm_->Go(), forthvm::RunOutcome::kUncaughtErrorInStartup);
  EXPECT_EQ(vm_->TakeTranscript(),
            "e.fs:0:1: ? out of memory: the envelope may hold no more pages, address 0x2000 in the "
            "line buffer (THROW -257)\n  from a.fs:1:9\n");
  EXPECT_EQ(envelope_.statistics().resident, PageCount{1});
}

TEST_F(SmallGuestTest, TheBuffersOfThreeFilesShareAPage) {
  Begin(1, "S\" c.fs\" ' INCLUDED CATCH NIP NIP . 1 2 + .");
  EXPECT_EQ(vm_->Go(), forthvm::RunOutcome::kWaitingForInput);
  EXPECT_TRUE(vm_->TakeTranscript().starts_with("-257 3 "));
  Begin(2, "S\" c.fs\" INCLUDED");
  EXPECT_EQ(vm_->Go(), forthvm::RunOutcome::kWaitingForInput);
  EXPECT_TRUE(vm_->TakeTranscript().starts_with("4 "));
}

TEST_F(SmallGuestTest, ABlockNeedsABlockBuffer) {
  Begin(0, "");
  EXPECT_EQ(
      Answer("1 BLOCK"),
      "? out of memory: the envelope may hold no more pages, address 0x6000 in a block buffer "
      "(THROW -257)");
  EXPECT_EQ(Answer("1 2 + ."), "3 ok");
  Begin(2, "");
  EXPECT_EQ(Answer("S\" 5 .\" 1 BLOCK SWAP CMOVE UPDATE FLUSH 1 LOAD"), "5 ok");
  EXPECT_EQ(envelope_.statistics().resident, PageCount{3});
}

/// A block that is interpreted moves to a line buffer when its own is given to another block.
TEST_F(SmallGuestTest, ABlockThatLosesItsBufferNeedsALineBuffer) {
  Begin(2, "");
  const std::string put =
      "S\" 2 BLOCK 3 BLOCK 4 BLOCK 5 BLOCK 2DROP 2DROP 7 .\" 1 BLOCK DUP 1024 BLANK SWAP CMOVE "
      "UPDATE FLUSH";
  EXPECT_EQ(Answer(put), "ok");
  EXPECT_EQ(Answer("1 LOAD"), "7 ok");
}

}  // namespace
}  // namespace starkernel::kernel
