#include "src/physics/tick_row.h"

#include <cstddef>

#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel::physics {

void WriteColumnNames(TextWriter& writer) {
  writer.Text(
      "tick_number,elapsed,samples,tick_interval,warm_word_count,hot_word_count,"
      "avg_word_heat_q48,variance_q48,window_width,actual_window_size,diversity_q48,"
      "predictions,predicted_label_hits,decay_slope_q48,fit_q48,levene_q48,"
      "vm_call_depth_max,loops,mode,steady,lost,window_hash");
}

void WriteRow(TextWriter& writer, const TickRow& row) {
  for (std::size_t column = 0; column < kColumns; ++column) {
    if (column > 0) {
      writer.Character(',');
    }
    Format(writer, "{}", row[static_cast<Column>(column)]);
  }
}

}  // namespace starkernel::physics
