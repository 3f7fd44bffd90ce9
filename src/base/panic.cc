#include "src/base/panic.h"

#include <atomic>
#include <source_location>
#include <string_view>

namespace starkernel {
namespace {

constinit std::atomic<PanicHandler> panic_handler = nullptr;

}  // namespace

void SetPanicHandler(PanicHandler handler) {
  panic_handler.store(handler, std::memory_order_release);
}

void Panic(std::string_view message, std::source_location where) {
  if (PanicHandler handler = panic_handler.load(std::memory_order_acquire); handler != nullptr) {
    handler(message, where);
  }
  __builtin_trap();
}

}  // namespace starkernel
