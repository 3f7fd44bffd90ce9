#include "src/native/catalogue.h"

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/panic.h"
#include "src/native/native_records.h"

namespace starkernel::native {

namespace {

/// How many come before the first that the condition does not hold for; it holds for none behind.
template <typename T, typename Condition>
std::size_t CountWhile(std::span<const T> all, const Condition& holds) {
  std::size_t low = 0;
  std::size_t high = all.size();
  while (low < high) {
    const std::size_t middle = low + (high - low) / 2;
    if (holds(all[middle])) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  return low;
}

}  // namespace

/// How many definitions begin at the offset or before it.
std::size_t Catalogue::CountTo(std::uint32_t offset) const {
  return CountWhile(std::span<const Definition>(records_.definitions.first(definitions_)),
                    [offset](const Definition& one) { return one.begin <= offset; });
}

const Definition& Catalogue::At(std::uint32_t offset) const {
  const std::size_t count = CountTo(offset);
  Require(count > 0, "no definition has that code");
  return records_.definitions[count - 1];
}

std::span<const Entry> Catalogue::EntriesOf(const Definition& definition) const {
  return records_.entries.subspan(definition.first_entry, definition.entry_count);
}

std::uint32_t Catalogue::EndOf(const Definition& definition, std::uint32_t end) const {
  const std::size_t next = CountTo(definition.begin);
  return next < definitions_ ? records_.definitions[next].begin : end;
}

const Definition* Catalogue::Find(std::uint32_t id) const {
  if (!HasPlace(id)) {
    const Definition* const catching = Catching();
    return catching != nullptr && catching->id == id ? catching : nullptr;
  }
  const std::uint32_t place = id - first_id_;
  if (place >= records_.begins.size() || records_.begins[place] == 0) {
    return nullptr;
  }
  return &At(records_.begins[place]);
}

const Entry* Catalogue::FindEntry(const Definition& definition, std::uint32_t position) const {
  const std::span<const Entry> entries = EntriesOf(definition);
  const std::size_t place =
      CountWhile(entries, [position](const Entry& entry) { return entry.position < position; });
  return place < entries.size() && entries[place].position == position ? &entries[place] : nullptr;
}

Point Catalogue::SearchPoint(std::uint32_t position, std::uint32_t id) const {
  const Definition* const definition = Find(id);
  const Entry* const entry = definition == nullptr ? nullptr : FindEntry(*definition, position);
  return entry == nullptr ? Point{} : Point{.definition = definition, .entry = entry};
}

Point Catalogue::SearchReturn(std::uint32_t offset) const {
  const Definition& definition = At(offset);
  const std::span<const std::uint32_t> all = records_.returns.first(returns_);
  const std::size_t place = CountWhile(
      all, [this, offset](std::uint32_t entry) { return records_.entries[entry].offset < offset; });
  Require(place < all.size() && records_.entries[all[place]].offset == offset,
          "native code returns where nothing was called");
  return {.definition = &definition, .entry = &records_.entries[all[place]]};
}

bool Catalogue::MakeRoom(RecordKeeper& keeper, std::uint32_t id, std::size_t length) {
  ForgetRecent();
  if (HasPlace(id) && definitions_ == (Catching() != nullptr ? 1 : 0)) {
    // Ids are given once, so that they are far from the first after many a FORGET.
    first_id_ = id;
  }
  // There is at most one entry for each instruction, and one that is no instruction's.
  return keeper.Provide({.definitions = std::size_t{definitions_} + 1,
                         .entries = entries_ + length + 1,
                         .returns = returns_ + length,
                         .begins = HasPlace(id) ? std::size_t{id - first_id_} + 1 : 0},
                        records_);
}

void Catalogue::ForgetRecent() {
  positions_.Clear();
  offsets_.Clear();
}

bool Catalogue::Begin(std::uint32_t word, std::uint32_t id) {
  ForgetRecent();
  open_ = {.word = word, .id = id, .first_entry = entries_, .first_return = returns_};
  const bool has_place = !HasPlace(id) || id - first_id_ < records_.begins.size();
  return definitions_ < records_.definitions.size() && has_place;
}

bool Catalogue::AddEntry(const Entry& entry) {
  if (entries_ >= records_.entries.size()) {
    return false;
  }
  records_.entries[entries_] = entry;
  ++entries_;
  return true;
}

bool Catalogue::AddReturn() {
  if (returns_ >= records_.returns.size()) {
    return false;
  }
  records_.returns[returns_] = entries_ - 1;
  records_.entries[entries_ - 1].is_return = true;
  ++returns_;
  return true;
}

void Catalogue::Finish(const Definition& finished) {
  records_.definitions[definitions_] = finished;
  records_.definitions[definitions_].entry_count = entries_ - finished.first_entry;
  ++definitions_;
  if (HasPlace(finished.id)) {
    records_.begins[finished.id - first_id_] = finished.begin;
  }
}

void Catalogue::Abandon() {
  entries_ = open_.first_entry;
  returns_ = open_.first_return;
}

std::uint32_t Catalogue::Forget(std::uint32_t word, std::uint32_t end, std::uint32_t lowest) {
  ForgetRecent();
  std::uint32_t code_end = end;
  while (definitions_ > 0 && records_.definitions[definitions_ - 1].word >= word) {
    --definitions_;
    const Definition& forgotten = records_.definitions[definitions_];
    records_.begins[forgotten.id - first_id_] = 0;
    entries_ = forgotten.first_entry;
    returns_ = forgotten.first_return;
    code_end = forgotten.begin;
  }
  if (definitions_ == (Catching() != nullptr ? 1 : 0)) {
    first_id_ = lowest;  // COLD gives ids anew, but none below a word's place.
  }
  return code_end;
}

}  // namespace starkernel::native
