#pragma once

#include <cstddef>
#include <utility>

#include "src/base/result.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"
#include "src/native/native_vm.h"
#include "src/native/place.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {

/// What all VM instances of the kernel that have machine code share: where definitions are
/// translated, one after the other, and where memory for the code comes from. Outlives them.
class NativeHome {
 public:
  /// The most instructions that a definition with machine code has, and the most bytes of its code.
  static constexpr std::size_t kInstructions = 1024;
  static constexpr std::size_t kCode = std::size_t{64} * 1024;

  /// Both outlive it. Error::kOutOfMemory.
  [[nodiscard]] static Result<NativeHome> Create(heap::Heap& heap [[clang::lifetimebound]],
                                                 vmm::EnvelopeAllocator& envelopes
                                                 [[clang::lifetimebound]]);

  [[nodiscard]] heap::Heap& heap() const [[clang::lifetimebound]] { return heap_; }
  [[nodiscard]] vmm::EnvelopeAllocator& envelopes() const [[clang::lifetimebound]] {
    return envelopes_;
  }
  [[nodiscard]] native::Workshop workshop() const [[clang::lifetimebound]] {
    return {.places = places_.span(), .code = code_.span()};
  }

 private:
  NativeHome(heap::Heap& heap, vmm::EnvelopeAllocator& envelopes, heap::Array<native::Place> places,
             heap::Array<std::byte> code)
      : heap_(heap), envelopes_(envelopes), places_(std::move(places)), code_(std::move(code)) {}

  heap::Heap& heap_;
  vmm::EnvelopeAllocator& envelopes_;
  heap::Array<native::Place> places_;
  heap::Array<std::byte> code_;
};

}  // namespace starkernel::kernel
