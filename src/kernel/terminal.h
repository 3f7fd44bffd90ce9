#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/fixed_queue.h"
#include "src/base/interrupt_roles.h"
#include "src/base/noted_count.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/console/line_editor.h"
#include "src/forthvm/calendar_time.h"
#include "src/forthvm/host.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/memory_refusal.h"
#include "src/hal/calendar.h"
#include "src/hal/clock.h"
#include "src/hal/console.h"
#include "src/kernel/source_library.h"
#include "src/vmm/envelope.h"

namespace starkernel::kernel {

/// The terminal of VM[0]: the machine's console behind a line editor, and the files that VM[0]
/// may name. Lines and keys are taken from one stream of characters.
class Terminal final : public forthvm::Host {
 public:
  /// Ctrl-C: while VM[0] computes, its user wants it to stop.
  static constexpr std::uint8_t kBreak = 0x03;
  /// ASCII file separator, Ctrl-\: the end of all input on a line that cannot be closed.
  static constexpr std::uint8_t kEndOfInput = 0x1C;
  /// How much can be typed before anybody asks for it; the rest stays in the console, unless VM[0]
  /// is busy: see PollForBreak.
  static constexpr std::size_t kTypeAhead = 1024;

  /// What of the machine VM[0] may ask besides its console.
  struct Services {
    hal::Clock& clock;
    hal::Calendar& calendar;
    TextWriter::Sink& log;
  };

  /// `memory` is that of VM[0], which may be empty until the VM runs. All must outlive the
  /// terminal.
  Terminal(hal::Console& console, SourceLibrary& sources, const vmm::Envelope& memory,
           const Services& services)
      : console_(console),
        sources_(sources),
        memory_(memory),
        services_(services),
        editor_(console) {}

  void Write(std::string_view text) override { console_.Write(text); }
  forthvm::LineResult ReadLine(std::span<char> buffer) override;
  forthvm::KeyResult PeekKey() override;
  void TakeKey() override;
  [[nodiscard]] forthvm::MemoryRefusal WhyRefused() const override;
  Result<std::span<const char>> OpenSource(std::string_view name)
      [[clang::lifetimebound]] override {
    return sources_.Open(name);
  }
  Result<std::uint64_t> Milliseconds() override;
  Result<forthvm::CalendarTime> ReadCalendar() override;
  /// Lines of the kernel's log that begin with `VM[0]` and the level's name.
  void Log(forthvm::LogLevel level, std::string_view line) override;

  /// Looks at the console while VM[0] is busy: keeps what was typed for later, and says whether
  /// Ctrl-C was typed, which also drops what was typed before it. What does not fit the type-ahead
  /// is dropped, at most kTypeAhead characters in one look, since a Ctrl-C may come behind it; the
  /// log says how much.
  [[nodiscard]] bool PollForBreak() SK_EXCLUDES(kInterruptContext);

 private:
  /// Reads the console into the type-ahead, up to and including a break. True if there was one.
  /// What does not fit stays in the console, but for at most `droppable` characters: they are lost.
  bool Collect(std::size_t droppable) SK_EXCLUDES(kInterruptContext);

  hal::Console& console_;
  SourceLibrary& sources_;
  const vmm::Envelope& memory_;
  Services services_;
  console::LineEditor editor_;
  FixedQueue<std::uint8_t, kTypeAhead> type_ahead_;  ///< Typed before anybody asked for it.
  std::uint64_t dropped_ = 0;                        ///< Characters that did not fit it.
  NotedCount noted_drops_;
  bool closed_ = false;  ///< Nothing will come after the type-ahead.
};

}  // namespace starkernel::kernel
