#include <utility>

#include "src/vmm/page_tables.h"

namespace starkernel {

[[nodiscard]] inline vmm::PageTables Moved(vmm::PageTables& tables) { return std::move(tables); }

// The processor may be walking the old ones.
inline void Replaced(vmm::PageTables& active, vmm::PageTables& other) {
  // expected-error@+1 {{overload resolution selected deleted operator '='}}
  active = std::move(other);
}

}  // namespace starkernel
