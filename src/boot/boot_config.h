#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/fixed_vector.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_options.h"

namespace starkernel::boot {

/// Modules that one boot may name, and the characters that a module's file name may have.
inline constexpr std::size_t kMaximumModules = 64;
inline constexpr std::size_t kLongestStoredName = 64;

/// A boot module to be read from the boot volume.
struct ModuleRequest {
  std::string_view stored;  ///< File name in `\starkernel\`.
  std::string_view name;    ///< What the user calls it.
  bool run = false;         ///< Whether VM[0] interprets it before its prompt.
};

/// What `\starkernel\boot.txt` asks for. Texts point into the parsed file.
struct BootConfig {
  FixedVector<ModuleRequest, kMaximumModules> modules{};
  std::optional<std::uint16_t> exit_port;
  BootOptions options;
};

/// Reads a boot configuration, line by line:
///
///     run STORED NAME        a module that VM[0] interprets; NAME is the rest of the line
///     load STORED NAME       a module that can be named by INCLUDED
///     exit-port 0xf4         an isa-debug-exit device listens at this port
///     OPTION VALUE           one of those that SetOption knows
///
/// Empty lines and lines that start with `#` say nothing. A line that cannot be understood is
/// left out, with one line about its number and what is wrong with it on `complaints`.
[[nodiscard]] BootConfig ParseBootConfig(std::string_view text [[clang::lifetimebound]],
                                         TextWriter& complaints);

}  // namespace starkernel::boot
