#include "features/agencies/pages.h"

#include <algorithm>

#include "features/agencies/access.h"
#include "features/membership/actions.h"
#include "platform/auth/policy.h"
#include "platform/auth/second_factor.h"
#include "platform/feature/confirmed.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"
#include "platform/i18n/zones.h"

namespace alianza::agencies {
namespace {

using feature::demand;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Need;
using html::Option;
using html::Width;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice agency_created("La institución quedó creada. Nombre a su dirección.");
const feature::Notice identity_saved("Se guardó la identidad de la institución.");
const feature::Notice logo_saved("Se guardó el logo.");
const feature::Notice appointment_made("El nombramiento quedó registrado.");
const feature::Notice appointment_ended("El nombramiento terminó; la fila queda en la historia.");

Url agency_url(AgencyId id) { return Url("/agencies/{}", id); }

membership::Standing standing_in(db::Tx& tx, const Request& request, const Agency& agency) {
  return membership::standing(tx, auth::actor_of(request), agency.id, std::nullopt, today(tx, agency));
}

Response index(feature::Site& site, Request& request) {
  const auto& actor = auth::actor(request);
  views::Index page;
  page.shell = feature::shell(request, text(request, _("Instituciones")));
  for (const auto& a : demand(site.db.read([&](db::Tx& tx) { return visible(tx, actor); })))
    page.agencies.push_back({agency_url(a.id), a.name, a.short_name});
  if (actor.server_operator) page.create = Url("/agencies/new");
  return html::respond(request, page);
}

/// The operator ends a director only; the others are the director's business.
bool may_end(const auth::Appointment& a, const membership::Standing& standing) {
  return may(Action::appoint, standing) && (standing.directs() || a.role == auth::Role::director);
}

views::PersonRow person_row(const Holder& h, const Agency& agency, const membership::Standing& standing, Date today) {
  const auto& a = h.appointment;
  views::PersonRow row{h.name,       h.email, auth::name_of(a.role), a.since, a.until, a.reason, a.in_office(today),
                       std::nullopt, false,   std::nullopt};
  if (!a.until && may_end(a, standing)) row.end = Url("/agencies/{}/appointments/{}/end", agency.id, a.id);
  return row;
}

/// Rows and holders are in the same order.
void show_factors(db::Tx& tx, const auth::Actor& actor, AgencyId agency, const std::vector<Holder>& holders,
                  std::vector<views::PersonRow>& rows) {
  std::vector<auth::AccountId> accounts;
  for (const auto& holder : holders) accounts.push_back(holder.appointment.account);
  const auto with = auth::with_second_factor(tx, accounts);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& appointment = holders[i].appointment;
    if (!rows[i].in_office || !with.contains(appointment.account)) continue;
    rows[i].has_factor = true;
    if (appointment.account != actor.account)
      rows[i].reset_factor = Url("/agencies/{}/appointments/{}/second-factor", agency, appointment.id);
  }
}

std::vector<Option> countries() {
  std::vector<Option> out;
  const std::pair<const char*, Message> list[] = {{"MX", _("México")},    {"GT", _("Guatemala")},
                                                  {"HN", _("Honduras")},  {"SV", _("El Salvador")},
                                                  {"NI", _("Nicaragua")}, {"CR", _("Costa Rica")},
                                                  {"PA", _("Panamá")},    {"BZ", _("Belice")},
                                                  {"CO", _("Colombia")},  {"DO", _("República Dominicana")},
                                                  {"CU", _("Cuba")},      {"DE", _("Alemania")},
                                                  {"ES", _("España")}};
  for (const auto& [code, name] : list) out.push_back({code, name});
  return out;
}

/// What was kept before the list had it (by the API) stays a choice: to save something else must not change it.
std::vector<Option> with_present(std::vector<Option> list, const std::string& value) {
  const bool there = std::ranges::any_of(list, [&](const Option& option) { return option.value == value; });
  if (!value.empty() && !there) list.push_back({value, value});
  return list;
}

std::vector<Option> zone_options(const std::string& present) {
  std::vector<Option> out;
  for (const auto& zone : zones_to_choose(present)) {
    auto place = i18n::zone_place(zone);
    if (place.empty())
      out.push_back({zone, zone});
    else
      out.push_back({zone, std::move(place)});
  }
  return out;
}

/// What a list calls a value; the value itself when the list has it not.
html::Words label_of(const std::vector<Option>& list, const std::string& value) {
  const auto at = std::ranges::find(list, value, &Option::value);
  return at == list.end() ? html::Words(value) : at->label;
}

Response show(feature::Site& site, Request& request) {
  const auto id = demand(request.id<AgencyId>("agency"));
  const auto page = demand(site.db.read([&](db::Tx& tx) -> Result<views::Page> {
    views::Page p;
    p.agency = TRY(read(tx, auth::actor_of(request), id));
    p.country = label_of(countries(), p.agency.country);
    p.zone = label_of(zone_options(p.agency.zone), p.agency.zone);
    const auto standing = standing_in(tx, request, p.agency);
    const auto day = today(tx, p.agency);
    const auto holders = people(tx, id);
    for (const auto& holder : holders) p.people.push_back(person_row(holder, p.agency, standing, day));
    if (may(Action::secure, standing)) show_factors(tx, *auth::actor_of(request), id, holders, p.people);
    std::stable_partition(p.people.begin(), p.people.end(), [](const auto& row) { return row.in_office; });
    p.units = units(tx, id);
    if (may(Action::edit, standing)) p.edit = Url("/agencies/{}/edit", id);
    if (may(Action::edit, standing)) p.set_logo = Url("/agencies/{}/logo", id);
    if (may(Action::secure, standing)) p.second_factor = Url("/agencies/{}/second-factor", id);
    if (may(Action::appoint, standing)) p.appoint = Url("/agencies/{}/appointments/new", id);
    if (standing.works_for_agency()) p.privacy = Url("/agencies/{}/privacy", id);
    if (p.agency.has_logo) p.logo = Url("/brand/{}/logo", p.agency.slug).in_every_language();
    p.shell = feature::shell(request, p.agency.name.in(request.lang));
    p.crumbs = {{{text(request, _("Instituciones")), Url("/agencies")}}, p.agency.short_name};
    return p;
  }));
  return html::respond(request, page);
}

std::vector<FieldSet> groups(const Input& i) {
  FieldSet names{.fields = {{.control = Control::text,
                             .name = "name_es",
                             .label = _("Nombre en español"),
                             .value = i.name_es,
                             .autocomplete = "organization"},
                            {.control = Control::text,
                             .name = "name_en",
                             .label = _("Nombre en inglés"),
                             .value = i.name_en,
                             .need = Need::optional},
                            {.control = Control::text,
                             .name = "short_name",
                             .label = _("Nombre corto o siglas"),
                             .value = i.short_name,
                             .width = Width::mid},
                            {.control = Control::text,
                             .name = "slug",
                             .label = _("Nombre corto en la dirección"),
                             .hint = _("De 3 a 40 minúsculas sin acento, números o guiones."),
                             .value = i.slug,
                             .width = Width::mid},
                            {.control = Control::select,
                             .name = "country",
                             .label = _("País"),
                             .value = i.country,
                             .options = with_present(countries(), i.country),
                             .width = Width::mid},
                            {.control = Control::select,
                             .name = "zone",
                             .label = _("Zona horaria"),
                             .value = i.zone,
                             .options = zone_options(i.zone),
                             .width = Width::mid}}};
  FieldSet colours{
      .fields =
          {{.control = Control::text, .name = "brand", .label = _("Color principal"), .value = i.brand, .width = Width::short_},
           {.control = Control::text,
            .name = "deep",
            .label = _("Color profundo, de la portada"),
            .value = i.deep,
            .width = Width::short_},
           {.control = Control::text,
            .name = "soft",
            .label = _("Color suave, de los fondos"),
            .value = i.soft,
            .width = Width::short_}},
      .legend = _("Colores"),
      .intro = _("Cada uno se escribe con # y seis cifras hexadecimales, como #4A3C8C. Se aplican a enlaces, botones y portada. "
                 "Cada par "
                 "debe leerse con un contraste de 4.5:1 o más.")};
  return {std::move(names), std::move(colours)};
}

Input input_from(Request& request) {
  const auto& f = request.form();
  return {f.get("slug"), f.get("name_es"), f.get("name_en"), f.get("short_name"), f.get("country"),
          f.get("zone"), f.get("brand"),   f.get("deep"),    f.get("soft")};
}

FormPage form_page(Request& request, const std::string& title, const Url& back, const std::string& back_title) {
  FormPage page;
  page.title = title;
  page.shell = feature::shell(request, title);
  page.crumbs = {{{back_title, back}}, title};
  page.form.busy = _("Guardando…");
  page.form.cancel = back;
  return page;
}

FormPage new_page(Request& request) {
  const Colours standard;
  auto page = form_page(request, text(request, _("Crear una institución")), Url("/agencies"), text(request, _("Instituciones")));
  page.form.action = Url("/agencies/new");
  page.form.parts = groups({"", "", "", "", "MX", "America/Mexico_City", standard.brand, standard.deep, standard.soft});
  page.form.submit = _("Crear la institución");
  return page;
}

Response create_get(feature::Site&, Request& request) { return html::respond(request, new_page(request)); }

Response create_post(feature::Site& site, Request& request) {
  auto act = feature::act(request);
  act.key->answer(303, "/agencies/{id}");
  const auto made = site.db.write([&](db::Tx& tx) { return create(tx, act, input_from(request)); });
  if (made) return Response::redirect_see_other(agency_created.at(agency_url(made->id)).in(request.lang));
  return feature::redraw(request, made.error(), [&] { return new_page(request); });
}

/// The agency, when the actor may do that to it: for the forms.
Agency agency_for(feature::Site& site, Request& request, Action action) {
  const auto id = demand(request.id<AgencyId>("agency"));
  return demand(site.db.read([&](db::Tx& tx) -> Result<Agency> {
    auto agency = TRY(read(tx, auth::actor_of(request), id));
    if (!may(action, standing_in(tx, request, agency))) return fail(Error::forbidden());
    return agency;
  }));
}

FormPage edit_page(feature::Site& site, Request& request) {
  const auto a = agency_for(site, request, Action::edit);
  auto page = form_page(request, text(request, _("Cambiar la identidad")), agency_url(a.id), a.short_name);
  page.form.action = Url("/agencies/{}/edit", a.id);
  page.form.parts =
      groups({a.slug, a.name.es, a.name.en, a.short_name, a.country, a.zone, a.colours.brand, a.colours.deep, a.colours.soft});
  page.form.submit = _("Guardar la identidad");
  return page;
}

FormPage logo_page(feature::Site& site, Request& request) {
  const auto a = agency_for(site, request, Action::edit);
  auto page = form_page(request, text(request, _("Cambiar el logo")), agency_url(a.id), a.short_name);
  page.form.action = Url("/agencies/{}/logo", a.id);
  page.form.parts = {FieldSet{.fields = {{.control = Control::file,
                                          .name = "logo",
                                          .label = _("Imagen PNG"),
                                          .hint = _("Hasta 100 kB. Va en las páginas y en los documentos oficiales."),
                                          .accept = "image/png"}}}};
  page.form.submit = _("Guardar el logo");
  return page;
}

FormPage appoint_page(feature::Site& site, Request& request) {
  const auto a = agency_for(site, request, Action::appoint);
  auto page = form_page(request, text(request, _("Registrar un nombramiento")), agency_url(a.id), a.short_name);
  page.form.action = Url("/agencies/{}/appointments/new", a.id);
  std::vector<Option> roles;
  for (const auto role : {auth::Role::director, auth::Role::secretariat, auth::Role::legal, auth::Role::fund,
                          auth::Role::registry, auth::Role::auditor})
    roles.push_back({std::string(auth::word(role)), auth::name_of(role)});
  page.form.parts = {
      FieldSet{.fields = {{.control = Control::email, .name = "email", .label = _("Correo de su cuenta")},
                          {.control = Control::radios, .name = "role", .label = _("Cargo"), .options = std::move(roles)},
                          {.control = Control::date,
                           .name = "since",
                           .label = _("Desde"),
                           .value = demand(site.db.read([&](db::Tx& tx) -> Result<Date> { return today(tx, a); })).text(),
                           .width = Width::date},
                          {.control = Control::text,
                           .name = "reason",
                           .label = _("Documento o motivo"),
                           .hint = _("Por ejemplo, el oficio del nombramiento."),
                           .need = Need::optional}}}};
  page.form.submit = _("Registrar el nombramiento");
  return page;
}

FormPage end_page(feature::Site& site, Request& request) {
  const auto a = agency_for(site, request, Action::appoint);
  const auto id = demand(request.id<auth::AppointmentId>("appointment"));
  demand(site.db.read([&](db::Tx& tx) -> Done {
    const auto rows = people(tx, a.id);
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Holder& h) { return h.appointment.id == id; });
    if (row == rows.end()) return fail(Error::not_found());
    if (!may_end(row->appointment, standing_in(tx, request, a))) return fail(Error::forbidden());
    return {};
  }));
  auto page = form_page(request, text(request, _("Terminar un nombramiento")), agency_url(a.id), a.short_name);
  page.form.action = Url("/agencies/{}/appointments/{}/end", a.id, id);
  page.form.parts = {
      FieldSet{.fields = {{.control = Control::date, .name = "until", .label = _("Último día en el cargo"), .width = Width::date},
                          {.control = Control::text, .name = "reason", .label = _("Motivo"), .need = Need::optional}}}};
  page.form.submit = _("Terminar el nombramiento");
  return page;
}

/// A form page as GET and as the answer to a POST that failed; success goes back to the agency with a notice.
struct FormRoute {
  FormPage (*page)(feature::Site&, Request&);
  Done (*verb)(db::Tx&, const feature::Act&, AgencyId, Request&);
  const feature::Notice* notice;
  enum class Proof { none, lately } proof = Proof::none;  // of who it is, before the form is shown
};

Response form_get(feature::Site& site, Request& request, const FormRoute& route) {
  if (route.proof == FormRoute::Proof::lately)
    if (auto first = feature::confirm_first(site, request, request.here())) return std::move(*first);
  return html::respond(request, route.page(site, request));
}

Response form_post(feature::Site& site, Request& request, const FormRoute& route) {
  const auto id = demand(request.id<AgencyId>("agency"));
  auto act = feature::act(request);
  const auto back = route.notice->at(agency_url(id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto done = site.db.write([&](db::Tx& tx) { return route.verb(tx, act, id, request); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return route.page(site, request); });
}

Done do_edit(db::Tx& tx, const feature::Act& act, AgencyId id, Request& request) {
  TRY(edit(tx, act, id, input_from(request)));
  return {};
}

Done do_logo(db::Tx& tx, const feature::Act& act, AgencyId id, Request& request) {
  const auto* file = request.form().file("logo");
  if (file == nullptr) return fail(Error::field("logo", _("Elija una imagen PNG.")));
  return set_logo(tx, act, id, file->bytes);
}

Done do_appoint(db::Tx& tx, const feature::Act& act, AgencyId id, Request& request) {
  const auto& f = request.form();
  TRY(appoint(tx, act, id, {f.get("email"), f.get("role"), f.get("since"), f.get("reason")}));
  return {};
}

Done do_end(db::Tx& tx, const feature::Act& act, AgencyId id, Request& request) {
  const auto appointment = TRY(request.id<auth::AppointmentId>("appointment"));
  return end_appointment(tx, act, id, appointment, request.form().get("until"), request.form().get("reason"));
}

}  // namespace

void add_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/agencies");
  pages.get("", index);
  pages.with(auth::operator_only()).form("/new", create_get, create_post);
  pages.get("/{agency}", show);
  const auto form = [&](const char* tail, FormRoute route, http::Options options = {}) {
    pages.form(tail, feature::given(form_get, route), feature::given(form_post, route), std::move(options));
  };
  form("/{agency}/edit", {edit_page, do_edit, &identity_saved});
  form("/{agency}/logo", {logo_page, do_logo, &logo_saved}, {.body_limit = std::size_t{256} * 1024});
  form("/{agency}/appointments/new", {appoint_page, do_appoint, &appointment_made});
  form("/{agency}/appointments/{appointment}/end", {end_page, do_end, &appointment_ended, FormRoute::Proof::lately});
}

}  // namespace alianza::agencies
