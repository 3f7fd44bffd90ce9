#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace starkernel::forthvm {

/// How the instructions of a VM instance are executed. What they do, what is spent on it and where
/// it stops is the same with all (docs/engine.md), so that it may change at any time.
enum class EngineKind : std::uint8_t {
  kPlain,        ///< Each instruction by its handler: what the others are compared with.
  kInterpreted,  ///< The fast engine, and the plain one for what that leaves to it.
  kNative,       ///< Definitions as machine code, where the owner has that, else as above.
};

/// All of them, the plain one first. A new one is compared with it by being here.
inline constexpr std::array kAllEngines{EngineKind::kPlain, EngineKind::kInterpreted,
                                        EngineKind::kNative};

/// What VM instances have at first.
inline constexpr EngineKind kUsualEngine = EngineKind::kNative;

/// As options, reports and programs name it.
[[nodiscard]] constexpr std::string_view NameOf(EngineKind kind) {
  switch (kind) {
    case EngineKind::kPlain: return "plain";
    case EngineKind::kInterpreted: return "interpreted";
    case EngineKind::kNative: return "native";
  }
  return "unknown";
}

}  // namespace starkernel::forthvm
