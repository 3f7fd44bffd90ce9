#include "src/parity/canonical_hash.h"

#include <cstdint>
#include <initializer_list>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/fnv1a.h"
#include "src/base/ids.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::parity {
namespace {

/// The hash of a VM instance after these lines, which all have to succeed.
std::uint64_t HashAfter(std::initializer_list<std::string_view> lines) {
  forthvm::VmHarness vm;
  for (const std::string_view line : lines) {
    EXPECT_EQ(vm.Answer(line), "ok") << line;
  }
  return CanonicalHash(vm.vm());
}

TEST(CanonicalHashTest, IsTheSameForTheSameWords) {
  EXPECT_EQ(HashAfter({}), HashAfter({}));
  EXPECT_EQ(HashAfter({": X 5 IF 6 THEN ;"}), HashAfter({": X 5 IF 6 THEN ;"}));
  // What a program does without making words is not hashed.
  EXPECT_EQ(HashAfter({}), HashAfter({"1 2 + DROP 5 PAD ! 100 ALLOT"}));
}

TEST(CanonicalHashTest, DiffersWithOneWord) {
  const std::uint64_t plain = HashAfter({": X DUP ;"});
  EXPECT_NE(plain, HashAfter({}));
  EXPECT_NE(plain, HashAfter({": X OVER ;"}));
  EXPECT_NE(plain, HashAfter({": X DUP DUP ;"}));
  EXPECT_NE(plain, HashAfter({": X ;"}));
  EXPECT_NE(plain, HashAfter({": X DUP EXIT ;"}));
  EXPECT_NE(HashAfter({": X ;", ": Y ;", ": Z X ;"}), HashAfter({": X ;", ": Y ;", ": Z Y ;"}));
}

TEST(CanonicalHashTest, DiffersWithNameOrOrder) {
  EXPECT_NE(HashAfter({": X ;"}), HashAfter({": Y ;"}));
  EXPECT_NE(HashAfter({": X ;"}), HashAfter({": x ;"}));
  EXPECT_NE(HashAfter({": X ;", ": Y ;"}), HashAfter({": Y ;", ": X ;"}));
}

TEST(CanonicalHashTest, DiffersWithOneFlag) {
  EXPECT_NE(HashAfter({": X DUP ;"}), HashAfter({": X DUP ; IMMEDIATE"}));
}

TEST(CanonicalHashTest, DiffersWithOneLiteral) {
  EXPECT_NE(HashAfter({": X 5 ;"}), HashAfter({": X 6 ;"}));
  EXPECT_NE(HashAfter({": X $100000000 ;"}), HashAfter({": X $200000000 ;"}));
  EXPECT_NE(HashAfter({": X $100000001 ;"}), HashAfter({": X $100000002 ;"}));
  EXPECT_NE(HashAfter({": X -1 ;"}), HashAfter({": X $FFFFFFFF ;"}));
}

TEST(CanonicalHashTest, DiffersWithOneBranch) {
  EXPECT_NE(HashAfter({": X IF DUP THEN DUP ;"}), HashAfter({": X IF DUP DUP THEN ;"}));
  EXPECT_NE(HashAfter({": X BEGIN DUP UNTIL ;"}), HashAfter({": X DUP BEGIN UNTIL ;"}));
  EXPECT_NE(HashAfter({": X IF THEN ;"}), HashAfter({": X AHEAD THEN ;"}));
  EXPECT_NE(HashAfter({": X DO LOOP ;"}), HashAfter({": X ?DO LOOP ;"}));
}

TEST(CanonicalHashTest, DiffersBehindTheFirstExit) {
  EXPECT_NE(HashAfter({": X IF EXIT THEN 1 ;"}), HashAfter({": X IF EXIT THEN 2 ;"}));
}

TEST(CanonicalHashTest, DiffersWithWhatAWordHolds) {
  EXPECT_NE(HashAfter({"5 CONSTANT X"}), HashAfter({"6 CONSTANT X"}));
  EXPECT_NE(HashAfter({"5 CONSTANT X"}), HashAfter({"5 VALUE X"}));
  EXPECT_NE(HashAfter({"5 6 2CONSTANT X"}), HashAfter({"5 7 2CONSTANT X"}));
  EXPECT_NE(HashAfter({"5 VALUE X"}), HashAfter({"5 VALUE X 6 TO X"}));
  EXPECT_NE(HashAfter({"DEFER X"}), HashAfter({"DEFER X ' DUP IS X"}));
  EXPECT_NE(HashAfter({"DEFER X ' SWAP IS X"}), HashAfter({"DEFER X ' DUP IS X"}));
  EXPECT_NE(HashAfter({"CREATE X"}), HashAfter({"8 ALLOT CREATE X"}));
  EXPECT_NE(HashAfter({": M CREATE DOES> DUP ;", "M X"}),
            HashAfter({": M CREATE DOES> DUP ;", "CREATE X"}));
  EXPECT_NE(HashAfter({"5 VALUE A 5 VALUE B", ": X TO A ;"}),
            HashAfter({"5 VALUE A 5 VALUE B", ": X TO B ;"}));
}

TEST(CanonicalHashTest, DoesNotDependOnWhereCodeLies) {
  // A definition that failed leaves nothing, but one without a name keeps its word id.
  forthvm::VmHarness plain;
  forthvm::VmHarness moved;
  EXPECT_EQ(plain.Answer(": X DUP IF 1 ELSE RECURSE THEN ;"), "ok");
  EXPECT_EQ(moved.Answer(": GONE DUP DUP DUP NO-SUCH"), "? undefined word: NO-SUCH (THROW -13)");
  EXPECT_EQ(moved.Answer(": X DUP IF 1 ELSE RECURSE THEN ;"), "ok");
  EXPECT_EQ(CanonicalHash(plain.vm()), CanonicalHash(moved.vm()));
}

TEST(CanonicalHashTest, CreationIndicesCountFromZero) {
  EXPECT_EQ(CreationIndex(WordId(1)), 0);
  EXPECT_EQ(CreationIndex(WordId(43)), 42);
}

/// One word's share, written out by hand.
TEST(CanonicalHashTest, HashesWhatItSays) {
  forthvm::VmHarness vm;
  const std::uint32_t index = CreationIndex(vm.vm().word_end());
  const std::uint32_t dup = CreationIndex(vm.vm().dictionary().Find("DUP"));
  const std::uint64_t before = CanonicalHash(vm.vm());
  EXPECT_EQ(vm.Answer(": X BEGIN DUP -2 $123456789 AGAIN ;"), "ok");
  Fnv1a expected(before);
  expected.AddByte(0);
  expected.AddByte(1);
  expected.AddText("X");
  expected.AddByte(0);
  expected.AddLittleEndian(index);
  expected.AddLittleEndian(dup);
  const auto step = [](forthvm::Opcode opcode) {
    return kStepBase + static_cast<std::uint32_t>(opcode);
  };
  expected.AddLittleEndian(step(forthvm::Opcode::kLiteral));
  expected.AddLittleEndian(~std::uint64_t{0} - 1);
  expected.AddLittleEndian(step(forthvm::Opcode::kLiteral));
  expected.AddLittleEndian(std::uint64_t{0x123456789});
  expected.AddLittleEndian(step(forthvm::Opcode::kBranch));
  expected.AddLittleEndian(static_cast<std::uint32_t>(-5));
  expected.AddLittleEndian(step(forthvm::Opcode::kExit));
  EXPECT_EQ(CanonicalHash(vm.vm()), expected.value());
}

}  // namespace
}  // namespace starkernel::parity
