#include "tests/forth_fuzz/fuzz_trial.h"

#include <string>

#include "src/forthvm/envelope_layout.h"
#include "tests/forth_fuzz/fuzz_program.h"

namespace starkernel::forthvm::fuzz {

FuzzTrial::FuzzTrial()
    : vm_(model_, envelope_.bytes(), envelope_.content(), &envelope_),
      neighbour_memory_(layout::kMinimumEnvelope.value()),
      neighbour_(model_, neighbour_memory_, neighbour_memory_, nullptr) {}

std::string FuzzTrial::ViolationOf(const FuzzProgram& program) {
  std::string violation = vm_.ViolationOf(program);
  if (violation.empty() && !neighbour_.IsAsAtBirth()) {
    return "another VM instance is not as it was";
  }
  // Its memory says it all but for the few registers.
  if (violation.empty() && program.typed.size() % 32 == 0 && !neighbour_.Adds()) {
    return "another VM instance adds wrongly";
  }
  return violation;
}

}  // namespace starkernel::forthvm::fuzz
