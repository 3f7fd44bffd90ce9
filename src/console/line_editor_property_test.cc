#include <gtest/gtest.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <string_view>

#include "src/console/code_point_assembler.h"
#include "src/console/columns.h"
#include "src/console/key.h"
#include "src/console/line_buffer.h"
#include "src/console/line_editor.h"
#include "src/console/line_model.h"
#include "src/console/terminal_model.h"

namespace starkernel::console {
namespace {

struct KeyBytes {
  Key key;
  std::string_view bytes;
};

constexpr std::array kKeys = {
    KeyBytes{Key::kLeft, "\x1B[D"},    KeyBytes{Key::kLeft, "\x02"},
    KeyBytes{Key::kRight, "\x1BOC"},   KeyBytes{Key::kRight, "\x06"},
    KeyBytes{Key::kHome, "\x1B[H"},    KeyBytes{Key::kHome, "\x01"},
    KeyBytes{Key::kEnd, "\x1B[4~"},    KeyBytes{Key::kEnd, "\x05"},
    KeyBytes{Key::kBackspace, "\x7F"}, KeyBytes{Key::kBackspace, "\x08"},
    KeyBytes{Key::kDelete, "\x1B[3~"}, KeyBytes{Key::kDeleteOrEndOfInput, "\x04"},
    KeyBytes{Key::kKillToEnd, "\x0B"}, KeyBytes{Key::kKillToStart, "\x15"},
    KeyBytes{Key::kKillWord, "\x17"},  KeyBytes{Key::kAbandon, "\x03"},
    KeyBytes{Key::kRedraw, "\x0C"},    KeyBytes{Key::kOlder, "\x1B[A"},
    KeyBytes{Key::kOlder, "\x10"},     KeyBytes{Key::kNewer, "\x1B[B"},
    KeyBytes{Key::kNewer, "\x0E"},     KeyBytes{Key::kCarriageReturn, "\r"},
    KeyBytes{Key::kLineFeed, "\n"},    KeyBytes{Key::kNone, "\x1B[1;5C"},
};

constexpr std::array<std::string_view, 6> kText = {
    "a", "Z", " ", "\xC3\xA9", "\xE2\x82\xAC", "\xF0\x9F\x98\x80"};

std::string WithoutTrailingBlanks(std::string text) {
  text.resize(text.find_last_not_of(' ') + 1);
  return text;
}

/// Drives the editor, the model and the terminal with the same keys and compares them.
class Session {
 public:
  void Type(std::string_view code_point) {
    model_.Insert(std::string(code_point));
    Feed(code_point, std::nullopt);
  }

  void Press(const KeyBytes& key) {
    if (key.key == Key::kDeleteOrEndOfInput && model_.Text().empty()) {
      return;  // would end the session
    }
    const std::size_t rows = terminal_.rows();
    const std::optional<std::string> line = model_.Apply(key.key);
    Feed(key.bytes, line);
    if (terminal_.rows() != rows) {
      prompt_ = "";
    }
    if (line.has_value()) {
      terminal_.Write(" ok\n> ");
      prompt_ = "> ";
    }
  }

  void ExpectAgreement() const {
    ASSERT_EQ(terminal_.Shown(), WithoutTrailingBlanks(prompt_ + model_.Text()));
    ASSERT_EQ(terminal_.column(), prompt_.size() + model_.cursor());
    ASSERT_EQ(terminal_.bells(), model_.bells());
  }

  [[nodiscard]] std::size_t bells() const { return model_.bells(); }
  [[nodiscard]] std::size_t lines() const { return lines_; }

 private:
  /// The last of the bytes, and no other, must complete `line` if there is one.
  void Feed(std::string_view bytes, const std::optional<std::string>& line) {
    LineEvent event = LineEvent::kEditing;
    for (const char byte : bytes) {
      ASSERT_EQ(event, LineEvent::kEditing);
      event = editor_.Feed(static_cast<std::uint8_t>(byte));
    }
    ASSERT_EQ(event, line.has_value() ? LineEvent::kLineComplete : LineEvent::kEditing);
    if (line.has_value()) {
      ASSERT_EQ(editor_.line(), *line);
      ++lines_;
    }
  }

  TerminalModel terminal_;
  LineEditor editor_{terminal_};
  LineModel model_;
  std::string prompt_;
  std::size_t lines_ = 0;
};

/// Of `actions`, `text_share` in 1000 type a run of up to `longest_run` code points, the others
/// press a key.
void RunSession(Session& session, unsigned seed, unsigned text_share, unsigned longest_run,
                int actions) {
  std::mt19937 random(seed);
  for (int action = 0; action < actions; ++action) {
    if (random() % 1000 < text_share) {
      for (unsigned length = 1 + random() % longest_run; length > 0; --length) {
        session.Type(kText.at(random() % kText.size()));
      }
    } else {
      session.Press(kKeys.at(random() % kKeys.size()));
    }
    session.ExpectAgreement();
    if (testing::Test::HasFatalFailure()) {
      FAIL() << "seed " << seed << ", action " << action;
    }
  }
}

TEST(LineEditorPropertyTest, ShortLinesShowWhatTheModelHolds) {
  for (unsigned seed = 1; seed <= 8; ++seed) {
    Session session;
    RunSession(session, seed, 600, 4, 5000);
    ASSERT_FALSE(HasFatalFailure());
    EXPECT_GT(session.lines(), 100U);
  }
}

TEST(LineEditorPropertyTest, FullLinesShowWhatTheModelHolds) {
  for (unsigned seed = 1; seed <= 2; ++seed) {
    Session session;
    RunSession(session, seed, 700, 300, 200);
    ASSERT_FALSE(HasFatalFailure());
    EXPECT_GT(session.lines(), 3U);
    EXPECT_GT(session.bells(), 100U);
  }
}

bool IsWellFormed(std::string_view text) {
  CodePointAssembler assembler;
  for (const char byte : text) {
    if (!assembler.Accepts(static_cast<std::uint8_t>(byte))) {
      return false;
    }
    assembler.Append(static_cast<std::uint8_t>(byte));
  }
  return !assembler.partial();
}

TEST(LineEditorPropertyTest, AnyBytesKeepTheLineSoundAndShown) {
  for (unsigned seed = 1; seed <= 4; ++seed) {
    std::mt19937 random(seed);
    TerminalModel terminal;
    LineEditor editor(terminal);
    std::size_t events = 0;
    for (int count = 0; count < 30000; ++count) {
      const LineEvent event = editor.Feed(static_cast<std::uint8_t>(random() & 0xFFU));
      ASSERT_FALSE(HasFatalFailure()) << "seed " << seed << ", byte " << count;
      ASSERT_LE(editor.line().size(), kLineCapacity);
      ASSERT_TRUE(IsWellFormed(editor.line())) << "seed " << seed << ", byte " << count;
      ASSERT_LE(terminal.column(), Columns(editor.line()));
      ASSERT_EQ(terminal.Shown(), WithoutTrailingBlanks(std::string(editor.line())));
      if (event != LineEvent::kEditing) {
        terminal.Write("\n");
        ++events;
      }
      if (event == LineEvent::kLineComplete) {
        // What is shown belongs to the line handed out until the next byte: start afresh.
        static_cast<void>(editor.Feed(0));
      }
    }
    EXPECT_GT(events, 150U);
  }
}

}  // namespace
}  // namespace starkernel::console
