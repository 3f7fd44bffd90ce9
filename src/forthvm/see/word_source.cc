#include "src/forthvm/see/word_source.h"

#include <optional>
#include <string_view>

#include "src/base/text_writer.h"
#include "src/forthvm/built_in.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/see/data_source.h"
#include "src/forthvm/see/decompiler.h"
#include "src/forthvm/see/source_layout.h"
#include "src/forthvm/see/source_writer.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

void WriteDefinition(VmState& vm, HeaderIndex word, SourceWriter& writer) {
  const WordHeader& header = vm.dictionary.Header(word);
  writer.Keyword(":", vm.dictionary.Name(word));
  if (const std::string_view comment = vm.dictionary.Comment(word); !comment.empty()) {
    writer.Keyword("(", comment, " )");
  }
  writer.layout().Indent();
  writer.layout().Break();
  const CodeRange code{.begin = header.code_start, .length = header.code_length, .owner = word};
  Decompiler(vm, writer, code, word).Write();
}

void WriteAny(VmState& vm, HeaderIndex word, SourceWriter& writer) {
  const WordHeader& header = vm.dictionary.Header(word);
  if (header.Has(WordFlag::kSynonym)) {
    const HeaderIndex meaning = vm.dictionary.IndexOf(vm.dictionary.Meaning(word));
    writer.Keyword("SYNONYM", vm.dictionary.Name(word));
    writer.Plain(vm.dictionary.Name(meaning));
    return;
  }
  if (header.IsA(Opcode::kCall)) {
    WriteDefinition(vm, word, writer);
  } else {
    WriteDataWord(vm, word, writer);
  }
  if (header.Has(WordFlag::kImmediate)) {
    writer.Keyword("IMMEDIATE");
  }
}

/// What the tables say of a word that they have.
void WriteBuiltIn(VmState& vm, const BuiltIn& built_in) {
  TextWriter(vm.output)
      .Text("\\ ")
      .Text(built_in.word.name)
      .Text(" ")
      .Text(built_in.word.stack_effect)
      .Text(" is built in: ")
      .Text(built_in.word.meaning)
      .Line();
}

}  // namespace

void WriteWordSource(VmState& vm, HeaderIndex word) {
  vm.output.FreshLine();
  if (const std::optional<BuiltIn> built_in = FindBuiltIn(word); built_in.has_value()) {
    WriteBuiltIn(vm, *built_in);
    if (built_in->word.source.empty()) {
      return;
    }
  }
  TextMeasure measure;
  SourceWriter measured(vm, measure, SourceLayout::Rows::kOne);
  WriteAny(vm, word, measured);
  vm.ChargeLength(measure.size());
  if (measured.has_failed()) {
    TextWriter(vm.output)
        .Text("\\ ")
        .Text(vm.dictionary.Name(word))
        .Text(" has code that no source text compiles to\n");
    return;
  }
  const bool fits = measure.size() <= SourceLayout::kWidth;
  SourceWriter writer(vm, vm.output, fits ? SourceLayout::Rows::kOne : SourceLayout::Rows::kMany);
  WriteAny(vm, word, writer);
  vm.output.FreshLine();
}

}  // namespace starkernel::forthvm
