#include <utility>

#include "tools/hermetic_tool/file_descriptor.h"

namespace starkernel {

[[nodiscard]] inline tools::FileDescriptor Moved(tools::FileDescriptor& file) {
  return std::move(file);
}

[[nodiscard]] inline tools::FileDescriptor Copied(tools::FileDescriptor& file) {
  // expected-error@+1 {{call to deleted constructor of 'tools::FileDescriptor'}}
  return file;
}

}  // namespace starkernel
