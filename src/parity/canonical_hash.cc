#include "src/parity/canonical_hash.h"

#include <cstdint>
#include <string_view>

#include "src/base/fnv1a.h"
#include "src/base/ids.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/code_space.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/operand_kind.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/word_header.h"

namespace starkernel::parity {
namespace {

using forthvm::Instruction;
using forthvm::Opcode;
using forthvm::OperandKind;
using forthvm::WordHeader;

class Hasher {
 public:
  explicit Hasher(const forthvm::Vm& vm) : dictionary_(vm.dictionary()), code_(vm.code()) {}

  void AddWord(WordId word) {
    const WordHeader& header = dictionary_.Header(word);
    const std::string_view name = dictionary_.Name(word);
    hash_.AddByte(header.flags);
    hash_.AddByte(header.name_length);
    hash_.AddText(name);
    hash_.AddByte(kAclDefault);
    hash_.AddLittleEndian(CreationIndex(word));
    AddValues(header);
    AddBody(header.code_start, header.code_length);
  }

  [[nodiscard]] std::uint64_t value() const { return hash_.value(); }

 private:
  static constexpr std::uint8_t kAclDefault = 0;

  void AddOpcode(std::uint16_t opcode) { hash_.AddLittleEndian(kStepBase + opcode); }
  void AddCell(forthvm::Cell cell) { hash_.AddLittleEndian(forthvm::Unsigned(cell)); }

  /// What a word holds in its header.
  void AddValues(const WordHeader& header) {
    if (header.IsA(Opcode::kDeferred)) {
      AddOpcode(header.opcode);
      hash_.AddLittleEndian(CreationIndex(WordId(static_cast<std::uint32_t>(header.value))));
    } else if (header.IsA(Opcode::kCreated) || header.IsA(Opcode::kConstant) ||
               header.IsA(Opcode::kValue) || header.IsA(Opcode::kDoubleValue) ||
               header.IsA(Opcode::kDoubleConstant)) {
      AddOpcode(header.opcode);
      AddCell(header.value);
      AddCell(header.second_value);
    }
  }

  void AddBody(std::uint32_t start, std::uint32_t length) {
    for (std::uint32_t place = start; place < start + length; ++place) {
      const Instruction step = code_.At(place);
      const OperandKind kind = forthvm::OperandKindOf(static_cast<Opcode>(step.opcode));
      if (kind == OperandKind::kLowHalf && place + 1 < start + length) {
        ++place;
        AddLiteral((forthvm::Unsigned(code_.At(place).operand) << 32U) |
                   static_cast<std::uint32_t>(step.operand));
      } else {
        AddStep(step, kind);
      }
    }
  }

  /// Both ways to store a literal count as the shorter one.
  void AddLiteral(std::uint64_t value) {
    AddOpcode(static_cast<std::uint16_t>(Opcode::kLiteral));
    hash_.AddLittleEndian(value);
  }

  /// The id of the word whose header has that place.
  [[nodiscard]] WordId WordAt(std::uint32_t place) const {
    return WordId(dictionary_.Header(forthvm::HeaderIndex(place)).id);
  }

  void AddStep(const Instruction& step, OperandKind kind) {
    const auto operand = static_cast<std::uint32_t>(step.operand);
    switch (kind) {
      case OperandKind::kExecutes: hash_.AddLittleEndian(CreationIndex(WordAt(operand))); return;
      case OperandKind::kLiteral: AddLiteral(forthvm::Unsigned(step.operand)); return;
      case OperandKind::kWord:
        AddOpcode(step.opcode);
        hash_.AddLittleEndian(CreationIndex(WordAt(operand)));
        return;
      case OperandKind::kDistance:
        AddOpcode(step.opcode);
        hash_.AddLittleEndian(operand);
        return;
      case OperandKind::kLowHalf:
      case OperandKind::kNone: AddOpcode(step.opcode); return;
    }
  }

  const forthvm::Dictionary& dictionary_;
  const forthvm::CodeSpace& code_;
  Fnv1a hash_;
};

}  // namespace

std::uint64_t CanonicalHash(const forthvm::Vm& vm) {
  Hasher hasher(vm);
  for (std::uint32_t place = 1; place < vm.dictionary().end_index().value(); ++place) {
    hasher.AddWord(WordId(vm.dictionary().Header(forthvm::HeaderIndex(place)).id));
  }
  return hasher.value();
}

}  // namespace starkernel::parity
