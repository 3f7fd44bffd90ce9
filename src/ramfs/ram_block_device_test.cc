#include "src/ramfs/ram_block_device.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/heap/account.h"
#include "src/heap/block.h"
#include "src/ramfs/small_machine.h"
#include "src/storage/block_device.h"

namespace starkernel::ramfs {
namespace {

using storage::BlockOutcome;
using Contents = std::array<std::byte, storage::kBlockSize>;

Contents Filled(char character) {
  Contents contents{};
  contents.fill(static_cast<std::byte>(character));
  return contents;
}

TEST(RamBlockDeviceTest, KeepsEachBlockAndTakesMemoryOnlyForThose) {
  SmallMachine machine{PageCount{512}};
  const auto device = std::make_unique<RamBlockDevice>(machine.heap());
  EXPECT_EQ(device->count(), 1024U);
  Contents read = Filled('?');
  EXPECT_EQ(device->Read(1023, read), BlockOutcome::kDone);
  EXPECT_EQ(read, Filled(' '));
  EXPECT_EQ(machine.heap().statistics().in_use.value(), 0U);
  EXPECT_EQ(device->Write(5, Filled('a')), BlockOutcome::kDone);
  // A page, and the list of pages.
  const ByteCount after_one = machine.heap().statistics().in_use;
  EXPECT_LE(after_one, kPageSize * 4);
  EXPECT_EQ(device->Write(6, Filled('b')), BlockOutcome::kDone);
  EXPECT_EQ(machine.heap().statistics().in_use, after_one);
  EXPECT_EQ(device->Write(9, Filled('c')), BlockOutcome::kDone);
  EXPECT_EQ(machine.heap().statistics().in_use, after_one + kPageSize);
  EXPECT_EQ(device->Read(5, read), BlockOutcome::kDone);
  EXPECT_EQ(read, Filled('a'));
  EXPECT_EQ(device->Read(6, read), BlockOutcome::kDone);
  EXPECT_EQ(read, Filled('b'));
  EXPECT_EQ(device->Read(4, read), BlockOutcome::kDone);
  EXPECT_EQ(read, Filled(' '));
  EXPECT_EQ(device->Flush(), BlockOutcome::kDone);
}

TEST(RamBlockDeviceTest, FailsWithoutMemory) {
  SmallMachine machine{PageCount{512}};
  const auto device = std::make_unique<RamBlockDevice>(machine.heap());
  ASSERT_EQ(device->Write(0, Filled('x')), BlockOutcome::kDone);
  std::vector<heap::Block> others;
  for (Result<heap::Block> block = machine.heap().Allocate(kPageSize); block.ok();
       block = machine.heap().Allocate(kPageSize)) {
    others.push_back(std::move(block).value());
  }
  const auto second = std::make_unique<RamBlockDevice>(machine.heap());
  EXPECT_EQ(second->Write(0, Filled('x')), BlockOutcome::kFailed) << "no list of pages";
  others.resize(others.size() - 3);
  std::uint64_t block = 4;
  while (device->Write(block, Filled('x')) == BlockOutcome::kDone) {
    block += 4;
    ASSERT_LT(block, device->count());
  }
  EXPECT_EQ(block, 4 * 4U);
  Contents read{};
  EXPECT_EQ(device->Read(block, read), BlockOutcome::kDone);
  EXPECT_EQ(read, Filled(' '));
  EXPECT_EQ(device->Read(0, read), BlockOutcome::kDone);
  EXPECT_EQ(read, Filled('x'));
}

/// An account without a limit, or one that may not be charged.
class TestAccount final : public heap::Account {
 public:
  [[nodiscard]] Result<void> Charge(ByteCount bytes) override {
    if (is_empty) {
      return Error::kCapacity;
    }
    charged += bytes;
    return {};
  }
  void Refund(ByteCount bytes) override { charged -= bytes; }

  bool is_empty = false;
  ByteCount charged;
};

TEST(RamBlockDeviceTest, WhatItTakesIsChargedAndDrainedBitByBit) {
  SmallMachine machine{PageCount{512}};
  TestAccount account;
  RamBlockDevice device(machine.heap());
  device.ChargeTo(account);
  EXPECT_EQ(device.Drain(1), 0U);
  for (std::uint64_t block = 0; block < 40; ++block) {
    ASSERT_EQ(device.Write(block, Filled('a')), BlockOutcome::kDone);
  }
  EXPECT_EQ(account.charged, machine.heap().statistics().in_use);
  account.is_empty = true;
  EXPECT_EQ(device.Write(39, Filled('b')), BlockOutcome::kDone);
  EXPECT_EQ(device.Write(40, Filled('b')), BlockOutcome::kFailed);
  EXPECT_EQ(account.charged, machine.heap().statistics().in_use);
  const ByteCount before = account.charged;
  EXPECT_EQ(device.Drain(7), 7U);
  EXPECT_EQ(account.charged, before - kPageSize * 7);
  EXPECT_EQ(device.Drain(7), 3U);
  EXPECT_EQ(device.Drain(7), 0U);
  EXPECT_EQ(account.charged, machine.heap().statistics().in_use);
}

}  // namespace
}  // namespace starkernel::ramfs
