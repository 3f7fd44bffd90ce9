#include "src/hal/event_report.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "src/base/addresses.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/hal/event_log.h"

namespace starkernel::hal {
namespace {

using Event = EventLog::Event;

constexpr std::array<std::string_view, 9> kStageNames = {
    "CPU", "ACPI", "Interrupts", "Time", "PMM", "VMM", "Heap", "HAL", "VM arbiter"};

constexpr std::array<std::string_view, 5> kWaitNames = {"input", "a time", "a message",
                                                        "an interrupt", "a page"};

// A VM instance as people call it: by its place, and by how often that was used before if it was.
void WriteVm(TextWriter& writer, VmId id) {
  Format(writer, "VM[{}", PlaceOf(id));
  if (GenerationOf(id) != 0) {
    Format(writer, ".{}", GenerationOf(id));
  }
  writer.Text("]");
}

bool HappenedAgain(const std::optional<Event>& one, const std::optional<Event>& other) {
  return one.has_value() && other.has_value() && one->kind == other->kind &&
         one->first == other->first && one->second == other->second;
}

// Events from one number on that stand for more: `repeats` more groups of `period` follow.
struct Group {
  std::uint64_t first = 0;
  std::uint64_t period = 1;
  std::uint64_t repeats = 0;

  [[nodiscard]] std::uint64_t end() const { return first + period * (repeats + 1); }
  [[nodiscard]] std::size_t lines() const { return period + (repeats > 0 ? 1 : 0); }
};

// Goes through a log from the oldest event to the newest there is when it begins.
class GroupReader {
 public:
  explicit GroupReader(const EventLog& log) : log_(log) {}

  [[nodiscard]] std::optional<Group> Next() {
    if (next_ >= end_) {
      return std::nullopt;
    }
    constexpr std::uint64_t kLongestPeriod = 4;
    Group best{.first = next_};
    for (std::uint64_t period = 1; period <= kLongestPeriod; ++period) {
      const Group group{.first = next_, .period = period, .repeats = Repeats(period)};
      // A group that comes twice is as quickly read as said to.
      if (group.repeats > 1 && group.end() > best.end()) {
        best = group;
      }
    }
    next_ = best.end();
    return best;
  }

 private:
  [[nodiscard]] std::uint64_t Repeats(std::uint64_t period) const {
    std::uint64_t same = 0;
    while (next_ + period + same < end_ &&
           HappenedAgain(log_.At(next_ + same), log_.At(next_ + period + same))) {
      ++same;
    }
    return same / period;
  }

  const EventLog& log_;
  std::uint64_t next_ = log_.oldest();
  std::uint64_t end_ = log_.recorded();
};

void WriteWindow(TextWriter& writer, std::string_view how, const Event& event) {
  writer.Text("window of ");
  WriteVm(writer, VmId(event.first));
  Format(writer, " {}", how);
}

void WriteEvent(TextWriter& writer, const Event& event) {
  switch (event.kind) {
    case EventKind::kStageFinished:
      writer.Text(event.first < kStageNames.size() ? StageName(static_cast<BootStage>(event.first))
                                                   : "unknown stage");
      writer.Text(" initialized");
      return;
    case EventKind::kInterrupt:
      Format(writer, "interrupt, vector {}", event.first);
      if (event.second != 1) {
        Format(writer, ", {} deep", event.second);
      }
      return;
    case EventKind::kWindowBegun: WriteWindow(writer, "begun", event); return;
    case EventKind::kWindowSpent: WriteWindow(writer, "spent", event); return;
    case EventKind::kWindowPreempted: WriteWindow(writer, "ended by time", event); return;
    case EventKind::kWindowYielded: WriteWindow(writer, "given up", event); return;
    case EventKind::kWindowWaiting:
      WriteWindow(writer, "ended, it waits for ", event);
      writer.Text(event.second < kWaitNames.size() ? kWaitNames.at(event.second) : "something");
      return;
    case EventKind::kWindowBye: WriteWindow(writer, "ended by BYE", event); return;
    case EventKind::kStartupFailed:
      WriteWindow(writer, "ended by an error in a startup file", event);
      return;
    case EventKind::kUncaughtThrow:
      Format(writer, "THROW {}, uncaught", static_cast<std::int64_t>(event.first));
      return;
    case EventKind::kMapped:
      Format(writer, "{} pages mapped at {}", event.second, VirtAddr(event.first));
      return;
    case EventKind::kUnmapped:
      Format(writer, "{} pages unmapped at {}", event.second, VirtAddr(event.first));
      return;
    case EventKind::kDeviceTrouble:
      Format(writer, "trouble reported by vector {}, status {:#x}", event.first, event.second);
      return;
  }
  writer.Text("unknown event");
}

void WriteAge(TextWriter& writer, std::uint64_t now, std::uint64_t time) {
  Format(writer, "  {:>14}  ", now > time ? now - time : 0);
}

void WriteGroup(TextWriter& writer, const EventLog& log, const Group& group, std::uint64_t now) {
  for (std::uint64_t number = group.first; number < group.first + group.period; ++number) {
    if (const std::optional<Event> event = log.At(number)) {
      WriteAge(writer, now, event->time);
      WriteEvent(writer, *event);
      writer.Line();
    }
  }
  const std::optional<Event> last = log.At(group.end() - 1);
  if (group.repeats > 0 && last.has_value()) {
    WriteAge(writer, now, last->time);
    if (group.period == 1) {
      Format(writer, "the same, {} times in all\n", group.repeats + 1);
    } else {
      Format(writer, "these {}, {} times in all\n", group.period, group.repeats + 1);
    }
  }
}

std::size_t CountLines(const EventLog& log) {
  std::size_t lines = 0;
  GroupReader reader(log);
  while (const std::optional<Group> group = reader.Next()) {
    lines += group->lines();
  }
  return lines;
}

}  // namespace

std::string_view StageName(BootStage stage) {
  return kStageNames.at(static_cast<std::size_t>(stage));
}

void WriteLastEvents(TextWriter& writer, const EventLog& log, std::uint64_t now) {
  Format(writer, "last of {} events, and how many cycles ago:\n", log.recorded());
  std::size_t left = CountLines(log);
  GroupReader reader(log);
  while (const std::optional<Group> group = reader.Next()) {
    if (left <= kMostEventLines) {
      WriteGroup(writer, log, *group, now);
    }
    left -= group->lines();
  }
}

}  // namespace starkernel::hal
