#include "src/hal/hosted/output_buffer.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <span>
#include <string_view>

namespace starkernel::hal {

void OutputBuffer::Pair(OutputBuffer& left, OutputBuffer& right) {
  left.partner_ = &right;
  right.partner_ = &left;
}

void OutputBuffer::Write(std::string_view text) {
  if (partner_ != nullptr && partner_->used_ > 0) {
    partner_->Flush();
  }
  while (!text.empty()) {
    if (used_ == text_.size()) {
      Flush();
    }
    const std::size_t count = std::min(text.size(), text_.size() - used_);
    std::ranges::copy(text.substr(0, count), std::span(text_).subspan(used_).begin());
    used_ += count;
    text.remove_prefix(count);
  }
}

void OutputBuffer::Flush() {
  std::string_view rest = std::string_view(text_.data(), text_.size()).substr(0, used_);
  used_ = 0;
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
