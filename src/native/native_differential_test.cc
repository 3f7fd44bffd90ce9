// That programs do the same with the native engine: those that are made by chance, those that try
// to leave the sandbox, and the examples.
#include <array>
#include <cstddef>
#include <memory>

#include "gtest/gtest.h"
#include "src/forthvm/engine_comparison.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/vm.h"
#include "src/native/native_harness.h"

namespace starkernel::native {
namespace {

/// Tells how much code it made when it goes.
class CountedHarness : public NativeHarness {
 public:
  CountedHarness(forthvm::Vm& vm, std::size_t& bytes) : NativeHarness(vm), bytes_(bytes) {}
  CountedHarness(const CountedHarness&) = delete;
  CountedHarness& operator=(const CountedHarness&) = delete;
  ~CountedHarness() { bytes_ += code().bytes().size(); }

 private:
  std::size_t& bytes_;
};

class NativeDifferential : public testing::Test {
 protected:
  ~NativeDifferential() override { EXPECT_GT(bytes_, 0U) << "nothing was translated"; }

  std::size_t bytes_ = 0;
  std::array<forthvm::AttachedEngine, 1> native_{forthvm::AttachedEngine{
      .name = "native", .attach = [this](forthvm::Vm& vm) -> std::shared_ptr<void> {
        return std::make_shared<CountedHarness>(vm, bytes_);
      }}};
};

TEST_F(NativeDifferential, RandomProgramsDoTheSame) {
  forthvm::ExpectRandomProgramsAlike(forthvm::ProgramsToTry(40), native_);
}

TEST_F(NativeDifferential, AttacksEndAsTheContractSays) {
  forthvm::ExpectAttacksFailAlike(native_);
}

TEST_F(NativeDifferential, EveryExampleDoesTheSame) { forthvm::ExpectExamplesAlike(native_); }

}  // namespace
}  // namespace starkernel::native
