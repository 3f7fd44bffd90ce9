#pragma once

#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_collector.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/envelope.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/kernel_word.h"
#include "src/forthvm/output.h"
#include "src/hal/kernel_mapping.h"
#include "src/kernel/nursery_world.h"
#include "src/kernel/region_model.h"
#include "src/kernel_words/kernel_objects.h"
#include "src/kernel_words/vm_door.h"
#include "src/kernel_words/vm_keeper.h"
#include "src/regions/vm_windows.h"
#include "src/vmm/envelope.h"
#include "src/vmm/page_tables.h"

namespace starkernel::kernel {

/// Three VM instances of a kernel, and the model of their memory, that get the same operations by
/// kernel words. Whatever becomes different fails the test. They are used again and again: Clear
/// lets all of them end, and sees that nothing is left.
class RegionPair : private NurseryWorld {
 public:
  using Model = RegionModel;

  RegionPair() : used_(UsedWhenTrimmed()) { Begin(); }

  [[nodiscard]] const Model& model() const [[clang::lifetimebound]] { return expected_; }

  void Make(std::size_t vm, std::size_t pages, bool is_writable) {
    const Answer answer =
        Ask(vm, forthvm::KernelWord::kMapMemory, {Signed(pages * kPage), RightsOf(is_writable)});
    if (Agree(answer, expected_.Make(vm, pages, is_writable))) {
      CheckPlace(vm, answer);
      NoteNewest(vm);
      NotePages(expected_.windows().back());
    }
  }
  void Unmap(std::size_t vm, std::size_t place) {
    const Answer answer =
        Ask(vm, forthvm::KernelWord::kUnmapMemory, {AddressOf(vm, place), SizeAt(vm, place)});
    static_cast<void>(Agree(answer, expected_.Unmap(vm, place)));
  }
  /// If something is mapped from there on.
  void Share(std::size_t vm, std::size_t place, bool is_last, std::size_t to) {
    const std::size_t window = expected_.WindowAt(vm, place);
    if (window == Model::kNone) {
      return;
    }
    const std::size_t skipped = is_last ? expected_.windows().at(window).pages - 1 : 0;
    const Answer answer = Ask(
        vm, forthvm::KernelWord::kShareMemory,
        {AddressOf(vm, place + skipped), SizeAt(vm, place) - Signed(skipped * kPage), IdOf(to)});
    if (Agree(answer, expected_.Share(vm, place, is_last, to))) {
      NoteNewest(to);
    }
  }
  void Grant(std::size_t vm, std::size_t capability, std::size_t to) {
    if (capability == Model::kNone) {
      return;
    }
    const Answer answer = Ask(vm, forthvm::KernelWord::kGrant, {IdOf(to), SlotOf(capability)});
    if (Agree(answer, expected_.Grant(vm, capability, to))) {
      NoteNewest(to);
    }
  }
  void Map(std::size_t vm, std::size_t capability, bool is_writable) {
    if (capability == Model::kNone) {
      return;
    }
    const Answer answer =
        Ask(vm, forthvm::KernelWord::kMapCapability, {RightsOf(is_writable), SlotOf(capability)});
    if (Agree(answer, expected_.Map(vm, capability, is_writable))) {
      CheckPlace(vm, answer);
    }
  }
  void Protect(std::size_t vm, std::size_t place, bool is_writable) {
    const Answer answer = Ask(vm, forthvm::KernelWord::kProtect,
                              {AddressOf(vm, place), SizeAt(vm, place), RightsOf(is_writable)});
    static_cast<void>(Agree(answer, expected_.Protect(vm, place, is_writable)));
  }
  void Revoke(std::size_t vm, std::size_t capability) {
    if (capability != Model::kNone) {
      const Answer answer = Ask(vm, forthvm::KernelWord::kRevoke, {SlotOf(capability)});
      static_cast<void>(Agree(answer, expected_.Revoke(vm, capability)));
    }
  }
  void Drop(std::size_t vm, std::size_t capability) {
    if (capability != Model::kNone) {
      const Answer answer = Ask(vm, forthvm::KernelWord::kDrop, {SlotOf(capability)});
      static_cast<void>(Agree(answer, expected_.Drop(vm, capability)));
    }
  }
  void Give(std::size_t vm, std::size_t place, std::size_t to) {
    const Answer answer = Ask(vm, forthvm::KernelWord::kGiveMemory,
                              {AddressOf(vm, place), SizeAt(vm, place), IdOf(to)});
    if (Agree(answer, expected_.Give(vm, place, to))) {
      NoteNewest(to);
    }
  }
  void Take(std::size_t vm, std::size_t capability) {
    if (capability == Model::kNone) {
      return;
    }
    const Answer answer = Ask(vm, forthvm::KernelWord::kTakeMemory, {SlotOf(capability)});
    if (Agree(answer, expected_.Take(vm, capability))) {
      CheckPlace(vm, answer);
      NoteNewest(vm);
    }
  }
  void Replace(std::size_t vm) {
    expected_.Replace(vm);
    Kill(vms_.at(vm));
    // What others have mapped of it goes bit by bit.
    nursery_->BuryAll();
    Come(vm);
  }

  /// That each capability works or does not, and each VM instance has just those pages mapped, of
  /// the very memory, as the model says.
  void CheckAll() {
    for (std::size_t index = 0; index < slots_.size(); ++index) {
      const Model::Capability& held = expected_.capabilities().at(index);
      EXPECT_EQ(table_.Inspect(holders_.at(index), slots_.at(index)).ok(), held.works)
          << "capability " << index;
    }
    for (std::size_t vm = 0; vm < Model::kVms; ++vm) {
      std::array<const Model::Window*, Model::kRoom> shown{};
      for (const Model::Window& window : expected_.windows()) {
        for (std::size_t page = 0; window.vm == vm && page < window.pages; ++page) {
          shown.at(window.place + page) = &window;
        }
      }
      for (std::size_t place = 0; place < Model::kRoom; ++place) {
        CheckPage(vm, place, shown.at(place));
      }
    }
  }

  /// All of them end; nothing of theirs is left in the tables, and three others come.
  void Clear() {
    for (const VmId vm : vms_) {
      Kill(vm);
    }
    nursery_->BuryAll();
    while (table_.Sweep(64)) {
    }
    EXPECT_EQ(table_.used(), used_);
    Begin();
  }
  /// Frames that are free when there is nothing but three that have done nothing.
  [[nodiscard]] PageCount free_frames() {
    heap_.Trim();
    return frames_.statistics().free;
  }

 private:
  std::size_t UsedWhenTrimmed() {
    heap_.Trim();
    return table_.used();
  }

  static constexpr std::uint64_t kPage = kPageSize.value();
  struct Answer {
    bool is_done = false;
    forthvm::Cell result = 0;
  };

  static forthvm::Cell Signed(std::uint64_t number) { return forthvm::Signed(number); }
  static forthvm::Cell RightsOf(bool is_writable) {
    return Model::kRead | (is_writable ? Model::kWrite : 0);
  }
  [[nodiscard]] forthvm::Cell IdOf(std::size_t vm) const { return Signed(vms_.at(vm).value()); }
  [[nodiscard]] forthvm::Cell SlotOf(std::size_t capability) const {
    return Signed(slots_.at(capability).value());
  }
  [[nodiscard]] regions::VmWindows& WindowsOf(std::size_t vm) [[clang::lifetimebound]] {
    regions::VmWindows* const windows = nursery_->WindowsAt(PlaceOf(vms_.at(vm)));
    Require(windows != nullptr, "a VM instance without memory to map");
    return *windows;
  }
  [[nodiscard]] forthvm::Cell AddressOf(std::size_t vm, std::size_t place) {
    return Signed(WindowsOf(vm).envelope().windows().first.value() + place * kPage);
  }
  [[nodiscard]] forthvm::Cell SizeAt(std::size_t vm, std::size_t place) const {
    const std::size_t window = expected_.WindowAt(vm, place);
    return Signed(window == Model::kNone ? kPage : expected_.windows().at(window).pages * kPage);
  }

  void Begin() {
    expected_ = Model();
    slots_.clear();
    holders_.clear();
    pages_.clear();
    for (std::size_t vm = 0; vm < Model::kVms; ++vm) {
      Come(vm);
    }
  }
  void Come(std::size_t vm) {
    const VmId id = Spawn("");
    Start(id);
    vms_.at(vm) = id;
    const kernel_words::VmIdentity identity = nursery_->IdentityOf(id).value();
    Require(table_
                .Grant(identity.holder, {.type = capabilities::CapabilityType::kShare,
                                         .rights = capabilities::Rights::All(),
                                         .range = {0, 0}})
                .ok(),
            "there is no room for a capability");
    doors_.at(vm).emplace(
        objects_,
        kernel_words::Caller{.vm = id, .holder = identity.holder, .endpoint = identity.endpoint});
  }

  Answer Ask(std::size_t vm, forthvm::KernelWord word,
             std::initializer_list<forthvm::Cell> arguments) {
    std::array<forthvm::Cell, 2> results{};
    const std::vector<forthvm::Cell> cells(arguments);
    const forthvm::Envelope memory(WindowsOf(vm).envelope().bytes());
    forthvm::Output output(console_);
    forthvm::KernelAnswer answer{.state = forthvm::KernelAnswer::State::kGoesOn};
    while (answer.state == forthvm::KernelAnswer::State::kGoesOn) {
      answer = doors_.at(vm)->Enter({.word = word,
                                     .arguments = cells,
                                     .results = results,
                                     .memory = memory,
                                     .output = output});
    }
    return {.is_done = answer.state == forthvm::KernelAnswer::State::kDone, .result = results[0]};
  }
  static bool Agree(const Answer& answer, bool expected) {
    EXPECT_EQ(answer.is_done, expected);
    return answer.is_done && expected;
  }
  /// That what was mapped last is where the model has it.
  void CheckPlace(std::size_t vm, const Answer& answer) {
    EXPECT_EQ(answer.result, AddressOf(vm, expected_.windows().back().place));
  }
  void NoteNewest(std::size_t vm) {
    holders_.push_back(nursery_->IdentityOf(vms_.at(vm)).value().holder);
    slots_.push_back(table_.NextHeld(holders_.back(), {}).slot);
    EXPECT_EQ(slots_.size(), expected_.capabilities().size());
  }
  [[nodiscard]] Result<vmm::Translation> PageAt(std::size_t vm, std::size_t place) {
    return space_.Translate(WindowsOf(vm).envelope().base() +
                            ByteCount(forthvm::Unsigned(AddressOf(vm, place))));
  }
  /// Which memory a new region is.
  void NotePages(const Model::Window& window) {
    std::vector<PhysAddr>& pages = pages_.emplace_back();
    for (std::size_t page = 0; page < window.pages; ++page) {
      pages.push_back(PageAt(window.vm, window.place + page).value().address);
    }
  }
  void CheckPage(std::size_t vm, std::size_t place, const Model::Window* window) {
    const Result<vmm::Translation> there = PageAt(vm, place);
    ASSERT_EQ(there.ok(), window != nullptr) << "VM " << vm << ", page " << place;
    if (window == nullptr) {
      return;
    }
    EXPECT_EQ(there.value().address,
              pages_.at(window->region).at(window->first + place - window->place));
    EXPECT_EQ(there.value().attributes.protection == hal::Protection::kReadWrite,
              window->is_writable);
  }

  kernel_words::KernelObjects objects_{.capabilities = table_,
                                       .audit = audit_,
                                       .clock = time_,
                                       .vms = *nursery_,
                                       .messages = messages_.exchange(),
                                       .settings = *settings_,
                                       .devices = devices_};
  std::size_t used_;
  Model expected_;
  std::array<VmId, Model::kVms> vms_{};
  std::array<std::optional<kernel_words::VmDoor>, Model::kVms> doors_{};
  std::vector<capabilities::SlotNumber> slots_;  ///< Of the model's capabilities.
  std::vector<capabilities::HolderId> holders_;  ///< Likewise.
  std::vector<std::vector<PhysAddr>> pages_;     ///< Of the model's regions.
};

}  // namespace starkernel::kernel
