#include "src/vmm/envelope_trial.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/call_machine_code_unsafe.h"
#include "src/base/format.h"
#include "src/base/guarded_access_unsafe.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/hal/kernel_mapping.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/code_area.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/envelope_record.h"

namespace starkernel::vmm {
namespace {

/// Pages in a row that are treated alike, over the border of two tables.
constexpr EnvelopePart kPart{GuestAddr{500 * 4096}, PageCount{100}};
constexpr GuestAddr kElsewhere{700 * 4096};
constexpr PageCount kLimit{300};

std::byte& ByteOf(const Envelope& envelope, GuestAddr first, std::uint64_t page) {
  return envelope.bytes()[first.value() + page * kPageSize.value() + page];
}

/// Whether each page of the row takes a byte of its own, `salt` further for each step.
bool AllTake(const Envelope& envelope, GuestAddr first, std::uint8_t salt) {
  bool all = true;
  for (std::uint64_t page = 0; page < kPart.pages.value(); ++page) {
    all &= TryStore(ByteOf(envelope, first, page), static_cast<std::uint8_t>(page + salt));
  }
  return all;
}

/// Whether each page has what AllTake wrote.
bool AllHave(const Envelope& envelope, GuestAddr first, std::uint8_t salt) {
  bool all = true;
  for (std::uint64_t page = 0; page < kPart.pages.value(); ++page) {
    std::uint64_t value = 0;
    all &= TryLoad(ByteOf(envelope, first, page), value) &&
           value == static_cast<std::uint8_t>(page + salt);
  }
  return all;
}

bool AllAreZeros(const Envelope& envelope, GuestAddr first) {
  bool all = true;
  for (std::uint64_t page = 0; page < kPart.pages.value(); ++page) {
    std::uint64_t value = 1;
    all &= TryLoad(ByteOf(envelope, first, page), value) && value == 0;
  }
  return all;
}

/// Whether no page takes a store, for `reason`.
bool AllRefuse(const Envelope& envelope, GuestAddr first, PageRefusal reason) {
  bool all = true;
  for (std::uint64_t page = 0; page < kPart.pages.value(); ++page) {
    all &= !TryStore(ByteOf(envelope, first, page), 0xFF) && envelope.last_refusal() == reason;
  }
  return all;
}

/// Says what came of each step.
class Steps {
 public:
  explicit Steps(TextWriter::Sink& console [[clang::lifetimebound]]) : writer_(console) {}

  void Say(std::string_view what, bool holds) {
    Format(writer_, "envelopes: {}: {}\n", what, std::string_view(holds ? "yes" : "NO"));
    all_hold_ &= holds;
  }
  [[nodiscard]] bool all_hold() const { return all_hold_; }

 private:
  TextWriter writer_;
  bool all_hold_ = true;
};

// Each step begins with pages that were written just before: the processor remembers them.

Result<void> TryOne(Envelope& envelope, Steps& steps) {
  const bool zeros = AllAreZeros(envelope, kPart.first);
  steps.Say("pages come when touched, full of zeros",
            zeros && envelope.statistics().faults == kPart.pages.value() &&
                AllTake(envelope, kPart.first, 1) && AllHave(envelope, kPart.first, 1));
  TRY(envelope.Protect(kPart, hal::Protection::kReadOnly));
  steps.Say("a read-only page can be read and refuses a store",
            AllRefuse(envelope, kPart.first, PageRefusal::kReadOnly) &&
                AllHave(envelope, kPart.first, 1));
  TRY(envelope.Protect(kPart, hal::Protection::kReadWrite));
  steps.Say("it can be written again",
            AllTake(envelope, kPart.first, 2) && AllHave(envelope, kPart.first, 2));
  TRY(envelope.Unmap(kPart));
  steps.Say("a page given up is zeros",
            envelope.statistics().resident == PageCount{0} && AllAreZeros(envelope, kPart.first));
  return {};
}

Result<void> TryTwo(Envelope& one, Envelope& other, Steps& steps) {
  TRY(one.Share(kPart, other, kElsewhere, hal::Protection::kReadWrite));
  const bool there = AllTake(one, kPart.first, 3) && AllHave(other, kElsewhere, 3);
  steps.Say("shared pages are one",
            there && AllTake(other, kElsewhere, 4) && AllHave(one, kPart.first, 4));
  TRY(other.Unmap({kElsewhere, kPart.pages}));
  TRY(one.Share(kPart, other, kElsewhere, hal::Protection::kReadOnly));
  steps.Say("a page shared to be read refuses a store",
            AllRefuse(other, kElsewhere, PageRefusal::kReadOnly) && AllTake(one, kPart.first, 5) &&
                AllHave(other, kElsewhere, 5));
  TRY(other.Unmap({kElsewhere, kPart.pages}));
  TRY(one.Transfer(kPart, other, kElsewhere));
  steps.Say("pages handed over are gone here and there in the other",
            AllAreZeros(one, kPart.first) && AllHave(other, kElsewhere, 5) &&
                AllTake(other, kElsewhere, 6) && AllAreZeros(one, kPart.first));
  return {};
}

/// MOV EAX, value; RET.
constexpr std::array<std::byte, 6> Giving(std::uint8_t value) {
  return {std::byte{0xB8}, std::byte{value}, std::byte{0},
          std::byte{0},    std::byte{0},     std::byte{0xC3}};
}

/// Whether code is what was written last, each time that other code is put in its place.
Result<bool> TryCode(EnvelopeAllocator& envelopes) {
  CodeArea area = TRY(CodeArea::Create(envelopes, KiB(64)));
  constexpr std::uint8_t kRounds = 100;
  bool all = true;
  for (std::uint8_t round = 0; round < kRounds; ++round) {
    TRY(area.Append(Giving(round)));
    area.Seal();
    const VirtAddr second = area.end();
    TRY(area.Append(Giving(round + 1)));
    area.Seal();
    all &= CallMachineCode(area.base(), 0) == round;
    all &= CallMachineCode(second, 0) == round + 1U;
    area.Truncate(ByteCount(round % 2 == 0 ? 0 : 1));
    area.Truncate(ByteCount{0});
  }
  return all;
}

Result<void> TryLimit(Envelope& envelope, Steps& steps) {
  TRY(envelope.Map({GuestAddr{kPageSize.value()}, kLimit - envelope.statistics().resident}));
  TRY(envelope.Unmap({GuestAddr{kPageSize.value()}, PageCount{1}}));
  const GuestAddr rest{800 * kPageSize.value()};
  const bool last = TryStore(ByteOf(envelope, rest, 100), 1);
  steps.Say("the limit holds", last && AllRefuse(envelope, rest, PageRefusal::kLimit) &&
                                   envelope.statistics().resident == kLimit);
  return {};
}

}  // namespace

Result<bool> RunEnvelopeTrial(pmm::FrameAllocator& frames, EnvelopeAllocator& envelopes,
                              TextWriter::Sink& console) {
  Steps steps(console);
  // The tables that show RAM are finer afterwards where code lay, and stay so.
  steps.Say("code is executed as it was written last", TRY(TryCode(envelopes)));
  const PageCount before = frames.statistics().free;
  {
    Envelope one = TRY(envelopes.Allocate({.size = MiB(4), .limit = kLimit}));
    Envelope other = TRY(envelopes.Allocate({.size = MiB(4), .limit = kLimit}));
    TRY(TryOne(one, steps));
    TRY(TryTwo(one, other, steps));
    TRY(TryLimit(other, steps));
  }
  steps.Say("all frames are back", frames.statistics().free == before);
  return steps.all_hold();
}

}  // namespace starkernel::vmm
