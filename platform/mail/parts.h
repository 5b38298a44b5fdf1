#pragma once
// What a letter is made of. Text that goes into a header is of these types, so no header can be slipped in: a line break does not
// get past parse().
#include <string>
#include <string_view>

#include "platform/base/result.h"

namespace alianza::mail {

/// Text of one line for a header: a subject, a person's name. Valid UTF-8 without control characters, at most 300 characters; may
/// be empty.
class Line {
 public:
  Line() = default;
  static Result<Line> parse(std::string_view raw);
  const std::string& text() const { return text_; }
  auto operator<=>(const Line&) const = default;

 private:
  std::string text_;
};

/// An absolute http or https address of visible ASCII characters, at most 800, without the brackets that end it in a header.
class Link {
 public:
  static Result<Link> parse(std::string_view raw);
  const std::string& text() const { return text_; }
  bool is_https() const { return text_.starts_with("https://"); }
  auto operator<=>(const Link&) const = default;

 private:
  std::string text_;
};

}  // namespace alianza::mail
