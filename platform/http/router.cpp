#include "platform/http/router.h"

#include <fmt/format.h>

#include <chrono>
#include <deque>

#include "platform/http/faults.h"
#include "platform/http/finish.h"
#include "platform/http/form.h"
#include "platform/http/route_metrics.h"
#include "platform/http/route_tree.h"
#include "platform/log/log.h"

namespace alianza::http {
namespace {

std::string spanish(const Message& message, Lang) {
  std::string text = message.key();
  for (std::size_t i = 0; i < message.args().size(); ++i) {
    const auto hole = fmt::format("{{{}}}", i + 1);
    if (const auto at = text.find(hole); at != std::string::npos) text.replace(at, hole.size(), message.args()[i]);
  }
  return text;
}

Error our_fault() {
  return {Fault::unsure, _("Algo falló de nuestro lado. Si vuelve a pasar, díganos el número de esta solicitud."), {}};
}

/// Both match some path, segment by segment.
bool overlap(const std::vector<PatternPiece>& a, const std::vector<PatternPiece>& b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if (!a[i].is_parameter && !b[i].is_parameter && a[i].text != b[i].text) return false;
  return true;
}

/// Wherever b has a literal, a has one too.
bool as_precise(const std::vector<PatternPiece>& a, const std::vector<PatternPiece>& b) {
  for (std::size_t i = 0; i < a.size(); ++i)
    if (a[i].is_parameter && !b[i].is_parameter) return false;
  return true;
}

std::string title(const Route& route) { return fmt::format("{} {}", name(route.method), route.pattern); }

std::string_view raw_path(const Request& request) {
  const std::string_view target(request.target);
  auto path = target.substr(0, target.find('?'));
  if (request.lang == Lang::en) path.remove_prefix(3);
  return path.empty() ? "/" : path;
}

}  // namespace

struct Router::State {
  std::vector<Route> routes;
  std::vector<std::vector<PatternPiece>> pieces;  // of each route; empty when the pattern is wrong
  mutable std::deque<RouteMetrics> metrics;       // of each route
  std::vector<std::string> problems;
  std::vector<Filter> filters;
  RouteTree tree;
  ErrorRenderer renderer;
  Translate translate = spanish;
  bool secure = false;

  void check_against_others(std::size_t added);
  Response render(Request& request, const Error& error, int status) const;
  Response drawn(Request& request, const Error& error, int status) const;
  Response forward(Request& request, const Match& match, std::size_t& filters_run) const;
  Response unmatched(Request& request, const Match& match) const;
  template <class F>
  Response guarded(Request& request, F&& body) const;
};

Router::Router() : state_(std::make_unique<State>()) {}
Router::~Router() = default;
Router::Router(Router&&) noexcept = default;
Router& Router::operator=(Router&&) noexcept = default;

void Router::State::check_against_others(std::size_t added) {
  const auto& route = routes[added];
  for (std::size_t i = 0; i < added; ++i) {
    if (routes[i].method != route.method || !overlap(pieces[i], pieces[added])) continue;
    const bool older = as_precise(pieces[i], pieces[added]);
    const bool newer = as_precise(pieces[added], pieces[i]);
    if (older == newer)
      problems.push_back(fmt::format("{} and {} are {}", title(routes[i]), title(route), older ? "the same" : "ambiguous"));
  }
}

void Router::add(Route route) {
  auto& s = *state_;
  auto pieces = parse_pattern(route.pattern);
  if (!pieces) s.problems.push_back(title(route) + " has a pattern that cannot be read");
  if (route.policy.name.empty() || !route.policy.check) s.problems.push_back(title(route) + " declares no policy");
  if (!route.handler) s.problems.push_back(title(route) + " has no handler");
  s.metrics.emplace_back();
  s.routes.push_back(std::move(route));
  if (!pieces) return s.pieces.push_back({{"?", false}});
  s.pieces.push_back(*pieces);
  s.check_against_others(s.routes.size() - 1);
  s.tree.add(*pieces, s.routes.back().method, static_cast<int>(s.routes.size()) - 1);
}

void Router::get(std::string pattern, Policy policy, Handler handler, Options options) {
  add({Method::get, std::move(pattern), std::move(policy), std::move(handler), std::move(options)});
}
void Router::post(std::string pattern, Policy policy, Handler handler, Options options) {
  add({Method::post, std::move(pattern), std::move(policy), std::move(handler), std::move(options)});
}
void Router::add_filter(Filter filter) { state_->filters.push_back(std::move(filter)); }
void Router::set_error_renderer(ErrorRenderer renderer) { state_->renderer = std::move(renderer); }
void Router::set_translate(Translate translate) { state_->translate = std::move(translate); }
void Router::set_secure(bool secure) { state_->secure = secure; }
bool Router::is_secure() const { return state_->secure; }
std::vector<std::string> Router::problems() const { return state_->problems; }
const std::vector<Route>& Router::routes() const { return state_->routes; }
std::string Router::translate(const Message& message, Lang lang) const { return state_->translate(message, lang); }

Match Router::match(Request& request) const {
  const auto& s = *state_;
  const auto path = raw_path(request);
  Match match;
  std::vector<std::string> values;
  const auto* leaf = s.tree.find(path, values);
  if (leaf == nullptr) {
    const bool slash = path.size() > 1 && path.back() == '/';
    if (slash && s.tree.find(path.substr(0, path.size() - 1), values) != nullptr) match.outcome = Match::Outcome::redirect;
    return match;
  }
  if (request.lang == Lang::en && path == "/" && request.path == "/" && request.target.starts_with("/en/")) {
    match.outcome = Match::Outcome::redirect;  // /en/ is /en
    return match;
  }
  int index = leaf->route_by_method.at(static_cast<std::size_t>(request.method));
  if (index < 0 && request.method == Method::head) index = leaf->route_by_method[0];
  if (index < 0) {
    match.outcome = request.method == Method::options ? Match::Outcome::options : Match::Outcome::wrong_method;
    match.allow = leaf->allow();
    return match;
  }
  match.outcome = Match::Outcome::route;
  match.route = request.route = &s.routes[static_cast<std::size_t>(index)];
  match.body_limit = match.route->options.body_limit;
  auto value = values.begin();
  for (const auto& piece : s.pieces[static_cast<std::size_t>(index)])
    if (piece.is_parameter) request.params.emplace_back(piece.text, std::move(*value++));
  return match;
}

Response Router::State::render(Request& request, const Error& error, int status) const {
  auto response = drawn(request, error, status);
  // What is busy or waking is worth another try soon: a program waits that long, a person reads it in the sentence.
  if (status == status_of(Fault::unavailable)) return std::move(response).with("Retry-After", "5");
  return response;
}

Response Router::State::drawn(Request& request, const Error& error, int status) const {
  if (request.wants_json) return problem(request, error, status, translate);
  if (!renderer) return plain_error(request, error, status, translate);
  try {
    return renderer(request, error, status);
  } catch (...) {
    log::error("error page failed", {{"exception", log::describe_current_exception()}});
    return plain_error(request, error, status, translate);
  }
}

template <class F>
Response Router::State::guarded(Request& request, F&& body) const {
  try {
    return body();
  } catch (const Abandon& abandoned) {
    return render(request, abandoned.error, status_of(abandoned.error.fault));
  } catch (...) {
    log::error("request failed", {{"route", request.route != nullptr ? request.route->pattern : std::string("-")},
                                  {"exception", log::describe_current_exception()}});
    return render(request, our_fault(), 500);
  }
}

Response Router::State::forward(Request& request, const Match& match, std::size_t& filters_run) const {
  for (const auto& filter : filters) {
    ++filters_run;
    if (!filter.before) continue;
    if (auto answer = filter.before(request)) return std::move(*answer);
  }
  if (!request.body.empty()) request.form();
  if (auto answer = match.route->policy.check(request)) return std::move(*answer);
  auto result = match.route->handler(request);
  if (!result) return render(request, result.error(), status_of(result.error().fault));
  return std::move(*result);
}

Response Router::State::unmatched(Request& request, const Match& match) const {
  switch (match.outcome) {
    case Match::Outcome::redirect: {
      // The path only loses its slash: it begins with one / (an empty piece matches nothing), so it stays on this server.
      std::string to = request.target;
      to.erase(to.find('?') == std::string::npos ? to.size() - 1 : to.find('?') - 1, 1);
      Response response;
      response.status = 308;
      response.set("Location", to);
      return response;
    }
    case Match::Outcome::options: return Response::no_content().with("Allow", match.allow);
    case Match::Outcome::wrong_method: {
      auto response = render(request, {Fault::invalid, _("Esta dirección no admite ese método."), {}}, 405);
      return std::move(response).with("Allow", match.allow);
    }
    default: return render(request, Error::not_found(), 404);
  }
}

Response Router::answer(Request& request, const Match& match) const {
  const auto& s = *state_;
  const log::RequestScope scope(request.request_id);
  const auto begin = std::chrono::steady_clock::now();
  std::size_t filters_run = 0;
  auto response = s.guarded(
      request, [&] { return match.route == nullptr ? s.unmatched(request, match) : s.forward(request, match, filters_run); });
  for (std::size_t i = filters_run; i-- > 0;) {
    if (!s.filters[i].after) continue;
    try {
      s.filters[i].after(request, response);
    } catch (...) {
      log::error("filter failed", {{"filter", s.filters[i].name}, {"exception", log::describe_current_exception()}});
      response = s.render(request, our_fault(), 500);
    }
  }
  finish(request, response, s.secure ? Secure::yes : Secure::no);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
  auto* metrics = match.route == nullptr ? nullptr : &s.metrics[static_cast<std::size_t>(match.route - s.routes.data())];
  note_answer(metrics, request, response.status, took.count());
  return response;
}

Response Router::refuse(Request& request, const Error& error, int status) const {
  const log::RequestScope scope(request.request_id);
  auto response = state_->render(request, error, status);
  finish(request, response, state_->secure ? Secure::yes : Secure::no);
  note_answer(nullptr, request, status, 0);
  return response;
}

}  // namespace alianza::http
