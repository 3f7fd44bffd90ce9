#include "src/base/format.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/format_argument.h"
#include "src/base/format_specification.h"
#include "src/base/text_writer.h"

namespace starkernel {
namespace {

using Alignment = FormatSpecification::Alignment;
using Kind = FormatArgument::Kind;

class CountingSink final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { size_ += text.size(); }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::size_t size_ = 0;
};

void Repeat(TextWriter& writer, char character, std::size_t count) {
  for (std::size_t written = 0; written < count; ++written) {
    writer.Character(character);
  }
}

// Fill characters that go before and behind a text.
struct Padding {
  std::size_t before = 0;
  std::size_t behind = 0;
};

Padding PaddingFor(const FormatSpecification& field, std::size_t size, Alignment usual) {
  const std::size_t missing = field.width > size ? field.width - size : 0;
  switch (field.alignment == Alignment::kDefault ? usual : field.alignment) {
    case Alignment::kRight: return {.before = missing, .behind = 0};
    case Alignment::kCenter: return {.before = missing / 2, .behind = missing - missing / 2};
    case Alignment::kLeft:
    case Alignment::kDefault: break;
  }
  return {.before = 0, .behind = missing};
}

void WriteText(TextWriter& writer, const FormatSpecification& field, std::string_view text) {
  const Padding padding = PaddingFor(field, text.size(), Alignment::kLeft);
  Repeat(writer, field.fill, padding.before);
  writer.Text(text);
  Repeat(writer, field.fill, padding.behind);
}

void WriteNumber(TextWriter& writer, const FormatSpecification& field,
                 const FormatArgument& argument) {
  using Style = FormatSpecification::Style;
  const bool address = argument.kind() == Kind::kAddress && field.style == Style::kDefault;
  const bool hex = address || field.style == Style::kHex;
  const bool negative = argument.kind() == Kind::kSigned && (argument.number() >> 63U) != 0;
  std::array<char, 20> digits{};  // 2^64 has 20 decimal digits.
  const std::uint64_t magnitude = negative ? 0 - argument.number() : argument.number();
  const char* const end = std::to_chars(digits.begin(), digits.end(), magnitude, hex ? 16 : 10).ptr;
  const std::string_view text =
      std::string_view(digits).substr(0, static_cast<std::size_t>(end - digits.begin()));
  const std::string_view sign = negative ? "-" : "";
  const std::string_view prefix = address || (field.prefix && hex) ? "0x" : "";
  const std::size_t size = sign.size() + prefix.size() + text.size();
  const Padding padding = PaddingFor(field, size, Alignment::kRight);
  Repeat(writer, field.fill, field.leading_zeros ? 0 : padding.before);
  writer.Text(sign).Text(prefix);
  Repeat(writer, '0', field.leading_zeros ? padding.before : 0);
  writer.Text(text);
  Repeat(writer, field.fill, padding.behind);
}

// How long the text is shows only once it has been written: the first time it is only counted.
void WriteCustom(TextWriter& writer, const FormatSpecification& field,
                 const FormatArgument& argument) {
  CountingSink counter;
  if (field.width != 0) {
    TextWriter counting(counter);
    argument.WriteCustom(counting);
  }
  const Padding padding = PaddingFor(field, counter.size(), Alignment::kLeft);
  Repeat(writer, field.fill, padding.before);
  argument.WriteCustom(writer);
  Repeat(writer, field.fill, padding.behind);
}

void WriteArgument(TextWriter& writer, const FormatSpecification& field,
                   const FormatArgument& argument) {
  switch (argument.kind()) {
    case Kind::kUnsigned:
    case Kind::kSigned:
    case Kind::kAddress: WriteNumber(writer, field, argument); return;
    case Kind::kText: WriteText(writer, field, argument.text()); return;
    case Kind::kCustom: WriteCustom(writer, field, argument); return;
    case Kind::kCharacter: break;
  }
  const char character = static_cast<char>(argument.number());
  WriteText(writer, field, std::string_view(&character, 1));
}

}  // namespace

void FormatArguments(TextWriter& writer, std::string_view format,
                     std::span<const FormatArgument* const> arguments) {
  while (!format.empty()) {
    const FormatPiece piece = TakeFormatPiece(format);
    if (piece.kind == FormatPiece::Kind::kText) {
      writer.Text(piece.text);
    } else {
      // The string was checked when it was compiled: a field has its argument.
      WriteArgument(writer, piece.field, *arguments.front());
      arguments = arguments.subspan(1);
    }
  }
}

}  // namespace starkernel
