#include "tools/qemu_boot/option_values.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <system_error>

namespace starkernel::tools {
namespace {

constexpr unsigned kLeastMemoryMib = 64;
constexpr unsigned kMostMemoryMib = 65536;
constexpr unsigned kMibPerGib = 1024;
constexpr std::size_t kLongestName = 255;
// What the pinned QEMU was built with, less what needs a desktop of the host.
constexpr std::array<std::string_view, 2> kDisplays = {"none", "vnc"};

std::string Quote(std::string_view text) { return "`" + std::string(text) + "`"; }

std::optional<unsigned> Decimal(std::string_view text) {
  unsigned value = 0;
  const auto bytes = std::string(text);
  const char* end = std::to_address(bytes.end());
  const auto [stop, error] = std::from_chars(bytes.data(), end, value);
  if (text.empty() || error != std::errc() || stop != end) {
    return std::nullopt;
  }
  return value;
}

}  // namespace

std::expected<unsigned, std::string> ParseNumber(std::string_view option, std::string_view text,
                                                 unsigned lowest, unsigned highest) {
  const std::optional<unsigned> value = Decimal(text);
  if (!value || *value < lowest || *value > highest) {
    return std::unexpected(std::string(option) + " " + Quote(text) + ": a whole number from " +
                           std::to_string(lowest) + " to " + std::to_string(highest) +
                           " is needed");
  }
  return *value;
}

std::expected<unsigned, std::string> ParseMemory(std::string_view text) {
  const bool gibibytes = text.ends_with('G') || text.ends_with('g');
  const bool mebibytes = text.ends_with('M') || text.ends_with('m');
  const std::optional<unsigned> count =
      Decimal(text.substr(0, text.size() - (gibibytes || mebibytes ? 1 : 0)));
  const unsigned unit = gibibytes ? kMibPerGib : 1;
  if (!count || *count > kMostMemoryMib / unit || *count * unit < kLeastMemoryMib) {
    return std::unexpected("--memory " + Quote(text) + ": a size from 64M to 64G is needed");
  }
  return *count * unit;
}

std::expected<Accelerator, std::string> ParseAccelerator(std::string_view text) {
  if (text == "auto") {
    return Accelerator::kAuto;
  }
  if (text == "tcg") {
    return Accelerator::kTcg;
  }
  if (text == "kvm") {
    return Accelerator::kKvm;
  }
  return std::unexpected("--accel " + Quote(text) + ": auto, tcg or kvm is needed");
}

std::expected<std::string, std::string> ParseDisplay(std::string_view text) {
  const std::string_view name = text.substr(0, text.find_first_of(",=:"));
  if (std::ranges::find(kDisplays, name) != kDisplays.end()) {
    return std::string(text);
  }
  std::string known;
  for (const std::string_view display : kDisplays) {
    known += (known.empty() ? "" : ", ") + std::string(display);
  }
  return std::unexpected("--display " + Quote(text) + ": one of " + known + " is needed");
}

std::expected<std::string, std::string> ParseModel(std::string_view option, std::string_view text) {
  constexpr std::string_view kOthers = "-_.=,+";
  const bool well_formed =
      !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [kOthers](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') ||
               (letter >= '0' && letter <= '9') || kOthers.find(letter) != std::string_view::npos;
      });
  if (!well_formed || text.front() == ',' || text.front() == '-') {
    return std::unexpected(std::string(option) + " " + Quote(text) +
                           ": a model of QEMU's is needed, with settings like q35,hpet=off");
  }
  return std::string(text);
}

std::expected<std::string, std::string> ParseDrill(std::string_view text) {
  const bool well_formed =
      !text.empty() && text.size() <= 64 && std::ranges::all_of(text, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || letter == '-';
      });
  if (!well_formed) {
    return std::unexpected("--drill " + Quote(text) +
                           ": a kind like page-fault is needed (lower case and hyphens)");
  }
  return std::string(text);
}

std::expected<std::string, std::string> ParseBootOption(std::string_view text) {
  const std::size_t equals = text.find('=');
  const bool visible =
      std::ranges::all_of(text, [](char letter) { return letter > ' ' && letter < '\x7F'; });
  if (equals == std::string_view::npos || equals == 0 || equals + 1 == text.size() ||
      text.size() > 64 || !visible) {
    return std::unexpected("--option " + Quote(text) + ": NAME=VALUE without blanks is needed");
  }
  return std::string(text.substr(0, equals)) + " " + std::string(text.substr(equals + 1));
}

std::expected<std::string, std::string> ParseSourceName(std::string_view option,
                                                        std::string_view text) {
  const bool printable =
      std::ranges::none_of(text, [](char letter) { return letter >= 0 && letter < ' '; });
  if (text.empty() || text.size() > kLongestName || !printable || text.starts_with(' ') ||
      text.ends_with(' ')) {
    return std::unexpected(std::string(option) + " " + Quote(text) +
                           ": a file name of 1 to 255 bytes is needed, "
                           "without control characters or outer blanks");
  }
  return std::string(text);
}

}  // namespace starkernel::tools
