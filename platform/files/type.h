#pragma once
// What a file is, told by its bytes. The list is closed: nothing else is kept (docs/decisions/0080).
#include <cstdint>
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace alianza::files {

enum class Type : std::uint8_t { pdf, docx, xlsx, pptx, odt, ods, png, jpeg, webp, text, csv, zip };
std::string_view to_text(Type type);
bool from_text(std::string_view text, Type& type);
std::string_view media_type(Type type);
std::string_view extension(Type type);  // "pdf"
Message label(Type type);               // «PDF», «Documento de Word»

/// What the sender says of it. Either may be empty.
struct Claim {
  std::string_view file_name;
  std::string_view media_type;
};

inline constexpr std::size_t most_bytes = std::size_t{25} * 1024 * 1024;

/// Errors, at the field `file`: empty, larger than most_bytes (too_large), of no type we take, with macros, or its name or its
/// declared type says something else. Archives (zip) are made by us and never taken.
Result<Type> recognise(std::string_view bytes, const Claim& claim);

/// For the `accept` of a file input: ".pdf,.docx,…"
std::string accepted_extensions();

}  // namespace alianza::files
