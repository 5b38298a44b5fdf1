#pragma once
// Safe: markup that our own templates made. There is no way from text to Safe.
#include <string>
#include <string_view>

namespace alianza::http {
class Url;
}

namespace alianza::html {

class Out;

class Safe {
 public:
  Safe() = default;
  /// What templates wrote into `out`.
  explicit Safe(Out&& out);
  std::string_view markup() const { return markup_; }
  bool empty() const { return markup_.empty(); }

 private:
  explicit Safe(std::string markup) : markup_(std::move(markup)) {}
  friend Safe drawn_before(std::string markup);
  friend Safe strong(std::string_view text);
  std::string markup_;
};

/// For the pieces that features hang into each other's pages (feature::Panel), which travel as strings. Whoever calls it vouches
/// that a template made them.
Safe drawn_before(std::string markup);
/// <strong>text</strong>, for an argument of a message: _("De {1} a {2}", strong(page.first), strong(page.last)).
Safe strong(std::string_view text);

}  // namespace alianza::html
