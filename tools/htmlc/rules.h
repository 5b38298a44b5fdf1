#pragma once
// What the compiler knows of HTML: which elements exist, how they nest, what an attribute may hold.
#include <string_view>

namespace htmlc {

bool is_void(std::string_view element);  // br, img, input…
bool is_known_html(std::string_view element);
bool is_known_svg(std::string_view element);
bool is_refused(std::string_view element);  // iframe, object, style…
/// Space beside its tags means nothing.
bool is_block(std::string_view element);
/// Would close an open <p>.
bool closes_paragraph(std::string_view element);
/// May not stand inside one of its own kind (a, button, form, label).
bool is_exclusive(std::string_view element);

bool is_boolean(std::string_view attribute);
bool is_address(std::string_view attribute);     // takes a Url only
bool is_for_people(std::string_view attribute);  // title, alt, aria-label…
/// Why this attribute is refused; empty when it is not.
std::string_view refusal(std::string_view attribute);

/// Has letters of any script, entities not counted.
bool has_letters(std::string_view text);

}  // namespace htmlc
