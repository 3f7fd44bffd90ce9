#include "src/boot/boot_modules.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "src/base/error.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_volume.h"

namespace starkernel::boot {
namespace {

class FakeVolume final : public BootVolume {
 public:
  Result<std::span<const char>> Read(std::string_view name, ByteCount limit) override {
    const auto found = files.find(std::string(name));
    if (found == files.end()) {
      return Error::kNotFound;
    }
    if (found->second == "broken") {
      return Error::kDeviceFailure;
    }
    if (found->second.size() > limit.value()) {
      return Error::kCapacity;
    }
    return std::span<const char>(found->second);
  }
  std::map<std::string, std::string> files;
};

class ModuleComplaints final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { all += text; }
  std::string all;
};

class BootModulesTest : public testing::Test {
 protected:
  BootFiles Load() {
    TextWriter writer(complaints_);
    return LoadBootFiles(volume_, writer);
  }
  FakeVolume volume_;
  ModuleComplaints complaints_;
};

TEST_F(BootModulesTest, AVolumeWithoutConfigurationIsFine) {
  const BootFiles files = Load();
  EXPECT_EQ(files.modules.size(), 0U);
  EXPECT_EQ(complaints_.all, "");
}

TEST_F(BootModulesTest, LoadsWhatTheConfigurationNames) {
  volume_.files = {{"boot.txt", "exit-port 0xf4\nload 1 second file\nrun 0 a.fs\n"},
                   {"0", "1 2 + ."},
                   {"1", ""}};
  const BootFiles files = Load();
  EXPECT_EQ(files.config.exit_port, 0xF4);
  ASSERT_EQ(files.modules.size(), 2U);
  EXPECT_EQ(files.modules[0].name, "second file");
  EXPECT_EQ(files.modules[0].contents.size(), 0U);
  EXPECT_FALSE(files.modules[0].run);
  EXPECT_EQ(std::string_view(files.modules[1].contents), "1 2 + .");
  EXPECT_TRUE(files.modules[1].run);
  EXPECT_EQ(complaints_.all, "");
}

TEST_F(BootModulesTest, LeavesOutWhatItCannotReadAndSaysWhy) {
  volume_.files = {{"boot.txt", "run gone a\nrun bad b\nrun good c\nrun huge d\n"},
                   {"bad", "broken"},
                   {"good", "x"},
                   {"huge", std::string(16U * 1024U * 1024U + 1U, ' ')}};
  const BootFiles files = Load();
  ASSERT_EQ(files.modules.size(), 1U);
  EXPECT_EQ(files.modules[0].name, "c");
  EXPECT_EQ(complaints_.all,
            "boot file \"gone\" was not read: not found\n"
            "boot file \"bad\" was not read: device failure\n"
            "boot file \"huge\" was not read: it is larger than 16777216 bytes\n");
}

TEST_F(BootModulesTest, SaysWhenTheConfigurationItselfIsTooLarge) {
  volume_.files = {{"boot.txt", std::string(std::size_t{64} * 1024, '#')}};
  EXPECT_EQ(Load().modules.size(), 0U);
  EXPECT_EQ(complaints_.all, "");
  volume_.files = {{"boot.txt", std::string(64U * 1024U + 1U, '#')}};
  EXPECT_EQ(Load().modules.size(), 0U);
  EXPECT_EQ(complaints_.all,
            "boot file \"boot.txt\" was not read: it is larger than 65536 bytes\n");
}

}  // namespace
}  // namespace starkernel::boot
