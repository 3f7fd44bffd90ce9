#include "src/parity/post_attempt.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <utility>

#include "src/base/error.h"
#include "src/base/format.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/wait.h"
#include "src/heap/box.h"
#include "src/heap/heap.h"
#include "src/parity/escaped_text.h"
#include "src/parity/post_case.h"
#include "src/parity/post_files.h"
#include "src/parity/post_host.h"
#include "src/parity/post_kernel.h"
#include "src/parity/post_natives.h"
#include "src/ramfs/ram_block_device.h"
#include "src/ramfs/ram_file_store.h"

namespace starkernel::parity {
namespace {

/// What a case may spend: far more than any does, little enough to wait for.
constexpr Reductions kMostReductions{20'000'000};
constexpr Reductions kWindow{100'000};

/// How a case came to its end, or that it did not.
std::optional<Ending> RunToEnd(forthvm::Vm& vm, PostHost& host) {
  forthvm::WakeCause wake = forthvm::WakeCause::kEvent;
  for (Reductions spent{0}; spent < kMostReductions; spent += kWindow) {
    switch (vm.Run(kWindow, std::exchange(wake, forthvm::WakeCause::kEvent))) {
      case forthvm::RunOutcome::kQuantumSpent:
      case forthvm::RunOutcome::kYielded: break;
      case forthvm::RunOutcome::kWaiting:
        if (vm.wait().deadline == forthvm::kNever) {
          return Ending::kWait;
        }
        // Nobody else runs: its time comes at once.
        wake = forthvm::WakeCause::kDeadline;
        break;
      case forthvm::RunOutcome::kBye: return Ending::kBye;
      case forthvm::RunOutcome::kUncaughtErrorInStartup: return Ending::kThrow;
      case forthvm::RunOutcome::kWaitingForInput:
        if (host.done()) {
          return Ending::kDone;
        }
        if (!host.TakeInterrupt()) {
          return Ending::kWait;
        }
        vm.Break();
        break;
    }
  }
  return std::nullopt;
}

/// What was written before the report of an uncaught error, and the report's line.
struct ReportedOutput {
  std::string_view before;
  std::string_view report;
};

/// Takes the report's first line off, and the lines behind it, which name definitions. Its line end
/// is not part of it.
ReportedOutput SplitReport(std::string_view output) {
  std::string_view before = output;
  std::string_view line = "  ";
  while (line.starts_with("  ")) {
    if (!before.ends_with('\n')) {
      return {.before = output, .report = {}};
    }
    before.remove_suffix(1);
    const std::size_t start = before.rfind('\n') + 1;
    line = before.substr(start);
    before = before.substr(0, start);
  }
  return {.before = before, .report = line};
}

/// Whether `written` is `expected`, and an end of line if that did not end one.
bool IsWithLineEnd(std::string_view written, std::string_view expected) {
  const bool ended = expected.empty() || expected.ends_with('\n');
  return written.starts_with(expected) && written.substr(expected.size()) == (ended ? "" : "\n");
}

/// Whether the line is `FILE:LINE:COLUMN: ? MESSAGE (THROW CODE)`. Any message will do if none is
/// expected.
bool IsReport(std::string_view line, std::string_view message, forthvm::Cell code) {
  TextBuffer<64> end;
  TextWriter writer(end);
  Format(writer, " (THROW {})", code);
  const std::size_t start = line.find(": ? ");
  if (start == std::string_view::npos || !line.ends_with(end.view())) {
    return false;
  }
  line.remove_suffix(end.view().size());
  return message.empty() || line.substr(start + 4) == message;
}

/// Whether what was written is as expected; an uncaught error is reported behind it.
bool IsOutputExpected(const Expectation& expected, const PostHost& host) {
  TextBuffer<PostHost::kLongestOutput> output;
  WriteUnescaped(expected.output, output);
  if (expected.ending != Ending::kThrow) {
    return host.output() == output.view();
  }
  constexpr forthvm::Cell kAbort = -1;
  if (expected.thrown == kAbort) {
    return IsWithLineEnd(host.output(), output.view());
  }
  TextBuffer<PostHost::kLongestOutput> message;
  WriteUnescaped(expected.message, message);
  const ReportedOutput parts = SplitReport(host.output());
  return IsWithLineEnd(parts.before, output.view()) &&
         IsReport(parts.report, message.view(), expected.thrown);
}

/// Whether the stacks that programs cannot address are as expected. While a case waits, those of
/// the interpreter itself are in use.
bool AreDepthsExpected(const Expectation& expected, const PostHost& host, const forthvm::Vm& vm) {
  switch (expected.ending) {
    case Ending::kDone: return host.depths() == forthvm::Vm::Depths{};
    case Ending::kWait: return vm.depths().parked == expected.parked;
    case Ending::kThrow:
    case Ending::kBye: return true;
  }
  return false;
}

bool IsExpected(const Expectation& expected, std::optional<Ending> ending, const PostHost& host,
                const forthvm::Vm& vm) {
  return ending == expected.ending &&
         (expected.ending != Ending::kThrow || vm.uncaught() == expected.thrown) &&
         std::ranges::equal(vm.data_stack(), expected.stack) &&
         AreDepthsExpected(expected, host, vm) && !host.output_lost() &&
         IsOutputExpected(expected, host);
}

/// Writes what came of a case as an expectation that it would have met.
void WriteOutcome(std::optional<Ending> ending, const PostHost& host, const forthvm::Vm& vm,
                  TextWriter& report) {
  for (const forthvm::Cell item : vm.data_stack()) {
    Format(report, "{} ", item);
  }
  if (!ending.has_value()) {
    report.Text("never ends ");
  } else if (ending == Ending::kThrow) {
    Format(report, "throw {} ", vm.uncaught());
  } else if (ending == Ending::kWait) {
    Format(report, "waits {} ", vm.depths().parked);
  } else if (ending == Ending::kBye) {
    report.Text("bye ");
  }
  const forthvm::Vm::Depths left = host.depths();
  if (left != forthvm::Vm::Depths{}) {
    Format(report, "left {} parked, {} loops, {} calls, {} exception frames ", left.parked,
           left.loops, left.frames, left.exceptions);
  }
  report.Text("| ");
  WriteQuoted(host.output(), report);
  report.Line();
}

Verdict Judge(const PostModule& module, const PostCase& post_case, PostHost& host, forthvm::Vm& vm,
              TextWriter& report) {
  if (!post_case.needed.empty() && vm.dictionary().Find(post_case.needed) == forthvm::kNoWord) {
    return Verdict::kSkipped;
  }
  const std::optional<Ending> ending = RunToEnd(vm, host);
  if (IsExpected(post_case.expected, ending, host, vm)) {
    return Verdict::kPassed;
  }
  Format(report, "{}:{}: {}\n  expected: {}\n  got:      ", module.name, post_case.line,
         post_case.source, post_case.expected.text);
  WriteOutcome(ending, host, vm, report);
  return ending.has_value() ? Verdict::kFailed : Verdict::kError;
}

}  // namespace

CaseResult AttemptCase(const PostModule& module, const PostCase& post_case,
                       const forthvm::Vm& model, const forthvm::VmStorage& storage,
                       heap::Heap& heap, TextWriter& report, PostNatives* natives) {
  constexpr std::array kFiles = {PostFiles::kCaseName, PostFiles::kEndName};
  if (!post_case.problem.empty()) {
    Format(report, "{}:{}: {}\n", module.name, post_case.line, post_case.problem);
    return {};
  }
  const Result<heap::Box<ramfs::RamFileStore>> files =
      heap::MakeBox<ramfs::RamFileStore>(heap, heap);
  const Result<heap::Box<ramfs::RamBlockDevice>> blocks =
      heap::MakeBox<ramfs::RamBlockDevice>(heap, heap);
  const Result<heap::Box<PostKernel>> kernel = heap::MakeBox<PostKernel>(heap);
  if (!files.ok() || !blocks.ok() || !kernel.ok()) {
    Format(report, "{}:{}: no memory for files, blocks and kernel\n", module.name, post_case.line);
    return {};
  }
  // The first page of an envelope is not there.
  std::ranges::fill(storage.envelope.subspan(kPageSize.value()), std::byte{0});
  PostHost host(module, post_case, *files.value(), *blocks.value(), kernel.value()->door());
  Result<forthvm::Vm> vm = forthvm::Vm::CreateLike(model, storage, host, kFiles);
  if (!vm.ok()) {
    Format(report, "{}:{}: no VM instance: {}\n", module.name, post_case.line,
           ErrorName(vm.error()));
    return {};
  }
  host.Watch(vm.value());
  if (natives != nullptr) {
    natives->Attach(vm.value());
  }
  const Verdict verdict = Judge(module, post_case, host, vm.value(), report);
  if (natives != nullptr) {
    natives->Detach();
  }
  return {.verdict = verdict, .window_hash = vm.value().window_hash()};
}

}  // namespace starkernel::parity
