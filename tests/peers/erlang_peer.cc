#include "tests/peers/erlang_peer.h"

#include <expected>
#include <filesystem>
#include <string>
#include <system_error>
#include <vector>

#include "tools/hermetic_tool/hermetic_tool.h"

namespace starkernel::tests {
namespace {

namespace fs = std::filesystem;

/// The directory in `parent` whose name begins with `prefix`, behind which stands a version.
std::expected<fs::path, std::string> Versioned(const fs::path& parent, const std::string& prefix) {
  std::error_code ignored;
  for (const fs::directory_entry& entry : fs::directory_iterator(parent, ignored)) {
    if (entry.path().filename().string().starts_with(prefix)) {
      return entry.path();
    }
  }
  return std::unexpected("cannot find " + (parent / (prefix + "VERSION")).string());
}

}  // namespace

std::expected<ErlangCommand, std::string> RunErlang(const fs::path& root, const fs::path& source) {
  std::error_code problem;
  const fs::path base = fs::canonical(root, problem);
  if (problem) {
    return std::unexpected("cannot find " + root.string() + ": " + problem.message());
  }
  const fs::path home = base / "usr/lib/erlang";
  const auto runtime = Versioned(home, "erts-");
  if (!runtime.has_value()) {
    return std::unexpected(runtime.error());
  }
  const fs::path programs = *runtime / "bin";
  // What Erlang's own starter passes on (`erlexec`), which itself would need the machine's loader.
  const std::string evaluated = "{ok, messages, Code} = compile:file(\"" + source.string() +
                                "\", [binary]), {module, messages} = code:load_binary(messages, "
                                "\"messages.erl\", Code), messages:main(), halt().";
  const std::vector<std::string> arguments = {
      "-S",
      "1:1",
      "--",
      "-root",
      home,
      "-bindir",
      programs,
      "-progname",
      "erl",
      "--",
      "-home",
      "/tmp",
      "--",
      "-noshell",
      "-noinput",
      "-boot",
      home / "bin/start_clean",
      "-eval",
      evaluated,
  };
  const auto command = tools::HermeticCommand(
      root, (fs::path("../..") / programs.lexically_relative(base) / "beam.smp").string(),
      arguments);
  if (!command.has_value()) {
    return std::unexpected(command.error());
  }
  return ErlangCommand{.command = *command,
                       .environment = {"BINDIR=" + programs.string(), "ROOTDIR=" + home.string(),
                                       "EMU=beam", "PROGNAME=erl"}};
}

}  // namespace starkernel::tests
