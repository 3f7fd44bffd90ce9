#include "src/kernel/native_home.h"

#include <cstddef>
#include <utility>

#include "src/base/result.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"
#include "src/native/place.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::kernel {

Result<NativeHome> NativeHome::Create(heap::Heap& heap, vmm::EnvelopeAllocator& envelopes) {
  heap::Array<native::Place> places = TRY(heap::MakeArray<native::Place>(heap, kInstructions));
  heap::Array<std::byte> code = TRY(heap::MakeArray<std::byte>(heap, kCode));
  return NativeHome(heap, envelopes, std::move(places), std::move(code));
}

}  // namespace starkernel::kernel
