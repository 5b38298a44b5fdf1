#include "platform/html/tests/markup.h"

#include <algorithm>
#include <set>
#include <vector>

namespace alianza::html {
namespace {

constexpr std::string_view voids = " area br col hr img input link meta source wbr ";
bool is_void(std::string_view e) { return voids.find(" " + std::string(e) + " ") != std::string_view::npos; }
bool is_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == ':' || c == '_';
}

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  std::string run() {
    while (fault_.empty() && at_ < text_.size()) {
      if (text_.substr(at_).starts_with("<!doctype html>"))
        at_ += 15;
      else if (text_[at_] == '<')
        tag();
      else
        content();
    }
    if (fault_.empty() && !open_.empty()) fault_ = "not closed: " + open_.back();
    return fault_;
  }

 private:
  void fail(const std::string& what) {
    if (fault_.empty()) fault_ = what + " at: " + std::string(text_.substr(at_ < 40 ? 0 : at_ - 40, 80));
  }
  void entity() {
    const auto end = text_.find(';', at_);
    if (end == std::string_view::npos || end - at_ > 10)
      fail("bare &");
    else
      at_ = end;
  }
  void content() {
    if (text_[at_] == '&') entity();
    if (text_[at_] == '>') fail("bare >");
    ++at_;
  }
  std::string name() {
    const auto from = at_;
    while (at_ < text_.size() && is_name(text_[at_])) ++at_;
    return std::string(text_.substr(from, at_ - from));
  }
  void tag() {
    ++at_;
    if (at_ < text_.size() && text_[at_] == '/') {
      ++at_;
      const auto closing = name();
      if (open_.empty() || open_.back() != closing) return fail("closes nothing: " + closing);
      open_.pop_back();
      if (at_ >= text_.size() || text_[at_] != '>') return fail("end tag");
      ++at_;
      return;
    }
    const auto opened = name();
    if (opened.empty()) return fail("bare <");
    attributes(opened);
  }
  void attributes(const std::string& element) {
    std::set<std::string> names;
    while (fault_.empty()) {
      if (at_ >= text_.size()) return fail("tag without end");
      if (text_[at_] == '>' || text_.substr(at_).starts_with("/>")) break;
      if (text_[at_] != ' ') return fail("no space before attribute");
      while (at_ < text_.size() && text_[at_] == ' ') ++at_;
      const auto attribute = name();
      if (attribute.empty() || !names.insert(attribute).second) return fail("attribute " + attribute);
      if (at_ < text_.size() && text_[at_] == '=') value(attribute);
    }
    const bool self = text_[at_] == '/';
    at_ += self ? 2 : 1;
    if (!self && !is_void(element)) open_.push_back(element);
  }
  void value(const std::string& attribute) {
    ++at_;
    if (at_ >= text_.size() || text_[at_] != '"') return fail("unquoted " + attribute);
    const auto from = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') {
      if (text_[at_] == '<') return fail("< in " + attribute);
      if (text_[at_] == '&') entity();
      if (!fault_.empty()) return;
      ++at_;
    }
    const std::string given(text_.substr(from, at_ - from));
    ++at_;
    if (attribute == "id" && !ids_.insert(given).second) fail("id twice: " + given);
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<std::string> open_;
  std::set<std::string> ids_;
  std::string fault_;
};

}  // namespace

std::string first_fault(std::string_view markup) { return Reader(markup).run(); }

}  // namespace alianza::html
