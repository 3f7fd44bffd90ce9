#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "src/base/ids.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/refusal.h"

namespace starkernel::capabilities {

/// One use of a capability.
struct AuditRecord {
  std::uint64_t number = 0;  ///< The how-manieth record it is, from 1.
  VmId vm;
  SlotNumber slot;
  std::optional<CapabilityNeed> need;  ///< None if the slot was named, whatever is in it.
  Refusal answer = Refusal::kNone;
};

/// The last uses of capabilities that were refused, and on demand those that were allowed. What is
/// older is overwritten, but counted.
class AuditLog {
 public:
  static constexpr std::size_t kRecords = 128;

  /// Whether allowed uses are recorded too; at first they are only counted.
  void RecordAllowed(bool wanted) { records_allowed_ = wanted; }

  void Note(VmId vm, SlotNumber slot, const std::optional<CapabilityNeed>& need, Refusal answer) {
    const bool refused = answer != Refusal::kNone;
    ++(refused ? refused_ : allowed_);
    if (refused || records_allowed_) {
      ++recorded_;
      records_.at((recorded_ - 1) % kRecords) = {recorded_, vm, slot, need, answer};
    }
  }

  [[nodiscard]] std::uint64_t refused() const { return refused_; }
  [[nodiscard]] std::uint64_t allowed() const { return allowed_; }

  /// The number of the last record; 0 if there is none.
  [[nodiscard]] std::uint64_t recorded() const { return recorded_; }

  /// The first record behind that number that is still there; null if there is none.
  [[nodiscard]] const AuditRecord* Behind(std::uint64_t number) const [[clang::lifetimebound]] {
    const std::uint64_t next =
        std::max(number, recorded_ > kRecords ? recorded_ - kRecords : std::uint64_t{0});
    return next < recorded_ ? &records_.at(next % kRecords) : nullptr;
  }

 private:
  std::array<AuditRecord, kRecords> records_{};
  std::uint64_t recorded_ = 0;
  std::uint64_t refused_ = 0;
  std::uint64_t allowed_ = 0;
  bool records_allowed_ = false;
};

}  // namespace starkernel::capabilities
