#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace starkernel::tools {

/// What runs the guest's instructions.
enum class Accelerator : std::uint8_t {
  kAuto,  ///< KVM where it really runs the firmware, else TCG.
  kTcg,   ///< QEMU's translator: works everywhere.
  kKvm,   ///< The processor itself.
};

/// A Forth source handed to the kernel.
struct SourceFile {
  std::string name;  ///< As the user named it, and as INCLUDED finds it.
  bool run = false;  ///< Interpreted before the prompt, else only there for INCLUDED.

  friend bool operator==(const SourceFile&, const SourceFile&) = default;
};

/// What the user asked for.
struct Options {
  std::optional<unsigned> timeout_seconds;  ///< 0: none. Unset: depends on standard input.
  unsigned memory_mib = 512;
  unsigned cpus = 1;
  std::string machine = "q35";  ///< QEMU's name, with settings after commas.
  std::string cpu = "max";      ///< QEMU's model, with settings after commas.
  std::string display = "none";
  bool icount = false;
  std::optional<unsigned> gdb_port;
  Accelerator accelerator = Accelerator::kAuto;
  std::vector<SourceFile> sources;  ///< In the order given.
  std::string drill;
  std::vector<std::string> boot_options;  ///< Lines of the boot configuration, `NAME VALUE`.
  bool screen = true;                     ///< The machine has a graphics card.
  std::string monitor;                    ///< Socket on which QEMU's monitor (QMP) is to listen.
  bool exit_port = true;                  ///< The kernel is told of QEMU's debug-exit device.
  std::string log;
  std::string trace;
  std::string image;
  bool verbose = false;
  bool help = false;
};

}  // namespace starkernel::tools
