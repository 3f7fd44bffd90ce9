#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>

#include "tests/boot/unix_socket.h"

namespace starkernel::tests {

int ConnectToUnixSocket(const std::string& path) {
  ::sockaddr_un address{};
  address.sun_family = AF_UNIX;
  if (path.size() >= sizeof(address.sun_path)) {
    return -1;
  }
  std::ranges::copy(path, std::begin(address.sun_path));
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  // SAFETY: connect() takes every kind of address as this type and is told its true size.
  if (::connect(descriptor, reinterpret_cast<const ::sockaddr*>(&address), sizeof(address)) == 0) {
    return descriptor;
  }
  ::close(descriptor);
  return -1;
}

}  // namespace starkernel::tests
