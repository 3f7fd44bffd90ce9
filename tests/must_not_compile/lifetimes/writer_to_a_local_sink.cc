#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel {

class Counter final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { count_ += text.size(); }

 private:
  std::size_t count_ = 0;
};

[[nodiscard]] inline TextWriter Kept(Counter& counter [[clang::lifetimebound]]) {
  return TextWriter(counter);
}

[[nodiscard]] inline TextWriter Lost() {
  Counter counter;
  // expected-error@+1 {{address of stack memory associated with local variable 'counter' returned}}
  return TextWriter(counter);
}

}  // namespace starkernel
