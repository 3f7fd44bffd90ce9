#include "src/hal/hosted/hosted_console.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>

#include "src/hal/console.h"
#include "src/hal/hosted/output_buffer.h"

namespace starkernel::hal {

ConsoleInput HostedConsole::TryRead() {
  if (next_ == end_ && !closed_) {
    output_.Flush();
    if (!InputReady(0)) {
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

void HostedConsole::Wait(int milliseconds) {
  output_.Flush();
  if (next_ == end_ && !closed_) {
    static_cast<void>(InputReady(milliseconds));
  }
}

bool HostedConsole::InputReady(int milliseconds) const {
  pollfd readable{input_, POLLIN, 0};
  return poll(&readable, 1, milliseconds) > 0;
}

}  // namespace starkernel::hal
