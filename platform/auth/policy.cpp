#include "platform/auth/policy.h"

namespace alianza::auth {
namespace {

using Answer = std::optional<http::Response>;

[[noreturn]] void stop(Fault fault, Message message) { throw http::Abandon{Error{fault, std::move(message), {}}}; }

// A page goes to the sign-in page and comes back to where it was; a form that was sent cannot be repeated, so it comes back home.
http::Response to_sign_in(const http::Request& request) {
  auto url = http::Url("/sign-in").in(request.lang);
  if (http::is_safe(request.method)) url = std::move(url).with("next", request.target);
  if (!request.htmx) return http::Response::redirect_see_other(url);
  // htmx would put the sign-in page into a piece of this one.
  return http::Response::text("", 401).with("HX-Redirect", url.text());
}

Answer to_new_password(const http::Request& request) {
  if (request.path == "/account/password" || request.path == "/sign-out") return std::nullopt;
  if (request.wants_json) stop(Fault::forbidden, _("Cambie primero su contraseña: se la puso otra persona."));
  return http::Response::redirect_see_other(http::Url("/account/password").in(request.lang));
}

Answer demand_someone(http::Request& request) {
  const auto& found = actor_of(request);
  if (!found) {
    if (request.wants_json) throw http::Abandon{Error::unauthenticated()};
    return to_sign_in(request);
  }
  return found->must_change_password ? to_new_password(request) : std::nullopt;
}

Answer demand_session(http::Request& request) {
  if (auto answer = demand_someone(request)) return answer;
  if (actor(request).via == Via::token)
    stop(Fault::forbidden, _("Esto lo hace una persona con su sesión, no una clave de acceso."));
  return std::nullopt;
}

void demand_scope(http::Request& request, const std::string& noun) {
  const auto& found = actor_of(request);
  const auto access = http::is_safe(request.method) ? Access::read : Access::write;
  if (!found || found->allows(noun, access)) return;
  stop(Fault::forbidden,
       _("A esta clave de acceso le falta el permiso {1}.").arg(noun + (access == Access::read ? ":read" : ":write")));
}

void demand_operator(http::Request& request) {
  if (!actor(request).server_operator) throw http::Abandon{Error::not_found()};
}

}  // namespace

http::Policy anyone() {
  return {"anyone", [](http::Request&) -> Answer { return std::nullopt; }};
}

http::Policy signed_in() { return {"signed_in", demand_session}; }

http::Policy operator_only() {
  return {"operator_only", [](http::Request& request) -> Answer {
            if (auto answer = demand_session(request)) return answer;
            demand_operator(request);
            return std::nullopt;
          }};
}

http::Policy operator_scope(const char* noun) {
  return {std::string("operator_scope:") + noun, [noun = std::string(noun)](http::Request& request) -> Answer {
            if (auto answer = demand_someone(request)) return answer;
            demand_operator(request);
            demand_scope(request, noun);
            return std::nullopt;
          }};
}

http::Policy scope(const char* noun) {
  return {std::string("scope:") + noun, [noun = std::string(noun)](http::Request& request) -> Answer {
            if (auto answer = demand_someone(request)) return answer;
            demand_scope(request, noun);
            return std::nullopt;
          }};
}

http::Policy anyone_scoped(const char* noun) {
  return {std::string("anyone_scoped:") + noun, [noun = std::string(noun)](http::Request& request) -> Answer {
            demand_scope(request, noun);
            return std::nullopt;
          }};
}

const MaybeActor& actor_of(const http::Request& request) {
  static const MaybeActor nobody;
  // Reading a slot changes nothing; http offers it only on a request that may be changed.
  const auto* found = const_cast<http::Request&>(request).get<MaybeActor>();  // NOLINT(cppcoreguidelines-pro-type-const-cast)
  return found == nullptr ? nobody : *found;
}

const Actor& actor(const http::Request& request) {
  const auto& found = actor_of(request);
  ENSURE(found);
  return *found;
}

}  // namespace alianza::auth
