#pragma once

#include <cstdint>

#include "src/base/quantities.h"
#include "src/base/text_writer.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/heap/heap.h"
#include "src/parity/post_attempt.h"
#include "src/parity/post_case.h"
#include "src/parity/post_natives.h"

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
  std::uint32_t observed = 0;     ///< At whose end physics was on.
  std::uint64_t window_hash = 0;  ///< FNV-1a over what it had seen of each of these.

  /// Whether there is nothing to complain of.
  [[nodiscard]] bool AllPassed() const { return failed == 0 && errors == 0; }

  void Count(const CaseResult& result);
  void Add(const PostTally& other);
  friend bool operator==(const PostTally&, const PostTally&) = default;
};

/// The power-on self test: writes a table by module to `console`, with what is not as expected.
class PostRun {
 public:
  /// Each case gets a VM instance of its own that has the words of `model` and lives in `storage`,
  /// which has to serve for a VM instance, its envelope with kPostEnvelope bytes; nothing of what
  /// it held is left. Files, blocks and kernel of the case that runs lie on `heap`. The model must
  /// never have run and have as many name slots. `natives`, if there are any, give them machine
  /// code.
  PostRun(const forthvm::Vm& model [[clang::lifetimebound]],
          const forthvm::VmStorage& storage [[clang::lifetimebound]],
          heap::Heap& heap [[clang::lifetimebound]],
          TextWriter::Sink& console [[clang::lifetimebound]], PostNatives* natives = nullptr);

  /// Runs every case of a module, which is not needed any more afterwards.
  void Run(const PostModule& module);

  /// Ends the table; what all cases came to.
  PostTally Finish();

 private:
  const forthvm::Vm& model_;
  const forthvm::VmStorage& storage_;
  heap::Heap& heap_;
  PostNatives* natives_;
  TextWriter writer_;
  PostTally total_;
};

}  // namespace starkernel::parity
