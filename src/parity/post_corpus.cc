#include "src/parity/post_corpus.h"

#include <array>
#include <span>

#include "src/parity/corpus/allocation_cases.h"
#include "src/parity/corpus/ambiguous_cases.h"
#include "src/parity/corpus/arithmetic_cases.h"
#include "src/parity/corpus/block_cases.h"
#include "src/parity/corpus/capability_cases.h"
#include "src/parity/corpus/classic_cases.h"
#include "src/parity/corpus/control_cases.h"
#include "src/parity/corpus/defining_cases.h"
#include "src/parity/corpus/device_cases.h"
#include "src/parity/corpus/dictionary_cases.h"
#include "src/parity/corpus/dictionary_manipulation_cases.h"
#include "src/parity/corpus/double_cases.h"
#include "src/parity/corpus/editor_cases.h"
#include "src/parity/corpus/environment_cases.h"
#include "src/parity/corpus/exception_cases.h"
#include "src/parity/corpus/facility_cases.h"
#include "src/parity/corpus/faults_cases.h"
#include "src/parity/corpus/file_cases.h"
#include "src/parity/corpus/format_cases.h"
#include "src/parity/corpus/io_cases.h"
#include "src/parity/corpus/keyboard_cases.h"
#include "src/parity/corpus/log_cases.h"
#include "src/parity/corpus/logical_cases.h"
#include "src/parity/corpus/mama_cases.h"
#include "src/parity/corpus/memory_cases.h"
#include "src/parity/corpus/message_cases.h"
#include "src/parity/corpus/mixed_cases.h"
#include "src/parity/corpus/mixed_double_cases.h"
#include "src/parity/corpus/numbers_cases.h"
#include "src/parity/corpus/physics_cases.h"
#include "src/parity/corpus/q48_cases.h"
#include "src/parity/corpus/return_stack_cases.h"
#include "src/parity/corpus/sentence_cases.h"
#include "src/parity/corpus/source_cases.h"
#include "src/parity/corpus/stack_cases.h"
#include "src/parity/corpus/starforth_cases.h"
#include "src/parity/corpus/string_cases.h"
#include "src/parity/corpus/system_cases.h"
#include "src/parity/corpus/text_cases.h"
#include "src/parity/corpus/tools_cases.h"
#include "src/parity/corpus/vocabulary_cases.h"
#include "src/parity/corpus/xchar_cases.h"
#include "src/parity/post_case.h"

namespace starkernel::parity {
namespace {

constexpr std::array kModules{
    kStackCases,
    kReturnStackCases,
    kMemoryCases,
    kArithmeticCases,
    kLogicalCases,
    kMixedCases,
    kDoubleCases,
    kNumbersCases,
    kFormatCases,
    kStringCases,
    kIoCases,
    kDictionaryCases,
    kDictionaryManipulationCases,
    kVocabularyCases,
    kDefiningCases,
    kControlCases,
    kExceptionCases,
    kSourceCases,
    kFileCases,
    kBlockCases,
    kEditorCases,
    kStarforthCases,
    kMamaCases,
    kMixedDoubleCases,
    kXcharCases,
    kKeyboardCases,
    kFacilityCases,
    kAllocationCases,
    kQ48Cases,
    kLogCases,
    kPhysicsCases,
    kSystemCases,
    kDeviceCases,
    kMessageCases,
    kCapabilityCases,
    kEnvironmentCases,
    kToolsCases,
    kClassicCases,
    kTextCases,
    kFaultsCases,
    kAmbiguousCases,
    kSentenceCases,
};

}  // namespace

std::span<const PostModule> PostCorpus() { return kModules; }

}  // namespace starkernel::parity
