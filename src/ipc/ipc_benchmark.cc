#include <benchmark/benchmark.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <random>
#include <span>
#include <thread>
#include <vector>

#include "src/base/ids.h"
#include "src/base/panic.h"
#include "src/base/result.h"
#include "src/capabilities/capability.h"
#include "src/capabilities/capability_ids.h"
#include "src/capabilities/capability_node.h"
#include "src/capabilities/capability_table.h"
#include "src/capabilities/rights.h"
#include "src/ipc/answers.h"
#include "src/ipc/endpoint.h"
#include "src/ipc/endpoint_ids.h"
#include "src/ipc/message.h"
#include "src/ipc/message_exchange.h"
#include "src/ipc/message_filter.h"
#include "src/ipc/message_node.h"

namespace starkernel::ipc {
namespace {

/// Beside the time, what one round takes of the processor's cycle counter.
class CycleCount {
 public:
  explicit CycleCount(benchmark::State& state [[clang::lifetimebound]]) : state_(state) {}
  CycleCount(const CycleCount&) = delete;
  CycleCount& operator=(const CycleCount&) = delete;
  ~CycleCount() {
    state_.counters["cycles"] = benchmark::Counter(
        static_cast<double>(__builtin_ia32_rdtsc() - begin_), benchmark::Counter::kAvgIterations);
  }

 private:
  benchmark::State& state_;
  std::uint64_t begin_ = __builtin_ia32_rdtsc();
};

class Machine {
 public:
  explicit Machine(std::size_t vms) : endpoints_(vms), messages_(2 * vms + 64), chunks_(256) {
    for (std::size_t vm = 0; vm < vms; ++vm) {
      ids_.push_back(exchange_.AddEndpoint(VmId(vm), {64, 1 << 20}).value());
    }
  }
  MessageExchange& exchange() [[clang::lifetimebound]] { return exchange_; }
  [[nodiscard]] EndpointId id(std::size_t vm) const { return ids_.at(vm); }

 private:
  std::vector<Endpoint> endpoints_;
  std::vector<MessageNode> messages_;
  std::vector<MessageChunk> chunks_;
  MessageExchange exchange_{{endpoints_, messages_, chunks_}};
  std::vector<EndpointId> ids_;
};

constexpr MessageFilter kAny;
constexpr std::size_t kSteps = 64;

void Lengths(benchmark::internal::Benchmark* benchmark) {
  benchmark->ArgName("bytes")->Arg(8)->Arg(64)->Arg(1024)->Arg(4096);
}

/// A message sent and received, by nobody who waits.
void SendAndReceive(benchmark::State& state) {
  Machine machine(2);
  const std::vector<std::byte> message(static_cast<std::size_t>(state.range(0)));
  std::vector<std::byte> buffer(4096);
  const CycleCount cycles(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        machine.exchange().Send(machine.id(0), machine.id(1), {.badge = 1, .tag = 2}, message));
    benchmark::DoNotOptimize(machine.exchange().Receive(machine.id(1), kAny, buffer, kSteps));
  }
}
BENCHMARK(SendAndReceive)->Apply(Lengths);

/// The same with the check of the capability by which it is sent.
void CheckSendAndReceive(benchmark::State& state) {
  using capabilities::CapabilityType;
  Machine machine(2);
  std::vector<capabilities::CapabilityNode> nodes(4);
  capabilities::CapabilityTable table(nodes);
  const capabilities::HolderId holder = table.AddHolder(VmId(0)).value();
  const capabilities::Rights invoke(capabilities::Right::kInvoke);
  const capabilities::SlotNumber slot =
      table.Grant(holder, {CapabilityType::kSend, invoke, 7, {0, 99}}).slot;
  const std::vector<std::byte> message(static_cast<std::size_t>(state.range(0)));
  std::vector<std::byte> buffer(4096);
  const CycleCount cycles(state);
  for (auto _ : state) {
    const capabilities::GrantAnswer used =
        table.Use(holder, slot, {CapabilityType::kSend, invoke, {1, 1}});
    Require(used.ok(), "a capability that works");
    benchmark::DoNotOptimize(machine.exchange().Send(
        machine.id(0), machine.id(1), {.badge = used.grant.badge, .tag = 2}, message));
    benchmark::DoNotOptimize(machine.exchange().Receive(machine.id(1), kAny, buffer, kSteps));
  }
}
BENCHMARK(CheckSendAndReceive)->Apply(Lengths);

/// The same of a receiver that waits each time.
void SendToWaitingAndReceive(benchmark::State& state) {
  Machine machine(2);
  const std::vector<std::byte> message(64);
  std::vector<std::byte> buffer(4096);
  const CycleCount cycles(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(machine.exchange().WaitForMessage(machine.id(1), kAny, EventBits(1)));
    benchmark::DoNotOptimize(
        machine.exchange().Send(machine.id(0), machine.id(1), {.badge = 1, .tag = 2}, message));
    benchmark::DoNotOptimize(machine.exchange().Receive(machine.id(1), kAny, buffer, kSteps));
  }
}
BENCHMARK(SendToWaitingAndReceive);

/// One of 10,000 VM instances after the other sends 64 bytes to another, by chance, which takes it
/// at once, or when all have sent.
void ManyEndpoints(benchmark::State& state) {
  constexpr std::size_t kVms = 10'000;
  const bool at_once = state.range(0) != 0;
  Machine machine(kVms);
  std::vector<std::size_t> receivers(kVms);
  std::iota(receivers.begin(), receivers.end(), std::size_t{0});
  std::shuffle(receivers.begin(), receivers.end(), std::mt19937_64(1));
  const std::vector<std::byte> message(64);
  std::vector<std::byte> buffer(64);
  const auto receive = [&](std::size_t vm) {
    benchmark::DoNotOptimize(machine.exchange().Receive(machine.id(vm), kAny, buffer, kSteps));
  };
  const CycleCount cycles(state);
  while (state.KeepRunningBatch(kVms)) {
    for (std::size_t vm = 0; vm < kVms; ++vm) {
      benchmark::DoNotOptimize(machine.exchange().Send(machine.id(vm), machine.id(receivers[vm]),
                                                       {.badge = 1, .tag = 2}, message));
      if (at_once) {
        receive(receivers[vm]);
      }
    }
    for (std::size_t vm = 0; vm < kVms && !at_once; ++vm) {
      receive(vm);
    }
  }
}
BENCHMARK(ManyEndpoints)->ArgName("at_once")->Arg(1)->Arg(0);

/// A call of one that waits for calls, with its answer.
void CallAndReply(benchmark::State& state) {
  Machine machine(2);
  const std::vector<std::byte> message(static_cast<std::size_t>(state.range(0)));
  std::vector<std::byte> buffer(4096);
  MessageExchange& exchange = machine.exchange();
  const CycleCount cycles(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(exchange.WaitForMessage(machine.id(1), kAny, EventBits()));
    benchmark::DoNotOptimize(exchange.Call(machine.id(0), machine.id(1), {}, message));
    const ReceiveAnswer call = exchange.Receive(machine.id(1), kAny, buffer, kSteps);
    benchmark::DoNotOptimize(exchange.Reply(machine.id(1), call.message.reply, 0, message));
    benchmark::DoNotOptimize(exchange.TakeReply(machine.id(0), buffer));
  }
}
BENCHMARK(CallAndReply)->Apply(Lengths);

/// A message received from behind 32 others.
void ReceiveSelectively(benchmark::State& state) {
  Machine machine(2);
  const std::vector<std::byte> message(64);
  std::vector<std::byte> buffer(64);
  const auto send = [&](std::uint64_t tag) {
    benchmark::DoNotOptimize(
        machine.exchange().Send(machine.id(0), machine.id(1), {.badge = 1, .tag = tag}, message));
  };
  for (std::uint64_t count = 0; count < 32; ++count) {
    send(0);
  }
  const bool looks_again = state.range(0) != 0;
  const CycleCount cycles(state);
  std::uint64_t tag = 1;
  for (auto _ : state) {
    tag = looks_again ? 3 - tag : 1;
    send(tag);
    benchmark::DoNotOptimize(
        machine.exchange().Receive(machine.id(1), MessageFilter::Tagged(tag), buffer, kSteps));
  }
}
BENCHMARK(ReceiveSelectively)->ArgName("another_filter_each_time")->Arg(0)->Arg(1);

void NotifyAndTakeEvents(benchmark::State& state) {
  Machine machine(1);
  const CycleCount cycles(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(machine.exchange().Notify(machine.id(0), EventBits(4)));
    benchmark::DoNotOptimize(machine.exchange().TakeEvents(machine.id(0), EventBits(7)));
  }
}
BENCHMARK(NotifyAndTakeEvents);

/// Two file descriptors of Linux: what is written to the second is read from the first.
class Channel {
 public:
  enum class Kind : std::uint8_t { kPipe, kSocketPair };

  explicit Channel(Kind kind) {
    const int result = kind == Kind::kPipe ? ::pipe(ends_.data())
                                           : ::socketpair(AF_UNIX, SOCK_STREAM, 0, ends_.data());
    Require(result == 0, "no channel");
  }
  Channel(const Channel&) = delete;
  Channel& operator=(const Channel&) = delete;
  ~Channel() {
    for (const int end : ends_) {
      ::close(end);
    }
  }

  void Write(std::span<const std::byte> bytes) const {
    Require(::write(ends_.at(1), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
            "a short write");
  }
  void Read(std::span<std::byte> bytes) const {
    Require(::read(ends_.at(0), bytes.data(), bytes.size()) == static_cast<ssize_t>(bytes.size()),
            "a short read");
  }

 private:
  std::array<int, 2> ends_{};
};

void WriteAndRead(benchmark::State& state, const Channel& channel) {
  std::vector<std::byte> message(static_cast<std::size_t>(state.range(0)));
  const CycleCount cycles(state);
  for (auto _ : state) {
    channel.Write(message);
    channel.Read(message);
  }
}
void LinuxPipe(benchmark::State& state) { WriteAndRead(state, Channel(Channel::Kind::kPipe)); }
BENCHMARK(LinuxPipe)->Apply(Lengths);
void LinuxSocketPair(benchmark::State& state) {
  WriteAndRead(state, Channel(Channel::Kind::kSocketPair));
}
BENCHMARK(LinuxSocketPair)->Apply(Lengths);

void LinuxEvent(benchmark::State& state) {
  const int event = ::eventfd(0, 0);
  Require(event >= 0, "no eventfd");
  std::uint64_t value = 1;
  const CycleCount cycles(state);
  for (auto _ : state) {
    benchmark::DoNotOptimize(::eventfd_write(event, 1));
    benchmark::DoNotOptimize(::eventfd_read(event, &value));
  }
  ::close(event);
}
BENCHMARK(LinuxEvent);

/// There and back between two threads, each of which waits for the other.
void LinuxPipeRoundTrip(benchmark::State& state) {
  constexpr std::byte kEnd{1};
  const Channel there(Channel::Kind::kPipe);
  const Channel back(Channel::Kind::kPipe);
  const auto length = static_cast<std::size_t>(state.range(0));
  std::thread other([&] {
    std::vector<std::byte> message(length);
    for (there.Read(message); message.front() != kEnd; there.Read(message)) {
      back.Write(message);
    }
  });
  std::vector<std::byte> message(length);
  {
    const CycleCount cycles(state);
    for (auto _ : state) {
      there.Write(message);
      back.Read(message);
    }
  }
  message.front() = kEnd;
  there.Write(message);
  other.join();
}
BENCHMARK(LinuxPipeRoundTrip)->Apply(Lengths)->UseRealTime();

}  // namespace
}  // namespace starkernel::ipc
