#include "tests/forth_fuzz/program_text.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <limits>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/base/quantities.h"
#include "src/forthvm/word_module.h"
#include "tests/forth_fuzz/fuzz_host.h"
#include "tests/forth_fuzz/fuzz_program.h"

namespace starkernel::forthvm::fuzz {
namespace {

/// A program of more characters would only take longer.
constexpr std::size_t kLongest = 1500;

/// The words that matter most, one byte each.
constexpr std::array<std::string_view, 96> kCommon = {
    "DUP",   "DROP",   "SWAP",     "OVER",        "ROT",      "@",        "!",         "C@",
    "C!",    "+",      "-",        "*",           "/",        "=",        "<",         "0=",
    "IF",    "ELSE",   "THEN",     "BEGIN",       "UNTIL",    "WHILE",    "REPEAT",    "AGAIN",
    "DO",    "?DO",    "LOOP",     "+LOOP",       "LEAVE",    "UNLOOP",   "EXIT",      "I",
    "J",     "CASE",   "OF",       "ENDOF",       "ENDCASE",  "RECURSE",  "[:",        ";]",
    "{:",    ":}",     "|",        "--",          "LOCALS|",  "(LOCAL)",  ">R",        "R>",
    "R@",    "2>R",    "2R>",      "N>R",         "NR>",      "CATCH",    "THROW",     "EXECUTE",
    "DOES>", "[",      "]",        "LITERAL",     "COMPILE,", "HERE",     "ALLOT",     ",",
    "C,",    "PAD",    "TYPE",     "MOVE",        "FILL",     "SEARCH",   "COMPARE",   ":NONAME",
    ";",     "<#",     "#S",       "#>",          "HOLD",     "WORDLIST", "SET-ORDER", "GET-ORDER",
    "ALSO",  "ONLY",   "PREVIOUS", "DEFINITIONS", "ALLOCATE", "FREE",     "RESIZE",    "SOURCE",
    ">IN",   "REFILL", "EVALUATE", "IMMEDIATE",   "[IF]",     "[ELSE]",   "[THEN]",    "SAVE-INPUT",
};

/// Words that parse a name, which follows.
constexpr std::array<std::string_view, 16> kNaming = {
    ":",  "CREATE", "VARIABLE", "CONSTANT", "VALUE",    "DEFER",   "MARKER",     "FORGET",
    "IS", "TO",     "'",        "[']",      "POSTPONE", "SYNONYM", "VOCABULARY", "INCLUDE"};

/// Words that parse a text up to a quote.
constexpr std::array<std::string_view, 8> kQuoting = {
    "S\"", ".\"", "C\"", "ABORT\"", "S\\\"", "LOG-INFO\"", "PARSE-NAME", "CHAR"};

/// Bounds of things and beside them: addresses of an envelope of 64 KiB with a page missing at
/// 0x9000 and a read-only one at 0xB000, lengths, codes.
constexpr std::array<std::int64_t, 32> kNotable = {-1,
                                                   std::numeric_limits<std::int64_t>::min(),
                                                   std::numeric_limits<std::int64_t>::max(),
                                                   0x1000,
                                                   0xFFF,
                                                   0x1008,
                                                   0x1010,
                                                   0x1240,
                                                   0x1680,
                                                   0x2000,
                                                   0x5FFF,
                                                   0x6000,
                                                   0x8FF9,
                                                   0x9000,
                                                   0x9FFF,
                                                   0xA000,
                                                   0xAFF8,
                                                   0xB000,
                                                   0xBFFF,
                                                   0xC000,
                                                   0xFFF8,
                                                   0xFFFF,
                                                   0x1'0000,
                                                   255,
                                                   256,
                                                   1024,
                                                   1025,
                                                   4096,
                                                   -9,
                                                   0x7FFF'FFFF,
                                                   std::int64_t{1} << 48U,
                                                   0x10'FFFF};

/// All words, and those of them that take or give an address.
struct Vocabulary {
  std::vector<std::string_view> words;
  std::vector<std::size_t> with_address;  ///< Indices of `words`.
};

const Vocabulary& AllWords() {
  static const Vocabulary vocabulary = [] {
    Vocabulary made;
    for (const WordModule& module : WordModules()) {
      for (const Word& word : module.words) {
        if (word.stack_effect.contains("addr")) {
          made.with_address.push_back(made.words.size());
        }
        made.words.push_back(word.name);
      }
    }
    return made;
  }();
  return vocabulary;
}

/// Takes bytes off the front; there are zeros behind the end.
class Bytes {
 public:
  explicit Bytes(std::span<const std::byte> bytes) : bytes_(bytes) {}

  [[nodiscard]] bool empty() const { return bytes_.empty(); }
  std::uint64_t Next() {
    if (bytes_.empty()) {
      return 0;
    }
    const auto next = std::to_integer<std::uint64_t>(bytes_.front());
    bytes_ = bytes_.subspan(1);
    return next;
  }
  std::uint64_t NextTwo() {
    const std::uint64_t low = Next();
    return low | (Next() << 8U);
  }
  std::int64_t NextEight() {
    std::uint64_t number = 0;
    for (unsigned shift = 0; shift < 64; shift += 8) {
      number |= Next() << shift;
    }
    return static_cast<std::int64_t>(number);
  }
  std::string NextText(std::size_t size) {
    std::string text;
    while (text.size() < size && !empty()) {
      text += static_cast<char>(Next());
    }
    return text;
  }

 private:
  std::span<const std::byte> bytes_;
};

Reductions QuantumOf(Bytes& bytes) { return Reductions(16 + bytes.Next() * 8); }

std::string NameOf(std::uint64_t number) {
  return number < 0x80 ? "W" + std::to_string(number % 8)
                       : std::string(AllWords().words.at(number * 3 % AllWords().words.size()));
}

constexpr std::uint64_t kWordBegin = 0x60;
constexpr std::uint64_t kSmallBegin = 0x80;
constexpr std::uint64_t kNotableBegin = 0x90;
constexpr std::uint64_t kNameBegin = 0xB0;
constexpr std::uint64_t kNamingBegin = 0xB8;
constexpr std::uint64_t kQuotingBegin = 0xC8;
constexpr std::uint64_t kNoiseBegin = 0xD0;
constexpr std::uint64_t kLineEnd = 0xE0;
constexpr std::uint64_t kLineEnds = 0xF0;
constexpr std::uint64_t kToken = 0xF4;
constexpr std::uint64_t kInterrupts = 0xF8;
constexpr std::uint64_t kKey = 0xFC;

/// What stands for a byte from kLineEnds on.
std::string RareToken(std::uint64_t kind, Bytes& bytes) {
  if (kind < kToken) {
    return std::to_string(bytes.NextEight()) + " ";
  }
  if (kind < kInterrupts) {
    return std::to_string(bytes.NextTwo() % (AllWords().words.size() + 64)) + " ";
  }
  if (kind < kKey) {
    return {kInterrupt};
  }
  return bytes.NextText(1);
}

std::string NextToken(Bytes& bytes) {
  const std::uint64_t kind = bytes.Next();
  if (kind < kWordBegin) {
    return std::string(kCommon.at(kind)) + " ";
  }
  if (kind < kSmallBegin) {
    const std::uint64_t index = (kind - kWordBegin) << 8U | bytes.Next();
    return std::string(AllWords().words.at(index % AllWords().words.size())) + " ";
  }
  if (kind < kNotableBegin) {
    return std::to_string(kind - kSmallBegin) + " ";
  }
  if (kind < kNameBegin) {
    return std::to_string(kNotable.at(kind - kNotableBegin)) + " ";
  }
  if (kind < kNamingBegin) {
    return NameOf(kind - kNameBegin) + " ";
  }
  if (kind < kQuotingBegin) {
    const std::uint64_t name = bytes.Next();
    return std::string(kNaming.at(kind - kNamingBegin)) + " " +
           (kind == kQuotingBegin - 1 ? "F.FS" : NameOf(name)) + " ";
  }
  if (kind < kNoiseBegin) {
    const std::uint64_t size = bytes.Next() % 64;
    return std::string(kQuoting.at(kind - kQuotingBegin)) + " " + bytes.NextText(size) + "\" ";
  }
  if (kind < kLineEnd) {
    return bytes.NextText(kind - kNoiseBegin + 1);
  }
  return kind < kLineEnds ? "\n" : RareToken(kind, bytes);
}

std::string NextItem(Bytes& bytes) {
  const std::uint64_t kind = bytes.Next();
  if (kind < 0x40) {
    return std::to_string(static_cast<std::int64_t>(kind) - 8) + " ";
  }
  if (kind < 0x80) {
    return std::to_string(kNotable.at(kind % kNotable.size())) + " ";
  }
  if (kind < 0xE0) {
    const auto beside = static_cast<std::int8_t>(bytes.Next());
    const auto base = static_cast<std::uint64_t>(kNotable.at(kind % kNotable.size()));
    return std::to_string(static_cast<std::int64_t>(base + static_cast<std::uint64_t>(beside))) +
           " ";
  }
  return std::to_string(bytes.NextEight()) + " ";
}

std::string NextExecutionToken(Bytes& bytes) {
  const std::uint64_t number = bytes.NextTwo();
  const Vocabulary& vocabulary = AllWords();
  // The token of a word that VM instances are born with is its place, counted from 1.
  const std::size_t token =
      number >= 0x8000 ? vocabulary.with_address.at(number % vocabulary.with_address.size()) + 1
                       : number % (vocabulary.words.size() + 64);
  return std::to_string(token) + " ";
}

/// What is done with the stack and the token on it, and what is behind.
struct Use {
  std::string_view before;
  std::string_view after;
};
constexpr std::array<Use, 8> kUses = {{
    {"", "EXECUTE\n"},
    {"", "CATCH\n"},
    {"", "CATCH . .S W1 text\" )\n"},
    {"", "EXECUTE W1 text\" )\n"},
    {": W0 [ ", "EXECUTE ] ;\n"},
    {"[: ", "EXECUTE ;] CATCH\n"},
    {": W1 5 0 DO ", "EXECUTE LOOP ; W1\n"},
    {": W2 [ ", "COMPILE, ] ; W2\n"},
}};

}  // namespace

FuzzProgram ProgramOfText(std::span<const std::byte> input) {
  Bytes bytes(input);
  const Reductions quantum = QuantumOf(bytes);
  const std::string text = bytes.NextText(kLongest);
  const std::size_t end = std::min(text.find('\0'), text.size());
  return {.typed = text.substr(0, end) + "\n",
          .file = text.substr(std::min(end + 1, text.size())),
          .quantum = quantum};
}

FuzzProgram ProgramOfTokens(std::span<const std::byte> input) {
  Bytes bytes(input);
  FuzzProgram program{.typed = {}, .file = {}, .quantum = QuantumOf(bytes)};
  while (!bytes.empty() && program.typed.size() < kLongest) {
    program.typed += NextToken(bytes);
  }
  program.typed += "\n";
  // The program itself is the file too: it may include itself.
  program.file = program.typed;
  return program;
}

FuzzProgram ProgramOfExecutions(std::span<const std::byte> input) {
  Bytes bytes(input);
  FuzzProgram program{.typed = {}, .file = {}, .quantum = QuantumOf(bytes)};
  while (!bytes.empty() && program.typed.size() < kLongest) {
    const std::uint64_t shape = bytes.Next();
    const Use& use = kUses.at(shape / 8 % kUses.size());
    program.typed += use.before;
    for (std::uint64_t items = shape % 8; items > 0; --items) {
      program.typed += NextItem(bytes);
    }
    program.typed += NextExecutionToken(bytes);
    program.typed += use.after;
  }
  return program;
}

namespace {

/// Whether the list has the token; appends its byte if so.
bool AppendPlace(std::span<const std::string_view> list, std::uint64_t first,
                 std::string_view token, std::vector<std::byte>& bytes) {
  const auto found = std::ranges::find(list, token);
  if (found == list.end()) {
    return false;
  }
  bytes.push_back(static_cast<std::byte>(
      first + static_cast<std::uint64_t>(std::distance(list.begin(), found))));
  return true;
}

void AppendToken(std::string_view token, std::vector<std::byte>& bytes) {
  if (AppendPlace(kCommon, 0, token, bytes)) {
    return;
  }
  if (token.size() == 2 && token[0] == 'W' && token[1] >= '0' && token[1] <= '7') {
    bytes.push_back(
        static_cast<std::byte>(kNameBegin + static_cast<std::uint64_t>(token[1] - '0')));
    return;
  }
  const std::vector<std::string_view>& words = AllWords().words;
  if (const auto found = std::ranges::find(words, token); found != words.end()) {
    const auto index = static_cast<std::uint64_t>(std::distance(words.begin(), found));
    bytes.push_back(static_cast<std::byte>(kWordBegin + (index >> 8U)));
    bytes.push_back(static_cast<std::byte>(index & 0xFFU));
    return;
  }
  const std::string noise = std::string(token.substr(0, 15)) + " ";
  bytes.push_back(static_cast<std::byte>(kNoiseBegin + noise.size() - 1));
  for (const char character : noise) {
    bytes.push_back(static_cast<std::byte>(character));
  }
}

}  // namespace

std::vector<std::byte> TokensOf(std::string_view text) {
  std::vector<std::byte> bytes = {std::byte{32}};
  while (!text.empty()) {
    const std::size_t end = std::min(text.find_first_of(" \n"), text.size());
    if (end > 0) {
      AppendToken(text.substr(0, end), bytes);
    } else if (text.front() == '\n') {
      bytes.push_back(static_cast<std::byte>(kLineEnd));
    }
    text.remove_prefix(std::max<std::size_t>(end, 1));
  }
  return bytes;
}

}  // namespace starkernel::forthvm::fuzz
