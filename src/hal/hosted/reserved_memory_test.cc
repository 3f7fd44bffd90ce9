#include <gtest/gtest.h>
#include <sys/resource.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/expect_panic.h"
#include "src/base/quantities.h"
#include "src/hal/hosted/arguments_unsafe.h"
#include "src/hal/hosted/fault_signals.h"
#include "src/hal/hosted/host_memory.h"
#include "src/hal/hosted/reserved_range.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/x86_64/stack_trace.h"

// What the hosted machine asks of the host by pointers and addresses.

namespace starkernel::hal {
namespace {

// More than the host has addresses for, but a number that it takes.
constexpr ByteCount kTooMuch{std::uint64_t{1} << 62U};

TEST(ArgumentsTest, TheProgramNameIsLeftOut) {
  std::string program = "program";
  std::string first = "--file";
  std::string second = "a.fs";
  std::array<char*, 4> values = {program.data(), first.data(), second.data(), nullptr};
  EXPECT_EQ(ProgramArguments(3, values.data()), (std::vector<std::string_view>{"--file", "a.fs"}));
  EXPECT_TRUE(ProgramArguments(1, values.data()).empty());
  EXPECT_TRUE(ProgramArguments(0, values.data()).empty());
}

TEST(HostMemoryTest, MemoryIsZeroAndWritable) {
  auto memory = HostMemory::Create(ByteCount{8192});
  ASSERT_TRUE(memory.ok());
  const std::span<std::byte> bytes = memory.value().bytes();
  ASSERT_EQ(bytes.size(), 8192U);
  EXPECT_EQ(bytes.back(), std::byte{0});
  bytes.back() = std::byte{7};
  const HostMemory moved = std::move(memory).value();
  EXPECT_EQ(moved.bytes().back(), std::byte{7});
}

TEST(HostMemoryTest, MoreThanThereIsCannotBeHad) {
  EXPECT_EQ(HostMemory::Create(ByteCount{std::numeric_limits<std::uint64_t>::max()}).error(),
            Error::kOverflow);
  EXPECT_EQ(HostMemory::Create(kTooMuch).error(), Error::kOutOfMemory);
}

TEST(HostMemoryTest, WithoutADescriptorThereIsNoMemory) {
  rlimit usual{};
  ASSERT_EQ(getrlimit(RLIMIT_NOFILE, &usual), 0);
  rlimit none = usual;
  none.rlim_cur = 0;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &none), 0);
  const auto memory = HostMemory::Create(ByteCount{4096});
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &usual), 0);
  EXPECT_EQ(memory.error(), Error::kOutOfMemory);
}

TEST(ReservedRangeTest, ARangeStartsAtALargePage) {
  const auto range = ReservedRange::Create(ByteCount{4096});
  ASSERT_TRUE(range.ok());
  EXPECT_EQ(range.value().base().value() % kLargePageSize.value(), 0U);
}

TEST(ReservedRangeTest, MoreAddressesThanThereAreCannotBeHad) {
  EXPECT_EQ(ReservedRange::Create(kTooMuch).error(), Error::kOutOfMemory);
}

TEST(ReservedRangeTest, NothingOutsideTheRangeIsShown) {
  auto range = ReservedRange::Create(ByteCount{8192});
  ASSERT_TRUE(range.ok());
  EXPECT_TRUE(range.value().Hide(ByteCount{4096}, ByteCount{4096}));
  EXPECT_PANIC(static_cast<void>(range.value().Hide(ByteCount{4096}, ByteCount{8192})),
               "outside the envelope range");
  EXPECT_PANIC(static_cast<void>(range.value().Hide(ByteCount{12288}, ByteCount{0})),
               "outside the envelope range");
}

TEST(StackReaderTest, OnlyWhatCanBeReadIsAFrame) {
  const HostStackReader reader;
  const VirtAddr frame = CallerFramePointer();
  const auto read = reader.FrameAt(frame);
  ASSERT_TRUE(read.has_value());
  EXPECT_GT(read->caller_frame, frame) << "stacks grow downwards";
  EXPECT_FALSE(reader.FrameAt(VirtAddr(frame.value() + 1)).has_value());
  EXPECT_FALSE(reader.FrameAt(VirtAddr{0}).has_value());
}

TEST(StackReaderTest, TheImageEndsBehindItsData) {
  const TracedImage image = ProgramImage();
  EXPECT_EQ(image.base, VirtAddr{0});
  // lld puts a program that is not position-independent at 2 MiB.
  EXPECT_GT(image.size, MiB(2) + ByteCount{4096});
}

}  // namespace
}  // namespace starkernel::hal
