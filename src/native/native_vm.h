#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

#include "src/forthvm/machine_code.h"
#include "src/forthvm/native_engine.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/native/catalogue.h"
#include "src/native/native_records.h"
#include "src/native/place.h"

namespace starkernel::native {

/// What the translator works with while it translates a definition; of no use after that, so that
/// one can serve many VM instances, one after the other. Longer definitions, and those whose code
/// does not fit, stay interpreted.
struct Workshop {
  std::span<Place> places;    ///< One for each instruction.
  std::span<std::byte> code;  ///< Where the code is written first.
};

/// The native engine of one VM instance: translates definitions and executes them.
class NativeVm final : public forthvm::NativeEngine {
 public:
  /// The first word that can get native code: its id, and its place.
  struct Beginning {
    std::uint32_t id = 0;
    forthvm::HeaderIndex place{0};
  };

  /// All must outlive it. `code` is empty.
  NativeVm(forthvm::MachineCode& code, const Records& records, const Workshop& workshop,
           const Beginning& first)
      : code_(code), catalogue_(records, first.id), workshop_(workshop), seen_(first.place) {}

  [[nodiscard]] TakenUp TakeUp(forthvm::VmState& vm, std::size_t most) override;
  void Run(forthvm::VmState& vm) override;
  [[nodiscard]] std::span<const std::byte> CodeOf(const forthvm::VmState& vm,
                                                  forthvm::HeaderIndex word) const
      [[clang::lifetimebound]] override;
  void Forget(forthvm::HeaderIndex first) override;

  [[nodiscard]] const Catalogue& catalogue() const [[clang::lifetimebound]] { return catalogue_; }

  /// From now on it has `keeper` give more records, which outlives it.
  void Use(RecordKeeper& keeper) { keeper_ = &keeper; }

 private:
  [[nodiscard]] std::size_t LengthOf(const forthvm::WordHeader& header) const;
  [[nodiscard]] bool Begin(forthvm::VmState& vm);
  [[nodiscard]] bool Translate(forthvm::VmState& vm, forthvm::HeaderIndex word);
  /// What became of a definition that was to be written.
  enum class Written : std::uint8_t {
    kNative,
    kInterpreted,  ///< It has no native form, or too long a one.
    kRefused,      ///< There is no memory for it.
  };
  [[nodiscard]] Written Write(forthvm::VmState& vm, forthvm::HeaderIndex word);
  [[nodiscard]] Point FindEntry(const forthvm::VmState& vm) const [[clang::lifetimebound]];

  forthvm::MachineCode& code_;
  Catalogue catalogue_;
  Workshop workshop_;
  forthvm::HeaderIndex seen_;  ///< The words from there on have not been looked at.
  RecordKeeper* keeper_ = nullptr;
  bool was_spent_ = false;  ///< Whether native code was left last as there was no fuel.
};

}  // namespace starkernel::native
