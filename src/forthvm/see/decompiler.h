#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "src/base/fixed_vector.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/open_definition.h"
#include "src/forthvm/see/source_writer.h"
#include "src/forthvm/see/structures.h"
#include "src/forthvm/vm_state.h"

namespace starkernel::forthvm {

/// A body, or what is behind DOES>: instructions up to the one that ends the definition.
struct CodeRange {
  std::uint32_t begin = 0;
  std::uint32_t length = 0;
  HeaderIndex owner{0};  ///< The definition that it was compiled in.
};

/// A branch to a place before it, as AGAIN and UNTIL compile it.
struct BackwardBranch {
  std::uint32_t target = 0;
  std::uint32_t from = 0;
};

/// A quotation that is being shown, and what is gone back to behind it.
struct OpenQuotation {
  std::uint32_t end = 0;  ///< One beyond its last instruction.
  HeaderIndex outer_self{0};
  std::size_t outer_base = 0;
  std::uint32_t outer_locals = 0;
};

/// Writes the source of compiled code: text which compiles to the same instructions, from the
/// first one to the ; that ends it. Control structures are found again by following the compiler's
/// control-flow stack; where a program compiled them in another order than nesting gives, the text
/// has CS-ROLL. Names of locals are not kept, so they get new ones.
class Decompiler {
 public:
  /// What is behind this many instructions is left out, and said to be.
  static constexpr std::uint32_t kMostShown = 4096;

  /// Both must outlive the decompiler. RECURSE is what executes `self`.
  Decompiler(VmState& vm [[clang::lifetimebound]], SourceWriter& writer [[clang::lifetimebound]],
             const CodeRange& code, HeaderIndex self);

  /// Writes all of it. The writer has failed afterwards if no text compiles to the code.
  void Write();

 private:
  using Kind = Structure::Kind;

  [[nodiscard]] Instruction At(std::uint32_t place) const { return vm_.code.At(place); }
  [[nodiscard]] static std::uint32_t Target(std::uint32_t from, Instruction branch) {
    return static_cast<std::uint32_t>(static_cast<std::int64_t>(from) + 1 + branch.operand);
  }
  [[nodiscard]] static bool IsForward(Instruction branch) { return branch.operand >= 0; }
  [[nodiscard]] std::size_t LiteralSize(std::uint32_t place) const;
  [[nodiscard]] Cell LiteralValue(std::uint32_t place) const;
  void FindBackwardBranches();
  [[nodiscard]] bool IsTarget(std::uint32_t place) const;

  // Control structures (decompiled_structures.cc).
  void Arrive();
  void ArriveForward();
  void ArriveAtCase();
  void Open(const Structure& structure);
  bool BringToTop(Kind kind, std::uint32_t place);
  void Branch(Instruction step);
  void BranchIfZero(Instruction step);
  void BackwardBranchAlways();
  void Do(Instruction step);
  void QuestionDo(Instruction step);
  void CloseLoop(Instruction step);
  void Leave(Instruction step);
  [[nodiscard]] bool FindEndCase(std::uint32_t of, std::uint32_t& end_case) const;
  void Of(Instruction step);
  void EndOf(Instruction step);
  void EndCase(Instruction step);
  bool BeginQuotation(Instruction step);
  void EndQuotation();

  // Everything else (decompiler.cc).
  void Step();
  void Structural(Instruction step);
  void Literal();
  bool String();
  bool ShowString(std::string_view text, std::uint32_t use);
  void OnWord(Instruction step);
  void MakeLocals(Instruction step);
  void ChooseLocalNames();
  void LocalFetch(Instruction step);
  void LocalStore(Instruction step);
  void Does(Instruction step);
  void Exit(Instruction step);

  VmState& vm_;
  SourceWriter& writer_;
  CodeRange code_;
  HeaderIndex self_;
  std::uint32_t position_;
  std::uint32_t next_;
  std::uint32_t end_;
  HeaderIndex next_quotation_;  ///< The quotations follow their definition in the order of code.
  std::uint32_t locals_ = 0;    ///< Made so far.
  std::string_view local_prefix_{};
  Structures structures_;
  FixedVector<BackwardBranch, Structures::kMost> backward_{};
  FixedVector<OpenQuotation, kMaximumNesting> quotations_{};
};

}  // namespace starkernel::forthvm
