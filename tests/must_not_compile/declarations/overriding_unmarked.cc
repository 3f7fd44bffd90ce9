#include <string_view>

#include "src/base/text_writer.h"

namespace starkernel {

class Good final : public TextWriter::Sink {
 public:
  void Write(std::string_view text) override { static_cast<void>(text); }
};

class Base {
 public:
  virtual void Start() = 0;
  virtual void Stop() = 0;

 protected:
  ~Base() = default;
};

class Bad final : public Base {
 public:
  void Start() override {}
  // expected-error@+1 {{'Stop' overrides a member function but is not marked 'override'}}
  void Stop() {}
};

}  // namespace starkernel
