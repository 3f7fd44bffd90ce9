// Like ../casts.cc: what the kernel does not do with the library's pointers and iterators, and what
// it does not claim.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <span>
#include <string_view>
#include <utility>

#include "src/base/interrupt_roles.h"
#include "src/base/role.h"
#include "src/base/thread_annotations.h"

extern "C" int made_up(int);  // planted: a function of another language, declared by hand

namespace starkernel {
namespace {

std::string_view Longer(const char* text, std::size_t length) {
  return {text, length};  // planted: a view made from a pointer or iterator and a length or end
}

std::string_view Endless(const char* text) {
  return text;  // planted: text of unknown length
}

char Beyond(std::span<const char> text) {
  return text.begin()[1];  // planted: an iterator that is moved or looked through by hand
}

char First(std::span<const char> text) {
  return *std::ranges::begin(text);  // planted: an iterator that is moved or looked through by hand
}

char Last(std::string_view text) {
  return *text.begin();  // planted: a pointer of the library that is looked through by hand
}

char Next(std::string_view text) {
  const auto* const place = std::next(text.begin());  // planted: a library function given a pointer
  return *place;
}

void Write(std::span<const char> text, std::span<char> target) {
  std::ranges::copy(text, target.begin());  // planted: a library function given an iterator
}

void WriteMany(std::array<char, 4>& to) {
  std::fill_n(to.begin(), 8, 'x');  // planted: a library function given a pointer
}

void CopyOut(std::string_view text, char* target) {
  text.copy(target, 4);  // planted: a library function given a pointer
}

void Pretend() SK_ASSERT_CAPABILITY(kInterruptsOff) {  // planted: a claim to hold a lock or role
}

int guarded SK_GUARDED_BY(kInterruptsOff) = 0;

int TakeByName() {
  const ScopedRole off(kInterruptsOff);  // planted: a role taken by its name
  return guarded;
}

// What is right: whole ranges, loops over them, distances, numbers read and written whole.
std::size_t Right(std::span<char> text, std::string_view name, char& character, int*& owner) {
  std::ranges::fill(text, 'x');
  std::size_t sum = std::string_view(&character, 1).size() + std::string_view("literal").size();
  for (const char one : text) {
    sum += one == 'x' ? 1 : 0;
  }
  for (const char one : name) {
    sum += one == 'x' ? 1 : 0;
  }
  sum += static_cast<std::size_t>(std::ranges::find(name, ' ') - name.begin());
  sum += static_cast<std::size_t>(std::ranges::find(text, ' ') - text.begin());
  sum += std::exchange(owner, nullptr) == nullptr ? 1 : 0;
  int number = 0;
  return sum + (std::from_chars(name.begin(), name.end(), number).ec == std::errc() ? 1 : 0);
}

}  // namespace

std::size_t UseLibrary(std::span<char> text, std::string_view name, char& character, int*& owner) {
  std::array<char, 4> four{};
  Write(text, text);
  WriteMany(four);
  CopyOut(name, &character);
  Pretend();
  character = Beyond(text);
  character = First(text);
  character = Last(Endless(name.data()));
  character = Next(Longer(name.data(), 2));
  return Right(text, name, character, owner) + static_cast<std::size_t>(TakeByName() + made_up(1));
}

}  // namespace starkernel
