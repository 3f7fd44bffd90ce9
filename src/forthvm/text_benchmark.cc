#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/forthvm/dictionary.h"
#include "src/forthvm/host.h"
#include "src/forthvm/hot_lookup.h"
#include "src/forthvm/name_key.h"
#include "src/forthvm/run_outcome.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/vm.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/word_header.h"
#include "src/physics/hot_names.h"
#include "src/storage/block_device.h"
#include "src/storage/file_store.h"
#include "src/storage/model_block_device.h"
#include "src/storage/model_file_store.h"

namespace starkernel::forthvm {
namespace {

constexpr std::size_t kTextAddress = 0x80000;

/// Types one line, has one file, and keeps what is written.
class FileHost final : public Host {
 public:
  void Write(std::string_view text) override { written += text; }
  LineResult ReadLine(std::span<char> buffer) override {
    const std::string typed = std::exchange(line, {});
    if (typed.empty()) {
      return {};
    }
    std::ranges::copy(typed, buffer.begin());
    return {.state = LineResult::State::kLine, .length = typed.size()};
  }
  KeyResult PeekKey() override { return {}; }
  void TakeKey() override {}
  [[nodiscard]] storage::FileStore& files() [[clang::lifetimebound]] override { return store; }
  [[nodiscard]] storage::BlockDevice& blocks() [[clang::lifetimebound]] override { return device; }

  std::string line;
  storage::ModelFileStore store;
  storage::ModelBlockDevice device;
  std::string written;
};

/// A text of about `size` bytes made of `lines`, again and again; # stands for a number that
/// counts them.
std::string Repeated(std::span<const std::string_view> lines, std::size_t size) {
  std::string text;
  for (std::size_t count = 0; text.size() < size; ++count) {
    std::string line(lines[count % lines.size()]);
    if (const std::size_t place = line.find('#'); place != std::string::npos) {
      line.replace(place, 1, std::to_string(count));
    }
    text += line + "\n";
  }
  return text;
}

/// What a program that computes at the prompt looks like.
std::string InterpretedText() {
  constexpr auto kLines = std::to_array<std::string_view>({
      "12 34 + 56 * 7 / DROP   HERE 8 + @ DROP   100 200 MAX 300 MIN DROP",
      "VALUES CELL+ @ 1+ VALUES CELL+ !   VALUES 2@ SWAP 2DROP   $ff AND-NOTHING DROP",
      "5 0 > 3 4 < AND 1 2 = OR DROP   S\" some text\" 2DROP   TRUE FALSE XOR INVERT DROP",
  });
  return Repeated(kLines, 256 * 1024);
}

/// What a library looks like: short definitions of common words.
std::string CompiledText() {
  constexpr auto kLines = std::to_array<std::string_view>({
      ": square-# ( n -- n*n ) DUP * ;",
      ": clamp-# ( n low high -- n ) ROT MIN MAX ;",
      ": sum-# ( n -- sum ) 0 SWAP 1+ 0 ?DO I + LOOP ;",
      ": step-# ( n -- n ) DUP 1 AND IF 3 * 1+ ELSE 2/ THEN ; \\ Collatz",
      ": show-# ( n -- ) BEGIN DUP 1 > WHILE step-nothing REPEAT DROP ;",
  });
  return Repeated(kLines, 128 * 1024);
}

/// A VM instance at its prompt.
struct Machine {
  Machine() {
    Result<Vm> made = Vm::Create(StorageIn(*arrays, envelope), host, {});
    Require(made.ok(), "no VM instance");
    vm = std::make_unique<Vm>(std::move(made).value());
    Type("CREATE VALUES 1 , 2 , : AND-NOTHING ; : step-nothing 2/ ;");
  }
  void Type(const std::string& line) {
    host.line = line;
    host.written.clear();
    while (vm->Run(Reductions(1'000'000)) == RunOutcome::kQuantumSpent) {
    }
    Require(host.written.find("THROW") == std::string::npos, "the benchmark's text failed");
  }

  std::unique_ptr<VmArrays> arrays = std::make_unique<VmArrays>();
  std::vector<std::byte> envelope = std::vector<std::byte>(MiB(2).value());
  FileHost host;
  std::unique_ptr<Vm> vm;
};

/// Bytes of source a second, from the envelope.
void Evaluate(benchmark::State& state, const std::string& text) {
  Machine machine;
  std::ranges::transform(text, std::span(machine.envelope).subspan(kTextAddress).begin(),
                         [](char character) { return static_cast<std::byte>(character); });
  const std::string line = "MARKER TEMPORARY " + std::to_string(kTextAddress) + " " +
                           std::to_string(text.size()) + " EVALUATE TEMPORARY";
  for (auto _ : state) {
    machine.Type(line);
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
/// The same, line by line from a file.
void Include(benchmark::State& state, const std::string& text) {
  Machine machine;
  machine.host.store.Put("text.fs", text);
  for (auto _ : state) {
    machine.Type("MARKER TEMPORARY INCLUDE text.fs TEMPORARY");
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
}
void EvaluateInterpreted(benchmark::State& state) { Evaluate(state, InterpretedText()); }
void IncludeInterpreted(benchmark::State& state) { Include(state, InterpretedText()); }
/// A backslash comment ends with its line, of which a string has one only.
void IncludeCompiled(benchmark::State& state) { Include(state, CompiledText()); }

/// 2,000 words over 16 vocabularies, all of them in the search order.
struct Words {
  Words() {
    SearchOrder order;
    for (std::size_t count = 0; count < kMaximumOrder; ++count) {
      const WordId wordlist = Add("VOCABULARY-" + std::to_string(count));
      dictionary.OwnHeader(wordlist).Set(WordFlag::kWordlist);
      order.Append(wordlist);
    }
    dictionary.SetOrder(order);
    std::mt19937 random(1);
    for (int count = 0; count < 2000; ++count) {
      dictionary.SetCurrent(order.items()[random() % kMaximumOrder]);
      names.push_back("WORD" + std::to_string(random() % 1'000'000));
      Add(names.back());
    }
    std::ranges::shuffle(names, random);
  }
  WordId Add(std::string_view name) {
    const WordId word = dictionary.Add(name).value();
    dictionary.Reveal(word);
    return word;
  }

  std::unique_ptr<VmArrays> arrays = std::make_unique<VmArrays>();
  Dictionary dictionary{arrays->words, arrays->names, arrays->name_slots};
  std::vector<std::string> names;
};

void Find(benchmark::State& state, const Words& words, const std::vector<std::string>& names,
          bool hit) {
  for (auto _ : state) {
    for (const std::string& name : names) {
      const WordId found = words.dictionary.Find(name);
      Require((found != kNoWord) == hit, "the benchmark's search failed");
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(names.size()));
}
/// The same 8 names of 5 to 8 characters again and again, by the search, and by way of the names
/// of hot words; all are where these are kept.
std::vector<std::string> FewNames(const Words& words) {
  constexpr std::size_t kNames = 8;
  std::vector<std::string> few;
  std::vector<bool> taken(physics::HotNames::kSlots);
  for (const std::string& name : words.names) {
    const std::size_t slot = KeyOf(name).hash % taken.size();
    if (name.size() <= physics::HotNames::kLongest && !taken[slot] && few.size() < kNames) {
      taken[slot] = true;
      few.push_back(name);
    }
  }
  Require(few.size() == kNames, "too few names for the benchmark");
  return few;
}
void FindFew(benchmark::State& state) {
  const Words words;
  Find(state, words, FewNames(words), true);
}
void FindFewHot(benchmark::State& state) {
  const Words words;
  const std::vector<std::string> names = FewNames(words);
  physics::HotNames hot;
  const auto is_hot = [](HeaderIndex) { return true; };
  for (auto _ : state) {
    for (const std::string& name : names) {
      const HeaderIndex found = FindHotName(words.dictionary, hot, name, is_hot);
      Require(words.dictionary.Meaning(found) != kNoWord, "the benchmark's search failed");
    }
  }
  Require(hot.lookups() - hot.hits() == names.size(), "names are not where hot ones are kept");
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(names.size()));
}
void FindHit(benchmark::State& state) {
  const Words words;
  Find(state, words, words.names, true);
}
void FindHitInOtherCase(benchmark::State& state) {
  const Words words;
  std::vector<std::string> names = words.names;
  for (std::string& name : names) {
    name.replace(0, 4, "word");
  }
  Find(state, words, names, true);
}
void FindMiss(benchmark::State& state) {
  const Words words;
  std::vector<std::string> names = words.names;
  for (std::string& name : names) {
    name += "-";
  }
  Find(state, words, names, false);
}

/// What a search cannot do without: the name read, its key and hash made.
void MakeKey(benchmark::State& state) {
  const Words words;
  for (auto _ : state) {
    for (const std::string& name : words.names) {
      benchmark::DoNotOptimize(KeyOf(name));
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(words.names.size()));
}

/// The least that could be done: one table of names' first and last eight characters, in which no
/// two meet (a name that meets another is left out), for words whose case is right and that are
/// never forgotten, redefined, hidden or in any vocabulary.
struct LeastTable {
  struct Entry {
    std::uint64_t start = 0;
    std::uint64_t last = 0;
    std::uint32_t size = 0;
    std::uint32_t word = 0;
  };
  explicit LeastTable(const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      At(name) = {.start = PackStart(name),
                  .last = Last(name),
                  .size = static_cast<std::uint32_t>(name.size()),
                  .word = 1};
    }
  }
  static std::uint64_t Last(std::string_view name) {
    return Pack<std::uint64_t>(name.substr(name.size() - kKeyCharacters));
  }
  Entry& At(std::string_view name) { return entries[KeyOf(name).hash % entries.size()]; }
  bool Holds(std::string_view name) {
    const NameKey key = KeyOf(name);
    const Entry& entry = entries[key.hash % entries.size()];
    return entry.start == key.start && entry.last == Last(name) && entry.size == name.size();
  }
  std::vector<Entry> entries = std::vector<Entry>(std::size_t{1} << 13U);
};
void FindLeast(benchmark::State& state) {
  const Words words;
  std::vector<std::string> names = words.names;
  std::erase_if(names, [](const std::string& name) { return name.size() < kKeyCharacters; });
  LeastTable table(names);
  std::erase_if(names, [&table](const std::string& name) { return !table.Holds(name); });
  for (auto _ : state) {
    for (const std::string& name : names) {
      Require(table.Holds(name), "the benchmark's search failed");
    }
  }
  state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(names.size()));
}

BENCHMARK(EvaluateInterpreted)->Unit(benchmark::kMillisecond);
BENCHMARK(IncludeInterpreted)->Unit(benchmark::kMillisecond);
BENCHMARK(IncludeCompiled)->Unit(benchmark::kMillisecond);
BENCHMARK(FindFew)->Unit(benchmark::kMicrosecond);
BENCHMARK(FindFewHot)->Unit(benchmark::kMicrosecond);
BENCHMARK(FindHit)->Unit(benchmark::kMicrosecond);
BENCHMARK(FindHitInOtherCase)->Unit(benchmark::kMicrosecond);
BENCHMARK(FindMiss)->Unit(benchmark::kMicrosecond);
BENCHMARK(FindLeast)->Unit(benchmark::kMicrosecond);
BENCHMARK(MakeKey)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace starkernel::forthvm
