#include "src/capabilities/audit_log.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <vector>

#include "src/base/ids.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/refusal.h"
#include "src/capabilities/rights.h"

namespace starkernel::capabilities {
namespace {

constexpr CapabilityNeed kNeed{CapabilityType::kPort, Rights(Right::kWrite), {0x3F8, 0x3F8}};

std::vector<std::uint64_t> Numbers(const AuditLog& log) {
  std::vector<std::uint64_t> numbers;
  for (const AuditRecord* record = log.Behind(0); record != nullptr;
       record = log.Behind(record->number)) {
    numbers.push_back(record->number);
  }
  return numbers;
}

TEST(AuditLogTest, KeepsWhatWasRefused) {
  AuditLog log;
  log.Note(VmId(7), SlotNumber(3), kNeed, Refusal::kMissingRight);
  log.Note(VmId(7), SlotNumber(3), kNeed, Refusal::kNone);
  EXPECT_EQ(log.refused(), 1U);
  EXPECT_EQ(log.allowed(), 1U);
  EXPECT_EQ(log.recorded(), 1U);
  const AuditRecord* const record = log.Behind(0);
  ASSERT_NE(record, nullptr);
  EXPECT_EQ(record->vm, VmId(7));
  EXPECT_EQ(record->slot, SlotNumber(3));
  EXPECT_EQ(record->need->range, (CapabilityRange{0x3F8, 0x3F8}));
  EXPECT_EQ(record->answer, Refusal::kMissingRight);
  EXPECT_EQ(log.Behind(1), nullptr);
}

TEST(AuditLogTest, KeepsWhatWasAllowedIfAsked) {
  AuditLog log;
  log.RecordAllowed(true);
  log.Note(VmId(1), SlotNumber(0), kNeed, Refusal::kNone);
  log.RecordAllowed(false);
  log.Note(VmId(1), SlotNumber(0), kNeed, Refusal::kNone);
  EXPECT_EQ(Numbers(log), (std::vector<std::uint64_t>{1}));
  EXPECT_EQ(log.allowed(), 2U);
}

TEST(AuditLogTest, ForgetsTheOldestFirst) {
  AuditLog log;
  for (std::uint64_t count = 0; count < AuditLog::kRecords; ++count) {
    log.Note(VmId(1), SlotNumber(count), kNeed, Refusal::kOutOfRange);
  }
  EXPECT_EQ(Numbers(log).size(), AuditLog::kRecords);
  EXPECT_EQ(Numbers(log).front(), 1U);
  log.Note(VmId(1), SlotNumber(0), kNeed, Refusal::kOutOfRange);
  EXPECT_EQ(Numbers(log).size(), AuditLog::kRecords);
  EXPECT_EQ(Numbers(log).front(), 2U);
  EXPECT_EQ(Numbers(log).back(), AuditLog::kRecords + 1);
}

}  // namespace
}  // namespace starkernel::capabilities
