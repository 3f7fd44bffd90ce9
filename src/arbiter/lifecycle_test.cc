#include "src/arbiter/lifecycle.h"

#include <gtest/gtest.h>

#include <array>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "src/base/expect_panic.h"

namespace starkernel::arbiter {
namespace {

using enum LifecycleState;

constexpr std::array kAll = {kEmbryo, kRunnable, kRunning, kWaiting, kBlocked, kFaulted, kDead};
static_assert(kAll.size() == kLifecycleStates);

/// A VM instance that has come to `state` by allowed steps.
Lifecycle At(LifecycleState state) {
  Lifecycle lifecycle;
  if (state == kEmbryo || state == kDead) {
    if (state == kDead) {
      lifecycle.Enter(kDead);
    }
    return lifecycle;
  }
  lifecycle.Enter(kRunnable);
  if (state == kRunnable) {
    return lifecycle;
  }
  lifecycle.Enter(kRunning);
  if (state != kRunning) {
    lifecycle.Enter(state);
  }
  return lifecycle;
}

TEST(LifecycleTest, BeginsAsAnEmbryo) { EXPECT_TRUE(Lifecycle().Is(kEmbryo)); }

TEST(LifecycleTest, ChangesAsAllowedAndNotOtherwise) {
  const std::set<std::pair<LifecycleState, LifecycleState>> allowed = {
      {kEmbryo, kRunnable}, {kEmbryo, kDead},      {kRunnable, kRunning}, {kRunnable, kBlocked},
      {kRunnable, kDead},   {kRunning, kRunnable}, {kRunning, kWaiting},  {kRunning, kBlocked},
      {kRunning, kFaulted}, {kRunning, kDead},     {kWaiting, kRunnable}, {kWaiting, kBlocked},
      {kWaiting, kDead},    {kBlocked, kRunnable}, {kBlocked, kDead},     {kFaulted, kRunnable},
      {kFaulted, kDead}};
  for (const LifecycleState from : kAll) {
    for (const LifecycleState to : kAll) {
      Lifecycle lifecycle = At(from);
      ASSERT_TRUE(lifecycle.Is(from));
      if (allowed.contains({from, to})) {
        lifecycle.Enter(to);
        EXPECT_EQ(lifecycle.state(), to);
      } else {
        EXPECT_EQ(MayBecome(from) & BitOf(to), 0)
            << LifecycleStateName(from) << " to " << LifecycleStateName(to);
      }
    }
  }
  Lifecycle dead = At(kDead);
  EXPECT_PANIC(dead.Enter(kRunnable), "may not change so");
}

TEST(LifecycleTest, EveryStateHasANameOfItsOwn) {
  std::set<std::string_view> names;
  for (const LifecycleState state : kAll) {
    names.insert(LifecycleStateName(state));
  }
  EXPECT_EQ(names.size(), kAll.size());
  EXPECT_FALSE(names.contains("unknown"));
}

}  // namespace
}  // namespace starkernel::arbiter
