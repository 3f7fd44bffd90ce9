#include "src/parity/post.h"

#include <optional>
#include <span>
#include <string_view>

#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/forthvm/vm_storage.h"
#include "src/heap/heap.h"
#include "src/parity/post_attempt.h"
#include "src/parity/post_case.h"
#include "src/parity/post_reader.h"

namespace starkernel::parity {
namespace {

void WriteRow(TextWriter& writer, std::string_view name, const PostTally& tally) {
  Format(writer, "{:<24}{:>7}{:>8}{:>8}{:>9}{:>8}\n", name, tally.cases, tally.passed, tally.failed,
         tally.skipped, tally.errors);
}

PostTally RunModule(const PostModule& module, const forthvm::VmStorage& storage, heap::Heap& heap,
                    TextWriter& writer) {
  PostTally tally;
  PostReader reader(module);
  for (std::optional<PostCase> post_case = reader.Next(); post_case.has_value();
       post_case = reader.Next()) {
    tally.Count(AttemptCase(module, *post_case, storage, heap, writer));
  }
  return tally;
}

}  // namespace

void PostTally::Count(Verdict verdict) {
  ++cases;
  switch (verdict) {
    case Verdict::kPassed: ++passed; break;
    case Verdict::kFailed: ++failed; break;
    case Verdict::kSkipped: ++skipped; break;
    case Verdict::kError: ++errors; break;
  }
}

void PostTally::Add(const PostTally& other) {
  cases += other.cases;
  passed += other.passed;
  failed += other.failed;
  skipped += other.skipped;
  errors += other.errors;
}

PostTally RunPost(std::span<const PostModule> modules, const forthvm::VmStorage& storage,
                  heap::Heap& heap, TextWriter::Sink& console) {
  TextWriter writer(console);
  writer.Text("POST                      cases  passed  failed  skipped  errors\n");
  PostTally total;
  for (const PostModule& module : modules) {
    const PostTally tally = RunModule(module, storage, heap, writer);
    WriteRow(writer, module.name, tally);
    total.Add(tally);
  }
  WriteRow(writer, "total", total);
  writer.Text(total.AllPassed() ? "POST passed\n" : "POST FAILED\n");
  return total;
}

}  // namespace starkernel::parity
