#pragma once

#include <string_view>

#include "src/base/interrupt_roles.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"

namespace starkernel::hal {

/// For drills: a log in which something goes wrong whenever a line has been written, some times.
class FaultingLog final : public TextWriter::Sink {
 public:
  explicit constexpr FaultingLog(void (*fault)()) : fault_(fault) {}

  /// From now on reports of crashes are written to `log` by way of this; both live for ever. The
  /// ends of the first `faults` lines fail.
  void TakeReports(TextWriter::Sink& log [[clang::lifetimebound]], int faults)
      SK_REQUIRES(kInterruptsOff);

  void Write(std::string_view text) override;

 private:
  void (*fault_)();
  TextWriter::Sink* log_ = nullptr;
  int faults_ = 0;
};

}  // namespace starkernel::hal
