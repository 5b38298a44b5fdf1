#pragma once
// Routes, what stands around them, and the one place where a request becomes an answer. Knows no sockets: the server and
// TestClient use it alike.
//
// Order for a matched request: filters' `before` (in order of addition) - the form is read - policy - handler - filters' `after`
// (reverse order, always, for those whose `before` ran) - common headers. The first that gives an answer ends the way forward.
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "platform/http/request.h"
#include "platform/http/response.h"

namespace alianza::http {

/// Parses, calls one action, renders. A returned Error becomes the error page or problem+json, so TRY works in a handler;
/// a form that is drawn again with what was typed (422) is an ordinary Response. Handlers that always answer return Response.
using Handler = std::function<Result<Response>(Request&)>;

/// Who may come to a route. Made by the auth room; http asks `check` and shows `name` in the access matrix. A route whose
/// policy has no name or no check keeps the program from starting.
struct Policy {
  std::string name;
  std::function<std::optional<Response>(Request&)> check;
};

/// Where a handler runs. inline_: on the network thread, for reads that never wait; pool: on a worker thread.
enum class Run : std::uint8_t { inline_, pool };

/// For /openapi.json and the reference page.
struct ApiParameter {
  std::string name;
  Message summary;
  std::string schema = "string";
  bool required = false;
};
struct ApiDoc {
  Message summary;
  std::string tag;
  std::vector<ApiParameter> query;
  std::string request_schema;
  std::string response_schema;
  int success = 200;  // the status of an answer that did what was asked
};

struct Options {
  Run run = Run::pool;
  std::size_t body_limit = std::size_t{64} * 1024;
  ApiDoc doc;
};

struct Route {
  Method method = Method::get;
  std::string pattern;  // "/alliances/{alliance}/organizations/{organization}"; "/en" is never part of it
  Policy policy;
  Handler handler;
  Options options;
};

/// Before and after every matched route: session, CSRF, metrics.
struct Filter {
  std::string name;
  std::function<std::optional<Response>(Request&)> before;  // may be empty
  std::function<void(Request&, Response&)> after;           // may be empty
};

/// Draws an error as a page, or a piece for htmx. Clients that want JSON get problem+json (faults.h) without asking it.
using ErrorRenderer = std::function<Response(Request&, const Error&, int status)>;
/// A sentence in a language; i18n gives the real one. Without it messages stay Spanish.
using Translate = std::function<std::string(const Message&, Lang)>;

/// Where a request leads, found before its body is read.
struct Match {
  enum class Outcome : std::uint8_t { route, redirect, not_found, wrong_method, options };
  Outcome outcome = Outcome::not_found;
  const Route* route = nullptr;
  std::size_t body_limit = std::size_t{64} * 1024;
  std::string allow;  // for wrong_method and options
};

class Router {
 public:
  Router();
  ~Router();
  Router(Router&&) noexcept;
  Router& operator=(Router&&) noexcept;

  void add(Route route);
  void get(std::string pattern, Policy policy, Handler handler, Options options = {});
  void post(std::string pattern, Policy policy, Handler handler, Options options = {});
  void add_filter(Filter filter);
  void set_error_renderer(ErrorRenderer renderer);
  void set_translate(Translate translate);
  /// Cookies are marked Secure and HSTS is sent; the public address is https.
  void set_secure(bool secure);
  bool is_secure() const;

  /// What keeps the program from starting: routes without policy, patterns that are wrong, twice there or ambiguous (two that
  /// match one path and neither is the more precise). One sentence each, naming the route.
  std::vector<std::string> problems() const;
  /// In order of addition.
  const std::vector<Route>& routes() const;

  /// Finds the route, sets request.route and request.params. A HEAD request finds the GET route.
  Match match(Request& request) const;
  /// The whole answer; never throws. Headers of Response are complete but for those of the transport.
  Response answer(Request& request, const Match& match) const;
  /// An answer that no handler gave: too large, too busy.
  Response refuse(Request& request, const Error& error, int status) const;
  std::string translate(const Message& message, Lang lang) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace alianza::http
