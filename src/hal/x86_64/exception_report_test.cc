#include "src/hal/x86_64/exception_report.h"

#include <gtest/gtest.h>

#include <string>

#include "src/base/text_collector.h"
#include "src/base/text_writer.h"
#include "src/hal/x86_64/interrupt_frame.h"

namespace starkernel::hal {
namespace {

std::string CauseOf(const InterruptFrame& frame, const FaultRegisters& registers) {
  TextCollector collector;
  TextWriter writer(collector);
  WriteExceptionCause(writer, frame, registers);
  return collector.text();
}

TEST(ExceptionReport, NamesEveryVector) {
  EXPECT_EQ(VectorName(0), "divide error");
  EXPECT_EQ(VectorName(6), "invalid opcode");
  EXPECT_EQ(VectorName(8), "double fault");
  EXPECT_EQ(VectorName(14), "page fault");
  EXPECT_EQ(VectorName(18), "machine check");
  EXPECT_EQ(VectorName(30), "security exception");
  EXPECT_EQ(VectorName(31), "reserved exception");
  EXPECT_EQ(VectorName(32), "interrupt");
  EXPECT_EQ(VectorName(255), "interrupt");
}

TEST(ExceptionReport, DecodesPageFaults) {
  InterruptFrame frame;
  frame.vector = kPageFaultVector;
  EXPECT_EQ(CauseOf(frame, {.cr2 = 0x10}),
            "page fault (vector 14, error code 0x0): read of 0x0000000000000010, page not "
            "present\n");
  frame.error_code = 3;
  EXPECT_EQ(CauseOf(frame, {.cr2 = 0x1000}),
            "page fault (vector 14, error code 0x3): write to 0x0000000000001000, protection "
            "violation\n");
  frame.error_code = 0x1D;
  EXPECT_EQ(CauseOf(frame, {.cr2 = 0}),
            "page fault (vector 14, error code 0x1d): instruction fetch from "
            "0x0000000000000000, protection violation, reserved bit set in a table entry, user "
            "access\n");
}

TEST(ExceptionReport, DecodesSelectorErrorCodes) {
  InterruptFrame frame;
  frame.vector = 13;
  EXPECT_EQ(CauseOf(frame, {}), "general protection fault (vector 13, error code 0x0)\n");
  frame.error_code = 0x1A3;
  EXPECT_EQ(CauseOf(frame, {}),
            "general protection fault (vector 13, error code 0x1a3): entry 52 of the interrupt "
            "descriptor table, external event\n");
}

TEST(ExceptionReport, ShowsAllRegisters) {
  InterruptFrame frame;
  frame.rax = 0xA;
  frame.r15 = 0xF5;
  frame.rip = 0x123456789ABCDEF0U;
  TextCollector collector;
  TextWriter writer(collector);
  WriteRegisters(writer, frame, {.cr2 = 0x22, .cr3 = 0x33});
  const std::string& text = collector.text();
  EXPECT_NE(text.find("rax 0x000000000000000a"), std::string::npos);
  EXPECT_NE(text.find("r15 0x00000000000000f5"), std::string::npos);
  EXPECT_NE(text.find("rip 0x123456789abcdef0"), std::string::npos);
  EXPECT_NE(text.find("cr2 0x0000000000000022"), std::string::npos);
  EXPECT_TRUE(text.ends_with("  cr3 0x0000000000000033\n"));
  EXPECT_EQ(text.substr(0, 6), "  rax ");
}

}  // namespace
}  // namespace starkernel::hal
