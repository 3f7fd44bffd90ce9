#include "src/boot/option_values.h"

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <system_error>

#include "src/base/quantities.h"
#include "src/boot/boot_options.h"
#include "src/hal/keyboard/layout.h"
#include "src/hal/machine.h"

namespace starkernel::boot {
namespace {

template <typename T>
struct Named {
  std::string_view name;
  T value{};
};

template <typename T, std::size_t Count>
std::optional<T> Find(const std::array<Named<T>, Count>& all, std::string_view name) {
  for (const Named<T>& known : all) {
    if (known.name == name) {
      return known.value;
    }
  }
  return std::nullopt;
}

std::optional<hal::CrashDrill> DrillNamed(std::string_view name) {
  using Drill = Named<hal::CrashDrill>;
  constexpr std::array kDrills = {
      Drill{"page-fault", hal::CrashDrill::kPageFault},
      Drill{"divide", hal::CrashDrill::kDivide},
      Drill{"invalid-opcode", hal::CrashDrill::kInvalidOpcode},
      Drill{"stack-overflow", hal::CrashDrill::kStackOverflow},
      Drill{"fault-storm", hal::CrashDrill::kFaultStorm},
      Drill{"endless-faults", hal::CrashDrill::kEndlessFaults},
      Drill{"signed-overflow", hal::CrashDrill::kSignedOverflow},
      Drill{"wrong-call", hal::CrashDrill::kWrongCall},
      Drill{"stack-smash", hal::CrashDrill::kStackSmash},
      Drill{"panic", hal::CrashDrill::kPanic},
      Drill{"reset", hal::CrashDrill::kReset},
      Drill{"timer-accuracy", hal::CrashDrill::kTimerAccuracy},
      Drill{"timer-interrupts", hal::CrashDrill::kTimerInterrupts},
      Drill{"interrupt-trouble", hal::CrashDrill::kInterruptTrouble},
      Drill{"envelopes", hal::CrashDrill::kEnvelopes},
  };
  return Find(kDrills, name);
}

std::optional<ConsoleChoice> ConsoleNamed(std::string_view name) {
  using Choice = Named<ConsoleChoice>;
  constexpr std::array kChoices = {Choice{"both", ConsoleChoice::kBoth},
                                   Choice{"serial", ConsoleChoice::kSerial},
                                   Choice{"screen", ConsoleChoice::kScreen}};
  return Find(kChoices, name);
}

std::optional<PostChoice> PostNamed(std::string_view name) {
  constexpr std::array kChoices = {Named<PostChoice>{"off", PostChoice::kOff},
                                   Named<PostChoice>{"on", PostChoice::kOn},
                                   Named<PostChoice>{"only", PostChoice::kOnly}};
  return Find(kChoices, name);
}

std::optional<EngineChoice> EngineNamed(std::string_view name) {
  constexpr std::array kChoices = {Named<EngineChoice>{"plain", EngineChoice::kPlain},
                                   Named<EngineChoice>{"interpreted", EngineChoice::kInterpreted},
                                   Named<EngineChoice>{"native", EngineChoice::kNative}};
  return Find(kChoices, name);
}

std::optional<LogLevel> LevelNamed(std::string_view name) {
  using Level = Named<LogLevel>;
  constexpr std::array kLevels = {Level{"quiet", LogLevel::kQuiet},
                                  Level{"normal", LogLevel::kNormal},
                                  Level{"debug", LogLevel::kDebug}};
  return Find(kLevels, name);
}

std::optional<bool> SwitchNamed(std::string_view name) {
  constexpr std::array kPositions = {Named<bool>{"on", true}, Named<bool>{"off", false}};
  return Find(kPositions, name);
}

// A number with K, M or G behind it, of at least kLeastMemory.
std::optional<ByteCount> MemorySize(std::string_view text) {
  constexpr std::uint64_t kMost = std::uint64_t{1} << 52U;
  constexpr std::string_view kUnits = "KMG";
  const std::size_t unit = text.empty() ? std::string_view::npos : kUnits.find(text.back());
  if (unit == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view digits = text.substr(0, text.size() - 1);
  const std::uint64_t scale = std::uint64_t{1} << (10 * (unit + 1));
  std::uint64_t count = 0;
  const std::from_chars_result end = std::from_chars(digits.begin(), digits.end(), count);
  if (end.ec != std::errc() || end.ptr != digits.end() || count > kMost / scale) {
    return std::nullopt;
  }
  const ByteCount size{count * scale};
  return size < kLeastMemory ? std::nullopt : std::optional(size);
}

// Two numbers, the second from 1 on.
std::optional<Experiment> ExperimentOf(std::string_view text) {
  const std::size_t comma = text.find(',');
  if (comma == std::string_view::npos) {
    return std::nullopt;
  }
  const auto number = [](std::string_view digits, std::uint32_t& value) {
    const std::from_chars_result end = std::from_chars(digits.begin(), digits.end(), value);
    return end.ec == std::errc() && end.ptr == digits.end();
  };
  std::uint32_t seed = 0;
  std::uint32_t repetitions = 0;
  return number(text.substr(0, comma), seed) && number(text.substr(comma + 1), repetitions) &&
                 repetitions != 0
             ? std::optional(Experiment{.seed = seed, .repetitions = repetitions})
             : std::nullopt;
}

// Stores what was found.
template <typename T, typename U>
bool Store(const std::optional<T>& found, U& place) {
  if (found.has_value()) {
    place = *found;
  }
  return found.has_value();
}

}  // namespace

std::optional<OptionProblem> SetOption(std::string_view name, std::string_view value,
                                       BootOptions& options) {
  const auto unless = [value](bool set, std::string_view what, std::string_view expected) {
    return set ? std::nullopt
               : std::optional(OptionProblem{.what = what, .subject = value, .expected = expected});
  };
  if (name == "console") {
    return unless(Store(ConsoleNamed(value), options.console), "unknown console",
                  "both, serial or screen");
  }
  if (name == "log") {
    return unless(Store(LevelNamed(value), options.log), "unknown log level",
                  "quiet, normal or debug");
  }
  if (name == "keyboard") {
    return unless(Store(hal::keyboard::FindLayout(value), options.keyboard),
                  "unknown keyboard layout", hal::keyboard::kLayoutNames);
  }
  if (name == "memory") {
    return unless(Store(MemorySize(value), options.memory_limit), "bad memory limit",
                  "a size from 8M on, with K, M or G");
  }
  if (name == "parity") {
    return unless(Store(SwitchNamed(value), options.parity), "bad parity mode", "on or off");
  }
  if (name == "post") {
    return unless(Store(PostNamed(value), options.post), "unknown post mode", "off, on or only");
  }
  if (name == "engine") {
    return unless(Store(EngineNamed(value), options.engine), "unknown engine",
                  "plain, interpreted or native");
  }
  if (name == "doe") {
    return unless(Store(ExperimentOf(value), options.doe), "bad experiment",
                  "a seed and a number of repetitions, as 1,4");
  }
  if (name == "drill") {
    return unless(Store(DrillNamed(value), options.drill), "unknown drill",
                  "page-fault, divide, invalid-opcode, stack-overflow, fault-storm, "
                  "endless-faults, signed-overflow, wrong-call, stack-smash, panic, reset, "
                  "timer-accuracy, timer-interrupts, interrupt-trouble or envelopes");
  }
  return OptionProblem{.what = "unknown option", .subject = name, .expected = kOptionNames};
}

}  // namespace starkernel::boot
