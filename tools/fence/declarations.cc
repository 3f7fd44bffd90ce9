#include "tools/fence/declarations.h"

#include <cstddef>
#include <vector>

#include "tools/fence/token.h"

namespace starkernel::fence {
namespace {

class Splitter {
 public:
  explicit Splitter(const std::vector<Token>& tokens) : tokens_(tokens) {
    for (std::size_t index = 0; index < tokens.size(); ++index) {
      if (tokens.at(index).kind != TokenKind::kComment && !tokens.at(index).directive) {
        code_.push_back(index);
      }
    }
  }

  std::vector<Declaration> Run() {
    while (position_ < code_.size()) {
      Step();
    }
    Finish(position_);
    return declarations_;
  }

 private:
  enum class Scope : bool { kNamespace, kClass };

  [[nodiscard]] const Token& Code(std::size_t position) const {
    static const Token kNone;
    return position < code_.size() ? tokens_.at(code_.at(position)) : kNone;
  }

  void Step() {
    const Token& token = Code(position_);
    if (position_ == begin_ && IsAccess()) {
      position_ += 2;
      begin_ = position_;
      head_end_ = 0;
      return;
    }
    if (token.Is("(") || token.Is("[")) {
      Skip();
    } else if (token.Is(";")) {
      ++position_;
      Finish(position_);
    } else if (token.Is("{")) {
      OpenBrace();
    } else if (token.Is("}")) {
      Finish(position_);
      ++position_;
      begin_ = position_;
      after_ = position_;
      if (!scopes_.empty()) {
        scopes_.pop_back();
      }
    } else {
      ++position_;
    }
  }

  [[nodiscard]] bool IsAccess() const {
    const Token& token = Code(position_);
    return (token.Is("public") || token.Is("protected") || token.Is("private")) &&
           Code(position_ + 1).Is(":");
  }

  /// To behind the bracket that matches the current one.
  void Skip() {
    std::size_t depth = 0;
    for (; position_ < code_.size(); ++position_) {
      const Token& token = Code(position_);
      if (token.Is("(") || token.Is("[") || token.Is("{")) {
        ++depth;
      } else if (token.Is(")") || token.Is("]") || token.Is("}")) {
        --depth;
      }
      if (depth == 0) {
        ++position_;
        return;
      }
    }
  }

  void OpenBrace() {
    if (OpensScope()) {
      ++position_;
      Finish(position_);
      return;
    }
    if (head_end_ == 0) {
      head_end_ = position_;
    }
    Skip();
    const Token& next = Code(position_);
    const bool goes_on = next.kind == TokenKind::kPunctuation && !next.Is("}") && !next.Is("[") &&
                         !next.Is("~") && !next.Is("::") && position_ < code_.size();
    if (!goes_on) {
      Finish(position_);
    }
  }

  /// Whether the brace at hand opens a namespace, a linkage block or a class; pushes its scope.
  bool OpensScope() {
    std::size_t angles = 0;
    std::size_t brackets = 0;
    bool is_class = false;
    for (std::size_t at = begin_; at < position_; ++at) {
      const Token& token = Code(at);
      brackets += token.Is("[") ? 1 : 0;
      brackets -= token.Is("]") ? 1 : 0;
      if (brackets > 0) {
        continue;
      }
      if (token.Is("<")) {
        ++angles;
      } else if (token.Is(">") && angles > 0) {
        --angles;
      } else if (token.Is("namespace") ||
                 (token.Is("extern") && Code(at + 1).kind == TokenKind::kLiteral &&
                  at + 2 == position_)) {
        scopes_.push_back(Scope::kNamespace);
        return true;
      } else if (token.Is("enum") || (angles == 0 && token.Is("=")) || token.Is("concept")) {
        return false;
      } else if (angles == 0 && (token.Is("class") || token.Is("struct") || token.Is("union"))) {
        is_class = true;
      } else if (is_class && token.Is("(") && !Code(at - 1).Is("alignas") && !IsMacro(at - 1)) {
        return false;  // A function that returns a `struct T`.
      }
    }
    if (is_class) {
      scopes_.push_back(Scope::kClass);
    }
    return is_class;
  }

  /// Attributes of classes come as macros, written in capitals.
  [[nodiscard]] bool IsMacro(std::size_t at) const {
    for (const char character : Code(at).text) {
      if (character >= 'a' && character <= 'z') {
        return false;
      }
    }
    return true;
  }

  void Finish(std::size_t end) {
    if (end > begin_) {
      const std::size_t head_end = head_end_ == 0 ? end : head_end_;
      declarations_.push_back({
          .begin = code_.at(begin_),
          .head_end = code_.at(head_end - 1) + 1,
          .end = code_.at(end - 1) + 1,
          .after = after_ == 0 ? 0 : code_.at(after_ - 1) + 1,
          .member = !scopes_.empty() && scopes_.back() == Scope::kClass && !OpenedHere(end),
      });
    }
    begin_ = end;
    after_ = end;
    head_end_ = 0;
  }

  /// Whether the declaration is the head of a scope that has just been pushed.
  [[nodiscard]] bool OpenedHere(std::size_t end) const { return Code(end - 1).Is("{"); }

  const std::vector<Token>& tokens_;
  std::vector<std::size_t> code_;
  std::size_t position_ = 0;
  std::size_t begin_ = 0;
  std::size_t after_ = 0;
  std::size_t head_end_ = 0;
  std::vector<Scope> scopes_;
  std::vector<Declaration> declarations_;
};

}  // namespace

std::vector<Declaration> FindDeclarations(const std::vector<Token>& tokens) {
  return Splitter(tokens).Run();
}

}  // namespace starkernel::fence
