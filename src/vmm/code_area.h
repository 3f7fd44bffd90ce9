#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::vmm {

/// Machine code of one VM instance, at addresses where it stays: it grows at its end, and what was
/// added last goes first, as with FORGET. Each page of it can be written or executed, never both at
/// once: written when code is added or taken away, executed after Seal. What lies behind the code
/// on its last page are breakpoints. Owns the addresses and the pages, and gives them back when it
/// dies; nothing may be executing there then, nor in Append and Truncate.
class CodeArea {
 public:
  /// What fills a page where there is no code: INT3 (Intel SDM volume 2).
  static constexpr std::byte kNoCode{0xCC};

  /// An area without code, with room for that of `size` bytes, rounded up to whole pages. Errors of
  /// EnvelopeAllocator::Allocate.
  [[nodiscard]] static Result<CodeArea> Create(EnvelopeAllocator& envelopes
                                               [[clang::lifetimebound]],
                                               ByteCount size) SK_EXCLUDES(kInterruptContext);

  CodeArea(CodeArea&& other) noexcept
      : envelope_(std::move(other.envelope_)),
        used_(std::exchange(other.used_, ByteCount{0})),
        sealed_(std::exchange(other.sealed_, PageCount{0})) {}
  CodeArea& operator=(CodeArea&&) = delete;
  CodeArea(const CodeArea&) = delete;
  CodeArea& operator=(const CodeArea&) = delete;
  ~CodeArea() = default;

  /// Where its first instruction lies, and where the next one will.
  [[nodiscard]] VirtAddr base() const { return envelope_.base() + kPageSize; }
  [[nodiscard]] VirtAddr end() const { return base() + used_; }

  /// How much code there is, and for how much there is room.
  [[nodiscard]] ByteCount used() const { return used_; }
  [[nodiscard]] ByteCount capacity() const { return envelope_.size() - kPageSize; }
  /// The pages that it has, and how many there would be with so much code.
  [[nodiscard]] PageCount pages() const { return envelope_.statistics().resident; }
  [[nodiscard]] static PageCount PagesWith(ByteCount used) { return PagesFor(used); }

  /// Puts `code` behind what there is, to begin at end(). Nothing has changed with
  /// Error::kCapacity, if there is no room for it, and Error::kOutOfMemory.
  [[nodiscard]] Result<void> Append(std::span<const std::byte> code) SK_EXCLUDES(kInterruptContext);

  /// Takes away what is beyond the first `used` bytes, of used() at most. It cannot be executed any
  /// more; pages without code are given back.
  void Truncate(ByteCount used) SK_EXCLUDES(kInterruptContext);

  /// Makes all code executable that is not.
  void Seal() SK_EXCLUDES(kInterruptContext);

  /// Whether all code can be executed.
  [[nodiscard]] bool is_sealed() const { return sealed_ == pages(); }

 private:
  explicit CodeArea(Envelope envelope) : envelope_(std::move(envelope)) {}

  /// The pages from the `first` on, of those that code can lie on, up to `end`.
  [[nodiscard]] static EnvelopePart Part(PageCount first, PageCount end) {
    return {.first = GuestAddr(BytesOf(first + PageCount{1}).value()), .pages = end - first};
  }
  /// What lies behind `offset`, on pages that can be written.
  [[nodiscard]] std::span<std::byte> BytesFrom(ByteCount offset) [[clang::lifetimebound]];
  void OpenFrom(PageCount page);

  Envelope envelope_;  ///< Its null page lies before the code.
  ByteCount used_;
  PageCount sealed_;  ///< The first so many pages can be executed, the others be written.
};

}  // namespace starkernel::vmm
