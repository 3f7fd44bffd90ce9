#include "tools/elf2efi/convert.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/little_endian.h"
#include "src/base/quantities.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/x86_64/image_layout.h"
#include "src/hal/x86_64/symbol_table.h"
#include "src/loader/packed_kernel.h"
#include "tools/elf2efi/elf_builder.h"

namespace starkernel::elf2efi {
namespace {

constexpr std::uint64_t kRelative = 8;

// The message of the failure that `elf` must give.
std::string Refusal(const ElfBuilder& elf) {
  const auto result = Convert(elf.bytes());
  return result.ok() ? "converted" : result.error().message;
}

// A PE file laid out as a loader does at base 0.
std::vector<std::byte> Load(std::span<const std::byte> file) {
  const auto pe = ReadLittleEndian<std::uint32_t>(file, 60).value();
  std::vector<std::byte> memory(ReadLittleEndian<std::uint32_t>(file, pe + 80).value());
  const auto headers = ReadLittleEndian<std::uint32_t>(file, pe + 84).value();
  std::ranges::copy(file.first(headers), memory.begin());
  const auto count = ReadLittleEndian<std::uint16_t>(file, pe + 6).value();
  for (std::uint32_t index = 0; index < count; ++index) {
    const std::uint64_t header = pe + 24 + 240 + index * 40U;
    const auto size = ReadLittleEndian<std::uint32_t>(file, header + 8).value();
    const auto address = ReadLittleEndian<std::uint32_t>(file, header + 12).value();
    const auto raw_size = ReadLittleEndian<std::uint32_t>(file, header + 16).value();
    const auto position = ReadLittleEndian<std::uint32_t>(file, header + 20).value();
    EXPECT_EQ(position % 512, 0U);
    EXPECT_EQ(raw_size % 512, 0U);
    std::ranges::copy(file.subspan(position, std::min(size, raw_size)), memory.begin() + address);
  }
  return memory;
}

ElfBuilder WithSymbolsAndRelocations() {
  ElfBuilder elf;
  elf.Set<std::uint64_t>(ElfBuilder::kData + 0x20, 0x2222);
  elf.Section(kRelaSection, kAllocated,
              {ElfBuilder::kData + 8, kRelative, 0x2010, ElfBuilder::kData, kRelative, 0x1008});
  elf.Section(kRelrSection, kAllocated, {ElfBuilder::kData + 0x20, 0b101});
  const std::uint32_t strings = elf.Strings(std::string("\0_ZN1a1bEv\0main\0data\0", 21));
  constexpr std::uint64_t kFunction = 0x12ULL << 32U | 1ULL << 48U;
  constexpr std::uint64_t kObject = 0x11ULL << 32U | 1ULL << 48U;
  constexpr std::uint64_t kUndefined = 0x12ULL << 32U;
  elf.Section(kSymbolTableSection, 0,
              {0, 0, 0,                       //
               11 | kFunction, 0x2020, 0x10,  //
               1 | kFunction, 0x2010, 0x10,   //
               16 | kObject, 0x3000, 8,       //
               11 | kUndefined, 0, 0},
              strings);
  return elf;
}

TEST(Convert, MakesAnEfiApplication) {
  const std::vector<std::byte> image = Convert(WithSymbolsAndRelocations().bytes()).value();
  const auto pe = ReadLittleEndian<std::uint32_t>(image, 60).value();
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(image, 0).value(), 0x5A4DU);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(image, pe).value(), 0x4550U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(image, pe + 4).value(), 0x8664U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(image, pe + 8).value(), 0U) << "time stamp";
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(image, pe + 22).value() & 1U, 0U) << "movable";
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(image, pe + 24).value(), 0x20BU);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(image, pe + 24 + 16).value(), 0x2010U) << "entry";
  EXPECT_EQ(ReadLittleEndian<std::uint64_t>(image, pe + 24 + 24).value(), 0U) << "base";
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(image, pe + 24 + 32).value(), 4096U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(image, pe + 24 + 68).value(), 10U) << "subsystem";
  EXPECT_EQ(image.size() % 512, 0U);
}

TEST(Convert, KeepsAddressesAndProtections) {
  const auto memory = Load(Convert(WithSymbolsAndRelocations().bytes()).value());
  const hal::ImageLayout layout = hal::ReadImageLayout(memory).value();
  const hal::ImageSection text = layout.Find(std::string_view(".text")).value();
  EXPECT_EQ(text.offset, 0x2000U);
  EXPECT_EQ(text.size, 0x40U);
  EXPECT_EQ(text.protection, hal::Protection::kReadExecute);
  const hal::ImageSection read_only = layout.Find(std::string_view(".rodata")).value();
  EXPECT_EQ(read_only.offset, 0x1000U);
  EXPECT_EQ(read_only.protection, hal::Protection::kReadOnly);
  const hal::ImageSection data = layout.Find(std::string_view(".data")).value();
  EXPECT_EQ(data.offset, 0x3000U);
  EXPECT_EQ(data.size, 0x2800U);
  EXPECT_EQ(data.protection, hal::Protection::kReadWrite);
  EXPECT_EQ(layout.Find(std::string_view(".symbols")).value().offset, 0x6000U);
  EXPECT_EQ(layout.Find(std::string_view(".reloc")).value().offset, 0x7000U);
  EXPECT_EQ(layout.image_size, 0x8000U);
}

TEST(Convert, TurnsRelativeRelocationsIntoBaseRelocations) {
  const auto memory = Load(Convert(WithSymbolsAndRelocations().bytes()).value());
  EXPECT_EQ(ReadLittleEndian<std::uint64_t>(memory, 0x3000).value(), 0x1008U);
  EXPECT_EQ(ReadLittleEndian<std::uint64_t>(memory, 0x3008).value(), 0x2010U);
  EXPECT_EQ(ReadLittleEndian<std::uint64_t>(memory, 0x3020).value(), 0x2222U);
  // One block: page, size, entries for 0, 8, 0x20, and from the bitmap 0x28 + 8.
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(memory, 0x7000).value(), 0x3000U);
  EXPECT_EQ(ReadLittleEndian<std::uint32_t>(memory, 0x7004).value(), 16U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(memory, 0x7008).value(), 0xA000U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(memory, 0x700A).value(), 0xA008U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(memory, 0x700C).value(), 0xA020U);
  EXPECT_EQ(ReadLittleEndian<std::uint16_t>(memory, 0x700E).value(), 0xA030U);
}

TEST(Convert, PacksAKernelIntoItsLoader) {
  const std::vector<std::byte> kernel(5000, std::byte{7});
  const auto memory = Load(Convert(WithSymbolsAndRelocations().bytes(), kernel).value());
  const hal::ImageLayout layout = hal::ReadImageLayout(memory).value();
  const hal::ImageSection section = layout.Find(loader::kPackedKernelSection).value();
  EXPECT_EQ(section.protection, hal::Protection::kReadOnly);
  const auto packed =
      loader::ReadPackedKernel(std::span(memory).subspan(section.offset, section.size));
  ASSERT_TRUE(packed.ok());
  EXPECT_EQ(packed.value().size, ByteCount{5000});
  EXPECT_EQ(layout.Find(std::string_view(".reloc")).value().offset, section.offset + 0x1000);
}

std::string NameAt(const hal::SymbolTable& table, std::uint32_t address) {
  const auto match = table.Lookup(address);
  return match.has_value() ? std::string(match->name.view()) : "nothing";
}

TEST(Convert, ListsDefinedFunctionsWithReadableNames) {
  const auto memory = Load(Convert(WithSymbolsAndRelocations().bytes()).value());
  const auto section = std::span(memory).subspan(0x6000, 0x1000);
  const hal::SymbolTable table = hal::SymbolTable::FromSection(section).value();
  EXPECT_EQ(table.size(), 2U);
  EXPECT_EQ(NameAt(table, 0x2010), "a::b");
  EXPECT_EQ(NameAt(table, 0x202F), "main");
  EXPECT_FALSE(table.Lookup(0x3000).has_value());
}

TEST(Convert, TheSameInputGivesTheSameBytes) {
  EXPECT_EQ(Convert(WithSymbolsAndRelocations().bytes()).value(),
            Convert(WithSymbolsAndRelocations().bytes()).value());
}

TEST(Convert, RefusesWhatIsNoSuitableElf) {
  EXPECT_EQ(Convert({}).error().message, "the file has 0 bytes, less than an ELF header");
  ElfBuilder magic;
  magic.Set<std::uint8_t>(0, 0x7E);
  EXPECT_EQ(Refusal(magic), "not an ELF file: its first bytes are 0x464c457e");
  ElfBuilder narrow;
  narrow.Set<std::uint8_t>(4, 1);
  EXPECT_EQ(Refusal(narrow), "ELF class 1, expected 2 (64-bit)");
  ElfBuilder big_endian;
  big_endian.Set<std::uint8_t>(5, 2);
  EXPECT_EQ(Refusal(big_endian), "ELF data encoding 2, expected 1 (little-endian)");
  ElfBuilder fixed;
  fixed.Set<std::uint16_t>(16, 2);
  EXPECT_EQ(Refusal(fixed), "ELF type 2, expected 3 (position-independent, link with -pie)");
  ElfBuilder arm;
  arm.Set<std::uint16_t>(18, 183);
  EXPECT_EQ(Refusal(arm), "ELF machine 183, expected 62 (x86_64)");
  ElfBuilder cut;
  cut.Set<std::uint64_t>(32, 0x4FFF);
  EXPECT_EQ(Refusal(cut),
            "program header table at file offset 0x4fff, size 0xa8 lies outside the file of "
            "0x5000 bytes");
}

TEST(Convert, RefusesSegmentsThatCannotBeSections) {
  ElfBuilder both;
  both.Program(2, 7, ElfBuilder::kData, 0x100, 0x100);
  EXPECT_EQ(Refusal(both), "the segment at 0x3000 is both writable and executable");
  ElfBuilder unaligned;
  unaligned.Program(2, 6, ElfBuilder::kData + 8, 0x100, 0x100);
  EXPECT_EQ(Refusal(unaligned),
            "the segment at 0x3008 is not page-aligned: link with -z separate-loadable-segments");
  ElfBuilder low;
  low.Program(0, 4, 0, 0x20, 0x20);
  EXPECT_EQ(Refusal(low),
            "the segment at 0x0 lies where the PE headers go: link with --image-base=0x1000");
  ElfBuilder overlapping;
  overlapping.Program(1, 5, ElfBuilder::kText, 0x40, 0x1001);
  EXPECT_EQ(Refusal(overlapping), "the segment at 0x2000 overlaps a page of the segment after it");
  ElfBuilder shrinking;
  shrinking.Program(2, 6, ElfBuilder::kData, 0x101, 0x100);
  EXPECT_EQ(Refusal(shrinking),
            "the segment at 0x3000 has 0x101 bytes in the file but only 0x100 in memory");
  ElfBuilder huge;
  huge.Program(2, 6, ElfBuilder::kData, 0x100, 0x8000'0000);
  EXPECT_EQ(Refusal(huge), "the segment at 0x3000, size 0x80000000, ends above 0x7ffff000");
  ElfBuilder interpreted;
  interpreted.Program(0, 4, ElfBuilder::kReadOnly, 0x20, 0x20, 3);
  EXPECT_EQ(Refusal(interpreted),
            "the file names a program interpreter: link with --no-dynamic-linker");
  ElfBuilder empty;
  empty.Set<std::uint16_t>(56, 0);
  EXPECT_EQ(Refusal(empty), "the file has no loadable segment");
}

TEST(Convert, RefusesAnEntryPointOutsideTheCode) {
  ElfBuilder elf;
  elf.Set<std::uint64_t>(24, ElfBuilder::kText + 0x3F);
  EXPECT_EQ(Refusal(elf), "converted");
  elf.Set<std::uint64_t>(24, ElfBuilder::kText + 0x40);
  EXPECT_EQ(Refusal(elf), "the entry point 0x2040 lies in no executable segment");
  elf.Set<std::uint64_t>(24, ElfBuilder::kData);
  EXPECT_EQ(Refusal(elf), "the entry point 0x3000 lies in no executable segment");
}

std::string RefusalOfRela(std::uint64_t place, std::uint64_t information) {
  ElfBuilder elf;
  elf.Section(kRelaSection, kAllocated, {place, information, 0x1000});
  return Refusal(elf);
}

TEST(Convert, RefusesRelocationsThatAreNotRelative) {
  EXPECT_EQ(RefusalOfRela(ElfBuilder::kData, 6),
            "unexpected relocation type 6 with symbol 0 at 0x3000: only R_X86_64_RELATIVE can be "
            "converted");
  EXPECT_EQ(RefusalOfRela(ElfBuilder::kData, 5ULL << 32U | 8),
            "unexpected relocation type 8 with symbol 5 at 0x3000: only R_X86_64_RELATIVE can be "
            "converted");
  ElfBuilder rel;
  rel.Section(kRelSection, kAllocated, {ElfBuilder::kData, kRelative});
  EXPECT_EQ(Refusal(rel), "the file has relocations without addends, which x86_64 does not use");
}

TEST(Convert, RefusesRelocationsOutsideTheData) {
  EXPECT_EQ(RefusalOfRela(ElfBuilder::kData + 0xF8, kRelative), "converted");
  EXPECT_EQ(RefusalOfRela(ElfBuilder::kData + 0xF9, kRelative),
            "the relocation at 0x30f9 has no bytes in the file");
  EXPECT_EQ(RefusalOfRela(ElfBuilder::kData + 0x2800, kRelative),
            "the relocation at 0x5800 lies in no segment");
  EXPECT_EQ(RefusalOfRela(ElfBuilder::kText, kRelative),
            "the relocation at 0x2000 patches code: compile position-independent code");
  ElfBuilder twice;
  twice.Section(kRelaSection, kAllocated,
                {ElfBuilder::kData, kRelative, 1, ElfBuilder::kData, kRelative, 2});
  EXPECT_EQ(Refusal(twice), "two relocations at 0x3000");
  ElfBuilder odd;
  odd.Section(kRelaSection, kAllocated, {ElfBuilder::kData, kRelative});
  EXPECT_EQ(Refusal(odd), "a relocation section of 0x10 bytes is not made of 24-byte entries");
}

TEST(Convert, RefusesStaticInitializers) {
  ElfBuilder elf;
  elf.Section(kInitArraySection, kAllocated, {0x2010});
  EXPECT_EQ(Refusal(elf), "the file has 1 static initializers, which nothing would run");
}

TEST(Convert, RefusesABrokenSymbolTable) {
  ElfBuilder elf;
  elf.Section(kSymbolTableSection, 0, {0, 0, 0}, 7);
  EXPECT_EQ(Refusal(elf), "the symbol table's string table is section 7 of 1");
  ElfBuilder name;
  const std::uint32_t strings = name.Strings("ab");
  name.Section(kSymbolTableSection, 0, {2 | 0x12ULL << 32U | 1ULL << 48U, 0x2010, 1}, strings);
  EXPECT_EQ(Refusal(name), "a symbol name at 0x2 lies outside the string table of 0x2 bytes");
}

}  // namespace
}  // namespace starkernel::elf2efi
