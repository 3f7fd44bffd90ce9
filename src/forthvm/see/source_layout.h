#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel::forthvm {

/// Counts what is written.
class TextMeasure final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { size_ += text.size(); }
  [[nodiscard]] std::size_t size() const { return size_; }

 private:
  std::size_t size_ = 0;
};

/// Writes source text piece by piece: in one row, or in rows of at most kWidth columns that are
/// indented by the structures around them. A piece is never divided.
class SourceLayout {
 public:
  static constexpr std::size_t kWidth = 72;
  enum class Rows : std::uint8_t { kOne, kMany };

  /// `sink` must outlive the layout.
  SourceLayout(TextWriter::Sink& sink [[clang::lifetimebound]], Rows rows)
      : sink_(sink), rows_(rows) {}

  /// Writes the parts as one piece, parted from what stands before.
  void Piece(std::string_view first, std::string_view second = {}, std::string_view third = {},
             std::string_view fourth = {});

  /// The next piece begins a row, or after all does not.
  void Break() { break_wanted_ = true; }
  void Join() { break_wanted_ = false; }

  /// Rows begin further right, or left again.
  void Indent() { ++level_; }
  void Outdent() { level_ = level_ > 1 ? level_ - 1 : level_; }

 private:
  static constexpr std::size_t kGreatestLevel = 8;

  void Separate(std::size_t size);

  TextWriter::Sink& sink_;
  Rows rows_;
  bool break_wanted_ = false;
  bool is_empty_ = true;
  std::size_t level_ = 0;
  std::size_t column_ = 0;
};

}  // namespace starkernel::forthvm
