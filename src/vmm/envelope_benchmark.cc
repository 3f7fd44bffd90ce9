#include "src/vmm/envelope.h"

#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "src/base/addresses.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/hal/kernel_mapping.h"
#include "src/hal/memory_region.h"
#include "src/hal/page_fault_resolver.h"
#include "src/pmm/fake_physical_memory.h"
#include "src/pmm/frame_allocator.h"
#include "src/vmm/address_space.h"
#include "src/vmm/envelope_allocator.h"
#include "src/vmm/envelope_record.h"
#include "src/vmm/fake_mmu.h"

namespace starkernel::vmm {
namespace {

constexpr std::uint64_t kFrames = 16384;
constexpr ByteCount kSize = MiB(16);
constexpr std::array kMap{
    hal::MemoryRegion{PhysAddr{0}, PageCount{kFrames}, hal::MemoryKind::kUsable}};

constexpr EnvelopePart Part(std::uint64_t first, std::uint64_t pages) {
  return {GuestAddr(first * kPageSize.value()), PageCount(pages)};
}

/// Two envelopes on a machine whose processor is told nothing that takes time: what is measured is
/// the kernel's part.
class Machine {
 public:
  Machine() { space_.Activate(); }

  Envelope Make(ByteCount size = kSize) [[clang::lifetimebound]] {
    return envelopes_.Allocate({.size = size}).value();
  }

  void Touch(const Envelope& envelope, std::uint64_t page) {
    benchmark::DoNotOptimize(mmu_.resolver->Resolve(envelope.base() + BytesOf(PageCount(page)),
                                                    hal::PageAccess::kWrite));
  }
  /// The fake keeps what it is told.
  void Forget() {
    mmu_.invalidated.clear();
    mmu_.appeared.clear();
  }

 private:
  FakeMmu mmu_;
  pmm::FakePhysicalMemory memory_{PageCount{kFrames}};
  pmm::FrameAllocator frames_ = pmm::FrameAllocator::Create(kMap, memory_).value();
  AddressSpace space_ = AddressSpace::Create(frames_, mmu_).value();
  EnvelopeAllocator envelopes_ = EnvelopeAllocator::Create(frames_, space_, mmu_).value();
};

/// Each page of an envelope of 16 MiB touched for the first time, in order: the time of one.
void FirstTouch(benchmark::State& state) {
  Machine machine;
  Envelope envelope = machine.Make();
  const std::uint64_t pages = PagesFor(kSize).value();
  while (state.KeepRunningBatch(static_cast<std::int64_t>(pages - 1))) {
    for (std::uint64_t page = 1; page < pages; ++page) {
      machine.Touch(envelope, page);
    }
    state.PauseTiming();
    benchmark::DoNotOptimize(envelope.Unmap(Part(1, pages - 1)).ok());
    machine.Forget();
    state.ResumeTiming();
  }
}
BENCHMARK(FirstTouch);

/// The least that a first touch can take: as many bytes cleared, in the same order.
void ClearPage(benchmark::State& state) {
  std::vector<std::byte> memory(kSize.value());
  const std::span<std::byte> bytes(memory);
  const std::size_t page_size = kPageSize.value();
  std::size_t next = 0;
  for (auto _ : state) {
    const std::span<std::byte> page = bytes.subspan(next, page_size);
    std::ranges::fill(page, std::byte{0});
    benchmark::DoNotOptimize(page.data());
    benchmark::ClobberMemory();
    next = (next + page_size) % bytes.size();
  }
}
BENCHMARK(ClearPage);

/// Pages mapped and unmapped again by one call each: the time of one pair of calls.
void MapAndUnmap(benchmark::State& state) {
  Machine machine;
  Envelope envelope = machine.Make();
  machine.Touch(envelope, 1);
  const EnvelopePart part = Part(2, static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(envelope.Map(part).ok());
    benchmark::DoNotOptimize(envelope.Unmap(part).ok());
    machine.Forget();
  }
}
BENCHMARK(MapAndUnmap)->Arg(1)->Arg(256);

/// Pages protected from writing, and given back.
void ProtectAndBack(benchmark::State& state) {
  Machine machine;
  Envelope envelope = machine.Make();
  const EnvelopePart part = Part(1, static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(envelope.Protect(part, hal::Protection::kReadOnly).ok());
    benchmark::DoNotOptimize(envelope.Protect(part, hal::Protection::kReadWrite).ok());
    machine.Forget();
  }
}
BENCHMARK(ProtectAndBack)->Arg(1)->Arg(256);

/// Pages shared with another envelope, and taken from it again.
void ShareAndUnmap(benchmark::State& state) {
  Machine machine;
  Envelope envelope = machine.Make();
  Envelope target = machine.Make();
  machine.Touch(target, 1);
  const EnvelopePart part = Part(2, static_cast<std::uint64_t>(state.range(0)));
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        envelope.Share(part, target, part.first, hal::Protection::kReadOnly).ok());
    benchmark::DoNotOptimize(target.Unmap(part).ok());
    machine.Forget();
  }
}
BENCHMARK(ShareAndUnmap)->Arg(1)->Arg(256);

/// Pages handed to another envelope, and back.
void TransferAndBack(benchmark::State& state) {
  Machine machine;
  Envelope envelope = machine.Make();
  Envelope target = machine.Make();
  const EnvelopePart part = Part(2, static_cast<std::uint64_t>(state.range(0)));
  machine.Touch(envelope, 1);
  machine.Touch(target, 1);
  benchmark::DoNotOptimize(envelope.Map(part).ok());
  for (auto _ : state) {
    benchmark::DoNotOptimize(envelope.Transfer(part, target, part.first).ok());
    benchmark::DoNotOptimize(target.Transfer(part, envelope, part.first).ok());
    machine.Forget();
  }
}
BENCHMARK(TransferAndBack)->Arg(1)->Arg(256);

/// An envelope of 16 MiB made and given back, untouched.
void MakeAndGiveBack(benchmark::State& state) {
  Machine machine;
  for (auto _ : state) {
    benchmark::DoNotOptimize(machine.Make());
    machine.Forget();
  }
}
BENCHMARK(MakeAndGiveBack);

/// A small one, while others are there.
void MakeAndGiveBackASmallOne(benchmark::State& state) {
  Machine machine;
  std::vector<Envelope> others;
  for (std::int64_t count = 0; count < state.range(0); ++count) {
    others.push_back(machine.Make(MiB(1)));
  }
  for (auto _ : state) {
    benchmark::DoNotOptimize(machine.Make(MiB(1)));
    machine.Forget();
  }
}
BENCHMARK(MakeAndGiveBackASmallOne)->Arg(0)->Arg(900);

}  // namespace
}  // namespace starkernel::vmm
