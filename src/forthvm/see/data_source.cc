#include "src/forthvm/see/data_source.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/addresses.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/see/decompiler.h"
#include "src/forthvm/see/source_writer.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {
namespace {

/// Data beyond this is not shown, and its pages not touched.
inline constexpr ByteCount kMostData{256};

/// The data of a created word: up to where the next word's begins.
struct Data {
  GuestAddr begin;
  ByteCount size;
};
Data DataOf(const VmState& vm, HeaderIndex word) {
  const HeaderIndex next(word.value() + 1);
  const GuestAddr begin = AddressIn(vm.dictionary.Header(word).value);
  const GuestAddr end =
      next < vm.dictionary.end_index() ? vm.dictionary.Header(next).data_start : vm.here;
  return {.begin = begin, .size = end > begin ? end - begin : ByteCount(0)};
}

/// The definition whose DOES> part begins there.
HeaderIndex OwnerOf(const VmState& vm, std::uint32_t code_start) {
  for (std::uint32_t index = vm.dictionary.end_index().value() - 1; index > 0; --index) {
    const WordHeader& header = vm.dictionary.Header(HeaderIndex(index));
    if (header.OwnsCode() && header.code_start <= code_start &&
        code_start < header.code_start + header.code_length) {
      return HeaderIndex(index);
    }
  }
  return HeaderIndex(0);
}

/// A word without a name that gives the latest word what the created one does.
void WriteBehaviour(VmState& vm, const WordHeader& created, SourceWriter& writer) {
  const HeaderIndex owner = OwnerOf(vm, created.code_start);
  writer.Keyword(":NONAME");
  writer.Keyword("DOES>");
  const CodeRange code{.begin = created.code_start, .length = created.code_length, .owner = owner};
  Decompiler(vm, writer, code, HeaderIndex(0)).Write();
  writer.layout().Break();
}

Cell ByteAt(const VmState& vm, GuestAddr address) {
  Cell value = 0;
  return vm.memory.LoadByte(address, value) ? value : 0;
}
Cell CellAt(const VmState& vm, GuestAddr address) {
  Cell value = 0;
  return vm.memory.LoadCell(address, value) ? value : 0;
}

/// Whether the data is there and short enough to be looked at.
bool CanBeShown(const VmState& vm, const Data& data) {
  return data.size <= kMostData && vm.memory.Contains(data.begin, data.size) &&
         !vm.memory.RefusedToRead(data.begin, data.size).has_value();
}

/// Whether the data is known to be zeros.
bool IsBlank(const VmState& vm, const Data& data) {
  return CanBeShown(vm, data) &&
         std::ranges::all_of(vm.memory.Bytes(data.begin, data.size),
                             [](std::byte byte) { return byte == std::byte{0}; });
}

void WriteData(VmState& vm, const Data& data, SourceWriter& writer) {
  const GuestAddr end = data.begin + data.size;
  GuestAddr next = data.begin;
  for (; end - next >= kCellSize; next = next + kCellSize) {
    writer.Number(CellAt(vm, next));
    writer.Keyword(",");
  }
  for (; next < end; next = next + ByteCount(1)) {
    writer.Number(ByteAt(vm, next));
    writer.Keyword("C,");
  }
}

void WriteCreated(VmState& vm, HeaderIndex word, SourceWriter& writer) {
  const WordHeader& header = vm.dictionary.Header(word);
  const std::string_view name = vm.dictionary.Name(word);
  const bool has_behaviour = header.code_length != 0;
  const Data data = DataOf(vm, word);
  if (has_behaviour) {
    WriteBehaviour(vm, header, writer);
  }
  const bool is_shown = CanBeShown(vm, data) && !IsBlank(vm, data);
  if (data.size == kCellSize && !has_behaviour) {
    writer.Keyword("VARIABLE", name);
    if (is_shown) {
      writer.Number(CellAt(vm, data.begin));
      writer.Plain(name);
      writer.Keyword("!");
    }
  } else if (is_shown || data.size == ByteCount(0)) {
    writer.Keyword("CREATE", name);
    WriteData(vm, is_shown ? data : Data{.begin = data.begin, .size = ByteCount(0)}, writer);
  } else {
    writer.Number(Signed(data.size.value()));
    writer.Keyword("BUFFER:", name);
    if (!IsBlank(vm, data)) {
      writer.Keyword("(", "what it holds is not shown ", ")");
    }
  }
  if (has_behaviour) {
    writer.Keyword("EXECUTE");
  }
}

void WriteDeferred(VmState& vm, HeaderIndex word, SourceWriter& writer) {
  const WordHeader& header = vm.dictionary.Header(word);
  const std::string_view name = vm.dictionary.Name(word);
  writer.Keyword("DEFER", name);
  if (header.value != 0) {
    writer.Token("'", header.value);
    writer.Keyword("IS", name);
  }
}

/// How a word with a value in its header is made.
struct Maker {
  Opcode opcode;
  std::string_view keyword;
  bool is_double;
};
inline constexpr std::array kMakers{
    Maker{Opcode::kConstant, "CONSTANT", false}, Maker{Opcode::kValue, "VALUE", false},
    Maker{Opcode::kDoubleConstant, "2CONSTANT", true}, Maker{Opcode::kDoubleValue, "2VALUE", true}};

}  // namespace

void WriteDataWord(VmState& vm, HeaderIndex word, SourceWriter& writer) {
  const WordHeader& header = vm.dictionary.Header(word);
  const std::string_view name = vm.dictionary.Name(word);
  for (const Maker& maker : kMakers) {
    if (header.IsA(maker.opcode)) {
      writer.Number(header.value);
      if (maker.is_double) {
        writer.Number(header.second_value);
      }
      writer.Keyword(maker.keyword, name);
      return;
    }
  }
  if (header.IsA(Opcode::kDeferred)) {
    WriteDeferred(vm, word, writer);
  } else if (header.IsA(Opcode::kCreated)) {
    WriteCreated(vm, word, writer);
  } else if (header.IsA(Opcode::kMarker)) {
    writer.Keyword("MARKER", name);
  } else if (header.IsA(Opcode::kVocabulary)) {
    writer.Keyword("VOCABULARY", name);
  } else {
    writer.Fail();
  }
}

}  // namespace starkernel::forthvm
