#include "tools/text_packer/pair_finder.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <queue>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "src/base/packed_text.h"

namespace starkernel::tools {
namespace {

// Not codes: what stands between texts, and what a pair has swallowed.
constexpr std::uint16_t kBorder = 0xFFFF;
constexpr std::uint16_t kGone = 0xFFFE;

// A pair takes two codes of the table and saves one wherever it stands.
constexpr std::size_t kFewestPlaces = 3;

/// A pair and in how many places it stood once. The most frequent is the greatest, of equals the
/// one with the lowest codes, so that the outcome depends on the texts alone.
struct Candidate {
  std::size_t places;
  CodePair pair;

  friend bool operator<(const Candidate& one, const Candidate& other) {
    return one.places != other.places ? one.places < other.places : one.pair > other.pair;
  }
};

class PairFinder {
 public:
  explicit PairFinder(std::span<const std::string_view> texts) {
    codes_.push_back(kBorder);
    for (const std::string_view text : texts) {
      starts_.push_back(codes_.size());
      for (const char byte : text) {
        codes_.push_back(static_cast<std::uint8_t>(byte));
      }
      codes_.push_back(kBorder);
    }
    for (std::size_t place = 0; place < codes_.size(); ++place) {
      next_.push_back(place + 1);
      previous_.push_back(place == 0 ? 0 : place - 1);
    }
    for (std::size_t place = 0; place + 1 < codes_.size(); ++place) {
      Note(place);
    }
    Propose();
  }

  void FindAll() {
    while (pairs_.size() < kMostPairs && !candidates_.empty()) {
      const Candidate best = candidates_.top();
      candidates_.pop();
      const std::size_t places = places_[best.pair].size();
      if (places >= kFewestPlaces && places != best.places) {
        candidates_.push({places, best.pair});
      } else if (places >= kFewestPlaces && HeightOf(best.pair) <= kHighestPair) {
        Replace(best.pair);
      }
    }
  }

  [[nodiscard]] PairedTexts Outcome() const {
    PairedTexts outcome{.pairs = pairs_, .rows = {}};
    for (const std::size_t start : starts_) {
      std::vector<std::uint16_t>& row = outcome.rows.emplace_back();
      for (std::size_t place = start; codes_.at(place) != kBorder; place = next_.at(place)) {
        row.push_back(codes_.at(place));
      }
    }
    return outcome;
  }

 private:
  [[nodiscard]] std::size_t HeightOf(CodePair pair) const {
    const auto height = [this](std::uint16_t code) {
      return code < kFirstPair ? 0 : heights_.at(code - kFirstPair);
    };
    return 1 + std::max(height(pair.first), height(pair.second));
  }

  [[nodiscard]] CodePair PairAt(std::size_t place) const {
    return {codes_.at(place), codes_.at(next_.at(place))};
  }

  /// Enters the pair that begins at `place`, if there is one.
  void Note(std::size_t place) {
    const CodePair pair = PairAt(place);
    if (pair.first != kBorder && pair.second != kBorder) {
      places_[pair].insert(place);
      changed_.insert(pair);
    }
  }

  void Forget(std::size_t place) {
    const auto found = places_.find(PairAt(place));
    if (found != places_.end()) {
      found->second.erase(place);
    }
  }

  /// Makes candidates of the pairs that have got new places.
  void Propose() {
    for (const CodePair& pair : std::exchange(changed_, {})) {
      candidates_.push({places_[pair].size(), pair});
    }
  }

  void Replace(CodePair pair) {
    heights_.push_back(HeightOf(pair));
    const auto code = static_cast<std::uint16_t>(kFirstPair + pairs_.size());
    pairs_.push_back(pair);
    for (const std::size_t place : std::exchange(places_[pair], {})) {
      if (PairAt(place) != pair) {
        continue;  // It overlapped the one before, as in `aaa`.
      }
      const std::size_t second = next_.at(place);
      Forget(previous_.at(place));
      Forget(second);
      codes_.at(place) = code;
      codes_.at(second) = kGone;
      next_.at(place) = next_.at(second);
      previous_.at(next_.at(place)) = place;
      Note(previous_.at(place));
      Note(place);
    }
    Propose();
  }

  // All texts behind one another, as a list; a border stands at both ends.
  std::vector<std::uint16_t> codes_;
  std::vector<std::size_t> next_;
  std::vector<std::size_t> previous_;
  std::vector<std::size_t> starts_;

  std::map<CodePair, std::set<std::size_t>> places_;
  std::set<CodePair> changed_;
  std::priority_queue<Candidate> candidates_;

  std::vector<CodePair> pairs_;
  std::vector<std::size_t> heights_;
};

}  // namespace

PairedTexts FindPairs(std::span<const std::string_view> texts) {
  PairFinder finder(texts);
  finder.FindAll();
  return finder.Outcome();
}

}  // namespace starkernel::tools
