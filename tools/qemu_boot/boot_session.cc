#include "tools/qemu_boot/boot_session.h"

#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdio>
#include <optional>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>

#include "tools/disk_image/image_writer.h"
#include "tools/qemu_boot/boot_medium.h"
#include "tools/qemu_boot/exit_status.h"
#include "tools/qemu_boot/gdb_advice.h"
#include "tools/qemu_boot/kvm_probe.h"
#include "tools/qemu_boot/machine_run.h"
#include "tools/qemu_boot/stop_signals.h"
#include "tools/qemu_boot/temp_directory.h"
#include "tools/qemu_boot/terminal_mode.h"
#include "tools/qemu_boot/user_files.h"

namespace starkernel::tools {
namespace {

namespace fs = std::filesystem;

constexpr unsigned kDefaultLimitSeconds = 120;
constexpr std::chrono::seconds kKvmTrial{2};
// The kernel's last line before VM[0] reads the console. Before it, firmware would take the
// input.
constexpr std::string_view kInputMarker = "VM arbiter loop entered";

void Complain(const std::string& text) { std::fprintf(stderr, "qemu_boot: %s\n", text.c_str()); }

std::optional<unsigned> LimitSeconds(const Options& options) {
  if (!options.timeout_seconds) {
    return ::isatty(STDIN_FILENO) == 1 ? std::nullopt : std::optional(kDefaultLimitSeconds);
  }
  return *options.timeout_seconds == 0 ? std::nullopt : options.timeout_seconds;
}

PumpSettings SettingsFor(const Options& options, bool kvm_trial, std::string type_ahead) {
  PumpSettings settings;
  settings.filter = {.show_firmware = options.verbose,
                     .strip_carriage_returns = ::isatty(STDOUT_FILENO) != 1};
  settings.interactive = ::isatty(STDIN_FILENO) == 1;
  settings.input_marker = kInputMarker;
  settings.type_ahead = std::move(type_ahead);
  if (const auto limit = LimitSeconds(options)) {
    settings.limit = std::chrono::seconds(*limit);
  }
  if (kvm_trial) {
    settings.silence_limit = kKvmTrial;
  }
  return settings;
}

// What the automatic choice tries first. The debugger and instruction counting want TCG.
Accelerator FirstChoice(const Options& options) {
  if (options.accelerator != Accelerator::kAuto) {
    return options.accelerator;
  }
  if (options.icount || options.gdb_port || !options.trace.empty()) {
    return Accelerator::kTcg;
  }
  const auto probed = ProbeKvm();
  if (!probed) {
    Complain("using tcg, because kvm is not usable: " + probed.error());
  }
  return probed ? Accelerator::kKvm : Accelerator::kTcg;
}

bool TrialFailed(const MachineRun& run) {
  return run.console.end == PumpEnd::kSilent ||
         (run.console.end == PumpEnd::kGuestEnded && !run.console.guest_spoke &&
          !CameFromKernel(run.end));
}

std::string ShellWords(const std::vector<std::string>& command) {
  std::string words;
  for (const std::string& word : command) {
    words += (words.empty() ? "'" : " '") + word + "'";
  }
  return words;
}

// What every run of one session shares.
struct Session {
  const Options& options;
  const MachineFiles& files;
  const StopSignals& signals;
  int log;
};

std::expected<MachineRun, std::string> RunWith(const Session& session, Accelerator accelerator,
                                               std::string type_ahead) {
  const Options& options = session.options;
  const auto spec = QemuSpec(options, accelerator, session.files);
  if (!spec) {
    return std::unexpected(spec.error());
  }
  if (options.verbose) {
    Complain(ShellWords(spec->environment) + " " + ShellWords(spec->command));
  }
  const bool trial = options.accelerator == Accelerator::kAuto && accelerator == Accelerator::kKvm;
  const RawTerminal raw(STDIN_FILENO);
  return RunMachine(*spec, SettingsFor(options, trial, std::move(type_ahead)),
                    session.signals.descriptor(), session.log);
}

std::expected<MachineRun, std::string> RunWithFallback(const Session& session) {
  const Accelerator choice = FirstChoice(session.options);
  auto run = RunWith(session, choice, "");
  const bool trial =
      session.options.accelerator == Accelerator::kAuto && choice == Accelerator::kKvm;
  if (!trial || !run || !TrialFailed(*run)) {
    return run;
  }
  Complain("using tcg, because kvm does not run the firmware here");
  return RunWith(session, Accelerator::kTcg, std::move(run->console.unsent));
}

void ShowEvidence(const MachineRun& run, bool firmware_was_shown) {
  if (!run.console.kernel_seen && !firmware_was_shown && !run.console.hidden.empty()) {
    std::fprintf(stderr, "%s\n", run.console.hidden.c_str());
  }
  if (!run.console.diagnostics.empty()) {
    std::fprintf(stderr, "%s", run.console.diagnostics.c_str());
  }
}

int StatusOf(const MachineRun& run, const Options& options) {
  switch (run.console.end) {
    case PumpEnd::kQuit: return kStatusBye;
    case PumpEnd::kSignal: return kStatusSignal + run.console.signal;
    case PumpEnd::kOutputClosed: return kStatusSignal + SIGPIPE;
    case PumpEnd::kSilent:
    case PumpEnd::kTimedOut:
      ShowEvidence(run, options.verbose);
      Complain("time-out: the machine was ended after " +
               std::to_string(LimitSeconds(options).value_or(0)) + " s (--timeout)");
      return kStatusTimedOut;
    case PumpEnd::kGuestEnded: break;
  }
  const ExitVerdict verdict = JudgeExit(run.end, run.guest_reset);
  if (verdict.status == kStatusMachineFailed || !run.console.kernel_seen) {
    ShowEvidence(run, options.verbose);
  }
  if (!verdict.complaint.empty()) {
    Complain(verdict.complaint);
  }
  return verdict.status;
}

// As the user typed it if that means the same here: a socket's path has to be short.
fs::path MonitorSocket(const Options& options, const fs::path& base) {
  std::error_code ignored;
  if (options.monitor.empty() || base == fs::current_path(ignored)) {
    return options.monitor;
  }
  return base / options.monitor;
}

}  // namespace

std::expected<int, std::string> BootSession(const Options& options,
                                            const Installation& installation) {
  const fs::path& base = installation.user_directory;
  if (const auto checked = CheckUserFiles(options, base); !checked) {
    return std::unexpected(checked.error());
  }
  const auto log = OpenUserLog(options, base);
  if (!log) {
    return std::unexpected(log.error());
  }
  const StopSignals signals;
  const auto directory = TempDirectory::Make("qemu_boot");
  if (!directory) {
    Complain(directory.error());
    return kStatusMachineFailed;
  }
  const fs::path firmware = installation.ovmf_root / "usr/share/OVMF";
  const MachineFiles files = {.qemu_root = installation.qemu_root,
                              .firmware_code = firmware / "OVMF_CODE.fd",
                              .firmware_vars = directory->path() / "vars.fd",
                              .disk = directory->path() / "disk.img",
                              .temp = directory->path(),
                              .monitor = MonitorSocket(options, base),
                              .trace = options.trace.empty() ? fs::path() : base / options.trace};
  const auto ready = CopySparsely(firmware / "OVMF_VARS.fd", files.firmware_vars).and_then([&] {
    return MakeBootMedium(
        {.mtools_root = installation.mtools_root,
         .image = options.image.empty() ? installation.image : base / options.image,
         .source_base = base,
         .sources = options.sources,
         .drill = options.drill,
         .options = options.boot_options,
         .exit_port = options.exit_port},
        directory->path());
  });
  if (!ready) {
    Complain(ready.error());
    return kStatusMachineFailed;
  }
  if (options.gdb_port) {
    std::fputs(GdbAdvice(*options.gdb_port, installation.kernel_elf).c_str(), stderr);
  }
  const auto run =
      RunWithFallback({.options = options, .files = files, .signals = signals, .log = log->get()});
  if (!run) {
    Complain(run.error());
    return kStatusMachineFailed;
  }
  return StatusOf(*run, options);
}

}  // namespace starkernel::tools
