#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "src/base/addresses.h"
#include "src/base/interrupt_roles.h"
#include "src/base/owned.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/thread_annotations.h"
#include "src/hal/kernel_mapping.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::vmm {

class EnvelopeAllocator;

/// Owns the addresses and the memory of one VM instance, with unmapped space before and after it.
/// Its first page, the null page of the VM instance, is never mapped. Each of the others comes when
/// it is first touched, writable and full of zeros, unless the envelope holds as much as it may or
/// the machine has no frame; then the access is refused (guarded_access_unsafe.h). Gives memory and
/// addresses back when it dies.
///
/// Errors of every operation on a part: Error::kMisaligned for an address that is no multiple of
/// the page size, Error::kInvalidArgument for no pages, Error::kOutOfRange if the part has the null
/// page or ends beyond the envelope. An operation that fails changes nothing that can be read, and
/// no protection; pages that were to be made anyway, full of zeros, may be there.
class Envelope {
 public:
  /// No memory, as after a move from here: no bytes, and base() panics.
  Envelope() = default;

  /// Gives everything back now.
  void Reset() { memory_.Reset(); }

  /// Gives at most so many pages back of one that is not used any more, those that are kept too
  /// unless they may stay ready; how many. Fewer: none is left. Its addresses stay.
  PageCount Drain(PageCount most) SK_EXCLUDES(kInterruptContext);

  [[nodiscard]] bool empty() const { return memory_.empty(); }
  [[nodiscard]] VirtAddr base() const { return record().base; }
  [[nodiscard]] ByteCount size() const { return ByteCount(bytes().size()); }

  /// The whole envelope, [0, size). Touching the first kPageSize bytes is a kernel fault; so is,
  /// but through guarded_access_unsafe.h, an access that is refused.
  [[nodiscard]] std::span<std::byte> bytes() const [[clang::lifetimebound]] {
    return empty() ? std::span<std::byte>() : memory_.value().bytes;
  }

  /// Its last pages, which do not come by being touched.
  [[nodiscard]] EnvelopePart windows() const { return record().WindowPart(); }

  /// What it holds now.
  [[nodiscard]] const EnvelopeStatistics& statistics() const [[clang::lifetimebound]] {
    return record().statistics;
  }
  /// Why the last access was refused that was.
  [[nodiscard]] PageRefusal last_refusal() const { return record().refusal; }

  /// Changes how many pages it may hold. Error::kCapacity if it holds more, Error::kOutOfRange if
  /// it has not so many addresses.
  [[nodiscard]] Result<void> SetLimit(PageCount limit);

  /// Has all pages of the part there, so that touching them cannot be refused. Pages that are there
  /// stay as they are; one for code must have none there (Error::kAlreadyExists), and gets pages
  /// that can be written. Error::kCapacity beyond the limit, Error::kOutOfMemory.
  [[nodiscard]] Result<void> Map(EnvelopePart part) SK_EXCLUDES(kInterruptContext);

  /// Gives the part's pages up, as far as they are there: the next touch finds zeros. This and what
  /// else changes pages is Error::kInvalidArgument for pages that are kept.
  [[nodiscard]] Result<void> Unmap(EnvelopePart part) SK_EXCLUDES(kInterruptContext);

  /// Has all pages of the part there, as Map, and gives them another protection. Of one for code
  /// they must be there (Error::kNotFound).
  /// Error::kInvalidArgument for executable pages of one that is not for code, and if a page that
  /// was shared with this envelope to be read would become writable.
  [[nodiscard]] Result<void> Protect(EnvelopePart part, hal::Protection protection)
      SK_EXCLUDES(kInterruptContext);

  /// The first page at `from` or behind that is there; nothing if there is none.
  [[nodiscard]] std::optional<GuestAddr> NextResident(GuestAddr from) const;

  /// Gives up all pages, those that are kept too, and has none come: until Occupy nobody touches
  /// it, which is a kernel fault. Not for code, and not while a page is another's too.
  void Vacate() SK_EXCLUDES(kInterruptContext);

  /// Of one that is vacant: has what is kept there again, full of zeros, and others come by being
  /// touched. Error::kOutOfMemory; it is vacant then.
  [[nodiscard]] Result<void> Occupy() SK_EXCLUDES(kInterruptContext);

  [[nodiscard]] bool is_vacant() const { return record().is_vacant; }

  /// Has the same pages in `target` too, from `at` on: what one writes the other reads. Pages of
  /// the part that were not there come, as with Map; in the target none may be there
  /// (Error::kAlreadyExists). If they are to be read only, they never become writable in the
  /// target. Error::kInvalidArgument if they are to be written and one is read-only here, if both
  /// are one envelope and the parts overlap, and if one is for code; Error::kCapacity beyond a
  /// limit, Error::kOutOfMemory. A frame is given back when the last envelope has given it up.
  [[nodiscard]] Result<void> Share(EnvelopePart part, Envelope& target, GuestAddr at,
                                   hal::Protection protection) SK_EXCLUDES(kInterruptContext);

  /// Takes the part's pages out of here and into `target`, from `at` on, without copying, with
  /// their protection. Pages that are not there are not there afterwards either. In the target none
  /// may be there (Error::kAlreadyExists). Other errors as with Share.
  [[nodiscard]] Result<void> Transfer(EnvelopePart part, Envelope& target, GuestAddr at)
      SK_EXCLUDES(kInterruptContext);

 private:
  friend class EnvelopeAllocator;
  struct Memory {
    EnvelopeRecord* record;
    std::span<std::byte> bytes;
    EnvelopeAllocator* allocator;
  };
  struct GiveBack {
    void operator()(const Memory& memory) const;
  };

  Envelope(EnvelopeAllocator& allocator, EnvelopeRecord& record, std::span<std::byte> bytes)
      : memory_(Memory{&record, bytes, &allocator}) {}

  [[nodiscard]] EnvelopeRecord& record() const [[clang::lifetimebound]] {
    return *memory_.value().record;
  }

  Owned<Memory, GiveBack> memory_;
};

}  // namespace starkernel::vmm
