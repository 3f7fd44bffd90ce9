#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

#include "tools/hermetic_tool/file_descriptor.h"

namespace starkernel::tests {

/// QEMU's monitor on a UNIX socket, in its machine protocol (QMP): a line of JSON for each command,
/// event and answer.
class QmpClient {
 public:
  /// Connects to the socket as soon as it is there, within `limit`.
  [[nodiscard]] static std::expected<QmpClient, std::string> Connect(const std::string& socket,
                                                                     std::chrono::seconds limit);

  /// Executes a command, with its arguments as JSON without the outer braces, and gives QEMU's
  /// answer as it stands. The error is what QEMU said.
  [[nodiscard]] std::expected<std::string, std::string> Ask(std::string_view command,
                                                            const std::string& arguments = {});

  /// The same for a command whose answer says nothing.
  [[nodiscard]] std::expected<void, std::string> Execute(std::string_view command,
                                                         const std::string& arguments = {});

  /// Presses a key by its QKeyCode, with another held if one is named, and lets it go.
  [[nodiscard]] std::expected<void, std::string> PressKey(std::string_view key,
                                                          std::string_view held = {});

  /// Types text: small letters, digits, blanks, and the signs that the tests need.
  [[nodiscard]] std::expected<void, std::string> Type(std::string_view text);

 private:
  explicit QmpClient(tools::FileDescriptor connection) : connection_(std::move(connection)) {}

  [[nodiscard]] std::expected<std::string, std::string> ReadLine();

  tools::FileDescriptor connection_;
  std::string received_;
};

}  // namespace starkernel::tests
