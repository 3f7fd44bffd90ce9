// The instrumented half of a fuzz test. The other half (fuzz_test_main.cc) starts it and says what
// it died of.
#include <charconv>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <expected>
#include <iterator>
#include <source_location>
#include <string>
#include <string_view>

#include "src/base/panic.h"
#include "tests/fuzz/fuzz_session.h"
#include "tests/fuzz/fuzz_target.h"
#include "tests/fuzz/tried_input.h"
#include "tools/command_line/command_line_unsafe.h"

namespace starkernel::fuzz {
namespace {

[[noreturn]] void Say(std::string_view what, std::source_location where) {
  std::fprintf(stderr, "panic: %s (%s:%u)\n", std::string(what).c_str(), where.file_name(),
               where.line());
  std::abort();
}

bool ReadNumber(std::string_view text, std::uint64_t& number) {
  const char* const end = std::to_address(text.end());
  const auto [stop, failure] = std::from_chars(std::to_address(text.begin()), end, number);
  return failure == std::errc() && stop == end;
}

/// What the command line asks for.
struct Request {
  SessionPlan plan;
  std::string input;  ///< Hexadecimal: one to try instead of a run.
  bool has_input = false;
};

/// Takes one argument; whether it is one.
bool Understand(const std::string& argument, Request& request) {
  const std::size_t equals = argument.find('=');
  const std::string name = argument.substr(0, equals);
  const std::string value = equals == std::string::npos ? "" : argument.substr(equals + 1);
  if (name == "--subject") {
    request.plan.subject = value;
  } else if (name == "--record") {
    request.plan.record = value;
  } else if (name == "--input") {
    request.input = value;
    request.has_input = true;
  } else if (name == "--inputs") {
    return ReadNumber(value, request.plan.inputs);
  } else if (name == "--seed") {
    return ReadNumber(value, request.plan.seed);
  } else if (argument == "--blind") {
    request.plan.blind = true;
  } else {
    return false;
  }
  return true;
}

int Run(const std::vector<std::string>& arguments) {
  Request request;
  for (const std::string& argument : arguments) {
    if (!Understand(argument, request)) {
      std::fprintf(stderr,
                   "bad argument %s; known are --inputs=NUMBER --seed=NUMBER --subject=NAME "
                   "--input=HEXADECIMAL --blind --record=FILE\n",
                   argument.c_str());
      return 2;
    }
  }
  SetPanicHandler(Say);
  if (request.has_input) {
    const std::expected<Input, std::string> input = FromHex(request.input);
    if (!input) {
      std::fprintf(stderr, "bad --input: %s\n", input.error().c_str());
      return 2;
    }
    Try(*input, request.plan.subject);
    std::printf("nothing found\n");
    return 0;
  }
  Session session(request.plan);
  session.Run();
  std::printf("nothing found: %s\n", session.Summary().c_str());
  return 0;
}

}  // namespace

void Find(std::string_view what) {
  std::fprintf(stderr, "finding: %s\n", std::string(what).c_str());
  std::abort();
}

}  // namespace starkernel::fuzz

int main(int count, char** values) {
  return starkernel::fuzz::Run(starkernel::tools::CommandLine(count, values));
}
