// That every case of POST does the same with every engine.
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/text_collector.h"
#include "src/forthvm/engine_kind.h"
#include "src/forthvm/engine_lanes.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_harness.h"
#include "src/native/native_harness.h"
#include "src/parity/escaped_text.h"
#include "src/parity/post.h"
#include "src/parity/post_case.h"
#include "src/parity/post_corpus.h"
#include "src/parity/post_natives.h"
#include "src/parity/post_reader.h"
#include "src/parity/post_test_storage.h"

namespace starkernel::parity {
namespace {

/// Machine code for one VM instance after the other.
class CountedNatives final : public PostNatives {
 public:
  void Attach(forthvm::Vm& vm) override { native_ = std::make_unique<native::NativeHarness>(vm); }
  void Detach() override {
    bytes_ += native_->code().bytes().size();
    native_.reset();
  }
  /// How much of it there was.
  [[nodiscard]] std::size_t bytes() const { return bytes_; }

 private:
  std::unique_ptr<native::NativeHarness> native_;
  std::size_t bytes_ = 0;
};

TEST(PostEnginesTest, EveryCasePassesWithEveryEngine) {
  PostTestStorage storage(kPostEnvelope);
  for (const forthvm::EngineKind engine : forthvm::kAllEngines) {
    storage.model().UseEngine(engine);
    TextCollector console;
    CountedNatives natives;
    const bool is_native = engine == forthvm::EngineKind::kNative;
    const PostTally tally = storage.Run(PostCorpus(), console, is_native ? &natives : nullptr);
    EXPECT_EQ(natives.bytes() > 100'000, is_native) << natives.bytes();
    EXPECT_GT(tally.cases, 4000);
    EXPECT_EQ(tally.passed, tally.cases) << forthvm::NameOf(engine) << "\n" << console.text();
  }
}

/// As AttemptCase does, but at a terminal, and without the kernel's words.
TEST(PostEnginesTest, EveryCaseSpendsTheSameWithEveryEngine) {
  forthvm::VmHarness model;
  const std::array native{forthvm::AttachedEngine{
      .name = "native", .attach = [](forthvm::Vm& vm) -> std::shared_ptr<void> {
        return std::make_shared<native::NativeHarness>(vm);
      }}};
  std::uint64_t number = 0;
  for (const PostModule& module : PostCorpus()) {
    std::unique_ptr<forthvm::EngineLanes> lanes;
    PostReader reader(module);
    for (auto post_case = reader.Next(); post_case.has_value() && !testing::Test::HasFailure();
         post_case = reader.Next()) {
      if (post_case->source.find("ENGINE") != std::string_view::npos) {
        continue;  // It says or changes which engine it has.
      }
      // A VM instance that is at the prompt can be born again.
      if (lanes == nullptr || !lanes->IsAtPrompt()) {
        lanes = std::make_unique<forthvm::EngineLanes>(&model.vm(), native);
      } else {
        lanes->TypeLine("COLD");
      }
      lanes->PutFile("case", post_case->source);
      lanes->TypeLine("S\" case\" INCLUDED");
      TextCollector keys;
      WriteUnescaped(post_case->keys, keys);
      lanes->TypeKeys(keys.text());
      const std::string name = std::string(module.name) + ":" + std::to_string(post_case->line) +
                               ": " + std::string(post_case->source);
      constexpr int kFirst = 300;  // At each point of nearly all.
      constexpr int kMost = 20'000;
      if (!lanes->Run(forthvm::Quanta::Number(number++), kFirst, name)) {
        EXPECT_TRUE(lanes->Run(forthvm::Quanta::Of(100'000), kMost, name)) << name;
      }
      lanes->TakeTranscript();
    }
  }
  EXPECT_GT(number, 4000U);
}

}  // namespace
}  // namespace starkernel::parity
