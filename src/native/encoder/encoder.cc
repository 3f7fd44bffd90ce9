#include "src/native/encoder/encoder.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>

#include "src/base/little_endian.h"
#include "src/base/panic.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"

namespace starkernel::native {
namespace {

constexpr unsigned Number(Register of) { return static_cast<unsigned>(of); }
constexpr unsigned Number(Operation of) { return static_cast<unsigned>(of); }

/// Two bytes: 0x0f and that.
constexpr unsigned kSecondTable = 0x0f00;

constexpr bool FitsByte(std::int32_t value) {
  return value >= std::numeric_limits<std::int8_t>::min() &&
         value <= std::numeric_limits<std::int8_t>::max();
}
constexpr bool FitsHalf(std::int64_t value) {
  return value >= std::numeric_limits<std::int32_t>::min() &&
         value <= std::numeric_limits<std::int32_t>::max();
}

constexpr unsigned kNoOffset = 0;
constexpr unsigned kShortOffset = 0x40;
constexpr unsigned kLongOffset = 0x80;

/// How an offset is written: not at all, in 8 bits or in 32. rbp and r13 have no form without an
/// offset.
constexpr unsigned Mode(Register base, std::int32_t offset) {
  if (offset == 0 && (Number(base) & 7U) != Number(Register::kRbp)) {
    return kNoOffset;
  }
  return FitsByte(offset) ? kShortOffset : kLongOffset;
}

constexpr unsigned Index(Register /*other*/) { return 0; }
constexpr unsigned Index(At /*memory*/) { return 0; }
constexpr unsigned Index(AtSum memory) { return Number(memory.index); }
constexpr unsigned Base(Register other) { return Number(other); }
constexpr unsigned Base(At memory) { return Number(memory.base); }
constexpr unsigned Base(AtSum memory) { return Number(memory.base); }

}  // namespace

void Encoder::Byte(unsigned value) {
  if (size_ >= code_.size()) {
    overflowed_ = true;
    return;
  }
  code_[size_] = static_cast<std::byte>(value & 0xffU);
  ++size_;
}

void Encoder::Half(std::int32_t value) {
  const auto bits = static_cast<std::uint32_t>(value);
  for (unsigned shift = 0; shift < 32; shift += 8) {
    Byte(bits >> shift);
  }
}

void Encoder::Prefix(unsigned reg, unsigned index, unsigned base, bool wide) {
  Byte(0x40U | (wide ? 8U : 0U) | (reg >> 3U) << 2U | (index >> 3U) << 1U | base >> 3U);
}

void Encoder::Operands(unsigned reg, Register other) {
  Byte(0xc0U | (reg & 7U) << 3U | (Number(other) & 7U));
}

void Encoder::Operands(unsigned reg, At memory) {
  const unsigned base = Number(memory.base) & 7U;
  Byte(Mode(memory.base, memory.offset) | (reg & 7U) << 3U | base);
  if (base == Number(Register::kRsp)) {
    Byte(0x24);  // No index.
  }
  Offset(memory.base, memory.offset);
}

void Encoder::Operands(unsigned reg, AtSum memory) {
  Byte(Mode(memory.base, memory.offset) | (reg & 7U) << 3U | 4U);
  Byte(unsigned{memory.scale} << 6U | (Number(memory.index) & 7U) << 3U |
       (Number(memory.base) & 7U));
  Offset(memory.base, memory.offset);
}

void Encoder::Offset(Register base, std::int32_t offset) {
  switch (Mode(base, offset)) {
    case kNoOffset: return;
    case kShortOffset: Byte(static_cast<std::uint32_t>(offset)); return;
    default: Half(offset);
  }
}

template <typename Other>
void Encoder::Instruction(unsigned opcode, unsigned reg, Other other) {
  Prefix(reg, Index(other), Base(other));
  if (opcode >= kSecondTable) {
    Byte(opcode >> 8U);
  }
  Byte(opcode);
  Operands(reg, other);
}

/// With an operand of 8 bits, whose register always takes a prefix: sil and dil need it.
template <typename Other>
void Encoder::ByteInstruction(unsigned opcode, unsigned reg, Other other) {
  Prefix(reg, Index(other), Base(other), false);
  if (opcode >= kSecondTable) {
    Byte(opcode >> 8U);
  }
  Byte(opcode);
  Operands(reg, other);
}

/// With an operand of 32 bits, or one that is always 64 wide.
template <typename Other>
void Encoder::HalfInstruction(unsigned opcode, unsigned reg, Other other) {
  if (reg >= 8 || Index(other) >= 8 || Base(other) >= 8) {
    Prefix(reg, Index(other), Base(other), false);
  }
  Byte(opcode);
  Operands(reg, other);
}

void Encoder::Move(Register to, Register from) {
  if (to != from) {
    Instruction(0x89, Number(from), to);
  }
}

void Encoder::Move(Register to, std::int64_t value) {
  if (value >= 0 && value <= std::numeric_limits<std::uint32_t>::max()) {
    if (Number(to) >= 8) {
      Prefix(0, 0, Number(to), false);
    }
    Byte(0xb8U | (Number(to) & 7U));
    Half(static_cast<std::int32_t>(static_cast<std::uint32_t>(value)));
  } else if (FitsHalf(value)) {
    Instruction(0xc7, 0, to);
    Half(static_cast<std::int32_t>(value));
  } else {
    const auto bits = static_cast<std::uint64_t>(value);
    Prefix(0, 0, Number(to));
    Byte(0xb8U | (Number(to) & 7U));
    Half(static_cast<std::int32_t>(static_cast<std::uint32_t>(bits)));
    Half(static_cast<std::int32_t>(static_cast<std::uint32_t>(bits >> 32U)));
  }
}

void Encoder::Exchange(Register one, Register other) { Instruction(0x87, Number(other), one); }
void Encoder::Load(Register to, At from) { Instruction(0x8b, Number(to), from); }
void Encoder::Load(Register to, AtSum from) { Instruction(0x8b, Number(to), from); }
void Encoder::LoadByte(Register to, AtSum from) { Instruction(0x0fb6, Number(to), from); }
void Encoder::LoadByte(Register to, At from) { Instruction(0x0fb6, Number(to), from); }
void Encoder::LoadHalf(Register to, AtSum from) { HalfInstruction(0x8b, Number(to), from); }
void Encoder::Store(At to, Register from) { Instruction(0x89, Number(from), to); }
void Encoder::Store(AtSum to, Register from) { Instruction(0x89, Number(from), to); }
void Encoder::Store(At to, std::int32_t value) {
  Instruction(0xc7, 0, to);
  Half(value);
}
void Encoder::Store(AtSum to, std::int32_t value) {
  Instruction(0xc7, 0, to);
  Half(value);
}
void Encoder::StoreByte(AtSum to, std::int32_t value) {
  HalfInstruction(0xc6, 0, to);
  Byte(static_cast<unsigned>(value));
}
void Encoder::StoreByte(At to, std::int32_t value) {
  HalfInstruction(0xc6, 0, to);
  Byte(static_cast<unsigned>(value));
}
void Encoder::StoreByte(AtSum to, Register from) { ByteInstruction(0x88, Number(from), to); }
void Encoder::StoreByte(At to, Register from) { ByteInstruction(0x88, Number(from), to); }
void Encoder::Address(Register to, At of) { Instruction(0x8d, Number(to), of); }
void Encoder::Address(Register to, AtSum of) { Instruction(0x8d, Number(to), of); }
void Encoder::MoveIf(Condition condition, Register to, Register from) {
  Instruction(0x0f40U | static_cast<unsigned>(condition), Number(to), from);
}

void Encoder::Do(Operation operation, Register to, Register from) {
  Instruction(Number(operation) << 3U | 1U, Number(from), to);
}
void Encoder::Do(Operation operation, Register to, std::int32_t value) {
  const bool is_short = FitsByte(value);
  Instruction(is_short ? 0x83 : 0x81, Number(operation), to);
  is_short ? Byte(static_cast<std::uint32_t>(value)) : Half(value);
}
void Encoder::Do(Operation operation, Register to, At from) {
  Instruction(Number(operation) << 3U | 3U, Number(to), from);
}
void Encoder::Do(Operation operation, At to, std::int32_t value) {
  const bool is_short = FitsByte(value);
  Instruction(is_short ? 0x83 : 0x81, Number(operation), to);
  is_short ? Byte(static_cast<std::uint32_t>(value)) : Half(value);
}
void Encoder::AddTo(AtSum to, Register value) { Instruction(0x01, Number(value), to); }
void Encoder::AddTo(At to, Register value) { Instruction(0x01, Number(value), to); }
void Encoder::Do(Single operation, Register to) {
  Instruction(0xf7, static_cast<unsigned>(operation), to);
}
void Encoder::Do(Shift shift, Register to, std::uint8_t count) {
  Instruction(0xc1, static_cast<unsigned>(shift), to);
  Byte(count);
}
void Encoder::ShiftByRcx(Shift shift, Register to) {
  Instruction(0xd3, static_cast<unsigned>(shift), to);
}
void Encoder::Multiply(Register to, Register from) { Instruction(0x0faf, Number(to), from); }
void Encoder::Multiply(Register to, Register from, std::int32_t value) {
  Instruction(0x69, Number(to), from);
  Half(value);
}
void Encoder::Test(Register one, Register other) { Instruction(0x85, Number(one), other); }
void Encoder::Test(Register one, std::int32_t value) {
  Instruction(0xf7, 0, one);
  Half(value);
}
void Encoder::ExtendSign() {
  Prefix(0, 0, 0);
  Byte(0x99);
}
void Encoder::DivideHalves(Register divisor) { HalfInstruction(0xf7, 6, divisor); }
void Encoder::SetAll(Condition condition, Register to) {
  ByteInstruction(0x0f90U | static_cast<unsigned>(condition), 0, to);
  ByteInstruction(0x0fb6, Number(to), to);
  Do(Single::kNegate, to);
}

void Encoder::Distance(Label& to) {
  if (to.is_bound()) {
    Half(to.place - (here() + 4));
    return;
  }
  const std::int32_t before = std::exchange(to.last_use, here());
  Half(before);
}
/// Whether a jump of two bytes reaches it.
bool Encoder::IsNear(const Label& to) const {
  return to.is_bound() && FitsByte(to.place - (here() + 2));
}
void Encoder::Jump(Label& to) {
  if (IsNear(to)) {
    Byte(0xeb);
    Byte(static_cast<unsigned>(to.place - (here() + 1)));
    return;
  }
  Byte(0xe9);
  Distance(to);
}
void Encoder::JumpIf(Condition condition, Label& to) {
  if (IsNear(to)) {
    Byte(0x70U | static_cast<unsigned>(condition));
    Byte(static_cast<unsigned>(to.place - (here() + 1)));
    return;
  }
  Byte(0x0f);
  Byte(0x80U | static_cast<unsigned>(condition));
  Distance(to);
}
void Encoder::Jump(At to) { HalfInstruction(0xff, 4, to); }
void Encoder::Call(std::int32_t place) {
  Byte(0xe8);
  Half(place - (here() + 4));
}
void Encoder::Call(Register to) { HalfInstruction(0xff, 2, to); }
void Encoder::Return() { Byte(0xc3); }

void Encoder::Bind(Label& label) {
  label.place = here();
  std::int32_t use = std::exchange(label.last_use, Label::kNone);
  while (use != Label::kNone && !overflowed_) {
    const auto at = static_cast<std::uint64_t>(use - origin_);
    const auto distance = static_cast<std::uint32_t>(label.place - (use + 4));
    use = static_cast<std::int32_t>(ReadLittleEndian<std::uint32_t>(code_, at).value());
    Require(WriteLittleEndian(code_, at, distance).ok(), "a jump lies outside its code");
  }
}

void Encoder::Align(std::size_t boundary) {
  while (static_cast<std::size_t>(here()) % boundary != 0 && !overflowed_) {
    Byte(0x90);
  }
}

}  // namespace starkernel::native
