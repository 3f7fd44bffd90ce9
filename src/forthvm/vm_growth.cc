#include "src/forthvm/vm_state.h"

#include <algorithm>
#include <cstddef>
#include <string_view>

#include "src/base/result.h"
#include "src/forthvm/cell.h"
#include "src/forthvm/handler.h"
#include "src/forthvm/instruction.h"
#include "src/forthvm/storage_growth.h"
#include "src/forthvm/storage_keeper.h"
#include "src/forthvm/throw_code.h"
#include "src/forthvm/vm_storage.h"
#include "src/forthvm/word_header.h"
#include "src/physics/physics.h"
#include "src/storage/file_access.h"

namespace starkernel::forthvm {
namespace {

std::size_t SizeOf(const VmStorage& storage, StoragePart part) {
  switch (part) {
    case StoragePart::kCode: return storage.code.size();
    case StoragePart::kWords: return storage.words.size();
    case StoragePart::kNames: return storage.names.size();
    case StoragePart::kDataStack: return storage.data_stack.size();
    case StoragePart::kReturnStack: return storage.return_stack.size();
    case StoragePart::kFrames: return storage.frames.size();
    case StoragePart::kLoops: return storage.loops.size();
    case StoragePart::kControlItems: return storage.control_items.size();
    case StoragePart::kSources: return storage.sources.size();
    case StoragePart::kExceptions: return storage.exceptions.size();
    case StoragePart::kFiles: return storage.files.size();
    case StoragePart::kIncludedNames: return storage.included_names.size();
    case StoragePart::kHeapBlocks: return storage.heap_blocks.size();
    case StoragePart::kSubstitutions: return storage.substitutions.size();
    case StoragePart::kLocalNames: return storage.local_names.size();
    case StoragePart::kOuterDefinitions: return storage.outer_definitions.size();
    case StoragePart::kPhysics: return storage.physics.size();
    case StoragePart::kHeats: return storage.heats.size();
  }
  return 0;
}

/// By what moving a part is charged: words are entered in their table anew, and their heats are no
/// larger than they.
constexpr std::size_t BytesOfEach(StoragePart part) {
  if (part == StoragePart::kPhysics) {
    return sizeof(physics::Physics);
  }
  return part == StoragePart::kWords || part == StoragePart::kHeats ? sizeof(WordHeader)
                                                                    : sizeof(Cell);
}

/// Makes a part smaller of which less than a quarter is used.
void GiveBack(VmState& vm, StoragePart part, std::size_t used) {
  const std::size_t first = GrowthOf(part).first;
  const std::size_t fitting = used == 0 ? 0 : std::max(2 * used, first);
  if (vm.storage.keeper == nullptr || fitting > SizeOf(vm.storage, part) / 2) {
    return;
  }
  vm.ChargeLength(fitting * BytesOfEach(part));
  if (vm.storage.keeper->Resize(part, fitting, vm.storage).ok()) {
    vm.Adopt(part);
  }
}

}  // namespace

void VmState::Adopt(StoragePart part) {
  switch (part) {
    case StoragePart::kCode: code.Use(storage.code); return;
    case StoragePart::kWords: dictionary.UseWords(storage.words, storage.name_slots); return;
    case StoragePart::kNames: dictionary.UseNames(storage.names); return;
    case StoragePart::kDataStack: data.Use(storage.items()); return;
    case StoragePart::kReturnStack: returns.Use(storage.return_stack); return;
    case StoragePart::kFrames: frames.Use(storage.frames); return;
    case StoragePart::kLoops: loops.Use(storage.loops); return;
    case StoragePart::kControlItems: control.Use(storage.control_items); return;
    case StoragePart::kSources: sources.Use(storage.sources); return;
    case StoragePart::kExceptions: exceptions.Use(storage.exceptions); return;
    case StoragePart::kFiles: files.Use(storage.files); return;
    case StoragePart::kIncludedNames: included.Use(storage.included_names); return;
    case StoragePart::kHeapBlocks: heap.Use(storage.heap_blocks); return;
    case StoragePart::kSubstitutions: substitutions.Use(storage.substitutions); return;
    case StoragePart::kLocalNames: local_names.Use(storage.local_names); return;
    case StoragePart::kOuterDefinitions: outer_definitions.Use(storage.outer_definitions); return;
    case StoragePart::kPhysics:
    case StoragePart::kHeats: return;  // They are used where the storage says that they are.
  }
}

std::size_t VmState::MostOf(StoragePart part) const {
  const std::size_t spare = part == StoragePart::kDataStack ? kSpareCells : 0;
  return (storage.keeper == nullptr ? SizeOf(storage, part) : GrowthOf(part).most) - spare;
}

bool VmState::Enlarge(StoragePart part, std::size_t count) {
  const auto [first, most] = GrowthOf(part);
  const std::size_t size = SizeOf(storage, part);
  const std::size_t spare = part == StoragePart::kDataStack ? kSpareCells : 0;
  const std::size_t needed = std::max(count + spare, size + 1);
  if (storage.keeper == nullptr || needed > most) {
    return false;
  }
  const std::size_t wanted = std::min(std::max({2 * size, first, needed}), most);
  // Where memory is short, a little more is better than nothing.
  const std::size_t least = std::min(std::max(size + size / 8, needed), most);
  ChargeLength(wanted * BytesOfEach(part));
  if (!storage.keeper->Resize(part, wanted, storage).ok() &&
      (least == wanted || !storage.keeper->Resize(part, least, storage).ok())) {
    return false;
  }
  Adopt(part);
  return true;
}

void VmState::GiveBackUnused() {
  GiveBack(*this, StoragePart::kCode, code.own_count());
  GiveBack(*this, StoragePart::kWords, dictionary.own_count());
  GiveBack(*this, StoragePart::kNames, dictionary.names_used());
  if (!observed && !storage.physics.empty()) {
    GiveBack(*this, StoragePart::kPhysics, 0);
    GiveBack(*this, StoragePart::kHeats, 0);
  }
}

Status VmState::MakeRoom(Instruction instruction) {
  return Enlarge(StoragePart::kDataStack) ? Execute(instruction)
                                          : Throw(instruction, ThrowCode::kStackOverflow);
}

Result<Cell> VmState::OpenNamedFile(std::string_view name, storage::FileAccess access) {
  if (files.full()) {
    Enlarge(StoragePart::kFiles);
  }
  return files.Open(name, access);
}

Result<Cell> VmState::CreateNamedFile(std::string_view name, storage::FileAccess access) {
  if (files.full()) {
    Enlarge(StoragePart::kFiles);
  }
  return files.Create(name, access);
}

}  // namespace starkernel::forthvm
