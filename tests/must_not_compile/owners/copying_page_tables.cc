#include <utility>

#include "src/vmm/page_tables.h"

namespace starkernel {

[[nodiscard]] inline vmm::PageTables Moved(vmm::PageTables& tables) { return std::move(tables); }

[[nodiscard]] inline vmm::PageTables Copied(vmm::PageTables& tables) {
  // expected-error@+1 {{call to deleted constructor of 'vmm::PageTables'}}
  return tables;
}

}  // namespace starkernel
