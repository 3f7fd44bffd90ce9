#pragma once

#include <cstdint>

namespace starkernel::ipc {

/// Who knows whether what allowed somebody to send still does.
class Permits {
 public:
  /// `permit` is what the message was stamped with (MessageStamp).
  [[nodiscard]] virtual bool Allow(std::uint64_t permit) = 0;

 protected:
  ~Permits() = default;
};

}  // namespace starkernel::ipc
