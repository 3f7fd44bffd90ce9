#include "tools/hermetic_tool/file_descriptor.h"

namespace starkernel {

[[nodiscard]] inline tools::FileDescriptor Owned(int number) {
  return tools::FileDescriptor(number);
}

[[nodiscard]] inline tools::FileDescriptor Mistaken(int number) {
  // expected-error@+1 {{no viable conversion from returned value of type 'int'}}
  return number;
}

}  // namespace starkernel
