#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/span_copy_unsafe.h"
#include "src/forthvm/byte_text_unsafe.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/character.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/compiler.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/input.h"
#include "src/forthvm/number_base.h"
#include "src/forthvm/number_text.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/arithmetic_words.h"
#include "src/forthvm/words/double_words.h"
#include "src/forthvm/words/range_pieces.h"

/// Words over strings and the words that parse them.
namespace starkernel::forthvm::string_words {

/// The characters of a string that is to be a name; nothing for one too long to be any.
inline Status NameText(VmState& vm, Instruction instruction, Cell address, Cell length,
                       std::string_view& name) {
  const Status status = range_pieces::Beginning(vm, instruction, address, length,
                                                ByteCount(kMaximumNameLength + 1), name);
  if (name.size() > kMaximumNameLength) {
    name = {};
  }
  return status;
}

/// The text from an address on, `most` bytes at most, up to where the envelope or its pages end: -9
/// if its first byte is not there.
inline Status TextFrom(VmState& vm, Instruction instruction, GuestAddr address, ByteCount most,
                       std::string_view& text) {
  if (const Status status = vm.Readable(instruction, address, ByteCount(1));
      status != Status::kNext) {
    return status;
  }
  const ByteCount length = std::min(most, vm.memory.end() - address);
  const GuestAddr end = vm.memory.RefusedToRead(address, length).value_or(address + length);
  text = vm.memory.Text(address, end - address);
  return Status::kNext;
}

/// Leaves the string in one of the buffers for interpreted strings, as address and length.
inline Status PushTransient(VmState& vm, std::string_view text) {
  if (text.size() > layout::kStringBufferSize.value()) {
    return vm.ThrowFull(ThrowCode::kStringOverflow, "the string is too long",
                        layout::kStringBufferSize.value());
  }
  vm.string_buffer =
      static_cast<std::uint8_t>((vm.string_buffer + 1U) % layout::kStringBufferCount);
  const GuestAddr buffer = layout::kStringBuffers + layout::kStringBufferSize * vm.string_buffer;
  CopyInto(vm.memory.Characters(buffer, ByteCount(text.size())), text);
  vm.data.Push(CellOf(buffer));
  vm.data.Push(static_cast<Cell>(text.size()));
  return Status::kNext;
}

inline Status StringQuote(VmState& vm, Instruction instruction) {
  std::string_view text;
  if (const Status status = ParseUntil(vm, '"', text); status != Status::kNext) {
    return status;
  }
  return vm.compiling ? EmitString(vm, instruction, text, false) : PushTransient(vm, text);
}

/// Compiles a string and an instruction that uses it.
template <Opcode kUse, bool kCounted>
Status CompileString(VmState& vm, Instruction instruction) {
  std::string_view text;
  Status status = ParseUntil(vm, '"', text);
  status = status == Status::kNext ? EmitString(vm, instruction, text, kCounted) : status;
  return status == Status::kNext ? Emit(vm, Make(kUse)) : status;
}
/// What C" leaves: the address of the length byte.
inline void CountedAddress(VmState& vm, Instruction) {
  vm.data.Drop();
  vm.data.Top() -= 1;
}
/// Writes what stands before the delimiter, as much at once as TYPE does.
template <char kDelimiter>
Status WriteUntil(VmState& vm, Instruction instruction) {
  bool is_whole = false;
  vm.output.Write(ParseSome(vm, kDelimiter, KiB(1), is_whole));
  return is_whole ? Status::kNext : range_pieces::Again(vm, instruction);
}
inline Status DotQuote(VmState& vm, Instruction instruction) {
  if (vm.compiling) {
    return CompileString<Opcode::kTypeString, false>(vm, instruction);
  }
  return WriteUntil<'"'>(vm, instruction);
}

inline Status Count(VmState& vm, Instruction instruction) {
  const GuestAddr address = AddressIn(vm.data.Top());
  if (!vm.memory.Contains(address, ByteCount(1))) {
    return vm.ThrowAddress(instruction, address, ByteCount(1));
  }
  Cell count = 0;
  if (!vm.memory.LoadByte(address, count)) {
    return vm.ThrowRefused(instruction, address);
  }
  vm.data.Top() = CellOf(address + ByteCount(1));
  vm.data.Push(count);
  return Status::kNext;
}

inline Status Compare(VmState& vm, Instruction instruction) {
  const ByteCount left_length(Unsigned(vm.data.Top(2)));
  const ByteCount right_length(Unsigned(vm.data.Top()));
  if (const Status status = range_pieces::Within(vm, instruction, vm.data.Top(3), left_length);
      status != Status::kNext) {
    return status;
  }
  if (const Status status = range_pieces::Within(vm, instruction, vm.data.Top(1), right_length);
      status != Status::kNext) {
    return status;
  }
  const ByteCount both = std::min(left_length, right_length);
  const ByteCount piece = range_pieces::PieceOf(both);
  std::span<std::byte> left;
  std::span<std::byte> right;
  if (const Status status = range_pieces::PieceToRead(vm, instruction, vm.data.Top(3), piece, left);
      status != Status::kNext) {
    return status;
  }
  if (const Status status =
          range_pieces::PieceToRead(vm, instruction, vm.data.Top(1), piece, right);
      status != Status::kNext) {
    return status;
  }
  const int order = AsText(left).compare(AsText(right));
  if (order == 0 && piece < both) {
    for (const std::size_t below : {std::size_t{3}, std::size_t{1}}) {
      vm.data.Top(below) += Signed(piece.value());
      vm.data.Top(below - 1) -= Signed(piece.value());
    }
    return range_pieces::Again(vm, instruction);
  }
  const bool greater = order > 0 || (order == 0 && left_length > right_length);
  const bool less = order < 0 || (order == 0 && left_length < right_length);
  vm.data.Drop(3);
  vm.data.Top() = (greater ? 1 : 0) - (less ? 1 : 0);
  return Status::kNext;
}

inline Status DropTrailingBlanks(VmState& vm, Instruction instruction) {
  std::string_view text;
  if (const Status status = range_pieces::Ending(vm, instruction, vm.data.Top(1), vm.data.Top(),
                                                 range_pieces::kPiece, text);
      status != Status::kNext) {
    return status;
  }
  const std::size_t kept = text.find_last_not_of(' ') + 1;
  vm.data.Top() -= static_cast<Cell>(text.size() - kept);
  return kept == 0 && vm.data.Top() != 0 ? range_pieces::Again(vm, instruction) : Status::kNext;
}
inline void SlashString(VmState& vm, Instruction) {
  const Cell count = vm.data.Pop();
  vm.data.Top() = arithmetic_words::Subtract(vm.data.Top(), count);
  vm.data.Top(1) = arithmetic_words::Add(vm.data.Top(1), count);
}

/// Takes the next token, which may be any, unless it is longer than a word may take.
inline Status ParseToken(VmState& vm, std::string_view missing, std::string_view& token) {
  token = ParseName(vm);
  if (token.empty()) {
    return vm.Throw(ThrowCode::kZeroLengthName, missing);
  }
  return token.size() < kMostParsed.value()
             ? Status::kNext
             : vm.ThrowFull(ThrowCode::kStringOverflow, "the text to be parsed is too long",
                            kMostParsed.value());
}
inline Status Char(VmState& vm, Instruction) {
  std::string_view name;
  const Status status = ParseToken(vm, "CHAR needs a character", name);
  if (status == Status::kNext) {
    vm.data.Push(utf8::DecodeFirst(name).code);
  }
  return status;
}
inline Status BracketChar(VmState& vm, Instruction) {
  std::string_view name;
  const Status status = ParseToken(vm, "[CHAR] needs a character", name);
  return status == Status::kNext
             ? EmitLiteral(vm, utf8::DecodeFirst(name).code, LiteralNote::kCharacter)
             : status;
}

/// Leaves what was parsed, and goes on behind it and the delimiter.
inline void PushParsed(VmState& vm, ByteCount length, std::size_t delimiter) {
  vm.data.Push(CellOf(UnparsedAddress(vm)));
  vm.data.Push(Signed(length.value()));
  SkipText(vm, length.value() + delimiter);
}
/// Pieces overlap by as much as a delimiter may reach into the next.
inline Status Parse(VmState& vm, Instruction instruction) {
  const UCell code = Unsigned(vm.data.Top());
  if (!utf8::IsCharacter(code)) {
    return vm.ThrowRange(ThrowCode::kMalformedCharacter, "no character:", vm.data.Top(), 0,
                         utf8::kGreatest);
  }
  const utf8::Encoded delimiter(static_cast<std::uint32_t>(code));
  const ByteCount before = range_pieces::Before(instruction);
  const ByteCount most = range_pieces::kPiece + ByteCount(utf8::kMostBytes - 1);
  const std::string_view text = UnparsedText(vm, most, before);
  const std::size_t found = text.find(delimiter.view());
  vm.ChargeLength(std::min(found, text.size()));
  if (found == std::string_view::npos && text.size() == most.value()) {
    return range_pieces::NextPiece(vm, instruction);
  }
  vm.data.Drop();
  PushParsed(vm, before + ByteCount(std::min(found, text.size())),
             found == std::string_view::npos ? 0 : delimiter.view().size());
  return Status::kNext;
}

/// Goes on with a token that is longer than others may be: the first piece was looked at.
inline Status ParseLongName(VmState& vm, Instruction instruction) {
  const ByteCount before = range_pieces::Before(instruction);
  const std::string_view text = UnparsedText(vm, range_pieces::kPiece, before);
  const auto length = static_cast<std::size_t>(std::ranges::find_if(text, IsBlank) - text.begin());
  vm.ChargeLength(length);
  if (length == range_pieces::kPiece.value()) {
    return range_pieces::NextPiece(vm, instruction);
  }
  PushParsed(vm, before + ByteCount(length), length < text.size() ? 1 : 0);
  return Status::kNext;
}
inline Status ParseNameWord(VmState& vm, Instruction instruction) {
  if (instruction.note != 0) {
    return ParseLongName(vm, instruction);
  }
  if (SkipBlankPiece(vm)) {
    return vm.Execute(instruction);
  }
  GuestAddr address;
  const std::string_view name = ParseName(vm, address);
  if (name.size() == kMostParsed.value()) {
    vm.memory.SetSystemCell(layout::kToIn, Signed((address - vm.sources.Top().text).value()));
    return range_pieces::NextPiece(vm, instruction);
  }
  vm.data.Push(CellOf(address));
  vm.data.Push(static_cast<Cell>(name.size()));
  return Status::kNext;
}

/// WORD skips leading delimiters; a space stands for any blank.
inline Status ParseWord(VmState& vm, Instruction instruction) {
  const char delimiter = static_cast<char>(vm.data.Top() & 0xff);
  std::string_view text;
  bool fits = true;
  if (delimiter == ' ') {
    if (SkipBlankPiece(vm)) {
      return vm.Execute(instruction);
    }
    text = ParseName(vm);
  } else {
    const std::string_view rest = UnparsedText(vm, range_pieces::kPiece);
    const std::size_t skipped = std::min(rest.find_first_not_of(delimiter), rest.size());
    SkipText(vm, skipped);
    vm.ChargeLength(skipped);
    if (skipped == range_pieces::kPiece.value()) {
      return vm.Execute(instruction);
    }
    text = ParseSome(vm, delimiter, ByteCount(kMaximumNameLength), fits);
  }
  if (!fits || text.size() > kMaximumNameLength) {
    return vm.ThrowFull(ThrowCode::kStringOverflow, "the parsed word is too long",
                        kMaximumNameLength);
  }
  const ByteCount length(text.size());
  const std::span<char> buffer = vm.memory.Characters(layout::kWordBuffer, length + ByteCount(2));
  CopyInto(buffer.subspan(1), text);
  buffer.front() = static_cast<char>(text.size());
  buffer.back() = ' ';
  vm.data.Top() = CellOf(layout::kWordBuffer);
  return Status::kNext;
}

inline Status ToNumber(VmState& vm, Instruction instruction) {
  unsigned base = 10;
  if (const Status status = ReadBase(vm, base); status != Status::kNext) {
    return status;
  }
  std::string_view text;
  if (const Status status = range_pieces::Beginning(vm, instruction, vm.data.Top(1), vm.data.Top(),
                                                    range_pieces::kPiece, text);
      status != Status::kNext) {
    return status;
  }
  Wide value = double_words::TopWide(vm, 2);
  bool overflowed = false;
  const std::size_t count = AccumulateDigits(text, base, value, overflowed);
  vm.data.Top(3) = Signed(value.low);
  vm.data.Top(2) = Signed(value.high);
  vm.data.Top(1) += static_cast<Cell>(count);
  vm.data.Top() -= static_cast<Cell>(count);
  return count == text.size() && vm.data.Top() != 0 ? range_pieces::Again(vm, instruction)
                                                    : Status::kNext;
}

/// A string literal needs two items of room only while interpreting.
inline constexpr std::array kWords{
    Word{"S\"", Checked<0, 2, StringQuote>, "( \"text<quote>\" -- c-addr u )",
         "The text up to the next quote.", kImmediate},
    Word{"C\"", Compiling<CompileString<Opcode::kCountedString, true>>,
         "( \"text<quote>\" -- c-addr )", "The text up to the next quote, as a counted string.",
         kCompiler},
    Word{".\"", DotQuote, "( \"text<quote>\" -- )", "Write the text up to the next quote.",
         kImmediate},
    Word{".(", Checked<0, 0, WriteUntil<')'>>, "( \"text<paren>\" -- )",
         "Write the text up to the next ) at once.", kImmediate},
    Word{"COUNT", Checked<1, 2, Count>, "( c-addr1 -- c-addr2 u )",
         "The characters and length of a counted string."},
    Word{"COMPARE", Checked<4, 1, Compare>, "( c-addr1 u1 c-addr2 u2 -- n )",
         "Order of two strings: -1, 0 or 1."},
    Word{"-TRAILING", Checked<2, 2, DropTrailingBlanks>, "( c-addr u1 -- c-addr u2 )",
         "Leave out spaces at the end."},
    Word{"/STRING", Checked<3, 2, SlashString>, "( c-addr1 u1 n -- c-addr2 u2 )",
         "Leave out n characters at the beginning."},
    Word{"CHAR", Checked<0, 1, Char>, "( \"name\" -- char )", "The next token's first character."},
    Word{"[CHAR]", Compiling<BracketChar>, "( \"name\" -- ) ( run: -- char )",
         "Compile the next token's first character.", kCompiler},
    Word{"WORD", Checked<1, 1, ParseWord>, "( char \"<chars>text<char>\" -- c-addr )",
         "Parse to the delimiter, giving a counted string."},
    Word{"PARSE", Checked<1, 2, Parse>, "( char \"text<char>\" -- c-addr u )",
         "Parse to the delimiter."},
    Word{"PARSE-NAME", Checked<0, 2, ParseNameWord>, "( \"name\" -- c-addr u )",
         "Parse the next token."},
    Word{">NUMBER", Checked<4, 4, ToNumber>, "( ud1 c-addr1 u1 -- ud2 c-addr2 u2 )",
         "Add digits to ud1 up to the first character that is none."},
};

}  // namespace starkernel::forthvm::string_words
