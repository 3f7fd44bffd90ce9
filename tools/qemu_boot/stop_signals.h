#pragma once

#include <csignal>

#include "tools/hermetic_tool/file_descriptor.h"

namespace starkernel::tools {

/// Turns the signals that ask this program to end (SIGINT, SIGTERM, SIGHUP, SIGQUIT) into
/// something to poll for, so that it always gets to clean up. Writing to a closed pipe becomes
/// an error instead of a signal. The destructor restores what was and forgets what is pending.
class StopSignals {
 public:
  StopSignals();
  StopSignals(const StopSignals&) = delete;
  StopSignals& operator=(const StopSignals&) = delete;
  ~StopSignals();

  /// Readable when one of the signals has come.
  [[nodiscard]] int descriptor() const { return descriptor_.get(); }

 private:
  sigset_t before_{};
  FileDescriptor descriptor_;
};

/// The signal that has come, or 0.
[[nodiscard]] int ReadStopSignal(int descriptor);

}  // namespace starkernel::tools
