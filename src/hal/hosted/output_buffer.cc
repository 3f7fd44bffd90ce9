#include "src/hal/hosted/output_buffer.h"

#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <string_view>

namespace starkernel::hal {

void OutputBuffer::Pair(OutputBuffer& left, OutputBuffer& right) {
  left.partner_ = &right;
  right.partner_ = &left;
}

void OutputBuffer::Write(std::string_view text) {
  if (partner_ != nullptr && !partner_->text_.empty()) {
    partner_->Flush();
  }
  while (!text.empty()) {
    if (text_.full()) {
      Flush();
    }
    const std::string_view fitting = text.substr(0, text_.room());
    text_.Append(fitting).value();
    text.remove_prefix(fitting.size());
  }
}

void OutputBuffer::Flush() {
  std::string_view rest = text_.view();
  text_.Clear();
  while (!rest.empty()) {
    const ssize_t written = write(file_, rest.data(), rest.size());
    if (written >= 0) {
      rest.remove_prefix(static_cast<std::size_t>(written));
    } else if (errno == EAGAIN) {
      // A descriptor shared with somebody who made it non-blocking.
      pollfd writable{file_, POLLOUT, 0};
      poll(&writable, 1, -1);
    } else if (errno != EINTR) {
      return;
    }
  }
}

}  // namespace starkernel::hal
