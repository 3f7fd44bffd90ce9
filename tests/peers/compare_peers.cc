// What messages and spawning take beside Erlang and Linux, the programs in turns on one processor:
// `bazel run //tests/peers:message_peers`, which gives the folder with Erlang's packages.
#include <sched.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <expected>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/peers/erlang_peer.h"
#include "tests/peers/linux_peer.h"
#include "tests/peers/path_times.h"
#include "tests/peers/runfile_names.h"
#include "tools/command_line/command_line_unsafe.h"
#include "tools/hermetic_tool/captured_run.h"
#include "tools/hermetic_tool/child_process.h"
#include "tools/runfiles/runfiles.h"

namespace starkernel::tests {
namespace {

constexpr int kRuns = 5;
constexpr std::chrono::seconds kLimit{120};
constexpr std::array<std::string_view, 3> kPeers = {"VM instances", "Erlang", "Linux"};

/// Median of one path's times.
std::uint64_t Median(const std::vector<PathTimes>& runs, std::size_t path) {
  std::vector<std::uint64_t> times;
  for (const PathTimes& run : runs) {
    times.push_back(run.at(path));
  }
  std::ranges::sort(times);
  return times.at(times.size() / 2);
}

std::expected<PathTimes, std::string> TimeProgram(tools::ChildSpec spec) {
  const auto run = tools::RunCaptured(std::move(spec), "", kLimit);
  if (!run.has_value()) {
    return std::unexpected(run.error());
  }
  if (!run->end.success()) {
    return std::unexpected("ended with " + tools::DescribeEnd(run->end) + "\n" + run->error);
  }
  return TimesIn(run->output);
}

/// All that is started from here, too, so that both of a pair have one processor.
void StayOnOneProcessor() {
  const auto processor = static_cast<unsigned>(std::max(::sched_getcpu(), 0));
  std::array<cpu_set_t, 1> one{};
  // Processor n is bit n, counted from the lowest of the first byte on (x86-64).
  std::as_writable_bytes(std::span(one))[processor / 8] = std::byte{1} << (processor % 8);
  if (::sched_setaffinity(0, sizeof(one), one.data()) != 0) {
    std::puts("The host does not keep this on one processor: figures are of several.");
  }
}

void PrintTable(const std::array<std::vector<PathTimes>, kPeers.size()>& runs) {
  std::printf("%-40s", "nanoseconds, median of runs in turns");
  for (const std::string_view peer : kPeers) {
    std::printf(" %14.*s", static_cast<int>(peer.size()), peer.data());
  }
  std::printf("\n");
  for (std::size_t path = 0; path < kPaths.size(); ++path) {
    std::printf("%-40.*s", static_cast<int>(kPaths.at(path).size()), kPaths.at(path).data());
    for (const std::vector<PathTimes>& peer : runs) {
      std::printf(" %14ju", static_cast<std::uintmax_t>(Median(peer, path)));
    }
    std::printf("\n");
  }
}

std::expected<void, std::string> Compare(const tools::Runfiles& runfiles,
                                         const std::filesystem::path& erlang_root) {
  const auto erlang = RunErlang(
      erlang_root, std::filesystem::canonical(runfiles.Path(runfile_names::kErlangSource)));
  if (!erlang.has_value()) {
    return std::unexpected(erlang.error());
  }
  const tools::ChildSpec ours = {.command = {runfiles.Path(runfile_names::kHosted).string(),
                                             runfiles.Path(runfile_names::kForthSource).string()}};
  const tools::ChildSpec theirs = {.command = erlang->command, .environment = erlang->environment};
  std::array<std::vector<PathTimes>, kPeers.size()> runs;
  for (int run = 0; run < kRuns; ++run) {
    std::fprintf(stderr, "run %d of %d\n", run + 1, kRuns);
    for (std::size_t peer = 0; peer + 1 < kPeers.size(); ++peer) {
      const auto times = TimeProgram(peer == 0 ? ours : theirs);
      if (!times.has_value()) {
        return std::unexpected(std::string(kPeers.at(peer)) + ": " + times.error());
      }
      runs.at(peer).push_back(*times);
    }
    runs.back().push_back(TimeLinux());
  }
  PrintTable(runs);
  return {};
}

}  // namespace
}  // namespace starkernel::tests

int main(int argc, char** argv) {
  const auto runfiles =
      starkernel::tools::Runfiles::Find(starkernel::tools::ProgramName(argc, argv));
  if (!runfiles.has_value()) {
    std::fprintf(stderr, "compare_peers: %s\n", runfiles.error().c_str());
    return 1;
  }
  const std::vector<std::string> arguments = starkernel::tools::CommandLine(argc, argv);
  if (arguments.size() != 1) {
    std::fputs("usage: compare_peers FOLDER_OF_ERLANG\n", stderr);
    return 2;
  }
  starkernel::tests::StayOnOneProcessor();
  const auto compared = starkernel::tests::Compare(*runfiles, arguments.front());
  if (!compared.has_value()) {
    std::fprintf(stderr, "compare_peers: %s\n", compared.error().c_str());
    return 1;
  }
  return 0;
}
