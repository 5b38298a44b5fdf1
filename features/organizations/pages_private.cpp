// Participation, shelf, people, history: pages about one organisation that its own people or the agency see.
#include <algorithm>

#include "features/organizations/pages_shared.h"

namespace alianza::organizations {
namespace {

using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::Option;
using html::Width;

const feature::Notice participation_changed("Se registró el cambio de participación.");
const feature::Notice shelf_changed("Se registró el cambio en el directorio.");
const feature::Notice contact_added("Se agregó la persona.");
const feature::Notice contact_changed(_("Se guardaron los datos de la persona.").key());
const feature::Notice contact_ended("Se registró su salida; la historia se conserva.");

html::Field reason_field(html::Need need) {
  return {.control = Control::text_area,
          .name = "reason",
          .label = _("Motivo"),
          .hint = _("Quedará en la historia de la organización."),
          .need = need,
          .rows = 3};
}

html::Field date_field(const char* name, Message label, Date value) {
  return {.control = Control::date, .name = name, .label = std::move(label), .value = value.text(), .width = Width::date};
}

Message question(Status to) {
  switch (to) {
    case Status::invited: return _("¿Invitar a {1} a la alianza?");
    case Status::active: return _("¿Registrar a {1} como activa?");
    case Status::suspended: return _("¿Suspender a {1}?");
    case Status::withdrawn: return _("¿Retirar a {1} de la alianza?");
  }
  return {};
}

Message consequence(Status to) {
  switch (to) {
    case Status::invited: return _("Todavía no cuenta en quórum ni ve lo de la alianza; podrá pasar a activa.");
    case Status::active: return _("Cuenta en quórum y su gente ve y escribe lo que le toca.");
    case Status::suspended:
      return _("Deja de contar en quórum. Su gente lee, y no escribe nada hasta que se levante la suspensión.");
    case Status::withdrawn: return _("Sale de la alianza. Su historia se conserva y puede volver a ingresar.");
  }
  return {};
}

Message act_words(Status to) {
  switch (to) {
    case Status::invited: return _("Invitar a {1}");
    case Status::active: return _("Registrar a {1} como activa");
    case Status::suspended: return _("Suspender a {1}");
    case Status::withdrawn: return _("Retirar a {1}");
  }
  return {};
}

ConfirmPage participation_page(feature::Site& site, Request& request) {
  return form_page<ConfirmPage>(site, request, [&](db::Tx&, const Seen& seen, ConfirmPage& page) -> Done {
    if (!seen.may_convene) return fail(Error::forbidden());
    const auto& typed = request.form().get("status");
    const auto to = membership::status_from(typed.empty() ? request.query.get("status") : typed);
    if (!to) return fail(Error::not_found());
    const auto& name = seen.organization.profile.name;
    page.title = text(request, question(*to).arg(name));
    page.consequences = {text(request, consequence(*to))};
    page.form.action = Url("/alliances/{}/organizations/{}/participation", seen.at.alliance.id, seen.organization.id);
    page.form.hidden = {{"status", std::string(membership::code(*to))}};
    page.form.parts = {{.fields = {date_field("since", _("Desde"), seen.at.today),
                                   reason_field(membership::needs_reason(*to) ? html::Need::required : html::Need::optional)}}};
    page.form.submit = act_words(*to).arg(name);
    page.form.weight = *to == Status::withdrawn ? html::Weight::bad : html::Weight::primary;
    page.form.cancel_words = _("Conservar como está");
    return {};
  });
}

Response participation_get(feature::Site& site, Request& request) {
  return html::respond(request, participation_page(site, request));
}
Response participation_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  const auto& f = request.form();
  return post(
      site, request, participation_changed, page_url(alliance, id).fragment("participation"),
      [&](db::Tx& tx, const feature::Act& act) {
        return change_participation(tx, act, alliance, id, {f.get("status"), f.get("since"), f.get("reason")});
      },
      [&] { return participation_page(site, request); });
}

ConfirmPage shelf_page(feature::Site& site, Request& request) {
  return form_page<ConfirmPage>(site, request, [&](db::Tx&, const Seen& seen, ConfirmPage& page) -> Done {
    if (!seen.may_convene) return fail(Error::forbidden());
    const auto& name = seen.organization.profile.name;
    const bool back = seen.organization.shelf == Shelf::inactive;
    page.title = text(request, (back ? _("¿Devolver a {1} al directorio?") : _("¿Dejar de usar a {1}?")).arg(name));
    page.consequences = {text(request, back ? _("Vuelve a las listas y podrá participar en alianzas.")
                                            : _("Sale de las listas. Nada se borra y puede devolverse al directorio."))};
    page.form.action = Url("/alliances/{}/organizations/{}/shelf", seen.at.alliance.id, seen.organization.id);
    page.form.hidden = {{"shelf", std::string(to_text(back ? Shelf::active : Shelf::inactive))}};
    page.form.parts = {{.fields = {reason_field(html::Need::required)}}};
    page.form.submit = (back ? _("Devolver a {1}") : _("Dejar de usar a {1}")).arg(name);
    page.form.weight = back ? html::Weight::primary : html::Weight::bad;
    page.form.cancel_words = _("Conservar como está");
    return {};
  });
}

Response shelf_get(feature::Site& site, Request& request) { return html::respond(request, shelf_page(site, request)); }
Response shelf_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  return post(
      site, request, shelf_changed, page_url(alliance, id),
      [&](db::Tx& tx, const feature::Act& act) -> Done {
        Shelf to{};
        if (!from_text(request.form().get("shelf"), to)) return fail(Error::field("shelf", _("Escriba active o inactive.")));
        return shelve(tx, act, alliance, id, to, request.form().get("reason"));
      },
      [&] { return shelf_page(site, request); });
}

Response contacts_page(feature::Site& site, Request& request) {
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::Contacts> {
                         const auto seen = TRY(seen_in(tx, request));
                         if (!seen.is_private_shown) return fail(Error::forbidden());
                         views::Contacts p;
                         for (const auto& c : book(tx, seen).contacts)
                           (c.until ? p.past : p.present).push_back(contact_row(seen, c));
                         if (seen.may_edit)
                           p.add = Url("/alliances/{}/organizations/{}/contacts/new", seen.at.alliance.id, seen.organization.id);
                         frame(site, tx, request, seen, text(request, _("Personas de contacto")), p);
                         return p;
                       })));
}

std::vector<html::Field> person_fields(const membership::PersonInput& person) {
  return {{.name = "name", .label = _("Nombre"), .value = person.name, .autocomplete = "off"},
          {.name = "position", .label = _("Puesto"), .value = person.position, .need = html::Need::optional},
          {.control = Control::email, .name = "email", .label = _("Correo"), .value = person.email, .need = html::Need::optional},
          {.control = Control::telephone,
           .name = "phone",
           .label = _("Teléfono"),
           .value = person.phone,
           .need = html::Need::optional,
           .width = Width::mid},
          {.control = Control::radios,
           .name = "role",
           .label = _("Papel"),
           .value = person.role,
           .options = {{"contact", _("Contacto"), _("A quién escribir.")},
                       {"representative", _("Representante"), _("Habla por la organización.")},
                       {"delegate", _("Suplente"), _("La representa cuando falta quien la representa.")}}}};
}

membership::PersonInput person_from(Request& request) {
  const auto& f = request.form();
  return {f.get("name"), f.get("email"), f.get("phone"), f.get("position"), f.get("role")};
}

FormPage contact_page(feature::Site& site, Request& request) {
  return form_page<FormPage>(site, request, [&](db::Tx&, const Seen& seen, FormPage& page) -> Done {
    if (!seen.may_edit) return fail(Error::forbidden());
    page.title = text(request, _("Agregar persona"));
    page.intro = text(request, _("Solo lo necesario para escribirle. Lo ven su organización y la institución."));
    page.form.action = Url("/alliances/{}/organizations/{}/contacts/new", seen.at.alliance.id, seen.organization.id);
    page.form.parts = {{.fields = person_fields({})}};
    page.form.parts.front().fields.push_back(date_field("since", _("Desde"), seen.at.today));
    page.form.submit = _("Agregar persona");
    return {};
  });
}

Response contact_get(feature::Site& site, Request& request) { return html::respond(request, contact_page(site, request)); }
Response contact_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  const auto& f = request.form();
  const auto input = person_from(request);
  return post(
      site, request, contact_added, Url("/alliances/{}/organizations/{}/contacts", alliance, id),
      [&](db::Tx& tx, const feature::Act& act) { return add_contact(tx, act, alliance, id, input, f.get("since")); },
      [&] { return contact_page(site, request); });
}

/// Of the organisation of the page; one that has left is not there.
Result<membership::Contact> contact_of(db::Tx& tx, const Seen& seen, membership::AffiliationId id) {
  for (auto& contact : book(tx, seen).contacts)
    if (contact.affiliation == id && !contact.until) return std::move(contact);
  return fail(Error::not_found());
}

FormPage change_page(feature::Site& site, Request& request) {
  const auto id = demand(request.id<membership::AffiliationId>("contact"));
  return form_page<FormPage>(site, request, [&](db::Tx& tx, const Seen& seen, FormPage& page) -> Done {
    if (!seen.may_edit) return fail(Error::forbidden());
    const auto contact = TRY(contact_of(tx, seen, id));
    page.title = text(request, _("Corregir los datos de {1}").arg(contact.name));
    page.intro = text(request, _("Lo que se le escriba desde ahora irá al correo nuevo; lo enviado conserva el suyo."));
    page.form.action = Url("/alliances/{}/organizations/{}/contacts/{}/edit", seen.at.alliance.id, seen.organization.id, id);
    page.form.parts = {{.fields = person_fields({contact.name, contact.email, contact.phone, contact.position, contact.role})}};
    page.form.submit = _("Guardar los datos");
    page.form.cancel = Url("/alliances/{}/organizations/{}/contacts", seen.at.alliance.id, seen.organization.id);
    return {};
  });
}

Response change_get(feature::Site& site, Request& request) { return html::respond(request, change_page(site, request)); }
Response change_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  const auto contact = demand(request.id<membership::AffiliationId>("contact"));
  return post(
      site, request, contact_changed, Url("/alliances/{}/organizations/{}/contacts", alliance, id),
      [&](db::Tx& tx, const feature::Act& act) { return change_contact(tx, act, alliance, id, contact, person_from(request)); },
      [&] { return change_page(site, request); });
}

ConfirmPage end_page(feature::Site& site, Request& request) {
  const auto contact = demand(request.id<membership::AffiliationId>("contact"));
  return form_page<ConfirmPage>(site, request, [&](db::Tx& tx, const Seen& seen, ConfirmPage& page) -> Done {
    if (!seen.may_edit) return fail(Error::forbidden());
    const auto all = book(tx, seen).contacts;
    const auto found = std::find_if(all.begin(), all.end(), [&](const auto& c) { return c.affiliation == contact; });
    if (found == all.end()) return fail(Error::not_found());
    page.title = text(request, _("¿{1} dejó la organización?").arg(found->name));
    page.consequences = {
        text(request, _("Pasa a quienes estuvieron antes, con sus fechas. No se le escribirá más.")),
        text(request, _("Si con este correo entra en nombre de la organización, su acceso termina también: enseguida, o al final "
                        "del día que escriba si es uno por venir. Si entra con otro correo, termine su acceso en «Quién entra en "
                        "su nombre»."))};
    page.form.action = Url("/alliances/{}/organizations/{}/contacts/{}/end", seen.at.alliance.id, seen.organization.id, contact);
    page.form.parts = {{.fields = {date_field("until", _("Hasta"), seen.at.today)}}};
    page.form.submit = _("Registrar su salida");
    page.form.weight = html::Weight::bad;
    page.form.cancel = Url("/alliances/{}/organizations/{}/contacts", seen.at.alliance.id, seen.organization.id);
    return {};
  });
}

Response end_get(feature::Site& site, Request& request) { return html::respond(request, end_page(site, request)); }
Response end_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<OrganizationId>("organization"));
  const auto contact = demand(request.id<membership::AffiliationId>("contact"));
  return post(
      site, request, contact_ended, Url("/alliances/{}/organizations/{}/contacts", alliance, id),
      [&](db::Tx& tx, const feature::Act& act) {
        return end_contact(tx, act, alliance, id, contact, request.form().get("until"));
      },
      [&] { return end_page(site, request); });
}

constexpr int lines_a_page = 50;

Response history_page(feature::Site& site, Request& request) {
  return html::respond(request, demand(site.db.read([&](db::Tx& tx) -> Result<views::HistoryPage> {
                         const auto seen = TRY(seen_in(tx, request));
                         if (!seen.is_private_shown) return fail(Error::forbidden());
                         auto lines = history(tx, seen, id_from_text(request.query.get("before")).value_or(0), lines_a_page + 1);
                         views::HistoryPage p;
                         if (lines.size() > lines_a_page) {
                           lines.pop_back();
                           p.older = Url("/alliances/{}/organizations/{}/history", seen.at.alliance.id, seen.organization.id)
                                         .with("before", id_to_text(lines.back().id));
                         }
                         p.rows = history_rows(lines, Zone::parse(seen.at.alliance.zone).value_or(Zone()), request.lang);
                         frame(site, tx, request, seen, text(request, _("Historia")), p);
                         return p;
                       })));
}

}  // namespace

void add_private_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}");
  pages.form("/organizations/{organization}/participation", participation_get, participation_post);
  pages.form("/organizations/{organization}/shelf", shelf_get, shelf_post);
  pages.get("/organizations/{organization}/contacts", contacts_page);
  pages.form("/organizations/{organization}/contacts/new", contact_get, contact_post);
  pages.form("/organizations/{organization}/contacts/{contact}/edit", change_get, change_post);
  pages.form("/organizations/{organization}/contacts/{contact}/end", end_get, end_post);
  pages.get("/organizations/{organization}/history", history_page);
  add_contribution_pages(site);
}

}  // namespace alianza::organizations
