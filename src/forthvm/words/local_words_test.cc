#include "src/forthvm/words/local_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/base/quantities.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(LocalWords, MakeLocals) {
  ExpectAnswers({
      {": A {: x y :} y . x . ; 1 2 A", "2 1 ok"},
      {": B LOCALS| x y | y . x . ; 1 2 B", "1 2 ok"},
      {": C {: x | y z -- sum :} y . z . x 5 + TO y y ; 1 C .", "0 0 6 ok"},
      {": D {: x :} x 1+ TO X x x {: y z :} x y z ; 1 D . . .", "2 2 2 ok"},
      {": E {: -- :} 5 ; E . : F {: :} 6 ; F . : G {: a -- b | c :} a ; 7 G .", "5 6 7 ok"},
      {": LOCAL BL WORD COUNT (LOCAL) ; IMMEDIATE : END 0 0 (LOCAL) ; IMMEDIATE", "ok"},
      {": H LOCAL a LOCAL b END a . b . ; 1 2 H", "2 1 ok"},
  });
}

TEST(LocalWords, SixteenAreNoTrouble) {
  ExpectAnswers({
      {": S {: a b c d e f g h | i j k l m n o p :} a b c d e f g h 8 TO p", "compiled"},
      {"i j k l m n o p + + + + + + + + + + + + + + + ;", "ok"},
      {"1 2 3 4 5 6 7 8 S .", "44 ok"},
  });
  std::string line = ": T {:";
  for (int number = 0; number < 64; ++number) {
    line += " n" + std::to_string(number);
  }
  VmHarness vm;
  EXPECT_EQ(vm.Answer(line + " :} n63 n0 - ; : N 64 0 DO I LOOP ; N T ."), "63 ok");
  EXPECT_EQ(vm.Answer(line + " n64 :} ;"),
            "redefined T \n? dictionary overflow: too many locals, the limit is 64 (THROW -8)");
  const std::string longest(31, 'x');
  EXPECT_EQ(vm.Answer(": L {: " + longest + " :} " + longest + " ; 5 L ."), "5 ok");
  EXPECT_EQ(vm.Answer(": L {: " + longest + "y :} ;"),
            "redefined L \n? definition name too long: " + longest + "y (THROW -19)");
}

TEST(LocalWords, LiveAsLongAsTheDefinition) {
  ExpectAnswers({
      {": A {: x :} x 0= IF 7 EXIT THEN x 1- RECURSE x + ; 3 A .", "13 ok"},
      {": B {: x :} 3 0 DO x I + . x >R R> DROP LOOP ; 5 B", "5 6 7 ok"},
      {": C {: x :} x THROW ; : D {: y :} y ['] C CATCH y . NIP . ; 4 D", "4 4 ok"},
      {": E {: x :} CREATE DOES> {: a :} a @ ; 5 E F 9 , F .", "9 ok"},
      {": G {: x :} x >R x ; 1 G", "? return stack imbalance: G (THROW -25)"},
      {": H {: x :} R> ; 1 H", "? return stack underflow: R> (THROW -6)"},
      {": K {: x :} QUIT ; 5 K", ""},
      {"5 B .S", "5 6 7 <0> ok"},
      {"x", "? undefined word: x (THROW -13)"},
      {": L x ;", "? undefined word: x (THROW -13)"},
  });
}

TEST(LocalWords, ComeBeforeWords) {
  ExpectAnswers({
      {": dup 3 ; 8 VALUE v", "redefined dup ok"},
      {": A {: dup v :} dup v 9 TO v v ; 1 2 A . . . v .", "9 2 1 8 ok"},
      {": B {: a A :} a ;",
       "? invalid name argument: A is a local of this definition already (THROW -32)"},
      {": B {: a :} [: {: a :} a 1+ ;] EXECUTE a + ; 3 2 SWAP B .", "6 ok"},
      {": C {: a :} 7 TO v a ; 1 C . v .", "1 7 ok"},
  });
}

TEST(LocalWords, QuotationsHaveTheirOwn) {
  ExpectAnswers({
      {": A {: x :} [: {: y :} y 2* ;] 5 SWAP EXECUTE x + ; 1 A .", "11 ok"},
      {": B {: x :} [: x ;] ;", "? undefined word: x (THROW -13)"},
      {": C {: x :} [: 5 ;] EXECUTE x + ; 1 C .", "6 ok"},
  });
}

TEST(LocalWords, WhatDoesNotFit) {
  ExpectAnswers({
      {": A {: x :} x ; A", "? stack underflow: {: (THROW -4)"},
      {": B 5 >R {: x :} R> DROP x ; 1 B",
       "? return stack imbalance: items are parked before locals are made (THROW -25)"},
      {": C IF {: x :} THEN ;",
       "? control structure mismatch: locals inside a control structure (THROW -22)"},
      {"S\" : D {: x\" EVALUATE",
       "? a name is missing: :} is missing before the end of the source (THROW -16)"},
      {"S\" : E LOCALS| x\" EVALUATE",
       "? a name is missing: | is missing before the end of the source (THROW -16)"},
      {"{: x :}", "? interpreting a compile-only word: {: (THROW -14)"},
      {": R {: a b c d :} a 1+ b c d RECURSE ; 1 2 3 4 R",
       "? return stack overflow: {: (THROW -5)"},
      {"1 2 + .", "3 ok"},
  });
}

TEST(LocalWords, PreemptionChangesNothing) {
  VmHarness vm({.quantum = Reductions(1)});
  EXPECT_EQ(vm.Answer(": A {: n | s :} n 0 DO s I + TO s LOOP s ; 100 A ."), "4950 ok");
}

TEST(LocalWords, MayBeDeclaredOverSeveralLines) {
  VmHarness vm({.files = {{"a.fs",
                           ": A {: x\n  y | z\n -- a comment\n :} x y - TO z z ;\n"
                           ": B LOCALS| x\n\n y | x y - ;\n9 4 A . 9 4 B .\n"},
                          {"b.fs", ": B {: x\n y\n"}}});
  EXPECT_EQ(vm.Answer("INCLUDE a.fs"), "5 -5 ok");
  EXPECT_EQ(
      vm.WholeAnswer("INCLUDE b.fs"),
      "b.fs:2:3: ? a name is missing: :} is missing before the end of the source (THROW -16)");
  vm.Go();
  vm.TakeTranscript();
  vm.host().TypeLines({": C {: x", "y :} x y - ; 7 2 C ."});
  vm.Go();
  EXPECT_EQ(vm.TakeTranscript(), ": C {: x y :} x y - ; 7 2 C . 5 ok\n");
}

}  // namespace
}  // namespace starkernel::forthvm
