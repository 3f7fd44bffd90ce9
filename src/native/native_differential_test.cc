// That programs do the same with the native engine: those that are made by chance, those that try
// to leave the sandbox, and the examples.
#include <array>
#include <memory>

#include "gtest/gtest.h"
#include "src/forthvm/engine_comparison.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/vm.h"
#include "src/native/native_harness.h"

namespace starkernel::native {
namespace {

const std::array<forthvm::AttachedEngine, 1>& Native() {
  static const std::array kNative{forthvm::AttachedEngine{
      .name = "native", .attach = [](forthvm::Vm& vm) -> std::shared_ptr<void> {
        return std::make_shared<NativeHarness>(vm);
      }}};
  return kNative;
}

TEST(NativeDifferential, RandomProgramsDoTheSame) {
  forthvm::ExpectRandomProgramsAlike(forthvm::ProgramsToTry(40), Native());
}

TEST(NativeDifferential, AttacksEndAsTheContractSays) { forthvm::ExpectAttacksFailAlike(Native()); }

TEST(NativeDifferential, EveryExampleDoesTheSame) { forthvm::ExpectExamplesAlike(Native()); }

}  // namespace
}  // namespace starkernel::native
