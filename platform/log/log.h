#pragma once
// One line an event on the standard error: logfmt or JSON. Never personal data: patterns of paths, not paths; ids, not names;
// no query, no body, no text of a library that may quote values.
#include <concepts>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>

namespace alianza::log {

enum class Level : std::uint8_t { debug, info, warning, error, off };
enum class Format : std::uint8_t { logfmt, json };

struct Field {
  using Value = std::variant<std::string_view, std::int64_t, double, bool>;
  Field(std::string_view k, std::string_view v) : key(k), value(v) {}
  Field(std::string_view k, const char* v) : key(k), value(std::string_view(v)) {}
  Field(std::string_view k, const std::string& v) : key(k), value(std::string_view(v)) {}
  Field(std::string_view k, bool v) : key(k), value(v) {}
  Field(std::string_view k, double v) : key(k), value(v) {}
  Field(std::string_view k, std::integral auto v) : key(k), value(static_cast<std::int64_t>(v)) {}
  std::string_view key;
  Value value;
};
using FieldList = std::initializer_list<Field>;

void configure(Level level, Format format);
bool enabled(Level level);

/// `event` is a fixed short text: log::info("listening", {{"port", 8080}}). Where people look for it, so it does not change.
void write(Level level, std::string_view event, FieldList fields);
inline void debug(std::string_view event, FieldList fields = {}) { write(Level::debug, event, fields); }
inline void info(std::string_view event, FieldList fields = {}) { write(Level::info, event, fields); }
inline void warning(std::string_view event, FieldList fields = {}) { write(Level::warning, event, fields); }
inline void error(std::string_view event, FieldList fields = {}) { write(Level::error, event, fields); }

/// While it lives, lines of this thread carry this request id. `id` must outlive it.
class RequestScope {
 public:
  explicit RequestScope(std::string_view id);
  ~RequestScope();
  RequestScope(const RequestScope&) = delete;
  RequestScope& operator=(const RequestScope&) = delete;

 private:
  std::string_view before_;
};

/// The line without its end, as it would be written; for tests.
std::string format_line(Format format, std::string_view time, Level level, std::string_view event, FieldList fields);

/// The type of the exception being handled, and its text only when it is one of ours (Impossible): others may quote values.
std::string describe_current_exception();

}  // namespace alianza::log
