#include "tools/hermetic_tool/captured_run.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "tools/hermetic_tool/file_descriptor.h"

namespace starkernel::tools {
namespace {

using Clock = std::chrono::steady_clock;

struct Channel {
  FileDescriptor ours;
  FileDescriptor theirs;
};

// Sockets rather than pipes: writing to a child that has gone is an error, never a signal.
std::expected<Channel, std::string> MakeChannel() {
  std::array<int, 2> ends = {-1, -1};
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) {
    return std::unexpected(std::string("cannot make a channel: ") + std::strerror(errno));
  }
  return Channel{FileDescriptor(ends[0]), FileDescriptor(ends[1])};
}

// Appends what there is to read; closes the descriptor at the end of the stream.
void Drain(FileDescriptor& from, std::string& into) {
  std::array<char, 4096> buffer{};
  const ssize_t count = ::recv(from.get(), buffer.data(), buffer.size(), MSG_DONTWAIT);
  if (count > 0) {
    into.append(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
  } else if (count == 0 || (errno != EAGAIN && errno != EINTR)) {
    from.Close();
  }
}

// Sends what the child takes now; closes the descriptor when all is sent or nobody listens.
void Feed(FileDescriptor& to, std::string_view& input) {
  if (!input.empty()) {
    const ssize_t count = ::send(to.get(), input.data(), input.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count >= 0) {
      input.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno != EAGAIN && errno != EINTR) {
      input = {};
    }
  }
  if (input.empty()) {
    to.Close();
  }
}

struct Channels {
  Channel input;
  Channel output;
  Channel error;
};

// Moves bytes until both outputs are closed or the deadline has passed; false if it has.
bool Exchange(Channels& channels, std::string_view input, CapturedRun& run,
              Clock::time_point deadline) {
  while (channels.output.ours.valid() || channels.error.ours.valid()) {
    const auto left =
        std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now()).count();
    if (left <= 0) {
      return false;
    }
    std::array<pollfd, 3> waits = {
        pollfd{.fd = channels.input.ours.get(), .events = POLLOUT, .revents = 0},
        pollfd{.fd = channels.output.ours.get(), .events = POLLIN, .revents = 0},
        pollfd{.fd = channels.error.ours.get(), .events = POLLIN, .revents = 0}};
    ::poll(waits.data(), waits.size(), static_cast<int>(std::min<long long>(left, 1000)));
    if (waits[0].revents != 0) {
      Feed(channels.input.ours, input);
    }
    if (waits[1].revents != 0) {
      Drain(channels.output.ours, run.output);
    }
    if (waits[2].revents != 0) {
      Drain(channels.error.ours, run.error);
    }
  }
  return true;
}

}  // namespace

std::expected<CapturedRun, std::string> RunCaptured(ChildSpec spec, std::string_view input,
                                                    std::chrono::seconds limit) {
  auto in = MakeChannel();
  auto out = MakeChannel();
  auto err = MakeChannel();
  if (!in || !out || !err) {
    return std::unexpected("cannot make the channels for a child process");
  }
  Channels channels{std::move(*in), std::move(*out), std::move(*err)};
  spec.input = channels.input.theirs.get();
  spec.output = channels.output.theirs.get();
  spec.error = channels.error.theirs.get();
  std::expected<ChildProcess, std::string> child = ChildProcess::Start(spec);
  if (!child) {
    return std::unexpected(child.error());
  }
  channels.input.theirs.Close();
  channels.output.theirs.Close();
  channels.error.theirs.Close();
  CapturedRun run;
  run.timed_out = !Exchange(channels, input, run, Clock::now() + limit);
  run.end = child->Wait(run.timed_out ? std::chrono::milliseconds{0} : limit);
  return run;
}

}  // namespace starkernel::tools
