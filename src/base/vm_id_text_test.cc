#include "src/base/vm_id_text.h"

#include <string>

#include "gtest/gtest.h"
#include "src/base/ids.h"
#include "src/base/text_collector.h"
#include "src/base/text_writer.h"

namespace starkernel {
namespace {

std::string TextOf(VmId vm) {
  TextCollector collector;
  TextWriter writer(collector);
  WriteVmId(writer, vm);
  return std::string(collector.text());
}

TEST(VmIdText, ShowsThePlaceAndItsUse) {
  EXPECT_EQ(TextOf(VmId(0)), "VM[0]");
  EXPECT_EQ(TextOf(MakeVmId(7, 0)), "VM[7]");
  EXPECT_EQ(TextOf(MakeVmId(7, 1)), "VM[7.1]");
  EXPECT_EQ(TextOf(kNoVm), "VM[4294967295.4294967295]");
}

}  // namespace
}  // namespace starkernel
