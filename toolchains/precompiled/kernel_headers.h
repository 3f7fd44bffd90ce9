// What the kernel takes of the standard library, all of it freestanding; see
// precompiled_header.bzl. Whoever uses one of these still includes it.
#include "toolchains/precompiled/poisoned_functions.h"
#include "toolchains/precompiled/poisoned_operators.h"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
#include <algorithm>
#include <array>
#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <limits>
#include <optional>
#include <span>
#include <string_view>
#include <type_traits>
#include <utility>
#pragma clang diagnostic pop
