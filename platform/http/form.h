#pragma once
// Reading of bodies that browsers make from forms. Request::form() and the fuzzing programs use it.
#include <string_view>

#include "platform/base/result.h"
#include "platform/http/fields.h"

namespace alianza::http {

/// "a=1&b=dos" into fields. The error names the field whose value is not clean text.
Done append_urlencoded(Fields& fields, std::string_view text);
/// multipart/form-data with this boundary.
Result<Form> parse_multipart(std::string_view boundary, std::string_view body);
/// By media type; an empty form for a media type that is none of the two.
Result<Form> parse_form(std::string_view content_type, std::string_view body);
bool is_form(std::string_view content_type);

}  // namespace alianza::http
