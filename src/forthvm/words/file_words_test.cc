#include "src/forthvm/words/file_words.h"

#include <array>
#include <string>
#include <string_view>

#include "gtest/gtest.h"
#include "src/base/error.h"
#include "src/forthvm/vm_harness.h"

namespace starkernel::forthvm {
namespace {

class FileWordsTest : public testing::Test {
 protected:
  FileWordsTest() {
    Define(": NAME S\" a.txt\" ;");
    Define("VARIABLE FILE");
    Define(": OPEN ( fam -- ior ) NAME ROT OPEN-FILE SWAP FILE ! ;");
    Define(": CREATED ( fam -- ior ) NAME ROT CREATE-FILE SWAP FILE ! ;");
  }
  void Define(std::string_view line) { EXPECT_EQ(vm_.Answer(line), "ok"); }
  void Expect(std::string_view line, std::string_view answer) {
    EXPECT_EQ(vm_.Answer(line), answer) << line;
  }
  storage::ModelFileStore& store() { return vm_.host().store; }

  VmHarness vm_;
};

TEST_F(FileWordsTest, FilesAreMadeOpenedAndClosed) {
  Expect("R/O OPEN . FILE @ .", "-38 0 ok");
  Expect("R/W CREATED . FILE @ 0= .", "0 0 ok");
  EXPECT_EQ(store().Text("a.txt"), "");
  Expect("FILE @ CLOSE-FILE . FILE @ CLOSE-FILE .", "0 -62 ok");
  EXPECT_EQ(store().OpenCount(), 0U);
  store().Put("a.txt", "hello");
  Expect("R/O BIN OPEN . FILE @ FILE-SIZE . D.", "0 0 5 ok");
  Expect("FILE @ FILE-POSITION . D.", "0 0 ok");
  Expect("W/O BIN CREATED . FILE @ FILE-SIZE . D.", "0 0 0 ok");
  Expect("NAME 3 OPEN-FILE . . NAME 8 CREATE-FILE . .", "-69 0 -63 0 ok");
  Expect("S\" \" R/O OPEN-FILE . . S\" ../a\" R/W CREATE-FILE . .", "-69 0 -63 0 ok");
}

TEST_F(FileWordsTest, ACodeThatIsThrownNamesFileAndReason) {
  Expect(": T R/O OPEN THROW ; T", "? no such file: a.txt, not found (THROW -38)");
  Expect(": T S\" x/..\" R/O OPEN-FILE THROW ; T",
         "redefined T \n? OPEN-FILE failed: x/.., invalid argument (THROW -69)");
  Expect(": C CLOSE-FILE THROW ; 77 C",
         "? CLOSE-FILE failed: no open file has the number 77 (THROW -62)");
  Expect("-38 THROW", "? no such file (THROW -38)");
}

TEST_F(FileWordsTest, PositionAndSize) {
  store().Put("a.txt", "hello");
  Expect("R/W OPEN .", "0 ok");
  Expect("5. FILE @ REPOSITION-FILE . FILE @ FILE-POSITION . D.", "0 0 5 ok");
  Expect("6. FILE @ REPOSITION-FILE . FILE @ FILE-POSITION . D.", "-36 0 5 ok");
  Expect("0 1 FILE @ REPOSITION-FILE .", "-36 ok");
  Expect("3. FILE @ RESIZE-FILE . FILE @ FILE-POSITION . D.", "0 0 3 ok");
  EXPECT_EQ(store().Text("a.txt"), "hel");
  Expect("4. FILE @ RESIZE-FILE . FILE @ FILE-POSITION . D.", "0 0 3 ok");
  EXPECT_EQ(store().Text("a.txt"), std::string("hel\0", 4));
  Expect("0 1 FILE @ RESIZE-FILE . -1 0 FILE @ RESIZE-FILE .", "-74 -74 ok");
  Expect("R/O OPEN . 0. FILE @ RESIZE-FILE .", "0 -74 ok");
  Expect("FILE @ FLUSH-FILE .", "0 ok");
}

TEST_F(FileWordsTest, AWrongNumberIsRefusedByEachWord) {
  for (const std::string number : {"0", "-1", "1", "33", "9223372036854775807"}) {
    Expect(number + " FILE-SIZE . D. " + number + " FILE-POSITION . D.", "-66 0 -65 0 ok");
    Expect("0. " + number + " REPOSITION-FILE . 0. " + number + " RESIZE-FILE .", "-73 -74 ok");
    Expect(number + " FLUSH-FILE . " + number + " CLOSE-FILE .", "-68 -62 ok");
  }
}

TEST_F(FileWordsTest, FilesAreDeletedAndRenamed) {
  store().Put("a.txt", "one");
  store().Put("b.txt", "two");
  Expect("NAME FILE-STATUS . . S\" c\" FILE-STATUS . .", "0 2 -38 0 ok");
  Expect("NAME S\" b.txt\" RENAME-FILE .", "-72 ok");
  Expect("NAME S\" c\" RENAME-FILE . NAME S\" d\" RENAME-FILE .", "0 -38 ok");
  EXPECT_EQ(store().Text("c"), "one");
  Expect("S\" c\" DELETE-FILE . S\" c\" DELETE-FILE . S\" \" DELETE-FILE .", "0 -38 -64 ok");
  EXPECT_FALSE(store().Text("c").has_value());
  Expect("0 10 DELETE-FILE",
         "? invalid memory address: 0x0 (10 bytes) in DELETE-FILE, valid are 0x1000 to 0xfffff "
         "(THROW -9)");
  Expect("NAME 0 10 RENAME-FILE",
         "? invalid memory address: 0x0 (10 bytes) in RENAME-FILE, valid are 0x1000 to 0xfffff "
         "(THROW -9)");
  Expect("0 10 R/O OPEN-FILE",
         "? invalid memory address: 0x0 (10 bytes) in OPEN-FILE, valid are 0x1000 to 0xfffff "
         "(THROW -9)");
}

TEST_F(FileWordsTest, AFailingMediumIsACodeOfItsOwn) {
  Expect("R/W CREATED .", "0 ok");
  store().FailWith(Error::kDeviceFailure);
  Expect("R/O OPEN . R/O CREATED .", "-37 -37 ok");
  store().FailWith({});
  Expect("R/W CREATED .", "0 ok");
  store().FailWith(Error::kDeviceFailure);
  Expect("FILE @ FILE-SIZE . D. FILE @ FLUSH-FILE . 0. FILE @ RESIZE-FILE .", "-37 0 -37 -37 ok");
  Expect("NAME DELETE-FILE . NAME NAME RENAME-FILE . NAME FILE-STATUS . .", "-37 -37 -37 0 ok");
  Expect("FILE @ CLOSE-FILE . FILE @ CLOSE-FILE .", "-37 -62 ok");
  store().FailWith(Error::kOutOfMemory);
  Expect("R/W CREATED .", "-63 ok");
}

TEST_F(FileWordsTest, ThereIsALimitToOpenFiles) {
  Expect("R/W CREATED . : FILL 31 0 DO R/O OPEN THROW LOOP ; FILL R/O OPEN .",
         "0 redefined FILL -69 ok");
  EXPECT_EQ(store().OpenCount(), 32U);
  vm_.host().TypeLine("BYE");
  vm_.Go();
  EXPECT_EQ(store().OpenCount(), 0U);
}

TEST(FileWords, FilesAreClosedWithTheVm) {
  ScriptedHost host;
  const auto arrays = std::make_unique<VmArrays>();
  std::vector<std::byte> envelope(MiB(1).value());
  {
    Result<Vm> vm = Vm::Create(StorageIn(*arrays, envelope), host, {});
    host.TypeLine("S\" a\" R/W CREATE-FILE");
    EXPECT_EQ(vm.value().Run(Reductions(100'000)), RunOutcome::kWaitingForInput);
    EXPECT_EQ(host.store.OpenCount(), 1U);
  }
  EXPECT_EQ(host.store.OpenCount(), 0U);
}

TEST(FileWords, NamesMayBeginWithTheFolderItself) {
  VmHarness vm({.files = {{"a.fs", "7 .\n"}}});
  constexpr auto kExchanges = std::to_array<Exchange>({
      {"S\" ./b\" R/W CREATE-FILE NIP . S\" b\" FILE-STATUS NIP .", "0 0 ok"},
      {"S\" b\" S\" ././c\" RENAME-FILE . S\" ./c\" DELETE-FILE .", "0 0 ok"},
      {"INCLUDE ./a.fs REQUIRE a.fs REQUIRE ./a.fs", "7 ok"},
      {"S\" ./../a\" R/O OPEN-FILE NIP . S\" ./\" R/O OPEN-FILE NIP .", "-69 -69 ok"},
  });
  ExpectAnswers(vm, kExchanges);
}

}  // namespace
}  // namespace starkernel::forthvm
