// A citizen subscribes on the portal, confirms behind the link of a letter, and leaves behind another. To open a link changes
// nothing; a button does. Mail programs may leave by one request without opening the page (RFC 8058).
#include "features/bulletins/actions_subscriptions.h"
#include "features/bulletins/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"

namespace alianza::bulletins {
namespace {

enum class Asked { no, yes };

views::SubscribePage subscribe_page(feature::Site& site, Request& request, Asked asked) {
  const auto open = demand(site.db.read([&](db::Tx& tx) { return portal::open(tx, request.param("slug")); }));
  const auto& a = open.alliance;
  const auto title = text(request, _("Recibir los boletines por correo"));
  views::SubscribePage page{.frame = portal::frame(request, open, title, "bulletins")};
  page.crumbs = {{{a.name.in(request.lang), portal::address(a)},
                  {text(request, _("Comunicados y boletines")), portal::address(a, "bulletins")}},
                 title};
  page.alliance = a.name;
  page.asked = asked == Asked::yes;
  page.form.action = Url("/p/{}/subscribe", a.slug);
  page.form.parts = {{.fields = {{.control = html::Control::email,
                                  .name = "email",
                                  .label = _("Su correo"),
                                  .hint = _("Solo para enviarle los boletines; nadie más lo ve. Puede dejarlos cuando quiera."),
                                  .autocomplete = "email"}}}};
  page.form.submit = _("Suscribirme");
  page.form.busy = _("Enviando…");
  return page;
}

Response subscribe_form(feature::Site& site, Request& request) {
  const auto asked = request.query.get("asked").empty() ? Asked::no : Asked::yes;
  return html::respond(request, subscribe_page(site, request, asked)).no_store();
}

Response subscribe_post(feature::Site& site, Request& request) {
  const auto open = demand(site.db.read([&](db::Tx& tx) { return portal::open(tx, request.param("slug")); }));
  const auto act = feature::act(request);
  const auto done = site.db.write([&](db::Tx& tx) {
    return subscribe(tx, act, open.alliance.id, request.form().get("email"), request.lang,
                     feature::address_in_letters(site.config));
  });
  if (done) return Response::redirect_see_other(Url("/p/{}/subscribe", open.alliance.slug).with("asked", "1").in(request.lang));
  return feature::redraw(request, done.error(), [&] { return subscribe_page(site, request, Asked::no); }).no_store();
}

// ---- Behind a link.

struct LinkPage {
  std::string_view purpose;
  Message title;
};

views::SubscriptionPage plain(const Request& request, const Message& title) {
  views::SubscriptionPage page{.shell = feature::public_shell(request, text(request, title))};
  page.title = title;
  return page;
}

/// Nobody keeps it and no search engine finds it: the address is the secret.
Response answer(Request& request, const views::SubscriptionPage& page, int status = 200) {
  return html::respond(request, page, status).no_store().with("X-Robots-Tag", "noindex");
}

std::optional<OpenedSubscription> opened(feature::Site& site, const auth::Link& link) {
  const auto found = site.db.read([&](db::Tx& tx) { return open_subscription(tx, link); });
  if (found) return *found;
  if (found.error().fault == Fault::gone) return std::nullopt;
  throw http::Abandon{found.error()};
}

void put_alliance(views::SubscriptionPage& page, const OpenedSubscription& at) {
  page.alliance = at.alliance.name;
  if (at.alliance.is_public) page.portal = Url("/p/{}/bulletins", at.alliance.slug);
}

Response confirm_page(feature::Site& site, Request& request) {
  const auto link = demand(auth::find_link(site.db, confirm_purpose, request.param("link"), request.client_address));
  const auto at = opened(site, link);
  auto page = plain(request, _("Confirmar la suscripción"));
  const auto now = demand(site.db.read([](db::Tx& tx) -> Result<Instant> { return tx.now(); }));
  if (at) put_alliance(page, *at);
  if (at && at->is_subscribed) {
    page.told = _("Su suscripción está confirmada. Recibirá por correo lo que se publique.");
  } else if (!at || link.state(now) != auth::LinkState::open) {
    page.told = _("Este enlace ya no sirve. Si quiere los boletines, suscríbase de nuevo en el portal.");
    return answer(request, page, 410);
  } else {
    page.asks = _("Confirme que esta dirección es suya y que quiere recibir los comunicados y boletines.");
    page.button = html::ButtonForm{.action = Url("/subscriptions/{}/confirm", request.param("link")),
                                   .words = _("Confirmar la suscripción"),
                                   .busy = _("Enviando…"),
                                   .classes = "btn btn-primary"};
  }
  return answer(request, page);
}

Response confirm_post(feature::Site& site, Request& request) {
  const auto link = demand(auth::find_link(site.db, confirm_purpose, request.param("link"), request.client_address));
  const auto act = feature::act(request);
  const auto done = site.db.write([&](db::Tx& tx) { return confirm(tx, act, link); });
  if (!done && done.error().fault != Fault::gone && done.error().fault != Fault::conflict) throw http::Abandon{done.error()};
  if (!done) return confirm_page(site, request);
  return Response::redirect_see_other(Url("/subscriptions/{}", request.param("link")).in(request.lang));
}

Response leave_page(feature::Site& site, Request& request) {
  const auto link = demand(auth::find_link(site.db, leave_purpose, request.param("link"), request.client_address));
  const auto at = opened(site, link);
  auto page = plain(request, _("Dejar de recibir los boletines"));
  if (!at) {
    page.told = _("Ya no recibirá los boletines; la dirección se borró.");
    return answer(request, page);
  }
  put_alliance(page, *at);
  page.asks = _("Ya no le enviaremos los comunicados y boletines, y borraremos su dirección.");
  page.button = html::ButtonForm{.action = Url("/leave/{}", request.param("link")),
                                 .words = _("Dejar de recibirlos"),
                                 .busy = _("Enviando…"),
                                 .classes = "btn btn-bad"};
  return answer(request, page);
}

Response leave_post(feature::Site& site, Request& request) {
  const auto link = demand(auth::find_link(site.db, leave_purpose, request.param("link"), request.client_address));
  const auto act = feature::act(request);
  demand(site.db.write([&](db::Tx& tx) { return leave(tx, act, link); }));
  // A mail program wants no redirection; a person gets the page that says so.
  return leave_page(site, request);
}

}  // namespace

void add_subscription_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::anyone());
  pages.form("/p/{slug}/subscribe", subscribe_form, subscribe_post);
  pages.get("/subscriptions/{link}", confirm_page);
  pages.post("/subscriptions/{link}/confirm", confirm_post);
  pages.form("/leave/{link}", leave_page, leave_post);
}

}  // namespace alianza::bulletins
