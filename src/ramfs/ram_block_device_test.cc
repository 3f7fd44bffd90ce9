#include "src/ramfs/ram_block_device.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "src/base/quantities.h"
#include "src/base/result.h"
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

}  // namespace
}  // namespace starkernel::ramfs
