#pragma once

#include <functional>
#include <utility>

namespace starkernel {

/// For tests: an element of a ring that lets something happen while it is put into its place or
/// taken out, as an interrupt would.
class Interruptible {
 public:
  Interruptible() = default;
  explicit Interruptible(int number) : number_(number) {}
  Interruptible(const Interruptible& other) : number_(other.number_) { Interrupt(); }
  Interruptible& operator=(const Interruptible& other) {
    Interrupt();
    number_ = other.number_;
    return *this;
  }
  ~Interruptible() = default;

  [[nodiscard]] int number() const { return number_; }

  /// Happens once, in the middle of the next copy.
  static void InterruptNextCopy(std::function<void()> handler) { handler_ = std::move(handler); }

 private:
  static void Interrupt() {
    if (const auto handler = std::exchange(handler_, nullptr)) {
      handler();
    }
  }

  static inline std::function<void()> handler_;
  int number_ = 0;
};

}  // namespace starkernel
