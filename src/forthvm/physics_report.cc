#include "src/forthvm/physics_report.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string_view>

#include "src/base/fixed_point.h"
#include "src/base/fixed_point_text.h"
#include "src/base/format.h"
#include "src/base/ids.h"
#include "src/base/text_writer.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/host.h"
#include "src/forthvm/shown_text.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/physics/hot_names.h"
#include "src/physics/physics.h"
#include "src/physics/rolling_window.h"
#include "src/physics/tick_row.h"
#include "src/physics/transitions.h"
#include "src/physics/word_heat.h"

namespace starkernel::forthvm {
namespace {

constexpr std::string_view kBar = "################################";

/// Writes `value` of `most` as a bar, in warmer colours the longer it is, filled up with blanks.
void WriteBar(const VmState& vm, std::int64_t value, std::int64_t most, TextWriter& writer) {
  constexpr std::uint8_t kRed = 1;
  constexpr std::uint8_t kYellow = 3;
  constexpr std::uint8_t kCyan = 6;
  const auto full = static_cast<std::int64_t>(kBar.size());
  const std::int64_t length = most > 0 ? std::clamp<std::int64_t>(value * full / most, 0, full) : 0;
  const std::uint8_t warm = length > full / 4 ? kYellow : kCyan;
  vm.host->SetColor(length > full / 2 ? kRed : warm);
  Format(writer, "{:<32}", kBar.substr(0, static_cast<std::size_t>(length)));
  vm.host->SetColor(Host::kUsualColor);
}

const physics::Physics& PhysicsOf(const VmState& vm [[clang::lifetimebound]]) {
  return vm.storage.physics.front();
}

void WriteName(const VmState& vm, std::uint32_t id, TextWriter& writer) {
  const HeaderIndex place = vm.dictionary.IndexOf(WordId(id));
  const std::string_view name = vm.dictionary.Name(place);
  if (id == 0) {
    writer.Text("(interpreter)");
  } else if (place == HeaderIndex(0)) {
    writer.Text("(forgotten)");
  } else if (name.empty()) {
    writer.Text("(no name)");
  } else {
    WriteShown(name, writer);
  }
}

/// A list in descending order, from which the next item is found by looking through all: what was
/// shown last and where it stood.
struct Bound {
  std::int64_t value = std::numeric_limits<std::int64_t>::max();
  std::size_t place = 0;

  [[nodiscard]] bool IsBehind(std::int64_t other, std::size_t other_place) const {
    return other < value || (other == value && other_place > place);
  }
};

/// The next item behind the bound among `count`, whose values are above 0; false if there is none.
template <typename ValueAt>
bool TakeNext(Bound& bound, std::size_t count, ValueAt value_at) {
  Bound next{.value = 0};
  for (std::size_t place = 0; place < count; ++place) {
    const std::int64_t value = value_at(place);
    if (value > next.value && bound.IsBehind(value, place)) {
      next = {.value = value, .place = place};
    }
  }
  bound = next;
  return next.value > 0;
}

/// The heat of the word in a place, in units; 0 if it is another word's that stood there.
std::int64_t HeatAt(const VmState& vm, std::size_t place) {
  const physics::WordHeat& record = vm.storage.heats[place];
  const bool is_warm_word =
      record.heat > FixedPoint() && vm.dictionary.IndexOf(WordId(record.id)).value() == place;
  return is_warm_word ? record.heat.units() : 0;
}

/// One word that was seen after another: how often of how often, a bar, both names.
void WriteTransition(const VmState& vm, const physics::Transitions::Entry& entry,
                     const physics::Transitions::Successor& successor, TextWriter& writer) {
  Format(writer, "{:>8} of {:>8} ", successor.count, entry.total);
  WriteBar(vm, successor.count, entry.total, writer);
  writer.Character(' ');
  WriteName(vm, entry.word, writer);
  writer.Text(" -> ");
  WriteName(vm, successor.word, writer);
  writer.Line();
}

}  // namespace

bool IsWarmWord(const VmState& vm, std::size_t place) { return HeatAt(vm, place) > 0; }

std::span<const std::size_t> HottestWords(const VmState& vm, std::span<std::size_t> places) {
  std::size_t count = 0;
  for (std::size_t place = 0; place < vm.storage.heats.size(); ++place) {
    const std::int64_t heat = vm.storage.heats[place].heat.units();
    const bool is_among_them =
        heat > 0 && !places.empty() &&
        (count < places.size() || heat > vm.storage.heats[places[count - 1]].heat.units());
    if (!is_among_them || HeatAt(vm, place) == 0) {
      continue;
    }
    count = std::min(count + 1, places.size());
    std::size_t at = count - 1;
    for (; at > 0 && heat > vm.storage.heats[places[at - 1]].heat.units(); --at) {
      places[at] = places[at - 1];
    }
    places[at] = place;
  }
  return places.first(count);
}

void WriteHottest(const VmState& vm, std::uint32_t count, TextWriter& writer) {
  std::array<std::size_t, kMostShownHot> places{};
  std::int64_t hottest = 0;
  for (const std::size_t place : HottestWords(vm, std::span(places).first(count))) {
    const std::int64_t heat = HeatAt(vm, place);
    hottest = std::max(hottest, heat);
    Format(writer, "{:>8} ", heat / FixedPoint::kOne);
    WriteBar(vm, heat, hottest, writer);
    writer.Character(' ');
    WriteName(vm, vm.storage.heats[place].id, writer);
    writer.Line();
  }
}

void WriteWarmWord(const VmState& vm, std::size_t place, TextWriter& writer) {
  const physics::WordHeat& record = vm.storage.heats[place];
  Format(writer, "{:>8} {} ", record.heat.units() / FixedPoint::kOne,
         std::string_view(record.frozen ? "frozen" : "      "));
  WriteName(vm, record.id, writer);
  writer.Line();
}

void WriteHeat(const physics::WordHeat& record, TextWriter& writer) {
  writer.Text("heat ");
  FormatValue(writer, record.heat);
  Format(writer, ", temperature {}, latency ", record.temperature);
  FormatValue(writer, record.latency);
  writer.Text(record.frozen ? ", frozen\n" : "\n");
}

namespace {

/// How often each word is among the newest ones.
class WindowCounts {
 public:
  struct Count {
    std::uint32_t word = 0;
    std::uint32_t times = 0;
  };

  explicit WindowCounts(const physics::RollingWindow& window)
      : looked_at_(std::min(window.size(), physics::RollingWindow::kLeastWidth)) {
    for (std::size_t age = 0; age < looked_at_; ++age) {
      const std::uint32_t word = window.WordAt(age);
      std::size_t kind = 0;
      while (kind < kinds_ && counts_[kind].word != word) {
        ++kind;
      }
      kinds_ = std::max(kinds_, kind + 1);
      counts_[kind] = {.word = word, .times = counts_[kind].times + 1};
    }
  }

  [[nodiscard]] std::size_t looked_at() const { return looked_at_; }
  [[nodiscard]] std::span<const Count> counts() const [[clang::lifetimebound]] {
    return std::span(counts_).first(kinds_);
  }

 private:
  std::array<Count, physics::RollingWindow::kLeastWidth> counts_{};
  std::size_t looked_at_;
  std::size_t kinds_ = 0;
};

/// The words that were seen most often of late, with bars.
void WriteFrequent(const VmState& vm, const physics::RollingWindow& window, TextWriter& writer) {
  constexpr int kShown = 8;
  const WindowCounts counts(window);
  const auto times_at = [&counts](std::size_t place) {
    return std::int64_t{counts.counts()[place].times};
  };
  Bound bound;
  for (int shown = 0; shown < kShown && TakeNext(bound, counts.counts().size(), times_at);
       ++shown) {
    Format(writer, "{:>8} ", bound.value);
    WriteBar(vm, bound.value, static_cast<std::int64_t>(counts.looked_at()), writer);
    writer.Character(' ');
    WriteName(vm, counts.counts()[bound.place].word, writer);
    writer.Line();
  }
}

}  // namespace

void WriteWindow(const VmState& vm, TextWriter& writer) {
  constexpr std::size_t kShown = 16;
  const physics::RollingWindow& window = PhysicsOf(vm).window();
  Format(writer, "{} words seen, {} kept, {} count, diversity ", window.count(), window.size(),
         window.width());
  const FixedPoint diversity = window.Diversity();
  FormatValue(writer, diversity);
  writer.Text("\n  counts ");
  WriteBar(vm, static_cast<std::int64_t>(window.width()), physics::RollingWindow::kSize, writer);
  writer.Text("\n  differ ");
  WriteBar(vm, diversity.units(), FixedPoint::kOne, writer);
  writer.Text("\nnewest:");
  for (std::size_t age = 0; age < std::min(kShown, window.size()); ++age) {
    writer.Character(' ');
    WriteName(vm, window.WordAt(age), writer);
  }
  writer.Line();
  WriteFrequent(vm, window, writer);
}

void WriteTransitions(const VmState& vm, TextWriter& writer) {
  using physics::Transitions;
  constexpr int kShown = 10;
  const Transitions& transitions = PhysicsOf(vm).transitions();
  const auto successor_at = [&transitions](std::size_t place) -> const Transitions::Successor& {
    return transitions.entries()[place / Transitions::kSuccessors]
        .successors[place % Transitions::kSuccessors];
  };
  const auto count_at = [&successor_at](std::size_t place) {
    return std::int64_t{successor_at(place).count};
  };
  Format(writer, "{} predicted, {} came\n", transitions.predictions(), transitions.hits());
  Bound bound;
  for (int shown = 0; shown < kShown; ++shown) {
    if (!TakeNext(bound, Transitions::kWords * Transitions::kSuccessors, count_at)) {
      return;
    }
    WriteTransition(vm, transitions.entries()[bound.place / Transitions::kSuccessors],
                    successor_at(bound.place), writer);
  }
}

void WriteSuccessors(const VmState& vm, std::uint32_t id, TextWriter& writer) {
  using physics::Transitions;
  for (const Transitions::Entry& entry : PhysicsOf(vm).transitions().entries()) {
    if (entry.word != id || entry.total == 0) {
      continue;
    }
    Bound bound;
    while (TakeNext(bound, entry.successors.size(), [&entry](std::size_t place) {
      return std::int64_t{entry.successors[place].count};
    })) {
      WriteTransition(vm, entry, entry.successors[bound.place], writer);
    }
    return;
  }
  writer.Text("nothing was seen after ");
  WriteName(vm, id, writer);
  writer.Line();
}

void WriteCache(const VmState& vm, TextWriter& writer) {
  const physics::HotNames& names = PhysicsOf(vm).hot_names();
  Format(writer, "{}: {} lookups, {} hits, {} of {} names\n",
         std::string_view(vm.finds_by_heat ? "on" : "off"), names.lookups(), names.hits(),
         names.size(), physics::HotNames::kSlots);
}

void WriteTicks(const VmState& vm, TextWriter& writer) {
  const physics::Physics& physics = PhysicsOf(vm);
  physics::WriteColumnNames(writer);
  writer.Line();
  for (std::uint64_t age = std::min<std::uint64_t>(physics.ticks(), physics::Physics::kRows);
       age > 0; --age) {
    physics::WriteRow(writer, physics.RowBefore(age - 1));
    writer.Line();
  }
}

}  // namespace starkernel::forthvm
