#pragma once

#include "src/base/quantities.h"
#include "src/base/result.h"

namespace starkernel::heap {

/// Whose memory it is that is taken from a heap, and how much of it may be.
class Account {
 public:
  /// Before so many bytes are taken. Error::kCapacity if that would be more than may be.
  [[nodiscard]] virtual Result<void> Charge(ByteCount bytes) = 0;
  /// So many of the bytes that were charged were given back, or not taken.
  virtual void Refund(ByteCount bytes) = 0;

 protected:
  ~Account() = default;
};

/// What `make` takes from a heap, a Result, with so many bytes charged for it if it is there.
/// Nobody is charged if `account` is null.
template <typename Make>
[[nodiscard]] auto Charged(Account* account, ByteCount bytes, const Make& make)
    -> decltype(make()) {
  if (account != nullptr) {
    TRY(account->Charge(bytes));
  }
  auto made = make();
  if (account != nullptr && !made.ok()) {
    account->Refund(bytes);
  }
  return made;
}

}  // namespace starkernel::heap
