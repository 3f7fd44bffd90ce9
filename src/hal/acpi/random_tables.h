#pragma once

#include <cstddef>
#include <cstdint>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "src/hal/acpi/fake_tables.h"

namespace starkernel::acpi {

/// Changes some bytes of a table: single ones, runs, its length, its end; and, mostly, makes the
/// checksum right again, so that what lies behind it is reached.
void MutateTable(std::vector<std::byte>& table, std::mt19937_64& random);

/// Replaces everything behind a table's signature by random bytes, its length by one that is
/// nearly right, and makes the checksum right.
void RandomizeTable(std::vector<std::byte>& table, std::mt19937_64& random);

/// Makes the checksum of a table right, or both of a root pointer, as far as it is there.
void RepairChecksums(std::vector<std::byte>& table);

/// Writes `length` where a table or a root pointer says it, if that is there.
void SetLength(std::vector<std::byte>& table, std::uint64_t length);

/// Reads all tables in `memory` and says what holds for no result, or nothing.
[[nodiscard]] std::string ViolationIn(FakeMemory& memory);

}  // namespace starkernel::acpi
