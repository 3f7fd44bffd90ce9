#pragma once

#include <cstdint>
#include <string_view>

namespace starkernel {

/// Hands text to a sink piece by piece, without a heap. Calls chain:
/// `TextWriter(console).Text("frames ").Decimal(7).Line();` More than a text and a number or two is
/// better written with Format (format.h).
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
  /// Ends the line.
  TextWriter& Line() [[clang::lifetimebound]] { return Character('\n'); }

 private:
  Sink& sink_;
};

}  // namespace starkernel
