#pragma once

#include <unistd.h>

#include <utility>

namespace starkernel::tools {

/// Owns an open file descriptor of this program and closes it.
class FileDescriptor {
 public:
  FileDescriptor() = default;
  explicit FileDescriptor(int descriptor) : descriptor_(descriptor) {}
  FileDescriptor(FileDescriptor&& other) noexcept
      : descriptor_(std::exchange(other.descriptor_, kNone)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  FileDescriptor(const FileDescriptor&) = delete;
  FileDescriptor& operator=(const FileDescriptor&) = delete;
  ~FileDescriptor() { Close(); }

  /// The descriptor's number, or -1 if none is owned.
  [[nodiscard]] int get() const { return descriptor_; }
  [[nodiscard]] bool valid() const { return descriptor_ != kNone; }

  void Close() {
    if (valid()) {
      ::close(std::exchange(descriptor_, kNone));
    }
  }

 private:
  static constexpr int kNone = -1;
  int descriptor_ = kNone;
};

}  // namespace starkernel::tools
