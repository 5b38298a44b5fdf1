// What an agency does about personal data: its notice, and those who ask for theirs in writing.
#include "features/agencies/actions.h"
#include "features/privacy/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/confirmed.h"
#include "platform/feature/routes.h"

namespace alianza::privacy {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice notice_published("El aviso quedó publicado. A quien entre se le pedirá leerlo una vez.");
const feature::Notice person_erased("Los datos de la persona quedaron borrados.");

AgencyId agency_of(const Request& request) { return demand(request.id<AgencyId>("agency")); }
Url page_of(AgencyId id) { return Url("/agencies/{}/privacy", id); }

Book book_of(feature::Site& site, const Request& request) {
  return demand(site.db.read([&](db::Tx& tx) { return book(tx, auth::actor_of(request), agency_of(request)); }));
}

feature::views::Crumbs crumbs_of(const Request& request, const Book& at, const std::string& here) {
  const auto id = agency_of(request);
  feature::views::Crumbs crumbs{{{at.agency.in(request.lang), Url("/agencies/{}", id)}}, here};
  const auto top = text(request, _("Datos personales"));
  if (here != top) crumbs.above.push_back({top, page_of(id)});
  return crumbs;
}

Response show_book(feature::Site& site, Request& request) {
  const auto id = agency_of(request);
  const auto at = book_of(site, request);
  const auto title = text(request, _("Datos personales"));
  views::BookPage page{.shell = feature::shell(request, title), .crumbs = crumbs_of(request, at, title)};
  page.notice = Url("/privacy/{}", id);
  for (const auto& n : at.notices)
    page.versions.push_back({n.version, n.published_at ? std::optional(Zone().civil_of(*n.published_at)) : std::nullopt, n.body});
  for (const auto& q : at.requests)
    page.requests.push_back({Zone().civil_of(q.asked_at),
                             q.kind == Kind::erasure ? _("Se borraron los datos") : _("Se entregó una copia"), q.reason, q.gone,
                             q.kept});
  if (at.may_publish) page.publish = Url("/agencies/{}/privacy/notice", id);
  if (at.may_keep_requests) page.arco = Url("/agencies/{}/privacy/arco", id);
  if (at.may_hand_over) page.person = Url("/agencies/{}/privacy/person", id);
  return html::respond(request, page);
}

FormPage form_page(Request& request, const Book& at, const std::string& title, Url action) {
  FormPage page;
  page.title = title;
  page.shell = feature::shell(request, title);
  page.crumbs = crumbs_of(request, at, title);
  page.form.action = std::move(action);
  page.form.cancel = page_of(agency_of(request));
  return page;
}

FormPage notice_form(feature::Site& site, Request& request) {
  const auto id = agency_of(request);
  const auto at = book_of(site, request);
  if (!at.may_publish) throw http::Abandon{Error::forbidden()};
  const auto present = demand(site.db.read([&](db::Tx& tx) { return notice_of(tx, id); }));
  auto page = form_page(request, at, text(request, _("Publicar otra versión del aviso")), Url("/agencies/{}/privacy/notice", id));
  page.intro = text(request, _("Quien ya lo aceptó lo leerá de nuevo una vez. Las versiones anteriores se conservan."));
  page.form.parts = {
      {.fields = {{.control = Control::text_area,
                   .name = "body_es",
                   .label = _("Texto en español"),
                   .hint = _("Diga quién es responsable, para qué, qué derechos hay, cuánto tiempo y dónde están los datos."),
                   .value = present.body.es,
                   .rows = 16},
                  {.control = Control::text_area,
                   .name = "body_en",
                   .label = _("Texto en inglés"),
                   .value = present.body.en,
                   .need = html::Need::optional,
                   .rows = 12}}}};
  page.form.submit = _("Publicar el aviso");
  page.form.busy = _("Publicando…");
  return page;
}

Response show_notice_form(feature::Site& site, Request& request) { return html::respond(request, notice_form(site, request)); }

Response publish_post(feature::Site& site, Request& request) {
  const auto id = agency_of(request);
  const NoticeInput input{request.form().get("body_es"), request.form().get("body_en")};
  auto act = feature::act(request);
  act.key->answer(303, page_of(id).text());
  const auto done = site.db.write([&](db::Tx& tx) { return publish(tx, act, id, input); });
  if (done) return Response::redirect_see_other(notice_published.at(page_of(id)).in(request.lang));
  return feature::redraw(request, done.error(), [&] { return notice_form(site, request); });
}

FormPage person_form(feature::Site& site, Request& request) {
  const auto at = book_of(site, request);
  if (!at.may_hand_over) throw http::Abandon{Error::forbidden()};
  auto page = form_page(request, at, text(request, _("Buscar los datos de una persona")),
                        Url("/agencies/{}/privacy/person", agency_of(request)));
  page.intro = text(request, _("Para quien pidió por escrito una copia de sus datos o que se borren. Compruebe antes quién es."));
  page.form.parts = {
      {.fields = {{.control = Control::email, .name = "email", .label = _("Correo de la persona"), .autocomplete = "off"}}}};
  page.form.submit = _("Ver qué se guarda");
  page.form.busy = _("Buscando…");
  return page;
}

Response show_person_form(feature::Site& site, Request& request) {
  if (auto first = feature::confirm_first(site, request, request.here())) return std::move(*first);
  return html::respond(request, person_form(site, request));
}

html::Form reasoned(Url action, const std::string& email, Message submit) {
  html::Form form{.action = std::move(action)};
  form.parts = {{.fields = {{.control = Control::text_area,
                             .name = "reason",
                             .label = _("Por qué"),
                             .hint = _("Por ejemplo, la fecha y el número de la solicitud. Sin nombres: queda guardado."),
                             .rows = 2}}}};
  form.hidden = {{"email", email}};
  form.submit = std::move(submit);
  form.busy = _("Enviando…");
  return form;
}

views::PersonPage person_page(feature::Site& site, Request& request) {
  const auto id = agency_of(request);
  const auto at = book_of(site, request);
  const auto email = request.form().get("email");
  const auto told = demand(site.db.read([&](db::Tx& tx) { return look(site, tx, feature::act(request), {id, email, {}}); }));
  const auto title = text(request, _("Lo que se guarda de la persona"));
  views::PersonPage page{.shell = feature::shell(request, title), .crumbs = crumbs_of(request, at, title), .email = email};
  page.sections = sections_of(told.rows);
  page.hand_over = reasoned(Url("/agencies/{}/privacy/person/export", id), email, _("Descargar una copia para entregarla"));
  page.hand_over.weight = html::Weight::plain;
  if (!at.may_erase) return page;
  page.erase = reasoned(Url("/agencies/{}/privacy/person/erase", id), email, _("Borrar los datos de la persona"));
  page.erase->weight = html::Weight::bad;
  page.erase->field("reason").id_prefix = "erase-";
  return page;
}

Response look_post(feature::Site& site, Request& request) {
  const Wish wish{agency_of(request), request.form().get("email"), {}};
  const auto found = site.db.read([&](db::Tx& tx) { return look(site, tx, feature::act(request), wish); });
  if (!found) return feature::redraw(request, found.error(), [&] { return person_form(site, request); });
  return html::respond(request, person_page(site, request)).no_store();
}

/// The page again with what was wrong at the form that was sent; without a person to show, the form that asks for one.
Response again(feature::Site& site, Request& request, const Error& error, html::Form& (*form)(views::PersonPage&)) {
  if (error.fault != Fault::invalid && error.fault != Fault::conflict) throw http::Abandon{error};
  for (const auto& field : error.fields)
    if (field.field == "email") return feature::redraw(request, error, [&] { return person_form(site, request); });
  auto page = person_page(site, request);
  form(page).keep_typed(request.form());
  form(page).show_error(error);
  return html::respond(request, page, http::status_of(error.fault)).no_store();
}

Wish wish_of(const Request& request, const http::Fields& form) {
  return {agency_of(request), form.get("email"), form.get("reason")};
}

Response person_export_post(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(303, page_of(agency_of(request)).text());
  const auto wish = wish_of(request, request.form());
  const auto told = site.db.write([&](db::Tx& tx) { return hand_over(site, tx, act, wish); });
  if (told) return document_of(request, *told, "html");
  return again(site, request, told.error(), [](views::PersonPage& page) -> html::Form& { return page.hand_over; });
}

Response erase_post(feature::Site& site, Request& request) {
  const auto id = agency_of(request);
  auto act = feature::act(request);
  act.key->answer(303, page_of(id).text());
  const auto wish = wish_of(request, request.form());
  const auto done = site.db.write([&](db::Tx& tx) { return erase(site, tx, act, wish); });
  if (done) return Response::redirect_see_other(person_erased.at(page_of(id)).in(request.lang));
  return again(site, request, done.error(),
               [](views::PersonPage& page) -> html::Form& { return page.erase ? *page.erase : page.hand_over; });
}

}  // namespace

void add_agency_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/agencies/{agency}/privacy");
  pages.get("", show_book);
  pages.form("/notice", show_notice_form, publish_post);
  pages.form("/person", show_person_form, look_post);
  pages.post("/person/export", person_export_post);
  pages.post("/person/erase", erase_post);
}

}  // namespace alianza::privacy
