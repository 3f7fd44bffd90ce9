#pragma once

#include <chrono>
#include <expected>
#include <string>
#include <string_view>

#include "tools/hermetic_tool/child_process.h"

namespace starkernel::tools {

/// What a child said and how it ended.
struct CapturedRun {
  ChildEnd end;
  bool timed_out = false;  ///< The limit passed and the child was killed.
  std::string output;      ///< Its standard output.
  std::string error;       ///< Its standard error.
};

/// Runs a child to its end with `input` as its standard input and both outputs captured; the
/// descriptors in `spec` are ignored. Never blocks on a child that neither reads nor writes: it
/// is killed when `limit` has passed.
[[nodiscard]] std::expected<CapturedRun, std::string> RunCaptured(ChildSpec spec,
                                                                  std::string_view input,
                                                                  std::chrono::seconds limit);

}  // namespace starkernel::tools
