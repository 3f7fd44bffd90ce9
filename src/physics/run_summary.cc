#include "src/physics/run_summary.h"

#include <cstdint>
#include <span>

#include "src/base/format.h"
#include "src/base/text_writer.h"

namespace starkernel::physics {

void WriteSummaryNames(TextWriter& writer) {
  writer.Text(
      "elapsed,samples,ticks,steady_ticks,charged,heat_hits,predictions,predicted_label_hits,"
      "width_changes,widths_inferred,slopes_inferred,interval_changes,mode_changes,"
      "mean_width_q48,mean_hot_words_q48,avg_word_heat_q48,variance_q48,decay_slope_q48,"
      "diversity_q48,window_hash");
}

void WriteNumbers(TextWriter& writer, std::span<const std::int64_t> numbers) {
  bool first = true;
  for (const std::int64_t number : numbers) {
    if (!first) {
      writer.Character(',');
    }
    first = false;
    Format(writer, "{}", number);
  }
}

}  // namespace starkernel::physics
