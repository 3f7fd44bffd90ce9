#include "src/parity/post_host.h"

#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/panic.h"
#include "src/base/text_writer.h"
#include "src/forthvm/host.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/log_level.h"
#include "src/parity/escaped_text.h"
#include "src/parity/post_case.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"

namespace starkernel::parity {

PostHost::PostHost(const PostModule& module, const PostCase& post_case, storage::FileStore& store,
                   storage::BlockDevice& blocks, forthvm::KernelDoor& kernel)
    : files_(module, post_case, store, *this), blocks_(blocks), kernel_(kernel) {
  WriteUnescaped(post_case.keys, keys_);
  Require(!keys_.lost(), "a POST case types too many keys");
}

forthvm::LineResult PostHost::ReadLine(std::span<char> /*buffer*/) {
  return {.state = forthvm::LineResult::State::kPending};
}

forthvm::KeyResult PostHost::PeekKey() {
  const std::string_view left = keys_.view().substr(taken_);
  if (left.empty()) {
    return {.state = forthvm::KeyResult::State::kPending};
  }
  if (left.front() == kInterrupt) {
    return {.state = forthvm::KeyResult::State::kBreak};
  }
  return {.state = forthvm::KeyResult::State::kKey, .key = static_cast<std::uint8_t>(left.front())};
}

void PostHost::TakeKey() { ++taken_; }

void PostHost::Log(forthvm::LogLevel level, std::string_view line) {
  TextWriter(output_).Text(forthvm::NameOf(level)).Text(": ").Text(line).Character('\n');
}

bool PostHost::TakeInterrupt() {
  const bool interrupts = keys_.view().substr(taken_).starts_with(kInterrupt);
  taken_ += interrupts ? 1 : 0;
  return interrupts;
}

void PostHost::AtEnd() {
  Require(vm_ != nullptr, "nobody watches the case's VM instance");
  done_ = Done{.written = output_.view().size(), .depths = vm_->depths()};
}

}  // namespace starkernel::parity
