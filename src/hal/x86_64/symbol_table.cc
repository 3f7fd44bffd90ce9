#include "src/hal/x86_64/symbol_table.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/little_endian.h"
#include "src/base/packed_text.h"
#include "src/base/result.h"

namespace starkernel::hal {
namespace {

struct Entry {
  std::uint64_t start = 0;
  std::uint64_t size = 0;
  std::span<const std::byte> name;  ///< Packed.
};

/// Reads entries one after the other.
class EntryReader {
 public:
  explicit EntryReader(std::span<const std::byte> entries) : rest_(entries) {}

  /// Error::kCorrupt if there is none, or not all of it.
  [[nodiscard]] Result<Entry> Next() {
    Entry entry;
    entry.start = end_ + TRY(ShortNumber());
    entry.size = TRY(ShortNumber());
    const std::uint64_t name_size = TRY(ShortNumber());
    if (name_size > rest_.size()) {
      return Error::kCorrupt;
    }
    entry.name = rest_.first(name_size);
    rest_ = rest_.subspan(name_size);
    end_ = entry.start + entry.size;
    return entry;
  }

 private:
  /// Below 2^32, so that no sum of an image's comes near the end of a word.
  [[nodiscard]] Result<std::uint64_t> ShortNumber() {
    std::uint64_t value = 0;
    for (unsigned shift = 0; shift < 35; shift += 7) {
      if (rest_.empty()) {
        return Error::kCorrupt;
      }
      const auto byte = std::to_integer<std::uint64_t>(rest_.front());
      rest_ = rest_.subspan(1);
      value |= (byte & 0x7FU) << shift;
      if ((byte & 0x80U) == 0) {
        return value <= UINT32_MAX ? Result(value) : Error::kCorrupt;
      }
    }
    return Error::kCorrupt;
  }

  std::span<const std::byte> rest_;
  std::uint64_t end_ = 0;
};

}  // namespace

Result<SymbolTable> SymbolTable::FromSection(std::span<const std::byte> section) {
  const Result<std::uint32_t> magic = ReadLittleEndian<std::uint32_t>(section, 0);
  const Result<std::uint32_t> count = ReadLittleEndian<std::uint32_t>(section, 4);
  const Result<std::uint32_t> pairs_size = ReadLittleEndian<std::uint32_t>(section, 8);
  if (!magic.ok() || !count.ok() || !pairs_size.ok() || magic.value() != kSymbolTableMagic) {
    return Error::kCorrupt;
  }
  const std::span<const std::byte> rest = section.subspan(kSymbolTableHeaderBytes);
  if (pairs_size.value() > rest.size()) {
    return Error::kCorrupt;
  }
  const SymbolTable table(rest.first(pairs_size.value()), rest.subspan(pairs_size.value()),
                          count.value());
  EntryReader reader(table.entries_);
  for (std::uint32_t entry = 0; entry < table.count_; ++entry) {
    TRY(reader.Next());
  }
  return table;
}

std::optional<SymbolTable::Match> SymbolTable::Lookup(std::uint32_t address) const {
  EntryReader reader(entries_);
  std::optional<Entry> last;
  for (std::uint32_t index = 0; index < count_; ++index) {
    const Result<Entry> next = reader.Next();
    if (!next.ok() || next.value().start > address) {
      break;
    }
    last = next.value();
  }
  // Functions written in assembly may have no size: they last until the next one starts.
  if (!last.has_value() || (last->size != 0 && address - last->start >= last->size)) {
    return std::nullopt;
  }
  std::array<char, kLongestSymbolName> room{};
  const Result<std::string_view> name = UnpackText(pairs_, last->name, room);
  if (!name.ok()) {
    return std::nullopt;
  }
  Match match{.name = {}, .offset = static_cast<std::uint32_t>(address - last->start)};
  match.name.Assign(name.value()).value();
  return match;
}

}  // namespace starkernel::hal
