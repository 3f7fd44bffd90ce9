#pragma once

#include <algorithm>
#include <array>
#include <cstddef>

namespace starkernel::tools {

/// How many standard errors to both sides of a mean hold 95 % of Student's distribution with so
/// many degrees of freedom, at least 1; beyond 30 those of 30, which are more than enough.
/// (NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2.)
[[nodiscard]] constexpr double StudentT95(std::size_t degrees) {
  constexpr std::array kQuantiles = {12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306,
                                     2.262,  2.228, 2.201, 2.179, 2.160, 2.145, 2.131, 2.120,
                                     2.110,  2.101, 2.093, 2.086, 2.080, 2.074, 2.069, 2.064,
                                     2.060,  2.056, 2.052, 2.048, 2.045, 2.042};
  return kQuantiles.at(std::clamp<std::size_t>(degrees, 1, kQuantiles.size()) - 1);
}

}  // namespace starkernel::tools
