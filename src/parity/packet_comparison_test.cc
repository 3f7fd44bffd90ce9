#include "src/parity/packet_comparison.h"

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/text_collector.h"
#include "src/forthvm/vm_harness.h"
#include "src/parity/parity_packet.h"
#include "src/parity/post.h"
#include "src/parity/post_attempt.h"
#include "src/parity/post_case.h"
#include "src/parity/post_test_storage.h"

namespace starkernel::parity {
namespace {

std::string Compared(std::string_view one, std::string_view other) {
  TextCollector said;
  const bool match = ComparePackets(one, other, said);
  EXPECT_EQ(match, said.text() == "PARITY:MATCH\n");
  return said.text();
}

/// The packet of a VM instance whose words are these.
std::string PacketOf(std::initializer_list<std::string_view> lines) {
  forthvm::VmHarness vm;
  for (const std::string_view line : lines) {
    EXPECT_EQ(vm.Answer(line), "ok") << line;
  }
  TextCollector packet;
  WriteBootstrap(BootstrapOf(vm.vm()), packet);
  return packet.text();
}

/// The packet of a POST that has this one case.
std::string PostPacketOf(std::string_view post_case) {
  PostTestStorage storage(kPostEnvelope);
  const PostModule module{.name = "one", .line = 1, .text = post_case};
  TextCollector table;
  TextCollector packet;
  WritePostPacket(storage.Run(std::span(&module, 1), table), packet);
  return packet.text();
}

/// What is wrong with a mismatch that only the hash shows.
void ExpectHashNamed(std::string_view said) {
  EXPECT_TRUE(said.starts_with("PARITY:MISMATCH M7.1a: hash is 0x")) << said;
  EXPECT_EQ(said.find(','), std::string_view::npos) << said;
}

TEST(PacketComparisonTest, TheSameWordsMatch) {
  const std::string packet = PacketOf({": SQUARE DUP * ;", ": FAR 1000 0 DO I LOOP ;"});
  EXPECT_EQ(Compared(packet, PacketOf({": SQUARE DUP * ;", ": FAR 1000 0 DO I LOOP ;"})),
            "PARITY:MATCH\n");
}

TEST(PacketComparisonTest, OneWordInADefinitionDiffers) {
  ExpectHashNamed(Compared(PacketOf({": SQUARE DUP * ;"}), PacketOf({": SQUARE DUP + ;"})));
  ExpectHashNamed(Compared(PacketOf({": X EXIT DUP ;"}), PacketOf({": X EXIT DROP ;"})));
  ExpectHashNamed(Compared(PacketOf({": A ; : B ; : X A ;"}), PacketOf({": A ; : B ; : X B ;"})));
  ExpectHashNamed(Compared(PacketOf({": X DUP ;"}), PacketOf({": X DUP ; IMMEDIATE"})));
  ExpectHashNamed(Compared(PacketOf({": X ;"}), PacketOf({": Y ;"})));
}

TEST(PacketComparisonTest, OneLiteralDiffers) {
  ExpectHashNamed(Compared(PacketOf({": X 5 ;"}), PacketOf({": X 6 ;"})));
  ExpectHashNamed(Compared(PacketOf({": X $123456789 ;"}), PacketOf({": X $123456788 ;"})));
  ExpectHashNamed(Compared(PacketOf({"5 CONSTANT X"}), PacketOf({"6 CONSTANT X"})));
  ExpectHashNamed(Compared(PacketOf({"1. 2CONSTANT X"}), PacketOf({"-1. 2CONSTANT X"})));
}

TEST(PacketComparisonTest, OneBranchDiffers) {
  ExpectHashNamed(Compared(PacketOf({": X IF 1 THEN 2 ;"}), PacketOf({": X IF 1 2 THEN ;"})));
  ExpectHashNamed(
      Compared(PacketOf({": X BEGIN 1 DUP UNTIL ;"}), PacketOf({": X 1 BEGIN DUP UNTIL ;"})));
  ExpectHashNamed(Compared(PacketOf({": X DO I LOOP ;"}), PacketOf({": X ?DO I LOOP ;"})));
  ExpectHashNamed(Compared(PacketOf({": X IF THEN ;"}), PacketOf({": X AHEAD THEN ;"})));
}

TEST(PacketComparisonTest, OneMoreWordDiffersInAllFields) {
  const std::string said = Compared(PacketOf({}), PacketOf({"VARIABLE X"}));
  EXPECT_TRUE(said.starts_with("PARITY:MISMATCH M7.1a: word_count is ")) << said;
  for (const std::string_view field : {", here is ", ", latest_id is ", ", hash is "}) {
    EXPECT_NE(said.find(field), std::string::npos) << field;
  }
}

TEST(PacketComparisonTest, OneCaseOfPostDiffers) {
  const std::string passed = PostPacketOf("1 2 + -> 3\n");
  EXPECT_EQ(Compared(passed, PostPacketOf("2 1 + -> 3\n")), "PARITY:MATCH\n");
  EXPECT_EQ(Compared(passed, PostPacketOf("1 2 + -> 4\n")),
            "PARITY:MISMATCH M7.1b: pass is 1 and 0, fail is 0 and 1\n");
  EXPECT_EQ(Compared(passed, PostPacketOf("needs NO-SUCH\n1 2 + -> 3\n")),
            "PARITY:MISMATCH M7.1b: pass is 1 and 0, skip is 0 and 1\n");
}

TEST(PacketComparisonTest, EachPacketIsNamed) {
  EXPECT_EQ(Compared("PARITY:A x=1 y=2\nPARITY:B z=3\n", "PARITY:A x=1 y=3\nPARITY:B z=4\n"),
            "PARITY:MISMATCH A: y is 2 and 3\nPARITY:MISMATCH B: z is 3 and 4\n");
  EXPECT_EQ(Compared("PARITY:A x=1\nPARITY:B z=3\n", "PARITY:A x=1\n"),
            "PARITY:MISMATCH B: only the first has it\n");
  EXPECT_EQ(Compared("PARITY:A x=1\n", "PARITY:A x=1\nPARITY:B z=3\n"),
            "PARITY:MISMATCH B: only the second has it\n");
  EXPECT_EQ(Compared("PARITY:A x=1 y=2\n", "PARITY:A x=1\n"),
            "PARITY:MISMATCH A: y is 2 and missing\n");
}

TEST(PacketComparisonTest, OtherLinesCountForNothing) {
  EXPECT_EQ(Compared("boot\nPARITY:A x=1\nbye\n", "PARITY:A x=1"), "PARITY:MATCH\n");
  EXPECT_EQ(Compared("boot\n", "bye\n"), "PARITY:MISMATCH there are no packets\n");
  EXPECT_EQ(Compared("", ""), "PARITY:MISMATCH there are no packets\n");
}

}  // namespace
}  // namespace starkernel::parity
