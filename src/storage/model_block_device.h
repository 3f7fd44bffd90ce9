#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>

#include "src/storage/block_device.h"

namespace starkernel::storage {

/// A block device for tests, made of a map. Fails and delays on demand, and counts.
class ModelBlockDevice final : public BlockDevice {
 public:
  explicit ModelBlockDevice(std::uint64_t count = 64) : count_(count) {}

  [[nodiscard]] std::uint64_t count() const override { return count_; }
  BlockOutcome Read(std::uint64_t block, std::span<std::byte, kBlockSize> bytes) override {
    const BlockOutcome outcome = Begin(fail_reads);
    if (outcome == BlockOutcome::kDone) {
      ++reads;
      const std::string text = Text(block);
      std::ranges::copy(std::as_bytes(std::span(text)), bytes.begin());
    }
    return outcome;
  }
  BlockOutcome Write(std::uint64_t block, std::span<const std::byte, kBlockSize> bytes) override {
    const BlockOutcome outcome = Begin(fail_writes);
    if (outcome == BlockOutcome::kDone) {
      ++writes;
      std::string& text = blocks_[block];
      text.assign(kBlockSize, ' ');
      std::ranges::copy(bytes, std::as_writable_bytes(std::span(text)).begin());
    }
    return outcome;
  }
  BlockOutcome Flush() override {
    const BlockOutcome outcome = Begin(fail_writes);
    flushes += outcome == BlockOutcome::kDone ? 1 : 0;
    return outcome;
  }

  /// What a block holds: blanks if it was never written.
  [[nodiscard]] std::string Text(std::uint64_t block) const {
    const auto known = blocks_.find(block);
    return known == blocks_.end() ? std::string(kBlockSize, ' ') : known->second;
  }

  bool fail_reads = false;
  bool fail_writes = false;
  int delay = 0;  ///< How many times each call has to be repeated.
  int reads = 0;
  int writes = 0;
  int flushes = 0;

 private:
  [[nodiscard]] BlockOutcome Begin(bool fails) {
    if (waited_ < delay) {
      ++waited_;
      return BlockOutcome::kPending;
    }
    waited_ = 0;
    return fails ? BlockOutcome::kFailed : BlockOutcome::kDone;
  }

  std::uint64_t count_;
  std::map<std::uint64_t, std::string> blocks_;
  int waited_ = 0;
};

}  // namespace starkernel::storage
