// Writes POST's corpus as a header that the kernel is built with: pack_post_corpus OUTPUT.h
#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <format>
#include <fstream>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "src/parity/post_case.h"
#include "src/parity/post_corpus.h"
#include "tools/command_line/command_line_unsafe.h"
#include "tools/text_packer/cpp_literal.h"
#include "tools/text_packer/text_packer.h"

namespace starkernel::tools {
namespace {

constexpr int kFailed = 1;
constexpr int kBadUsage = 2;

std::string Header(std::span<const parity::PostModule> modules) {
  std::vector<std::string_view> texts;
  std::size_t longest = 0;
  for (const parity::PostModule& module : modules) {
    texts.push_back(module.text);
    longest = std::max(longest, module.text.size());
  }
  const PackedTexts packed = PackTexts(texts);
  std::string header =
      "#pragma once\n\n#include <array>\n#include <cstddef>\n#include <string_view>\n\n"
      "#include \"src/parity/packed_module.h\"\n\n"
      "namespace starkernel::parity {\n\nusing namespace std::string_view_literals;\n\n";
  header += std::format("inline constexpr std::size_t kLongestText = {};\n\n", longest);
  header += "inline constexpr std::string_view kPairs =\n    " + CppLiteral(packed.pairs) + ";\n\n";
  header += "inline constexpr std::array kPackedModules{\n";
  for (std::size_t index = 0; index < modules.size(); ++index) {
    header += std::format("PackedModule{{.name = {}, .line = {}, .packed =\n    {}}},\n",
                          CppLiteral(modules[index].name), modules[index].line,
                          CppLiteral(packed.texts.at(index)));
  }
  return header + "};\n\n}  // namespace starkernel::parity\n";
}

int Main(std::span<const std::string> arguments) {
  if (arguments.size() != 1) {
    std::fputs("usage: pack_post_corpus OUTPUT.h\n", stderr);
    return kBadUsage;
  }
  std::ofstream output(arguments.front(), std::ios::binary);
  output << Header(parity::PostCorpus());
  output.close();
  if (!output.good()) {
    std::fprintf(stderr, "pack_post_corpus: %s cannot be written\n", arguments.front().c_str());
    return kFailed;
  }
  return 0;
}

}  // namespace
}  // namespace starkernel::tools

int main(int count, char** values) {
  return starkernel::tools::Main(starkernel::tools::CommandLine(count, values));
}
