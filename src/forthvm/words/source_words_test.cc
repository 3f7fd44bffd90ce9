#include "src/forthvm/words/source_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(SourceWords, Interpret) {
  ExpectAnswers({
      {"S\" 1 2 + .\" EVALUATE 5 .", "3 5 ok"},
      {": A S\" 7 .\" EVALUATE ; A", "7 ok"},
      {"S\" : X 5 ;\" EVALUATE X .", "5 ok"},
      {"S\" \" EVALUATE 0 0 EVALUATE", "ok"},
      {"SOURCE TYPE", "SOURCE TYPE ok"},
      {"SOURCE-ID . S\" SOURCE-ID .\" EVALUATE", "0 -1 ok"},
      {">IN @ . 1 . 1000 >IN ! 2 .", "6 1 ok"},
      {"5 . ( comment ) 6 . \\ 7 .", "5 6 ok"},
      {": C ( a -- b ) 1+ ; 1 C .", "2 ok"},
      {"S\" REFILL .\" EVALUATE", "0 ok"},
      {"( unfinished", "ok"},
      {"0 5 EVALUATE",
       "? invalid memory address: 0x0 in EVALUATE, valid are 0x1000 to 0xfffff (THROW -9)"},
      {"1 EVALUATE", "? stack underflow: EVALUATE (THROW -4)"},
  });
}

TEST(SourceWords, InputNestsToALimit) {
  ExpectAnswers({
      {": DEEP S\" DEEP\" EVALUATE ; DEEP",
       "? input sources nested too deeply: no more input sources, the limit is 16 (THROW -256)"},
      {"VARIABLE N : DOWN N @ 0= IF EXIT THEN -1 N +! S\" DOWN\" EVALUATE ; 15 N ! DOWN N ?",
       "0 ok"},
  });
}

TEST(SourceWords, IncludeFiles) {
  VmHarness vm({.files = {{"a.fs", ": FROM-A 1 ;\nFROM-A .\n"},
                          {"crlf.fs", "1 .\r\n2 .\r\n"},
                          {"no-end.fs", "3 .\n4 ."},
                          {"empty.fs", ""},
                          {"nested.fs", "S\" a.fs\" INCLUDED\n9 .\n"},
                          {"comment.fs", "5 ( a\nlong\ncomment ) .\n"},
                          {"self.fs", "INCLUDE self.fs\n"},
                          {"refill.fs", "REFILL .\nREFILL . SOURCE TYPE\nthe line\nREFILL ."}}});
  EXPECT_EQ(vm.Answer("S\" a.fs\" INCLUDED FROM-A ."), "1 1 ok");
  EXPECT_EQ(vm.Answer("INCLUDE crlf.fs 5 ."), "1 2 5 ok");
  EXPECT_EQ(vm.Answer("INCLUDE no-end.fs"), "3 4 ok");
  EXPECT_EQ(vm.Answer("INCLUDE empty.fs"), "ok");
  EXPECT_EQ(vm.Answer("INCLUDE nested.fs"), "1 9 ok");
  EXPECT_EQ(vm.Answer("INCLUDE comment.fs"), "5 ok");
  EXPECT_EQ(
      vm.Answer("INCLUDE self.fs"),
      "self.fs:1:9: ? input sources nested too deeply: no more input sources, the limit is 16 "
      "(THROW -256)");
  EXPECT_EQ(vm.Answer("1 2 + ."), "3 ok");
}

TEST(SourceWords, NoPartOfATypedLineThatIsTooLongIsInterpreted) {
  constexpr std::string_view kTooLong =
      "? parsed string overflow: the line has too many characters, the limit is 1024 (THROW -18)";
  const std::string longest = "5 ." + std::string(1021, ' ');
  VmHarness vm;
  EXPECT_EQ(vm.Answer(longest), "5 ok");
  EXPECT_EQ(vm.Answer(longest + "6"), kTooLong);
  EXPECT_EQ(vm.Answer("7 ."), "7 ok");
  EXPECT_EQ(vm.Answer(": T ['] REFILL CATCH . ; T"), "");
  EXPECT_TRUE(vm.Answer(longest + "6").ends_with("18 ok")) << "REFILL throws";
}

TEST(SourceWords, ErrorsInFilesNameTheLine) {
  const std::string longest(1024, ' ');
  VmHarness vm({.files = {{"bad.fs", "1 .\n\nNO-SUCH\n2 .\n"},
                          {"long.fs", "1 .\n" + longest + "\n" + longest + " \n"},
                          {"open.fs", "1 .\n: NEVER-ENDED 5\n"},
                          {"outer.fs", "\nINCLUDE bad.fs\n"},
                          {"eval.fs", "\nS\" NO-SUCH\" EVALUATE\n"}}});
  EXPECT_EQ(vm.Answer("INCLUDE bad.fs"), "1 \nbad.fs:3:1: ? undefined word: NO-SUCH (THROW -13)");
  EXPECT_EQ(vm.Answer("INCLUDE outer.fs"), "1 \nbad.fs:3:1: ? undefined word: NO-SUCH (THROW -13)");
  EXPECT_EQ(vm.Answer("INCLUDE eval.fs"), "eval.fs:2:13: ? undefined word: NO-SUCH (THROW -13)");
  EXPECT_EQ(
      vm.Answer("INCLUDE long.fs"),
      "1 \nlong.fs:3:1: ? parsed string overflow: the line has too many characters, the limit is "
      "1024 (THROW -18)");
  EXPECT_EQ(vm.Answer("INCLUDE open.fs"),
            "1 \nopen.fs:2:16: ? unexpected end of file: the definition of NEVER-ENDED is not "
            "finished (THROW -39)");
  EXPECT_EQ(vm.Answer("NEVER-ENDED"), "? undefined word: NEVER-ENDED (THROW -13)");
  EXPECT_EQ(vm.Answer("INCLUDE missing.fs"), "? no such file: missing.fs (THROW -38)");
  EXPECT_EQ(vm.Answer("INCLUDE broken.fs"),
            "? file input error: broken.fs, device failure (THROW -37)");
  EXPECT_EQ(vm.Answer("INCLUDE"),
            "? no such file: the name's length is 0, valid are 1 to 255 (THROW -38)");
  EXPECT_EQ(vm.Answer("S\" bad.fs\" ' INCLUDED CATCH . 2DROP 5 ."), "1 -13 5 ok");
}

TEST(SourceWords, LinesOfEveryLengthAndEnd) {
  const std::string longest = "1 ." + std::string(1021, ' ');
  VmHarness vm({.files = {{"lf.fs", longest + "\n2 .\n"},
                          {"crlf.fs", longest + "\r\n2 .\r\n"},
                          {"end.fs", "2 .\n" + longest},
                          {"over.fs", "2 .\n" + longest + " "},
                          {"blank.fs", "\n\r\n\n3 .\n\n"}}});
  EXPECT_EQ(vm.Answer("INCLUDE lf.fs INCLUDE crlf.fs INCLUDE end.fs"), "1 2 1 2 2 1 ok");
  EXPECT_EQ(
      vm.Answer("INCLUDE over.fs"),
      "2 \nover.fs:2:1: ? parsed string overflow: the line has too many characters, the limit "
      "is 1024 (THROW -18)");
  EXPECT_EQ(vm.Answer("INCLUDE blank.fs"), "3 ok");
  EXPECT_EQ(vm.host().store.OpenCount(), 0U);
}

TEST(SourceWords, IncludeFileTakesTheRestOfAnOpenFile) {
  VmHarness vm({.files = {{"a.fs", "skipped\n1 . SOURCE-ID FILE @ = .\n2 .\n"},
                          {"closes.fs", "3 . SOURCE-ID CLOSE-FILE .\n4 .\n"},
                          {"bad.fs", "5 .\nNO-SUCH\n"}}});
  vm.Answer("VARIABLE FILE : OPEN R/O OPEN-FILE THROW FILE ! ;");
  EXPECT_EQ(vm.Answer("S\" a.fs\" OPEN PAD 80 FILE @ READ-LINE . . . FILE @ INCLUDE-FILE 6 ."),
            "0 -1 7 1 -1 2 6 ok");
  EXPECT_EQ(vm.host().store.OpenCount(), 0U);
  EXPECT_EQ(vm.Answer("FILE @ INCLUDE-FILE"),
            "? file input error: INCLUDE-FILE: no open file has the number 1 (THROW -37)");
  EXPECT_EQ(vm.Answer("S\" closes.fs\" OPEN FILE @ INCLUDE-FILE"),
            "3 0 \ncloses.fs:1:27: ? file input error: closes.fs, it was closed while it was "
            "interpreted (THROW -37)");
  EXPECT_EQ(vm.Answer("S\" bad.fs\" OPEN FILE @ ' INCLUDE-FILE CATCH . DROP"), "5 -13 ok");
  EXPECT_EQ(vm.host().store.OpenCount(), 0U);
}

TEST(SourceWords, RequireInterpretsOnce) {
  VmHarness vm({.files = {{"a.fs", "1 .\nREQUIRE b.fs\nREQUIRE a.fs\n"},
                          {"b.fs", "2 . REQUIRE a.fs\n"},
                          {"bad.fs", "3 . NO-SUCH\n"}}});
  EXPECT_EQ(vm.Answer("REQUIRE a.fs REQUIRE a.fs S\" b.fs\" REQUIRED DEPTH ."), "1 2 0 ok");
  EXPECT_EQ(vm.Answer("INCLUDE a.fs"), "1 ok");
  EXPECT_EQ(vm.Answer("REQUIRE bad.fs"), "3 \nbad.fs:1:5: ? undefined word: NO-SUCH (THROW -13)");
  EXPECT_EQ(vm.Answer("REQUIRE bad.fs"), "3 \nbad.fs:1:5: ? undefined word: NO-SUCH (THROW -13)");
  EXPECT_EQ(vm.Answer("REQUIRE none.fs"), "? no such file: none.fs (THROW -38)");
  EXPECT_EQ(vm.Answer("INCLUDE ../a.fs"),
            "? no such file: ../a.fs, which no file can be called (THROW -38)");
}

TEST(SourceWords, WhatWasForgottenIsRequiredAgain) {
  VmHarness vm({.files = {{"a.fs", "1 . : A ;\n"},
                          {"b.fs", "2 . REQUIRE a.fs : B ;\n"},
                          {"own.fs", "MARKER OWN 3 . : C ;\n"},
                          {"empty.fs", "4 .\n"}}});
  EXPECT_EQ(vm.Answer("REQUIRE a.fs MARKER M REQUIRE b.fs REQUIRE empty.fs"), "1 2 4 ok");
  EXPECT_EQ(vm.Answer("M REQUIRE a.fs REQUIRE b.fs REQUIRE empty.fs"), "2 4 ok");
  EXPECT_EQ(vm.Answer("REQUIRE b.fs REQUIRE empty.fs FORGET B REQUIRE b.fs REQUIRE empty.fs"),
            "2 4 ok");
  EXPECT_EQ(vm.Answer("FORGET A REQUIRE b.fs REQUIRE a.fs"), "2 1 ok");
  // A file that began before the marker ended behind it.
  EXPECT_EQ(vm.Answer("REQUIRE own.fs REQUIRE own.fs OWN REQUIRE own.fs REQUIRE b.fs"), "3 3 ok");
  EXPECT_EQ(vm.Answer("MARKER M INCLUDE empty.fs M REQUIRE empty.fs"), "4 4 ok");
  // What was interpreted before the marker, too, stays known.
  EXPECT_EQ(vm.Answer("MARKER M INCLUDE empty.fs INCLUDE b.fs M REQUIRE empty.fs REQUIRE b.fs"),
            "4 2 ok");
}

TEST(SourceWords, NamesOfIncludedFilesHaveALimit) {
  VmHarness vm;
  for (int file = 0; file < 5000 / 251; ++file) {
    vm.host().store.Put(std::string(247, 'n') + "." + std::to_string(100 + file), "");
  }
  int included = 0;
  while (vm.Answer("INCLUDE " + std::string(247, 'n') + "." + std::to_string(100 + included)) ==
         "ok") {
    ++included;
  }
  EXPECT_EQ(included, 4096 / 256);
  EXPECT_EQ(
      vm.Answer("INCLUDE " + std::string(247, 'n') + ".116").substr(251),
      ":0:1: ? dictionary overflow: no room for the names of included files, the limit is 4096 "
      "(THROW -8)");
}

}  // namespace
}  // namespace starkernel::forthvm
