#include "src/kernel/startup_modules.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "src/base/format.h"
#include "src/base/result.h"
#include "src/base/span_copy_unsafe.h"
#include "src/base/text_buffer.h"
#include "src/base/text_writer.h"
#include "src/boot/boot_info.h"
#include "src/heap/array.h"
#include "src/heap/heap.h"

namespace starkernel::kernel {

Result<StartupModules> StartupModules::Create(const boot::BootInfo& info, heap::Heap& heap) {
  constexpr std::size_t kLongest = 64;
  TextBuffer<kLongest> source;
  if (info.options.doe.has_value()) {
    TextWriter writer(source);
    Format(writer, "{} {} EXEC-DOE\n", info.options.doe->seed, info.options.doe->repetitions);
  }
  StartupModules all;
  const std::size_t count = info.modules.size() + (source.empty() ? 0 : 1);
  all.modules_ = TRY(heap::MakeArray<boot::BootModule>(heap, count));
  CopyInto(all.modules_.span(), info.modules);
  if (!source.empty()) {
    all.source_ = TRY(heap::MakeArray<char>(heap, source.view().size()));
    CopyInto(all.source_.span(), source.view());
    all.modules_[count - 1] = {.name = "doe", .contents = all.source_.span(), .run = true};
  }
  const auto runs = [](const boot::BootModule& module) { return module.run; };
  all.names_ = TRY(heap::MakeArray<std::string_view>(
      heap, static_cast<std::size_t>(std::ranges::count_if(all.modules_.span(), runs))));
  std::size_t next = 0;
  for (const boot::BootModule& module : all.modules_.span()) {
    if (module.run) {
      all.names_[next++] = module.name;
    }
  }
  return all;
}

}  // namespace starkernel::kernel
