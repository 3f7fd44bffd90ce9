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
  EXPECT_EQ(vm.Answer("INCLUDE long.fs"),
            "1 \nlong.fs:3:1: ? parsed string overflow: the line has 1025 characters, the limit is "
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

}  // namespace
}  // namespace starkernel::forthvm
