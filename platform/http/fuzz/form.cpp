// Bodies and queries as browsers write them: whatever comes, the fields are clean text.
#include <cstddef>
#include <cstdint>

#include "platform/base/text.h"
#include "platform/http/form.h"

using namespace alianza;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  http::Fields fields;
  (void)http::append_urlencoded(fields, {reinterpret_cast<const char*>(data), size});
  for (const auto& field : fields)
    if (!is_clean_text(field.name) || !is_clean_text(field.value)) __builtin_trap();
  return 0;
}
