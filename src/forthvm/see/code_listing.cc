#include "src/forthvm/see/code_listing.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/operand_kind.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

/// Whether the distance that is the operand is one to a place in the code.
bool Leads(Instruction instruction) {
  return !Is(instruction, Opcode::kDoes) && !Is(instruction, Opcode::kMakeLocals) &&
         !Is(instruction, Opcode::kLocalFetch) && !Is(instruction, Opcode::kLocalStore);
}

/// What is done with the word that is the operand.
struct Deed {
  Opcode opcode;
  std::string_view title;
};
constexpr std::array kDeeds{
    Deed{Opcode::kStoreValue, "TO"},    Deed{Opcode::kStoreDouble, "TO"},
    Deed{Opcode::kStoreDeferred, "IS"}, Deed{Opcode::kActionOf, "ACTION-OF"},
    Deed{Opcode::kCompile, "COMPILE,"},
};

/// What the instruction is, without its operand.
std::string_view TitleOf(const VmState& vm, Instruction instruction) {
  for (const Deed& deed : kDeeds) {
    if (Is(instruction, deed.opcode)) {
      return deed.title;
    }
  }
  return vm.NameOf(instruction);
}

/// Writes the operand of the instruction at `place` of a word whose code begins at `start`.
void WriteOperand(const VmState& vm, std::uint32_t start, std::uint32_t place, TextWriter& writer) {
  const Instruction instruction = vm.code.At(start + place);
  switch (OperandKindOf(static_cast<Opcode>(instruction.opcode))) {
    case OperandKind::kNone:
    case OperandKind::kExecutes: return;
    case OperandKind::kLiteral: Format(writer, " {}", instruction.operand); return;
    case OperandKind::kLowHalf: {
      const UCell low = static_cast<std::uint32_t>(instruction.operand);
      const UCell high = Unsigned(vm.code.At(start + place + 1).operand);
      Format(writer, " {}", Signed((high << 32U) | low));
      return;
    }
    case OperandKind::kDistance:
      if (Leads(instruction)) {
        Format(writer, " to {}", Cell{place} + 1 + instruction.operand);
      } else {
        Format(writer, " {}", instruction.operand);
      }
      return;
    case OperandKind::kWord:
      Format(writer, " {}",
             vm.dictionary.Name(HeaderIndex(static_cast<std::uint32_t>(instruction.operand))));
      return;
  }
}

/// Ends the row that says how much there is: so much of it is not shown.
void WriteRest(std::size_t left_out, TextWriter& writer) {
  if (left_out > 0) {
    Format(writer, ", {} not shown", left_out);
  }
  writer.Line();
}

/// Writes what a native engine executes in place of the word, sixteen bytes in a row behind their
/// distance from the first, both hexadecimal.
void WriteMachineCode(const VmState& vm, HeaderIndex word, TextWriter& writer) {
  constexpr std::size_t kMost = 4096;
  constexpr std::size_t kInRow = 16;
  if (vm.native == nullptr) {
    return;
  }
  const std::span<const std::byte> code = vm.native->CodeOf(vm, word);
  const std::span<const std::byte> shown = code.first(std::min(code.size(), kMost));
  for (std::size_t place = 0; place < shown.size(); place += kInRow) {
    Format(writer, "{:>5x} ", place);
    for (const std::byte byte : shown.subspan(place, std::min(kInRow, shown.size() - place))) {
      Format(writer, " {:02x}", std::to_integer<unsigned>(byte));
    }
    writer.Line();
  }
  if (!code.empty()) {
    Format(writer, "\\ {} bytes of machine code", code.size());
    WriteRest(code.size() - shown.size(), writer);
  }
}

}  // namespace

void WriteCodeListing(VmState& vm, HeaderIndex word) {
  constexpr std::uint32_t kMost = 4096;
  const WordHeader& header = vm.dictionary.Header(word);
  vm.output.FreshLine();
  TextWriter writer(vm.output);
  const std::uint32_t shown = std::min(header.code_length, kMost);
  for (std::uint32_t place = 0; place < shown; ++place) {
    const Instruction instruction = vm.code.At(header.code_start + place);
    Format(writer, "{:>5}  {}", place, TitleOf(vm, instruction));
    WriteOperand(vm, header.code_start, place, writer);
    if (vm.code.ShortcutAt(header.code_start + place) == Shortcut::kNone) {
      writer.Text("  plain");
    }
    writer.Line();
    if (Is(instruction, Opcode::kWideLiteral)) {
      ++place;  // What follows is its other half.
    }
  }
  Format(writer, "\\ {} instructions", header.code_length);
  WriteRest(header.code_length - shown, writer);
  WriteMachineCode(vm, word, writer);
}

}  // namespace starkernel::forthvm
