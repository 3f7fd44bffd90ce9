#include "src/hal/hosted/hosted_console.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <span>

#include "src/base/quantities.h"
#include "src/hal/console.h"
#include "src/hal/hosted/output_buffer.h"

namespace starkernel::hal {

namespace {

/// Sleeps for at most `longest`, or until one of the files is ready.
bool Poll(std::span<pollfd> files, Nanoseconds longest) {
  constexpr std::uint64_t kPerSecond = 1'000'000'000;
  // A host takes no longer time than this, which is the end of all for a kernel.
  constexpr std::uint64_t kMostSeconds = 1'000'000'000;
  const timespec time{
      .tv_sec = static_cast<time_t>(std::min(longest.value() / kPerSecond, kMostSeconds)),
      .tv_nsec = static_cast<long>(longest.value() % kPerSecond)};
  return ppoll(files.data(), files.size(), &time, nullptr) > 0;
}

}  // namespace

ConsoleInput HostedConsole::TryRead() {
  told_ = false;
  if (next_ == end_ && !closed_) {
    output_.Flush();
    if (!InputReady(Nanoseconds(0))) {
      return {ConsoleInput::State::kEmpty, 0};
    }
    const ssize_t count = read(input_, bytes_.data(), bytes_.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) {
      return {ConsoleInput::State::kEmpty, 0};
    }
    // A descriptor that cannot be read is at its end: a terminal that went away, for one.
    closed_ = count <= 0;
    next_ = 0;
    end_ = count > 0 ? static_cast<std::size_t>(count) : 0;
  }
  if (closed_) {
    output_.Flush();
    return {ConsoleInput::State::kClosed, 0};
  }
  return {ConsoleInput::State::kByte, bytes_[next_++]};
}

void HostedConsole::Wait(Nanoseconds longest) {
  output_.Flush();
  if (told_) {
    static_cast<void>(Poll({}, longest));
    return;
  }
  told_ = next_ != end_ || closed_ || InputReady(longest);
}

bool HostedConsole::InputReady(Nanoseconds longest) const {
  std::array readable = {pollfd{input_, POLLIN, 0}};
  return Poll(readable, longest);
}

}  // namespace starkernel::hal
