#include "src/boot/module_files.h"

#include <gtest/gtest.h>

#include <array>
#include <string_view>

#include "src/base/error.h"
#include "src/boot/boot_info.h"

namespace starkernel::boot {
namespace {

TEST(ModuleFiles, FindsModulesByTheNamesTheUserGave) {
  constexpr std::string_view kOne = "1 .";
  constexpr std::string_view kTwo = "2 .";
  const std::array modules = {BootModule{.name = "lib/one.fs", .contents = kOne, .run = true},
                              BootModule{.name = "two.fs", .contents = kTwo},
                              BootModule{.name = "two.fs", .contents = kOne}};
  ModuleFiles files(modules);
  EXPECT_EQ(std::string_view(files.Open("lib/one.fs").value()), kOne);
  EXPECT_EQ(std::string_view(files.Open("two.fs").value()), kTwo);
  EXPECT_EQ(files.Open("one.fs").error(), Error::kNotFound);
  EXPECT_EQ(files.Open("").error(), Error::kNotFound);
}

}  // namespace
}  // namespace starkernel::boot
