#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/operand_kind.h"
#include "src/forthvm/vm_harness.h"
#include "src/forthvm/word_header.h"

namespace starkernel::forthvm {

/// A VM instance whose definitions are shown by SEE, typed in again and compared.
class RoundTrip {
 public:
  explicit RoundTrip(std::map<std::string, std::string> files = {})
      : envelope_(MiB(1).value()),
        harness_({.files = std::move(files), .memory = std::span(envelope_)}) {}

  [[nodiscard]] VmHarness& harness() [[clang::lifetimebound]] { return harness_; }

  /// The body of a definition as text in which nothing depends on where it lies: tokens of
  /// quotations, addresses of strings and the definition itself are told by what they are.
  [[nodiscard]] std::string Body(HeaderIndex word) {
    const WordHeader& header = Words().Header(word);
    std::string text;
    for (std::uint32_t place = 0; place < header.code_length;) {
      text += Step(word, header.code_start, place);
    }
    return text + (header.Has(WordFlag::kImmediate) ? "immediate" : "");
  }

  /// What SEE says, without the prompt.
  [[nodiscard]] std::string See(std::string_view name) {
    const std::string text = harness_.WholeAnswer("SEE " + std::string(name));
    return text.ends_with("\nok") ? text.substr(0, text.size() - 3) : text;
  }

  /// Types `text`; what went wrong if anything did.
  [[nodiscard]] std::string Type(const std::string& text) {
    std::istringstream lines(text);
    std::string wrong;
    for (std::string line; std::getline(lines, line);) {
      const std::string answer = harness_.WholeAnswer(line);
      wrong += answer.contains("(THROW ") ? answer + "\n" : "";
    }
    return wrong;
  }

  /// The newest word of that name.
  [[nodiscard]] HeaderIndex Find(std::string_view name) { return Words().FindName(name); }
  [[nodiscard]] const Dictionary& Words() [[clang::lifetimebound]] {
    return harness_.vm().dictionary();
  }

  /// Shows the word, types what was shown, and compares the bodies.
  void Check(std::string_view name) {
    const HeaderIndex before = Find(name);
    ASSERT_NE(before, HeaderIndex(0)) << name;
    const std::string body = Body(before);
    const std::string text = See(name);
    EXPECT_EQ(Type(text), "") << text;
    const HeaderIndex after = Find(name);
    ASSERT_NE(after, before) << text;
    EXPECT_EQ(Body(after), body) << text;
    ++checked_;
  }
  [[nodiscard]] std::size_t checked() const { return checked_; }

 private:
  Instruction At(std::uint32_t place) { return harness_.vm().code().At(place); }

  /// One step, or a literal of two; `place` counts from the start on.
  std::string Step(HeaderIndex word, std::uint32_t start, std::uint32_t& place) {
    const Instruction step = At(start + place);
    ++place;
    const std::string text = std::to_string(step.opcode) + ":";
    switch (OperandKindOf(static_cast<Opcode>(step.opcode))) {
      case OperandKind::kLiteral: return text + Literal(start, place, step.operand, step);
      case OperandKind::kLowHalf: {
        const UCell high = Unsigned(At(start + place).operand) << 32U;
        ++place;
        return text +
               Literal(start, place, Signed(high | static_cast<std::uint32_t>(step.operand)), step);
      }
      case OperandKind::kExecutes:
        // A quotation within is another word, that is where its RECURSE is compiled.
        return text +
               (step.operand == static_cast<Cell>(word.value()) ? std::string("self")
                                                                : Relative(word, step.operand)) +
               " ";
      case OperandKind::kWord:
      case OperandKind::kDistance:
      case OperandKind::kNone: return text + std::to_string(step.operand) + " ";
    }
  }

  /// A word by its place; words of the definition's own by how far behind it they are.
  std::string Relative(HeaderIndex word, Cell operand) {
    const bool is_own = operand > static_cast<Cell>(word.value()) && IsQuotation(operand);
    return is_own ? "+" + std::to_string(operand - static_cast<Cell>(word.value()))
                  : std::to_string(operand);
  }
  bool IsQuotation(Cell place) {
    const HeaderIndex index(static_cast<std::uint32_t>(place));
    return Words().Header(index).name_length == 0;
  }

  std::string Literal(std::uint32_t start, std::uint32_t place, Cell value, Instruction step) {
    if (Has(step, LiteralNote::kString)) {
      const Cell length = At(start + place).operand;
      return "\"" + std::string(Characters(value, length)) + "\" ";
    }
    const bool is_token = value > 0 && Unsigned(value) < Words().end() &&
                          Words().IsWord(WordId(static_cast<std::uint32_t>(value)));
    const HeaderIndex token =
        is_token ? Words().IndexOf(WordId(static_cast<std::uint32_t>(value))) : HeaderIndex(0);
    // The token of a quotation stands directly behind it.
    if (is_token && IsQuotation(token.value())) {
      const WordHeader& header = Words().Header(token);
      if (header.code_start + header.code_length == start + place - 1) {
        return "quotation ";
      }
    }
    return std::to_string(value) + " ";
  }
  std::string Characters(Cell address, Cell length) {
    const auto bytes = std::span(envelope_).subspan(Unsigned(address), Unsigned(length));
    std::string text;
    for (const std::byte byte : bytes) {
      text += static_cast<char>(byte);
    }
    return text;
  }

  std::vector<std::byte> envelope_;
  VmHarness harness_;
  std::size_t checked_ = 0;
};

}  // namespace starkernel::forthvm
