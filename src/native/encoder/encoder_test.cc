#include "src/native/encoder/encoder.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/native/encoder/label.h"
#include "src/native/encoder/register.h"

namespace starkernel::native {
namespace {

std::string Shown(std::span<const std::byte> code) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text;
  for (const std::byte byte : code) {
    text += text.empty() ? "" : " ";
    text += kDigits.at(std::to_integer<std::size_t>(byte >> 4U));
    text += kDigits.at(std::to_integer<std::size_t>(byte & std::byte{15}));
  }
  return text;
}

struct Form {
  std::string_view assembly;
  void (*write)(Encoder&);
  std::string_view bytes;  ///< As llvm-mc encodes it.
};

// Between them they have low and high registers in each place, offsets of each length, and bases
// that need a byte more (rsp, r12) or an offset (rbp, r13).
constexpr auto kForms = std::to_array<Form>({
    {"mov r8, rax", [](Encoder& code) { code.Move(Register::kR8, Register::kRax); }, "49 89 c0"},
    {"mov ecx, 7", [](Encoder& code) { code.Move(Register::kRcx, 7); }, "b9 07 00 00 00"},
    {"mov r9d, 4294967295", [](Encoder& code) { code.Move(Register::kR9, 4294967295); },
     "41 b9 ff ff ff ff"},
    {"mov rdx, -2", [](Encoder& code) { code.Move(Register::kRdx, -2); }, "48 c7 c2 fe ff ff ff"},
    {"movabs r10, 1311768467463790320",
     [](Encoder& code) { code.Move(Register::kR10, 1311768467463790320); },
     "49 ba f0 de bc 9a 78 56 34 12"},
    {"xchg r9, rcx", [](Encoder& code) { code.Exchange(Register::kRcx, Register::kR9); },
     "4c 87 c9"},
    {"mov rax, [rbx-8]",
     [](Encoder& code) { code.Load(Register::kRax, At{.base = Register::kRbx, .offset = -8}); },
     "48 8b 43 f8"},
    {"mov r10, [r12+1000]",
     [](Encoder& code) { code.Load(Register::kR10, At{.base = Register::kR12, .offset = 1000}); },
     "4d 8b 94 24 e8 03 00 00"},
    {"mov rdi, [r14+r9+16]",
     [](Encoder& code) {
       code.Load(Register::kRdi,
                 AtSum{.base = Register::kR14, .index = Register::kR9, .offset = 16});
     },
     "4b 8b 7c 0e 10"},
    {"movzx rsi, byte ptr [r14+rax+300]",
     [](Encoder& code) {
       code.LoadByte(Register::kRsi,
                     AtSum{.base = Register::kR14, .index = Register::kRax, .offset = 300});
     },
     "49 0f b6 b4 06 2c 01 00 00"},
    {"movzx r8, byte ptr [r14+4096]",
     [](Encoder& code) {
       code.LoadByte(Register::kR8, At{.base = Register::kR14, .offset = 4096});
     },
     "4d 0f b6 86 00 10 00 00"},
    {"mov ecx, [rdx+rsi*4]",
     [](Encoder& code) {
       code.LoadHalf(
           Register::kRcx,
           AtSum{.base = Register::kRdx, .index = Register::kRsi, .offset = 0, .scale = 2});
     },
     "8b 0c b2"},
    {"mov [rbx+8], r11",
     [](Encoder& code) { code.Store(At{.base = Register::kRbx, .offset = 8}, Register::kR11); },
     "4c 89 5b 08"},
    {"mov [r14+rcx], rdi",
     [](Encoder& code) {
       code.Store(AtSum{.base = Register::kR14, .index = Register::kRcx}, Register::kRdi);
     },
     "49 89 3c 0e"},
    {"mov qword ptr [r13], -1",
     [](Encoder& code) { code.Store(At{.base = Register::kR13, .offset = 0}, -1); },
     "49 c7 45 00 ff ff ff ff"},
    {"mov qword ptr [r14+rcx], -2",
     [](Encoder& code) { code.Store(AtSum{.base = Register::kR14, .index = Register::kRcx}, -2); },
     "49 c7 04 0e fe ff ff ff"},
    {"mov byte ptr [r14+r10], 7",
     [](Encoder& code) {
       code.StoreByte(AtSum{.base = Register::kR14, .index = Register::kR10}, 7);
     },
     "43 c6 04 16 07"},
    {"mov byte ptr [r14+4104], 255",
     [](Encoder& code) { code.StoreByte(At{.base = Register::kR14, .offset = 4104}, 511); },
     "41 c6 86 08 10 00 00 ff"},
    {"mov [r14+r10], sil",
     [](Encoder& code) {
       code.StoreByte(AtSum{.base = Register::kR14, .index = Register::kR10}, Register::kRsi);
     },
     "43 88 34 16"},
    {"mov [r14+4104], r9b",
     [](Encoder& code) {
       code.StoreByte(At{.base = Register::kR14, .offset = 4104}, Register::kR9);
     },
     "45 88 8e 08 10 00 00"},
    {"lea rbx, [rbx+16]",
     [](Encoder& code) { code.Address(Register::kRbx, At{.base = Register::kRbx, .offset = 16}); },
     "48 8d 5b 10"},
    {"lea rcx, [rsp-8]",
     [](Encoder& code) { code.Address(Register::kRcx, At{.base = Register::kRsp, .offset = -8}); },
     "48 8d 4c 24 f8"},
    {"lea rax, [rdi+r8-4096]",
     [](Encoder& code) {
       code.Address(Register::kRax,
                    AtSum{.base = Register::kRdi, .index = Register::kR8, .offset = -4096});
     },
     "4a 8d 84 07 00 f0 ff ff"},
    {"cmovl rax, r9",
     [](Encoder& code) { code.MoveIf(Condition::kLess, Register::kRax, Register::kR9); },
     "49 0f 4c c1"},
    {"add rax, r8", [](Encoder& code) { code.Do(Operation::kAdd, Register::kRax, Register::kR8); },
     "4c 01 c0"},
    {"sbb rcx, rcx",
     [](Encoder& code) { code.Do(Operation::kSubtractCarry, Register::kRcx, Register::kRcx); },
     "48 19 c9"},
    {"xor r9, rdx", [](Encoder& code) { code.Do(Operation::kXor, Register::kR9, Register::kRdx); },
     "49 31 d1"},
    {"and rdx, 127", [](Encoder& code) { code.Do(Operation::kAnd, Register::kRdx, 127); },
     "48 83 e2 7f"},
    {"or rdx, 128", [](Encoder& code) { code.Do(Operation::kOr, Register::kRdx, 128); },
     "48 81 ca 80 00 00 00"},
    {"sub r15, 100000",
     [](Encoder& code) { code.Do(Operation::kSubtract, Register::kR15, 100000); },
     "49 81 ef a0 86 01 00"},
    {"cmp rsp, [rbp]",
     [](Encoder& code) {
       code.Do(Operation::kCompare, Register::kRsp, At{.base = Register::kRbp, .offset = 0});
     },
     "48 3b 65 00"},
    {"add rax, [rbx-16]",
     [](Encoder& code) {
       code.Do(Operation::kAdd, Register::kRax, At{.base = Register::kRbx, .offset = -16});
     },
     "48 03 43 f0"},
    {"and r9, [rbx-1024]",
     [](Encoder& code) {
       code.Do(Operation::kAnd, Register::kR9, At{.base = Register::kRbx, .offset = -1024});
     },
     "4c 23 8b 00 fc ff ff"},
    {"xor rcx, [rbx]",
     [](Encoder& code) {
       code.Do(Operation::kXor, Register::kRcx, At{.base = Register::kRbx, .offset = 0});
     },
     "48 33 0b"},
    {"cmp qword ptr [rbp+8], 70000",
     [](Encoder& code) {
       code.Do(Operation::kCompare, At{.base = Register::kRbp, .offset = 8}, 70000);
     },
     "48 81 7d 08 70 11 01 00"},
    {"cmp qword ptr [rbp+8], 7",
     [](Encoder& code) {
       code.Do(Operation::kCompare, At{.base = Register::kRbp, .offset = 8}, 7);
     },
     "48 83 7d 08 07"},
    {"add [r14+rax+8], rcx",
     [](Encoder& code) {
       code.AddTo(AtSum{.base = Register::kR14, .index = Register::kRax, .offset = 8},
                  Register::kRcx);
     },
     "49 01 4c 06 08"},
    {"add [r14+4104], r8",
     [](Encoder& code) { code.AddTo(At{.base = Register::kR14, .offset = 4104}, Register::kR8); },
     "4d 01 86 08 10 00 00"},
    {"not rsi", [](Encoder& code) { code.Do(Single::kNot, Register::kRsi); }, "48 f7 d6"},
    {"neg r8", [](Encoder& code) { code.Do(Single::kNegate, Register::kR8); }, "49 f7 d8"},
    {"div esi", [](Encoder& code) { code.DivideHalves(Register::kRsi); }, "f7 f6"},
    {"div r11d", [](Encoder& code) { code.DivideHalves(Register::kR11); }, "41 f7 f3"},
    {"mul r9", [](Encoder& code) { code.Do(Single::kMultiplyUnsigned, Register::kR9); },
     "49 f7 e1"},
    {"imul rsi", [](Encoder& code) { code.Do(Single::kMultiply, Register::kRsi); }, "48 f7 ee"},
    {"div rdi", [](Encoder& code) { code.Do(Single::kDivideUnsigned, Register::kRdi); },
     "48 f7 f7"},
    {"idiv rcx", [](Encoder& code) { code.Do(Single::kDivide, Register::kRcx); }, "48 f7 f9"},
    {"shl rax, 3", [](Encoder& code) { code.Do(Shift::kLeft, Register::kRax, 3); }, "48 c1 e0 03"},
    {"shr r9, 63", [](Encoder& code) { code.Do(Shift::kRight, Register::kR9, 63); }, "49 c1 e9 3f"},
    {"sar rdi, 2", [](Encoder& code) { code.Do(Shift::kArithmeticRight, Register::kRdi, 2); },
     "48 c1 ff 02"},
    {"shl r8, cl", [](Encoder& code) { code.ShiftByRcx(Shift::kLeft, Register::kR8); }, "49 d3 e0"},
    {"shr rdx, cl", [](Encoder& code) { code.ShiftByRcx(Shift::kRight, Register::kRdx); },
     "48 d3 ea"},
    {"imul rax, r10", [](Encoder& code) { code.Multiply(Register::kRax, Register::kR10); },
     "49 0f af c2"},
    {"imul r9, rdx, 1000",
     [](Encoder& code) { code.Multiply(Register::kR9, Register::kRdx, 1000); },
     "4c 69 ca e8 03 00 00"},
    {"test r8, r8", [](Encoder& code) { code.Test(Register::kR8, Register::kR8); }, "4d 85 c0"},
    {"test r9, 1", [](Encoder& code) { code.Test(Register::kR9, 1); }, "49 f7 c1 01 00 00 00"},
    {"lea rdx, [rdx+rdx*8]",
     [](Encoder& code) {
       code.Address(Register::kRdx,
                    AtSum{.base = Register::kRdx, .index = Register::kRdx, .scale = 3});
     },
     "48 8d 14 d2"},
    {"cqo", [](Encoder& code) { code.ExtendSign(); }, "48 99"},
    {"setb dil; movzx edi, dil; neg rdi",
     [](Encoder& code) { code.SetAll(Condition::kBelow, Register::kRdi); },
     "40 0f 92 c7 40 0f b6 ff 48 f7 df"},
    {"jmp qword ptr [rbp+120]",
     [](Encoder& code) { code.Jump(At{.base = Register::kRbp, .offset = 120}); }, "ff 65 78"},
    {"call rdx", [](Encoder& code) { code.Call(Register::kRdx); }, "ff d2"},
    {"ret", [](Encoder& code) { code.Return(); }, "c3"},
});

TEST(Encoder, WritesEachFormAsTheManualHasIt) {
  for (const Form& form : kForms) {
    std::array<std::byte, 32> room{};
    Encoder encoder(room, 0);
    form.write(encoder);
    EXPECT_EQ(Shown(encoder.code()), form.bytes) << form.assembly;
  }
}

TEST(Encoder, MovesNothingFromARegisterToItself) {
  std::array<std::byte, 8> room{};
  Encoder encoder(room, 0);
  encoder.Move(Register::kRax, Register::kRax);
  EXPECT_EQ(encoder.here(), 0);
}

TEST(Encoder, JumpsForwardToWhereALabelIsBound) {
  std::array<std::byte, 32> room{};
  Encoder encoder(room, 100);
  Label label;
  encoder.Jump(label);
  encoder.JumpIf(Condition::kAbove, label);
  EXPECT_TRUE(label.is_used());
  encoder.Bind(label);
  EXPECT_FALSE(label.is_used());
  EXPECT_EQ(label.place, 111);
  EXPECT_EQ(Shown(encoder.code()), "e9 06 00 00 00 0f 87 00 00 00 00");
}

TEST(Encoder, JumpsAndCallsBackward) {
  std::array<std::byte, 32> room{};
  Encoder encoder(room, 100);
  Label label;
  encoder.Bind(label);
  encoder.Jump(label);
  encoder.JumpIf(Condition::kLessOrEqual, label);
  encoder.Call(90);
  EXPECT_EQ(Shown(encoder.code()), "eb fe 7e fc e8 ed ff ff ff");
}

// Two bytes where they reach, which is 128 bytes back from behind them.
TEST(Encoder, JumpsFarBackward) {
  std::array<std::byte, 160> room{};
  Encoder encoder(room, 100);
  Label label;
  encoder.Bind(label);
  while (encoder.here() < 226) {
    encoder.Return();
  }
  const std::size_t before = encoder.code().size();
  encoder.Jump(label);
  encoder.JumpIf(Condition::kLessOrEqual, label);
  encoder.Jump(label);
  EXPECT_EQ(Shown(encoder.code().subspan(before)), "eb 80 0f 8e 7a ff ff ff e9 75 ff ff ff");
}

TEST(Encoder, AlignsWhereTheCodeWillLie) {
  std::array<std::byte, 32> room{};
  Encoder encoder(room, 13);
  encoder.Align(16);
  EXPECT_EQ(Shown(encoder.code()), "90 90 90");
  encoder.Align(16);
  EXPECT_EQ(encoder.here(), 16);
}

TEST(Encoder, WritesNothingBeyondItsRoom) {
  std::array<std::byte, 4> room{};
  Encoder encoder(std::span(room).first(3), 0);
  encoder.Move(Register::kR8, Register::kRax);
  EXPECT_FALSE(encoder.overflowed());
  encoder.Return();
  EXPECT_TRUE(encoder.overflowed());
  EXPECT_EQ(room[3], std::byte{0});
}

TEST(Condition, HasAnOppositeAndAMirrorImage) {
  EXPECT_EQ(Opposite(Condition::kLess), Condition::kGreaterOrEqual);
  EXPECT_EQ(Opposite(Condition::kAbove), Condition::kBelowOrEqual);
  EXPECT_EQ(Opposite(Condition::kUnequal), Condition::kEqual);
  EXPECT_EQ(Mirrored(Condition::kLess), Condition::kGreater);
  EXPECT_EQ(Mirrored(Condition::kBelowOrEqual), Condition::kAboveOrEqual);
  EXPECT_EQ(Mirrored(Condition::kEqual), Condition::kEqual);
}

}  // namespace
}  // namespace starkernel::native
