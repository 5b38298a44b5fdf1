// Who wants no more reminders and bulletins: the page with its button, and the one POST of a mail program (RFC 8058).
#include "features/letters/actions.h"
#include "features/letters/pages.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"
#include "platform/mail/unsubscribe.h"

namespace alianza::letters {
namespace {

using feature::demand;
using http::Request;
using http::Response;
using http::Url;

auth::Link link_of(feature::Site& site, const Request& request) {
  return demand(auth::find_link(site.db, mail::unsubscribe_purpose, request.param("link"), request.client_address));
}

/// Opening it changes nothing, as often as scanners of mail do.
Response show(feature::Site& site, Request& request) {
  const auto link = link_of(site, request);
  if (link.revoked_at) throw http::Abandon{{Fault::gone, _("Este enlace se retiró. Pida otro a quien se lo envió."), {}}};
  views::Unsubscribe page{.shell = feature::public_shell(request, i18n::text(request.lang, _("Recordatorios y boletines")))};
  page.address = link.address.text();
  page.stopped =
      demand(site.db.read([&](db::Tx& tx) -> Result<bool> { return mail::is_unsubscribed(tx, link.agency_id, link.address); }));
  page.stop.action = Url("/unsubscribe/{}", request.param("link"));
  page.stop.words = _("No quiero recibirlos");
  page.stop.busy = _("Un momento…");
  page.stop.classes = "btn btn-primary";
  page.again.action = Url("/unsubscribe/{}/undo", request.param("link"));
  page.again.words = _("Volver a recibirlos");
  page.again.busy = _("Un momento…");
  return html::respond(request, page).no_store().with("X-Robots-Tag", "noindex");
}

Response set(feature::Site& site, Request& request, Wish wish) {
  const auto link = link_of(site, request);
  const auto act = feature::act(request);
  demand(site.db.write([&](db::Tx& tx) { return set_subscription(tx, act, link, wish); }));
  return Response::redirect_see_other(Url("/unsubscribe/{}", request.param("link")).in(request.lang));
}

}  // namespace

void add_unsubscribe_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone(), "/unsubscribe/{link}");
  pages.get("", show);
  pages.post("", feature::given(set, Wish::no_more));
  pages.post("/undo", feature::given(set, Wish::again));
}

}  // namespace alianza::letters
