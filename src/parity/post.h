#pragma once

#include <cstdint>
#include <span>

#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/heap/heap.h"
#include "src/parity/post_attempt.h"
#include "src/parity/post_case.h"

namespace starkernel::parity {

/// The envelope that the corpus expects its VM instances to have: large enough for what is tried,
/// small enough to be cleared for every case.
inline constexpr ByteCount kPostEnvelope = KiB(128);

/// How many cases came to what.
struct PostTally {
  std::uint32_t cases = 0;
  std::uint32_t passed = 0;
  std::uint32_t failed = 0;
  std::uint32_t skipped = 0;
  std::uint32_t errors = 0;

  /// Whether there is nothing to complain of.
  [[nodiscard]] bool AllPassed() const { return failed == 0 && errors == 0; }

  void Count(Verdict verdict);
  void Add(const PostTally& other);
  friend bool operator==(const PostTally&, const PostTally&) = default;
};

/// The power-on self test: runs every case of `modules`, each in a VM instance of its own that
/// has the words of `model` and lives in `storage`, and writes what is not as expected and a table
/// by module to `console`. The storage has to serve for a VM instance, its envelope with
/// kPostEnvelope bytes; nothing of what it held is left. Files, blocks and
/// kernel of the case that runs lie on `heap`. The model must never have run and have as many name
/// slots.
PostTally RunPost(std::span<const PostModule> modules, const forthvm::Vm& model,
                  const forthvm::VmStorage& storage, heap::Heap& heap, TextWriter::Sink& console);

}  // namespace starkernel::parity
