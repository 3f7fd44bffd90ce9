#include "src/kernel_words/audit_words.h"

#include <cstdint>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/base/vm_id_text.h"
#include "src/capabilities/audit_log.h"
#include "src/capabilities/refusal.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/kernel_door.h"
#include "src/kernel_words/authority.h"
#include "src/kernel_words/kernel_objects.h"

namespace starkernel::kernel_words {

namespace {

/// So many lines in a window: output is dear.
constexpr int kLinesAtOnce = 8;
constexpr std::uint32_t kReductionsForALine = 16;

void WriteRecord(const capabilities::AuditRecord& record, TextWriter& writer) {
  Format(writer, "{:>8}  ", record.number);
  WriteVmId(writer, record.vm).Text("  ");
  if (record.need.has_value()) {
    WriteNeed(*record.need, writer);
  } else {
    Format(writer, "slot {}", forthvm::Signed(record.slot.value()));
  }
  writer.Text(": ").Text(capabilities::RefusalText(record.answer)).Line();
}

}  // namespace

forthvm::KernelAnswer ShowRefusals(Context& context, const forthvm::KernelCall& call) {
  const capabilities::AuditLog& audit = context.objects.audit;
  call.output.FreshLine();
  TextWriter writer(call.output);
  // What is recorded while it shows them is not shown.
  RecordsToShow shown = context.caller.shows.value_or(RecordsToShow{.last = audit.recorded()});
  for (int lines = 0; lines < kLinesAtOnce && shown.behind < shown.last; ++lines) {
    const capabilities::AuditRecord* const record = audit.Behind(shown.behind);
    WriteRecord(*record, writer);
    shown.behind = record->number;
  }
  if (shown.behind < shown.last) {
    context.caller.shows = shown;
    return {.state = forthvm::KernelAnswer::State::kGoesOn,
            .reductions = kLinesAtOnce * kReductionsForALine};
  }
  Format(writer, "{} uses of capabilities refused, {} allowed\n", audit.refused(), audit.allowed());
  return {.reductions = (kLinesAtOnce + 1) * kReductionsForALine};
}

forthvm::KernelAnswer RecordAllowedUse(Context& context, const forthvm::KernelCall& call) {
  context.objects.audit.RecordAllowed(call.arguments[0] != 0);
  return {};
}

}  // namespace starkernel::kernel_words
