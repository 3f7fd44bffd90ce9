#include "src/kernel/growing_storage.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/word_header.h"
#include "src/hal/hosted/hosted_machine.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/hosted/software_mmu.h"
#include "src/hal/hosted/working_directory.h"
#include "src/heap/heap.h"
#include "src/heap/heap_statistics.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/kernel_space.h"

namespace starkernel::kernel {
namespace {

using forthvm::StoragePart;

/// A VM instance that shares the words of a model, in storage that grows.
class GrowingStorageTest : public testing::Test {
 protected:
  GrowingStorageTest() {
    vmm::MapKernelSpace(space_, machine_.KernelMappings()).value();
    space_.Activate();
  }

  /// One that may hold so many pages, those that are kept and those of its arrays among them.
  forthvm::VmHarness& Make(PageCount limit) {
    constexpr PageCount kKept = PagesFor(forthvm::layout::kKeptForPrompt);
    vm_.reset();
    storage_.reset();
    envelope_ = envelopes_.Allocate({.size = MiB(4), .limit = limit, .kept = kKept}).value();
    storage_.emplace(heap_, envelope_);
    return vm_.emplace(
        forthvm::VmHarness::Options{.model = &model_.vm(), .storage = storage_->AtFirst()});
  }

  std::string Define(int from, int to) {
    std::string answer = "ok";
    for (int count = from; count < to && answer == "ok"; ++count) {
      const std::string number = std::to_string(count);
      answer = vm_->Answer(": WORD" + number + " ( -- n ) " + number + " 1 + 2 * ;");
    }
    return answer;
  }

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
};

TEST_F(GrowingStorageTest, IdleVmInstancesHaveNextToNothing) {
  forthvm::VmHarness& vm = Make(PageCount{256});
  vm.Go();
  EXPECT_LE(storage_->bytes(), KiB(1));
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
  EXPECT_LE(storage_->bytes(), KiB(2));
}

TEST_F(GrowingStorageTest, ADictionaryGrowsPastEveryFirstSize) {
  forthvm::VmHarness& vm = Make(PageCount{1023});
  EXPECT_EQ(Define(0, 12'000), "ok");
  EXPECT_EQ(vm.Answer("WORD0 . WORD1 . WORD4567 . WORD11999 ."), "2 4 9136 24000 ok");
  EXPECT_EQ(vm.Answer("HELP WORD4567").substr(0, 18), "WORD4567  ( -- n )");
  EXPECT_GT(storage_->bytes(), KiB(800));
  // What is forgotten is given back.
  EXPECT_EQ(vm.Answer("FORGET WORD10 WORD9 . WORD10").substr(0, 3), "20 ");
  EXPECT_LT(storage_->bytes(), KiB(8));
  EXPECT_EQ(vm.Answer("FORGET WORD0 : WORD0 5 ; WORD0 ."), "5 ok");
}

TEST_F(GrowingStorageTest, ArraysCountWithThePagesOfTheEnvelope) {
  forthvm::VmHarness& vm = Make(PageCount{40});
  const std::string full = Define(0, 12'000);
  EXPECT_TRUE(full.starts_with("? dictionary overflow: ")) << full;
  EXPECT_EQ(vm.vm().uncaught(), -8);
  EXPECT_LE(PagesFor(storage_->bytes()) + envelope_.statistics().resident, PageCount{40});
  EXPECT_EQ(envelope_.statistics().limit, PageCount{40} - PagesFor(storage_->bytes()));
  // It goes on with what it has, and has more again once it forgets.
  EXPECT_EQ(vm.Answer("WORD5 ."), "12 ok");
  EXPECT_EQ(vm.Answer("FORGET WORD0 : W 7 ; W ."), "7 ok");
  EXPECT_EQ(Define(0, 100), "ok");
}

TEST_F(GrowingStorageTest, PhysicsHasMemoryWhileItIsOnAlone) {
  forthvm::VmHarness& vm = Make(PageCount{256});
  // The table of arrays that are rarely used comes with the first definition, and stays.
  EXPECT_EQ(vm.Answer(": THREE 3 ; THREE ."), "3 ok");
  const ByteCount before = storage_->bytes();
  EXPECT_EQ(vm.Answer("PHYSICS-ON"), "ok");
  EXPECT_GT(storage_->bytes(), before + KiB(48));
  EXPECT_LT(storage_->bytes(), before + KiB(96));
  EXPECT_EQ(vm.Answer("PHYSICS-OFF"), "ok");
  EXPECT_EQ(storage_->bytes(), before);
  // Off and on again within a piece, in other memory.
  EXPECT_EQ(vm.Answer("PHYSICS-ON"), "ok");
  EXPECT_EQ(vm.Answer("PHYSICS-OFF 16 ALLOCATE PHYSICS-ON 3 PHYSICS-PERIOD! 2DROP"), "ok");
  vm.Answer("COLD");
  EXPECT_LE(storage_->bytes(), KiB(3));
  EXPECT_EQ(vm.Answer("PHYSICS-ON PHYSICS-OFF 1 2 + ."), "3 ok");
}

TEST_F(GrowingStorageTest, PhysicsIsRefusedWhereItDoesNotFit) {
  forthvm::VmHarness& vm = Make(PageCount{24});
  // The table of arrays that are rarely used comes with the first definition, and stays.
  EXPECT_EQ(vm.Answer(": THREE 3 ; THREE ."), "3 ok");
  const ByteCount before = storage_->bytes();
  const std::string refused = vm.Answer("PHYSICS-ON");
  EXPECT_TRUE(refused.starts_with("? out of memory: physics takes ")) << refused;
  EXPECT_EQ(storage_->bytes(), before);
  EXPECT_EQ(vm.Answer("PHYSICS-OFF 1 2 + ."), "3 ok");
}

TEST_F(GrowingStorageTest, PhysicsHasAPlaceForWordsThatCameLater) {
  forthvm::VmHarness& vm = Make(PageCount{1023});
  EXPECT_EQ(vm.Answer("PHYSICS-ON 1 PHYSICS-PERIOD! 1 PHYSICS-LOOPS!"), "ok");
  EXPECT_EQ(Define(0, 1500), "ok");
  EXPECT_EQ(vm.Answer(": RUN 0 DO WORD1499 DROP LOOP ; 100 RUN ' WORD1499 ENTROPY@ ."), "100 ok");
  EXPECT_EQ(vm.Answer("' WORD3 FREEZE-WORD ' WORD3 FROZEN? ."), "-1 ok");
  EXPECT_GE(storage_->figures().heat, 100U);
  EXPECT_EQ(vm.Answer("PHYSICS-OFF"), "ok");
  EXPECT_EQ(storage_->figures().heat, 0U);
}

TEST_F(GrowingStorageTest, WhatTheHeapTakesIsCharged) {
  Make(PageCount{1023}).Go();
  const auto all_but_arrays = [&] { return heap_.statistics().in_use - storage_->bytes(); };
  const ByteCount before = all_but_arrays();
  // Through every size class and beyond, up and down.
  for (int words = 1; words < 3'000; words *= 2) {
    ASSERT_EQ(Define(0, words), "ok");
    EXPECT_EQ(all_but_arrays(), before) << words;
    ASSERT_EQ(vm_->Answer("FORGET WORD0"), "ok");
    EXPECT_EQ(all_but_arrays(), before) << words;
  }
  EXPECT_EQ(storage_->figures().memory,
            storage_->bytes() + BytesOf(envelope_.statistics().resident));
}

TEST_F(GrowingStorageTest, EnvelopePagesLeaveNoRoomForArrays) {
  forthvm::VmHarness& vm = Make(PageCount{40});
  EXPECT_EQ(vm.Answer("HERE 150000 ALLOT 150000 ERASE").substr(0, 15), "? out of memory");
  const std::string full = Define(0, 2'000);
  EXPECT_TRUE(full.starts_with("? dictionary overflow: ")) << full;
}

TEST_F(GrowingStorageTest, StacksGrowUpToTheirLimits) {
  forthvm::VmHarness& vm = Make(PageCount{256});
  EXPECT_EQ(vm.Answer(": UP ( n -- ) 0 ?DO I LOOP ; 1000 UP DEPTH ."), "1000 ok");
  EXPECT_EQ(vm.Answer("100 UP"), "? stack overflow: I (THROW -3)");
  EXPECT_EQ(vm.Answer(": DEEP ( n -- ) DUP IF 1- RECURSE ELSE DROP THEN ; 1000 DEEP 5 ."), "5 ok");
  EXPECT_EQ(vm.Answer("1100 DEEP").substr(0, 23), "? return stack overflow");
  EXPECT_EQ(vm.Answer("S\" STACK-CELLS\" ENVIRONMENT? . ."), "-1 1024 ok");
  EXPECT_EQ(vm.Answer(": NEST {: n :} n IF n 1- RECURSE THEN ; 200 NEST DEPTH ."), "0 ok");
  EXPECT_EQ(vm.Answer("DEFER D : C DUP IF 1- ['] D CATCH DROP THEN ; ' C IS D 50 C ."), "0 ok");
  EXPECT_EQ(vm.Answer(": MANY 0 DO 8 ALLOCATE THROW LOOP ; 300 MANY DEPTH ."), "300 ok");
}

TEST_F(GrowingStorageTest, AMarkerOutlivesTheStorageThatItGivesBack) {
  forthvm::VmHarness& vm = Make(PageCount{256});
  EXPECT_EQ(vm.Answer("MARKER M M 1 ."), "1 ok");
  EXPECT_EQ(vm.Answer("VOCABULARY V ALSO V DEFINITIONS MARKER M"), "ok");
  EXPECT_EQ(Define(0, 300), "ok");
  EXPECT_EQ(vm.Answer("ONLY FORTH DEFINITIONS V M GET-ORDER ."), "2 ok");
  EXPECT_EQ(
      vm.Answer(
          "2DROP ALSO FORTH ALSO FORTH ALSO FORTH ALSO FORTH ALSO FORTH ALSO FORTH ALSO FORTH"),
      "ok");
  EXPECT_EQ(vm.Answer("ALSO FORTH ALSO FORTH ALSO FORTH ALSO FORTH ALSO FORTH ALSO FORTH"), "ok");
  for (int count = 1; count < 40; ++count) {
    vm.Answer(": W 1 2 3 ;");
    vm.Answer("MARKER M");
    ASSERT_EQ(Define(0, 40), "ok");
    ASSERT_EQ(vm.Answer("M 7 ."), "7 ok");
  }
}

TEST_F(GrowingStorageTest, RoomForSeveralItemsIsRoomForAllOfThem) {
  forthvm::VmHarness& vm = Make(PageCount{256});
  vm.Answer(": T 1022 0 DO I LOOP 1022 N>R 1 2 2>R ;");
  EXPECT_EQ(vm.Answer("T"), "? return stack overflow: 2>R (THROW -5)");
  vm.Answer(": U 1022 0 DO I >R LOOP 1022 >R NR> ;");
  EXPECT_EQ(vm.Answer("U"), "ok");
  EXPECT_EQ(vm.Answer("1."), "? stack overflow: a number (THROW -3)");
  EXPECT_EQ(vm.Answer(": V 1022 0 DO I LOOP 1022 N>R ['] = 0 TRAVERSE-WORDLIST ; V").substr(0, 2),
            "? ");
}

/// Whatever is used up when memory ends, it is a THROW.
TEST_F(GrowingStorageTest, NothingGrowsWithoutMemory) {
  for (int size = 8; size < 500; size += 6) {
    forthvm::VmHarness& vm = Make(PageCount{48});
    vm.Answer(": SHAPE ( k -- ) DUP 0 DO 0 >R LOOP >R NR> 0 DO DROP LOOP ;");
    vm.Answer(": FULL 4194304 HERE 4095 + 4096 / 4096 * DO 0 I C! 4096 +LOOP ;");
    vm.Answer(": C4 1 . ; : C3 ['] C4 CATCH . ; : C2 ['] C3 CATCH . ; : C1 ['] C2 CATCH . ;");
    vm.Answer(": E3 S\" 77 .\" EVALUATE ; : E2 S\" E3\" EVALUATE ; : E1 S\" E2\" EVALUATE ;");
    vm.Answer(std::to_string(size) + " SHAPE ' FULL CATCH .");
    for (const std::string_view line :
         {"E1", "C1", "[: [: [: [: 1 ;] ;] ;] ;]", "MARKER M", ": A {: a b c d e f g h i :} ;",
          "ALSO FORTH ALSO FORTH GET-ORDER", "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17",
          "VARIABLE X VARIABLE Y VARIABLE Z", "S\" b\" S\" a\" REPLACES"}) {
      vm.Answer(line);
      ASSERT_EQ(vm.Answer("1 2 + ."), "3 ok") << size << ": " << line;
    }
  }
}

TEST_F(GrowingStorageTest, GrowingIsPaidFor) {
  forthvm::VmHarness& vm = Make(PageCount{1023});
  vm.Answer(": MAKE WORDLIST SET-CURRENT S\" CREATE X\" EVALUATE ; : MANY 0 DO MAKE LOOP ;");
  vm.host().TypeLine("800 MANY");
  Reductions most_owed;
  while (vm.vm().Run(Reductions(100)) == forthvm::RunOutcome::kQuantumSpent) {
    most_owed = std::max(most_owed, vm.vm().owed());
  }
  // 1,792 words of 72 bytes are moved when the place of the 897th is needed.
  EXPECT_GE(most_owed, Reductions(1792 * sizeof(forthvm::WordHeader) / 16 - 200));
  EXPECT_EQ(vm.Answer("ONLY FORTH DEFINITIONS 5 ."), "5 ok");
}

TEST_F(GrowingStorageTest, ColdGivesBackWhatProgramsAdded) {
  forthvm::VmHarness& vm = Make(PageCount{512});
  EXPECT_EQ(Define(0, 1'000), "ok");
  const ByteCount before = storage_->bytes();
  EXPECT_EQ(vm.Answer("COLD"), "ok");
  EXPECT_LT(storage_->bytes(), before - KiB(64));
  EXPECT_EQ(vm.Answer("WORD1"), "? undefined word: WORD1 (THROW -13)");
  EXPECT_EQ(Define(0, 100), "ok");
}

TEST_F(GrowingStorageTest, NothingIsLost) {
  const heap::HeapStatistics before = heap_.statistics();
  for (int count = 0; count < 3; ++count) {
    Make(PageCount{512});
    EXPECT_EQ(Define(0, 500), "ok");
    vm_.reset();
    storage_.reset();
    envelope_.Reset();
    EXPECT_EQ(heap_.statistics().blocks, before.blocks);
    EXPECT_EQ(heap_.statistics().in_use, before.in_use);
  }
}

TEST_F(GrowingStorageTest, WhatDoesNotFitChangesNothing) {
  Make(PageCount{40});
  forthvm::VmStorage storage = storage_->AtFirst();
  ASSERT_TRUE(storage_->Resize(StoragePart::kDataStack, 4, storage).ok());
  storage.data_stack[3] = 7;
  EXPECT_EQ(storage_->Resize(StoragePart::kDataStack, 1'000'000, storage).error(),
            Error::kCapacity);
  EXPECT_EQ(storage.data_stack.size(), 4U);
  EXPECT_EQ(storage.data_stack[3], 7);
  ASSERT_TRUE(storage_->Resize(StoragePart::kDataStack, 5, storage).ok());
  EXPECT_EQ(storage.data_stack[3], 7);
  EXPECT_EQ(storage.data_stack[4], 0);
  ASSERT_TRUE(storage_->Resize(StoragePart::kWords, 7, storage).ok());
  EXPECT_EQ(storage.name_slots.size(), 16U);
}

TEST_F(GrowingStorageTest, AWordThatMakesTheDataStackGrowIsSeenOnce) {
  forthvm::VmHarness& vm = Make(PageCount{400});
  vm.Answer("PHYSICS-ON 0 PHYSICS-PERIOD! 1 PHYSICS-LOOPS! : W 0 600 0 DO DUP LOOP ;");
  EXPECT_EQ(vm.Answer("W DEPTH . ' DUP ENTROPY@ ."), "601 600 ok");
}

}  // namespace
}  // namespace starkernel::kernel
