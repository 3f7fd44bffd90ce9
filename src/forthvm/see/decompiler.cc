#include "src/forthvm/see/decompiler.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/result.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/local_names.h"
#include "src/forthvm/operand_kind.h"
#include "src/forthvm/see/source_writer.h"
#include "src/forthvm/see/string_source.h"
#include "src/forthvm/utf8.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {
namespace {

/// The name of a local of which only its number is known.
class LocalName {
 public:
  LocalName(std::string_view prefix, std::uint32_t place) {
    TextWriter(text_).Text(prefix).Decimal(place);
  }
  [[nodiscard]] std::string_view view() const [[clang::lifetimebound]] { return text_.view(); }

 private:
  TextBuffer<24> text_;
};

inline constexpr std::array<std::string_view, 4> kLocalPrefixes{"x", "local", "l_", "local-"};

bool IsPrintable(Cell code) {
  return code > ' ' && code != 0x7f && utf8::IsCharacter(Unsigned(code));
}

}  // namespace

Decompiler::Decompiler(VmState& vm, SourceWriter& writer, const CodeRange& code, HeaderIndex self)
    : vm_(vm),
      writer_(writer),
      code_(code),
      self_(self),
      position_(code.begin),
      next_(code.begin),
      end_(code.begin + std::min(code.length, kMostShown)),
      next_quotation_(code.owner.value() + 1) {}

std::size_t Decompiler::LiteralSize(std::uint32_t place) const {
  return Is(At(place), Opcode::kWideLiteral) ? 2 : 1;
}

Cell Decompiler::LiteralValue(std::uint32_t place) const {
  const Instruction literal = At(place);
  if (Is(literal, Opcode::kLiteral)) {
    return literal.operand;
  }
  const UCell low = static_cast<std::uint32_t>(literal.operand);
  return Signed((Unsigned(At(place + 1).operand) << 32U) | low);
}

void Decompiler::FindBackwardBranches() {
  for (std::uint32_t place = code_.begin; place < end_; ++place) {
    const Instruction step = At(place);
    const bool is_branch = Is(step, Opcode::kBranch) || Is(step, Opcode::kBranchIfZero);
    if (is_branch && !IsForward(step) &&
        !backward_.Push({.target = Target(place, step), .from = place}).ok()) {
      writer_.Fail();
    }
    place += Is(step, Opcode::kWideLiteral) ? 1 : 0;
  }
}

void Decompiler::Write() {
  FindBackwardBranches();
  while (position_ < end_ && !writer_.has_failed()) {
    next_ = position_ + 1;
    Arrive();
    Step();
    position_ = next_;
  }
  if (const std::uint32_t left = code_.begin + code_.length - end_; left != 0) {
    TextBuffer<24> count;
    TextWriter(count).Decimal(left);
    writer_.layout().Break();
    writer_.Plain("\\ and ", count.view(), " instructions more");
  }
}

void Decompiler::Step() {
  const Instruction step = At(position_);
  switch (OperandKindOf(static_cast<Opcode>(step.opcode))) {
    case OperandKind::kLiteral:
    case OperandKind::kLowHalf: Literal(); return;
    case OperandKind::kWord: OnWord(step); return;
    case OperandKind::kExecutes: {
      const HeaderIndex word(static_cast<std::uint32_t>(step.operand));
      if (word == self_) {
        writer_.Keyword("RECURSE");
      } else {
        writer_.Execution(word);
      }
      return;
    }
    case OperandKind::kDistance:
    case OperandKind::kNone: Structural(step); return;
  }
}

void Decompiler::Structural(Instruction step) {
  struct Way {
    Opcode opcode;
    void (Decompiler::*show)(Instruction);
  };
  static constexpr std::array kWays{
      Way{Opcode::kBranch, &Decompiler::Branch},
      Way{Opcode::kBranchIfZero, &Decompiler::BranchIfZero},
      Way{Opcode::kDo, &Decompiler::Do},
      Way{Opcode::kQuestionDo, &Decompiler::QuestionDo},
      Way{Opcode::kLoop, &Decompiler::CloseLoop},
      Way{Opcode::kPlusLoop, &Decompiler::CloseLoop},
      Way{Opcode::kLeave, &Decompiler::Leave},
      Way{Opcode::kOf, &Decompiler::Of},
      Way{Opcode::kDrop, &Decompiler::EndCase},
      Way{Opcode::kMakeLocals, &Decompiler::MakeLocals},
      Way{Opcode::kLocalFetch, &Decompiler::LocalFetch},
      Way{Opcode::kLocalStore, &Decompiler::LocalStore},
      Way{Opcode::kDoes, &Decompiler::Does},
      Way{Opcode::kExit, &Decompiler::Exit},
  };
  for (const Way& way : kWays) {
    if (Is(step, way.opcode)) {
      (this->*way.show)(step);
      return;
    }
  }
  writer_.Fail();
}

void Decompiler::Literal() {
  const Instruction step = At(position_);
  const Cell value = LiteralValue(position_);
  next_ = position_ + static_cast<std::uint32_t>(LiteralSize(position_));
  if (Has(step, LiteralNote::kString) && String()) {
    return;
  }
  if (Has(step, LiteralNote::kToken)) {
    writer_.Token("[']", value);
  } else if (Has(step, LiteralNote::kCharacter) && IsPrintable(value)) {
    writer_.Keyword("[CHAR]", utf8::Encoded(static_cast<std::uint32_t>(value)).view());
  } else {
    writer_.Number(value);
  }
}

/// Shows a string and what uses it; false if its address has to be shown as a number.
bool Decompiler::String() {
  if (next_ >= end_ ||
      OperandKindOf(static_cast<Opcode>(At(next_).opcode)) != OperandKind::kLiteral) {
    return false;
  }
  const GuestAddr address = AddressIn(LiteralValue(position_));
  const ByteCount length(Unsigned(LiteralValue(next_)));
  if (length > StringSource::kLongest || !vm_.memory.Contains(address, length) ||
      vm_.memory.RefusedToRead(address, length).has_value()) {
    return false;
  }
  return ShowString(vm_.memory.Text(address, length), next_ + 1);
}

bool Decompiler::ShowString(std::string_view text, std::uint32_t use) {
  struct Use {
    Opcode opcode;
    std::string_view keyword;
  };
  static constexpr std::array kUses{Use{Opcode::kTypeString, ".\""},
                                    Use{Opcode::kCountedString, "C\""},
                                    Use{Opcode::kAbortString, "ABORT\""}};
  for (const Use& way : kUses) {
    if (use < end_ && Is(At(use), way.opcode)) {
      if (StringSource::HasLineEndOrQuote(text)) {
        writer_.Fail();
      }
      writer_.Keyword(way.keyword, text, "\"");
      next_ = use + 1;
      return true;
    }
  }
  if (StringSource::IsPlain(text)) {
    writer_.Keyword("S\"", text, "\"");
  } else {
    const StringSource escaped(text);
    if (!escaped.is_whole()) {
      return false;
    }
    writer_.Keyword("S\\\"", escaped.view(), "\"");
  }
  next_ = use;
  return true;
}

void Decompiler::OnWord(Instruction step) {
  const HeaderIndex word(static_cast<std::uint32_t>(step.operand));
  if (Is(step, Opcode::kStoreDeferred)) {
    writer_.Naming("IS", word);
  } else if (Is(step, Opcode::kActionOf)) {
    writer_.Naming("ACTION-OF", word);
  } else if (!Is(step, Opcode::kCompile)) {
    writer_.Naming("TO", word);
  } else {
    const bool is_immediate = vm_.dictionary.Header(word).Has(WordFlag::kImmediate);
    writer_.Naming(is_immediate ? "COMPILE" : "POSTPONE", word);
  }
}

void Decompiler::ChooseLocalNames() {
  for (const std::string_view prefix : kLocalPrefixes) {
    local_prefix_ = prefix;
    bool is_free = true;
    for (std::uint32_t place = 0; place < kMaximumLocals && is_free; ++place) {
      is_free = vm_.dictionary.FindName(LocalName(prefix, place).view()) == HeaderIndex(0);
    }
    if (is_free) {
      return;
    }
  }
}

void Decompiler::MakeLocals(Instruction step) {
  if (local_prefix_.empty()) {
    ChooseLocalNames();
  }
  constexpr unsigned kUninitialisedShift = 16;
  const auto counts = static_cast<std::uint32_t>(step.operand);
  const std::uint32_t initialised = counts & ((1U << kUninitialisedShift) - 1);
  const std::uint32_t all = initialised + (counts >> kUninitialisedShift);
  // As many names as there can be fit.
  TextBuffer<std::size_t{kMaximumLocals} * 12> names;
  TextWriter text(names);
  for (std::uint32_t place = 0; place < all; ++place) {
    text.Text(place == initialised ? "| " : "")
        .Text(LocalName(local_prefix_, locals_ + place).view())
        .Text(" ");
  }
  writer_.Keyword("{:", names.view(), ":}");
  locals_ += all;
}

void Decompiler::LocalFetch(Instruction step) {
  writer_.Plain(LocalName(local_prefix_, static_cast<std::uint32_t>(step.operand)).view());
}
void Decompiler::LocalStore(Instruction step) {
  const LocalName name(local_prefix_, static_cast<std::uint32_t>(step.operand));
  writer_.Keyword("TO", name.view());
}

void Decompiler::Does(Instruction) {
  locals_ = 0;
  writer_.Keyword("DOES>");
  writer_.layout().Break();
}

void Decompiler::Exit(Instruction) {
  writer_.layout().Join();
  if (quotations_.empty()) {
    writer_.Keyword(";");
  } else {
    EndQuotation();
  }
}

}  // namespace starkernel::forthvm
