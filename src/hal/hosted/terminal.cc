#include "src/hal/hosted/terminal.h"

#include <termios.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <csignal>
#include <span>

namespace starkernel::hal {
namespace {

// Written before raw_file is set and never again, so handlers may read them.
constinit termios original{};
constinit termios raw{};
constinit std::atomic<int> raw_file = -1;

/// Ends the program by `signal`, as if it had not been handled.
void EndBySignal(int signal) {
  RestoreTerminal();
  std::signal(signal, SIG_DFL);
  raise(signal);
}

/// Stops the program as ^Z does; goes on in raw mode.
void StopBySignal(int) {
  const int file = raw_file;
  if (file >= 0) {
    tcsetattr(file, TCSANOW, &original);
  }
  raise(SIGSTOP);
  if (file >= 0) {
    tcsetattr(file, TCSANOW, &raw);
  }
}

void Handle(int signal, void (*handler)(int)) {
  struct sigaction action{};
  action.sa_handler = handler;
  action.sa_flags = SA_RESTART;
  sigaction(signal, &action, nullptr);
}

}  // namespace

void EnterRawTerminal(int file) {
  if (isatty(file) == 0 || tcgetattr(file, &original) != 0) {
    return;
  }
  raw = original;
  raw.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON);
  // ^C is the Forth user's, who stops a word with it and not the kernel.
  std::span(raw.c_cc)[VINTR] = _POSIX_VDISABLE;
  std::span(raw.c_cc)[VMIN] = 1;
  std::span(raw.c_cc)[VTIME] = 0;
  raw_file = file;
  for (const int signal : std::array{SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    Handle(signal, EndBySignal);
  }
  Handle(SIGTSTP, StopBySignal);
  tcsetattr(file, TCSADRAIN, &raw);
}

void RestoreTerminal() {
  if (const int file = raw_file.exchange(-1); file >= 0) {
    tcsetattr(file, TCSADRAIN, &original);
  }
}

}  // namespace starkernel::hal
