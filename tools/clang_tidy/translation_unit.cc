#include "tools/clang_tidy/translation_unit.h"

#include <cstddef>
#include <format>
#include <set>
#include <span>
#include <string>

namespace starkernel::tools {

std::string TranslationUnitOf(std::span<const std::string> files,
                              const std::set<std::string>& programs) {
  std::string text;
  std::size_t number = 0;
  for (const std::string& file : files) {
    if (programs.contains(file)) {
      text += std::format("#define main main_{}\n#include \"{}\"\n#undef main\n", number, file);
      ++number;
    } else {
      text += std::format("#include \"{}\"\n", file);
    }
  }
  return text;
}

}  // namespace starkernel::tools
