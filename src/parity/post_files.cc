#include "src/parity/post_files.h"

#include <optional>
#include <span>
#include <string_view>

#include "src/base/error.h"
#include "src/base/panic.h"
#include "src/base/quantities.h"
#include "src/base/result.h"
#include "src/base/text_buffer.h"
#include "src/parity/escaped_text.h"
#include "src/parity/post_case.h"
#include "src/parity/post_reader.h"
#include "src/storage/file_access.h"
#include "src/storage/file_store.h"

namespace starkernel::parity {

using storage::FileAccess;
using storage::FileHandle;

Result<FileHandle> PostFiles::Open(std::string_view name, FileAccess access) {
  if (name == kBrokenName) {
    return Error::kDeviceFailure;
  }
  if (name == kEndName) {
    observer_.AtEnd();
  }
  const Result<FileHandle> file = store_.Open(name, access);
  if (file.ok() || file.error() != Error::kNotFound) {
    return file;
  }
  TRY(Bring(name));
  return store_.Open(name, access);
}

Result<void> PostFiles::Bring(std::string_view name) {
  if (name == kCaseName) {
    return Put(name, case_.source);
  }
  if (name == kEndName) {
    return Put(name, {});
  }
  const std::optional<std::string_view> escaped = FindPostFile(module_, name);
  if (!escaped.has_value()) {
    return {};
  }
  TextBuffer<1024> text;
  WriteUnescaped(*escaped, text);
  Require(!text.lost(), "a file of POST is too long");
  return Put(name, text.view());
}

Result<void> PostFiles::Put(std::string_view name, std::string_view text) {
  const FileHandle file = TRY(store_.Create(name, FileAccess::kWrite));
  TRY(store_.Write(file, ByteCount{0}, std::as_bytes(std::span<const char>(text))));
  return store_.Close(file);
}

}  // namespace starkernel::parity
