// multipart/form-data: the first line is the content type, the rest the body.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "platform/base/text.h"
#include "platform/http/form.h"

using namespace alianza;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto line = text.find('\n');
  if (line == std::string_view::npos) return 0;
  const auto form = http::parse_form(text.substr(0, line), text.substr(line + 1));
  if (!form) return 0;
  for (const auto& field : *form)
    if (!is_clean_text(field.name) || !is_clean_text(field.value)) __builtin_trap();
  for (const auto& file : form->files())
    if (!is_clean_text(file.name) || file.name.find('/') != std::string::npos) __builtin_trap();
  return 0;
}
