#include "src/kernel/packed_memory.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/kernel/nursery_world.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {
namespace {

constexpr PageCount kEnvelope{64};

class PackedMemoryTest : public testing::Test, protected NurseryWorld {
 protected:
  std::byte& At(std::size_t address) { return envelope_.bytes()[address]; }
  void Fill(std::size_t page, std::size_t bytes) {
    for (std::size_t index = 0; index < bytes; ++index) {
      At(page * kPageSize.value() + index) = std::byte{0x5A};
    }
  }
  std::vector<pmm::FrameRun> TakeAll() {
    std::vector<pmm::FrameRun> taken;
    for (auto frame = frames_.Allocate(); frame.ok(); frame = frames_.Allocate()) {
      taken.push_back(std::move(frame).value());
    }
    return taken;
  }

  vmm::Envelope envelope_ =
      envelopes_
          .Allocate({.size = BytesOf(kEnvelope), .kept = PageCount{1}, .windows = PageCount{2}})
          .value();
};

TEST_F(PackedMemoryTest, WhatWasThereIsThereAgainAndNothingElse) {
  At(0x1000) = std::byte{1};
  At(0x1FFF) = std::byte{2};
  At(0x7008) = std::byte{3};
  const PageCount resident = envelope_.statistics().resident;
  const std::uint64_t faults = envelope_.statistics().faults;
  const PackedMemory packed = PackedMemory::Pack(heap_, envelope_).value();
  // Two pages with their heads of nine words, and the three words that are not zero.
  EXPECT_EQ(packed.bytes(), ByteCount{256});
  EXPECT_TRUE(envelope_.is_vacant());
  EXPECT_EQ(envelope_.statistics().resident, PageCount{0});
  ASSERT_TRUE(packed.Unpack(envelope_).ok());
  EXPECT_FALSE(envelope_.is_vacant());
  EXPECT_EQ(envelope_.statistics().resident, resident);
  EXPECT_EQ(envelope_.statistics().faults, faults);
  EXPECT_EQ(At(0x1000), std::byte{1});
  EXPECT_EQ(At(0x1001), std::byte{0});
  EXPECT_EQ(At(0x1FFF), std::byte{2});
  EXPECT_EQ(At(0x7008), std::byte{3});
  // Others come by being touched, as before.
  EXPECT_EQ(At(0x9000), std::byte{0});
  EXPECT_EQ(envelope_.statistics().faults, faults + 1);
}

TEST_F(PackedMemoryTest, SixteenPagesArePackedAndNoMore) {
  for (std::size_t page = 1; page <= PackedMemory::kMostPages.value(); ++page) {
    Fill(page, 1);
  }
  PackedMemory packed = PackedMemory::Pack(heap_, envelope_).value();
  ASSERT_TRUE(packed.Unpack(envelope_).ok());
  packed = {};
  Fill(PackedMemory::kMostPages.value() + 1, 1);
  EXPECT_EQ(PackedMemory::Pack(heap_, envelope_).error(), Error::kCapacity);
  EXPECT_EQ(envelope_.statistics().resident, PackedMemory::kMostPages + PageCount{1});
  EXPECT_FALSE(envelope_.is_vacant());
}

TEST_F(PackedMemoryTest, WhatWouldTakeMoreThanHalfStaysAsItIs) {
  // 247 words and nine for the head are half a page.
  Fill(1, std::size_t{247} * 8);
  const PackedMemory packed = PackedMemory::Pack(heap_, envelope_).value();
  EXPECT_EQ(packed.bytes(), ByteCount{2048});
  ASSERT_TRUE(packed.Unpack(envelope_).ok());
  Fill(1, std::size_t{247} * 8 + 1);
  EXPECT_EQ(PackedMemory::Pack(heap_, envelope_).error(), Error::kCapacity);
  EXPECT_EQ(At(0x1000 + 247 * 8), std::byte{0x5A});
}

TEST_F(PackedMemoryTest, WithoutMemoryNothingChanges) {
  Fill(1, 1);
  Fill(5, 1);
  heap_.FailBehind(0);
  EXPECT_EQ(PackedMemory::Pack(heap_, envelope_).error(), Error::kOutOfMemory);
  EXPECT_EQ(At(0x5000), std::byte{0x5A});
  const PackedMemory packed = PackedMemory::Pack(heap_, envelope_).value();
  std::vector<pmm::FrameRun> taken = TakeAll();
  // It takes two pages, and tables that are not there.
  std::size_t frames = 0;
  for (Result<void> unpacked = packed.Unpack(envelope_); !unpacked.ok();
       unpacked = packed.Unpack(envelope_)) {
    ASSERT_EQ(unpacked.error(), Error::kOutOfMemory);
    ASSERT_TRUE(envelope_.is_vacant());
    ASSERT_EQ(envelope_.statistics().resident, PageCount{0});
    ASSERT_EQ(frames_.statistics().free, PageCount{frames});
    ASSERT_FALSE(taken.empty());
    taken.pop_back();
    ++frames;
  }
  EXPECT_GE(frames, 2U);
  EXPECT_EQ(At(0x1000), std::byte{0x5A});
  EXPECT_EQ(At(0x5000), std::byte{0x5A});
}

TEST_F(PackedMemoryTest, OneThatIsVacantGivesEverythingBack) {
  const auto all_free = [this] {
    heap_.Trim();
    envelopes_.Trim();
    return frames_.statistics().free;
  };
  const PageCount before = all_free();
  {
    const vmm::Envelope other =
        envelopes_.Allocate({.size = BytesOf(kEnvelope), .kept = PageCount{1}, .stays_ready = true})
            .value();
    vmm::Envelope packed_one =
        envelopes_.Allocate({.size = BytesOf(kEnvelope), .kept = PageCount{1}, .stays_ready = true})
            .value();
    const PackedMemory packed = PackedMemory::Pack(heap_, packed_one).value();
    EXPECT_EQ(packed_one.Drain(PageCount{8}), PageCount{0});
  }
  EXPECT_EQ(all_free(), before);
}

TEST_F(PackedMemoryTest, NobodyTouchesOneThatIsVacant) {
  const PackedMemory packed = PackedMemory::Pack(heap_, envelope_).value();
  EXPECT_DEATH(At(0x1000) = std::byte{1}, "");
}

/// Whatever is written where.
TEST_F(PackedMemoryTest, RandomContentsSurvive) {
  std::mt19937_64 random(8);
  for (int round = 0; round < 200; ++round) {
    for (std::uint64_t writes = random() % 64; writes > 0; --writes) {
      const std::size_t page = 1 + random() % 12;
      At(page * kPageSize.value() + random() % kPageSize.value()) = std::byte(random() & 0xFF);
    }
    const std::vector<std::byte> before(envelope_.bytes().begin() + 0x1000,
                                        envelope_.bytes().begin() + 0xD000);
    const PageCount resident = envelope_.statistics().resident;
    const Result<PackedMemory> packed = PackedMemory::Pack(heap_, envelope_);
    ASSERT_EQ(packed.ok(), envelope_.is_vacant());
    if (packed.ok()) {
      ASSERT_TRUE(packed.value().Unpack(envelope_).ok());
    }
    ASSERT_GE(envelope_.statistics().resident, resident);
    const std::vector<std::byte> after(envelope_.bytes().begin() + 0x1000,
                                       envelope_.bytes().begin() + 0xD000);
    ASSERT_EQ(after, before) << round;
  }
}

}  // namespace
}  // namespace starkernel::kernel
