#include "src/parity/post.h"

#include <optional>
#include <string_view>

#include "src/base/fnv1a.h"
#include "src/base/format.h"
#include "src/base/text_writer.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/heap/heap.h"
#include "src/parity/post_attempt.h"
#include "src/parity/post_case.h"
#include "src/parity/post_natives.h"
#include "src/parity/post_reader.h"

namespace starkernel::parity {
namespace {

void WriteRow(TextWriter& writer, std::string_view name, const PostTally& tally) {
  Format(writer, "{:<24}{:>7}{:>8}{:>8}{:>9}{:>8}\n", name, tally.cases, tally.passed, tally.failed,
         tally.skipped, tally.errors);
}

}  // namespace

void PostTally::Count(const CaseResult& result) {
  ++cases;
  switch (result.verdict) {
    case Verdict::kPassed: ++passed; break;
    case Verdict::kFailed: ++failed; break;
    case Verdict::kSkipped: ++skipped; break;
    case Verdict::kError: ++errors; break;
  }
  if (result.window_hash.has_value()) {
    Add({.observed = 1, .window_hash = *result.window_hash});
  }
}

void PostTally::Add(const PostTally& other) {
  cases += other.cases;
  passed += other.passed;
  failed += other.failed;
  skipped += other.skipped;
  errors += other.errors;
  observed += other.observed;
  if (other.observed != 0) {
    Fnv1a hash(window_hash);
    hash.AddLittleEndian(other.window_hash);
    window_hash = hash.value();
  }
}

PostRun::PostRun(const forthvm::Vm& model, const forthvm::VmStorage& storage, heap::Heap& heap,
                 TextWriter::Sink& console, PostNatives* natives)
    : model_(model), storage_(storage), heap_(heap), natives_(natives), writer_(console) {
  writer_.Text("POST                      cases  passed  failed  skipped  errors\n");
}

void PostRun::Run(const PostModule& module) {
  PostTally tally;
  PostReader reader(module);
  for (std::optional<PostCase> post_case = reader.Next(); post_case.has_value();
       post_case = reader.Next()) {
    tally.Count(AttemptCase(module, *post_case, model_, storage_, heap_, writer_, natives_));
  }
  WriteRow(writer_, module.name, tally);
  total_.Add(tally);
}

PostTally PostRun::Finish() {
  WriteRow(writer_, "total", total_);
  writer_.Text(total_.AllPassed() ? "POST passed\n" : "POST FAILED\n");
  return total_;
}

}  // namespace starkernel::parity
