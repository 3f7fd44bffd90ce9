#pragma once

#include <cstdint>
#include <set>

#include "tools/coverage/coverage_data.h"
#include "tools/coverage/kernel_code.h"

namespace starkernel::tools {

/// Adds the kernel's lines with code to `data`, and one execution of each line of which an
/// instruction is in `executed`, the addresses in an image that lies at `base`.
void AddGuestLines(const KernelCode& code, const std::set<std::uint64_t>& executed,
                   std::uint64_t base, CoverageData& data);

}  // namespace starkernel::tools
