#include "tools/qemu_boot/stop_signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

#include <ctime>

namespace starkernel::tools {

StopSignals::StopSignals() {
  sigset_t wanted;
  ::sigemptyset(&wanted);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT}) {
    ::sigaddset(&wanted, signal);
  }
  sigset_t blocked = wanted;
  ::sigaddset(&blocked, SIGPIPE);
  ::sigprocmask(SIG_BLOCK, &blocked, &before_);
  descriptor_ = FileDescriptor(::signalfd(-1, &wanted, SFD_CLOEXEC | SFD_NONBLOCK));
}

StopSignals::~StopSignals() {
  // What is still pending has been dealt with as an error or as a request to end: unblocking it
  // would kill us in the middle of cleaning up.
  sigset_t pending;
  ::sigemptyset(&pending);
  for (const int signal : {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE}) {
    ::sigaddset(&pending, signal);
  }
  const timespec at_once{};
  while (::sigtimedwait(&pending, nullptr, &at_once) > 0) {
  }
  ::sigprocmask(SIG_SETMASK, &before_, nullptr);
}

int ReadStopSignal(int descriptor) {
  signalfd_siginfo info{};
  const ssize_t count = ::read(descriptor, &info, sizeof info);
  return count == static_cast<ssize_t>(sizeof info) ? static_cast<int>(info.ssi_signo) : 0;
}

}  // namespace starkernel::tools
