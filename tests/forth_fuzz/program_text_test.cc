#include "tests/forth_fuzz/program_text.h"

#include <cstddef>
#include <initializer_list>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "tests/forth_fuzz/fuzz_program.h"

namespace starkernel::forthvm::fuzz {
namespace {

std::vector<std::byte> Bytes(std::initializer_list<unsigned> values) {
  std::vector<std::byte> bytes;
  for (const unsigned value : values) {
    bytes.push_back(static_cast<std::byte>(value));
  }
  return bytes;
}

TEST(ProgramText, TextIsItself) {
  const FuzzProgram program = ProgramOfText(Bytes({2, '1', ' ', '.', 0, ':'}));
  EXPECT_EQ(program.quantum, Reductions(32));
  EXPECT_EQ(program.typed, "1 .\n");
  EXPECT_EQ(program.file, ":");
  EXPECT_EQ(ProgramOfText({}).typed, "\n");
}

TEST(ProgramText, EveryByteIsAToken) {
  EXPECT_EQ(ProgramOfTokens(Bytes({0, 0, 0x81, 0xB3, 0xE0, 0x92})).typed,
            "DUP 1 W3 \n9223372036854775807 \n");
  EXPECT_EQ(ProgramOfTokens(Bytes({0, 0xB8, 2, 0xC8, 2, 'a', 'b', 0xD1, '#', '!'})).typed,
            ": W2 S\" ab\" #!\n");
  EXPECT_EQ(ProgramOfTokens(Bytes({0, 0xF0, 1, 1, 0, 0, 0, 0, 0, 0, 0xF9, 0xFA})).typed,
            "257 \x03\x03\n");
  std::vector<std::byte> every;
  for (unsigned byte = 0; byte < 256; ++byte) {
    every = Bytes({0, byte, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF});
    EXPECT_TRUE(ProgramOfTokens(every).typed.ends_with('\n'));
  }
}

TEST(ProgramText, TokensComeBackAsText) {
  EXPECT_EQ(ProgramOfTokens(TokensOf(": W0 DUP\n1234 HELP ;")).typed, ": W0 DUP \n1234 HELP ; \n");
}

TEST(ProgramText, TokensAreExecutedWithAStack) {
  EXPECT_EQ(ProgramOfExecutions(Bytes({0, 2, 9, 0xC0, 0xFF, 5, 0})).typed, "1 -2 5 EXECUTE\n");
  EXPECT_EQ(ProgramOfExecutions(Bytes({0, 8, 5, 0})).typed, "5 CATCH\n");
}

}  // namespace
}  // namespace starkernel::forthvm::fuzz
