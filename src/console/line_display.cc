#include "src/console/line_display.h"

#include <cstddef>
#include <string_view>

#include "src/console/columns.h"

namespace starkernel::console {

void LineDisplay::MoveBack(std::size_t columns) {
  if (columns == 0) {
    return;
  }
  if (columns == 1) {
    writer_.Character('\b');
    return;
  }
  writer_.Text("\x1B[").Decimal(columns).Character('D');
}

void LineDisplay::ShowTail(std::string_view tail) {
  Print(tail);
  MoveBack(Columns(tail));
}

void LineDisplay::ShowErased(std::size_t columns, std::string_view tail) {
  if (columns == 1 && tail.empty()) {
    writer_.Text(" \b");
    return;
  }
  Print(tail);
  ClearToEnd();
  MoveBack(Columns(tail));
}

}  // namespace starkernel::console
