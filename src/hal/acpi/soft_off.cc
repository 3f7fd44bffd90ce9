#include "src/hal/acpi/soft_off.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "src/base/little_endian.h"
#include "src/base/result.h"

namespace starkernel::acpi {
namespace {

constexpr std::array kName = {std::byte{'_'}, std::byte{'S'}, std::byte{'5'}, std::byte{'_'}};
constexpr std::byte kRootPrefix{'\\'};

// Encodings of AML (ACPI specification 6.5, 20.2).
constexpr std::uint8_t kZeroOp = 0x00;
constexpr std::uint8_t kOneOp = 0x01;
constexpr std::byte kNameOp{0x08};
constexpr std::uint8_t kBytePrefix = 0x0A;
constexpr std::uint8_t kWordPrefix = 0x0B;
constexpr std::uint8_t kDwordPrefix = 0x0C;
constexpr std::uint8_t kPackageOp = 0x12;

constexpr std::uint32_t kLargestSleepType = 7;

class CodeReader {
 public:
  explicit CodeReader(std::span<const std::byte> code) : code_(code) {}

  template <std::unsigned_integral T>
  Result<T> Take() {
    const T value = TRY(ReadLittleEndian<T>(code_, 0));
    code_ = code_.subspan(sizeof(T));
    return value;
  }

  // The length of a package (20.2.4) counts its own bytes too, of which the first says how many
  // follow. Only that it is there matters here: what is read of it is bounded by the code.
  Result<void> SkipPackageLength() {
    const auto lead = TRY(Take<std::uint8_t>());
    for (unsigned following = lead >> 6U; following > 0; --following) {
      static_cast<void>(TRY(Take<std::uint8_t>()));
    }
    return {};
  }

  Result<std::uint8_t> TakeSleepType() {
    std::uint32_t value = 0;
    switch (TRY(Take<std::uint8_t>())) {
      case kZeroOp: break;
      case kOneOp: value = 1; break;
      case kBytePrefix: value = TRY(Take<std::uint8_t>()); break;
      case kWordPrefix: value = TRY(Take<std::uint16_t>()); break;
      case kDwordPrefix: value = TRY(Take<std::uint32_t>()); break;
      default: return Error::kCorrupt;
    }
    if (value > kLargestSleepType) {
      return Error::kOutOfRange;
    }
    return static_cast<std::uint8_t>(value);
  }

 private:
  std::span<const std::byte> code_;
};

// What lies behind the name.
Result<SoftOff> ReadPackage(std::span<const std::byte> code) {
  CodeReader reader(code);
  if (TRY(reader.Take<std::uint8_t>()) != kPackageOp) {
    return Error::kCorrupt;
  }
  TRY(reader.SkipPackageLength());
  const auto elements = TRY(reader.Take<std::uint8_t>());
  if (elements == 0) {
    return Error::kCorrupt;
  }
  const std::uint8_t first = TRY(reader.TakeSleepType());
  return SoftOff{.pm1a = first,
                 .pm1b = elements > 1 ? TRY(reader.TakeSleepType()) : std::uint8_t{0}};
}

bool IsDefinition(std::span<const std::byte> before) {
  if (!before.empty() && before.back() == kRootPrefix) {
    before = before.first(before.size() - 1);
  }
  return !before.empty() && before.back() == kNameOp;
}

}  // namespace

std::optional<SoftOff> FindSoftOff(std::span<const std::byte> code) {
  for (std::size_t place = 0; place + kName.size() <= code.size(); ++place) {
    if (code[place] != kName[0] || code[place + 1] != kName[1] || code[place + 2] != kName[2] ||
        code[place + 3] != kName[3] || !IsDefinition(code.first(place))) {
      continue;
    }
    const Result<SoftOff> found = ReadPackage(code.subspan(place + kName.size()));
    if (found.ok()) {
      return found.value();
    }
  }
  return std::nullopt;
}

}  // namespace starkernel::acpi
