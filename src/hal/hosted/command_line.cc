#include "src/hal/hosted/command_line.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>

#include "src/base/checked.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/boot/boot_options.h"
#include "src/boot/option_values.h"
#include "src/hal/hosted/hosted_memory.h"
#include "src/hal/machine.h"

namespace starkernel::hal {
namespace {

// The kernel's VM[0] alone has an envelope of 16 MiB.
constexpr ByteCount kSmallestMemory = MiB(8);

struct NamedDrill {
  std::string_view name;
  CrashDrill drill;
};

constexpr std::array kDrills{
    NamedDrill{"envelopes", CrashDrill::kEnvelopes},
    NamedDrill{"panic", CrashDrill::kPanic},
    NamedDrill{"page-fault", CrashDrill::kPageFault},
    NamedDrill{"divide", CrashDrill::kDivide},
    NamedDrill{"invalid-opcode", CrashDrill::kInvalidOpcode},
    NamedDrill{"stack-overflow", CrashDrill::kStackOverflow},
};

std::optional<ByteCount> UnitNamed(std::string_view unit) {
  if (unit == "K") {
    return KiB(1);
  }
  if (unit == "M") {
    return MiB(1);
  }
  if (unit == "G") {
    return GiB(1);
  }
  return std::nullopt;
}

/// A number with K, M or G behind it.
std::optional<ByteCount> ParseSize(std::string_view text) {
  std::uint64_t number = 0;
  const std::string_view digits = text.substr(0, text.find_first_not_of("0123456789"));
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), number);
  const std::optional<ByteCount> unit = UnitNamed(text.substr(digits.size()));
  if (error != std::errc() || !unit.has_value()) {
    return std::nullopt;
  }
  const Result<std::uint64_t> bytes = CheckedMultiply(number, unit->value());
  return bytes.ok() ? std::optional(ByteCount(bytes.value())) : std::nullopt;
}

std::string Quoted(std::string_view option, std::string_view value) {
  return std::string(option) + " " + std::string(value);
}

std::expected<void, std::string> ReadMemory(std::string_view value, CommandLine& line) {
  const std::optional<ByteCount> size = ParseSize(value);
  if (!size.has_value()) {
    return std::unexpected(Quoted("--memory", value) +
                           ": not a size; give a number with K, M or G behind it, as in 64M");
  }
  if (*size < kSmallestMemory || *size > HostedMemory::kLargest || !IsAligned(*size, kPageSize)) {
    return std::unexpected(Quoted("--memory", value) +
                           ": must be from 8M to 64G and a multiple of 4K");
  }
  line.memory = *size;
  return {};
}

std::expected<void, std::string> ReadDrill(std::string_view value, CommandLine& line) {
  std::string known;
  for (const NamedDrill& drill : kDrills) {
    if (drill.name == value) {
      line.drill = drill.drill;
      return {};
    }
    known += known.empty() ? "" : ", ";
    known += drill.name;
  }
  return std::unexpected(Quoted("--drill", value) + ": no such drill; there are " + known);
}

std::expected<void, std::string> ReadExperiment(std::string_view value, CommandLine& line) {
  boot::BootOptions options;
  if (const auto problem = boot::SetOption("doe", value, options); problem.has_value()) {
    return std::unexpected(Quoted("--doe", value) + ": expected " + std::string(problem->expected));
  }
  line.doe = options.doe;
  return {};
}

/// Reads an option that takes a value, given as the next argument or behind '='.
std::expected<void, std::string> ReadValue(std::string_view option,
                                           std::optional<std::string_view> value,
                                           CommandLine& line) {
  if (!value.has_value()) {
    return std::unexpected(std::string(option) + " needs a value");
  }
  if (option == "--engine") {
    line.engine = *value;
    return {};
  }
  if (option == "--doe") {
    return ReadExperiment(*value, line);
  }
  return option == "--memory" ? ReadMemory(*value, line) : ReadDrill(*value, line);
}

/// Sets an option that takes no value; false if there is none of that name.
bool SetSwitch(std::string_view argument, CommandLine& line) {
  struct Switch {
    std::string_view name;
    bool& on;
  };
  for (const Switch& known : {Switch{"--help", line.help}, Switch{"--parity", line.parity},
                              Switch{"--post", line.post}, Switch{"--version", line.version}}) {
    if (known.name == argument) {
      known.on = true;
      return true;
    }
  }
  return false;
}

}  // namespace

std::string_view HelpText() {
  return "usage: starkernel_hosted [OPTION]... [FILE]...\n"
         "Interprets the Forth FILEs in order, then standard input.\n"
         "\n"
         "  --memory SIZE  RAM of the machine, from 8M to 64G (default 64M)\n"
         "  --drill KIND   cause a kernel error, to see its report: panic, page-fault,\n"
         "                 divide, invalid-opcode or stack-overflow; or make a trial:\n"
         "                 envelopes\n"
         "  --engine NAME  what executes VM instances that choose no engine: plain,\n"
         "                 interpreted or native (default native)\n"
         "  --doe SEED,N   have VM[0] do the experiment on physics, N times, before its prompt\n"
         "  --post         test the VM and end, with 0 if every case passed, else with 1\n"
         "  --parity       say nothing measured, and by what two machines are compared\n"
         "  --help         print this and exit\n"
         "  --version      print the version and exit\n"
         "  --             everything behind this is a FILE\n"
         "\n"
         "Exit status: 0 after BYE or the end of input, 1 after an uncaught error in a FILE\n"
         "or a failure of --post, 2 for a bad command line or an unreadable FILE, 3 after a\n"
         "kernel panic.\n";
}

std::expected<CommandLine, std::string> ParseCommandLine(
    std::span<const std::string_view> arguments) {
  CommandLine line;
  bool options_end = false;
  while (!arguments.empty()) {
    const std::string_view argument = arguments.front();
    arguments = arguments.subspan(1);
    if (options_end || !argument.starts_with('-') || argument == "-") {
      line.files.push_back(argument);
      continue;
    }
    const std::size_t equals = argument.find('=');
    const std::string_view option = argument.substr(0, equals);
    if (option == "--memory" || option == "--drill" || option == "--engine" || option == "--doe") {
      std::optional<std::string_view> value;
      if (equals != std::string_view::npos) {
        value = argument.substr(equals + 1);
      } else if (!arguments.empty()) {
        value = arguments.front();
        arguments = arguments.subspan(1);
      }
      if (auto read = ReadValue(option, value, line); !read.has_value()) {
        return std::unexpected(read.error());
      }
    } else if (argument == "--") {
      options_end = true;
    } else if (!SetSwitch(argument, line)) {
      return std::unexpected(std::string(argument) + ": no such option; --help lists them");
    }
  }
  return line;
}

}  // namespace starkernel::hal
