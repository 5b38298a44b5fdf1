#pragma once
// Small readings of header values. Inside the room only.
#include <optional>
#include <string>
#include <string_view>

namespace alianza::http {

bool equals_ignoring_case(std::string_view a, std::string_view b);
/// Without spaces and tabs at the ends.
std::string_view strip(std::string_view text);
/// Takes the next piece up to `separator` off `rest`, stripped.
std::string_view next_piece(std::string_view& rest, char separator);
/// "multipart/form-data" of "multipart/form-data; boundary=x".
std::string_view media_type_of(std::string_view content_type);
/// A parameter of a header value (`name="field"`), quotes taken off; only these escapes are undone, as browsers write them in
/// multipart names: %22, %0D, %0A.
std::optional<std::string> parameter_of(std::string_view value, std::string_view name);
/// The weight of an item in a list like "gzip;q=0.8, br": -1 when it is not there (nor by "*").
double weight_in(std::string_view list, std::string_view item);

}  // namespace alianza::http
