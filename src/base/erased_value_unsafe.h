#pragma once

#include "src/base/text_writer.h"

namespace starkernel {

/// A type that says itself how it is shown: through a function found beside it.
template <typename T>
concept CustomFormatted =
    requires(TextWriter& writer, const T& value) { FormatValue(writer, value); };

/// Refers to a value of any such type, and can only be written.
class ErasedValue {
 public:
  /// No value.
  constexpr ErasedValue() = default;

  template <CustomFormatted T>
  constexpr explicit ErasedValue(const T& value [[clang::lifetimebound]])
      : value_(&value), write_(WriteAs<T>) {}

  /// Writes the value, of which there must be one.
  void Write(TextWriter& writer) const { write_(writer, value_); }

 private:
  template <typename T>
  static void WriteAs(TextWriter& writer, const void* value) {
    // SAFETY: the constructor alone sets both members, to a T and to the function for a T.
    FormatValue(writer, *static_cast<const T*>(value));
  }

  const void* value_ = nullptr;
  void (*write_)(TextWriter& writer, const void* value) = nullptr;
};

}  // namespace starkernel
