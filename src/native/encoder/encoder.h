#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"

namespace starkernel::native {

/// Operations of two operands, as instructions number them (Intel SDM, volume 2, table A-6, group
/// 1). kCompare sets flags alone.
enum class Operation : std::uint8_t {
  kAdd = 0,
  kOr = 1,
  kSubtractCarry = 3,
  kAnd = 4,
  kSubtract = 5,
  kXor = 6,
  kCompare = 7,
};

/// Shifts (group 2).
enum class Shift : std::uint8_t { kLeft = 4, kRight = 5, kArithmeticRight = 7 };

/// Operations of one operand (group 3). Products of rax, and what is divided, are in rdx:rax;
/// quotients in rax, remainders in rdx. A quotient that does not fit is a fault of the processor.
enum class Single : std::uint8_t {
  kNot = 2,
  kNegate = 3,
  kMultiplyUnsigned = 4,
  kMultiply = 5,
  kDivideUnsigned = 6,
  kDivide = 7,
};

/// Writes instructions of x86_64 one after the other, all of them with 64-bit operands unless they
/// say otherwise. There are no others: what cannot be written cannot be executed. When there is no
/// room left nothing more is written, and overflowed() says so.
class Encoder {
 public:
  /// Writes into `code` what will lie at the place `origin` of other code; places are distances
  /// from where that begins.
  Encoder(std::span<std::byte> code, std::uint32_t origin)
      : code_(code), origin_(static_cast<std::int32_t>(origin)) {}

  [[nodiscard]] std::int32_t here() const { return origin_ + static_cast<std::int32_t>(size_); }
  /// What was written.
  [[nodiscard]] std::span<const std::byte> code() const [[clang::lifetimebound]] {
    return code_.first(size_);
  }
  [[nodiscard]] bool overflowed() const { return overflowed_; }

  // Moves, none of which changes flags.
  void Move(Register to, Register from);
  void Move(Register to, std::int64_t value);
  void Exchange(Register one, Register other);
  void Load(Register to, At from);
  void Load(Register to, AtSum from);
  void LoadByte(Register to, AtSum from);
  void LoadByte(Register to, At from);
  void LoadHalf(Register to, AtSum from);  ///< 32 bits; the rest is zero.
  void Store(At to, Register from);
  void Store(AtSum to, Register from);
  void Store(At to, std::int32_t value);
  void Store(AtSum to, std::int32_t value);
  void StoreByte(AtSum to, Register from);
  void StoreByte(At to, Register from);
  void StoreByte(AtSum to, std::int32_t value);  ///< Its lowest 8 bits.
  void StoreByte(At to, std::int32_t value);
  void Address(Register to, At of);
  void Address(Register to, AtSum of);
  void MoveIf(Condition condition, Register to, Register from);

  // Arithmetic, which sets flags.
  void Do(Operation operation, Register to, Register from);
  void Do(Operation operation, Register to, std::int32_t value);
  void Do(Operation operation, Register to, At from);
  void Do(Operation operation, At to, std::int32_t value);
  void AddTo(AtSum to, Register value);
  void AddTo(At to, Register value);
  void Do(Single operation, Register to);
  void Do(Shift shift, Register to, std::uint8_t count);
  void ShiftByRcx(Shift shift, Register to);
  void Multiply(Register to, Register from);
  void Multiply(Register to, Register from, std::int32_t value);
  void Test(Register one, Register other);
  void Test(Register one, std::int32_t value);
  void ExtendSign();  ///< Of rax into rdx.
  /// Divides edx:eax, unsigned: quotient in rax, remainder in rdx, of 32 bits; the rest is zero.
  void DivideHalves(Register divisor);
  /// All bits of `to` if the condition holds, else none; flags are lost.
  void SetAll(Condition condition, Register to);

  // Control.
  void Jump(Label& to);
  void JumpIf(Condition condition, Label& to);
  void Jump(At to);
  void Call(std::int32_t place);
  void Call(Register to);
  void Return();
  void Bind(Label& label);
  /// Does nothing up to a multiple of `boundary`.
  void Align(std::size_t boundary);

 private:
  void Byte(unsigned value);
  void Half(std::int32_t value);
  void Prefix(unsigned reg, unsigned index, unsigned base, bool wide = true);
  void Operands(unsigned reg, Register other);
  void Operands(unsigned reg, At memory);
  void Operands(unsigned reg, AtSum memory);
  template <typename Other>
  void Instruction(unsigned opcode, unsigned reg, Other other);
  void Offset(Register base, std::int32_t offset);
  template <typename Other>
  void HalfInstruction(unsigned opcode, unsigned reg, Other other);
  template <typename Other>
  void ByteInstruction(unsigned opcode, unsigned reg, Other other);
  void Distance(Label& to);
  [[nodiscard]] bool IsNear(const Label& to) const;

  std::span<std::byte> code_;
  std::int32_t origin_;
  std::size_t size_ = 0;
  bool overflowed_ = false;
};

}  // namespace starkernel::native
