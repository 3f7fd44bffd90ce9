// That the example programs do the same with every engine.
#include "gtest/gtest.h"
#include "src/forthvm/engine_comparison.h"

namespace starkernel::forthvm {
namespace {

TEST(ExampleEngines, EveryExampleDoesTheSameWithEveryEngine) { ExpectExamplesAlike(); }

}  // namespace
}  // namespace starkernel::forthvm
