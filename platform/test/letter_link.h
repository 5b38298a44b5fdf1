#pragma once
#include <optional>
#include <string>
#include <string_view>

/// What tests read in a letter.
namespace alianza::test {

/// The first personal link in a letter to a page of that kind, as a path: letter_link(text, "invitations|adherences") is
/// "/en/invitations/<43 characters>". `pages` may name several, divided by a bar. Nothing when the letter has none.
std::optional<std::string> letter_link(const std::string& text, std::string_view pages);

}  // namespace alianza::test
