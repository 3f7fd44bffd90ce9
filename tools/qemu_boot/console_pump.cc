#include "tools/qemu_boot/console_pump.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <string_view>

#include "tools/qemu_boot/escape_keys.h"
#include "tools/qemu_boot/marker_scanner.h"
#include "tools/qemu_boot/stop_signals.h"

namespace starkernel::tools {
namespace {

using Clock = std::chrono::steady_clock;
using std::chrono::milliseconds;

constexpr std::size_t kChunk = 4096;
constexpr std::size_t kOutputChunk = 512;  // A pipe that polls writable takes this at once.
constexpr std::size_t kTypeAhead = 64 * 1024;
// A serial line has no end of its own: the kernel takes this character (ASCII file separator,
// Ctrl-\\) for it, wherever it reads.
constexpr std::string_view kEndOfInput = "\x1C";
constexpr milliseconds kLongestWait{1000};

enum class ReadEnd : std::uint8_t { kMore, kClosed };

// Appends what can be read now.
ReadEnd ReadInto(int descriptor, std::string& into) {
  std::array<char, kChunk> buffer{};
  const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
  if (count > 0) {
    into.append(std::string_view(buffer.data(), static_cast<std::size_t>(count)));
    return ReadEnd::kMore;
  }
  return count < 0 && (errno == EAGAIN || errno == EINTR) ? ReadEnd::kMore : ReadEnd::kClosed;
}

void WriteWhole(int descriptor, std::string_view text) {
  while (!text.empty()) {
    const ssize_t count = ::write(descriptor, text.data(), text.size());
    if (count <= 0) {
      return;
    }
    text.remove_prefix(static_cast<std::size_t>(count));
  }
}

class Pump {
 public:
  Pump(const PumpEndpoints& endpoints, const PumpSettings& settings)
      : ends_(endpoints),
        settings_(settings),
        filter_(settings.filter),
        input_gate_(settings.input_marker),
        typed_(settings.type_ahead) {
    if (ends_.heard < 0) {
      ends_.heard = ends_.guest;
    }
  }

  PumpReport Run() {
    while (!Finished() && !CheckTime()) {
      Step();
    }
    report_.kernel_seen = filter_.kernel_seen();
    report_.hidden = filter_.hidden();
    report_.unsent = std::move(typed_);
    return std::move(report_);
  }

 private:
  bool Finished() const { return ended_ || (ends_.heard < 0 && shown_.empty() && AllDrained()); }

  // After the machine's end its last complaints are still waited for, but not for ever.
  bool AllDrained() const {
    return (ends_.diagnostics < 0 && ends_.control < 0) ||
           Clock::now() - guest_closed_ > kLongestWait;
  }

  void End(PumpEnd end) {
    report_.end = end;
    ended_ = true;
  }

  bool CheckTime() {
    const auto passed = Clock::now() - start_;
    if (settings_.limit && passed >= *settings_.limit) {
      End(PumpEnd::kTimedOut);
    } else if (settings_.silence_limit && !report_.guest_spoke &&
               passed >= *settings_.silence_limit) {
      End(PumpEnd::kSilent);
    }
    return ended_;
  }

  milliseconds WaitTime() const {
    const auto passed = std::chrono::duration_cast<milliseconds>(Clock::now() - start_);
    milliseconds wait = ends_.heard < 0 ? milliseconds{20} : kLongestWait;
    for (const auto& limit :
         {settings_.limit, report_.guest_spoke ? std::nullopt : settings_.silence_limit}) {
      if (limit) {
        wait = std::clamp(*limit - passed + milliseconds{1}, milliseconds{0}, wait);
      }
    }
    return wait;
  }

  // A pipe is left alone until the guest listens, so that nothing is lost if this guest never
  // does and another is tried.
  bool WantsInput() const {
    return typed_.size() < kTypeAhead && (settings_.interactive || input_gate_.seen());
  }

  void Step() {
    const bool sending = input_gate_.seen() && !typed_.empty();
    const bool hearing = shown_.empty();
    std::array<pollfd, 7> waits = {
        pollfd{.fd = ends_.signals, .events = POLLIN, .revents = 0},
        pollfd{.fd = shown_.empty() ? -1 : ends_.output, .events = POLLOUT, .revents = 0},
        pollfd{.fd = sending ? ends_.guest : -1, .events = POLLOUT, .revents = 0},
        pollfd{.fd = WantsInput() ? ends_.input : -1, .events = POLLIN, .revents = 0},
        pollfd{.fd = ends_.diagnostics, .events = POLLIN, .revents = 0},
        pollfd{.fd = ends_.control, .events = POLLIN, .revents = 0},
        pollfd{.fd = hearing ? ends_.heard : -1, .events = POLLIN, .revents = 0}};
    if (::poll(waits.data(), waits.size(), static_cast<int>(WaitTime().count())) <= 0) {
      return;
    }
    if (waits[0].revents != 0) {
      TakeSignal();
    }
    if (waits[1].revents != 0) {
      Show();
    }
    if (waits[2].revents != 0) {
      Send();
    }
    if (waits[6].revents != 0) {
      Hear();
    }
    if (waits[3].revents != 0) {
      TakeInput();
    }
    if (waits[4].revents != 0) {
      Collect(ends_.diagnostics, report_.diagnostics);
    }
    if (waits[5].revents != 0) {
      Collect(ends_.control, report_.control);
    }
  }

  void TakeSignal() {
    if (const int signal = ReadStopSignal(ends_.signals); signal != 0) {
      report_.signal = signal;
      End(PumpEnd::kSignal);
    }
  }

  void Show() {
    const std::string_view chunk = std::string_view(shown_).substr(0, kOutputChunk);
    const ssize_t count = ::write(ends_.output, chunk.data(), chunk.size());
    if (count > 0) {
      shown_.erase(0, static_cast<std::size_t>(count));
    } else if (errno != EAGAIN && errno != EINTR) {
      End(PumpEnd::kOutputClosed);
    }
  }

  void Send() {
    const ssize_t count =
        ::send(ends_.guest, typed_.data(), typed_.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (count > 0) {
      typed_.erase(0, static_cast<std::size_t>(count));
    } else if (errno != EAGAIN && errno != EINTR) {
      typed_.clear();  // The machine is ending; its end is about to be read.
    }
  }

  void Hear() {
    std::string said;
    if (ReadInto(ends_.heard, said) == ReadEnd::kClosed) {
      shown_ += filter_.Finish();
      guest_closed_ = Clock::now();
      ends_.guest = -1;
      ends_.heard = -1;
      return;
    }
    report_.guest_spoke = report_.guest_spoke || !said.empty();
    if (ends_.log >= 0) {
      WriteWhole(ends_.log, said);
    }
    shown_ += filter_.Feed(said);
    input_gate_.Feed(said);
  }

  void TakeInput() {
    std::string typed;
    if (ReadInto(ends_.input, typed) == ReadEnd::kClosed) {
      ends_.input = -1;
      if (settings_.interactive) {
        End(PumpEnd::kQuit);  // The terminal has gone.
      } else {
        typed_ += kEndOfInput;
      }
      return;
    }
    if (!settings_.interactive) {
      typed_ += typed;
      return;
    }
    const Keys keys = escape_keys_.Feed(typed);
    typed_ += keys.input;
    if (keys.help) {
      shown_ += kKeysHelp;
    }
    if (keys.quit) {
      End(PumpEnd::kQuit);
    }
  }

  static void Collect(int& descriptor, std::string& into) {
    if (ReadInto(descriptor, into) == ReadEnd::kClosed) {
      descriptor = -1;
    }
  }

  PumpEndpoints ends_;
  const PumpSettings& settings_;
  ConsoleFilter filter_;
  MarkerScanner input_gate_;
  EscapeKeys escape_keys_;
  Clock::time_point start_ = Clock::now();
  Clock::time_point guest_closed_;
  std::string typed_;  ///< For the guest.
  std::string shown_;  ///< For the user. While there is some, the guest has to wait.
  bool ended_ = false;
  PumpReport report_;
};

}  // namespace

PumpReport PumpConsole(const PumpEndpoints& endpoints, const PumpSettings& settings) {
  return Pump(endpoints, settings).Run();
}

}  // namespace starkernel::tools
