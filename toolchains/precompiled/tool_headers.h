// What most tools take of the standard library; see precompiled_header.bzl. Whoever uses one of
// these still includes it.
#include "toolchains/precompiled/poisoned_functions.h"
#include "toolchains/precompiled/poisoned_operators.h"

#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wdeprecated-declarations"
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>
#include <vector>
#pragma clang diagnostic pop
