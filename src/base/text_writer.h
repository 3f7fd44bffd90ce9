#pragma once

#include <cstdint>
#include <string_view>

namespace starkernel {

/// Formats text without a heap and hands it to a sink piece by piece. Calls chain:
/// `TextWriter(console).Text("frames ").Decimal(7).Line();`
class TextWriter {
 public:
  /// Where the text goes. The sink must outlive the writer.
  class Sink {
   public:
    virtual void Write(std::string_view text) = 0;

   protected:
    ~Sink() = default;
  };

  explicit TextWriter(Sink& sink [[clang::lifetimebound]]) : sink_(sink) {}

  TextWriter& Text(std::string_view text) [[clang::lifetimebound]];
  TextWriter& Character(char character) [[clang::lifetimebound]];
  TextWriter& Decimal(std::uint64_t value) [[clang::lifetimebound]];
  TextWriter& SignedDecimal(std::int64_t value) [[clang::lifetimebound]];
  /// Lower-case hexadecimal with "0x", padded with zeros to at least `digits` (0 to 16).
  TextWriter& Hex(std::uint64_t value, unsigned digits = 0) [[clang::lifetimebound]];
  /// Ends the line.
  TextWriter& Line() [[clang::lifetimebound]] { return Character('\n'); }

 private:
  Sink& sink_;
};

}  // namespace starkernel
