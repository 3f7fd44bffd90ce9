#pragma once

#include <cstdint>

#include "src/base/strong_number.h"

namespace starkernel::ipc {

/// A VM instance as the exchange calls it, from AddEndpoint to its end; never given out again.
/// Kernel only. Low half: a place of the exchange; high half: how often that was used before.
using EndpointId = StrongNumber<struct EndpointIdTag, std::uint64_t>;

/// The right to answer one call, once: 0 is none. It works for nobody but the receiver of that call
/// and only while the caller waits, so that a number that is guessed, kept or passed on does
/// nothing.
using ReplyToken = StrongNumber<struct ReplyTokenTag, std::uint64_t>;

/// A set of up to 64 events, one bit each. What they mean is between those who notify and who wait.
using EventBits = StrongNumber<struct EventBitsTag, std::uint64_t>;

}  // namespace starkernel::ipc
