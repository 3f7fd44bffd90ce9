#pragma once

#include <optional>
#include <utility>

#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/vm.h"
#include "src/heap/account.h"
#include "src/heap/box.h"
#include "src/kernel/native_home.h"
#include "src/kernel/vm_native.h"
#include "src/parity/post_natives.h"

namespace starkernel::kernel {

/// Machine code for POST's VM instances, in the same places as that of all others. Nobody pays for
/// it: each is gone before the next begins.
class SelfTestNatives final : public parity::PostNatives {
 public:
  /// `home` outlives it.
  explicit SelfTestNatives(NativeHome& home [[clang::lifetimebound]]) : home_(home) {}

  void Attach(forthvm::Vm& vm) override {
    auto made = VmNative::Create(
        home_, account_, {.id = vm.word_end().value(), .place = vm.dictionary().end_index()});
    if (made.ok()) {
      vm.Use(*native_.emplace(std::move(made).value()));
    }
  }
  void Detach() override {
    if (native_.has_value()) {
      bytes_ += (*native_)->code_size();
      native_.reset();
    }
  }

  /// How much machine code there was.
  [[nodiscard]] ByteCount bytes() const { return bytes_; }

 private:
  /// Takes whatever is charged.
  class Unlimited final : public heap::Account {
   public:
    Result<void> Charge(ByteCount /*bytes*/) override { return {}; }
    void Refund(ByteCount /*bytes*/) override {}
  };

  NativeHome& home_;
  Unlimited account_;
  std::optional<heap::Box<VmNative>> native_;
  ByteCount bytes_;
};

}  // namespace starkernel::kernel
