#include "platform/http/request.h"

#include <array>

#include "platform/base/text.h"
#include "platform/http/form.h"
#include "platform/http/header_value.h"

namespace alianza::http {
namespace {

constexpr std::array<std::string_view, 7> method_names = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"};

bool has_dot_segment(std::string_view path) {
  while (!path.empty()) {
    path.remove_prefix(1);
    const auto end = path.find('/');
    const auto piece = path.substr(0, end);
    if (piece == "." || piece == "..") return true;
    path = end == std::string_view::npos ? std::string_view() : path.substr(end);
  }
  return false;
}

Error bad_address() { return Error::invalid(_("La dirección está mal escrita.")); }

}  // namespace

std::string_view name(Method method) { return method_names.at(static_cast<std::size_t>(method)); }

std::optional<Method> method_from(std::string_view text) {
  for (std::size_t i = 0; i < method_names.size(); ++i)
    if (method_names[i] == text) return static_cast<Method>(i);
  return std::nullopt;
}

std::string_view RequestHeaders::get(std::string_view name) const {
  for (const auto& header : list_)
    if (equals_ignoring_case(header.name, name)) return header.value;
  return {};
}

bool RequestHeaders::has(std::string_view name) const {
  for (const auto& header : list_)
    if (equals_ignoring_case(header.name, name)) return true;
  return false;
}

const std::string& Request::param(std::string_view wanted) const {
  for (const auto& [key, value] : params)
    if (key == wanted) return value;
  throw Impossible("the pattern of this route has no such parameter");
}

const Form& Request::form() {
  if (!form_) {
    auto parsed = parse_form(headers.get("Content-Type"), body);
    if (!parsed) throw Abandon{std::move(parsed).error()};
    form_ = std::move(*parsed);
  }
  return *form_;
}

std::optional<std::string_view> Request::cookie(std::string_view wanted) const {
  for (const auto& header : headers) {
    if (!equals_ignoring_case(header.name, "Cookie")) continue;
    auto rest = header.value;
    while (!rest.empty()) {
      const auto pair = next_piece(rest, ';');
      const auto equals = pair.find('=');
      if (equals != std::string_view::npos && pair.substr(0, equals) == wanted) return pair.substr(equals + 1);
    }
  }
  return std::nullopt;
}

std::string_view Request::bearer_token() const {
  const auto value = headers.get("Authorization");
  return equals_ignoring_case(value.substr(0, 7), "Bearer ") ? strip(value.substr(7)) : std::string_view();
}

std::string_view Request::idempotency_key() {
  const auto header = headers.get("Idempotency-Key");
  return !header.empty() ? header : std::string_view(form().get("_key"));
}

Url Request::here() const {
  Url url;
  std::string_view piece(target);
  piece = piece.substr(0, piece.find('?'));
  if (lang == Lang::en) piece.remove_prefix(3);
  url.path_ = piece.empty() ? "/" : piece;
  for (const auto& field : query) url.add(field.name, field.value);
  url.lang_ = lang;
  return url;
}

bool Request::accepts_encoding(std::string_view coding) const { return weight_in(headers.get("Accept-Encoding"), coding) > 0; }

void Request::reset() {
  method = Method::get;
  lang = Lang::es;
  for (auto* text : {&target, &path, &host, &client_address, &request_id, &head}) text->clear();
  query.clear();
  headers.clear();
  params.clear();
  if (body.capacity() > std::size_t{64} * 1024) std::string().swap(body);
  body.clear();
  through_proxy = wants_json = htmx = false;
  route = nullptr;
  form_.reset();
  slots_.clear();
}

Done Request::read_target() {
  std::string_view rest(target);
  const auto mark = rest.find('?');
  auto raw_path = rest.substr(0, mark);
  const auto raw_query = mark == std::string_view::npos ? std::string_view() : rest.substr(mark + 1);
  if (raw_path.empty() || raw_path[0] != '/' || rest.find('#') != std::string_view::npos) return fail(bad_address());
  if (raw_path == "/en" || raw_path.starts_with("/en/")) {
    lang = Lang::en;
    raw_path.remove_prefix(3);
  }
  path.clear();
  if (raw_path.empty()) path = "/";
  if (!append_percent_decoded(path, raw_path, Plus::is_plus) || !is_clean_text(path) || has_dot_segment(path))
    return fail(bad_address());
  return append_urlencoded(query, raw_query);
}

void Request::read_preferences() {
  htmx = headers.has("HX-Request");
  if (path.starts_with("/api/")) {
    wants_json = true;
    return;
  }
  const auto accept = headers.get("Accept");
  if (accept.find("json") == std::string_view::npos) return;
  const double json = std::max(weight_in(accept, "application/json"), weight_in(accept, "application/problem+json"));
  wants_json = json > weight_in(accept, "text/html");
}

}  // namespace alianza::http
