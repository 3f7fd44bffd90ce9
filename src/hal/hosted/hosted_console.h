#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/quantities.h"
#include "src/hal/console.h"
#include "src/hal/hosted/output_buffer.h"

namespace starkernel::hal {

/// The console of VM[0] on two file descriptors, neither of which it owns. Output is flushed
/// whenever input is about to be waited for.
class HostedConsole final : public Console {
 public:
  explicit HostedConsole(int input, OutputBuffer& output [[clang::lifetimebound]])
      : input_(input), output_(output) {}

  void Write(std::string_view text) override { output_.Write(text); }
  ConsoleInput TryRead() override;

  /// Waits for input for at most `longest`. Returns at once if there is some, or its end, but not
  /// again before somebody has looked at it by TryRead.
  void Wait(Nanoseconds longest);

 private:
  [[nodiscard]] bool InputReady(Nanoseconds longest) const;

  int input_;
  OutputBuffer& output_;
  std::size_t next_ = 0;
  std::size_t end_ = 0;
  bool closed_ = false;
  bool told_ = false;  ///< Wait has returned for input that nobody has looked at since.
  std::array<std::uint8_t, 4096> bytes_{};
};

}  // namespace starkernel::hal
