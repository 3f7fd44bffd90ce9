#include "src/ipc/message_store.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "src/ipc/message.h"
#include "src/ipc/message_node.h"
#include "src/ipc/node_pool.h"

namespace starkernel::ipc {
namespace {

constexpr std::size_t kDirect = MessageNode::kDirect;
constexpr std::size_t kChunk = MessageChunk::kBytes;

std::string Text(std::size_t length) {
  std::string text;
  for (std::size_t index = 0; index < length; ++index) {
    text.push_back(static_cast<char>('!' + index % 89));
  }
  return text;
}

class MessageStoreTest : public testing::Test {
 protected:
  std::uint32_t Put(const std::string& text) { return store_.Put(std::as_bytes(std::span(text))); }
  bool Refill(std::uint32_t message, const std::string& text) {
    return store_.Refill(message, std::as_bytes(std::span(text)), Keeps::kReserve);
  }
  std::string Out(std::uint32_t message) {
    std::string text(store_[message].length, '?');
    store_.CopyOut(message, std::as_writable_bytes(std::span(text)));
    return text;
  }

  std::vector<MessageNode> nodes_{3};
  std::vector<MessageChunk> chunks_{65};
  MessageStore store_{nodes_, chunks_};
};

TEST_F(MessageStoreTest, KeepsEachLengthAndTakesNoMoreThanItNeeds) {
  const std::vector<std::pair<std::size_t, std::size_t>> lengths_and_chunks = {
      {0, 0},
      {1, 0},
      {kDirect, 0},
      {kDirect + 1, 1},
      {kDirect + kChunk, 1},
      {kDirect + kChunk + 1, 2},
      {kMaximumLength, 65}};
  for (const auto& [length, chunks] : lengths_and_chunks) {
    const std::string text = Text(length);
    const std::uint32_t message = Put(text);
    ASSERT_NE(message, kNoPlace) << length;
    EXPECT_EQ(store_.used_chunks(), chunks) << length;
    EXPECT_EQ(ChunksFor(length), chunks) << length;
    EXPECT_EQ(Out(message), text);
    store_.GiveBack(message);
    EXPECT_EQ(store_.used_nodes(), 0U);
    EXPECT_EQ(store_.used_chunks(), 0U);
  }
}

TEST_F(MessageStoreTest, RefusesWhatHasNoRoomAndTakesNothingForIt) {
  const std::uint32_t long_one = Put(Text(kDirect + 64 * kChunk));
  ASSERT_NE(long_one, kNoPlace);
  EXPECT_EQ(Put(Text(kDirect + kChunk + 1)), kNoPlace);
  EXPECT_EQ(store_.used_nodes(), 1U);
  EXPECT_EQ(store_.used_chunks(), 64U);
  EXPECT_NE(Put(Text(kDirect + kChunk)), kNoPlace);
  EXPECT_EQ(Put(Text(kDirect + 1)), kNoPlace);
  EXPECT_NE(Put(Text(kDirect)), kNoPlace);
  EXPECT_EQ(Put(""), kNoPlace) << "no node is left";
  EXPECT_EQ(Out(long_one), Text(kDirect + 64 * kChunk));
}

TEST_F(MessageStoreTest, FillsAMessageAgain) {
  const std::uint32_t message = Put(Text(kDirect + 2 * kChunk));
  store_.Empty(message);
  EXPECT_EQ(store_.used_nodes(), 1U);
  EXPECT_EQ(store_.used_chunks(), 0U);
  EXPECT_EQ(Out(message), "");
  ASSERT_NE(Put(Text(kDirect + 64 * kChunk)), kNoPlace);
  EXPECT_FALSE(Refill(message, Text(kDirect + kChunk + 1)));
  EXPECT_EQ(Out(message), "");
  EXPECT_TRUE(Refill(message, Text(kDirect + kChunk)));
  EXPECT_EQ(Out(message), Text(kDirect + kChunk));
}

TEST_F(MessageStoreTest, KeepsTheLastForWhoMayHaveTheReserve) {
  MessageStore store(nodes_, chunks_, 1, 2);
  const auto bytes = [](const std::string& text) { return std::as_bytes(std::span(text)); };
  const std::string long_one = Text(kDirect + 63 * kChunk);
  const std::string short_one = Text(kDirect + kChunk);
  const std::uint32_t first = store.Put(bytes(long_one));
  ASSERT_NE(first, kNoPlace);
  EXPECT_EQ(store.Put(bytes(short_one)), kNoPlace) << "two chunks are the reserve";
  const std::uint32_t second = store.Put({});
  ASSERT_NE(second, kNoPlace);
  EXPECT_EQ(store.Put({}), kNoPlace) << "one node is the reserve";
  EXPECT_FALSE(store.Refill(second, bytes(short_one), Keeps::kReserve));
  EXPECT_TRUE(store.Refill(second, bytes(short_one), Keeps::kNothing));
  const std::uint32_t third = store.PutInReserve(bytes(short_one));
  EXPECT_NE(third, kNoPlace);
  EXPECT_EQ(store.PutInReserve({}), kNoPlace);
  // What comes back fills the reserve first.
  store.GiveBack(second);
  EXPECT_EQ(store.Put({}), kNoPlace);
  store.GiveBack(third);
  EXPECT_NE(store.Put({}), kNoPlace);
}

}  // namespace
}  // namespace starkernel::ipc
