#pragma once

#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/envelope_allocator.h"

namespace starkernel::vmm {

/// Tries on the running machine what envelopes promise: that an access meets the pages that are in
/// the tables now and not those that the processor remembers, that it is told why one is refused,
/// and that every frame comes back. Writes a line for each step and says whether all were as they
/// should be. Errors are those of the operations on envelopes.
[[nodiscard]] Result<bool> RunEnvelopeTrial(pmm::FrameAllocator& frames,
                                            EnvelopeAllocator& envelopes, TextWriter::Sink& console)
    SK_EXCLUDES(kInterruptContext);

}  // namespace starkernel::vmm
