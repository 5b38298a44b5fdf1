// Seats of an organisation: who acts for it, whom a seat was offered; and the panel on the organisation's page.
#include "features/seats/pages.h"

#include "features/alliances/shell.h"
#include "features/seats/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/letter.h"
#include "platform/feature/perform.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::seats {
namespace {

using feature::demand;
using feature::views::ConfirmPage;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice sent(_("La carta con el acceso está en la cola.").key());
const feature::Notice sent_again(_("La carta con otro enlace está en la cola; el enlace anterior ya no sirve.").key());
const feature::Notice withdrawn(_("El enlace ya no sirve.").key());
const feature::Notice ended(_("El acceso terminó; la historia se conserva.").key());

/// What the address names.
struct At {
  AllianceId alliance;
  OrganizationId organization;
  explicit At(const Request& request)
      : alliance(demand(request.id<AllianceId>("alliance"))), organization(demand(request.id<OrganizationId>("organization"))) {}
  Url list() const { return Url("/alliances/{}/organizations/{}/seats", alliance, organization); }
};

bool may_end(const Book& book, auth::Role role) { return role == auth::Role::delegate ? book.may_delegate : book.may_offer; }

views::HolderRow row_of(const At& at, const Book& book, const Holder& h) {
  views::HolderRow row{h.name, h.email, auth::name_of(h.appointment.role), h.appointment.since, h.appointment.until, {}};
  // A last day that follows from something else may be brought forward.
  if ((!h.appointment.until || !h.appointment.ended_by) && may_end(book, h.appointment.role))
    row.end = Url("/alliances/{}/organizations/{}/seats/{}/end", at.alliance, at.organization, h.appointment.id);
  return row;
}

views::OfferRow row_of(const At& at, const Book& book, const Offer& o, const Zone& zone, Instant now) {
  views::OfferRow row{
      o.person_name, o.email.text(), auth::name_of(o.role), zone.civil_of(o.offered_at), o.expires_at <= now, {}, {}};
  if (!may_end(book, o.role)) return row;
  row.again =
      html::ButtonForm{.action = Url("/alliances/{}/organizations/{}/seats/offers/{}/again", at.alliance, at.organization, o.id),
                       .words = _("Enviar otra vez"),
                       .busy = _("Enviando…"),
                       .classes = "btn btn-sm"};
  row.withdraw = html::ButtonForm{
      .action = Url("/alliances/{}/organizations/{}/seats/offers/{}/withdraw", at.alliance, at.organization, o.id),
      .words = _("Retirar"),
      .busy = _("Retirando…"),
      .classes = "btn btn-sm"};
  return row;
}

html::Form offer_form(const At& at, const Book& book, Lang lang) {
  html::Form form{.action = at.list()};
  html::Field who{
      .control = html::Control::select, .name = "contact", .label = _("Persona"), .first_option = _("Elija a la persona")};
  for (const auto& c : book.contacts) who.options.push_back({c.affiliation.text(), c.name + " · " + c.email});
  html::Field role{.control = html::Control::radios,
                   .name = "role",
                   .label = _("Papel"),
                   .value = book.may_offer ? "representative" : "delegate"};
  if (book.may_offer)
    role.options.push_back({"representative", auth::name_of(auth::Role::representative), _("Habla por la organización.")});
  role.options.push_back({"delegate", auth::name_of(auth::Role::delegate), _("La representa cuando falta quien la representa.")});
  html::Field words{.control = html::Control::select,
                    .name = "lang",
                    .label = _("Idioma de la carta"),
                    .value = std::string(tag(lang)),
                    .options = {{"es", _("Español")}, {"en", _("Inglés")}},
                    .width = html::Width::mid};
  form.parts = {{.fields = {std::move(who), std::move(role), std::move(words)}}};
  form.submit = _("Enviar el acceso");
  form.busy = _("Enviando…");
  return form;
}

views::List list_page(feature::Site& site, Request& request) {
  const At at(request);
  return demand(site.db.read([&](db::Tx& tx) -> Result<views::List> {
    const auto found = TRY(book(tx, auth::actor_of(request), at.alliance, at.organization));
    const auto zone = Zone::parse(found.seen.at.alliance.zone).value_or(Zone());
    const auto title = text(request, _("Quién entra en su nombre"));
    views::List p{.shell = alliances::shell(site, tx, request, found.seen.at, title, "organizations")};
    p.crumbs = {{{text(request, _("Organizaciones")), Url("/alliances/{}/organizations", at.alliance)},
                 {found.seen.organization.profile.name, Url("/alliances/{}/organizations/{}", at.alliance, at.organization)}},
                title};
    for (const auto& h : found.present) p.present.push_back(row_of(at, found, h));
    for (const auto& h : found.past) p.past.push_back(row_of(at, found, h));
    for (const auto& o : found.offers) p.offers.push_back(row_of(at, found, o, zone, tx.now()));
    p.may_offer = found.may_delegate;
    p.has_contacts = !found.contacts.empty();
    if (found.seen.may_edit) p.contacts = Url("/alliances/{}/organizations/{}/contacts", at.alliance, at.organization);
    p.form = offer_form(at, found, Lang::es);
    return p;
  }));
}

Response list(feature::Site& site, Request& request) { return html::respond(request, list_page(site, request)); }

Response offer_post(feature::Site& site, Request& request) {
  const At at(request);
  auto act = feature::act(request);
  const auto back = sent.at(at.list()).in(request.lang);
  act.key->answer(303, back.text());
  const auto& form = request.form();
  const OfferInput input{form.get("contact"), form.get("role"), form.get("lang")};
  const auto origin = feature::address_in_letters(site.config);
  const auto done = site.db.write([&](db::Tx& tx) { return offer(tx, act, at.alliance, at.organization, input, origin); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return list_page(site, request); });
}

Response again_post(feature::Site& site, Request& request) {
  const At at(request);
  const auto id = demand(request.id<OfferId>("offer"));
  auto act = feature::act(request);
  const auto back = sent_again.at(at.list()).in(request.lang);
  act.key->answer(303, back.text());
  const auto origin = feature::address_in_letters(site.config);
  demand(site.db.write([&](db::Tx& tx) { return offer_again(tx, act, at.alliance, at.organization, id, origin); }));
  return Response::redirect_see_other(back);
}

Response withdraw_post(feature::Site& site, Request& request) {
  const At at(request);
  const auto id = demand(request.id<OfferId>("offer"));
  return feature::perform_button(site, request, withdrawn, at.list(), [&](db::Tx& tx, const feature::Act& act) {
    return withdraw(tx, act, at.alliance, at.organization, id);
  });
}

ConfirmPage end_page(feature::Site& site, Request& request) {
  const At at(request);
  const auto seat = demand(request.id<auth::AppointmentId>("seat"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<ConfirmPage> {
    const auto found = TRY(book(tx, auth::actor_of(request), at.alliance, at.organization));
    const auto row =
        std::find_if(found.present.begin(), found.present.end(), [&](const auto& h) { return h.appointment.id == seat; });
    if (row == found.present.end()) return fail(Error::not_found());
    if (!may_end(found, row->appointment.role)) return fail(Error::forbidden());
    ConfirmPage page;
    page.title = text(request, _("¿Terminar el acceso de {1}?").arg(row->name));
    page.shell = alliances::shell(site, tx, request, found.seen.at, page.title, "organizations");
    page.crumbs = {{{text(request, _("Quién entra en su nombre")), at.list()}}, page.title};
    page.consequences = {
        text(request, _("Ya no lee ni escribe en nombre de {1}. Conserva su cuenta, y la historia queda como fue.")
                          .arg(found.seen.organization.profile.name))};
    page.form.action = Url("/alliances/{}/organizations/{}/seats/{}/end", at.alliance, at.organization, seat);
    page.form.parts = {{.fields = {{.control = html::Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3}}}};
    page.form.submit = _("Terminar el acceso");
    page.form.weight = html::Weight::bad;
    page.form.cancel = at.list();
    return page;
  }));
}

Response end_form(feature::Site& site, Request& request) { return html::respond(request, end_page(site, request)); }
Response end_post(feature::Site& site, Request& request) {
  const At at(request);
  const auto seat = demand(request.id<auth::AppointmentId>("seat"));
  return feature::perform_form(
      site, request, ended, at.list(),
      [&](db::Tx& tx, const feature::Act& act) {
        return end(tx, act, at.alliance, at.organization, seat, request.form().get("reason"));
      },
      end_page);
}

/// For who may see who acts for the organisation; nothing for anybody else.
std::string panel(db::Tx& tx, const feature::PanelRequest& at) {
  const AllianceId alliance(at.alliance);
  const OrganizationId organization(at.subject);
  const auto found = book(tx, auth::actor_of(at.request), alliance, organization);
  if (!found) return {};
  views::Panel p;
  for (const auto& h : found->present)
    p.present.push_back({h.name, h.email, auth::name_of(h.appointment.role), h.appointment.since, h.appointment.until, {}});
  p.waiting = found->offers.size();
  p.url = Url("/alliances/{}/organizations/{}/seats", alliance, organization);
  return std::string(html::draw(at.request.lang, p).markup());
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/organizations/{organization}/seats");
  pages.form("", list, offer_post);
  pages.post("/offers/{offer}/again", again_post);
  pages.post("/offers/{offer}/withdraw", withdraw_post);
  pages.form("/{seat}/end", end_form, end_post);
  site.hang("organization", 5, panel);
}

}  // namespace alianza::seats
