#pragma once
// Where a page is written. Compiled templates call it; what they write is escaped for its place. Text of people becomes text or
// an attribute, never markup, and an address is a http::Url, so there is no way around the escaping but Safe (safe.h).
#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "platform/base/message.h"
#include "platform/base/money.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/html/safe.h"
#include "platform/html/words.h"
#include "platform/http/url.h"
#include "platform/i18n/i18n.h"

namespace alianza::html {

/// Appends with & < > escaped (and " in an attribute). Invalid UTF-8 and control characters are shown as U+FFFD.
void append_escaped_text(std::string& out, std::string_view text);
void append_escaped_attribute(std::string& out, std::string_view text);

/// A value that knows how to write itself in a language; the words of in_page.h make them.
template <class F>
struct InLanguage {
  F write;  // std::string(Lang)
};

/// The address of a page in another language than the reader's: the link «English».
struct UrlInLanguage {
  http::Url url;
  Lang lang;
};

/// The address of one of many things of a page: one more piece of path. `above` has no parameters.
struct UrlBelow {
  const http::Url& above;
  std::string_view piece;
};

class Out {
 public:
  explicit Out(Lang lang, std::size_t expected_size = std::size_t{12} * 1024) : lang_(lang) { text_.reserve(expected_size); }

  Lang lang() const { return lang_; }
  /// "es", for <html lang>.
  std::string_view lang_tag() const { return tag(lang_); }
  /// Where the token of {% csrf %} comes from; asked at most once, and only when the page has a form.
  void set_csrf_source(std::function<std::string()> source) { csrf_source_ = std::move(source); }
  std::string take() && { return std::move(text_); }
  const std::string& so_far() const { return text_; }

  // What compiled templates call.
  void raw(const char* literal, std::size_t size);
  template <class T>
  void text(const T& value) {
    show<Place::text>(value);
  }
  template <class T>
  void attr(const T& value) {
    show<Place::attribute>(value);
  }
  template <class T>
  void url(const T& value);
  template <class... A>
  void text_message(i18n::MessageId id, const A&... args) {
    fill<Place::text>(id.text(lang_), args...);
  }
  template <class... A>
  void attr_message(i18n::MessageId id, const A&... args) {
    fill<Place::attribute>(id.text(lang_), args...);
  }
  template <class... A>
  void text_plural(i18n::MessageId id, std::int64_t n, const A&... args) {
    plural<Place::text>(id.text(lang_, n), n, args...);
  }
  template <class... A>
  void attr_plural(i18n::MessageId id, std::int64_t n, const A&... args) {
    plural<Place::attribute>(id.text(lang_, n), n, args...);
  }
  /// An icon of the sprite (web/icons.txt), hidden from screen readers: a word stands beside it.
  void icon(std::string_view name);
  /// The hidden fields of a form: token and request key. A page with a form needs a token source (Impossible without one).
  void csrf();

 private:
  enum class Place : std::uint8_t { text, attribute };
  struct Arg {
    const void* value;
    void (*write)(Out&, const void*);
  };

  template <Place place>
  void escaped(std::string_view text) {
    if constexpr (place == Place::text)
      append_escaped_text(text_, text);
    else
      append_escaped_attribute(text_, text);
  }
  template <Place place, class T>
  void show(const T& value);
  template <Place place>
  void localized(const LocalizedText& value);
  template <Place place, class... A>
  void fill(std::string_view pattern, const A&... args);
  template <Place place, class... A>
  void plural(std::string_view pattern, std::int64_t n, const A&... args) {
    if constexpr (sizeof...(A) == 0)
      fill<place>(pattern, n);
    else
      fill<place>(pattern, args...);
  }
  void fill_places(std::string_view pattern, const Arg* args, std::size_t count, Place place);
  void whole_number(std::int64_t n);
  void message(const Message& message, Place place);
  void address(const http::Url& url, Lang lang);
  void address_below(const http::Url& above, std::string_view piece);

  Lang lang_;
  std::string text_;
  std::function<std::string()> csrf_source_;
  std::string csrf_token_;
};

/// The content that a page puts into a shell.
class Content {
 public:
  template <class F>
  explicit Content(const F& write) : write_(&write), call_([](const void* f) { (*static_cast<const F*>(f))(); }) {}
  void operator()() const { call_(write_); }

 private:
  const void* write_;
  void (*call_)(const void*);
};

/// `loop` of a template: index from 0, number from 1.
struct Loop {
  explicit Loop(std::size_t n) : size(n), last(n == 1) {}
  void next() {
    first = false;
    number = ++index + 1;
    last = number == size;
  }
  std::size_t size;
  std::size_t index = 0;
  std::size_t number = 1;
  bool first = true;
  bool last;
};

}  // namespace alianza::html

#include "platform/html/out_inline.h"
