#include "tests/peers/linux_peer.h"

#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <chrono>
#include <csignal>
#include <cstddef>
#include <cstdint>

#include "src/base/panic.h"
#include "tests/peers/path_times.h"

namespace starkernel::tests {
namespace {

constexpr std::uint64_t kRounds = 20'000;
constexpr std::uint64_t kForks = 500;

using Message = std::array<std::byte, 8>;

/// What is written is read in its order.
class Pipe {
 public:
  Pipe() { Require(::pipe(ends_.data()) == 0, "the host gives no pipe"); }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() {
    for (const int end : ends_) {
      ::close(end);
    }
  }

  void Write(const Message& message) const {
    Require(::write(ends_[1], message.data(), message.size()) == ssize_t{sizeof(Message)},
            "a short write");
  }
  void Read(Message& message) const {
    Require(::read(ends_[0], message.data(), message.size()) == ssize_t{sizeof(Message)},
            "a short read");
  }

 private:
  std::array<int, 2> ends_{};
};

/// Nanoseconds a round.
template <typename Round>
std::uint64_t Timed(std::uint64_t rounds, const Round& round) {
  const auto begin = std::chrono::steady_clock::now();
  for (std::uint64_t done = 0; done < rounds; ++done) {
    round();
  }
  const std::chrono::nanoseconds spent = std::chrono::steady_clock::now() - begin;
  return static_cast<std::uint64_t>(spent.count()) / rounds;
}

/// A process that does `work` for ever, or until it is killed.
template <typename Work>
pid_t Fork(const Work& work) {
  const pid_t child = ::fork();
  Require(child >= 0, "the host refuses a process");
  if (child == 0) {
    while (true) {
      work();
    }
  }
  return child;
}

void Kill(pid_t child) {
  Require(::kill(child, SIGKILL) == 0 && ::waitpid(child, nullptr, 0) == child,
          "a process that cannot be killed");
}

}  // namespace

PathTimes TimeLinux() {
  const Pipe there;
  const Pipe back;
  Message message{};
  const std::uint64_t alone = Timed(kRounds, [&] {
    there.Write(message);
    there.Read(message);
  });
  const pid_t server = Fork([&] {
    there.Read(message);
    back.Write(message);
  });
  const std::uint64_t between = Timed(kRounds, [&] {
    there.Write(message);
    back.Read(message);
  });
  Kill(server);
  const std::uint64_t begun = Timed(kForks, [] { Kill(Fork([] { ::pause(); })); });
  return {alone, between, begun};
}

}  // namespace starkernel::tests
