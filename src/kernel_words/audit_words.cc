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

forthvm::KernelAnswer ShowRefusals(Context& context, const forthvm::KernelCall& call) {
  const capabilities::AuditLog& audit = context.objects.audit;
  call.output.FreshLine();
  TextWriter writer(call.output);
  std::uint32_t lines = 1;
  audit.ForEach([&writer, &lines](const capabilities::AuditRecord& record) {
    Format(writer, "{:>8}  ", record.number);
    WriteVmId(writer, record.vm).Text("  ");
    if (record.need.has_value()) {
      WriteNeed(*record.need, writer);
    } else {
      Format(writer, "slot {}", forthvm::Signed(record.slot.value()));
    }
    writer.Text(": ").Text(capabilities::RefusalText(record.answer)).Line();
    ++lines;
  });
  Format(writer, "{} uses of capabilities refused, {} allowed\n", audit.refused(), audit.allowed());
  return {.reductions = lines * 16};
}

forthvm::KernelAnswer RecordAllowedUse(Context& context, const forthvm::KernelCall& call) {
  context.objects.audit.RecordAllowed(call.arguments[0] != 0);
  return {};
}

}  // namespace starkernel::kernel_words
