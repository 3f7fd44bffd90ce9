#include "src/hal/x86_64/faulting_log.h"

#include <string_view>

#include "src/base/text_writer.h"
#include "src/hal/x86_64/crash.h"

namespace starkernel::hal {

void FaultingLog::TakeReports(TextWriter::Sink& log, int faults) {
  log_ = &log;
  faults_ = faults;
  RedirectCrashReports(*this);
}

void FaultingLog::Write(std::string_view text) {
  if (log_ == nullptr) {
    return;
  }
  log_->Write(text);
  if (text.ends_with('\n') && faults_ > 0) {
    --faults_;
    fault_();
  }
}

}  // namespace starkernel::hal
