// Like ../casts.cc: what the kernel does not do with the library's pointers and iterators, and what
// it does not claim.
#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>
#include <iterator>
#include <memory>
#include <ranges>
#include <span>
#include <string_view>
#include <tuple>
#include <utility>

#include "src/base/interrupt_roles.h"
#include "src/base/result.h"
#include "src/base/role.h"
#include "src/base/thread_annotations.h"

extern "C" int made_up(int);  // planted: a function of another language, declared by hand

namespace starkernel {

int Nowhere();  // planted: a declaration of what another source has

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

char Look(const char* place) { return *place; }

char Next(std::string_view text) {
  return Look(std::next(text.begin()));  // planted: a library function given a pointer
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

char Kept(std::array<char, 4>& items) {
  const char* const end = items.end();  // planted: a pointer of the library that is kept
  return *end;
}

char Found(std::array<char, 4>& items) {
  return *std::ranges::find(  // planted: a pointer of the library that is looked through by hand
      items, 'x');
}

char Viewed(std::array<char, 4>& items, std::size_t place) {
  return std::views::all(items)[place];  // planted: an index that the library does not check
}

char Owned(std::size_t place) {
  const std::unique_ptr<char[]> items;
  return items[place];  // planted: an index that the library does not check
}

Result<int> Try() { return 1; }

void Overwritten(std::span<const char*> names) {
  std::ranges::fill(std::as_writable_bytes(names),  // planted: the bytes of more than numbers
                    std::byte{1});
}

void Dropped() {
  static_cast<void>(Try());  // planted: a Result that is dropped
  std::ignore = Try();       // planted: a Result that is dropped
}

int* AddressOfGuarded() {
  return &guarded;  // planted: the address of guarded data
}

class SK_SCOPED_CAPABILITY Pretence {  // planted: a class that claims to lock
 public:
  explicit Pretence(const Role& role) SK_ACQUIRE(role) {  // planted: a function that claims to lock
    static_cast<void>(role);
  }
  Pretence(const Pretence&) = delete;
  Pretence& operator=(const Pretence&) = delete;
  ~Pretence() SK_RELEASE() {}  // planted: a function that claims to lock
};

int NextOne(std::span<const int> items) {
  for (int first =
           items.begin()[9];  // planted: an iterator that is moved or looked through by hand
       const int item : items) {
    first += item;
    return first;
  }
  return 0;
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
  character = Kept(four);
  character = Found(four);
  character = Viewed(four, 9);
  character = Owned(9);
  Dropped();
  Overwritten({});
  static_cast<void>(AddressOfGuarded());
  const Pretence off(kInterruptsOff);
  static_cast<void>(NextOne({}));
  return Right(text, name, character, owner) +
         static_cast<std::size_t>(TakeByName() + made_up(Nowhere()));
}

}  // namespace starkernel
