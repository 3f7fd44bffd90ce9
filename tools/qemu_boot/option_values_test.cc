#include "tools/qemu_boot/option_values.h"

#include "gtest/gtest.h"

namespace starkernel::tools {
namespace {

TEST(ParseMemory, UnitsAndLimits) {
  EXPECT_EQ(ParseMemory("64").value_or(0), 64U);
  EXPECT_EQ(ParseMemory("64M").value_or(0), 64U);
  EXPECT_EQ(ParseMemory("2G").value_or(0), 2048U);
  EXPECT_EQ(ParseMemory("2g").value_or(0), 2048U);
  EXPECT_EQ(ParseMemory("64G").value_or(0), 65536U);
  for (const char* bad : {"63", "65G", "65537", "", "M", "1T", "4294967296", "-64", " 64"}) {
    EXPECT_EQ(ParseMemory(bad).error_or(""),
              "--memory `" + std::string(bad) + "`: a size from 64M to 64G is needed");
  }
}

TEST(ParseAccelerator, KnowsThree) {
  EXPECT_EQ(ParseAccelerator("auto").value_or(Accelerator::kTcg), Accelerator::kAuto);
  EXPECT_EQ(ParseAccelerator("tcg").value_or(Accelerator::kAuto), Accelerator::kTcg);
  EXPECT_EQ(ParseAccelerator("kvm").value_or(Accelerator::kAuto), Accelerator::kKvm);
  EXPECT_EQ(ParseAccelerator("KVM").error_or(""), "--accel `KVM`: auto, tcg or kvm is needed");
}

TEST(ParseDisplay, ChecksTheNameAndKeepsTheSettings) {
  EXPECT_EQ(ParseDisplay("none").value_or(""), "none");
  EXPECT_EQ(ParseDisplay("vnc=:1,password=on").value_or(""), "vnc=:1,password=on");
  EXPECT_EQ(ParseDisplay("vnc=127.0.0.1:1").value_or(""), "vnc=127.0.0.1:1");
  EXPECT_EQ(ParseDisplay("screen").error_or(""), "--display `screen`: one of none, vnc is needed");
}

TEST(ParseModel, ChecksTheForm) {
  for (const char* const good : {"pc", "q35,hpet=off", "max,-x2apic", "Skylake-Client-v4"}) {
    EXPECT_EQ(ParseModel("--machine", good).value_or(""), good);
  }
  for (const char* const bad : {"", ",hpet=off", "-pc", "q35 pc", "q35;pc", "q35/pc"}) {
    EXPECT_FALSE(ParseModel("--machine", bad).has_value()) << bad;
  }
  EXPECT_EQ(ParseModel("--cpu", "a b").error(),
            "--cpu `a b`: a model of QEMU's is needed, with settings like q35,hpet=off");
  EXPECT_TRUE(ParseModel("--cpu", std::string(64, 'a')).has_value());
  EXPECT_FALSE(ParseModel("--cpu", std::string(65, 'a')).has_value());
}

TEST(ParseDrill, ChecksTheForm) {
  EXPECT_EQ(ParseDrill("page-fault").value_or(""), "page-fault");
  for (const char* bad : {"", "Page", "page fault", "a\nb"}) {
    EXPECT_FALSE(ParseDrill(bad).has_value()) << bad;
  }
  EXPECT_TRUE(ParseDrill(std::string(64, 'a')).has_value());
  EXPECT_FALSE(ParseDrill(std::string(65, 'a')).has_value());
}

TEST(ParseSourceName, FitsOnOneLine) {
  EXPECT_EQ(ParseSourceName("--file", "my file.fs").value_or(""), "my file.fs");
  EXPECT_EQ(ParseSourceName("--file", "gr\xC3\xBC\xC3\x9F.fs").value_or(""),
            "gr\xC3\xBC\xC3\x9F.fs");
  EXPECT_TRUE(ParseSourceName("--file", std::string(255, 'x')).has_value());
  EXPECT_FALSE(ParseSourceName("--file", std::string(256, 'x')).has_value());
  EXPECT_FALSE(ParseSourceName("--file", "a\nb").has_value());
  EXPECT_FALSE(ParseSourceName("--file", " a").has_value());
  EXPECT_FALSE(ParseSourceName("--file", "a ").has_value());
  EXPECT_FALSE(ParseSourceName("--file", "").has_value());
}

TEST(ParseBootOption, BootOptionsBecomeLinesOfTheBootConfiguration) {
  EXPECT_EQ(ParseBootOption("keyboard=de"), "keyboard de");
  EXPECT_EQ(ParseBootOption("a=b=c"), "a b=c");
  for (const std::string bad : {"", "keyboard", "=de", "keyboard=", "a=b c", "a=\n"}) {
    EXPECT_EQ(ParseBootOption(bad).error(),
              "--option `" + bad + "`: NAME=VALUE without blanks is needed");
  }
}

}  // namespace
}  // namespace starkernel::tools
