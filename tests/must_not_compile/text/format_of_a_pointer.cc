#include "src/base/format.h"
#include "src/base/text_writer.h"

// expected-error@*:* {{this type cannot be formatted: give it a FormatValue function}}
// expected-error@*:* {{no matching conversion for functional-style cast from 'const int *const'}}

namespace starkernel {

inline void Value(TextWriter& writer, const int& number) { Format(writer, "{}", number); }
inline void Pointer(TextWriter& writer, const int& number) { Format(writer, "{}", &number); }

}  // namespace starkernel
