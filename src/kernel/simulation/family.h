#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "src/arbiter/cpu_arbiter.h"
#include "src/arbiter/runnable.h"
#include "src/base/ids.h"
#include "src/kernel/simulation/simulated_kernel.h"

namespace starkernel::kernel::simulation {

/// All VM instances of a simulated kernel, VM[0] among them, each with the simulation between it
/// and the arbiter.
class Family {
 public:
  /// So many, and no more are planted.
  static constexpr std::size_t kLarge = 10;

  /// Who stands between.
  class Between {
   public:
    virtual arbiter::WindowEnd RunWindow(VmId vm, arbiter::Runnable& runnable,
                                         const arbiter::WindowGrant& grant) = 0;

   protected:
    ~Between() = default;
  };

  /// Both outlive this. VM[0] may run from now on.
  Family(SimulatedKernel& kernel [[clang::lifetimebound]],
         Between& between [[clang::lifetimebound]]);
  Family(const Family&) = delete;
  Family& operator=(const Family&) = delete;
  ~Family() = default;

  [[nodiscard]] std::size_t size() const { return members_.size(); }
  [[nodiscard]] std::uint64_t adopted() const { return adopted_; }
  /// Notices that had to come, and were there.
  [[nodiscard]] std::uint64_t told() const { return told_; }
  /// What went wrong, if something did.
  [[nodiscard]] const std::string& failure() const [[clang::lifetimebound]] { return failure_; }

  /// Makes one that runs `program`, if there is room for it.
  void Plant(std::string_view program);
  /// Takes in those that came about, and gives them what children may have; forgets the dead.
  void Adopt();
  /// The member number `index`, counted round.
  [[nodiscard]] VmId Member(std::uint64_t index) const;
  template <typename Visit>
  void ForEach(const Visit& visit) const {
    for (const auto& [vm, watched] : members_) {
      visit(vm);
    }
  }

  /// Ends one that is there and not VM[0]; whether it was.
  bool Kill(VmId vm);
  void KillAllChildren();
  /// Hands on what the arbiter says of one, and looks whether those are told that have to be.
  void Attend(const arbiter::ArbiterEvent& event);
  /// Whether one of them goes on by itself.
  [[nodiscard]] bool goes_on();

 private:
  class Watched final : public arbiter::Runnable {
   public:
    Watched(Between& between, VmId vm, arbiter::Runnable& runnable)
        : between_(between), vm_(vm), runnable_(&runnable) {}
    arbiter::WindowEnd Run(const arbiter::WindowGrant& grant) override {
      return between_.RunWindow(vm_, *runnable_, grant);
    }
    /// It runs something else from now on.
    void Watch(arbiter::Runnable& runnable) { runnable_ = &runnable; }

   private:
    Between& between_;
    VmId vm_;
    arbiter::Runnable* runnable_;
  };
  /// How many notices lie with who has to be told of `vm`, ended by `by`; nothing if nobody has.
  [[nodiscard]] std::optional<std::uint32_t> NoticesFor(VmId supervisor, VmId by);
  void Endow(VmId vm);

  SimulatedKernel& kernel_;
  Between& between_;
  std::map<VmId, Watched> members_;
  std::uint64_t adopted_ = 0;
  std::uint64_t told_ = 0;
  std::string failure_;
};

}  // namespace starkernel::kernel::simulation
