#include "src/hal/x86_64/processor_features.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/text_writer.h"
#include "src/hal/x86_64/boot_tables.h"
#include "src/hal/x86_64/processor_unsafe.h"

namespace starkernel::hal {
namespace {

constexpr std::uint32_t kExtendedFeatures = 0x8000'0001U;
constexpr std::uint32_t kFirstBrandLeaf = 0x8000'0002U;
constexpr std::uint32_t kLastBrandLeaf = 0x8000'0004U;
constexpr std::uint32_t kPowerLeaf = 0x8000'0007U;
constexpr std::uint32_t kStructuredFeatures = 7;

constexpr std::uint32_t kEferRegister = 0xC000'0080U;
constexpr std::uint64_t kEferNoExecute = 1U << 11U;
constexpr std::uint64_t kCr0WriteProtect = 1U << 16U;
constexpr std::uint64_t kCr4GlobalPages = 1U << 7U;
constexpr std::uint64_t kCr4Umip = 1U << 11U;
constexpr std::uint64_t kCr4FiveLevels = 1U << 12U;
constexpr std::uint64_t kCr4Smep = 1U << 20U;
constexpr std::uint64_t kCr4Smap = 1U << 21U;

constexpr bool Has(std::uint32_t features, unsigned bit) { return (features >> bit & 1U) != 0; }

// CPUID of a leaf the processor may not know: all zero then.
CpuidResult CpuidIfThere(std::uint32_t leaf) {
  const std::uint32_t family = leaf & 0x8000'0000U;
  return leaf <= Cpuid(family).eax ? Cpuid(leaf) : CpuidResult{};
}

// Writes the characters of registers, leaving out NUL and repeated spaces.
class RegisterText {
 public:
  explicit RegisterText(TextWriter& writer) : writer_(writer) {}

  void Write(std::uint32_t value) {
    for (unsigned shift = 0; shift < 32; shift += 8) {
      const auto character = static_cast<char>(value >> shift & 0x7FU);
      if (character < ' ' || (character == ' ' && last_ == ' ')) {
        continue;
      }
      writer_.Character(character);
      last_ = character;
    }
  }

 private:
  TextWriter& writer_;
  char last_ = ' ';
};

void WriteBrand(TextWriter& writer) {
  const CpuidResult vendor = Cpuid(0);
  RegisterText text(writer);
  text.Write(vendor.ebx);
  text.Write(vendor.edx);
  text.Write(vendor.ecx);
  if (Cpuid(0x8000'0000U).eax < kLastBrandLeaf) {
    return;
  }
  writer.Text(", ");
  RegisterText brand(writer);
  for (std::uint32_t leaf = kFirstBrandLeaf; leaf <= kLastBrandLeaf; ++leaf) {
    const CpuidResult part = Cpuid(leaf);
    brand.Write(part.eax);
    brand.Write(part.ebx);
    brand.Write(part.ecx);
    brand.Write(part.edx);
  }
}

struct Feature {
  std::string_view name;
  bool there = false;
};

}  // namespace

ProcessorSuitability CheckProcessor() {
  return {.no_execute = Has(CpuidIfThere(kExtendedFeatures).edx, 20),
          .four_level_paging = (ReadCr4() & kCr4FiveLevels) == 0};
}

PhysAddr PhysicalAddressEnd() {
  constexpr std::uint32_t kAddressSizes = 0x8000'0008U;
  constexpr unsigned kFewestBits = 36;
  const unsigned bits = CpuidIfThere(kAddressSizes).eax & 0xFFU;
  return PhysAddr(std::uint64_t{1} << std::clamp(bits, kFewestBits, 52U));
}

BootPageSize LargestBootPage() {
  return Has(CpuidIfThere(kExtendedFeatures).edx, 26) ? BootPageSize::k1GiB : BootPageSize::k2MiB;
}

// SAFETY: sets bits alone, those of features that the processor says it has; all code runs in the
// image's pages, which the boot tables do not mark.
void EnableProtections() {
  WriteModelRegister(kEferRegister, ReadModelRegister(kEferRegister) | kEferNoExecute);
  WriteCr0(ReadCr0() | kCr0WriteProtect);
  const CpuidResult structured = CpuidIfThere(kStructuredFeatures);
  std::uint64_t cr4 = ReadCr4();
  cr4 |= Has(Cpuid(1).edx, 13) ? kCr4GlobalPages : 0;
  cr4 |= Has(structured.ebx, 7) ? kCr4Smep : 0;
  cr4 |= Has(structured.ebx, 20) ? kCr4Smap : 0;
  cr4 |= Has(structured.ecx, 2) ? kCr4Umip : 0;
  WriteCr4(cr4);
}

void WriteProcessorDescription(TextWriter& writer) {
  WriteBrand(writer);
  const CpuidResult basic = Cpuid(1);
  const CpuidResult structured = CpuidIfThere(kStructuredFeatures);
  const std::array<Feature, 7> features = {{
      {"1 GiB pages", LargestBootPage() == BootPageSize::k1GiB},
      {"SMEP", Has(structured.ebx, 7)},
      {"SMAP", Has(structured.ebx, 20)},
      {"UMIP", Has(structured.ecx, 2)},
      {"x2APIC", Has(basic.ecx, 21)},
      {"invariant TSC", Has(CpuidIfThere(kPowerLeaf).edx, 8)},
      {"hypervisor", Has(basic.ecx, 31)},
  }};
  writer.Text(" (no-execute");
  for (const Feature& feature : features) {
    if (feature.there) {
      writer.Text(", ").Text(feature.name);
    }
  }
  writer.Text(")");
}

}  // namespace starkernel::hal
