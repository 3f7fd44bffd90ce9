#include "src/forthvm/dictionary.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <random>
#include <ranges>
#include <string>
#include <string_view>
#include <vector>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/base/ids.h"
#include "src/base/test_effort.h"
#include "src/forthvm/hot_lookup.h"
#include "src/forthvm/search_order.h"
#include "src/forthvm/word_header.h"
#include "src/physics/hot_names.h"

namespace starkernel::forthvm {
namespace {

constexpr std::size_t kHeaders = 500;

/// A dictionary in storage of its own, with a wordlist that is never forgotten.
struct Storage {
  WordId Add(std::string_view name) {
    const WordId word = dictionary.Add(name).value();
    dictionary.Reveal(word);
    return word;
  }
  WordId AddWordlist(std::string_view name) {
    const WordId word = Add(name);
    dictionary.OwnHeader(word).Set(WordFlag::kWordlist);
    return word;
  }

  /// Goes on with a dictionary that shares all words there are.
  void Share() {
    dictionary = Dictionary::Sharing(dictionary, newer_headers, newer_names, newer_slots).value();
  }

  /// Has the table of the words that are not shared made anew.
  void MoveWords() {
    if (dictionary.shared_count() == 0) {
      dictionary.UseWords(headers, slots);
    } else {
      dictionary.UseWords(newer_headers, newer_slots);
    }
  }

  std::array<WordHeader, kHeaders> headers;
  std::array<char, 64 * 1024> names{};
  std::array<std::uint32_t, 512> slots{};
  std::array<WordHeader, kHeaders> newer_headers;
  std::array<char, 64 * 1024> newer_names{};
  std::array<std::uint32_t, 512> newer_slots{};
  Dictionary dictionary{headers, names, slots};
};

/// The same as a list of words that is searched from its end.
class Model {
 public:
  struct Word {
    WordId id{};
    std::string name{};  ///< In small letters.
    WordId wordlist{};
    bool is_wordlist = false;
    bool hidden = false;
  };

  /// The name in small letters.
  [[nodiscard]] WordId FindIn(WordId wordlist, const std::string& name) const {
    for (const Word& word : std::views::reverse(words)) {
      if (word.wordlist == wordlist && !word.hidden && word.name == name) {
        return word.id;
      }
    }
    return kNoWord;
  }
  [[nodiscard]] WordId Find(const std::string& name) const {
    for (const WordId wordlist : order) {
      if (const WordId word = FindIn(wordlist, name); word != kNoWord) {
        return word;
      }
    }
    return kNoWord;
  }
  void Truncate(std::size_t first, WordId substitute) {
    for (std::size_t place = first; place < words.size(); ++place) {
      std::erase(order, words[place].id);
      current = current == words[place].id ? substitute : current;
    }
    words.resize(first);
  }
  [[nodiscard]] static std::string Small(std::string name) {
    for (char& character : name) {
      character =
          character >= 'A' && character <= 'Z' ? static_cast<char>(character + 32) : character;
    }
    return name;
  }

  std::vector<Word> words;
  std::vector<WordId> order;
  WordId current = kNoWord;
};

/// Does the same to both.
class Trial {
 public:
  Trial() {
    forth_ = real_->AddWordlist("FORTH");
    model_.words.push_back({.id = forth_, .name = "forth", .is_wordlist = true});
    SetCurrent(forth_);
    // All kinds of lengths, and names that differ in one character only, wherever it is.
    constexpr auto kLengths =
        std::to_array<std::size_t>({1, 2, 3, 4, 5, 7, 8, 9, 12, 15, 16, 17, 24, 31, 254, 255});
    for (const std::size_t length : kLengths) {
      std::string name;
      for (std::size_t place = 0; place < length; ++place) {
        name += kCharacters[random_() % kCharacters.size()];
      }
      for (const std::size_t place : {std::size_t{0}, length / 2, length - 1}) {
        names_.push_back(name);
        name[place] = kCharacters[random_() % kCharacters.size()];
      }
    }
  }

  /// Shares the words that some steps make; what is forgotten later is newer.
  void ShareAfter(int steps) {
    for (int step = 0; step < steps; ++step) {
      Define(step % 10 == 0);
      SetCurrent(RandomWordlist());
      Hide();
      SetRandomOrder();
    }
    real_->Share();
    hot_.Clear();
    shared_ = model_.words.size();
    CompareSome();
  }

  [[nodiscard]] std::uint64_t hot_hits() const { return hot_.hits(); }

  void Step() {
    const std::uint32_t choice = Below(100);
    if (Below(50) == 0) {
      real_->MoveWords();
    }
    if (model_.words.size() + 1 >= kHeaders - 2) {
      Forget(1 + Below(kHeaders - 10));
    } else if (choice < 60) {
      Define(choice < 6);
    } else if (choice < 65) {
      Abandon();
    } else if (choice < 67) {
      Forget(1 + Below(model_.words.size()));
    } else if (choice < 77) {
      SetRandomOrder();
    } else if (choice < 85) {
      SetCurrent(RandomWordlist());
    } else {
      Hide();
    }
    CompareSome();
  }

 private:
  static constexpr std::string_view kCharacters = "aAbBzZ@[`{-1\xe4\xc4";

  std::uint32_t Below(std::size_t bound) {
    return static_cast<std::uint32_t>(random_() % std::max<std::size_t>(bound, 1));
  }
  /// A name of the pool, its letters of any case.
  std::string RandomName() {
    std::string name = names_[Below(names_.size())];
    for (char& character : name) {
      if (Below(2) == 0) {
        character = Model::Small(std::string(1, character)).front();
      }
    }
    return name;
  }
  WordId RandomWordlist() {
    std::vector<WordId> lists;
    for (const Model::Word& word : model_.words) {
      if (word.is_wordlist) {
        lists.push_back(word.id);
      }
    }
    return lists[Below(lists.size())];
  }

  void Define(bool is_wordlist) {
    const std::string name = RandomName();
    const WordId word = is_wordlist ? real_->AddWordlist(name) : real_->Add(name);
    model_.words.push_back({.id = word,
                            .name = Model::Small(name),
                            .wordlist = model_.current,
                            .is_wordlist = is_wordlist});
  }
  /// A definition that fails is never found.
  void Abandon() {
    const std::string name = RandomName();
    const WordId word = real_->dictionary.Add(name).value();
    EXPECT_EQ(real_->dictionary.Find(name), model_.Find(Model::Small(name)));
    real_->dictionary.Truncate(real_->dictionary.IndexOf(word), forth_);
  }
  void Forget(std::size_t first) {
    first = std::max(first, shared_);
    if (first < model_.words.size()) {
      real_->dictionary.Truncate(real_->dictionary.IndexOf(model_.words[first].id), forth_);
      model_.Truncate(first, forth_);
    }
  }
  void SetRandomOrder() {
    SearchOrder order;
    model_.order.clear();
    for (std::uint32_t count = Below(kMaximumOrder + 1); count > 0; --count) {
      order.Append(RandomWordlist());
      model_.order.push_back(order.items().back());
    }
    real_->dictionary.SetOrder(order);
  }
  void SetCurrent(WordId wordlist) {
    real_->dictionary.SetCurrent(wordlist);
    model_.current = wordlist;
  }
  void Hide() {
    Model::Word& word = model_.words[Below(model_.words.size())];
    real_->dictionary.ToggleHidden(real_->dictionary.IndexOf(word.id));
    word.hidden = !word.hidden;
  }
  /// By way of the names of hot words, of which there are few, so that they are often met again.
  void CompareHot() {
    const std::string name = Below(2) == 0 ? hot_name_ : RandomName();
    const auto is_hot = [this](HeaderIndex) { return Below(4) != 0; };
    for (int count = 0; count < 2; ++count) {
      const HeaderIndex found = FindHotName(real_->dictionary, hot_, name, is_hot);
      ASSERT_EQ(real_->dictionary.Meaning(found), model_.Find(Model::Small(name))) << name;
    }
    hot_name_ = name;
  }
  void CompareSome() {
    CompareHot();
    for (int count = 0; count < 5; ++count) {
      const std::string name = RandomName();
      ASSERT_EQ(real_->dictionary.Find(name), model_.Find(Model::Small(name))) << name;
      const WordId wordlist = RandomWordlist();
      ASSERT_EQ(real_->dictionary.FindIn(wordlist, name),
                model_.FindIn(wordlist, Model::Small(name)))
          << name;
    }
    ASSERT_EQ(real_->dictionary.current(), model_.current);
    ASSERT_TRUE(std::ranges::equal(real_->dictionary.order().items(), model_.order));
  }

  std::unique_ptr<Storage> real_ = std::make_unique<Storage>();
  Model model_;
  std::mt19937 random_{2026};
  std::vector<std::string> names_;
  WordId forth_;
  std::size_t shared_ = 0;  ///< Words that are shared.
  physics::HotNames hot_;
  std::string hot_name_ = "a";
};

TEST(Dictionary, FindsWhatASearchThroughAllWordsFinds) {
  Trial trial;
  const std::uint64_t operations = OperationsToTry(15'000);
  for (std::uint64_t step = 0; step < operations && !testing::Test::HasFatalFailure(); ++step) {
    trial.Step();
  }
  // Names were often found where hot ones are kept.
  EXPECT_GT(trial.hot_hits(), operations / 20);
}

TEST(Dictionary, FindsTheSameWhenTheOldestWordsAreShared) {
  for (const int shared : {0, 1, 20, 300}) {
    Trial trial;
    trial.ShareAfter(shared);
    for (int step = 0; step < 3'000 && !testing::Test::HasFatalFailure(); ++step) {
      trial.Step();
    }
  }
}

TEST(Dictionary, ThoseThatShareWordsSeeNothingOfEachOther) {
  const auto storage = std::make_unique<Storage>();
  const auto other_storage = std::make_unique<Storage>();
  const WordId forth = storage->AddWordlist("FORTH");
  storage->dictionary.SetCurrent(forth);
  storage->dictionary.SetOrder({forth});
  const WordId word = storage->Add("X");
  Dictionary other = Dictionary::Sharing(storage->dictionary, other_storage->headers,
                                         other_storage->names, other_storage->slots)
                         .value();
  const std::vector<std::uint32_t> slots(storage->slots.begin(), storage->slots.end());
  storage->Share();
  EXPECT_EQ(storage->dictionary.shared_count(), 3);
  other.ToggleHidden(other.IndexOf(word));
  EXPECT_TRUE(other.IsHidden(other.IndexOf(word)));
  EXPECT_FALSE(storage->dictionary.IsHidden(other.IndexOf(word)));
  EXPECT_EQ(other.Find("X"), kNoWord);
  EXPECT_EQ(storage->dictionary.Find("X"), word);
  const WordId newer = storage->Add("X");
  EXPECT_EQ(storage->dictionary.Find("X"), newer);
  EXPECT_EQ(other.Find("X"), kNoWord);
  other.ToggleHidden(other.IndexOf(word));
  EXPECT_EQ(other.Find("X"), word);
  EXPECT_EQ(other.Add("Y").value(), newer);
  EXPECT_EQ(other.Name(newer), "Y");
  EXPECT_EQ(storage->dictionary.Name(newer), "X");
  EXPECT_TRUE(std::ranges::equal(storage->slots, slots));
  const Dictionary born = storage->dictionary.AtBirth(forth);
  EXPECT_EQ(born.Find("X"), word);
  EXPECT_EQ(born.end(), newer.value());
}

TEST(Dictionary, SharedWordsAreNeitherForgottenNorChanged) {
  const auto storage = std::make_unique<Storage>();
  const WordId forth = storage->AddWordlist("FORTH");
  const WordId word = storage->Add("X");
  storage->Share();
  EXPECT_DEATH(storage->dictionary.Truncate(HeaderIndex(2), forth), "");
  EXPECT_DEATH(storage->dictionary.OwnHeader(word).Set(WordFlag::kImmediate), "");
}

TEST(Dictionary, MoreThanTheMostAreNotShared) {
  std::vector<WordHeader> headers(Dictionary::kMostShared + 1);
  std::vector<char> names(16);
  std::vector<std::uint32_t> slots(2048);
  Dictionary model(headers, names, slots);
  while (model.end() < Dictionary::kMostShared) {
    ASSERT_TRUE(model.Add("").ok());
  }
  EXPECT_TRUE(Dictionary::Sharing(model, {}, {}, {}).ok());
  ASSERT_TRUE(model.Add("").ok());
  EXPECT_EQ(Dictionary::Sharing(model, {}, {}, {}).error(), Error::kCapacity);
}

TEST(Dictionary, FindsEveryOneOfAsManyWordsAsItHolds) {
  const auto storage = std::make_unique<Storage>();
  std::vector<WordId> words;
  const WordId forth = storage->AddWordlist("FORTH");
  storage->dictionary.SetCurrent(forth);
  storage->dictionary.SetOrder({forth});
  for (std::size_t count = 2; count < kHeaders; ++count) {
    words.push_back(storage->Add("NAME" + std::to_string(count)));
  }
  EXPECT_EQ(storage->dictionary.Add("ONE-MORE").error(), Error::kCapacity);
  for (std::size_t count = 2; count < kHeaders; ++count) {
    EXPECT_EQ(storage->dictionary.Find("name" + std::to_string(count)), words[count - 2]);
  }
  EXPECT_EQ(storage->dictionary.Find("name1"), kNoWord);
  storage->dictionary.Truncate(HeaderIndex(kHeaders / 2), forth);
  for (std::size_t count = 2; count < kHeaders; ++count) {
    EXPECT_EQ(storage->dictionary.Find("name" + std::to_string(count)),
              count < kHeaders / 2 ? words[count - 2] : kNoWord);
  }
}

TEST(Dictionary, ARedefinitionInOneWordlistHidesNothingOfAnother) {
  const auto storage = std::make_unique<Storage>();
  Dictionary& dictionary = storage->dictionary;
  const WordId first = storage->AddWordlist("FIRST");
  const WordId second = storage->AddWordlist("SECOND");
  dictionary.SetCurrent(first);
  const WordId in_first = storage->Add("X");
  dictionary.SetCurrent(second);
  const WordId in_second = storage->Add("X");
  const WordId again = storage->Add("x");
  dictionary.SetOrder({first, second});
  EXPECT_EQ(dictionary.Find("X"), in_first);
  dictionary.SetOrder({second, first});
  EXPECT_EQ(dictionary.Find("X"), again);
  dictionary.OwnHeader(again).Toggle(WordFlag::kHidden);
  EXPECT_EQ(dictionary.Find("X"), in_second);
  dictionary.OwnHeader(in_second).Toggle(WordFlag::kHidden);
  EXPECT_EQ(dictionary.Find("X"), in_first);
  dictionary.SetOrder({});
  EXPECT_EQ(dictionary.Find("X"), kNoWord);
  EXPECT_EQ(dictionary.FindIn(first, "X"), in_first);
  EXPECT_EQ(dictionary.FindIn(second, "X"), kNoWord);
}

TEST(Dictionary, FindsTheNewestWhicheverIsRevealedFirst) {
  const auto storage = std::make_unique<Storage>();
  Dictionary& dictionary = storage->dictionary;
  const WordId forth = storage->AddWordlist("FORTH");
  dictionary.SetCurrent(forth);
  dictionary.SetOrder({forth});
  const WordId oldest = dictionary.Add("X").value();
  const WordId older = dictionary.Add("X").value();
  const WordId newest = storage->Add("X");
  dictionary.Reveal(oldest);
  EXPECT_EQ(dictionary.Find("X"), newest);
  dictionary.Reveal(older);
  EXPECT_EQ(dictionary.Find("X"), newest);
  dictionary.Truncate(dictionary.IndexOf(newest), forth);
  EXPECT_EQ(dictionary.Find("X"), older);
  dictionary.Truncate(dictionary.IndexOf(older), forth);
  EXPECT_EQ(dictionary.Find("X"), oldest);
  dictionary.Truncate(dictionary.IndexOf(oldest), forth);
  EXPECT_EQ(dictionary.Find("X"), kNoWord);
}

TEST(Dictionary, NoNameAndTooLongOnesAreNotFound) {
  const auto storage = std::make_unique<Storage>();
  const WordId forth = storage->AddWordlist("FORTH");
  storage->dictionary.SetCurrent(forth);
  storage->dictionary.SetOrder({forth});
  storage->Add("");
  const std::string longest(kMaximumNameLength, 'n');
  const WordId word = storage->Add(longest);
  EXPECT_EQ(storage->dictionary.Find(""), kNoWord);
  EXPECT_EQ(storage->dictionary.Find(longest), word);
  EXPECT_EQ(storage->dictionary.Find(longest + "n"), kNoWord);
}

}  // namespace
}  // namespace starkernel::forthvm
