#include "src/native/native_vm.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "src/base/addresses.h"
#include "src/base/ids.h"
#include "src/base/quantities.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcut.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/native/catalogue.h"
#include "src/native/encoder/encoder.h"
#include "src/native/execution.h"
#include "src/native/flow.h"
#include "src/native/native_context.h"
#include "src/native/native_records.h"
#include "src/native/place.h"
#include "src/native/resume.h"
#include "src/native/source.h"
#include "src/native/translator.h"

namespace starkernel::native {

using forthvm::HeaderIndex;
using forthvm::Shortcut;
using forthvm::VmState;
using forthvm::WordHeader;

namespace {

/// Where what is being defined begins, which could still be abandoned, or all words end.
HeaderIndex EndOfFinished(const VmState& vm) {
  if (vm.open.word == forthvm::kNoWord) {
    return vm.dictionary.end_index();
  }
  return vm.dictionary.IndexOf(
      vm.outer_definitions.empty() ? vm.open.word : vm.outer_definitions.items().front().word);
}

/// The word that begins to catch, or where those that came with the system end. Its name may mean
/// another by now.
HeaderIndex FindCatch(const VmState& vm) {
  HeaderIndex word(1);
  while (word < vm.system_end) {
    const WordHeader& header = vm.dictionary.Header(word);
    if (header.IsA(forthvm::Opcode::kCall) && header.code_length != 0 &&
        Is(vm.code.At(header.code_start), forthvm::Opcode::kCatchBegin)) {
      break;
    }
    word = HeaderIndex(word.value() + 1);
  }
  return word;
}

/// The code of a definition without what is before the next one, so that that is aligned.
std::span<const std::byte> WithoutPadding(std::span<const std::byte> code) {
  constexpr std::byte kNothing{0x90};
  while (!code.empty() && code.back() == kNothing) {
    code = code.first(code.size() - 1);
  }
  return code;
}

}  // namespace

/// How many instructions it has, if it may get native code, or 0.
std::size_t NativeVm::LengthOf(const WordHeader& header) const {
  const bool may = header.OwnsCode() && header.IsA(forthvm::Opcode::kCall) &&
                   !header.Has(forthvm::WordFlag::kUnusable) &&
                   header.code_length <= workshop_.places.size();
  return may ? header.code_length : 0;
}

NativeVm::TakenUp NativeVm::TakeUp(VmState& vm, std::size_t most) {
  const HeaderIndex end = EndOfFinished(vm);
  for (std::size_t work = 0; seen_ < end; seen_ = HeaderIndex(seen_.value() + 1)) {
    const std::size_t length = LengthOf(vm.dictionary.Header(seen_));
    if (work != 0 && work + 1 + length > most) {
      return TakenUp::kSome;
    }
    work += 1 + length;
    if (length != 0 && !Translate(vm, seen_)) {
      return TakenUp::kRefused;
    }
  }
  return TakenUp::kAll;
}

/// What lies before all definitions: a trap, so that nothing begins at 0, and CATCH. Nothing of it
/// is there if there is no memory for all.
bool NativeVm::Begin(VmState& vm) {
  constexpr std::array kTrap{std::byte{0xcc}};
  if (!code_.Append(kTrap).ok()) {
    return false;
  }
  const HeaderIndex catching = FindCatch(vm);
  if (catching < vm.system_end && LengthOf(vm.dictionary.Header(catching)) != 0 &&
      Write(vm, catching) == Written::kRefused) {
    code_.Truncate(ByteCount(0));
    return false;
  }
  return true;
}

/// False if there is no memory for it.
bool NativeVm::Translate(VmState& vm, HeaderIndex word) {
  if (code_.end() == code_.base() && !Begin(vm)) {
    return false;
  }
  const Written written = Write(vm, word);
  if (written == Written::kNative) {
    const Definition* const definition = catalogue_.Find(vm.dictionary.Header(word).id);
    for (const Entry& entry : catalogue_.EntriesOf(*definition)) {
      vm.code.SetShortcut(entry.position, Shortcut::kNative);
    }
  }
  return written != Written::kRefused;
}

/// Gives the word native code.
NativeVm::Written NativeVm::Write(VmState& vm, HeaderIndex word) {
  const Source source(vm, catalogue_, word);
  const std::span<Place> places = workshop_.places.first(source.length());
  std::ranges::fill(places, Place{});
  Flow flow(source, places);
  if (!flow.Analyse() || !flow.is_worthwhile()) {
    return Written::kInterpreted;
  }
  if (keeper_ != nullptr && !catalogue_.MakeRoom(*keeper_, source.header().id, source.length())) {
    return Written::kRefused;
  }
  if (!catalogue_.Begin(word.value(), source.header().id)) {
    return Written::kInterpreted;
  }
  Encoder encoder(workshop_.code, static_cast<std::uint32_t>((code_.end() - code_.base()).value()));
  Translator translator(source, flow, places, catalogue_, encoder);
  const bool is_translated = translator.Translate();
  if (!is_translated || !code_.Append(encoder.code()).ok()) {
    catalogue_.Abandon();
    return is_translated ? Written::kRefused : Written::kInterpreted;
  }
  catalogue_.Finish(translator.definition());
  return Written::kNative;
}

std::span<const std::byte> NativeVm::CodeOf(const VmState& vm, HeaderIndex word) const {
  const Definition* const definition = catalogue_.Find(vm.dictionary.Header(word).id);
  if (definition == nullptr) {
    return {};
  }
  const std::span<const std::byte> all = WrittenCode(code_);
  const std::size_t end = catalogue_.EndOf(*definition, static_cast<std::uint32_t>(all.size()));
  return WithoutPadding(all.first(end).subspan(definition->begin));
}

void NativeVm::Forget(HeaderIndex first) {
  const auto end = static_cast<std::uint32_t>((code_.end() - code_.base()).value());
  seen_ = std::min(seen_, first);
  code_.Truncate(ByteCount(catalogue_.Forget(first.value(), end, seen_.value())));
}

/// Where native code can be entered now, if it can.
Point NativeVm::FindEntry(const VmState& vm) const {
  const Point point = catalogue_.FindPoint(
      vm.position, vm.current_word.value(),
      [&vm](std::uint32_t word) { return vm.dictionary.Header(HeaderIndex(word)).id; });
  const auto [definition, entry] = point;
  if (entry == nullptr || vm.frames.empty() || vm.data.capacity() <= kLimits) {
    return {};
  }
  const std::size_t parked = vm.return_base - vm.local_count;
  const bool is_alike = vm.returns.depth() == vm.return_base + entry->parked.items &&
                        vm.loops.depth() == vm.loop_base + entry->parked.loops &&
                        vm.local_count == entry->parked.locals &&
                        vm.exceptions.depth() == vm.exception_base;
  const bool fits = HasItems(vm, *entry, static_cast<std::int64_t>(vm.data.depth())) &&
                    HasRoom(vm, *definition, parked, vm.loop_base);
  return fits && is_alike ? point : Point{};
}

void NativeVm::Run(VmState& vm) {
  Point from = FindEntry(vm);
  if (from.entry == nullptr) {
    return;
  }
  code_.Seal();
  Executor executor(vm, catalogue_, code_);
  // The more it returns, the more calls are resumed at once: none that it would only be left with.
  // Where fuel was all that it lacked, it goes on as if it had not been left.
  std::size_t calls = was_spent_ ? kMostResumed : 0;
  while (from.entry != nullptr && executor.Execute(from, calls) == LeaveReason::kReturned &&
         vm.code.ShortcutAt(vm.position) == Shortcut::kNative) {
    from = FindEntry(vm);
    calls = calls * 2 + 1;
    calls = std::min(calls, kMostResumed);
  }
  was_spent_ = vm.fuel <= 0;
}

}  // namespace starkernel::native
