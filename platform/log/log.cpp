#include "platform/log/log.h"

#include <cxxabi.h>
#include <fmt/format.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>
#include <cstdlib>
#include <memory>

#include "platform/base/result.h"
#include "platform/base/time.h"

namespace alianza::log {
namespace {

std::atomic<Level> least{Level::info};
std::atomic<Format> format{Format::logfmt};
thread_local std::string_view request_id;

spdlog::logger& sink() {
  // The line is made here; spdlog only hands it to the standard error, whole, from any thread.
  static const auto logger = [] {
    auto made = std::make_shared<spdlog::logger>("alianza", std::make_shared<spdlog::sinks::stderr_sink_mt>());
    made->set_pattern("%v");
    made->set_level(spdlog::level::trace);
    made->flush_on(spdlog::level::trace);
    return made;
  }();
  return *logger;
}

constexpr std::string_view level_name(Level level) {
  switch (level) {
    case Level::debug: return "debug";
    case Level::info: return "info";
    case Level::warning: return "warning";
    case Level::error: return "error";
    case Level::off: break;
  }
  return "off";
}

void append_quoted(std::string& out, std::string_view text) {
  out += '"';
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

bool is_plain(std::string_view text) {
  if (text.empty()) return false;
  for (const char c : text)
    if (static_cast<unsigned char>(c) <= ' ' || c == '"' || c == '=' || c == '\\' || c == 0x7f) return false;
  return true;
}

void append_field(std::string& out, Format how, std::string_view key, const Field::Value& value) {
  if (how == Format::json) {
    if (out.size() > 1) out += ',';
    append_quoted(out, key);
    out += ':';
  } else {
    if (!out.empty()) out += ' ';
    out.append(key).append("=");
  }
  if (const auto* text = std::get_if<std::string_view>(&value)) {
    if (how == Format::logfmt && is_plain(*text))
      out += *text;
    else
      append_quoted(out, *text);
  } else if (const auto* number = std::get_if<std::int64_t>(&value)) {
    out += fmt::format("{}", *number);
  } else if (const auto* real = std::get_if<double>(&value)) {
    out += fmt::format("{:.6g}", *real);
  } else {
    out += std::get<bool>(value) ? "true" : "false";
  }
}

}  // namespace

void configure(Level level, Format how) {
  least = level;
  format = how;
}

bool enabled(Level level) { return level >= least.load(std::memory_order_relaxed); }

std::string format_line(Format how, std::string_view time, Level level, std::string_view event, FieldList fields) {
  std::string out = how == Format::json ? "{" : "";
  append_field(out, how, "time", time);
  append_field(out, how, "level", level_name(level));
  append_field(out, how, "event", event);
  if (!request_id.empty()) append_field(out, how, "request", request_id);
  for (const auto& field : fields) append_field(out, how, field.key, field.value);
  if (how == Format::json) out += '}';
  return out;
}

void write(Level level, std::string_view event, FieldList fields) {
  if (!enabled(level)) return;
  sink().log(spdlog::level::info, format_line(format, system_clock().now().text(), level, event, fields));
}

RequestScope::RequestScope(std::string_view id) : before_(request_id) { request_id = id; }
RequestScope::~RequestScope() { request_id = before_; }

std::string describe_current_exception() {
  const auto* type = abi::__cxa_current_exception_type();
  if (type == nullptr) return "none";
  int status = 0;
  const std::unique_ptr<char, void (*)(void*)> readable(abi::__cxa_demangle(type->name(), nullptr, nullptr, &status), std::free);
  std::string text = readable ? readable.get() : type->name();
  try {
    throw;
  } catch (const Impossible& impossible) {
    return text + ": " + impossible.what();
  } catch (...) {
    return text;
  }
}

}  // namespace alianza::log
