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
    Put(0);
    std::uint32_t end = 0;
    for (const Function& function : functions) {
      const std::vector<unsigned> name = Packed(function.name);
      PutShort(function.address - end);
      PutShort(function.size);
      PutShort(static_cast<std::uint32_t>(name.size()));
      for (const unsigned byte : name) {
        bytes_.push_back(static_cast<std::byte>(byte));
      }
      end = function.address + function.size;
    }
  }

  [[nodiscard]] std::span<std::byte> bytes() [[clang::lifetimebound]] { return bytes_; }

 private:
  /// A row of codes that are bytes, without pairs (src/base/packed_text.h).
  [[nodiscard]] static std::vector<unsigned> Packed(const std::string& name) {
    std::vector<unsigned> bytes;
    for (std::size_t place = 0; place < name.size(); ++place) {
      const unsigned code = static_cast<unsigned char>(name[place]);
      if (place % 2 == 0) {
        bytes.push_back(code);
        bytes.push_back(0);
      } else {
        bytes.back() = (code & 0xFU) << 4U;
        bytes.push_back(code >> 4U);
      }
    }
    return bytes;
  }

  void PutShort(std::uint32_t value) {
    for (; value > 0x7FU; value >>= 7U) {
      bytes_.push_back(static_cast<std::byte>(value | 0x80U));
    }
    bytes_.push_back(static_cast<std::byte>(value));
  }

  void Put(std::uint32_t value) {
    bytes_.resize(bytes_.size() + sizeof(value));
    WriteLittleEndian(std::span(bytes_), bytes_.size() - sizeof(value), value).value();
  }

  std::vector<std::byte> bytes_;
};

}  // namespace starkernel::hal
