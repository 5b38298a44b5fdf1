#include "platform/feature/confirmed.h"

#include "platform/auth/confirmation.h"

namespace alianza::feature {

std::optional<http::Response> confirm_first(const Site& site, const http::Request& request, const http::Url& page) {
  const auto& actor = auth::actor_of(request);
  if (!actor || demand(site.db.read([&](db::Tx& tx) { return Result<bool>(auth::is_confirmed(tx, *actor)); })))
    return std::nullopt;
  const auto back = page.in(request.lang).text();
  return http::Response::redirect_see_other(http::Url("/account/confirm").with("next", back).in(request.lang));
}

}  // namespace alianza::feature
