#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/operand_kind.h"
#include "src/forthvm/see/decompiler.h"
#include "src/forthvm/see/source_writer.h"
#include "src/forthvm/see/structures.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

void Decompiler::Open(const Structure& structure) {
  if (!structures_.Push(structure).ok()) {
    writer_.Fail();
  }
}

/// Has the structure on top of the control-flow stack; the text has failed if it is not there.
bool Decompiler::BringToTop(Kind kind, std::uint32_t place) {
  const std::optional<std::size_t> below = structures_.Find(kind, place);
  if (!below.has_value()) {
    writer_.Fail();
    return false;
  }
  if (*below > 0) {
    // CS-ROLL itself is for definitions only.
    writer_.Keyword("[");
    writer_.Number(static_cast<Cell>(*below));
    writer_.Keyword("'", "CS-ROLL");
    writer_.Keyword("EXECUTE");
    writer_.Keyword("]");
    structures_.Roll(*below);
  }
  return true;
}

bool Decompiler::IsTarget(std::uint32_t place) const {
  for (const BackwardBranch& branch : backward_) {
    if (branch.target == place) {
      return true;
    }
  }
  return structures_.Find(Kind::kForward, place).has_value();
}

/// What ends and begins before the instruction at the position.
void Decompiler::Arrive() {
  ArriveForward();
  for (std::size_t index = backward_.size(); index > 0; --index) {
    const BackwardBranch& branch = backward_[index - 1];
    if (branch.target == position_) {
      writer_.Opening("BEGIN");
      Open({.kind = Kind::kBackward, .place = branch.from});
    }
  }
  ArriveAtCase();
}

void Decompiler::ArriveForward() {
  while (structures_.Find(Kind::kForward, position_).has_value() && !writer_.has_failed()) {
    BringToTop(Kind::kForward, position_);
    structures_.Pop();
    writer_.Closing("THEN");
  }
}

/// CASE stands before the number that its first OF compares with, where it can.
void Decompiler::ArriveAtCase() {
  const OperandKind kind = OperandKindOf(static_cast<Opcode>(At(position_).opcode));
  if (kind != OperandKind::kLiteral && kind != OperandKind::kLowHalf) {
    return;
  }
  const std::uint32_t of = position_ + static_cast<std::uint32_t>(LiteralSize(position_));
  std::uint32_t end_case = 0;
  if (of < end_ && Is(At(of), Opcode::kOf) && FindEndCase(of, end_case) && !IsTarget(of) &&
      !structures_.Find(Kind::kCase, end_case).has_value()) {
    writer_.Opening("CASE");
    Open({.kind = Kind::kCase, .place = end_case});
  }
}

void Decompiler::BranchIfZero(Instruction step) {
  if (!IsForward(step)) {
    if (BringToTop(Kind::kBackward, position_)) {
      structures_.Pop();
      writer_.Closing("UNTIL");
    }
    return;
  }
  const std::uint32_t target = Target(position_, step);
  const bool leaves_loop = !structures_.empty() && structures_.top().kind == Kind::kBackward &&
                           structures_.top().place < target;
  if (!leaves_loop) {
    writer_.Opening("IF");
    Open({.kind = Kind::kForward, .place = target});
    return;
  }
  writer_.Middle("WHILE");
  if (!structures_.PushUnderTop({.kind = Kind::kForward, .place = target}).ok()) {
    writer_.Fail();
  }
}

void Decompiler::BackwardBranchAlways() {
  if (!BringToTop(Kind::kBackward, position_)) {
    return;
  }
  structures_.Pop();
  if (structures_.TopIs(Kind::kForward, position_ + 1)) {
    structures_.Pop();
    writer_.Closing("REPEAT");
  } else {
    writer_.Closing("AGAIN");
  }
}

void Decompiler::Branch(Instruction step) {
  if (!IsForward(step)) {
    BackwardBranchAlways();
    return;
  }
  if (BeginQuotation(step)) {
    return;
  }
  if (structures_.Find(Kind::kOf, position_ + 1).has_value()) {
    EndOf(step);
    return;
  }
  const Structure forward{.kind = Kind::kForward, .place = Target(position_, step)};
  if (structures_.TopIs(Kind::kForward, position_ + 1)) {
    writer_.Middle("ELSE");
    structures_.top() = forward;
  } else {
    writer_.Opening("AHEAD");
    Open(forward);
  }
}

void Decompiler::Do(Instruction) {
  writer_.Opening("DO");
  Open({.kind = Kind::kLoop, .place = position_ + 1});
}

void Decompiler::QuestionDo(Instruction step) {
  writer_.Opening("?DO");
  Open({.kind = Kind::kLoop, .place = position_ + 1, .exit = Target(position_, step)});
}

void Decompiler::CloseLoop(Instruction step) {
  if (!BringToTop(Kind::kLoop, Target(position_, step))) {
    return;
  }
  if (structures_.top().exit != 0 && structures_.top().exit != position_ + 1) {
    writer_.Fail();
  }
  structures_.Pop();
  writer_.Closing(Is(step, Opcode::kLoop) ? "LOOP" : "+LOOP");
}

void Decompiler::Leave(Instruction step) {
  const std::optional<std::size_t> below = structures_.FindKind(Kind::kLoop);
  const std::uint32_t target = Target(position_, step);
  if (!below.has_value() ||
      (structures_.At(*below).exit != 0 && structures_.At(*below).exit != target)) {
    writer_.Fail();
    return;
  }
  structures_.At(*below).exit = target;
  writer_.Keyword("LEAVE");
}

/// Where the ENDCASE is that the ENDOF of an OF goes to.
bool Decompiler::FindEndCase(std::uint32_t of, std::uint32_t& end_case) const {
  const std::uint32_t limit = code_.begin + code_.length;
  const std::uint32_t behind = Target(of, At(of));
  if (behind <= of || behind > limit || !Is(At(behind - 1), Opcode::kBranch)) {
    return false;
  }
  const std::uint32_t end = Target(behind - 1, At(behind - 1));
  end_case = end - 1;
  return end > behind && end <= limit && Is(At(end_case), Opcode::kDrop);
}

void Decompiler::Of(Instruction step) {
  std::uint32_t end_case = 0;
  if (!FindEndCase(position_, end_case)) {
    writer_.Fail();
    return;
  }
  if (!structures_.Find(Kind::kCase, end_case).has_value()) {
    writer_.Opening("CASE");
    Open({.kind = Kind::kCase, .place = end_case});
  }
  if (BringToTop(Kind::kCase, end_case)) {
    writer_.Keyword("OF");
    writer_.layout().Indent();
    Open({.kind = Kind::kOf, .place = Target(position_, step)});
  }
}

void Decompiler::EndOf(Instruction step) {
  if (!BringToTop(Kind::kOf, position_ + 1)) {
    return;
  }
  structures_.Pop();
  if (!structures_.TopIs(Kind::kCase, Target(position_, step) - 1)) {
    writer_.Fail();
  }
  writer_.layout().Outdent();
  writer_.Keyword("ENDOF");
  writer_.layout().Break();
}

void Decompiler::EndCase(Instruction) {
  if (!structures_.Find(Kind::kCase, position_).has_value()) {
    writer_.Opening("CASE");
    Open({.kind = Kind::kCase, .place = position_});
  }
  if (BringToTop(Kind::kCase, position_)) {
    structures_.Pop();
    writer_.Closing("ENDCASE");
  }
}

/// A branch round the body of a word without a name; false if it is another.
bool Decompiler::BeginQuotation(Instruction step) {
  const Dictionary& dictionary = vm_.dictionary;
  const auto is_passed = [&](HeaderIndex word) {
    return word < dictionary.end_index() && dictionary.Header(word).name_length == 0 &&
           dictionary.Header(word).code_start < position_ + 1;
  };
  while (is_passed(next_quotation_)) {
    next_quotation_ = HeaderIndex(next_quotation_.value() + 1);
  }
  if (next_quotation_ >= dictionary.end_index()) {
    return false;
  }
  const WordHeader& header = dictionary.Header(next_quotation_);
  if (header.name_length != 0 || !header.IsA(Opcode::kCall) || header.code_start != position_ + 1) {
    return false;
  }
  const std::uint32_t end = Target(position_, step);
  writer_.Opening("[:");
  writer_.layout().Join();
  const bool fits = quotations_
                        .Push({.end = end,
                               .outer_self = self_,
                               .outer_base = structures_.SetBase(structures_.depth()),
                               .outer_locals = locals_})
                        .ok();
  self_ = next_quotation_;
  locals_ = 0;
  if (!fits || end != header.code_start + header.code_length) {
    writer_.Fail();
  }
  return true;
}

/// The instruction behind it pushes its token.
void Decompiler::EndQuotation() {
  const OpenQuotation quotation = quotations_.Pop();
  if (!structures_.empty() || quotation.end != position_ + 1) {
    writer_.Fail();
  }
  writer_.layout().Outdent();
  writer_.Keyword(";]");
  structures_.SetBase(quotation.outer_base);
  self_ = quotation.outer_self;
  locals_ = quotation.outer_locals;
  next_ = quotation.end < end_
              ? quotation.end + static_cast<std::uint32_t>(LiteralSize(quotation.end))
              : quotation.end;
}

}  // namespace starkernel::forthvm
