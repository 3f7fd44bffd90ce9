#pragma once

namespace starkernel::hal {

/// If `file` is a terminal, hands every key through at once and without echo, ^C too; other keys
/// that send signals (^\, ^Z) keep doing so, and the terminal still adds carriage returns to line
/// feeds. From then on signals that end or stop the program put the terminal back first. At most
/// one terminal at a time.
void EnterRawTerminal(int file);

/// Puts the terminal back as EnterRawTerminal found it. Safe in a signal handler and without
/// effect if there is nothing to put back.
void RestoreTerminal();

}  // namespace starkernel::hal
