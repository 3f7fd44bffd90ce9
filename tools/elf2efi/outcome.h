#pragma once

#include <expected>
#include <string>
#include <utility>

namespace starkernel::elf2efi {

/// Why a file cannot be converted, as one sentence for the user.
struct Failure {
  std::string message;
};

/// A value, or the Failure that explains why there is none. Works with TRY.
template <typename T>
class [[nodiscard]] Outcome {
 public:
  // Implicit on purpose, like Result.
  explicit(false) Outcome(T value) : state_(std::move(value)) {}
  explicit(false) Outcome(Failure failure) : state_(std::unexpected(std::move(failure))) {}

  [[nodiscard]] bool ok() const { return state_.has_value(); }
  [[nodiscard]] const T& value() const& { return state_.value(); }
  [[nodiscard]] T value() && { return std::move(state_).value(); }
  [[nodiscard]] const Failure& error() const { return state_.error(); }

 private:
  std::expected<T, Failure> state_;
};

}  // namespace starkernel::elf2efi
