// What most tests include; see precompiled_header.bzl.
#include "toolchains/precompiled/poisoned_functions.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>
