// That the example programs do the same with every engine.
#include <algorithm>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

std::vector<std::filesystem::path> Examples() {
  std::vector<std::filesystem::path> all;
  for (const auto& entry : std::filesystem::directory_iterator("examples")) {
    if (entry.path().extension() == ".fs") {
      all.push_back(entry.path());
    }
  }
  std::ranges::sort(all);
  return all;
}

std::string Contents(const std::filesystem::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return std::move(text).str();
}

TEST(ExampleEngines, EveryExampleDoesTheSameWithEveryEngine) {
  const std::vector<std::filesystem::path> examples = Examples();
  EXPECT_GE(examples.size(), 17U);
  VmHarness model;
  std::uint64_t number = 0;
  for (const std::filesystem::path& example : examples) {
    const std::string name = example.filename().string();
    EngineLanes lanes(&model.vm());
    lanes.PutFile(name, Contents(example));
    lanes.Type("S\" " + name + "\" INCLUDED");
    // Its beginning by small quanta, so that it is preempted at each point there.
    constexpr int kFirst = 20'000;
    constexpr int kMost = 2'000'000;
    if (!lanes.Run(Quanta::Number(number++), kFirst, name)) {
      EXPECT_TRUE(lanes.Run(Quanta::Of(10'007), kMost, name)) << name << " does not end";
    }
    EXPECT_TRUE(lanes.IsAtPrompt()) << name;
    const std::string said = lanes.TakeTranscript();
    const std::string expected =
        Contents(std::filesystem::path(example).replace_extension(".expected"));
    EXPECT_FALSE(expected.empty()) << name;
    EXPECT_NE(said.find(expected), std::string::npos) << said;
    EXPECT_TRUE(said.ends_with("ok\n")) << said;
  }
}

}  // namespace
}  // namespace starkernel::forthvm
