#include "src/forthvm/words/name_columns.h"

#include <initializer_list>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/text_writer.h"
#include "src/forthvm/output.h"

namespace starkernel::forthvm {
namespace {

class Kept final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { text_ += text; }
  [[nodiscard]] const std::string& text() const [[clang::lifetimebound]] { return text_; }

 private:
  std::string text_;
};

std::string Written(std::initializer_list<std::string_view> names, std::size_t used = 0) {
  Kept kept;
  Output output(kept);
  NameColumns columns(output, used);
  for (const std::string_view name : names) {
    columns.Write(name);
  }
  return kept.text();
}

TEST(NameColumns, NamesBeginAtMultiplesOfTen) {
  EXPECT_EQ(Written({"A", "B"}), "A         B");
  EXPECT_EQ(Written({"123456789", "B"}), "123456789 B");
  EXPECT_EQ(Written({"1234567890", "B"}), "1234567890          B");
  EXPECT_EQ(Written({"äöü", "B"}), "äöü       B");
}

TEST(NameColumns, ARowHasSeventyNineColumns) {
  const std::string nine = "123456789";
  EXPECT_EQ(Written({nine, nine, nine, nine, nine, nine, nine, nine, "X"}),
            "123456789 123456789 123456789 123456789 123456789 123456789 123456789 123456789\nX");
  EXPECT_EQ(Written({std::string(69, 'x'), "123456789"}), std::string(69, 'x') + " 123456789");
  EXPECT_EQ(Written({std::string(69, 'x'), "1234567890"}), std::string(69, 'x') + "\n1234567890");
  EXPECT_EQ(Written({"A", std::string(80, 'x'), "B"}), "A\n" + std::string(80, 'x') + "\nB");
}

TEST(NameColumns, GoOnInTheRow) {
  EXPECT_EQ(Written({"B"}, 5), "     B");
  EXPECT_EQ(Written({"B"}, 1000), "\nB");
}

}  // namespace
}  // namespace starkernel::forthvm
