#pragma once

namespace starkernel::vmm {

/// Is told after each single store to a page table, when a processor could walk the tables as they
/// are. For tests of the order of stores.
class StoreObserver {
 public:
  virtual void Stored() = 0;

 protected:
  ~StoreObserver() = default;
};

}  // namespace starkernel::vmm
