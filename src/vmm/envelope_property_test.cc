// Random operations on envelopes against a model: who sees which page, and where every frame is, at
// each single store to the tables and after each operation.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <random>
#include <set>
#include <utility>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/test_effort.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/pmm/frame_run.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/fake_mmu.h"
#include "src/vmm/store_observer.h"
#include "src/vmm/table_checker.h"

namespace starkernel::vmm {
namespace {

using hal::PageAccess;
using hal::PageFaultAnswer;
using hal::Protection;
using Pages = std::map<std::uint64_t, SeenPage>;

constexpr std::uint64_t kPropertyFrames = 420;
constexpr std::array kPropertyMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kPropertyFrames}, hal::MemoryKind::kUsable}};
constexpr std::uint64_t kMostResident = 9;

/// What is worked on: few pages, so that they make many cases.
struct World {
  ByteCount size;
  std::uint64_t envelopes;
  std::uint64_t first_page;
  std::uint64_t page_limit;
};
/// Around the border of two tables.
constexpr World kLargeOnes{.size = MiB(4), .envelopes = 3, .first_page = 506, .page_limit = 518};
/// At the end of envelopes that share tables and lie next to each other.
constexpr World kSmallOnes{.size = MiB(1), .envelopes = 9, .first_page = 250, .page_limit = 256};

/// A page of an envelope as the model has it.
struct ModelPage {
  std::uint64_t frame = 0;
  bool writable = true;
  bool sealed = false;
};
using ModelEnvelope = std::map<std::uint64_t, ModelPage>;

class EnvelopePropertyTest : public testing::TestWithParam<World>, public StoreObserver {
 protected:
  EnvelopePropertyTest() {
    space_.Activate();
    space_.Observe(*this);
    for (std::uint64_t index = 0; index < world_.envelopes; ++index) {
      Renew(index);
    }
  }

  void Stored() override { seen_.push_back(See()); }

  Pages See() { return SeePages(memory_, space_.root(), tables_); }

  void Renew(std::uint64_t index) {
    envelopes_.at(index).Reset();
    model_.at(index).clear();
    envelopes_.at(index) =
        allocator_.Allocate({.size = world_.size, .limit = PageCount{kMostResident}}).value();
  }

  std::uint64_t AddressOf(std::uint64_t index, std::uint64_t page) {
    return envelopes_.at(index).base().value() + page * 4096;
  }
  /// Pages that are there now though the model has none: what an operation has made.
  void TakeNewPages(std::uint64_t index, const Pages& now) {
    for (std::uint64_t page = world_.first_page; page < world_.page_limit; ++page) {
      const auto found = now.find(AddressOf(index, page));
      if (found != now.end() && !model_.at(index).contains(page)) {
        EXPECT_FALSE(IsUsed(found->second.physical));
        model_.at(index)[page] = {.frame = found->second.physical,
                                  .writable = found->second.writable};
      }
    }
  }
  bool IsUsed(std::uint64_t frame) {
    for (const ModelEnvelope& envelope : model_) {
      for (const auto& [page, entry] : envelope) {
        if (entry.frame == frame) {
          return true;
        }
      }
    }
    return false;
  }

  struct Step {
    std::uint64_t source = 0;
    std::uint64_t target = 0;
    std::uint64_t first = 0;
    std::uint64_t pages = 0;
    std::uint64_t at = 0;
    Protection protection = Protection::kReadWrite;
    [[nodiscard]] EnvelopePart part() const { return {GuestAddr(first * 4096), PageCount(pages)}; }
  };
  Step RandomStep() {
    Step step;
    step.source = random_() % world_.envelopes;
    step.target = random_() % world_.envelopes;
    step.pages = 1 + random_() % 3;
    step.first =
        world_.first_page + random_() % (world_.page_limit - world_.first_page - step.pages + 1);
    step.at =
        world_.first_page + random_() % (world_.page_limit - world_.first_page - step.pages + 1);
    step.protection = random_() % 2 == 0 ? Protection::kReadWrite : Protection::kReadOnly;
    return step;
  }

  void Do(const Step& step) {
    switch (random_() % 10) {
      case 0:
      case 1: DoTouch(step); break;
      case 2: done_ += envelopes_.at(step.source).Map(step.part()).ok() ? 1U : 0U; break;
      case 3: DoProtect(step); break;
      case 4:
      case 5: DoShare(step); break;
      case 6: DoTransfer(step); break;
      default: DoUnmap(step); break;
    }
    TakeNewPages(step.source, See());
  }

  void DoTouch(const Step& step) {
    const ModelEnvelope& pages = model_.at(step.source);
    const Pages before = See();
    const PageFaultAnswer answer =
        mmu_.resolver->Resolve(VirtAddr(AddressOf(step.source, step.first)), PageAccess::kWrite);
    const bool there = pages.contains(step.first);
    if (there || pages.size() >= kMostResident) {
      EXPECT_NE(answer, PageFaultAnswer::kRetry);
    }
    EXPECT_EQ(answer == PageFaultAnswer::kUnknown, there && pages.at(step.first).writable);
    // The page that was touched is new, or nothing is.
    Pages now = See();
    EXPECT_EQ(now.erase(AddressOf(step.source, step.first)),
              there || answer == PageFaultAnswer::kRetry ? 1U : 0U);
    Pages others = before;
    others.erase(AddressOf(step.source, step.first));
    EXPECT_EQ(now, others);
  }

  void DoUnmap(const Step& step) {
    envelopes_.at(step.source).Unmap(step.part()).value();
    for (std::uint64_t page = step.first; page < step.first + step.pages; ++page) {
      model_.at(step.source).erase(page);
    }
  }

  void DoProtect(const Step& step) {
    const bool protects = envelopes_.at(step.source).Protect(step.part(), step.protection).ok();
    TakeNewPages(step.source, See());
    for (std::uint64_t page = step.first; protects && page < step.first + step.pages; ++page) {
      ModelPage& model = model_.at(step.source).at(page);
      model.writable = step.protection == Protection::kReadWrite;
      EXPECT_FALSE(model.writable && model.sealed);
    }
  }

  void DoShare(const Step& step) {
    ModelEnvelope& from = model_.at(step.source);
    ModelEnvelope& to = model_.at(step.target);
    const bool shares = envelopes_.at(step.source)
                            .Share(step.part(), envelopes_.at(step.target),
                                   GuestAddr(step.at * 4096), step.protection)
                            .ok();
    const Pages now = See();
    // What the operation has brought in the source, before the pages of the target are taken.
    for (std::uint64_t page = step.first; page < step.first + step.pages; ++page) {
      if (const auto found = now.find(AddressOf(step.source, page)); found != now.end()) {
        from.try_emplace(page, ModelPage{.frame = found->second.physical});
      }
    }
    const bool writes = step.protection == Protection::kReadWrite;
    for (std::uint64_t page = 0; shares && page < step.pages; ++page) {
      EXPECT_FALSE(to.contains(step.at + page));
      EXPECT_TRUE(!writes || from.at(step.first + page).writable);
      to[step.at + page] = {from.at(step.first + page).frame, writes, !writes};
    }
    shared_ += shares ? 1U : 0U;
  }

  void DoTransfer(const Step& step) {
    ModelEnvelope& to = model_.at(step.target);
    if (!envelopes_.at(step.source)
             .Transfer(step.part(), envelopes_.at(step.target), GuestAddr(step.at * 4096))
             .ok()) {
      return;
    }
    for (std::uint64_t page = 0; page < step.pages; ++page) {
      EXPECT_FALSE(to.contains(step.at + page));
      if (auto moved = model_.at(step.source).extract(step.first + page); !moved.empty()) {
        to[step.at + page] = moved.mapped();
        ++transferred_;
      }
    }
  }

  /// That the tables, the statistics and the frames are those of the model.
  void Check(const Pages& now) {
    std::map<std::uint64_t, std::uint64_t> owners;
    Pages expected;
    for (std::uint64_t index = 0; index < world_.envelopes; ++index) {
      EXPECT_EQ(envelopes_.at(index).statistics().resident, PageCount(model_.at(index).size()));
      EXPECT_LE(model_.at(index).size(), kMostResident);
      for (const auto& [page, entry] : model_.at(index)) {
        expected[AddressOf(index, page)] = {entry.frame, entry.writable, false, false};
        ++owners[entry.frame];
      }
    }
    ASSERT_EQ(now, expected);
    std::set<std::uint64_t> leaves;
    for (const auto& [frame, count] : owners) {
      if (count > 1) {
        leaves.insert(frame >> 21U);
      }
    }
    const std::uint64_t nodes = leaves.empty() ? 0 : leaves.size() + 3;
    ASSERT_EQ(frames_.statistics().allocated(),
              PageCount(owners.size() + nodes + tables_ + hoard_.size() + 1));
  }

  static std::map<std::uint64_t, std::uint64_t> Writers(const Pages& pages) {
    std::map<std::uint64_t, std::uint64_t> writers;
    for (const auto& [virt, page] : pages) {
      writers[page.physical] += page.writable ? 1U : 0U;
    }
    return writers;
  }
  static std::optional<SeenPage> PageAt(const Pages& pages, std::uint64_t virt) {
    const auto found = pages.find(virt);
    return found == pages.end() ? std::nullopt : std::optional(found->second);
  }

  /// At each store every page is as before or as afterwards, and no frame can be written in more
  /// places than before or than afterwards.
  void CheckStores(const Pages& before, const Pages& after) {
    auto writers_before = Writers(before);
    auto writers_after = Writers(after);
    for (const Pages& seen : seen_) {
      for (const auto& [frame, count] : Writers(seen)) {
        EXPECT_LE(count, std::max(writers_before[frame], writers_after[frame]));
      }
      Pages all = seen;
      all.insert(before.begin(), before.end());
      all.insert(after.begin(), after.end());
      for (const auto& [virt, ignored] : all) {
        const auto page = PageAt(seen, virt);
        EXPECT_TRUE(page == PageAt(before, virt) || page == PageAt(after, virt))
            << std::hex << virt;
      }
    }
    stores_ += seen_.size();
    seen_.clear();
  }

  World world_ = GetParam();
  FakeMmu mmu_;
  pmm::FakePhysicalMemory memory_{PageCount{kPropertyFrames}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kPropertyMap, memory_).value();
  std::vector<pmm::FrameRun> hoard_;
  AddressSpace space_ = AddressSpace::Create(frames_, mmu_).value();
  EnvelopeAllocator allocator_ = EnvelopeAllocator::Create(frames_, space_, mmu_).value();
  std::vector<Envelope> envelopes_{world_.envelopes};
  std::vector<ModelEnvelope> model_{world_.envelopes};
  std::mt19937_64 random_{23};
  std::vector<Pages> seen_;
  std::uint64_t tables_ = 0;
  std::uint64_t stores_ = 0;
  std::uint64_t done_ = 0;
  std::uint64_t shared_ = 0;
  std::uint64_t transferred_ = 0;
};

INSTANTIATE_TEST_SUITE_P(Worlds, EnvelopePropertyTest, testing::Values(kLargeOnes, kSmallOnes));

TEST_P(EnvelopePropertyTest, FramesAreNeitherLostNorDoubledAndNoStoreShowsMore) {
  const std::uint64_t operations = WantedOperations().value_or(900);
  for (std::uint64_t step = 0; step < operations; ++step) {
    // Now and then there are few frames or none.
    if (step % 20 == 0) {
      hoard_.clear();
      while (step % 40 == 0 && frames_.statistics().free > PageCount(random_() % 8)) {
        hoard_.push_back(frames_.Allocate().value());
      }
    }
    const Pages before = See();
    seen_.clear();
    if (step % 100 == 99) {
      Renew(random_() % world_.envelopes);
    } else {
      Do(RandomStep());
    }
    const Pages after = See();
    CheckStores(before, after);
    Check(after);
    if (HasFatalFailure()) {
      return;
    }
  }
  if (operations >= 900) {
    EXPECT_GT(stores_, 500U);
    EXPECT_GT(done_, 20U);
    EXPECT_GT(shared_, 15U);
    EXPECT_GT(transferred_, 10U);
  }
  hoard_.clear();
  for (Envelope& envelope : envelopes_) {
    envelope.Reset();
  }
  EXPECT_EQ(frames_.statistics().allocated(), PageCount{2})
      << "the root, and the records of places";
}

}  // namespace
}  // namespace starkernel::vmm
