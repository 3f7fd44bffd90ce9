#include "tools/elf2efi/kernel_section.h"

#include <lz4.h>
#include <lz4hc.h>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "src/base/quantities.h"
#include "src/loader/packed_kernel.h"
#include "tools/elf2efi/byte_sink.h"
#include "tools/elf2efi/outcome.h"

namespace starkernel::elf2efi {
namespace {

// The library reads and writes characters.
std::string Pack(std::span<const std::byte> bytes) {
  std::string source;
  for (const std::byte byte : bytes) {
    source.push_back(std::to_integer<char>(byte));
  }
  const auto size = static_cast<int>(source.size());
  std::string packed(static_cast<std::size_t>(LZ4_compressBound(size)), '\0');
  const int used = LZ4_compress_HC(source.data(), packed.data(), size,
                                   static_cast<int>(packed.size()), LZ4HC_CLEVEL_MAX);
  packed.resize(static_cast<std::size_t>(used));
  return packed;
}

}  // namespace

Outcome<std::vector<std::byte>> BuildKernelSection(std::span<const std::byte> kernel) {
  if (kernel.empty() || ByteCount(kernel.size()) > loader::kLargestKernel) {
    return Failure{"a kernel of " + std::to_string(kernel.size()) +
                   " bytes cannot be packed: 1 to " +
                   std::to_string(loader::kLargestKernel.value()) + " can"};
  }
  const std::string packed = Pack(kernel);
  std::vector<std::byte> section;
  Append(section, loader::kPackedKernelMagic);
  Append(section, static_cast<std::uint32_t>(packed.size()));
  Append(section, static_cast<std::uint32_t>(kernel.size()));
  for (const char byte : packed) {
    section.push_back(static_cast<std::byte>(byte));
  }
  return section;
}

}  // namespace starkernel::elf2efi
