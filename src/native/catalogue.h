#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/native/native_records.h"

namespace starkernel::native {

/// Where a VM instance's records of native code lie: the more, the more definitions can have some.
/// The owner keeps them as long as they are used.
struct Records {
  std::span<Definition> definitions;
  std::span<Entry> entries;
  std::span<std::uint32_t> returns;
  std::span<std::uint32_t> begins;  ///< All zero.
};

/// Has an owner keep the records of one VM instance, as many as it needs.
class RecordKeeper {
 public:
  RecordKeeper() = default;
  RecordKeeper(const RecordKeeper&) = delete;
  RecordKeeper& operator=(const RecordKeeper&) = delete;

  /// How many of each there are to be.
  struct Counts {
    std::size_t definitions = 0;
    std::size_t entries = 0;
    std::size_t returns = 0;
    std::size_t begins = 0;
  };
  /// Makes `records` hold at least so many: the first are what they were, and further `begins`
  /// zero. False, with nothing changed, if the VM instance may not have them.
  [[nodiscard]] virtual bool Provide(const Counts& counts, Records& records) = 0;

 protected:
  ~RecordKeeper() = default;
};

/// An entry, and the definition that it is in.
struct Point {
  const Definition* definition = nullptr;
  const Entry* entry = nullptr;
};

/// What has native code, and where. Definitions come in the order of their words, and their code
/// in that order, too: so each can be found, and the newest be forgotten. CATCH may come first,
/// which has no token that anything is called by.
class Catalogue {
 public:
  /// `first_id` is the word id that `records.begins` begins with. No code begins at offset 0.
  Catalogue(const Records& records, std::uint32_t first_id)
      : records_(records), first_id_(first_id) {}

  /// Sees to it that there are records for a definition of so many instructions, of the word with
  /// that id; false if there cannot be.
  [[nodiscard]] bool MakeRoom(RecordKeeper& keeper, std::uint32_t id, std::size_t length);

  /// A definition that calls are translated to, or null: of the word with that id.
  [[nodiscard]] const Definition* Find(std::uint32_t id) const [[clang::lifetimebound]];
  /// CATCH, if it has native code: the only word that came with the system. Or null.
  [[nodiscard]] const Definition* Catching() const [[clang::lifetimebound]] {
    return definitions_ > 0 && records_.definitions.front().landing != 0
               ? &records_.definitions.front()
               : nullptr;
  }
  /// The entry at the position, if it is of the word whose header lies there; `id_of` gives the
  /// word's id.
  template <typename IdOf>
  [[nodiscard]] Point FindPoint(std::uint32_t position, std::uint32_t word, const IdOf& id_of) const
      [[clang::lifetimebound]] {
    Point& recent = positions_.At(position);
    if (recent.entry == nullptr || recent.entry->position != position ||
        recent.definition->word != word) [[unlikely]] {
      recent = SearchPoint(position, id_of(word));
    }
    return recent;
  }
  /// Of a definition, the entry at the position, or null.
  [[nodiscard]] const Entry* FindEntry(const Definition& definition, std::uint32_t position) const
      [[clang::lifetimebound]];

  [[nodiscard]] std::span<const Entry> EntriesOf(const Definition& definition) const
      [[clang::lifetimebound]];

  /// Where the code of the next definition begins, or all code ends.
  [[nodiscard]] std::uint32_t EndOf(const Definition& definition, std::uint32_t end) const;

  /// Where a call returns that returns to an offset.
  [[nodiscard]] Point FindReturn(std::uint32_t offset) const [[clang::lifetimebound]] {
    Point& recent = offsets_.At(offset);
    if (recent.entry == nullptr || recent.entry->offset != offset) [[unlikely]] {
      recent = SearchReturn(offset);
    }
    return recent;
  }

  /// Begins the next definition; false if there is no room for it. Entries follow, in the order of
  /// their positions, and its code becomes known with Finish, or nothing of it with Abandon.
  [[nodiscard]] bool Begin(std::uint32_t word, std::uint32_t id);
  [[nodiscard]] bool AddEntry(const Entry& entry);
  /// Says that a call returns to the newest entry.
  [[nodiscard]] bool AddReturn();
  void Finish(const Definition& finished);
  void Abandon();
  /// The definition that was begun, and an entry of it by its number.
  [[nodiscard]] Definition& open() [[clang::lifetimebound]] { return open_; }
  [[nodiscard]] std::uint32_t entry_count() const { return entries_; }
  [[nodiscard]] Entry& EntryAt(std::uint32_t number) [[clang::lifetimebound]] {
    return records_.entries[number];
  }

  /// Forgets the words whose headers lie at `word` or behind it; where code may begin then, which
  /// ends at `end`. The next words to get code lie at `lowest` or behind it.
  std::uint32_t Forget(std::uint32_t word, std::uint32_t end, std::uint32_t lowest);

  [[nodiscard]] std::span<const std::uint32_t> begins() const [[clang::lifetimebound]] {
    return records_.begins;
  }
  [[nodiscard]] std::uint32_t first_id() const { return first_id_; }

 private:
  /// Whether the id has a place in `begins`, which words that came with the system have not.
  [[nodiscard]] bool HasPlace(std::uint32_t id) const { return id >= first_id_; }
  [[nodiscard]] std::size_t CountTo(std::uint32_t offset) const;
  [[nodiscard]] const Definition& At(std::uint32_t offset) const [[clang::lifetimebound]];
  void ForgetRecent();
  [[nodiscard]] Point SearchPoint(std::uint32_t position, std::uint32_t id) const
      [[clang::lifetimebound]];
  [[nodiscard]] Point SearchReturn(std::uint32_t offset) const [[clang::lifetimebound]];

  /// What was found not long ago, as recursion and loops come to the same few places again and
  /// again; nothing of it once records change.
  class Recent {
   public:
    /// Where what goes with a number may lie.
    [[nodiscard]] Point& At(std::uint32_t number) [[clang::lifetimebound]] {
      // Numbers of one definition are near each other: 2 to the 32nd by the golden ratio spreads
      // them.
      constexpr std::uint32_t kSpread = 0x9e3779b1U;
      constexpr unsigned kUnused = 28;
      return points_[(number * kSpread) >> kUnused];
    }
    void Clear() { points_ = {}; }

   private:
    std::array<Point, 16> points_{};
  };

  Records records_;
  std::uint32_t first_id_;
  std::uint32_t definitions_ = 0;
  std::uint32_t entries_ = 0;
  std::uint32_t returns_ = 0;
  Definition open_;
  mutable Recent positions_;
  mutable Recent offsets_;
};

}  // namespace starkernel::native
