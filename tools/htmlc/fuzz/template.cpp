// Any bytes: the parser refuses or understands, and never fails otherwise.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "tools/htmlc/emit.h"
#include "tools/htmlc/parser.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const std::string header = "<!-- page organizations::List from features/organizations/views.h -->\n";
  for (const auto& text : {std::string(bytes), header + std::string(bytes)}) {
    try {
      const auto page = htmlc::parse_template(text);
      (void)htmlc::emit_cpp(page, "fuzz.html");
    } catch (const htmlc::Refused&) {
      continue;
    }
  }
  return 0;
}
