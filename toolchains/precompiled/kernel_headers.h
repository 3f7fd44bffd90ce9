// What the kernel takes of the standard library, all of it freestanding; see
// precompiled_header.bzl. Whoever uses one of these still includes it.
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
