#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "src/base/quantities.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/vm_harness.h"
#include "src/native/native_harness.h"
#include "tests/engines/alone.h"

namespace starkernel {
namespace {

using forthvm::EngineKind;
using forthvm::VmHarness;

/// What a program has done, and how.
struct Done {
  std::string transcript;
  std::uint64_t windows = 0;
  std::uint64_t reductions = 0;
  std::uint64_t stops = 0;
};

Done RunBy(EngineKind engine, std::array<std::string_view, 2> lines, Reductions quantum) {
  VmHarness vm;
  std::optional<native::NativeHarness> native;
  if (engine == EngineKind::kNative) {
    native.emplace(vm.vm());
  } else {
    vm.vm().UseEngine(engine);
  }
  for (const std::string_view line : lines) {
    vm.host().TypeLine(line);
  }
  Alone alone(vm.vm(), quantum);
  alone.Run();
  return {.transcript = vm.host().transcript,
          .windows = alone.windows(),
          .reductions = alone.reductions(),
          .stops = alone.stops()};
}

/// The same windows with the same reductions, of which most are ended and begun in place.
TEST(GoingOn, NativeCodeGoesOnFromWindowToWindow) {
  constexpr auto kPrograms = std::to_array<std::array<std::string_view, 2>>({
      {": SPIN 5 >R 3000000 0 DO LOOP R> . ;", "SPIN SPIN"},
      {": FIB DUP 2 < IF EXIT THEN DUP 1- RECURSE SWAP 2 - RECURSE + ;", "25 FIB ."},
  });
  for (const std::array<std::string_view, 2>& program : kPrograms) {
    for (const Reductions quantum : {Reductions(1'000), Reductions(10'000), Reductions(12'345)}) {
      const Done plain = RunBy(EngineKind::kPlain, program, quantum);
      const Done native = RunBy(EngineKind::kNative, program, quantum);
      EXPECT_EQ(native.transcript, plain.transcript);
      EXPECT_EQ(native.windows, plain.windows) << program[1] << quantum.value();
      EXPECT_EQ(native.reductions, plain.reductions) << program[1] << quantum.value();
      EXPECT_EQ(plain.stops, plain.windows);
      EXPECT_GT(native.windows, 100U);
      EXPECT_LT(native.stops, native.windows / 20) << program[1] << quantum.value();
    }
  }
}

}  // namespace
}  // namespace starkernel
