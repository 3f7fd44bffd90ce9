#pragma once

#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace starkernel::tools {

/// A picture in SVG 1.1, in pixels from its upper left corner. Dark on white.
class Svg {
 public:
  enum class Anchor { kStart, kMiddle, kEnd };

  Svg(double width, double height);

  void Line(double x1, double y1, double x2, double y2, std::string_view color, double width = 1);
  /// A box, also where a side is below 0.
  void Box(double x, double y, double width, double height, std::string_view color);
  void Path(const std::vector<std::pair<double, double>>& points, std::string_view color);
  void Text(double x, double y, std::string_view text, Anchor anchor = Anchor::kStart,
            std::string_view color = "#222", int size = 12);

  /// The whole picture.
  [[nodiscard]] std::string Finish() const { return out_.str() + "</svg>\n"; }

 private:
  std::ostringstream out_;
};

/// A number for a reader: three digits, as 1.23, 45.6 or 12000.
[[nodiscard]] std::string Rounded(double number);

}  // namespace starkernel::tools
