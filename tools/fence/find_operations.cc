#include "tools/fence/find_operations.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "tools/fence/token.h"
#include "tools/fence/unsafe_names.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {
namespace {

// After these a name is used; after any other word it is being declared.
constexpr auto kBeforeExpression =
    std::to_array<std::string_view>({"return", "co_return", "co_yield", "else", "do", "case"});

/// The type within the angle brackets of a cast.
struct CastTarget {
  bool pointer = false;
  bool reference = false;  ///< An lvalue reference.
  bool address_number = false;
  std::size_t end = 0;  ///< Index of the closing bracket.
};

class Finder {
 public:
  explicit Finder(const std::vector<Token>& tokens) : tokens_(tokens) {
    for (std::size_t index = 0; index < tokens.size(); ++index) {
      if (tokens.at(index).kind == TokenKind::kComment) {
        LookAtComment(index);
      } else {
        code_.push_back(index);
      }
    }
  }

  std::vector<Operation> Run() {
    for (position_ = 0; position_ < code_.size(); ++position_) {
      const Token& token = At(0);
      if (token.directive && token.Is("#")) {
        LookAtDirective();
      } else if (token.Is("##")) {
        LookAtPasting();
      } else if (token.kind == TokenKind::kIdentifier) {
        LookAtIdentifier(token.text);
      }
    }
    std::ranges::sort(found_, {}, &Operation::token);
    return found_;
  }

 private:
  /// The code token `ahead` of the current one; past the end an empty one.
  [[nodiscard]] const Token& At(std::size_t ahead) const {
    static const Token kNone;
    const std::size_t index = position_ + ahead;
    return index < code_.size() ? tokens_.at(code_.at(index)) : kNone;
  }

  [[nodiscard]] const Token& Before(std::size_t back) const {
    static const Token kNone;
    return back <= position_ ? tokens_.at(code_.at(position_ - back)) : kNone;
  }

  void Add(Kind kind, std::string text) {
    const std::size_t index = code_.at(position_);
    found_.push_back(
        {.kind = kind, .token = index, .line = tokens_.at(index).line, .text = std::move(text)});
  }

  void LookAtComment(std::size_t index) {
    const Token& comment = tokens_.at(index);
    if (comment.text.contains("NOLINT")) {
      found_.push_back(
          {.kind = Kind::kEscape, .token = index, .line = comment.line, .text = "NOLINT"});
    }
  }

  void SkipDirective() {
    while (At(1).directive && !(At(1).Is("#") && At(1).line != At(0).line)) {
      ++position_;
    }
  }

  void LookAtDirective() {
    if (!At(1).Is("pragma") || At(2).Is("once")) {
      return;
    }
    std::string text = "#pragma";
    bool ends = false;
    bool ignored = false;
    for (std::size_t ahead = 2; At(ahead).directive && !At(ahead).Is("#"); ++ahead) {
      text += " " + At(ahead).text;
      ignored = ignored || At(ahead).Is("ignored");
      ends = ends || At(ahead).Is("end") || At(ahead).Is("pop") ||
             (At(ahead).Is("push") && At(ahead - 1).Is("diagnostic"));
    }
    if (!ends || ignored) {
      Add(Kind::kPragma, text);
    }
    SkipDirective();
  }

  /// Names made by a macro of two parts that stand next to each other.
  void LookAtPasting() {
    const std::string name = Before(1).text + At(1).text;
    if (const std::optional<Kind> kind = KindOfName(name)) {
      Add(*kind, name + " (pasted)");
    }
  }

  void LookAtIdentifier(const std::string& name) {
    if (name == "new" || name == "delete") {
      return LookAtAllocation(name);
    }
    if (name == "static_cast" || name == "bit_cast" || name == "__builtin_bit_cast" ||
        name == "dynamic_cast") {
      return LookAtCast(name);
    }
    if (IsEscape(name)) {
      return Add(Kind::kEscape, name);
    }
    if (TrustsItsCaller(name)) {
      return Add(Kind::kDuty, name);
    }
    const std::optional<Kind> kind = KindOfName(name);
    if (!kind.has_value() || IsMember() || (name == "free" && !IsCalled())) {
      return;
    }
    Add(*kind, name);
    if (*kind == Kind::kAssembly && KindOfName(At(1).text) == Kind::kVolatile) {
      ++position_;  // asm volatile is one operation.
    }
  }

  void LookAtAllocation(const std::string& name) {
    if (Before(1).Is("=") && name == "delete") {
      return;
    }
    const bool placement = name == "new" && At(1).Is("(") && !Before(1).Is("operator");
    Add(placement ? Kind::kPlacement : Kind::kAllocation, name);
  }

  void LookAtCast(const std::string& name) {
    if (!At(1).Is("<")) {
      return;
    }
    const CastTarget target = ReadTarget();
    const bool from_address =
        At(target.end + 1).Is("(") && (At(target.end + 2).Is("&") || At(target.end + 2).Is("this"));
    const bool bits = name.ends_with("bit_cast");
    if (target.pointer || target.reference || (bits && (target.address_number || from_address))) {
      Add(Kind::kCast, name);
    }
  }

  /// The type between the brackets that follow; `end` counts from the current token.
  [[nodiscard]] CastTarget ReadTarget() const {
    CastTarget target;
    std::size_t depth = 0;
    for (std::size_t ahead = 1; position_ + ahead < code_.size(); ++ahead) {
      const Token& token = At(ahead);
      if (token.Is("<")) {
        ++depth;
      } else if (token.Is(">") && --depth == 0) {
        target.end = ahead;
        return target;
      }
      if (depth == 1) {
        target.pointer = target.pointer || token.Is("*");
        target.reference =
            target.reference || (token.Is("&") && !At(ahead + 1).Is("&") && !At(ahead - 1).Is("&"));
        target.address_number =
            target.address_number || token.Is("uintptr_t") || token.Is("intptr_t");
      }
    }
    return target;
  }

  [[nodiscard]] bool IsEscape(const std::string& name) const {
    std::string lower = name;
    std::ranges::transform(lower, lower.begin(), [](unsigned char character) {
      return static_cast<char>(std::tolower(character));
    });
    if (lower.contains("no_thread_safety_analysis")) {
      // The macro that stands for the attribute is found where it is used.
      return !At(0).directive;
    }
    if (lower.ends_with("set_typestate")) {
      return At(1).Is("(") && At(2).Is("unconsumed");
    }
    return lower == "no_sanitize" || lower == "disable_sanitizer_instrumentation" ||
           (lower == "suppress" && Before(1).Is("::")) ||
           // An attribute that makes a wrong claim undefined.
           (lower == "assume" && (Before(1).Is("[") || Before(1).Is("::")));
  }

  /// `x.free`, `x->free` or `Own::free`: not what the C library or the language means.
  [[nodiscard]] bool IsMember() const {
    if (Before(1).Is(".") || Before(1).Is("->")) {
      return true;
    }
    return Before(1).Is("::") && Before(2).kind == TokenKind::kIdentifier && !Before(2).Is("std") &&
           !Before(2).Is("ranges") && !Before(2).Is("clang") && !Before(2).Is("return");
  }

  /// For a name that is also an ordinary word: whether this is a call of a function, not the
  /// declaration or initialisation of something else.
  [[nodiscard]] bool IsCalled() const {
    if (Before(1).Is("::")) {
      return true;
    }
    if (!At(1).Is("(")) {
      return false;
    }
    const Token& before = Before(1);
    if (before.kind == TokenKind::kIdentifier) {
      return std::ranges::find(kBeforeExpression, before.text) != kBeforeExpression.end();
    }
    return !before.Is(">") && !before.Is("*") && !before.Is("&");
  }

  const std::vector<Token>& tokens_;
  std::vector<std::size_t> code_;  ///< Indices of all tokens but comments.
  std::size_t position_ = 0;       ///< In `code_`.
  std::vector<Operation> found_;
};

}  // namespace

std::vector<Operation> FindOperations(const std::vector<Token>& tokens) {
  return Finder(tokens).Run();
}

}  // namespace starkernel::fence
