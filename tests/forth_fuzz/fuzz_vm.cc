#include "tests/forth_fuzz/fuzz_vm.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/envelope_layout.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/wait.h"
#include "tests/forth_fuzz/fuzz_host.h"
#include "tests/forth_fuzz/fuzz_model.h"
#include "tests/forth_fuzz/fuzz_program.h"
#include "tests/forth_fuzz/fuzz_storage.h"
#include "tests/forth_fuzz/guarded_envelope.h"

namespace starkernel::forthvm::fuzz {
namespace {

/// What a program may spend; what it may owe for one operation; and what is enough to pay for that
/// and come to a prompt. An operation over an envelope of 64 KiB owes at most 12,000; INFER-RUN
/// owes most, 15,856: 208,896 looks at what ran and 64 at each of the 700 words that there is room
/// for.
constexpr Reductions kSpent{3'000};
constexpr Reductions kMostOwed{16'000};
constexpr Reductions kPatience{100'000};

/// Ends a definition that is being compiled: no word has that name.
constexpr std::string_view kUndefined = "ABANDON?!";
constexpr std::string_view kSum = "DECIMAL 1 2 + .";
constexpr std::array<std::string_view, 3> kWordsOfSum = {"DECIMAL", "+", "."};

std::array<WordId, 3> MeaningsOf(const Vm& vm) {
  std::array<WordId, 3> meanings{};
  for (std::size_t index = 0; index < meanings.size(); ++index) {
    meanings.at(index) = vm.dictionary().Find(kWordsOfSum.at(index));
  }
  return meanings;
}

}  // namespace

FuzzVm::FuzzVm(const FuzzModel& model, std::span<std::byte> envelope, std::span<std::byte> content,
               const GuardedEnvelope* guard)
    : model_(&model.vm()),
      envelope_(envelope),
      content_(content),
      kernel_(model),
      host_(guard),
      storage_(kLittleRoom),
      blank_storage_(storage_),
      storage_at_birth_(storage_),
      content_at_birth_(content.size()) {
  MakeAnew();
  Remember();
  meanings_at_birth_ = MeaningsOf(*vm_);
}

void FuzzVm::MakeAnew() {
  vm_.reset();
  storage_.CopyFrom(blank_storage_);
  std::ranges::fill(content_, std::byte{0});
  host_.Begin({}, {});
  kernel_.Begin();
  host_.SetKernel(&kernel_.door());
  vm_ = std::make_unique<Vm>(Vm::CreateLike(*model_, storage_.In(envelope_), host_, {}).value());
  host_.SetVm(*vm_);
  most_owed_ = Reductions(0);
}

void FuzzVm::Remember() {
  storage_at_birth_.CopyFrom(storage_);
  std::ranges::copy(content_, content_at_birth_.begin());
}

bool FuzzVm::IsAsAtBirth() const {
  return storage_.HoldsSame(storage_at_birth_) && HaveSameBytes(content_, content_at_birth_);
}

bool FuzzVm::Adds() {
  host_.Type({});
  const bool adds = IsAtPrompt(RunFor(kPatience, kSpent)) && ViolationAtPrompt().empty() &&
                    end_ == FuzzEnd::kAnswers;
  MakeAnew();
  Remember();
  return adds;
}

std::optional<WakeCause> FuzzVm::TakeWake(RunOutcome outcome) {
  const bool is_woken = kernel_.TakeWake();
  if (kernel_.FirstIsDead()) {
    return std::nullopt;
  }
  if (outcome == RunOutcome::kQuantumSpent || outcome == RunOutcome::kYielded) {
    return WakeCause::kEvent;
  }
  if (outcome != RunOutcome::kWaiting) {
    return std::nullopt;
  }
  if (is_woken || kernel_.OtherRuns()) {
    // Looking in vain is allowed.
    return WakeCause::kEvent;
  }
  return vm_->wait().deadline != kNever ? std::optional(WakeCause::kDeadline) : std::nullopt;
}

RunOutcome FuzzVm::RunFor(Reductions all, Reductions quantum) {
  RunOutcome outcome = RunOutcome::kQuantumSpent;
  std::optional<WakeCause> wake = WakeCause::kEvent;
  bool pays_for_other = false;
  for (std::uint64_t spent = 0; spent < all.value() && wake.has_value();) {
    outcome = vm_->Run(quantum, *wake);
    most_owed_ = std::max(most_owed_, vm_->owed());
    kernel_.RunOther(quantum);
    wake = TakeWake(outcome);
    // What another VM instance cost to make is more than a program may spend: it is not counted.
    // It may have ended before it is paid for.
    pays_for_other = vm_->owed() > Reductions(0) && (pays_for_other || kernel_.HasOther());
    spent += pays_for_other ? 0 : quantum.value();
  }
  return outcome;
}

bool FuzzVm::IsAtPrompt(RunOutcome outcome) const {
  return outcome == RunOutcome::kWaitingForInput && vm_->depths().frames == 0;
}

bool FuzzVm::BringPrompt(RunOutcome outcome) {
  for (int interrupts = 0; interrupts < 6 && !IsAtPrompt(outcome); ++interrupts) {
    vm_->Break();
    host_.Type({});
    outcome = RunFor(kPatience, kSpent);
    if (outcome == RunOutcome::kBye) {
      return false;
    }
  }
  return IsAtPrompt(outcome);
}

std::string FuzzVm::ViolationOfState() const {
  const GuestAddr end(content_.size());
  if (vm_->here() < layout::kDataSpace || vm_->here() > end) {
    return "data space has left the envelope";
  }
  if (most_owed_ > kMostOwed) {
    return "an operation cost " + std::to_string(most_owed_.value()) + " reductions at once";
  }
  if (vm_->dictionary().Find("") != kNoWord) {
    return "a word without a name is found";
  }
  return {};
}

bool FuzzVm::MeansWhatItDid() const {
  return MeaningsOf(*vm_) == meanings_at_birth_ && vm_->dictionary().Find("1") == kNoWord &&
         vm_->dictionary().Find("2") == kNoWord;
}

std::string FuzzVm::ViolationAtPrompt() {
  end_ = FuzzEnd::kPrompts;
  if (vm_->dictionary().Find(kUndefined) != kNoWord) {
    return {};
  }
  const std::string abandon = std::string(kUndefined) + "\n";
  host_.Type(abandon);
  if (!IsAtPrompt(RunFor(kPatience, kSpent))) {
    return "no prompt after an undefined word";
  }
  if (vm_->depths() != Vm::Depths{} || !vm_->data_stack().empty()) {
    return "a stack is not empty after an uncaught error";
  }
  if (!MeansWhatItDid()) {
    return {};
  }
  const std::string sum = std::string(kSum) + "\n";
  host_.Type(sum);
  if (!IsAtPrompt(RunFor(kPatience, kSpent))) {
    return "no prompt after a sum";
  }
  if (const std::string answer = host_.TakeTranscript(); answer != " 3 ok\n") {
    return "the VM instance adds wrongly afterwards: " + answer;
  }
  end_ = FuzzEnd::kAnswers;
  return {};
}

std::string FuzzVm::ViolationOf(const FuzzProgram& program) {
  MakeAnew();
  host_.Begin(program.typed, program.file);
  const RunOutcome outcome = RunFor(kSpent, program.quantum);
  transcript_ = host_.TakeTranscript();
  if (std::string violation = ViolationOfState(); !violation.empty()) {
    return violation;
  }
  if (outcome == RunOutcome::kBye) {
    end_ = FuzzEnd::kBye;
    return vm_->Run(kSpent) == RunOutcome::kBye ? "" : "a VM instance goes on after BYE";
  }
  if (kernel_.FirstIsDead()) {
    end_ = FuzzEnd::kBye;
    return kernel_.ViolationAtEnd();
  }
  if (!BringPrompt(outcome)) {
    end_ = FuzzEnd::kEndless;
    return kernel_.ViolationAtEnd();
  }
  if (std::string violation = ViolationAtPrompt(); !violation.empty()) {
    return violation;
  }
  if (std::string violation = ViolationOfState(); !violation.empty()) {
    return violation;
  }
  return kernel_.ViolationAtEnd();
}

}  // namespace starkernel::forthvm::fuzz
