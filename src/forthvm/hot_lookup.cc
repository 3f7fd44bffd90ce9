#include "src/forthvm/hot_lookup.h"

#include <string_view>

#include "src/base/fixed_point.h"
#include "src/base/ids.h"
#include "src/forthvm/vm_state.h"
#include "src/forthvm/word_header.h"
#include "src/physics/physics.h"
#include "src/physics/word_heat.h"

namespace starkernel::forthvm {

WordId FindByHeat(VmState& vm, std::string_view name) {
  const auto is_hot = [&vm](HeaderIndex word) {
    if (word.value() >= vm.storage.heats.size()) {
      return false;
    }
    const physics::WordHeat& record = vm.storage.heats[word.value()];
    return record.id == vm.dictionary.Header(word).id &&
           record.heat.units() >= physics::kHotFrom * FixedPoint::kOne;
  };
  return vm.dictionary.Meaning(
      FindHotName(vm.dictionary, vm.storage.physics.front().hot_names(), name, is_hot));
}

}  // namespace starkernel::forthvm
