// Whoever writes all the time does not keep others waiting for what its console takes.
#include "src/kernel/console_cost.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/priority_class.h"
#include "src/base/ids.h"
#include "src/capabilities/capability.h"
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

TEST_F(ConsoleCostTest, LoggedLinesCostAsMuch) {
  const Written written =
      WrittenBeside("PAD 256 CHAR X FILL : T BEGIN PAD 256 LOG-ERROR AGAIN ; T", 100);
  const std::uint64_t line = 256 * kConsoleCost.character + kConsoleCost.line;
  EXPECT_LE(written.characters, (written.windows * QuantumOfAll() / line + 2) * 256);
  EXPECT_GE(written.characters, (written.windows * QuantumOfAll() / line - 2) * 256);
}

TEST_F(ConsoleCostTest, OfADeepStackTheTopIsShown) {
  const std::size_t begin = console_.text().size();
  const VmId vm = Spawn(": T 40 0 DO I LOOP ; T .S");
  LetLog(vm);
  Start(vm);
  EXPECT_EQ(NextEvent().vm, vm);
  const std::string said = console_.text().substr(begin);
  EXPECT_TRUE(said.contains("<40> ... 8 9 10 ")) << said;
  EXPECT_TRUE(said.contains("38 39 ")) << said;
}

TEST_F(ConsoleCostTest, RefusalsAreShownInSeveralWindows) {
  const VmId vm =
      Spawn(": T 128 0 DO 99 ['] DROP-CAP CATCH 2DROP LOOP ; T VM-SELF VM-REDUCTIONS DROP");
  LetLog(vm);
  Start(vm);
  EXPECT_EQ(NextEvent().vm, vm);
  const VmId shows = Spawn("YIELD .REFUSALS");
  Let(shows, capabilities::CapabilityType::kLog);
  Start(shows);
  const std::size_t begin = console_.text().size();
  const arbiter::ArbiterEvent event = home_.arbiter().NextEvent();
  EXPECT_EQ(event.vm, shows);
  // Eight in a window.
  EXPECT_GE(nursery_->Find(shows)->windows, 16U);
  nursery_->Attend(event);
  const std::string said = console_.text().substr(begin);
  EXPECT_EQ(std::ranges::count(said, '\n'), 129) << said;
  EXPECT_TRUE(said.contains("       2  ")) << said;
  EXPECT_TRUE(said.contains(" uses of capabilities refused")) << said;
}

}  // namespace
}  // namespace starkernel::kernel
