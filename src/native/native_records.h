#pragma once

#include <cstdint>

namespace starkernel::native {

/// What lies on the stacks that programs cannot address, above what was there when a definition
/// began: the same whenever execution is at a place of it.
struct Parked {
  std::uint16_t items = 0;   ///< On the return stack, by >R.
  std::uint16_t locals = 0;  ///< On the return stack, below them.
  std::uint16_t loops = 0;

  friend bool operator==(const Parked&, const Parked&) = default;
};

/// A place in a definition where native code can be entered: with the top of the data stack in its
/// register and everything else in memory.
struct Entry {
  std::uint32_t position = 0;  ///< Of the instruction that is then done.
  std::uint32_t offset = 0;    ///< Of the native code.
  std::int16_t need = 0;       ///< How many items there must be on the data stack.
  std::int16_t room = 0;       ///< How many more there must be room for.
  Parked parked;
  std::int16_t depth = 0;  ///< Of the data stack, from that where the definition begins.
  bool has_depth = false;  ///< Whether that is known.
  bool is_return = false;  ///< Whether a call returns there.
};

/// A definition that has native code.
struct Definition {
  std::uint32_t word = 0;         ///< The place of its header.
  std::uint32_t id = 0;           ///< Of the word.
  std::uint32_t begin = 0;        ///< Where its native code begins: where it is called.
  std::uint32_t checked = 0;      ///< Where it is called if the items that it needs are there.
  std::uint32_t first_entry = 0;  ///< Its entries, in the order of their positions.
  std::uint32_t entry_count = 0;
  std::uint32_t first_return = 0;
  std::uint16_t need = 0;   ///< Items that it takes at most.
  std::int16_t effect = 0;  ///< How many more there are when it returns.
  bool effect_is_known = false;
  std::uint16_t parked_room = 0;  ///< Items on the return stack, at most.
  std::uint16_t loop_room = 0;    ///< Loops, at most.
  std::uint32_t landing = 0;      ///< Of CATCH: where a THROW goes on. 0 for all others.
};

}  // namespace starkernel::native
