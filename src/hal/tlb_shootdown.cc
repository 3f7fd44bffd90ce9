#include "src/hal/tlb_shootdown.h"

#include <atomic>
#include <bit>
#include <cstddef>
#include <cstdint>

#include "src/base/addresses.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/spin_hint.h"

namespace starkernel::hal {
namespace {

constexpr ProcessorSet Only(std::size_t processor) {
  Require(processor < TlbShootdown::kMaximumProcessors, "no such processor");
  return ProcessorSet{1} << processor;
}

}  // namespace

void TlbShootdown::Enter(std::size_t self) { active_.fetch_or(Only(self)); }

void TlbShootdown::Leave(std::size_t self) {
  active_.fetch_and(~Only(self));
  // Whoever saw the bit before waits for an answer.
  Serve(self);
}

void TlbShootdown::Forget(std::size_t self, VirtAddr first, PageCount pages) {
  const ProcessorSet own = Only(self);
  processors_.ForgetHere(first, pages);
  // A processor enters, and then walks the tables; this one has changed the tables, and then looks
  // who has entered, by a change of its own to the same word, so that one of the two came first:
  // either it sees the other, or the other sees the tables as they are now.
  const ProcessorSet others = active_.fetch_or(0) & ~own;
  if (others == 0) {
    return;
  }
  Request& request = requests_.at(self);
  request.first = first;
  request.pages = pages;
  request.waiting_for.store(others, std::memory_order_release);
  requesters_.fetch_or(own);
  processors_.Interrupt(others);
  while (request.waiting_for.load(std::memory_order_acquire) != 0) {
    // Two that wait for each other with interrupts off would wait for ever.
    Serve(self);
    SpinHint();
  }
  requesters_.fetch_and(~own);
}

void TlbShootdown::Serve(std::size_t self) {
  const ProcessorSet own = Only(self);
  for (ProcessorSet left = requesters_.load() & ~own; left != 0; left &= left - 1) {
    Request& request = requests_.at(static_cast<std::size_t>(std::countr_zero(left)));
    if ((request.waiting_for.load(std::memory_order_acquire) & own) != 0) {
      processors_.ForgetHere(request.first, request.pages);
      request.waiting_for.fetch_and(~own, std::memory_order_acq_rel);
    }
  }
}

}  // namespace starkernel::hal
