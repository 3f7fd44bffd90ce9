#include "src/forthvm/words/structure_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(StructureWords, LayOutFields) {
  ExpectAnswers({
      {"BEGIN-STRUCTURE POINT FIELD: X FIELD: Y END-STRUCTURE", "ok"},
      {"POINT . 100 X . 100 Y .", "16 100 108 ok"},
      {"BEGIN-STRUCTURE MIXED CFIELD: A FIELD: B CFIELD: C 5 +FIELD D END-STRUCTURE", "ok"},
      {"MIXED . 0 A . 0 B . 0 C . 0 D .", "22 0 8 16 17 ok"},
      {"POINT BUFFER: P 7 P X ! 8 P Y ! P X @ P Y @ . .", "8 7 ok"},
      {": SUM DUP X @ SWAP Y @ + ; P SUM .", "15 ok"},
  });
}

TEST(StructureWords, StructuresExtendEachOther) {
  ExpectAnswers({
      {"BEGIN-STRUCTURE EMPTY END-STRUCTURE EMPTY .", "0 ok"},
      {"BEGIN-STRUCTURE BASE-PART FIELD: FIRST END-STRUCTURE", "ok"},
      {"HERE 0 , BASE-PART FIELD: SECOND SWAP ! 0 SECOND .", "8 ok"},
      {"0 FIELD: OFFSET-0 CONSTANT SIZE SIZE . 5 OFFSET-0 .", "8 5 ok"},
  });
}

TEST(StructureWords, RefuseWhatIsNoStructure) {
  ExpectAnswers({
      {"0 0 END-STRUCTURE",
       "? invalid memory address: 0x0 in !, valid are 0x1000 to 0xfffff "
       "(THROW -9)"},
      {"BEGIN-STRUCTURE", "? a name is missing (THROW -16)"},
      {"+FIELD F", "? stack underflow: OVER (THROW -4)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
