#include "tools/fence/check_file.h"

#include <gtest/gtest.h>

#include <cstddef>
#include <string>
#include <string_view>

#include "tools/fence/file_report.h"
#include "tools/fence/finding.h"
#include "tools/fence/unsafe_operation.h"

namespace starkernel::fence {
namespace {

/// The findings as "line: first words", one a line; the words up to the first closing bracket.
std::string Findings(const std::string& path, std::string_view source) {
  std::string text;
  for (const Finding& finding : CheckFile(path, source).findings) {
    const std::size_t end = finding.message.find(')');
    text += std::to_string(finding.line) + ": " + finding.message.substr(0, end) + "\n";
  }
  return text;
}

/// The only kind of unsafe operation in the source and how often it occurs, as "2 cast"; all
/// kinds if there are several, nothing if there are none.
std::string Kinds(std::string_view source) {
  const FileReport report = CheckFile("tools/x_unsafe.cc", source);
  std::string text;
  for (std::size_t kind = 0; kind < kKindCount; ++kind) {
    if (report.counts.at(kind) > 0) {
      text += text.empty() ? "" : ", ";
      text += std::to_string(report.counts.at(kind)) + " " + std::string(kKindNames.at(kind));
    }
  }
  return text;
}

TEST(CheckFileTest, OutsideTheFenceEveryUnsafeOperationIsFound) {
  EXPECT_EQ(Findings("src/a/b.cc", "int x;\nauto p = reinterpret_cast<int*>(x);\n"),
            "2: 'reinterpret_cast' (cast\n");
  EXPECT_EQ(Findings("src/a/b_test.cc", "void F() { int* p = new int; }"),
            "1: 'new' (allocation\n");
  EXPECT_EQ(Findings("src/a/b.h", "// SAFETY: none of it.\n#pragma clang diagnostic push\n"), "");
  EXPECT_EQ(Findings("src/a/b.h", "#pragma once\n#pragma GCC system_header\n"),
            "2: '#pragma GCC system_header' (pragma\n");
  EXPECT_EQ(Findings("src/a/b.cc", "#define BYTES(x) memcpy(x)\n"), "1: 'memcpy' (memory\n");
}

TEST(CheckFileTest, WhatIsNoCodeIsNotFound) {
  EXPECT_EQ(Findings("src/a/b.cc",
                     "// new volatile\nauto x = \"asm union\";\n#include <new>\n"
                     "auto y = R\"(delete)\";\n/* goto */\nB(const B&) = delete;\n"),
            "");
}

TEST(CheckFileTest, Casts) {
  EXPECT_EQ(Kinds("auto a = reinterpret_cast<A>(b); auto c = const_cast<A&>(b);"), "2 cast");
  EXPECT_EQ(Kinds("auto a = static_cast<const A*>(b);"), "1 cast");
  EXPECT_EQ(Kinds("auto a = static_cast<void (*)(int)>(b);"), "1 cast");
  EXPECT_EQ(Kinds("auto a = static_cast<Derived&>(b);"), "1 cast");
  EXPECT_EQ(Kinds("auto a = static_cast<A&&>(b) + static_cast<std::span<A*>>(b);"), "");
  EXPECT_EQ(Kinds("auto a = static_cast<std::size_t>(b * c) * static_cast<int>(d);"), "");
  EXPECT_EQ(Kinds("auto a = std::bit_cast<A*>(b);"), "1 cast");
  EXPECT_EQ(Kinds("auto a = std::bit_cast<std::uintptr_t>(b);"), "1 cast");
  EXPECT_EQ(Kinds("auto a = std::bit_cast<std::uint64_t>(&b);"), "1 cast");
  EXPECT_EQ(Kinds("auto a = __builtin_bit_cast(A*, b) + std::bit_cast<std::uint64_t>(b);"), "");
  EXPECT_EQ(Kinds("#define P(a, b) a##b\n"), "1 escape");
}

TEST(CheckFileTest, AssemblyAndVolatile) {
  EXPECT_EQ(Kinds("void F() { asm volatile(\"\"); __asm__ __volatile__(\"\"); }"), "2 asm");
  EXPECT_EQ(Kinds("volatile int a; void F(int volatile* b);"), "2 volatile");
}

TEST(CheckFileTest, Allocation) {
  EXPECT_EQ(Kinds("void F() { delete new A; delete[] new A[3]; }"), "4 allocation");
  EXPECT_EQ(Kinds("void* operator new(std::size_t); void operator delete(void*);"), "2 allocation");
  EXPECT_EQ(Kinds("void F() { ::new (a) A; new (std::nothrow) A; std::construct_at(a); }"),
            "3 placement");
  EXPECT_EQ(Kinds("A(const A&) = delete; A& operator=(const A&) =\n delete;"), "");
}

TEST(CheckFileTest, MemoryFunctions) {
  EXPECT_EQ(
      Kinds("void F() { std::memcpy(a, b, c); ::memset(a, 0, 1); __builtin_memmove(a, b, c); }"),
      "3 memory");
  EXPECT_EQ(Kinds("void F() { std::unique_ptr<char, decltype(&std::free)> a; return free(b); }"),
            "2 memory");
  EXPECT_EQ(Kinds("void F() { a = malloc(1); auto* f = strlen; auto b = __builtin_alloca(3); }"),
            "3 memory");
  EXPECT_EQ(Kinds("void F() { __builtin_memcpy_inline(a, b, 8); __builtin_char_memchr(a, b, c); }"),
            "2 memory");
  EXPECT_EQ(Kinds("bool F() { return __builtin_add_overflow(a, b, &c); }"), "");
}

TEST(CheckFileTest, AFreeBitmapIsNoMemoryFunction) {
  EXPECT_EQ(Kinds("void F() { Bitmap free(words); free.Set(1); a.free = 1; g(free, b); }"), "");
  EXPECT_EQ(Kinds("void F() { a.memcpy(b); c->strlen(); Own::memset(d); }"), "");
  EXPECT_EQ(Kinds("A(Bitmap free) : free_(free) {}"), "");
}

TEST(CheckFileTest, TheRest) {
  EXPECT_EQ(Kinds("union A { int b; float c; };"), "1 union");
  EXPECT_EQ(Kinds("void F() { goto a; setjmp(b); }"), "2 jump");
  EXPECT_EQ(Kinds("void F(...) { va_list a; va_start(a, b); }"), "2 variadic");
  EXPECT_EQ(
      Kinds("#pragma clang unsafe_buffer_usage begin\n#pragma clang unsafe_buffer_usage end\n"),
      "1 pragma");
  EXPECT_EQ(Kinds("[[clang::unsafe_buffer_usage]] void F(); _Pragma(\"x\")"), "2 pragma");
  EXPECT_EQ(Kinds("[[gsl::suppress(\"x\")]] void F() SK_NO_THREAD_SAFETY_ANALYSIS;"), "2 escape");
  EXPECT_EQ(
      Kinds("#define SK_NO_THREAD_SAFETY_ANALYSIS __attribute__((no_thread_safety_analysis))"), "");
  EXPECT_EQ(Kinds("void F() SK_SET_TYPESTATE(unconsumed); void G() SK_SET_TYPESTATE(consumed);"),
            "1 escape");
  EXPECT_EQ(Kinds("extern \"C\" void F(); extern \"C\" { void G(); } extern \"C\" void F() {}"),
            "2 foreign");
}

TEST(CheckFileTest, InTheFenceEachDeclarationIsExplained) {
  EXPECT_EQ(Findings("src/a_unsafe.cc",
                     "// SAFETY: fine.\nvoid F() { asm(\"\"); }\n"
                     "void G() {\n  // SAFETY: fine.\n  asm(\"\");\n  asm(\"\");\n}\n"),
            "");
  EXPECT_EQ(Findings("src/a_unsafe.cc",
                     "// SAFETY: fine.\nvoid F() { asm(\"\"); }\nvoid G() { asm(\"\"); }\n"),
            "3: 'asm' (asm\n");
  EXPECT_EQ(Findings("src/a_unsafe.cc", "void F() {\n  asm(\"\");\n  // SAFETY: too late.\n}\n"),
            "2: 'asm' (asm\n");
  EXPECT_EQ(Findings("src/a_unsafe.cc", "// SAFETY:\nvoid F() { asm(\"\"); }\n"),
            "2: 'asm' (asm\n");
  EXPECT_EQ(Findings("src/a_unsafe.cc", "// It has SAFETY: somewhere.\nvoid F() { asm(\"\"); }\n"),
            "2: 'asm' (asm\n");
}

TEST(CheckFileTest, MembersAreDeclarationsOfTheirOwn) {
  EXPECT_EQ(Findings("src/a_unsafe.cc",
                     "class A final : public B<int> {\n public:\n  // SAFETY: fine.\n"
                     "  void F() { asm(\"\"); }\n  void G() { asm(\"\"); }\n};\n"),
            "5: 'asm' (asm\n");
}

TEST(CheckFileTest, OneCommentMayStandForTheWholeFile) {
  EXPECT_EQ(Findings("src/a_unsafe.cc",
                     "// SAFETY, for the whole file: fine.\nvoid F() { asm(\"\"); }\n"
                     "void G() { asm(\"\"); }\n"),
            "");
  EXPECT_EQ(Findings("src/a_unsafe.cc",
                     "void F() { asm(\"\"); }\n// SAFETY, for the whole file: fine.\n"),
            "1: 'asm' (asm\n");
}

TEST(CheckFileTest, APragmaIsExplainedInFrontOrWithin) {
  EXPECT_EQ(Findings("src/a_unsafe.cc",
                     "#pragma clang unsafe_buffer_usage begin\n// SAFETY: fine.\nint a;\n"
                     "#pragma clang unsafe_buffer_usage end\n"),
            "");
  EXPECT_EQ(Findings("src/a_unsafe.cc",
                     "#pragma clang unsafe_buffer_usage begin\nint a;\n"
                     "#pragma clang unsafe_buffer_usage end\n// SAFETY: too late.\n"),
            "1: '#pragma clang unsafe_buffer_usage begin' (pragma\n");
}

TEST(CheckFileTest, EachRoutineOfAssemblyIsExplained) {
  constexpr std::string_view kRoutine = "        .type f, @function\nf:      ret\n";
  EXPECT_EQ(Findings("src/a.S", "// SAFETY: fine.\n" + std::string(kRoutine)), "");
  EXPECT_EQ(Findings("src/a.S", kRoutine), "1: routine f has no SAFETY: comment\n");
  EXPECT_EQ(Findings("src/a.S", "// SAFETY: fine.\n" + std::string(kRoutine) +
                                    "        .type g, @function\ng:      ret\n"),
            "4: routine g has no SAFETY: comment\n");
}

TEST(CheckFileTest, AFenceAroundNothingIsRefused) {
  EXPECT_EQ(Findings("src/a_unsafe.h", "int a;\n"),
            "1: holds nothing unsafe: name it without _unsafe\n");
}

TEST(CheckFileTest, OtherKindsOfFilesAreRefused) {
  EXPECT_TRUE(IsSource("src/a.cpp"));
  EXPECT_FALSE(IsSource("src/a.md"));
  EXPECT_NE(Findings("src/a.inc", "int a;\n"), "");
  EXPECT_NE(Findings("src/a.cc", "#include \"src/table.def\"\n"), "");
  EXPECT_NE(Findings("src/a.cc", "#include TABLE\n"), "");
  EXPECT_EQ(Findings("src/a.cc", "#include \"src/table.h\"\n#include <span>\n"), "");
}

TEST(CheckFileTest, OtherDirectivesAreRefused) {
  EXPECT_NE(Findings("src/a.cc", "# 1 \"a.cc\" 3\n"), "");
  EXPECT_NE(Findings("src/a.cc", "#line 1 \"a.h\"\n"), "");
  EXPECT_NE(Findings("src/a.cc", "#import \"src/table.h\"\n"), "");
  EXPECT_NE(Findings("src/a.cc", "#include_next <span>\n"), "");
  EXPECT_EQ(Findings("src/a.cc", "int a =\n#embed <font.pcf>\n;\n"), "");
  EXPECT_NE(Findings("src/a.cc", "int a =\n#embed <a> prefix(reinterpret_cast<int>(b),)\n;\n"), "");
  const std::string conditional = "#if A\n#define B(c) #c\n#else\n#undef B\n#endif\n";
  EXPECT_EQ(Findings("tools/a.cc", conditional), "");
  EXPECT_NE(Findings("src/a.cc", conditional), "") << "one side would be analysed by nobody";
  EXPECT_NE(Findings("src/a.h", "#ifdef A\n#endif\n"), "");
}

TEST(CheckFileTest, ASilencedAnalyserIsNamedAndCounted) {
  const FileReport named = CheckFile("src/a.cc", "int a;  // NOLINT(some-check): why\n");
  EXPECT_TRUE(named.findings.empty());
  EXPECT_EQ(named.counts.at(static_cast<std::size_t>(Kind::kEscape)), 1U);
  EXPECT_NE(Findings("src/a.cc", "int a;  // NOLINT\n"), "");
  EXPECT_NE(Findings("src/a.cc", "void F() SK_NO_THREAD_SAFETY_ANALYSIS;\n"), "");
  EXPECT_EQ(Findings("src/a.cc", "// SAFETY: fine.\nvoid F() SK_NO_THREAD_SAFETY_ANALYSIS;\n"), "");
}

TEST(CheckFileTest, ACallThatTheFenceTrustsIsExplainedAndCounted) {
  const std::string call = "void F() { hal::WriteCr3(root); }\n";
  EXPECT_NE(Findings("src/a.cc", call), "");
  EXPECT_NE(Findings("src/a.cc", "auto f = &MappedBytes<char>;\n"), "");
  const FileReport explained = CheckFile("src/a.cc", "// SAFETY: a root of ours.\n" + call);
  EXPECT_TRUE(explained.findings.empty());
  EXPECT_EQ(explained.counts.at(static_cast<std::size_t>(Kind::kDuty)), 1U);
  EXPECT_EQ(Findings("src/a_test.cc", call), "");
  EXPECT_EQ(CheckFile("src/a_test.cc", call).counts.at(static_cast<std::size_t>(Kind::kDuty)), 0U);
}

TEST(CheckFileTest, AnAssumptionIsAnEscape) {
  EXPECT_NE(Findings("src/a.cc", "void F(int a) { [[assume(a > 0)]]; }\n"), "");
  EXPECT_NE(Findings("src/a.cc", "void F(int a) { [[clang::assume(a > 0)]]; }\n"), "");
  EXPECT_EQ(Findings("src/a.cc", "void F(bool assume) { G(assume); }\n"), "");
}

TEST(CheckFileTest, LinesAreCountedWithAndWithoutComments) {
  const FileReport report =
      CheckFile("src/a_unsafe.cc", "// a\n\nasm(\n  \"\");  // b\n/* c\n*/\n");
  EXPECT_TRUE(report.fenced);
  EXPECT_EQ(report.lines, 6U);
  EXPECT_EQ(report.code_lines, 2U);
}

bool Complains(const std::string& declaration) {
  return !CheckFile("src/a.h", declaration).findings.empty();
}

bool ComplainsOfMember(const std::string& declaration) {
  return Complains("template <typename T = int>\nclass A : B {\n public:\n" + declaration + "\n};");
}

TEST(CheckFileTest, AMemberThatReturnsAViewSaysWhatItMustNotOutlive) {
  for (const std::string returned :
       {"std::span<int>", "std::string_view", "T&", "const T&", "T*", "Result<T*>",
        "std::optional<std::string_view>", "const A<T>&"}) {
    EXPECT_TRUE(ComplainsOfMember("[[nodiscard]] " + returned + " F() const;")) << returned;
    EXPECT_FALSE(
        ComplainsOfMember("[[nodiscard]] " + returned + " F() const [[clang::lifetimebound]];"))
        << returned;
    EXPECT_FALSE(ComplainsOfMember("static " + returned + " F(int a) { return b; }")) << returned;
  }
  EXPECT_TRUE(ComplainsOfMember("T& operator[](int a) { return b[a]; }"));
  EXPECT_TRUE(ComplainsOfMember("virtual T& F() = 0;"));
  EXPECT_TRUE(ComplainsOfMember("auto F() const -> T& { return a; }"));
  EXPECT_TRUE(ComplainsOfMember("operator std::span<int>() const;"));
  EXPECT_TRUE(ComplainsOfMember("T* operator()() const;"));
  EXPECT_TRUE(ComplainsOfMember("template <typename U>\n requires C<U>\n U& F();"));
}

TEST(CheckFileTest, WhatReturnsNoViewIsLeftAlone) {
  EXPECT_FALSE(ComplainsOfMember("int F(const T& a) const; A(T& a) : b(a) {} ~A();"));
  EXPECT_FALSE(ComplainsOfMember("T& a; std::span<int> b{}; T* c = F(d); int e[3];"));
  EXPECT_FALSE(ComplainsOfMember("A& operator=(const A&); A& operator=(A&&) = delete;"));
  EXPECT_FALSE(ComplainsOfMember("T& F() = delete; friend T& F(T& a);"));
  EXPECT_FALSE(ComplainsOfMember("using F = T& (*)(T&);"));
  EXPECT_FALSE(Complains("template <typename T>\nT& A<T>::F() { return a; }"));
}

TEST(CheckFileTest, AFunctionThatReturnsAViewOfAnArgumentSaysOfWhich) {
  EXPECT_TRUE(Complains("std::string_view F(std::span<const char> a);"));
  EXPECT_TRUE(Complains("inline T& F(T& a) { return a; }"));
  EXPECT_FALSE(Complains("inline T& F(T& a [[clang::lifetimebound]]) { return a; }"));
  EXPECT_FALSE(Complains("std::string_view NameOf(Kind kind);"));
}

TEST(CheckFileTest, OnlyHeadersOfTheKernelAreAskedForLifetimes) {
  EXPECT_TRUE(CheckFile("tools/a.h", "inline T& F(T& a) { return a; }").findings.empty());
  EXPECT_TRUE(CheckFile("src/a.cc", "T& F(T& a) { return a; }").findings.empty());
}

TEST(CheckFileTest, AnExceptionNamesItsReasonAndIsCounted) {
  const FileReport report = CheckFile(
      "src/a.h", "// Unbound (static storage): a table of constants.\nT& F(const T& a);\n");
  EXPECT_TRUE(report.findings.empty());
  EXPECT_EQ(report.counts.at(static_cast<std::size_t>(Kind::kUnbound)), 1U);
  EXPECT_TRUE(Complains("// Unbound (other owner): why\nT& F(T& a);\nT& G(T& a);\n"));
  EXPECT_FALSE(
      Complains("// Unbound, for the whole file (other owner): why\nT& F(T& a);\nT& G(T& a);\n"));
  EXPECT_TRUE(Complains("// Unbound (laziness): why\nT& F(T& a);\n"));
}

}  // namespace
}  // namespace starkernel::fence
