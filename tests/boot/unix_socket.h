#pragma once

#include <string>

namespace starkernel::tests {

/// A descriptor connected to the UNIX socket, which is the caller's; -1 if nothing listens there or
/// the path is too long for one.
[[nodiscard]] int ConnectToUnixSocket(const std::string& path);

}  // namespace starkernel::tests
