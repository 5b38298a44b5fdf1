// Members and appointments of a committee: their forms.
#include <algorithm>
#include <set>

#include "features/alliances/shell.h"
#include "features/committees/access.h"
#include "features/committees/actions.h"
#include "features/committees/pages.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "platform/auth/policy.h"
#include "platform/feature/routes.h"
#include "platform/i18n/i18n.h"

namespace alianza::committees {
namespace {

using feature::demand;
using feature::views::ConfirmPage;
using feature::views::FormPage;
using html::Control;
using html::FieldSet;
using html::Need;
using html::Option;
using html::Width;
using http::Request;
using http::Response;
using http::Url;

const feature::Notice member_added(_("La organización ya es parte del comité.").key());
const feature::Notice member_ended(_("La organización dejó el comité; la fila queda en la historia.").key());
const feature::Notice appointed(_("El nombramiento quedó registrado.").key());

/// More organisations than these are chosen by typing their name, not from a list.
constexpr std::size_t most_options = 500;

Officer officer(const SeenCommittee& s) { return s.officer ? Officer::yes : Officer::no; }

/// Organisations that may be added: active or invited and not in it yet; for who keeps no members, only their own.
std::vector<OrganizationId> candidates(db::Tx& tx, const SeenCommittee& seen) {
  const auto& standing = seen.seen.standing;
  std::set<OrganizationId> out;
  if (may(Action::keep_members, standing, officer(seen))) {
    for (const auto status : {membership::Status::active, membership::Status::invited})
      for (const auto id : membership::with_status_on(tx, seen.committee.alliance, status, seen.seen.today)) out.insert(id);
  } else {
    for (const auto& seat : standing.seats)
      if (may_move_own(standing, seen.committee, seat.organization)) out.insert(seat.organization);
    if (out.empty()) throw http::Abandon{Error::forbidden()};
  }
  for (const auto& m : book(tx, seen.committee.id).members)
    if (!m.until) out.erase(m.organization);
  return {out.begin(), out.end()};
}

std::vector<Option> options(db::Tx& tx, const std::vector<OrganizationId>& ids) {
  std::vector<Option> out;
  for (auto& [id, name] : organizations::names(tx, ids)) out.push_back({id.text(), name.name});
  std::sort(out.begin(), out.end(),
            [](const Option& a, const Option& b) { return fold(a.label.in(Lang::es)) < fold(b.label.in(Lang::es)); });
  return out;
}

/// A list while it is short; beyond, the name is typed.
html::Field organization_field(db::Tx& tx, const std::vector<OrganizationId>& ids, Need need) {
  html::Field field{.control = Control::select, .name = "organization", .label = _("Organización"), .need = need};
  if (ids.size() > most_options) {
    field.control = Control::text;
    field.hint = _("Escriba su nombre como está en el directorio; da igual con o sin acentos.");
    return field;
  }
  field.options = options(tx, ids);
  field.first_option = need == Need::optional ? _("Ninguna") : _("Elegir organización");
  return field;
}

/// The organisation of the field, by id or by name.
std::optional<OrganizationId> organization_of(db::Tx& tx, AgencyId agency, const std::string& typed) {
  if (const auto id = OrganizationId::parse(trim(typed))) return id;
  if (trim(typed).empty()) return std::nullopt;
  return organizations::find_by_name(tx, agency, typed);
}

FormPage member_page(feature::Site& site, Request& request, AllianceId alliance, CommitteeId id) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto ids = candidates(tx, seen);
    FormPage page;
    page.title = text(request, _("Agregar organización"));
    page.intro = text(request, _("Invitadas o activas en la alianza; pueden estar en varios comités."));
    page.shell = alliances::shell(site, tx, request, seen.seen, page.title, "committees");
    page.crumbs = {{{text(request, _("Comités")), Url("/alliances/{}/committees", alliance)},
                    {seen.committee.name.in(request.lang), committee_url(alliance, id)}},
                   page.title};
    page.form.action = Url("/alliances/{}/committees/{}/members/new", alliance, id);
    FieldSet fields;
    fields.fields.push_back(organization_field(tx, ids, Need::required));
    fields.fields.push_back(
        {.control = Control::date, .name = "since", .label = _("Desde"), .value = seen.seen.today.text(), .width = Width::date});
    page.form.parts = {std::move(fields)};
    page.form.submit = _("Agregar al comité");
    page.form.busy = _("Agregando…");
    page.form.cancel = committee_url(alliance, id);
    return page;
  }));
}

Response member_form(feature::Site& site, Request& request) {
  return html::respond(request, member_page(site, request, demand(request.id<AllianceId>("alliance")),
                                            demand(request.id<CommitteeId>("committee"))));
}

Response member_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  auto act = feature::act(request);
  const auto back = member_added.at(committee_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto made = site.db.write([&](db::Tx& tx) -> Result<MemberId> {
    const auto seen = TRY(see(tx, act.actor, alliance, id));
    const auto organization = organization_of(tx, seen.committee.agency, request.form().get("organization"));
    return add_member(tx, act, alliance, id, organization.value_or(OrganizationId()), request.form().get("since"));
  });
  if (made) return Response::redirect_see_other(back);
  return feature::redraw(request, made.error(), [&] { return member_page(site, request, alliance, id); });
}

ConfirmPage end_page(feature::Site& site, Request& request, AllianceId alliance, CommitteeId id, MemberId member) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<ConfirmPage> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    const auto rows = book(tx, id).members;
    const auto row = std::find_if(rows.begin(), rows.end(), [&](const Member& m) { return m.id == member; });
    if (row == rows.end()) return fail(Error::not_found());
    const auto& standing = seen.seen.standing;
    if (!may(Action::keep_members, standing, officer(seen)) && !may_move_own(standing, seen.committee, row->organization))
      return fail(Error::forbidden());
    const auto names = organizations::names(tx, {row->organization});
    const auto name = names.empty() ? std::string() : names.begin()->second.name;
    const auto committee = seen.committee.name.in(request.lang);
    ConfirmPage page;
    page.title = text(request, _("¿Retirar a {1} de «{2}»?").arg(name).arg(committee));
    page.consequences = {text(request, _("Deja de contar para el quórum desde esa fecha. Su historia y sus asistencias se "
                                         "conservan, y puede volver a ingresar."))};
    page.shell = alliances::shell(site, tx, request, seen.seen, page.title, "committees");
    page.crumbs = {
        {{text(request, _("Comités")), Url("/alliances/{}/committees", alliance)}, {committee, committee_url(alliance, id)}},
        text(request, _("Retirar"))};
    page.form.action = Url("/alliances/{}/committees/{}/members/{}/end", alliance, id, member);
    page.form.parts = {FieldSet{.fields = {{.control = Control::date,
                                            .name = "until",
                                            .label = _("Último día"),
                                            .value = seen.seen.today.text(),
                                            .width = Width::date},
                                           {.control = Control::text_area, .name = "reason", .label = _("Motivo"), .rows = 3}}}};
    page.form.submit = text(request, _("Retirar a {1}").arg(name));
    page.form.busy = _("Retirando…");
    page.form.cancel = committee_url(alliance, id);
    page.form.cancel_words = _("Conservar");
    page.form.weight = html::Weight::bad;
    return page;
  }));
}

Response end_form(feature::Site& site, Request& request) {
  return html::respond(request, end_page(site, request, demand(request.id<AllianceId>("alliance")),
                                         demand(request.id<CommitteeId>("committee")), demand(request.id<MemberId>("member"))));
}

Response end_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  const auto member = demand(request.id<MemberId>("member"));
  auto act = feature::act(request);
  const auto back = member_ended.at(committee_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const auto done =
      site.db.write([&](db::Tx& tx) { return end_member(tx, act, alliance, id, member, f.get("until"), f.get("reason")); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return end_page(site, request, alliance, id, member); });
}

// ---- Appointments.

/// Who is in office now, and what a new appointment does to it.
std::string succession_words(const Request& request, const std::vector<Appointment>& rows, Date today) {
  std::string out = text(
      request,
      _("Cada cargo tiene una sola persona en cualquier fecha: el nombramiento nuevo termina el anterior el día que empieza."));
  for (const auto office : {Office::president, Office::secretary})
    if (const auto* a = holder_on(rows, office, today))
      out += " " + text(request, _("{1}: {2}, desde el {3}.")
                                     .arg(text(request, label(office)))
                                     .arg(a->holder)
                                     .arg(i18n::short_date(request.lang, a->since)));
  return out;
}

FormPage appoint_page(feature::Site& site, Request& request, AllianceId alliance, CommitteeId id) {
  return demand(site.db.read([&](db::Tx& tx) -> Result<FormPage> {
    const auto seen = TRY(see(tx, auth::actor_of(request), alliance, id));
    if (!may(Action::appoint, seen.seen.standing)) return fail(Error::forbidden());
    const auto b = book(tx, id);
    std::vector<OrganizationId> members;
    for (const auto& m : b.members)
      if (!m.until) members.push_back(m.organization);
    FormPage page;
    page.title = text(request, _("Registrar nombramiento"));
    page.intro = succession_words(request, b.appointments, seen.seen.today);
    page.shell = alliances::shell(site, tx, request, seen.seen, page.title, "committees");
    page.crumbs = {{{text(request, _("Comités")), Url("/alliances/{}/committees", alliance)},
                    {seen.committee.name.in(request.lang), committee_url(alliance, id)}},
                   page.title};
    page.form.action = Url("/alliances/{}/committees/{}/appointments/new", alliance, id);
    FieldSet fields;
    fields.fields.push_back({.control = Control::radios,
                             .name = "office",
                             .label = _("Cargo"),
                             .value = "president",
                             .options = {{"president", label(Office::president)}, {"secretary", label(Office::secretary)}}});
    fields.fields.push_back({.control = Control::text,
                             .name = "holder",
                             .label = _("Quién lo ocupa"),
                             .hint = _("Nombre de la persona, o de la institución que preside.")});
    fields.fields.push_back(organization_field(tx, members, Need::optional));
    fields.fields.push_back({.control = Control::email,
                             .name = "email",
                             .label = _("Correo de su cuenta"),
                             .hint = _("Con él podrá llevar integrantes, sesiones y asistencia de este comité."),
                             .need = Need::optional});
    fields.fields.push_back(
        {.control = Control::date, .name = "since", .label = _("Desde"), .value = seen.seen.today.text(), .width = Width::date});
    fields.fields.push_back({.control = Control::text,
                             .name = "document",
                             .label = _("Documento que lo prueba"),
                             .hint = _("Por ejemplo: Acta 7, acuerdo 7.1."),
                             .need = Need::optional});
    fields.fields.push_back({.control = Control::check,
                             .name = "vacant",
                             .label = _("El cargo quedó vacante desde que terminó el anterior"),
                             .need = Need::optional});
    page.form.parts = {std::move(fields)};
    page.form.submit = _("Registrar el nombramiento");
    page.form.busy = _("Registrando…");
    page.form.cancel = committee_url(alliance, id);
    return page;
  }));
}

Response appoint_form(feature::Site& site, Request& request) {
  return html::respond(request, appoint_page(site, request, demand(request.id<AllianceId>("alliance")),
                                             demand(request.id<CommitteeId>("committee"))));
}

Response appoint_post(feature::Site& site, Request& request) {
  const auto alliance = demand(request.id<AllianceId>("alliance"));
  const auto id = demand(request.id<CommitteeId>("committee"));
  auto act = feature::act(request);
  const auto back = appointed.at(committee_url(alliance, id)).in(request.lang);
  act.key->answer(303, back.text());
  const auto& f = request.form();
  const AppointmentInput input{f.get("office"), f.get("holder"),   f.get("organization"), f.get("email"),
                               f.get("since"),  f.get("document"), f.get("vacant")};
  const auto done = site.db.write([&](db::Tx& tx) { return appoint(tx, act, alliance, id, input); });
  if (done) return Response::redirect_see_other(back);
  return feature::redraw(request, done.error(), [&] { return appoint_page(site, request, alliance, id); });
}

}  // namespace

void add_member_pages(feature::Site& site) {
  const feature::Routes pages(site, auth::signed_in(), "/alliances/{alliance}/committees/{committee}");
  pages.form("/members/new", member_form, member_post);
  pages.form("/members/{member}/end", end_form, end_post);
  pages.form("/appointments/new", appoint_form, appoint_post);
}

}  // namespace alianza::committees
