#pragma once

#include <expected>
#include <iosfwd>
#include <string>

#include "tools/coverage/coverage_data.h"

namespace starkernel::tools {

/// Adds the records of a tracefile (lcov, geninfo(1)) to `data`; counts of the same line add up.
/// Records of files and kinds that are of no interest here are passed over. The error names the
/// line that is no record.
[[nodiscard]] std::expected<void, std::string> ReadLcov(std::istream& input, CoverageData& data);

/// Writes lines and functions as a tracefile.
void WriteLcov(const CoverageData& data, std::ostream& output);

}  // namespace starkernel::tools
