#include "src/forthvm/words/substitution_words.h"

#include <string>

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(SubstitutionWords, PutTextsInThePlaceOfNames) {
  ExpectAnswers({
      {"CREATE B 100 ALLOT : TRY B 100 SUBSTITUTE . TYPE ;", "ok"},
      {"S\" Forth\" S\" lang\" REPLACES S\" \" S\" none\" REPLACES", "ok"},
      {"S\" We use %lang%.\" TRY", "1 We use Forth. ok"},
      {"S\" %LANG% %none%%lang%\" TRY S\" \" TRY", "3 Forth Forth0 ok"},
      {"S\" 100%% of %other% %lang\" TRY", "0 100% of %other% %lang ok"},
      {"S\" C\" S\" LANG\" REPLACES S\" %lang%\" TRY", "1 C ok"},
      {"S\" %x%\" S\" y\" REPLACES S\" %y%\" TRY", "1 %x% ok"},
  });
}

TEST(SubstitutionWords, TheTextIsKeptWhenItsStringChanges) {
  ExpectAnswers({
      {"CREATE B 100 ALLOT S\" abc\" PAD SWAP MOVE PAD 3 S\" n\" REPLACES PAD 3 ERASE", "ok"},
      {"S\" %n%\" B 100 SUBSTITUTE . TYPE", "1 abc ok"},
  });
}

TEST(SubstitutionWords, TellWhatDoesNotFit) {
  ExpectAnswers({
      {"CREATE B 100 ALLOT S\" Forth\" S\" lang\" REPLACES", "ok"},
      {"S\" %lang%\" B 5 SUBSTITUTE . TYPE S\" %lang%\" B 4 SUBSTITUTE . TYPE", "1 Forth-78 ok"},
      {"S\" ab\" B 2 SUBSTITUTE . TYPE S\" ab\" B 1 SUBSTITUTE . 2DROP", "0 ab-78 ok"},
      {"0 1 B 5 SUBSTITUTE",
       "? invalid memory address: 0x0 in SUBSTITUTE, valid are 0x1000 to 0xfffff (THROW -9)"},
  });
}

TEST(SubstitutionWords, TheTargetMayLieOverTheSource) {
  ExpectAnswers({
      {"CREATE B 100 ALLOT S\" Forth\" S\" l\" REPLACES S\" \" S\" long\" REPLACES", "ok"},
      {": AT ( to from -- ) S\" %l%a%l%%long%b\" >R OVER R@ MOVE R> ROT 50 SUBSTITUTE . TYPE ;",
       "ok"},
      // In place, before, behind, and side by side.
      {"B B AT B B 5 + AT B 5 + B AT", "3 ForthaForthb3 ForthaForthb3 ForthaForthb ok"},
      {"B 13 + B AT B B 50 + AT", "3 ForthaForthb3 ForthaForthb ok"},
      {"S\" %l%\" B SWAP MOVE B 3 B 4 SUBSTITUTE . 2DROP", "-78 ok"},
  });
}

TEST(SubstitutionWords, TellThatNoMemoryIsLeftForTheOverlap) {
  VmHarness vm;
  vm.Answer("CREATE B 100 ALLOT S\" ab\" B SWAP MOVE : TRY 50 SUBSTITUTE . DROP ;");
  // No more than 64 KiB are written, so that the copy has room behind them; then it has none.
  EXPECT_EQ(vm.Answer("B 2 B $100000 B - SUBSTITUTE . 2DROP"), "0 ok");
  vm.Answer("UNUSED ALLOT");
  EXPECT_EQ(vm.Answer("B 2 B TRY B 2 B 2 + TRY 2DROP B 2 TYPE"), "-59 0 ab ok");
}

TEST(SubstitutionWords, RefuseNamesAndHaveALimit) {
  VmHarness vm;
  const std::string names =
      "? REPLACES failed: a name has 1 to 255 characters, none of them % "
      "(THROW -79)";
  EXPECT_EQ(vm.Answer("S\" x\" S\" \" REPLACES"), names);
  EXPECT_EQ(vm.Answer("S\" x\" S\" a%b\" REPLACES"), names);
  EXPECT_EQ(vm.Answer("PAD 1 PAD 256 REPLACES"), names);
  vm.Answer(": MANY 0 DO I S>D <# #S #> 2DUP REPLACES LOOP ;");
  EXPECT_EQ(vm.Answer("64 MANY 64 MANY"), "ok");
  EXPECT_EQ(vm.Answer("S\" x\" S\" y\" REPLACES"),
            "? REPLACES failed: too many substitutions, the limit is 64 (THROW -79)");
  VmHarness full;
  EXPECT_EQ(full.Answer("UNUSED ALLOT S\" x\" S\" y\" REPLACES"),
            "? REPLACES failed: no memory is left for a substitution (THROW -79)");
}

TEST(SubstitutionWords, StoresCannotMakeThemReadElsewhere) {
  VmHarness vm;
  vm.Answer("CREATE B 100 ALLOT S\" Forth\" S\" lang\" REPLACES");
  // Whatever lies in the block, its name has four characters and its text five.
  EXPECT_EQ(vm.Answer("16 ALLOCATE DROP 16 + 16 'x' FILL S\" %xxxx%\" B 100 SUBSTITUTE . TYPE"),
            "1 xxxxx ok");
}

TEST(SubstitutionWords, UnescapeDoublesMarks) {
  ExpectAnswers({
      {"CREATE B 100 ALLOT S\" 5% of %x%\" B UNESCAPE TYPE", "5%% of %%x%% ok"},
      {"S\" a%\" PAD SWAP MOVE PAD 2 PAD UNESCAPE TYPE PAD 0 B UNESCAPE . DROP", "a%%0 ok"},
      {"S\" 5% of %x%\" PAD UNESCAPE B 100 SUBSTITUTE . TYPE", "0 5% of %x% ok"},
      {"CREATE C 200 ALLOT C 200 CHAR a FILL CHAR % C 23 + C! C 8 + 16 C UNESCAPE NIP .", "17 ok"},
      {"CREATE D 64 ALLOT S\" a%b%%c\" D 10 + SWAP MOVE D 10 + 6 D 8 + UNESCAPE TYPE",
       "a%%b%%%%c ok"},
      {"S\" a%b%%c\" D 10 + SWAP MOVE D 10 + 6 D 12 + UNESCAPE TYPE", "a%%b%%%%c ok"},
      {"S\" a%b%%c\" D 10 + SWAP MOVE D 10 + 6 D 1+ UNESCAPE TYPE", "a%%b%%%%c ok"},
      {"S\" %\" $FFFFF UNESCAPE",
       "? invalid memory address: 0xfffff in UNESCAPE, valid "
       "are 0x1000 to 0xfffff (THROW -9)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
