#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "src/base/fixed_vector.h"
#include "src/base/result.h"

namespace starkernel::forthvm {

/// A control structure that is open at a place in code, as the compiler would have it on its
/// control-flow stack there.
struct Structure {
  enum class Kind : std::uint8_t {
    kForward,   ///< IF, AHEAD: a branch to `place`.
    kBackward,  ///< BEGIN, for the branch at `place`.
    kLoop,      ///< DO, with its body from `place` on.
    kCase,      ///< CASE, whose ENDCASE is at `place`.
    kOf,        ///< OF, a branch to `place`.
  };
  Kind kind = Kind::kForward;
  std::uint32_t place = 0;
  std::uint32_t exit = 0;  ///< kLoop: where LEAVE and ?DO go, 0 if none has been met.

  [[nodiscard]] bool Is(Kind wanted, std::uint32_t wanted_place) const {
    return kind == wanted && place == wanted_place;
  }
};

/// The structures that are open, those of the definition around a quotation below its own.
class Structures {
 public:
  static constexpr std::size_t kMost = 256;

  [[nodiscard]] std::size_t depth() const { return items_.size(); }
  [[nodiscard]] bool empty() const { return items_.size() <= base_; }
  /// Of the innermost; there must be one.
  [[nodiscard]] Structure& top() [[clang::lifetimebound]] { return items_.back(); }
  [[nodiscard]] const Structure& top() const [[clang::lifetimebound]] { return items_.back(); }
  [[nodiscard]] bool TopIs(Structure::Kind kind, std::uint32_t place) const {
    return !empty() && top().Is(kind, place);
  }

  /// Structures below are another definition's from now on. Gives what was the base before.
  std::size_t SetBase(std::size_t base) {
    const std::size_t previous = base_;
    base_ = base;
    return previous;
  }

  Result<void> Push(const Structure& structure) { return items_.Push(structure); }
  /// Puts it under the top, which must be there.
  Result<void> PushUnderTop(const Structure& structure) {
    TRY(items_.Push(structure));
    Roll(1);
    return {};
  }
  void Pop() { items_.Pop(); }

  /// How many lie above the innermost that is of that kind and place.
  [[nodiscard]] std::optional<std::size_t> Find(Structure::Kind kind, std::uint32_t place) const {
    for (std::size_t index = items_.size(); index > base_; --index) {
      if (items_[index - 1].Is(kind, place)) {
        return items_.size() - index;
      }
    }
    return std::nullopt;
  }
  /// How many lie above the innermost of that kind.
  [[nodiscard]] std::optional<std::size_t> FindKind(Structure::Kind kind) const {
    for (std::size_t index = items_.size(); index > base_; --index) {
      if (items_[index - 1].kind == kind) {
        return items_.size() - index;
      }
    }
    return std::nullopt;
  }
  [[nodiscard]] Structure& At(std::size_t below) [[clang::lifetimebound]] {
    return items_[items_.size() - 1 - below];
  }

  /// CS-ROLL: brings the one with `below` above it to the top.
  void Roll(std::size_t below) {
    for (; below > 0; --below) {
      std::swap(At(below), At(below - 1));
    }
  }

 private:
  FixedVector<Structure, kMost> items_{};
  std::size_t base_ = 0;
};

}  // namespace starkernel::forthvm
