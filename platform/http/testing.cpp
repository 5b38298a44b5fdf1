#include "platform/http/testing.h"

#include "platform/http/events.h"
#include "platform/http/header_value.h"
#include "platform/http/request_number.h"
#include "platform/http/request_parser.h"
#include "platform/http/url.h"

namespace alianza::http {
namespace {

std::string urlencoded(const Pairs& fields) {
  std::string out;
  for (const auto& [name, value] : fields) {
    if (!out.empty()) out += '&';
    append_percent_encoded(out, name);
    out += '=';
    append_percent_encoded(out, value);
  }
  return out;
}

std::string multipart(const Pairs& fields, const std::vector<TestFile>& files, const std::string& boundary) {
  std::string out;
  for (const auto& [name, value] : fields)
    out.append("--")
        .append(boundary)
        .append("\r\nContent-Disposition: form-data; name=\"")
        .append(name)
        .append("\"\r\n\r\n")
        .append(value)
        .append("\r\n");
  for (const auto& file : files) {
    out.append("--").append(boundary).append("\r\nContent-Disposition: form-data; name=\"").append(file.field);
    out.append("\"; filename=\"").append(file.name).append("\"\r\nContent-Type: ").append(file.type).append("\r\n\r\n");
    out.append(file.bytes).append("\r\n");
  }
  return out + "--" + boundary + "--\r\n";
}

/// The head goes through the real parser, so a test cannot send what the server would refuse.
void read(Request& request, Method method, std::string_view target, const Pairs& headers, std::string body) {
  static const Limits limits;
  std::string head = std::string(name(method)) + " " + std::string(target) + " HTTP/1.1\r\n";
  bool host = false;
  for (const auto& [key, value] : headers) {
    head.append(key).append(": ").append(value).append("\r\n");
    host = host || equals_ignoring_case(key, "Host");
  }
  if (!host) head += "Host: alianza.test\r\n";
  RequestParser parser(limits);
  parser.begin(request);
  const bool taken = parser.read_head(head + "\r\n") != 0;
  ENSURE(taken);
  request.body = std::move(body);
  request.request_id = new_request_number();
  request.client_address = "127.0.0.1";
  const bool clean = request.read_target().has_value();
  ENSURE(clean);
  request.read_preferences();
}

/// The value of an attribute inside one tag, with the few entities that escaping makes undone.
std::string attribute(std::string_view tag, std::string_view wanted) {
  const auto at = tag.find(" " + std::string(wanted) + "=\"");
  if (at == std::string_view::npos) return {};
  const auto begin = at + wanted.size() + 3;
  std::string out(tag.substr(begin, tag.find('"', begin) - begin));
  constexpr std::pair<std::string_view, std::string_view> entities[] = {
      {"&quot;", "\""}, {"&#39;", "'"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}};
  for (const auto& [entity, text] : entities)
    for (auto found = out.find(entity); found != std::string::npos; found = out.find(entity, found + 1))
      out.replace(found, entity.size(), text);
  return out;
}

bool names(const Pairs& fields, std::string_view wanted) {
  for (const auto& field : fields)
    if (field.first == wanted) return true;
  return false;
}

}  // namespace

std::unique_ptr<Request> make_request(Method method, std::string_view target, const Pairs& headers, std::string body) {
  auto request = std::make_unique<Request>();
  read(*request, method, target, headers, std::move(body));
  return request;
}

std::string TestAnswer::header(std::string_view wanted) const {
  for (const auto& header : headers)
    if (equals_ignoring_case(header.name, wanted)) return header.value;
  return {};
}

std::string hidden_field(std::string_view page, std::string_view wanted) {
  for (auto at = page.find("<input"); at != std::string_view::npos; at = page.find("<input", at + 1)) {
    const auto tag = page.substr(at, page.find('>', at) - at);
    if (attribute(tag, "name") == wanted) return attribute(tag, "value");
  }
  return {};
}

TestClient::TestClient(const Router& router) : router_(router) {
  const auto problems = router.problems();
  if (!problems.empty()) throw Impossible("routes: " + problems.front());
}

TestAnswer TestClient::send(Method method, std::string_view target, const Pairs& headers, std::string body) {
  Pairs all = headers;
  std::string jar;
  for (const auto& [name, value] : cookies_) jar.append(jar.empty() ? "" : "; ").append(name).append("=").append(value);
  if (!jar.empty()) all.emplace_back("Cookie", jar);
  Request request;
  read(request, method, target, all, std::move(body));
  request.client_address = client_address;
  const auto match = router_.match(request);
  auto response =
      request.body.size() > match.body_limit
          ? router_.refuse(request, {Fault::too_large, _("Lo que envía es más grande de lo que se admite aquí."), {}}, 413)
          : router_.answer(request, match);
  const bool stays_open = is_event_stream(response);
  TestAnswer answer{response.status, std::string(response.content()), std::move(response.headers)};
  if (response.chunks) {
    std::string piece;
    for (bool more = true; more; piece.clear()) {
      more = response.chunks(piece) && !stays_open;  // of what stays open, what there is now
      answer.body += piece;
    }
  }
  if (method == Method::head) answer.body.clear();
  for (const auto& header : answer.headers) {
    if (!equals_ignoring_case(header.name, "Set-Cookie")) continue;
    const auto equals = header.value.find('=');
    const auto end = header.value.find(';');
    const auto name = header.value.substr(0, equals);
    cookies_[name] = header.value.substr(equals + 1, end - equals - 1);
    if (header.value.find("; Max-Age=0") != std::string::npos) cookies_.erase(name);
  }
  if (answer.header("Content-Type").starts_with("text/html") && !answer.body.empty()) page_ = answer.body;
  return answer;
}

TestAnswer TestClient::get(std::string_view target, const Pairs& headers) { return send(Method::get, target, headers, {}); }

TestAnswer TestClient::submit(std::string_view target, Pairs fields, const std::vector<TestFile>& files) {
  for (const auto* hidden : {"_csrf", "_key"})
    if (auto value = hidden_field(page_, hidden); !value.empty() && !names(fields, hidden))
      fields.emplace_back(hidden, std::move(value));
  if (files.empty())
    return send(Method::post, target, {{"Content-Type", "application/x-www-form-urlencoded"}}, urlencoded(fields));
  const std::string boundary = "----alianza-test-boundary";
  return send(Method::post, target, {{"Content-Type", "multipart/form-data; boundary=" + boundary}},
              multipart(fields, files, boundary));
}

TestAnswer TestClient::submit_from(std::string_view page, std::string_view target, Pairs fields) {
  get(page);
  return submit(target, std::move(fields));
}

TestAnswer TestClient::json(Method method, std::string_view target, std::string body, const Pairs& headers) {
  Pairs all = headers;
  all.emplace_back("Accept", "application/json");
  if (!body.empty()) all.emplace_back("Content-Type", "application/json");
  if (!bearer_.empty()) all.emplace_back("Authorization", "Bearer " + bearer_);
  return send(method, target, all, std::move(body));
}

TestAnswer TestClient::follow(TestAnswer answer) {
  for (int i = 0; i < 10 && !answer.location().empty(); ++i) answer = get(answer.location());
  return answer;
}

}  // namespace alianza::http
