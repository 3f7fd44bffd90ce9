#pragma once

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <span>
#include <string>
#include <vector>

#include "src/base/little_endian.h"
#include "src/hal/x86_64/symbol_table.h"

namespace starkernel::hal {

/// The bytes of a `.symbols` section, for tests.
class SymbolBytes {
 public:
  struct Function {
    std::uint32_t address = 0;
    std::uint32_t size = 0;
    std::string name;
  };

  SymbolBytes(std::initializer_list<Function> functions) {
    Put(kSymbolTableMagic);
    Put(static_cast<std::uint32_t>(functions.size()));
    std::size_t name = kSymbolTableHeaderBytes + functions.size() * kSymbolTableEntryBytes;
    for (const Function& function : functions) {
      Put(function.address);
      Put(function.size);
      Put(PackName(static_cast<std::uint32_t>(name),
                   static_cast<std::uint8_t>(function.name.size())));
      name += function.name.size();
    }
    for (const Function& function : functions) {
      for (const char character : function.name) {
        bytes_.push_back(static_cast<std::byte>(character));
      }
    }
  }

  [[nodiscard]] std::span<std::byte> bytes() [[clang::lifetimebound]] { return bytes_; }

 private:
  void Put(std::uint32_t value) {
    bytes_.resize(bytes_.size() + sizeof(value));
    WriteLittleEndian(std::span(bytes_), bytes_.size() - sizeof(value), value).value();
  }

  std::vector<std::byte> bytes_;
};

}  // namespace starkernel::hal
