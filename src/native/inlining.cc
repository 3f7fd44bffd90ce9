#include "src/native/inlining.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "src/forthvm/shortcut.h"
#include "src/forthvm/word_header.h"
#include "src/native/source.h"
#include "src/native/stack_effect.h"

namespace starkernel::native {

using forthvm::Shortcut;

namespace {

/// As deep as calls that are done in place nest: a bound for how this does.
constexpr std::int32_t kMostLevels = 3;

class Inliner {
 public:
  explicit Inliner(const Source& source) : source_(source) {}

  [[nodiscard]] const InlinedCall& call() const [[clang::lifetimebound]] { return call_; }

  /// Adds what the call at `place` becomes; false if it is to remain one.
  template <std::int32_t kLevel>
  [[nodiscard]] bool Add(std::uint32_t place) {
    if constexpr (kLevel > kMostLevels) {
      return false;
    } else {
      const forthvm::WordHeader& header = source_.HeaderAt(place);
      const std::uint32_t length = header.code_length;
      const std::size_t charge = static_cast<std::size_t>(call_.charge) + length;
      if (charge > InlinedCall::kMostCharged) {
        return false;
      }
      call_.charge = static_cast<std::int32_t>(charge);
      call_.levels = std::max(call_.levels, kLevel);
      return AddBody<kLevel>(source_.PlaceOf(header.code_start), length);
    }
  }

 private:
  template <std::int32_t kLevel>
  [[nodiscard]] bool AddBody(std::uint32_t first, std::uint32_t length) {
    for (std::uint32_t number = 0; number + 1 < length; ++number) {
      const std::uint32_t place = first + number;
      const Shortcut form = source_.FormAt(place);
      if (form == Shortcut::kCall) {
        if (!Add<kLevel + 1>(place)) {
          return false;
        }
        continue;
      }
      if (static_cast<std::size_t>(form) >= kForms || !kIsSimple[static_cast<std::size_t>(form)] ||
          !call_.places.Push(place).ok()) {
        return false;
      }
      number += form == Shortcut::kWideLiteral ? 1 : 0;
    }
    return source_.FormAt(first + length - 1) == Shortcut::kExit;
  }

  const Source& source_;
  InlinedCall call_;
};

}  // namespace

InlinedCall InlinedAt(const Source& source, std::uint32_t place) {
  if (source.FormAt(place) != Shortcut::kCall || source.IsRecursion(place)) {
    return {};
  }
  Inliner inliner(source);
  return inliner.Add<1>(place) ? inliner.call() : InlinedCall{};
}

}  // namespace starkernel::native
