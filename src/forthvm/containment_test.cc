// Whatever a program does wrong is a THROW that says what was wrong, in that VM instance alone.
#include <array>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

std::string Repeated(std::string_view text, int times) {
  std::string all;
  for (int count = 0; count < times; ++count) {
    all += text;
  }
  return all;
}

/// So many names in a row.
std::string Names(int count) {
  std::string all;
  for (int number = 0; number < count; ++number) {
    all += "n" + std::to_string(number) + " ";
  }
  return all;
}

/// The line of an answer that says what went wrong.
std::string ReportIn(const std::string& answer) {
  const std::size_t begin = answer.starts_with("? ") ? 0 : answer.find("\n? ") + 1;
  return answer.substr(begin, answer.find('\n', begin) - begin);
}

/// A line that goes wrong, and what its report says.
struct Fault {
  std::string line;
  std::string_view report;
  Cell code;
};

class ContainmentTest : public testing::Test {
 protected:
  ContainmentTest() { neighbour_.Answer(": W 40 2 + ; VARIABLE V 7 V ! 1 2 3"); }

  void ExpectFaults(std::initializer_list<Fault> faults) {
    for (const Fault& fault : faults) {
      EXPECT_EQ(ReportIn(vm_.Answer(fault.line)),
                "? " + std::string(fault.report) + " (THROW " + std::to_string(fault.code) + ")")
          << fault.line;
      EXPECT_EQ(vm_.vm().uncaught(), fault.code) << fault.line;
      EXPECT_EQ(vm_.Answer("1 2 + . DEPTH ."), "3 0 ok") << fault.line;
      EXPECT_EQ(vm_.Answer(": W 5 0 DO I . LOOP ; W FORGET W"), "0 1 2 3 4 ok") << fault.line;
      EXPECT_EQ(vm_.vm().depths(), Vm::Depths{}) << fault.line;
    }
    EXPECT_EQ(neighbour_.Answer("W . V @ . .S"), "42 7 <3> 1 2 3 ok");
  }

  VmHarness vm_;
  VmHarness neighbour_;
};

TEST_F(ContainmentTest, Addresses) {
  ExpectFaults({
      {"0 @", "invalid memory address: 0x0 in @, valid are 0x1000 to 0xfffff", -9},
      {"$FFF C@", "invalid memory address: 0xfff in C@, valid are 0x1000 to 0xfffff", -9},
      {"$100000 C@", "invalid memory address: 0x100000 in C@, valid are 0x1000 to 0xfffff", -9},
      {"$FFFF9 @", "invalid memory address: 0xffff9 in @, valid are 0x1000 to 0xfffff", -9},
      {"1 -1 !", "invalid memory address: 0xffffffffffffffff in !, valid are 0x1000 to 0xfffff",
       -9},
      {"1 -8 +!", "invalid memory address: 0xfffffffffffffff8 in +!, valid are 0x1000 to 0xfffff",
       -9},
      {"$FFFF8 2@", "invalid memory address: 0xffff8 (16 bytes) in 2@, valid are 0x1000 to 0xfffff",
       -9},
      {"0 COUNT", "invalid memory address: 0x0 in COUNT, valid are 0x1000 to 0xfffff", -9},
      {"0 FIND", "invalid memory address: 0x0 in FIND, valid are 0x1000 to 0xfffff", -9},
  });
  // Cells may lie anywhere.
  EXPECT_EQ(vm_.Answer("5 $FFFF7 ! $FFFF7 @ . 6 $6001 ! $6001 @ ."), "5 6 ok");
}

/// Each word that works on a range, whose length is the last of its arguments, with what has to
/// stand before address and length, and behind them.
struct RangeWord {
  std::string_view before;
  std::string_view behind;
  std::string_view word;
};

TEST_F(ContainmentTest, RangesOfAnyLength) {
  constexpr auto kWords = std::to_array<RangeWord>({
      {"", "", "TYPE"},
      {"", "", "DUMP"},
      {"", "", "EVALUATE"},
      {"", "", "ERASE"},
      {"", "", "BLANK"},
      {"", "65", "FILL"},
      {"PAD", "", "MOVE"},
      {"PAD", "", "CMOVE"},
      {"PAD", "", "CMOVE>"},
      {"", "PAD 1", "COMPARE"},
      {"PAD 1", "", "COMPARE"},
      {"", "PAD 1", "SEARCH"},
      {"PAD 1", "", "SEARCH"},
      {"", "", "-TRAILING"},
      {"", "65", "SCAN"},
      {"", "65", "SKIP"},
      {"0.", "", ">NUMBER"},
      {"", "", "FIND-NAME"},
      {"", "", "X-SIZE"},
      {"", "", "+X/STRING"},
      {"", "", "X\\STRING-"},
      {"", "", "X-WIDTH"},
      {"", "", "INCLUDED"},
      {"", "", "ENVIRONMENT?"},
      {"", "", "LOG-INFO"},
      {"", "PAD 1", "SUBSTITUTE"},
      {"PAD 1", "", "SUBSTITUTE"},
      {"", "PAD", "UNESCAPE"},
      {"", "PAD 1", "REPLACES"},
      {"", "", "ACCEPT"},
      {"<#", "", "HOLDS"},
  });
  for (const RangeWord& range : kWords) {
    for (const std::string_view length :
         {"-1", "9223372036854775807", "-9223372036854775808", "$100000", "$FED81"}) {
      // From PAD, 0x1280, to the end of the envelope there are 0xFED80 bytes.
      const std::string line = std::string(range.before) + " PAD " + std::string(length) + " " +
                               std::string(range.behind) + " " + std::string(range.word);
      const std::string answer = vm_.Answer(line);
      EXPECT_TRUE(answer.starts_with("? invalid memory address: 0x1280 (")) << line << answer;
      EXPECT_NE(answer.find(", valid are 0x1000 to 0xfffff (THROW -9)"), std::string::npos)
          << line << answer;
      EXPECT_EQ(vm_.Answer("1 2 + . DEPTH ."), "3 0 ok") << line;
    }
    if (range.word != "INCLUDED" && range.word != "ACCEPT" && range.word != "REPLACES") {
      // Of no characters an address may be any.
      const std::string line = std::string(range.before) + " 0 0 " + std::string(range.behind) +
                               " " + std::string(range.word);
      EXPECT_EQ(vm_.Answer(line).find("THROW"), std::string::npos) << line;
      vm_.Answer("ABORT");
    }
  }
  EXPECT_EQ(neighbour_.Answer("W . V @ . .S"), "42 7 <3> 1 2 3 ok");
}

TEST_F(ContainmentTest, DataStack) {
  ExpectFaults({
      {"DROP", "stack underflow: DROP", -4},
      {"1 +", "stack underflow: +", -4},
      {": F BEGIN 1 AGAIN ; F", "stack overflow: a literal", -3},
      {": F BEGIN DUP AGAIN ; 1 F", "stack overflow: DUP", -3},
      {"1 1 PICK", "stack underflow: PICK", -4},
      {"1 -1 PICK", "stack underflow: PICK", -4},
      {"1 2 2 ROLL", "stack underflow: ROLL", -4},
      {"1 9223372036854775807 ROLL", "stack underflow: ROLL", -4},
      {"1 -1 CS-PICK", "interpreting a compile-only word: CS-PICK", -14},
  });
}

TEST_F(ContainmentTest, ReturnStackAndLocals) {
  ExpectFaults({
      {": F R> ; F", "return stack underflow: R>", -6},
      {": F 2R@ ; 5 F", "return stack underflow: 2R@", -6},
      {": F BEGIN 1 >R AGAIN ; F", "return stack overflow: >R", -5},
      {": F 1 >R ; F", "return stack imbalance: F", -25},
      {": F RECURSE ; F", "return stack overflow: F", -5},
      {": F 1000 N>R ; F", "stack underflow: N>R", -4},
      {": F 5 >R NR> ; F", "return stack underflow: NR>", -6},
      {": F {: a b :} RECURSE ; 1 F", "stack underflow: {:", -4},
      {": F {: a b c d e f g h | i j k :} 1 2 3 4 5 6 7 8 RECURSE ; 1 2 3 4 5 6 7 8 F",
       "return stack overflow: {:", -5},
      {": F {: " + Names(65) + ":} ;", "dictionary overflow: too many locals, the limit is 64", -8},
      {": F {: a2345678901234567890123456789012 :} ;",
       "definition name too long: a2345678901234567890123456789012", -19},
      {": F {: a b | A :} ;", "invalid name argument: A is a local of this definition already",
       -32},
      {": F LOCALS| a b a | ;", "invalid name argument: a is a local of this definition already",
       -32},
      {"S\" : F {: a b\" EVALUATE", "a name is missing: :} is missing before the end of the source",
       -16},
  });
}

TEST_F(ContainmentTest, LoopsAndControlFlow) {
  ExpectFaults({
      {": F I ; F", "loop parameters unavailable: I", -26},
      {": F 1 0 DO J LOOP ; F", "loop parameters unavailable: J", -26},
      {": F UNLOOP ; F", "loop parameters unavailable: UNLOOP", -26},
      {": F 2 0 DO 2 0 DO RECURSE LOOP LOOP ; F", "do-loops nested too deeply: DO", -7},
      {": F THEN ;", "control structure mismatch: THEN", -22},
      {": F IF ;", "control structure mismatch: a structure is not finished at ;", -22},
      {": F BEGIN LOOP ;", "control structure mismatch: LOOP", -22},
      {": F " + Repeated("IF ", 257),
       "control-flow stack overflow: structures nested too deeply, the limit is 256", -52},
      {": F " + Repeated("[: ", 9),
       "compiler nesting: quotations nested too deeply, the limit is 8", -29},
      {"IF", "interpreting a compile-only word: IF", -14},
  });
}

TEST_F(ContainmentTest, ExceptionsAndInput) {
  ExpectFaults({
      {"DEFER G : F ['] G CATCH THROW ; ' F IS G F",
       "exception stack overflow: CATCH nested too deeply, the limit is 64", -53},
      {": E S\" E\" EVALUATE ; E",
       "input sources nested too deeply: no more input sources, the limit is 16", -256},
      {"S\" nowhere.fs\" INCLUDED", "no such file: nowhere.fs", -38},
      {"S\" broken.fs\" INCLUDED", "file input error: broken.fs, device failure", -37},
      {"0 0 INCLUDED", "no such file: the name's length is 0, valid are 1 to 255", -38},
      {"12345 THROW", "uncaught exception", 12345},
  });
}

TEST_F(ContainmentTest, SearchOrderAndTokens) {
  ExpectFaults({
      {Repeated("ALSO ", 17), "search order overflow: too many wordlists, the limit is 16", -49},
      {"-2 SET-ORDER", "invalid numeric argument: SET-ORDER of -2, valid are -1 to 16", -24},
      {"17 SET-ORDER", "search order overflow: too many wordlists, the limit is 16", -49},
      {"12345 SET-CURRENT", "invalid numeric argument: no wordlist has the number 12345", -24},
      {"0 EXECUTE", "undefined word: no word has the execution token 0", -13},
      {"-1 EXECUTE", "undefined word: no word has the execution token -1", -13},
      {"99999 EXECUTE", "undefined word: no word has the execution token 99999", -13},
      {": G CATCH THROW ; 9223372036854775807 G",
       "undefined word: no word has the execution token 9223372036854775807", -13},
      {"DEFER G G", "undefined word: G was not given a meaning with IS", -13},
      {"' DUP >BODY", "not a word made by CREATE: >BODY", -31},
      {"FORGET DUP", "invalid FORGET: DUP came with the system", -15},
      {"99999 NAME>STRING", "invalid name argument: no word has the name token 99999", -32},
  });
  EXPECT_TRUE(vm_.Answer(": F ; ' F FORGET F EXECUTE")
                  .starts_with("? undefined word: no word has the execution token "));
}

TEST_F(ContainmentTest, Numbers) {
  ExpectFaults({
      {"1 0 /", "division by zero: /", -10},
      {"1 0 MOD", "division by zero: MOD", -10},
      {"1. 0 UM/MOD", "division by zero: UM/MOD", -10},
      {"-9223372036854775808 -1 /", "result out of range: /", -11},
      {"1 1 1 UM/MOD", "result out of range: UM/MOD", -11},
      {"0 BASE ! 1", "invalid numeric argument: BASE is set to 10, it was 0, valid are 2 to 36",
       -24},
      {": F <# BEGIN 65 HOLD AGAIN ; F",
       "pictured numeric output overflow: the buffer is full, the limit is 256", -17},
      {"<# PAD 257 HOLDS",
       "pictured numeric output overflow: the string is too long, the limit is 256", -17},
      {"99999999999999999999", "result out of range: 99999999999999999999", -11},
  });
}

TEST_F(ContainmentTest, NamesAndStrings) {
  const std::string long_name = Repeated("n", 256);
  const std::string kept_name = "definition name too long: " + Repeated("n", 255);
  ExpectFaults({
      {":", "a name is missing", -16},
      {"CREATE", "a name is missing", -16},
      {"'", "a name is missing", -16},
      {"CHAR", "a name is missing: CHAR needs a character", -16},
      {": F C\" " + Repeated("x", 256) + "\" ;",
       "parsed string overflow: a counted string is too long, the limit is 255", -18},
      {"32 WORD " + Repeated("x", 256),
       "parsed string overflow: the parsed word is too long, the limit is 255", -18},
      {"HERE 20000 S\" a\" REPLACES",
       "REPLACES failed: the text's length is 20000, valid are 0 to 16384", -79},
      {"HERE 70000 PAD UNESCAPE",
       "parsed string overflow: UNESCAPE of length 70000, valid are 0 to 65536", -18},
  });
  EXPECT_EQ(vm_.Answer(": " + long_name).substr(0, 40), "? " + kept_name.substr(0, 38));
  EXPECT_EQ(vm_.vm().uncaught(), -19);
}

TEST_F(ContainmentTest, RoomInTheDictionary) {
  ExpectFaults({
      {"1100000 ALLOT", "dictionary overflow: data space is used up, the limit is 1048576", -8},
      {"9223372036854775807 ALLOT",
       "dictionary overflow: data space is used up, the limit is 1048576", -8},
      {"-1 ALLOT", "invalid numeric argument: ALLOT of -1, valid are 0 to 1019904", -24},
      {"-1 BUFFER: F", "invalid numeric argument: BUFFER: of -1, valid are 0 to 1019904", -24},
  });
  EXPECT_EQ(vm_.Answer("-1 ALLOCATE . DROP 5 FREE . 5 10 RESIZE . DROP"), "-59 -60 -61 ok");
}

TEST(Containment, EveryPartOfTheDictionaryMayBeUsedUp) {
  const auto expect_full = [](VmHarness& vm, std::string_view what) {
    const std::string report = "? dictionary overflow: " + std::string(what);
    std::string answer;
    for (int count = 0; count < 9000 && !answer.starts_with("?"); ++count) {
      answer = vm.Answer(": A" + std::to_string(count) + " 1 2 + DROP ;");
    }
    EXPECT_TRUE(answer.starts_with(report)) << answer;
    EXPECT_EQ(vm.vm().uncaught(), -8);
    EXPECT_EQ(vm.Answer("1 2 + . FORGET A0 : W 5 ; W ."), "3 5 ok");
  };
  VmHarness words({.words = 707});
  expect_full(words, "word headers are used up, the limit is 706");
  VmHarness code({.code = 4096});
  expect_full(code, "code instructions are used up, the limit is 4096");
  VmHarness names({.names = 6000});
  expect_full(names, "name characters are used up, the limit is 6000");
}

}  // namespace
}  // namespace starkernel::forthvm
