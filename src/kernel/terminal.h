#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "src/base/fixed_queue.h"
#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/text_writer.h"
#include "src/base/thread_annotations.h"
#include "src/console/line_editor.h"
#include "src/forthvm/calendar_time.h"
#include "src/forthvm/host.h"
#include "src/forthvm/kernel_door.h"
#include "src/forthvm/log_level.h"
#include "src/forthvm/memory_refusal.h"
#include "src/forthvm/output_cost.h"
#include "src/hal/calendar.h"
#include "src/hal/clock.h"
#include "src/hal/console.h"
#include "src/kernel/console_cost.h"
#include "src/kernel/log_permission.h"
#include "src/kernel_words/vm_door.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"
#include "src/vmm/envelope.h"

namespace starkernel::kernel {

/// The host of VM[0]: the machine's console behind a line editor, and the files and blocks that
/// VM[0] may use. Lines and keys are taken from one stream of characters.
class Terminal final : public forthvm::Host {
 public:
  /// Ctrl-C: while VM[0] computes or waits for a key, its user wants it to stop.
  static constexpr std::uint8_t kBreak = 0x03;
  /// ASCII file separator, Ctrl-\: the end of all input on a line that cannot be closed.
  static constexpr std::uint8_t kEndOfInput = 0x1C;
  /// How much can be typed before anybody asks for it; the rest stays in the console.
  static constexpr std::size_t kTypeAhead = 1024;

  /// What VM[0] may ask besides the machine's console.
  struct Services {
    hal::Clock& clock;
    hal::Calendar& calendar;
    TextWriter::Sink& log;
    kernel_words::VmDoor* door = nullptr;  ///< Null: there is no kernel, and nothing is logged.
  };

  /// `memory` is that of VM[0], which may be empty until the VM runs. All must outlive the
  /// terminal.
  Terminal(hal::Console& console [[clang::lifetimebound]],
           storage::FileStore& files [[clang::lifetimebound]],
           storage::BlockDevice& blocks [[clang::lifetimebound]],
           const vmm::Envelope& memory [[clang::lifetimebound]], const Services& services)
      : console_(console),
        files_(files),
        blocks_(blocks),
        memory_(memory),
        services_(services),
        editor_(console) {}
  Terminal(const Terminal&) = delete;
  Terminal& operator=(const Terminal&) = delete;
  ~Terminal() = default;

  void Write(std::string_view text) override { console_.Write(text); }
  [[nodiscard]] forthvm::OutputCost output_cost() const override { return kConsoleCost; }
  void SetColor(std::uint8_t color) override { console_.SetColor(color); }
  forthvm::LineResult ReadLine(std::span<char> buffer) override;
  forthvm::KeyResult PeekKey() override;
  void TakeKey() override;
  [[nodiscard]] storage::FileStore& files() [[clang::lifetimebound]] override { return files_; }
  [[nodiscard]] storage::BlockDevice& blocks() [[clang::lifetimebound]] override { return blocks_; }
  [[nodiscard]] forthvm::MemoryRefusal WhyRefused() const override;
  [[nodiscard]] forthvm::KernelDoor* kernel() [[clang::lifetimebound]] override {
    return services_.door;
  }
  Result<std::uint64_t> Milliseconds() override;
  Result<forthvm::CalendarTime> ReadCalendar() override;
  /// Lines of the kernel's log that begin with `VM[0]` and the level's name, if VM[0] holds a
  /// capability to log.
  void Log(forthvm::LogLevel level, std::string_view line) override;

  /// Looks at the console while VM[0] is busy: keeps what was typed for later, and says whether
  /// Ctrl-C was typed, also if it was read from the console earlier, behind keys that nobody took.
  /// That drops what was typed before it.
  [[nodiscard]] bool PollForBreak() SK_EXCLUDES(kInterruptContext);

  /// Whether PollForBreak would say so.
  [[nodiscard]] bool HasBreak() SK_EXCLUDES(kInterruptContext);

  /// Whether ReadLine or PeekKey have something to look at: characters, or their end.
  [[nodiscard]] bool HasInput() SK_EXCLUDES(kInterruptContext);

 private:
  /// Reads the console into the type-ahead, up to and including a break.
  void Collect() SK_EXCLUDES(kInterruptContext);
  std::optional<std::uint8_t> PopTypeAhead();

  hal::Console& console_;
  storage::FileStore& files_;
  storage::BlockDevice& blocks_;
  const vmm::Envelope& memory_;
  Services services_;
  LogPermission log_permission_;
  console::LineEditor editor_;
  FixedQueue<std::uint8_t, kTypeAhead> type_ahead_;  ///< Typed before anybody asked for it.
  std::size_t breaks_ = 0;                           ///< How many of these are breaks.
  bool closed_ = false;                              ///< Nothing will come after the type-ahead.
};

}  // namespace starkernel::kernel
