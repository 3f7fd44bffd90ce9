// What stands for a word, a wordlist, a file or a block is a number, and a program may give any
// other: that is a THROW or an I/O result, in that VM instance alone.
#include <array>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

/// No word, wordlist or file has them. The last but one would be DUP if its upper half got lost;
/// OLD had been a word and is forgotten.
constexpr std::array<std::string_view, 8> kForged = {"0",
                                                     "-1",
                                                     "1000000",
                                                     "9223372036854775807",
                                                     "-9223372036854775808",
                                                     "4294967296",
                                                     "$100000000 ' DUP +",
                                                     "OLD"};

/// What stands before a number and behind it, and the report of it; one that ends in a space names
/// the number behind that.
struct Use {
  std::string_view before;
  std::string_view behind;
  std::string_view report;
};

class ForgedNumberTest : public testing::Test {
 protected:
  ForgedNumberTest() {
    vm_.Answer("MARKER M : GONE ; ' GONE M CONSTANT OLD");
    vm_.Answer("DEFER LATER : CAUGHT CATCH THROW ;");
    neighbour_.Answer(": W 40 2 + ; VARIABLE V 7 V ! 1 2 3");
  }
  ~ForgedNumberTest() override {
    EXPECT_EQ(neighbour_.Answer("W . V @ . .S"), "42 7 <3> 1 2 3 ok");
  }

  void ExpectReport(std::string_view number, const Use& use, std::string_view code) {
    const std::string value = vm_.Answer(std::string(number) + " .");
    const std::string line =
        std::string(use.before) + " " + std::string(number) + " " + std::string(use.behind);
    const std::string named =
        use.report.ends_with(' ') ? value.substr(0, value.find(' ')) : std::string();
    const std::string expected =
        "? " + std::string(use.report) + named + " (THROW " + std::string(code) + ")";
    const std::string answer = vm_.Answer(line);
    EXPECT_NE(answer.find(expected), std::string::npos) << line << "\n" << answer;
    EXPECT_EQ(vm_.Answer("1 2 + . DEPTH ."), "3 0 ok") << line;
    EXPECT_EQ(vm_.vm().depths(), Vm::Depths{}) << line;
  }

  VmHarness vm_;
  VmHarness neighbour_;
};

TEST_F(ForgedNumberTest, ExecutionTokens) {
  constexpr std::string_view kNone = "undefined word: no word has the execution token ";
  for (const std::string_view number : kForged) {
    for (const Use& use : {
             Use{"", "EXECUTE", kNone},
             Use{"", "CAUGHT", kNone},
             Use{": X [", "COMPILE, ] ;", kNone},
             Use{"", "FORTH-WORDLIST TRAVERSE-WORDLIST", kNone},
         }) {
      ExpectReport(number, use, "-13");
    }
    for (const Use& use : {
             Use{"", ">BODY", "not a word made by CREATE: >BODY"},
             Use{"", "DEFER@", "not a word made by CREATE: DEFER@"},
             Use{"' DUP", "DEFER!", "not a word made by CREATE: DEFER!"},
         }) {
      ExpectReport(number, use, "-31");
    }
  }
}

TEST_F(ForgedNumberTest, TheMeaningOfADeferredWord) {
  for (const std::string_view number : kForged) {
    if (number != "0") {
      ExpectReport(number,
                   {"", "IS LATER LATER", "undefined word: no word has the execution token "},
                   "-13");
      ExpectReport(number,
                   {"", "' LATER DEFER! LATER", "undefined word: no word has the execution token "},
                   "-13");
    }
  }
  EXPECT_EQ(vm_.Answer("0 IS LATER LATER"),
            "? undefined word: LATER was not given a meaning with IS (THROW -13)");
  EXPECT_EQ(vm_.Answer("' DUP IS LATER 5 LATER . ."), "5 5 ok");
}

TEST_F(ForgedNumberTest, NameTokens) {
  constexpr std::string_view kNone = "invalid name argument: no word has the name token ";
  for (const std::string_view number : kForged) {
    for (const std::string_view word :
         {"NAME>STRING", "NAME>INTERPRET", "NAME>COMPILE", "HIDDEN", ">NAME", "NFA", "NAME>", "CFA",
          ">LINK", "LINK>", "LFA", "PFA", "1 TRAVERSE", "-1 TRAVERSE"}) {
      ExpectReport(number, {"", word, kNone}, "-32");
    }
  }
}

TEST_F(ForgedNumberTest, Wordlists) {
  constexpr std::string_view kNone = "invalid numeric argument: no wordlist has the number ";
  // A word that is no wordlist is none either.
  for (const std::string_view number : {kForged[1], kForged[2], kForged[3], kForged[4], kForged[5],
                                        kForged[6], kForged[7], std::string_view("' DUP")}) {
    for (const Use& use : {
             Use{"' DUP", "TRAVERSE-WORDLIST", kNone},
             Use{"S\" DUP\"", "SEARCH-WORDLIST", kNone},
             Use{"S\" DUP\"", "FIND-NAME-IN", kNone},
             Use{"", "SET-CURRENT", kNone},
             Use{"", "1 SET-ORDER", kNone},
             Use{"FORTH-WORDLIST", "2 SET-ORDER", kNone},
         }) {
      ExpectReport(number, use, "-24");
    }
  }
}

TEST_F(ForgedNumberTest, FilesAreIoResultsAndInputIsAThrow) {
  for (const std::string_view number : kForged) {
    for (const std::array<std::string_view, 2>& use :
         std::to_array<std::array<std::string_view, 2>>(
             {{"CLOSE-FILE .", "-62 ok"},
              {"FILE-POSITION . 2DROP", "-65 ok"},
              {"FILE-SIZE . 2DROP", "-66 ok"},
              {"FLUSH-FILE .", "-68 ok"},
              {"0. ROT REPOSITION-FILE .", "-73 ok"},
              {"0. ROT RESIZE-FILE .", "-74 ok"},
              {"PAD 1 ROT READ-FILE . .", "-70 0 ok"},
              {"PAD 1 ROT READ-LINE . . .", "-71 0 0 ok"},
              {"PAD 1 ROT WRITE-FILE .", "-75 ok"},
              {"PAD 1 ROT WRITE-LINE .", "-76 ok"}})) {
      const std::string line = std::string(number) + " " + std::string(use[0]);
      EXPECT_EQ(vm_.Answer(line), use[1]) << line;
      EXPECT_EQ(vm_.Answer("1 2 + . DEPTH ."), "3 0 ok") << line;
    }
    ExpectReport(
        number,
        {"", "INCLUDE-FILE", "file input error: INCLUDE-FILE: no open file has the number "},
        "-37");
  }
}

TEST_F(ForgedNumberTest, AClosedFileIsNone) {
  EXPECT_EQ(vm_.Answer("S\" a\" R/W CREATE-FILE . CONSTANT FILE FILE CLOSE-FILE ."), "0 0 ok");
  EXPECT_EQ(vm_.Answer("FILE CLOSE-FILE . PAD 1 FILE WRITE-FILE ."), "-62 -75 ok");
  // Another file does not get the number of a closed one.
  EXPECT_EQ(vm_.Answer("S\" b\" R/W CREATE-FILE . DUP FILE = . CLOSE-FILE ."), "0 0 0 ok");
}

TEST_F(ForgedNumberTest, FaultsAreFoundWithTheCallsThatLedThere) {
  EXPECT_EQ(vm_.WholeAnswer(": A 64 BLOCK ; : B 1 A ; B"),
            "? invalid block number: block 64, valid are 1 to 63 (THROW -35)\n  in A\n  in B");
  EXPECT_EQ(vm_.WholeAnswer(": C PAD -1 0 READ-FILE ; : D 1 C ; D"),
            "? invalid memory address: 0x1280 (18446744073709551615 bytes) in READ-FILE, valid are "
            "0x1000 to 0xfffff (THROW -9)\n  in C\n  in D");
  EXPECT_EQ(vm_.WholeAnswer(": E $100000 1 R/O OPEN-FILE ; : F E ; F"),
            "? invalid memory address: 0x100000 in OPEN-FILE, valid are 0x1000 to 0xfffff "
            "(THROW -9)\n  in E\n  in F");
}

/// Words that take a buffer or a name, and what stands behind its address and length.
TEST_F(ForgedNumberTest, BuffersAndNamesOfFilesOutsideTheEnvelope) {
  for (const std::string_view behind :
       {"0 READ-FILE", "0 READ-LINE", "0 WRITE-FILE", "0 WRITE-LINE", "R/O OPEN-FILE",
        "R/W CREATE-FILE", "DELETE-FILE", "FILE-STATUS", "PAD 1 RENAME-FILE", "REQUIRED"}) {
    for (const std::string_view range :
         {"PAD -1", "PAD $FED81", "PAD 9223372036854775807", "$FFFFF 2", "0 1", "-1 2"}) {
      const std::string line = std::string(range) + " " + std::string(behind);
      const std::string answer = vm_.Answer(line);
      EXPECT_TRUE(answer.starts_with("? invalid memory address: ")) << line << "\n" << answer;
      EXPECT_NE(answer.find("valid are 0x1000 to 0xfffff (THROW -9)"), std::string::npos) << answer;
      EXPECT_EQ(vm_.Answer("1 2 + . DEPTH ."), "3 0 ok") << line;
    }
  }
}

}  // namespace
}  // namespace starkernel::forthvm
