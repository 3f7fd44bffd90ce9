#include "src/forthvm/words/machine_code_words.h"

#include "gtest/gtest.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

TEST(MachineCodeWords, ThereIsNoMachineCode) {
  ExpectAnswers({
      {"CODE X", "? unsupported operation: CODE (THROW -21)"},
      {": M CREATE ;CODE", "? unsupported operation: ;CODE (THROW -21)"},
      {"M", "? undefined word: M (THROW -13)"},
      {";CODE", "? interpreting a compile-only word: ;CODE (THROW -14)"},
  });
}

TEST(MachineCodeWords, AssemblerIsAVocabularyOfAProgramsOwn) {
  ExpectAnswers({
      {"ALSO ASSEMBLER ORDER", "search: ASSEMBLER FORTH definitions: FORTH ok"},
      {"DEFINITIONS : MOV 5 ; PREVIOUS DEFINITIONS ALSO ASSEMBLER MOV . PREVIOUS", "5 ok"},
      {"MOV", "? undefined word: MOV (THROW -13)"},
  });
}

}  // namespace
}  // namespace starkernel::forthvm
