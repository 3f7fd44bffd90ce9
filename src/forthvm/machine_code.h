#pragma once

#include <cstddef>
#include <span>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::forthvm {

/// Where the machine code of a VM instance lies: it grows at its end and stays at its addresses;
/// what was added last goes first, as with FORGET. What it takes is charged to the VM instance.
class MachineCode {
 public:
  MachineCode() = default;
  MachineCode(const MachineCode&) = delete;
  MachineCode& operator=(const MachineCode&) = delete;

  /// Where the first instruction is, and where the next one will be.
  [[nodiscard]] virtual VirtAddr base() const = 0;
  [[nodiscard]] virtual VirtAddr end() const = 0;

  /// Puts `code` to end(). It can be executed after Seal. Nothing has changed with
  /// Error::kCapacity, if the VM instance may have no more, and Error::kOutOfMemory: what was to be
  /// compiled is then interpreted.
  [[nodiscard]] virtual Result<void> Append(std::span<const std::byte> code) = 0;

  /// Takes away what is beyond the first `used` bytes; it cannot be executed any more.
  virtual void Truncate(ByteCount used) = 0;

  /// Makes all code executable that is not. To be called before any of it is, with little to do if
  /// nothing was added since.
  virtual void Seal() = 0;

 protected:
  ~MachineCode() = default;
};

}  // namespace starkernel::forthvm
