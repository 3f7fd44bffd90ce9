#include "src/parity/packed_corpus.h"

#include <cstddef>
#include <span>

#include "src/base/packed_text.h"
#include "src/base/result.h"
#include "src/parity/packed_corpus_text.h"
#include "src/parity/packed_module.h"
#include "src/parity/post_case.h"

namespace starkernel::parity {

std::span<const PackedModule> PackedCorpus() { return kPackedModules; }

std::size_t LongestModule() { return kLongestText; }

Result<PostModule> UnpackModule(const PackedModule& module, std::span<char> room) {
  return PostModule{.name = module.name,
                    .line = module.line,
                    .text = TRY(UnpackText(kPairs, module.packed, room))};
}

}  // namespace starkernel::parity
