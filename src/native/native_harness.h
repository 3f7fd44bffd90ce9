#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "src/forthvm/vm.h"
#include "src/native/catalogue.h"
#include "src/native/native_records.h"
#include "src/native/native_vm.h"
#include "src/native/place.h"
#include "src/native/test_code_unsafe.h"

namespace starkernel::native {

/// A native engine with storage, for tests and measurements.
class NativeHarness {
 public:
  explicit NativeHarness(forthvm::Vm& vm)
      : native_(code_,
                {.definitions = definitions_,
                 .entries = entries_,
                 .returns = returns_,
                 .begins = begins_},
                {.places = places_, .code = written_},
                {.id = vm.word_end().value(), .place = vm.dictionary().end_index()}) {
    vm.Use(native_);
  }

  [[nodiscard]] NativeVm& native() [[clang::lifetimebound]] { return native_; }
  [[nodiscard]] TestCode& code() [[clang::lifetimebound]] { return code_; }

 private:
  static constexpr std::size_t kWords = 8192;

  TestCode code_{std::size_t{1} << 20U};
  std::vector<Definition> definitions_ = std::vector<Definition>(kWords);
  std::vector<Entry> entries_ = std::vector<Entry>(kWords);
  std::vector<std::uint32_t> returns_ = std::vector<std::uint32_t>(kWords);
  std::vector<std::uint32_t> begins_ = std::vector<std::uint32_t>(kWords);
  std::vector<Place> places_ = std::vector<Place>(1024);
  std::vector<std::byte> written_ = std::vector<std::byte>(std::size_t{64} * 1024);
  NativeVm native_;
};

}  // namespace starkernel::native
