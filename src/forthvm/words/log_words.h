#pragma once

#include <algorithm>
#include <array>
#include <string_view>

#include "src/base/addresses.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/checked.h"
#include "src/forthvm/host.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_module.h"
#include "src/forthvm/words/range_pieces.h"

/// Words that write to the host's log. Lines of less importance than the level go nowhere.
namespace starkernel::forthvm::log_words {

/// Of a longer line this much is taken.
inline constexpr ByteCount kLongestLine{1024};

template <LogLevel kLevel>
Status Log(VmState& vm, Instruction instruction) {
  std::string_view text;
  const Status status =
      range_pieces::Beginning(vm, instruction, vm.data.Top(1), vm.data.Top(), kLongestLine, text);
  if (status != Status::kNext) {
    return status;
  }
  if (kLevel <= vm.log_level) {
    vm.host->Log(kLevel, text);
    vm.output.ChargeLine(text);
  }
  vm.data.Drop(2);
  return Status::kNext;
}

inline Status SetLevel(VmState& vm, Instruction) {
  constexpr Cell kLast = static_cast<Cell>(LogLevel::kDebug);
  const Cell level = vm.data.Top();
  if (level < 0 || level > kLast) {
    return vm.ThrowRange(ThrowCode::kInvalidArgument, "log level", level, 0, kLast);
  }
  vm.log_level = static_cast<LogLevel>(level);
  vm.data.Drop();
  return Status::kNext;
}
inline void Level(VmState& vm, Instruction) { vm.data.Push(static_cast<Cell>(vm.log_level)); }

template <LogLevel kLevel>
constexpr Handler kLog = Checked<2, 0, Log<kLevel>>;

inline constexpr std::array kWords{
    Word{"LOG-ERROR", kLog<LogLevel::kError>, "( c-addr u -- )", "Log an error, level 0."},
    Word{"LOG-WARN", kLog<LogLevel::kWarning>, "( c-addr u -- )", "Log a warning, level 1."},
    Word{"LOG-INFO", kLog<LogLevel::kInfo>, "( c-addr u -- )", "Log what may interest, level 2."},
    Word{"LOG-TEST", kLog<LogLevel::kTest>, "( c-addr u -- )", "Log a test's result, level 3."},
    Word{"LOG-DEBUG", kLog<LogLevel::kDebug>, "( c-addr u -- )", "Log details, level 4."},
    Word{"LOG-LEVEL!", Checked<1, 0, SetLevel>, "( n -- )",
         "Log from now on what has level n or a lower one."},
    Word{"LOG-LEVEL@", Checked<0, 1, Level>, "( -- n )",
         "The highest level that is logged; 2 at first."},
    Word{"LOG-ERROR\"", nullptr, "( \"text<quote>\" -- )",
         "Log the text up to the quote as an error.", kImmediate,
         "POSTPONE S\" STATE @ IF POSTPONE LOG-ERROR ELSE LOG-ERROR THEN"},
    Word{"LOG-WARN\"", nullptr, "( \"text<quote>\" -- )",
         "Log the text up to the quote as a warning.", kImmediate,
         "POSTPONE S\" STATE @ IF POSTPONE LOG-WARN ELSE LOG-WARN THEN"},
    Word{"LOG-INFO\"", nullptr, "( \"text<quote>\" -- )", "Log the text up to the quote, level 2.",
         kImmediate, "POSTPONE S\" STATE @ IF POSTPONE LOG-INFO ELSE LOG-INFO THEN"},
    Word{"LOG-TEST\"", nullptr, "( \"text<quote>\" -- )", "Log the text up to the quote, level 3.",
         kImmediate, "POSTPONE S\" STATE @ IF POSTPONE LOG-TEST ELSE LOG-TEST THEN"},
    Word{"LOG-DEBUG\"", nullptr, "( \"text<quote>\" -- )", "Log the text up to the quote, level 4.",
         kImmediate, "POSTPONE S\" STATE @ IF POSTPONE LOG-DEBUG ELSE LOG-DEBUG THEN"},
};

}  // namespace starkernel::forthvm::log_words
