// The register of ARCO requests of an agency.
#include "features/privacy/pages_arco.h"

#include "features/alliances/actions.h"
#include "features/privacy/pages_shared.h"
#include "platform/auth/policy.h"
#include "platform/feature/awaited.h"
#include "platform/feature/routes.h"

namespace alianza::privacy {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice arco_recorded("La solicitud quedó registrada.");
const feature::Notice arco_extended("El plazo quedó ampliado.");
const feature::Notice arco_answered("La respuesta quedó registrada.");
const feature::Notice arco_carried_out("Quedó registrado que se hizo efectiva.");
const feature::Notice arco_terms_saved("Los plazos quedaron guardados; valen para las solicitudes que lleguen.");

AgencyId agency_in(const Request& request) { return demand(request.id<AgencyId>("agency")); }
ArcoId arco_in(const Request& request) { return demand(request.id<ArcoId>("arco_request")); }
Url register_of(AgencyId agency) { return Url("/agencies/{}/privacy/arco", agency); }
Url page_of_arco(AgencyId agency, ArcoId id) { return Url("/agencies/{}/privacy/arco/{}", agency, id); }

Message title_of(Right right) {
  switch (right) {
    case Right::access: return _("Solicitud de acceso a datos personales");
    case Right::rectification: return _("Solicitud de rectificación de datos personales");
    case Right::cancellation: return _("Solicitud de cancelación de datos personales");
    case Right::opposition: return _("Solicitud de oposición al uso de datos personales");
  }
  return {};
}

feature::views::Crumbs arco_crumbs(const Request& request, const LocalizedText& agency, const std::string& here) {
  const auto id = agency_in(request);
  feature::views::Crumbs crumbs{{{agency.in(request.lang), Url("/agencies/{}", id)},
                                 {text(request, _("Datos personales")), Url("/agencies/{}/privacy", id)}},
                                here};
  const auto top = text(request, _("Solicitudes ARCO"));
  if (here != top) crumbs.above.push_back({top, register_of(id)});
  return crumbs;
}

Response show_register(feature::Site& site, Request& request) {
  const auto id = agency_in(request);
  const ArcoFilter filter{request.query.get("state") == "closed" ? Shelf::closed : Shelf::open, request.query.get("after")};
  const auto found = demand(site.db.read([&](db::Tx& tx) { return arco_register(tx, auth::actor_of(request), id, filter); }));
  const auto title = text(request, _("Solicitudes ARCO"));
  views::ArcoRegister page{.shell = feature::shell(request, title), .crumbs = arco_crumbs(request, found.agency, title)};
  page.open = filter.shelf == Shelf::open;
  page.tabs = {{_("En curso"), found.open, register_of(id), page.open},
               {_("Cerradas"), std::nullopt, register_of(id).with("state", "closed"), !page.open}};
  for (const auto& q : found.rows)
    page.rows.push_back({q.name, name_of(q.right), q.received_on, q.due_on, badge_of(q, found.today), page_of_arco(id, q.id)});
  if (!found.next.empty()) page.next = request.here().set("after", found.next);
  page.add = Url("/agencies/{}/privacy/arco/new", id);
  if (found.may_set_terms) page.terms = Url("/agencies/{}/privacy/arco/terms", id);
  return html::respond(request, page);
}

ArcoView view_of(feature::Site& site, const Request& request) {
  return demand(
      site.db.read([&](db::Tx& tx) { return arco(tx, auth::actor_of(request), agency_in(request), arco_in(request)); }));
}

Response show_one(feature::Site& site, Request& request) {
  const auto id = agency_in(request);
  const auto at = view_of(site, request);
  const auto& q = at.request;
  const auto title = text(request, title_of(q.right));
  views::ArcoShow page{.shell = feature::shell(request, title), .crumbs = arco_crumbs(request, at.agency, title), .title = title};
  page.name = q.name;
  page.email = q.email;
  page.right = name_of(q.right);
  page.way = name_of(q.way);
  page.received_on = q.received_on;
  if (q.state != ArcoState::closed) page.due_on = q.due_on;
  page.what = paragraphs_of(q.what);
  page.proof = q.proof;
  page.state = badge_of(q, at.today);
  page.outcome = name_of(q.outcome);
  page.steps = steps_of(at.steps);
  if (q.state == ArcoState::waiting) page.answer = Url("/agencies/{}/privacy/arco/{}/answer", id, q.id);
  if (q.state == ArcoState::waiting && !q.extended) page.extend = Url("/agencies/{}/privacy/arco/{}/extend", id, q.id);
  if (q.state == ArcoState::granted) page.carry_out = Url("/agencies/{}/privacy/arco/{}/carry-out", id, q.id);
  return html::respond(request, page);
}

FormPage arco_form(Request& request, const LocalizedText& agency, const std::string& title, Url cancel) {
  FormPage page;
  page.title = title;
  page.shell = feature::shell(request, title);
  page.crumbs = arco_crumbs(request, agency, title);
  page.form.action = Url(request.here());
  page.form.busy = _("Guardando…");
  page.form.cancel = std::move(cancel);
  return page;
}

html::Field note_field(Message label, Message hint) {
  return {.control = Control::text_area, .name = "note", .label = std::move(label), .hint = std::move(hint), .rows = 5};
}

html::Field day_field(const char* name, Message label, Date day) {
  return {.control = Control::date, .name = name, .label = std::move(label), .value = day.text(), .width = html::Width::date};
}

FormPage record_page(feature::Site& site, Request& request) {
  const auto id = agency_in(request);
  const auto at = demand(site.db.read([&](db::Tx& tx) { return arco_register(tx, auth::actor_of(request), id, {}); }));
  auto page = arco_form(request, at.agency, text(request, _("Registrar una solicitud ARCO")), register_of(id));
  page.intro = text(
      request, _("Lo que una persona pide por escrito, por correo o en persona. El plazo corre desde el día hábil siguiente."));
  std::vector<html::Option> rights;
  for (const auto right : {Right::access, Right::rectification, Right::cancellation, Right::opposition})
    rights.push_back({std::string(to_text(right)), name_of(right)});
  std::vector<html::Option> ways;
  for (const auto way : {Way::writing, Way::email, Way::in_person}) ways.push_back({std::string(to_text(way)), name_of(way)});
  page.form.parts = {
      {.fields = {{.name = "name", .label = _("Nombre de la persona"), .autocomplete = "off"},
                  {.control = Control::email,
                   .name = "email",
                   .label = _("Correo"),
                   .need = html::Need::optional,
                   .autocomplete = "off"},
                  {.control = Control::radios, .name = "right", .label = _("Derecho"), .options = std::move(rights)},
                  {.control = Control::radios, .name = "way", .label = _("Cómo se recibió"), .options = std::move(ways)},
                  day_field("received_on", _("Cuándo se recibió"), at.today),
                  {.control = Control::text_area, .name = "what", .label = _("Qué pide"), .rows = 5},
                  {.name = "proof",
                   .label = _("Cómo acreditó quién es"),
                   .hint = _("Por ejemplo, «credencial a la vista». No copie números de identificación."),
                   .need = html::Need::optional}}}};
  page.form.submit = _("Registrar la solicitud");
  return page;
}

FormPage extend_page(feature::Site& site, Request& request) {
  const auto at = view_of(site, request);
  auto page =
      arco_form(request, at.agency, text(request, _("Ampliar el plazo")), page_of_arco(agency_in(request), arco_in(request)));
  page.intro = i18n::text(
      request.lang, N_("Se amplía una sola vez, {1} día hábil.", "Se amplía una sola vez, {1} días hábiles.", at.terms.extension)
                        .arg(at.terms.extension));
  page.form.parts = {{.fields = {note_field(_("Por qué"), _("También se dice a la persona."))}}};
  page.form.submit = _("Ampliar el plazo");
  return page;
}

FormPage answer_page(feature::Site& site, Request& request) {
  const auto at = view_of(site, request);
  auto page = arco_form(request, at.agency, text(request, _("Registrar la respuesta")),
                        page_of_arco(agency_in(request), arco_in(request)));
  std::vector<html::Option> outcomes;
  for (const auto outcome : {Outcome::granted, Outcome::partly, Outcome::refused, Outcome::withdrawn})
    outcomes.push_back({std::string(to_text(outcome)), name_of(outcome)});
  page.form.parts = {
      {.fields = {{.control = Control::radios, .name = "outcome", .label = _("Qué se resolvió"), .options = std::move(outcomes)},
                  day_field("on", _("Cuándo se respondió"), at.today),
                  note_field(_("Qué se le respondió"),
                             _("Quien tiene cuenta lo lee en ella; a los demás respóndales por la vía que usaron."))}}};
  page.form.submit = _("Registrar la respuesta");
  return page;
}

FormPage effect_page(feature::Site& site, Request& request) {
  const auto at = view_of(site, request);
  auto page = arco_form(request, at.agency, text(request, _("Registrar que se hizo efectiva")),
                        page_of_arco(agency_in(request), arco_in(request)));
  page.form.parts = {{.fields = {day_field("on", _("Cuándo se hizo"), at.today),
                                 note_field(_("Qué se hizo"), _("Por ejemplo, qué se entregó, corrigió o borró."))}}};
  page.form.submit = _("Registrar");
  return page;
}

FormPage terms_page(feature::Site& site, Request& request) {
  const auto id = agency_in(request);
  const auto at = demand(site.db.read([&](db::Tx& tx) { return arco_terms(tx, auth::actor_of(request), id); }));
  auto page = arco_form(request, at.agency, text(request, _("Plazos de las solicitudes ARCO")), register_of(id));
  page.intro = text(
      request,
      _("En días hábiles, de lunes a viernes. Los feriados no se descuentan: el aviso llega antes, nunca después. Revise con "
        "su área jurídica la ley que le obliga."));
  const auto days = [](const char* name, Message label, std::int64_t value) {
    return html::Field{.control = Control::number,
                       .name = name,
                       .label = std::move(label),
                       .value = std::to_string(value),
                       .width = html::Width::short_,
                       .input_mode = "numeric",
                       .least = "1",
                       .most = "60"};
  };
  page.form.parts = {{.fields = {days("answer", _("Para responder"), at.terms.answer),
                                 days("extension", _("Que se puede ampliar, una vez"), at.terms.extension),
                                 days("effect", _("Para hacerla efectiva, desde la respuesta"), at.terms.effect)}}};
  page.form.submit = _("Guardar los plazos");
  return page;
}

/// A form page as GET and as the answer to a POST that failed.
using MakePage = FormPage (*)(feature::Site&, Request&);
using Verb = Result<ArcoRequest> (*)(db::Tx&, const feature::Act&, Request&);

template <MakePage page>
Response show_form(feature::Site& site, Request& request) {
  return html::respond(request, page(site, request));
}

template <MakePage page, Verb verb, const feature::Notice& notice>
Response send_form(feature::Site& site, Request& request) {
  const auto agency = agency_in(request);
  auto act = feature::act(request);
  act.key->answer(303, register_of(agency).text() + "/{id}");
  const auto done = site.db.write([&](db::Tx& tx) { return verb(tx, act, request); });
  if (done) return Response::redirect_see_other(notice.at(page_of_arco(agency, done->id)).in(request.lang));
  return feature::redraw(request, done.error(), [&] { return page(site, request); });
}

Result<ArcoRequest> do_record(db::Tx& tx, const feature::Act& act, Request& request) {
  const auto& f = request.form();
  return record_arco(
      tx, act, agency_in(request),
      {f.get("right"), f.get("name"), f.get("email"), f.get("way"), f.get("received_on"), f.get("what"), f.get("proof")});
}
Result<ArcoRequest> do_extend(db::Tx& tx, const feature::Act& act, Request& request) {
  return extend_arco(tx, act, agency_in(request), arco_in(request), request.form().get("note"));
}
StepInput step_in(Request& request) {
  const auto& f = request.form();
  return {f.get("outcome"), f.get("on"), f.get("note")};
}
Result<ArcoRequest> do_answer(db::Tx& tx, const feature::Act& act, Request& request) {
  return answer_arco(tx, act, agency_in(request), arco_in(request), step_in(request));
}
Result<ArcoRequest> do_effect(db::Tx& tx, const feature::Act& act, Request& request) {
  return carry_out_arco(tx, act, agency_in(request), arco_in(request), step_in(request));
}

Response save_terms(feature::Site& site, Request& request) {
  const auto agency = agency_in(request);
  const auto& f = request.form();
  const TermsInput input{f.get("answer"), f.get("extension"), f.get("effect")};
  auto act = feature::act(request);
  act.key->answer(303, register_of(agency).text());
  const auto done = site.db.write([&](db::Tx& tx) { return set_arco_terms(tx, act, agency, input); });
  if (done) return Response::redirect_see_other(arco_terms_saved.at(register_of(agency)).in(request.lang));
  return feature::redraw(request, done.error(), [&] { return terms_page(site, request); });
}

/// The law's days concern the whole agency: they stand on the first page of each of its alliances.
void await_arco(db::Tx& tx, const feature::AwaitedRequest& at, feature::Awaited& out) {
  const auto alliance = alliances::find(tx, membership::AllianceId(at.alliance));
  if (!alliance) return;
  const auto waiting = waiting_arco(tx, auth::actor_of(at.request), alliance->agency, feature::Awaited::most_rows);
  if (!waiting) return;
  for (const auto& q : waiting->rows)
    out.rows.push_back(
        {.day = q.due_on, .what = {title_of(q.right), page_of_arco(alliance->agency, q.id)}, .why = name_of(q.state)});
  out.more += waiting->open - static_cast<std::int64_t>(waiting->rows.size());
}

}  // namespace

html::Badge badge_of(const ArcoRequest& request, Date today) {
  if (request.is_overdue(today)) return {html::Tone::bad, _("Vencida")};
  switch (request.state) {
    case ArcoState::waiting: return {html::Tone::warn, name_of(request.state)};
    case ArcoState::granted: return {html::Tone::info, name_of(request.state)};
    case ArcoState::closed: return {html::Tone::off, name_of(request.outcome)};
  }
  return {};
}

views::ArcoSteps steps_of(const std::vector<ArcoStep>& steps) {
  views::ArcoSteps out;
  for (const auto& step : steps) out.rows.push_back({name_of(step.kind), step.on, step.due_on, step.note});
  return out;
}

void add_arco_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/agencies/{agency}/privacy/arco");
  pages.get("", show_register);
  pages.form("/new", show_form<record_page>, send_form<record_page, do_record, arco_recorded>);
  pages.form("/terms", show_form<terms_page>, save_terms);
  pages.get("/{arco_request}", show_one);
  pages.form("/{arco_request}/extend", show_form<extend_page>, send_form<extend_page, do_extend, arco_extended>);
  pages.form("/{arco_request}/answer", show_form<answer_page>, send_form<answer_page, do_answer, arco_answered>);
  pages.form("/{arco_request}/carry-out", show_form<effect_page>, send_form<effect_page, do_effect, arco_carried_out>);
  site.await(8, await_arco);
}

}  // namespace alianza::privacy
