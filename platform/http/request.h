#pragma once
// One request, already checked: clean UTF-8 in path, query and form, no NUL, one language. It lives while it is answered and
// is neither copied nor moved (headers are views into `head`). Tests make one with testing.h.
#include <any>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "platform/base/result.h"
#include "platform/http/fields.h"
#include "platform/http/url.h"

namespace alianza::http {

struct Route;
struct Cookie;

enum class Method : std::uint8_t { get, head, post, put, patch, delete_, options };
/// "GET"
std::string_view name(Method method);
std::optional<Method> method_from(std::string_view name);
/// GET, HEAD and OPTIONS change nothing.
constexpr bool is_safe(Method m) { return m == Method::get || m == Method::head || m == Method::options; }

/// Header fields of a request: views, names compared without case.
class RequestHeaders {
 public:
  struct Header {
    std::string_view name;
    std::string_view value;
  };
  /// The first of that name; empty when absent.
  std::string_view get(std::string_view name) const;
  bool has(std::string_view name) const;
  void add(std::string_view name, std::string_view value) { list_.push_back({name, value}); }
  void clear() { list_.clear(); }
  auto begin() const { return list_.begin(); }
  auto end() const { return list_.end(); }

 private:
  std::vector<Header> list_;
};

/// Thrown to abandon the request with an expected error, where a Result cannot pass (a form that cannot be read).
/// The router catches it once and answers as for a returned Error.
struct Abandon {
  Error error;
};

struct Request {
  Request() = default;
  Request(const Request&) = delete;
  Request& operator=(const Request&) = delete;

  Method method = Method::get;
  std::string target;    // as it came, for example "/en/organizations?q=agua"
  std::string path;      // decoded, without /en: "/organizations"
  Lang lang = Lang::es;  // /en says English; no prefix is Spanish
  Query query;
  RequestHeaders headers;
  std::string body;
  std::string host;            // as the client named us: "alianza.example:8080"
  std::string client_address;  // the nearest address that is not one of our proxies
  bool through_proxy = false;  // a proxy stood between: the peer is not the client
  std::string request_id;
  bool wants_json = false;       // under /api/, or Accept prefers JSON to HTML
  bool htmx = false;             // htmx asks for a piece of a page
  const Route* route = nullptr;  // set before filters, policy and handler run

  /// A piece of the path that the pattern names: "/alliances/{alliance}" gives param("alliance"). Decoded, clean, not empty.
  /// A name the pattern does not have is a mistake of ours (Impossible).
  const std::string& param(std::string_view name) const;
  /// The same as an Id; not_found when it is no id. `auto id = TRY(request.id<AllianceId>("alliance"));`
  template <class IdType>
  Result<IdType> id(std::string_view name) const {
    const auto parsed = IdType::parse(param(name));
    if (!parsed) return fail(Error::not_found());
    return *parsed;
  }

  /// The form in the body (urlencoded or multipart); empty for other bodies. Read on first use. Throws Abandon with the name of
  /// the field when it holds NUL or invalid UTF-8; the router reads every form before the handler, so handlers never see that.
  const Form& form();

  /// First cookie of that name.
  std::optional<std::string_view> cookie(std::string_view name) const;
  /// The token of "Authorization: Bearer ..."; empty when absent.
  std::string_view bearer_token() const;
  /// The header Idempotency-Key or the form field `_key`; empty when absent.
  std::string_view idempotency_key();
  /// This page's own address with its query, to change one parameter of it: here().set("page", key).
  Url here() const;
  /// Does the client accept this content coding ("gzip", "br")?
  bool accepts_encoding(std::string_view coding) const;

  /// What filters leave for handlers, found by type: the actor, the session. One value per type.
  template <class T>
  T& set(T value) {
    for (auto& slot : slots_)
      if (auto* found = std::any_cast<T>(&slot)) return *found = std::move(value);
    return *std::any_cast<T>(&slots_.emplace_back(std::move(value)));
  }
  template <class T>
  T* get() {
    for (auto& slot : slots_)
      if (auto* found = std::any_cast<T>(&slot)) return found;
    return nullptr;
  }

  // For the server, the router and testing.h.
  std::string head;  // the raw head that `headers` look into
  std::vector<std::pair<std::string_view, std::string>> params;
  void reset();
  /// Reads `target` into path, lang, query; the error says what is wrong with it (400).
  Done read_target();
  /// Fills what follows from the headers: wants_json, htmx.
  void read_preferences();

 private:
  std::optional<Form> form_;
  std::vector<std::any> slots_;
};

}  // namespace alianza::http
