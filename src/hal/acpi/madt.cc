#include "src/hal/acpi/madt.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/acpi/complaint.h"
#include "src/hal/acpi/table.h"

namespace starkernel::acpi {
namespace {

constexpr std::size_t kEntriesOffset = 44;
constexpr std::uint8_t kIsaBus = 0;
constexpr std::uint8_t kIsaInterrupts = 16;
constexpr std::uint32_t kEnabled = 1U << 0U;
constexpr std::uint32_t kOnlineCapable = 1U << 1U;
constexpr std::uint8_t kNobody8 = 0xFF;
constexpr std::uint32_t kNobody32 = 0xFFFF'FFFF;
constexpr std::uint8_t kLastLocalInput = 1;

// Types of entries (table 5.21).
enum class EntryType : std::uint8_t {
  kLocalApic = 0,
  kIoApic = 1,
  kSourceOverride = 2,
  kNmiSource = 3,
  kLocalNmi = 4,
  kAddressOverride = 5,
  kX2Apic = 9,
  kX2Nmi = 10,
};

std::optional<LineFlags> DecodeFlags(std::uint16_t flags) {
  LineFlags decoded;
  switch (flags & 3U) {
    case 0: break;
    case 1: decoded.polarity = Polarity::kActiveHigh; break;
    case 3: decoded.polarity = Polarity::kActiveLow; break;
    default: return std::nullopt;
  }
  switch (flags >> 2U & 3U) {
    case 0: break;
    case 1: decoded.trigger = Trigger::kEdge; break;
    case 3: decoded.trigger = Trigger::kLevel; break;
    default: return std::nullopt;
  }
  return decoded;
}

class Reader {
 public:
  Reader(TextWriter& complaints, Madt& madt) : complaints_(complaints), madt_(madt) {}

  /// Takes in one entry, at least two bytes. An error says that it was left out; the line about it
  /// is written.
  Result<void> Take(std::span<const std::byte> entry) {
    entry_ = entry;
    switch (static_cast<EntryType>(TRY(Field<std::uint8_t>(0)))) {
      case EntryType::kLocalApic: return LocalApic();
      case EntryType::kIoApic: return IoApic();
      case EntryType::kSourceOverride: return Override();
      case EntryType::kNmiSource: return Nmi();
      case EntryType::kLocalNmi: return LocalNmi8();
      case EntryType::kAddressOverride: return AddressOverride();
      case EntryType::kX2Apic: return X2Apic();
      case EntryType::kX2Nmi: return LocalNmi32();
    }
    return {};
  }

 private:
  template <std::unsigned_integral T>
  [[nodiscard]] Result<T> Field(std::size_t offset) const {
    return ReadLittleEndian<T>(entry_, offset);
  }

  Result<void> NeedLength(std::size_t least) {
    return entry_.size() >= least
               ? Result<void>()
               : Wrong("length of an entry", entry_.size(), Expected::kAtLeast, least);
  }

  Error Wrong(std::string_view field, std::uint64_t value, Expected expected, std::uint64_t limit) {
    return Complain(complaints_, {"MADT", field, value, expected, limit});
  }

  // Flags that mean nothing leave the entry out.
  Result<LineFlags> Flags(std::size_t offset) {
    const auto flags = TRY(Field<std::uint16_t>(offset));
    const std::optional<LineFlags> decoded = DecodeFlags(flags);
    if (!decoded.has_value()) {
      return Wrong("flags of an interrupt with a reserved meaning", flags, Expected::kAtMost, 0xF);
    }
    return *decoded;
  }

  template <typename T, std::size_t kCapacity>
  Result<void> Keep(FixedVector<T, kCapacity>& list, const T& item, std::string_view field) {
    return list.Push(item).ok() ? Result<void>()
                                : Wrong(field, kCapacity + 1, Expected::kAtMost, kCapacity);
  }

  // Firmware may list a processor with a small id both ways.
  Result<void> Processor(const LocalProcessor& processor, std::uint32_t flags) {
    if ((flags & (kEnabled | kOnlineCapable)) == 0 ||
        std::ranges::contains(madt_.processors, processor.apic_id, &LocalProcessor::apic_id)) {
      return {};
    }
    return Keep(madt_.processors, processor, "number of processors");
  }

  Result<void> LocalApic() {
    TRY(NeedLength(8));
    const auto uid = TRY(Field<std::uint8_t>(2));
    const auto id = TRY(Field<std::uint8_t>(3));
    const auto flags = TRY(Field<std::uint32_t>(4));
    return id == kNobody8
               ? Result<void>()
               : Processor({.apic_id = id, .uid = uid, .enabled = (flags & kEnabled) != 0}, flags);
  }

  Result<void> X2Apic() {
    TRY(NeedLength(16));
    const auto id = TRY(Field<std::uint32_t>(4));
    const auto flags = TRY(Field<std::uint32_t>(8));
    const auto uid = TRY(Field<std::uint32_t>(12));
    return id == kNobody32
               ? Result<void>()
               : Processor({.apic_id = id, .uid = uid, .enabled = (flags & kEnabled) != 0}, flags);
  }

  Result<void> IoApic() {
    TRY(NeedLength(12));
    const auto address = TRY(Field<std::uint32_t>(4));
    if (address == 0 || address % sizeof(std::uint32_t) != 0) {
      return Wrong("place of an I/O APIC in 4 bytes", address % 4, Expected::kExactly, 0);
    }
    return Keep(madt_.io_apics,
                {.id = TRY(Field<std::uint8_t>(2)),
                 .registers = PhysAddr(address),
                 .first_interrupt = TRY(Field<std::uint32_t>(8))},
                "number of I/O APICs");
  }

  Result<void> Override() {
    TRY(NeedLength(10));
    const auto bus = TRY(Field<std::uint8_t>(2));
    const auto source = TRY(Field<std::uint8_t>(3));
    if (bus != kIsaBus) {
      return Wrong("bus of an interrupt override", bus, Expected::kExactly, kIsaBus);
    }
    if (source >= kIsaInterrupts) {
      return Wrong("source of an interrupt override", source, Expected::kAtMost,
                   kIsaInterrupts - 1);
    }
    return Keep(
        madt_.overrides,
        {.source = source, .interrupt = TRY(Field<std::uint32_t>(4)), .flags = TRY(Flags(8))},
        "number of interrupt overrides");
  }

  Result<void> Nmi() {
    TRY(NeedLength(8));
    return Keep(madt_.nmi_sources,
                {.interrupt = TRY(Field<std::uint32_t>(4)), .flags = TRY(Flags(2))},
                "number of NMI sources");
  }

  Result<void> LocalNmiOn(std::uint32_t uid, std::uint8_t input, LineFlags flags) {
    if (input > kLastLocalInput) {
      return Wrong("local input of an NMI", input, Expected::kAtMost, kLastLocalInput);
    }
    return Keep(madt_.local_nmis, LocalNmi{.uid = uid, .input = input, .flags = flags},
                "number of local NMIs");
  }

  Result<void> LocalNmi8() {
    TRY(NeedLength(6));
    const auto uid = TRY(Field<std::uint8_t>(2));
    return LocalNmiOn(uid == kNobody8 ? LocalNmi::kAllProcessors : uid, TRY(Field<std::uint8_t>(5)),
                      TRY(Flags(3)));
  }

  Result<void> LocalNmi32() {
    TRY(NeedLength(12));
    return LocalNmiOn(TRY(Field<std::uint32_t>(4)), TRY(Field<std::uint8_t>(8)), TRY(Flags(2)));
  }

  Result<void> AddressOverride() {
    TRY(NeedLength(12));
    madt_.local_apic = PhysAddr(TRY(Field<std::uint64_t>(4)));
    return {};
  }

  TextWriter& complaints_;
  Madt& madt_;
  std::span<const std::byte> entry_;
};

}  // namespace

Result<void> ReadMadt(const Table& table, TextWriter& complaints, Madt& madt) {
  constexpr std::size_t kAddressOffset = 36;
  constexpr std::size_t kFlagsOffset = 40;
  constexpr std::uint32_t kLegacyPics = 1U << 0U;
  if (table.bytes.size() < kEntriesOffset) {
    return Complain(complaints,
                    {"MADT", "length", table.bytes.size(), Expected::kAtLeast, kEntriesOffset});
  }
  madt.local_apic = PhysAddr(TRY(ReadLittleEndian<std::uint32_t>(table.bytes, kAddressOffset)));
  const auto flags = TRY(ReadLittleEndian<std::uint32_t>(table.bytes, kFlagsOffset));
  madt.legacy_pics = (flags & kLegacyPics) != 0;
  Reader reader(complaints, madt);
  std::span<const std::byte> rest = table.bytes.subspan(kEntriesOffset);
  constexpr std::size_t kShortest = 2;
  while (!rest.empty()) {
    if (rest.size() < kShortest) {
      static_cast<void>(Complain(
          complaints, {"MADT", "rest behind the last entry", rest.size(), Expected::kExactly, 0}));
      break;
    }
    const auto length = std::to_integer<std::size_t>(rest[1]);
    if (length < kShortest) {
      static_cast<void>(Complain(
          complaints, {"MADT", "length of an entry", length, Expected::kAtLeast, kShortest}));
      break;
    }
    if (length > rest.size()) {
      static_cast<void>(Complain(
          complaints, {"MADT", "length of an entry", length, Expected::kAtMost, rest.size()}));
      break;
    }
    static_cast<void>(reader.Take(rest.first(length)));
    rest = rest.subspan(length);
  }
  if (!IsAligned(madt.local_apic, kPageSize)) {
    return Complain(complaints,
                    {"MADT", "place of the local APIC in its page",
                     madt.local_apic.value() % kPageSize.value(), Expected::kExactly, 0});
  }
  return {};
}

IsaRoute RouteOfIsa(const Madt& madt, std::uint8_t source) {
  for (const SourceOverride& change : madt.overrides) {
    if (change.source == source) {
      return {.interrupt = change.interrupt,
              .active_low = change.flags.polarity == Polarity::kActiveLow,
              .level = change.flags.trigger == Trigger::kLevel};
    }
  }
  return {.interrupt = source, .active_low = false, .level = false};
}

}  // namespace starkernel::acpi
