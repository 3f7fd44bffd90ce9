#pragma once

#include <concepts>
#include <utility>

namespace starkernel {

/// Does something when the scope ends, however it ends, unless dismissed: undoes half of an
/// operation whose other half fails. What is owned has an owner type instead.
///
///     ScopeGuard unmap([&] { space.Unmap(range); });
///     TRY(Commit());
///     unmap.Dismiss();
template <std::invocable Action>
class [[nodiscard]] ScopeGuard {
 public:
  constexpr explicit ScopeGuard(Action action) : action_(std::move(action)) {}
  ScopeGuard(const ScopeGuard&) = delete;
  ScopeGuard& operator=(const ScopeGuard&) = delete;
  constexpr ~ScopeGuard() {
    if (armed_) {
      action_();
    }
  }

  /// Nothing will be done.
  constexpr void Dismiss() { armed_ = false; }

 private:
  [[no_unique_address]] Action action_;
  bool armed_ = true;
};

}  // namespace starkernel
