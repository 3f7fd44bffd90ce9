// Capabilities to send that are revoked while what was sent by them waits.

#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/ids.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/vm_nursery.h"

namespace starkernel::kernel {
namespace {

/// VM[1] receives, VM[2] gives VM[3] what it sends by, and takes it back 100 us later.
class RevokedSendsTest : public testing::Test, protected NurseryWorld {
 protected:
  void Run(std::string_view receiver, std::string_view gives, std::string_view sender) {
    const VmId one = Spawn(receiver);
    LetTalk(one);
    const VmId two = Spawn(std::string(kFind) + std::string(gives) +
                           " 100000 SLEEP TAKEN REVOKE-CAP 1000000 SLEEP");
    LetTalk(two);
    const VmId three = Spawn("10000 SLEEP " + std::string(sender));
    LetLog(three);
    for (const VmId vm : {two, one, three}) {
      Start(vm);
    }
    for (int ended = 0; ended < 3; ++ended) {
      NextEvent();
    }
  }

  static constexpr std::string_view kFind = "0 NEXT-CAP NEXT-CAP CONSTANT S ";
  static constexpr std::string_view kGiveOne = "S CONSTANT TAKEN 3 TAKEN GRANT-CAP DROP";
  /// Two, of which the first, with badge 7, is taken back.
  static constexpr std::string_view kGiveTwo =
      "7 S BADGE-CAP CONSTANT TAKEN 3 TAKEN GRANT-CAP DROP 3 S GRANT-CAP DROP";
  /// Takes all that there is, and shows how much, and the badge of the last.
  static constexpr std::string_view kCount =
      "500000 SLEEP : T 0 BEGIN PAD 9 RECV? >R 2DROP DROP R> WHILE 1+ REPEAT ; T . RECV-BADGE . "
      "100000 SLEEP T . RECV-BADGE .";
  /// As many as there is room for.
  static constexpr std::string_view kFill = ": FILL 64 0 DO PAD 0 I 1 SEND LOOP ; FILL ";
};

TEST_F(RevokedSendsTest, WhatWaitsForRoomDoesNotArrive) {
  Run(kCount, kGiveOne, std::string(kFill) + "PAD 0 64 1 ' SEND CATCH . .S");
  EXPECT_TRUE(console_.text().contains("VM[1] 64 0 0 0 \n")) << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[3] -258 ")) << console_.text();
}

TEST_F(RevokedSendsTest, NorDoesWhatWaitsForATime) {
  Run(kCount, kGiveOne, std::string(kFill) + "PAD 0 64 1 -1 ' SEND-WITHIN CATCH .");
  EXPECT_TRUE(console_.text().contains("VM[1] 64 0 0 0 \n")) << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[3] -258 ")) << console_.text();
}

TEST_F(RevokedSendsTest, NorACall) {
  Run(kCount, kGiveOne, std::string(kFill) + "PAD 0 64 1 PAD 9 CALL");
  EXPECT_TRUE(console_.text().contains("VM[1] 64 0 0 0 \n")) << console_.text();
  EXPECT_TRUE(console_.text().contains("capability refused: send invoke 1: no capability"))
      << console_.text();
}

/// Anew, and by what is left: without its badge.
TEST_F(RevokedSendsTest, WhoHasAnotherCapabilitySendsByThat) {
  Run(kCount, kGiveTwo, std::string(kFill) + "PAD 0 64 1 SEND .( sent)");
  EXPECT_TRUE(console_.text().contains("VM[1] 64 7 1 0 \n")) << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[3] sent\n")) << console_.text();
}

TEST_F(RevokedSendsTest, WhoHasAnotherCapabilityCallsByThat) {
  Run(std::string(kCount) + " PAD 2 5 REPLY", kGiveTwo,
      std::string(kFill) + "PAD 0 64 1 PAD 9 CALL . .");
  EXPECT_TRUE(console_.text().contains("VM[1] 64 7 1 0 \n")) << console_.text();
  EXPECT_TRUE(console_.text().contains("VM[3] 5 2 \n")) << console_.text();
}

/// What arrived before goes on.
TEST_F(RevokedSendsTest, WhatArrivedBeforeIsAnswered) {
  Run("PAD 9 RECV 2DROP DROP 500000 SLEEP PAD 2 5 REPLY", kGiveOne, "PAD 3 1 1 PAD 9 CALL . .");
  EXPECT_TRUE(console_.text().contains("VM[3] 5 2 \n")) << console_.text();
}

}  // namespace
}  // namespace starkernel::kernel
