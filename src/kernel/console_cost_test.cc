// Whoever writes all the time does not keep others waiting for what its console takes.
#include "src/kernel/console_cost.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/priority_class.h"
#include "src/base/ids.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"

namespace starkernel::kernel {
namespace {

class ConsoleCostTest : public testing::Test, protected NurseryWorld {
 protected:
  struct Written {
    std::uint64_t characters;
    std::uint64_t windows;
  };
  std::uint64_t QuantumOfAll() {
    return home_.arbiter().QuantumOf(arbiter::PriorityClass::kNormal).value();
  }
  std::uint64_t InAWindow() { return QuantumOfAll() / kConsoleCost.character; }
  /// What the program has written when another has had so many windows.
  Written WrittenBeside(std::string_view program, int windows) {
    const VmId vm = Spawn(program);
    LetLog(vm);
    const VmId other = Spawn(": T " + std::to_string(windows) + " 0 DO YIELD LOOP ; T");
    Start(vm);
    Start(other);
    EXPECT_EQ(NextEvent().vm, other);
    const auto written = std::ranges::count(console_.text(), 'X');
    return {.characters = static_cast<std::uint64_t>(written),
            .windows = nursery_->Find(vm)->windows};
  }
};

TEST_F(ConsoleCostTest, AWindowEndsWithWhatItsCharactersCost) {
  const Written written = WrittenBeside(": T BEGIN [CHAR] X EMIT AGAIN ; T", 100);
  EXPECT_GE(written.windows, 99U);
  EXPECT_LE(written.windows, 101U);
  EXPECT_LE(written.characters, written.windows * InAWindow());
  EXPECT_GE(written.characters, written.windows * InAWindow() * 9 / 10);
}

TEST_F(ConsoleCostTest, LinesCostMoreThanTheirCharacters) {
  const Written written = WrittenBeside(": T BEGIN [CHAR] X EMIT CR AGAIN ; T", 100);
  const std::uint64_t in_a_window =
      QuantumOfAll() / (2 * kConsoleCost.character + kConsoleCost.line);
  EXPECT_LE(written.characters, written.windows * (in_a_window + 1));
  EXPECT_GE(written.characters, written.windows * (in_a_window - 1));
}

TEST_F(ConsoleCostTest, ALongTextIsPaidForInLaterWindows) {
  const Written written =
      WrittenBeside("HERE 32768 ALLOT 32768 2DUP CHAR X FILL TYPE : T BEGIN AGAIN ; T", 30);
  EXPECT_LE(written.characters, written.windows * InAWindow() + 256);
  EXPECT_GE(written.characters, (written.windows - 4) * InAWindow());
}

}  // namespace
}  // namespace starkernel::kernel
