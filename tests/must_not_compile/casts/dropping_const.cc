#include <cstddef>

namespace starkernel {

[[nodiscard]] inline const std::byte* Bytes(const int& number) {
  return reinterpret_cast<const std::byte*>(&number);
}

[[nodiscard]] inline std::byte* WritableBytes(const int& number) {
  // expected-error@+1 {{casts away qualifiers}}
  return reinterpret_cast<std::byte*>(&number);
}

}  // namespace starkernel
