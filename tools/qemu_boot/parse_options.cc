#include "tools/qemu_boot/parse_options.h"

#include <algorithm>
#include <array>
#include <functional>
#include <string_view>

#include "tools/qemu_boot/option_values.h"
#include "tools/qemu_boot/options.h"

namespace starkernel::tools {
namespace {

using Outcome = std::expected<void, std::string>;

constexpr unsigned kMostSeconds = 1'000'000;
constexpr unsigned kMostCpus = 64;
constexpr unsigned kDefaultGdbPort = 1234;
constexpr unsigned kHighestPort = 65535;
constexpr std::size_t kMostSources = 64;

// Stores a parsed value, or passes the error on.
template <typename T, typename U>
Outcome Store(std::expected<T, std::string> parsed, U& place) {
  if (!parsed) {
    return std::unexpected(parsed.error());
  }
  place = *std::move(parsed);
  return {};
}

Outcome AddSource(Options& options, std::string_view option, std::string_view text, bool run) {
  auto name = ParseSourceName(option, text);
  if (!name) {
    return std::unexpected(name.error());
  }
  if (options.sources.size() >= kMostSources) {
    return std::unexpected(std::string(option) + " `" + *name + "`: at most " +
                           std::to_string(kMostSources) + " sources can be handed over");
  }
  options.sources.push_back({*std::move(name), run});
  return {};
}

Outcome AddFileName(std::string_view option, std::string_view text, std::string& place) {
  return Store(ParseSourceName(option, text), place);
}

struct ValueOption {
  std::string_view name;
  std::function<Outcome(Options&, std::string_view)> apply;
};

const std::array<ValueOption, 15>& ValueOptions() {
  static const std::array<ValueOption, 15> options = {{
      {"--timeout",
       [](Options& all, std::string_view text) {
         return Store(ParseNumber("--timeout", text, 0, kMostSeconds), all.timeout_seconds);
       }},
      {"--memory", [](Options& all,
                      std::string_view text) { return Store(ParseMemory(text), all.memory_mib); }},
      {"--cpus",
       [](Options& all, std::string_view text) {
         return Store(ParseNumber("--cpus", text, 1, kMostCpus), all.cpus);
       }},
      {"--machine",
       [](Options& all, std::string_view text) {
         return Store(ParseModel("--machine", text), all.machine);
       }},
      {"--cpu", [](Options& all,
                   std::string_view text) { return Store(ParseModel("--cpu", text), all.cpu); }},
      {"--display",
       [](Options& all, std::string_view text) { return Store(ParseDisplay(text), all.display); }},
      {"--accel",
       [](Options& all, std::string_view text) {
         return Store(ParseAccelerator(text), all.accelerator);
       }},
      {"--file",
       [](Options& all, std::string_view text) { return AddSource(all, "--file", text, true); }},
      {"--module",
       [](Options& all, std::string_view text) { return AddSource(all, "--module", text, false); }},
      {"--drill",
       [](Options& all, std::string_view text) { return Store(ParseDrill(text), all.drill); }},
      {"--option",
       [](Options& all, std::string_view text) {
         auto line = ParseBootOption(text);
         if (!line) {
           return Outcome(std::unexpected(line.error()));
         }
         all.boot_options.push_back(*std::move(line));
         return Outcome();
       }},
      {"--monitor",
       [](Options& all, std::string_view text) {
         return AddFileName("--monitor", text, all.monitor);
       }},
      {"--log",
       [](Options& all, std::string_view text) { return AddFileName("--log", text, all.log); }},
      {"--trace",
       [](Options& all, std::string_view text) { return AddFileName("--trace", text, all.trace); }},
      {"--image",
       [](Options& all, std::string_view text) { return AddFileName("--image", text, all.image); }},
  }};
  return options;
}

// Options that may stand alone. Whether `argument` was one.
bool ApplyFlag(Options& options, std::string_view argument) {
  if (argument == "--icount") {
    options.icount = true;
  } else if (argument == "--no-exit-port") {
    options.exit_port = false;
  } else if (argument == "--no-screen") {
    options.screen = false;
  } else if (argument == "--verbose") {
    options.verbose = true;
  } else if (argument == "--help") {
    options.help = true;
  } else if (argument == "--gdb") {
    options.gdb_port = kDefaultGdbPort;
  } else {
    return false;
  }
  return true;
}

Outcome CheckTogether(const Options& options) {
  if (options.icount && options.cpus != 1) {
    return std::unexpected("--cpus " + std::to_string(options.cpus) +
                           ": --icount runs one processor only");
  }
  if (options.icount && options.accelerator == Accelerator::kKvm) {
    return std::unexpected("--accel kvm: --icount counts instructions, which only tcg can do");
  }
  if (!options.trace.empty() && options.accelerator == Accelerator::kKvm) {
    return std::unexpected("--accel kvm: --trace sees the instructions that tcg translates");
  }
  return {};
}

// Consumes one option with its value from the front of `arguments`.
Outcome ApplyValueOption(Options& options, std::span<const std::string>& arguments) {
  const std::string_view argument = arguments.front();
  const std::size_t equals = argument.find('=');
  const std::string_view name = argument.substr(0, equals);
  const bool attached = equals != std::string_view::npos;
  if (name == "--gdb" && attached) {
    arguments = arguments.subspan(1);
    return Store(ParseNumber("--gdb", argument.substr(equals + 1), 1, kHighestPort),
                 options.gdb_port);
  }
  const auto found = std::ranges::find(ValueOptions(), name, &ValueOption::name);
  if (found == ValueOptions().end()) {
    return std::unexpected("unknown option `" + std::string(argument) +
                           "`: --help lists the options");
  }
  if (!attached && arguments.size() < 2) {
    return std::unexpected(std::string(name) + " needs a value: --help lists the options");
  }
  const std::string_view value = attached ? argument.substr(equals + 1) : arguments[1];
  arguments = arguments.subspan(attached ? 1 : 2);
  return found->apply(options, value);
}

}  // namespace

std::expected<Options, std::string> ParseOptions(std::span<const std::string> arguments) {
  Options options;
  while (!arguments.empty()) {
    if (ApplyFlag(options, arguments.front())) {
      arguments = arguments.subspan(1);
      continue;
    }
    if (const auto applied = ApplyValueOption(options, arguments); !applied) {
      return std::unexpected(applied.error());
    }
  }
  if (const auto checked = CheckTogether(options); !checked) {
    return std::unexpected(checked.error());
  }
  return options;
}

}  // namespace starkernel::tools
