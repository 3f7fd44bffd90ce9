#include "tools/coverage/execution_log.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <set>
#include <sstream>
#include <string>

namespace starkernel::tools {
namespace {

using Addresses = std::set<std::uint64_t>;

Addresses Executed(const std::string& text, AddressRange range = {.begin = 0, .end = 0x10000}) {
  std::istringstream log(text);
  return ExecutedInstructions(log, range);
}

constexpr const char* kBlock =
    "----------------\n"
    "IN: \n"
    "0x00001000:  0f 20 c0                 movl     %cr0, %eax\n"
    "0x00001003:  a8 01                    testb    $1, %al\n"
    "0x00001005:  74 05                    je       0x100c\n"
    "\n";

std::string Exception(const std::string& vector, const std::string& address) {
  return "check_exception old: 0xffffffff new 0xd\n     3: v=" + vector +
         " e=0000 i=0 cpl=0 IP=0038:" + address + " pc=" + address +
         " SP=0030:0000000000001f00 env->regs[R_EAX]=0\nRAX=0000000000000000\n";
}

TEST(ExecutionLog, ABlockRunsWhole) {
  EXPECT_EQ(Executed(kBlock), (Addresses{0x1000, 0x1003, 0x1005}));
}

TEST(ExecutionLog, OnlyTheRangeCounts) {
  EXPECT_EQ(Executed(kBlock, {.begin = 0x1003, .end = 0x1005}), (Addresses{0x1003}));
}

TEST(ExecutionLog, NothingBehindAnExceptionRan) {
  EXPECT_EQ(Executed(kBlock + Exception("0d", "0000000000001003")), (Addresses{0x1000, 0x1003}));
  EXPECT_EQ(Executed(kBlock + Exception("1f", "0000000000001000")), (Addresses{0x1000}));
}

TEST(ExecutionLog, AnInterruptCutsNoBlock) {
  EXPECT_EQ(Executed(kBlock + Exception("20", "0000000000001003")),
            (Addresses{0x1000, 0x1003, 0x1005}));
}

TEST(ExecutionLog, WhatAnotherBlockHasRanNevertheless) {
  const std::string resumed = "IN: \n0x00001003:  a8 01  testb\n";
  EXPECT_EQ(Executed(kBlock + Exception("0d", "0000000000001000") + resumed),
            (Addresses{0x1000, 0x1003}));
}

TEST(ExecutionLog, AnExceptionElsewhereCutsNothing) {
  EXPECT_EQ(Executed(kBlock + Exception("0e", "0000000000002000")),
            (Addresses{0x1000, 0x1003, 0x1005}));
}

}  // namespace
}  // namespace starkernel::tools
