#include "tools/physics_plots/svg.h"

#include <algorithm>
#include <cmath>
#include <iomanip>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace starkernel::tools {
namespace {

/// Tenths of a pixel are enough, and one number always looks the same.
std::string Tenths(double value) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(1) << (std::abs(value) < 0.05 ? 0.0 : value);
  return text.str();
}

std::string Escaped(std::string_view text) {
  std::string escaped;
  for (const char character : text) {
    switch (character) {
      case '<': escaped += "&lt;"; break;
      case '>': escaped += "&gt;"; break;
      case '&': escaped += "&amp;"; break;
      default: escaped += character;
    }
  }
  return escaped;
}

std::string_view NameOf(Svg::Anchor anchor) {
  switch (anchor) {
    case Svg::Anchor::kStart: return "start";
    case Svg::Anchor::kMiddle: return "middle";
    case Svg::Anchor::kEnd: return "end";
  }
  return "start";
}

}  // namespace

Svg::Svg(double width, double height) {
  out_ << R"(<svg xmlns="http://www.w3.org/2000/svg" width=")" << Tenths(width) << R"(" height=")"
       << Tenths(height) << R"(" font-family="sans-serif">)" << '\n';
  Box(0, 0, width, height, "#fff");
}

void Svg::Line(double x1, double y1, double x2, double y2, std::string_view color, double width) {
  out_ << R"(<line x1=")" << Tenths(x1) << R"(" y1=")" << Tenths(y1) << R"(" x2=")" << Tenths(x2)
       << R"(" y2=")" << Tenths(y2) << R"(" stroke=")" << color << R"(" stroke-width=")"
       << Tenths(width) << R"("/>)" << '\n';
}

void Svg::Box(double x, double y, double width, double height, std::string_view color) {
  out_ << R"(<rect x=")" << Tenths(std::min(x, x + width)) << R"(" y=")"
       << Tenths(std::min(y, y + height)) << R"(" width=")" << Tenths(std::abs(width))
       << R"(" height=")" << Tenths(std::abs(height)) << R"(" fill=")" << color << R"("/>)" << '\n';
}

void Svg::Path(const std::vector<std::pair<double, double>>& points, std::string_view color) {
  out_ << R"(<polyline fill="none" stroke=")" << color << R"(" stroke-width="1.5" points=")";
  for (const auto& [x, y] : points) {
    out_ << Tenths(x) << ',' << Tenths(y) << ' ';
  }
  out_ << R"("/>)" << '\n';
}

void Svg::Text(double x, double y, std::string_view text, Anchor anchor, std::string_view color,
               int size) {
  out_ << R"(<text x=")" << Tenths(x) << R"(" y=")" << Tenths(y) << R"(" font-size=")" << size
       << R"(" text-anchor=")" << NameOf(anchor) << R"(" fill=")" << color << R"(">)"
       << Escaped(text) << "</text>\n";
}

std::string Rounded(double number) {
  constexpr double kHundred = 100;
  constexpr double kTen = 10;
  const double size = std::abs(number);
  std::ostringstream text;
  text << std::fixed
       << std::setprecision(size >= kHundred ? 0
                            : size >= kTen   ? 1
                                             : 2)
       << (size < 0.005 ? 0.0 : number);
  return text.str();
}

}  // namespace starkernel::tools
