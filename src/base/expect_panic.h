#pragma once

#include <cstdio>
#include <cstdlib>
#include <source_location>
#include <string>
#include <string_view>

#include "src/base/panic.h"

namespace starkernel {

/// For tests: from now on a panic prints "panic: MESSAGE" to standard error and aborts.
inline void PrintPanics() {
  SetPanicHandler([](std::string_view message, std::source_location) {
    const std::string line = "panic: " + std::string(message) + "\n";
    std::fputs(line.c_str(), stderr);
    std::abort();
  });
}

}  // namespace starkernel

/// Expects `statement` to panic with a message that contains the regular expression `message`.
/// Unlike a bare EXPECT_DEATH it is not satisfied by just any crash. The test includes
/// <gtest/gtest.h> itself.
#define EXPECT_PANIC(statement, message) \
  EXPECT_DEATH(                          \
      {                                  \
        ::starkernel::PrintPanics();     \
        statement;                       \
      },                                 \
      "panic: .*" message)
