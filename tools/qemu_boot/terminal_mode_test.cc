#include "tools/qemu_boot/terminal_mode.h"

#include <fcntl.h>
#include <termios.h>

#include <cstdlib>

#include "gtest/gtest.h"
#include "tools/hermetic_tool/file_descriptor.h"

namespace starkernel::tools {
namespace {

TEST(RawTerminal, RestoresWhatItFound) {
  const FileDescriptor host(::posix_openpt(O_RDWR | O_NOCTTY));
  ASSERT_TRUE(host.valid());
  ASSERT_EQ(::grantpt(host.get()), 0);
  ASSERT_EQ(::unlockpt(host.get()), 0);
  const FileDescriptor terminal(::open(::ptsname(host.get()), O_RDWR | O_NOCTTY));
  ASSERT_TRUE(terminal.valid());
  termios before{};
  ASSERT_EQ(::tcgetattr(terminal.get(), &before), 0);
  ASSERT_NE(before.c_lflag & ECHO, 0U);
  termios during{};
  {
    const RawTerminal raw(terminal.get());
    ASSERT_EQ(::tcgetattr(terminal.get(), &during), 0);
  }
  termios after{};
  ASSERT_EQ(::tcgetattr(terminal.get(), &after), 0);
  EXPECT_EQ(during.c_lflag & (ECHO | ICANON | ISIG), 0U);
  EXPECT_EQ(after.c_lflag, before.c_lflag);
  EXPECT_EQ(after.c_iflag, before.c_iflag);
  EXPECT_EQ(after.c_oflag, before.c_oflag);
}

TEST(RawTerminal, LeavesOtherFilesAlone) {
  const FileDescriptor null(::open("/dev/null", O_RDWR));
  const RawTerminal raw(null.get());
  EXPECT_TRUE(null.valid());
}

}  // namespace
}  // namespace starkernel::tools
