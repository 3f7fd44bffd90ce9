#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/forthvm/vm_state.h"
#include "src/native/catalogue.h"
#include "src/native/native_records.h"

namespace starkernel::native {

/// Whether with so many items on the data stack there are what the code behind an entry needs, and
/// room for what it adds.
[[nodiscard]] bool HasItems(const forthvm::VmState& vm, const Entry& entry, std::int64_t depth);

/// Whether a definition's parked items, locals and loops have room above so many others.
[[nodiscard]] bool HasRoom(const forthvm::VmState& vm, const Definition& definition,
                           std::size_t parked, std::size_t loops);

/// Undoes what leaving native code does to its calls: takes the topmost frames from the VM instance
/// whose returns native code can do itself when it is entered at `from`, which fits. At most as
/// many as `offsets` has room for, and not the last one. What is current then is where the last
/// frame that was taken goes on.
///
/// @returns how many there are; `offsets` says where they return to, innermost first.
[[nodiscard]] std::size_t Resume(forthvm::VmState& vm, const Catalogue& catalogue,
                                 const Point& from, std::span<std::uint32_t> offsets);

}  // namespace starkernel::native
