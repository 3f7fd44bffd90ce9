#include "src/forthvm/system_code.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/shortcuts.h"
#include "src/forthvm/source_bodies.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/word_shortcuts.h"

namespace starkernel::forthvm {
namespace {

constexpr std::size_t kFirstPrimitive = static_cast<std::size_t>(Opcode::kFirstPrimitive);

/// The id that the word is going to have.
WordId FutureWord(std::string_view name) {
  std::uint32_t id = kNoWord.value();
  for (const WordModule& module : WordModules()) {
    for (const Word& word : module.words) {
      ++id;
      if (word.name == name) {
        return WordId(id);
      }
    }
  }
  return kNoWord;
}

/// Puts a module's words into its vocabulary, with opcodes from `opcode` on.
Result<void> Hydrate(VmState& vm, const WordModule& module, std::uint16_t& opcode) {
  const WordId vocabulary = FutureWord(module.vocabulary);
  for (const Word& word : module.words) {
    const WordId id = TRY(vm.dictionary.Add(word.name));
    WordHeader& header = vm.dictionary.OwnHeader(id);
    header.flags = static_cast<std::uint8_t>(header.flags | word.flags);
    header.opcode = opcode;
    header.shortcut = word_shortcuts::kTable[opcode - kFirstPrimitive];
    // Until something is forgotten, which these words never are, places are ids.
    header.wordlist = vocabulary.value();
    if (word.source.empty()) {
      vm.dictionary.Reveal(id);
    } else {
      // Found once it is compiled.
      header.opcode = static_cast<std::uint16_t>(Opcode::kCall);
    }
    ++opcode;
  }
  return {};
}

Result<void> HydrateDictionary(VmState& vm) {
  auto opcode = static_cast<std::uint16_t>(Opcode::kFirstPrimitive);
  for (const WordModule& module : WordModules()) {
    TRY(Hydrate(vm, module, opcode));
  }
  vm.forth = FutureWord("FORTH");
  vm.dictionary.SetCurrent(vm.forth);
  vm.dictionary.SetOrder({vm.forth});
  vm.system_end = vm.dictionary.end_index();
  return {};
}

/// A word that may have yet to be compiled.
WordId KnownWord(std::string_view name) {
  const WordId word = FutureWord(name);
  Require(word != kNoWord, "a word of the system is missing");
  return word;
}

/// A step that executes the word of that name.
Instruction Step(const VmState& vm, std::string_view name) {
  return vm.dictionary.InstructionFor(KnownWord(name));
}

Result<void> Append(VmState& vm, std::span<const Instruction> body) {
  if (!vm.code.HasRoom(body.size())) {
    return Error::kCapacity;
  }
  for (const Instruction& instruction : body) {
    vm.code.Append(instruction);
  }
  return {};
}

Result<void> Define(VmState& vm, std::string_view name, std::span<const Instruction> body) {
  WordHeader& header = vm.dictionary.OwnHeader(KnownWord(name));
  header.opcode = static_cast<std::uint16_t>(Opcode::kCall);
  header.code_start = vm.code.here();
  header.code_length = static_cast<std::uint32_t>(body.size());
  return Append(vm, body);
}

Result<void> DefineInterpreters(VmState& vm) {
  TRY(Define(vm, "INTERPRET",
             std::array{Make(Opcode::kInterpretToken, 1),  //
                        Make(Opcode::kBranch, -2),         //
                        Make(Opcode::kExit)}));
  const Instruction interpret = Step(vm, "INTERPRET");
  TRY(Define(vm, "EVALUATE",
             std::array{Make(Opcode::kOpenString), interpret, Make(Opcode::kCloseSource),
                        Make(Opcode::kExit)}));
  TRY(Define(vm, "INCLUDED",
             std::array{Make(Opcode::kOpenFile),       //
                        Make(Opcode::kFileRefill, 2),  // no line left: to kCloseSource
                        interpret,                     //
                        Make(Opcode::kBranch, -3),     // back to kFileRefill
                        Make(Opcode::kCloseSource),    //
                        Make(Opcode::kExit)}));
  TRY(Define(vm, "INCLUDE-FILE",
             std::array{Make(Opcode::kOpenFileNumber),  //
                        Make(Opcode::kFileRefill, 2),   // no line left: to kCloseSource
                        interpret,                      //
                        Make(Opcode::kBranch, -3),      // back to kFileRefill
                        Make(Opcode::kCloseSource),     //
                        Make(Opcode::kExit)}));
  TRY(Define(vm, "INCLUDE",
             std::array{Step(vm, "PARSE-NAME"), Step(vm, "INCLUDED"), Make(Opcode::kExit)}));
  TRY(Define(vm, "REQUIRED",
             std::array{Make(Opcode::kBranchIfIncluded, 1),  // known: to kExit
                        Step(vm, "INCLUDED"), Make(Opcode::kExit)}));
  return Define(vm, "REQUIRE",
                std::array{Step(vm, "PARSE-NAME"), Step(vm, "REQUIRED"), Make(Opcode::kExit)});
}

/// A word that does the same to each of a range of blocks.
Result<void> DefineBlockLoop(VmState& vm, std::string_view name, std::string_view step) {
  return Define(vm, name,
                std::array{Make(Opcode::kThruBegin, 3),  // no block: to kExit
                           Step(vm, "I"), Step(vm, step), Make(Opcode::kLoop, -3),  // back to I
                           Make(Opcode::kExit)});
}

Result<void> DefineBlockWords(VmState& vm) {
  TRY(Define(vm, "LOAD",
             std::array{Make(Opcode::kOpenBlock), Step(vm, "INTERPRET"), Make(Opcode::kCloseSource),
                        Make(Opcode::kExit)}));
  TRY(DefineBlockLoop(vm, "THRU", "LOAD"));
  TRY(DefineBlockLoop(vm, "SHOW", "LIST"));
  return Define(vm, "EDIT",
                std::array{Make(Opcode::kEditBegin), Step(vm, "(EVENT)"),
                           Make(Opcode::kEditKey, 1),  // it has ended: to kExit
                           Make(Opcode::kBranch, -3),  // back to (EVENT)
                           Make(Opcode::kExit)});
}

/// Interprets the startup files, then line after line from the terminal.
Result<void> DefineTerminalLoop(VmState& vm) {
  const Instruction interpret = Step(vm, "INTERPRET");
  vm.startup_position = vm.code.here();
  vm.position = vm.startup_position;
  TRY(Append(vm, std::array{Make(Opcode::kOpenStartup, 5),  // no file left: to kReadyPrompt
                            Make(Opcode::kFileRefill, 2),   // no line left: to kCloseSource
                            interpret,                      //
                            Make(Opcode::kBranch, -3),      // back to kFileRefill
                            Make(Opcode::kCloseSource),     //
                            Make(Opcode::kBranch, -6)}));   // back to kOpenStartup
  vm.ready_position = vm.code.here();
  TRY(Append(vm, std::array{Make(Opcode::kReadyPrompt)}));
  vm.quit_position = vm.code.here();
  return Define(vm, "QUIT",
                std::array{Make(Opcode::kQuitReset),       //
                           Make(Opcode::kTerminalRefill),  //
                           interpret,                      //
                           Make(Opcode::kLinePrompt),      //
                           Make(Opcode::kBranch, -4)});    // back to kTerminalRefill
}

}  // namespace

Result<void> InstallSystem(VmState& vm) {
  TRY(HydrateDictionary(vm));
  TRY(DefineInterpreters(vm));
  TRY(DefineBlockWords(vm));
  TRY(Define(vm, "CATCH",
             std::array{Make(Opcode::kCatchBegin), Make(Opcode::kCatchEnd), Make(Opcode::kExit)}));
  TRY(Define(vm, "TRAVERSE-WORDLIST",
             std::array{Make(Opcode::kTraverseBegin),     //
                        Make(Opcode::kTraverseNext, 1),   // no name left: to kExit
                        Make(Opcode::kTraverseTest, -2),  // back to kTraverseNext
                        Make(Opcode::kExit)}));
  TRY(Define(vm, "ACCEPT",
             std::array{Make(Opcode::kAcceptBegin), Step(vm, "(EVENT)"),
                        Make(Opcode::kAcceptKey, 1),  // the line has ended: to kExit
                        Make(Opcode::kBranch, -3),    // back to (EVENT)
                        Make(Opcode::kExit)}));
  TRY(DefineTerminalLoop(vm));
  AddShortcuts(vm.code, vm.dictionary, 0, vm.code.here());
  return CompileSourceBodies(vm);
}

}  // namespace starkernel::forthvm
