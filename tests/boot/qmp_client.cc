#include "tests/boot/qmp_client.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <thread>
#include <utility>

#include "tests/boot/unix_socket.h"

namespace starkernel::tests {
namespace {

constexpr int kPatienceMilliseconds = 20'000;

struct SignKey {
  char sign = ' ';
  std::string_view key;
  std::string_view held{};
};

// On a US keyboard.
constexpr std::array<SignKey, 4> kSigns = {
    {{' ', "spc"}, {'+', "equal", "shift"}, {'.', "dot"}, {'\n', "ret"}}};

}  // namespace

std::expected<QmpClient, std::string> QmpClient::Connect(const std::string& socket,
                                                         std::chrono::seconds limit) {
  const auto end = std::chrono::steady_clock::now() + limit;
  while (std::chrono::steady_clock::now() < end) {
    tools::FileDescriptor connection(ConnectToUnixSocket(socket));
    if (connection.valid()) {
      QmpClient client(std::move(connection));
      const auto ready = client.Execute("qmp_capabilities");
      return ready ? std::expected<QmpClient, std::string>(std::move(client))
                   : std::unexpected(ready.error());
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(50));
  }
  return std::unexpected("nothing listens on " + socket);
}

std::expected<std::string, std::string> QmpClient::ReadLine() {
  for (;;) {
    if (const std::size_t end = received_.find('\n'); end != std::string::npos) {
      std::string line = received_.substr(0, end);
      received_.erase(0, end + 1);
      return line;
    }
    ::pollfd wait = {.fd = connection_.get(), .events = POLLIN, .revents = 0};
    if (::poll(&wait, 1, kPatienceMilliseconds) <= 0) {
      return std::unexpected("QEMU's monitor does not answer");
    }
    std::array<char, 4096> buffer{};
    const ::ssize_t count = ::read(connection_.get(), buffer.data(), buffer.size());
    if (count <= 0) {
      return std::unexpected("QEMU's monitor has closed");
    }
    received_.append(buffer.data(), static_cast<std::size_t>(count));
  }
}

std::expected<std::string, std::string> QmpClient::Ask(std::string_view command,
                                                       const std::string& arguments) {
  const std::string request =
      R"({"execute":")" + std::string(command) + R"(","arguments":{)" + arguments + "}}\n";
  if (::send(connection_.get(), request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<::ssize_t>(request.size())) {
    return std::unexpected("QEMU's monitor takes no command");
  }
  for (;;) {
    auto line = ReadLine();
    if (!line || line->starts_with(R"({"return")")) {
      return line;
    }
    if (line->starts_with(R"({"error")")) {
      return std::unexpected(std::string(command) + ": " + *line);
    }
  }
}

std::expected<void, std::string> QmpClient::Execute(std::string_view command,
                                                    const std::string& arguments) {
  return Ask(command, arguments).transform([](const std::string& /*answer*/) {});
}

std::expected<void, std::string> QmpClient::PressKey(std::string_view key, std::string_view held) {
  const auto named = [](std::string_view name) {
    return R"({"type":"qcode","data":")" + std::string(name) + R"("})";
  };
  return Execute("send-key", R"("hold-time":10,"keys":[)" +
                                 (held.empty() ? std::string() : named(held) + ",") + named(key) +
                                 "]");
}

std::expected<void, std::string> QmpClient::Type(std::string_view text) {
  for (const char letter : text) {
    const auto sign = std::ranges::find(kSigns, letter, &SignKey::sign);
    const auto pressed =
        sign == kSigns.end() ? PressKey(std::string(1, letter)) : PressKey(sign->key, sign->held);
    if (!pressed) {
      return pressed;
    }
  }
  return {};
}

}  // namespace starkernel::tests
