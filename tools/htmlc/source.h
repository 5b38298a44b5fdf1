#pragma once
// A template being read: characters with their position.
#include <string>
#include <string_view>

#include "tools/htmlc/problem.h"

namespace htmlc {

class Source {
 public:
  explicit Source(std::string_view text) : text_(text) {}

  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return at_end() ? '\0' : text_[at_]; }
  bool starts_with(std::string_view s) const { return text_.substr(at_).starts_with(s); }
  Position position() const { return here_; }

  char take() {
    const char c = text_[at_++];
    if (c == '\n') {
      ++here_.line;
      here_.column = 1;
    } else if ((static_cast<unsigned char>(c) & 0xC0) != 0x80) {
      ++here_.column;
    }
    return c;
  }
  /// Takes `s` when it comes next.
  bool take(std::string_view s) {
    if (!starts_with(s)) return false;
    for (std::size_t i = 0; i < s.size(); ++i) take();
    return true;
  }
  void skip_space() {
    while (!at_end() && is_space(peek())) take();
  }
  static bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f'; }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
  Position here_;
};

}  // namespace htmlc
