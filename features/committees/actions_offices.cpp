// Who presides and who keeps the minutes: appointments, their ends, and the days nobody holds an office.
#include <algorithm>

#include "features/committees/actions_shared.h"
#include "features/committees/store.h"
#include "features/membership/actions.h"
#include "platform/auth/accounts.h"
#include "platform/base/typed.h"

namespace alianza::committees {
namespace {

/// What the form of an appointment says, checked; who presides may be a person with or without an account.
Result<store::NewAppointment> parse(db::Tx& tx, AllianceId alliance, const AppointmentInput& input) {
  store::NewAppointment wanted;
  Error error = Error::invalid(_("Revise los datos marcados."));
  if (!from_text(input.office, wanted.office)) error.fields.push_back({"office", _("Elija un cargo de la lista.")});
  if (auto holder = parse_text(input.holder, 160); !holder)
    error.fields.push_back({"holder", holder.error().message});
  else if (holder->empty())
    error.fields.push_back({"holder", _("Escriba quién ocupa el cargo.")});
  else
    wanted.holder = std::move(*holder);
  if (const auto text = trim(input.organization); !text.empty()) {
    const auto id = OrganizationId::parse(text);
    if (id && !membership::history(tx, alliance, *id).empty())
      wanted.organization = *id;
    else
      error.fields.push_back({"organization", _("Elija una organización de la lista.")});
  }
  if (const auto text = trim(input.email); !text.empty()) {
    const auto email = Email::parse(text);
    const auto account = email ? auth::find_account(tx, *email) : std::nullopt;
    if (account)
      wanted.account = account->id;
    else
      error.fields.push_back(
          {"email", _("Ninguna cuenta tiene ese correo. Déjelo en blanco o pida a quien opera el servidor que la cree.")});
  }
  if (const auto day = Date::parse(trim(input.since)))
    wanted.since = *day;
  else
    error.fields.push_back({"since", _("Escriba una fecha como 2026-03-31.")});
  if (auto document = parse_text(input.document, 200))
    wanted.document = std::move(*document);
  else
    error.fields.push_back({"document", document.error().message});
  if (!error.fields.empty()) return fail(std::move(error));
  return wanted;
}

}  // namespace

Done appoint(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, const AppointmentInput& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::appoint));
  const auto wanted = TRY(parse(tx, alliance, input));
  auto rows = store::appointments(tx, id);
  std::erase_if(rows, [&](const Appointment& a) { return a.office != wanted.office; });
  const auto succession = TRY(succeed(rows, wanted.since));
  if (succession.leaves && input.vacant != "1")
    return fail(
        Error::field("since", _("Del {1} al {2} nadie ocuparía el cargo. Escriba el {1}, o marque que esos días quedó vacante.")
                                  .arg(succession.leaves->from.text())
                                  .arg(wanted.since.plus_days(-1).text())));
  if (succession.ends) store::end_appointment(tx, *succession.ends, wanted.since);
  const auto made = store::insert_appointment(tx, seen.committee, wanted, act.who().account);
  audit::Fields fields;
  fields.set("office", to_text(wanted.office))
      .personal("holder", {}, wanted.holder)
      .set("organization", wanted.organization)
      .set("since", wanted.since);
  auto whom = about(seen.committee);
  whom.person_kind = "committee_appointment";
  whom.person_id = made.value();
  feature::record(tx, act, whom, "committee.appoint", std::move(fields));
  return feature::remember(tx, act, id.text());
}

Done vacate(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, CommitteeAppointmentId tenure,
            std::string_view until, std::string_view reason) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::appoint));
  const auto row = store::find_appointment(tx, id, tenure);
  if (!row) return fail(Error::not_found());
  if (row->until) return fail(Error::conflict(_("Ese nombramiento ya había terminado.")));
  const auto day = TRY(parse_day("until", until));
  if (day <= row->since)
    return fail(Error::field("until", _("Escriba una fecha posterior al {1}, cuando empezó.").arg(row->since.text())));
  auto why = parse_text(reason, 500, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba el motivo y a quién pasan sus tareas.")));
  store::vacate(tx, tenure, day, *why, act.who().account);
  auto whom = about(seen.committee);
  whom.person_kind = "committee_appointment";
  whom.person_id = tenure.value();
  feature::record(tx, act, whom, "committee.vacate",
                  audit::Fields().set("office", to_text(row->office)).set("until", day).personal("reason", {}, *why));
  return feature::remember(tx, act, id.text());
}

std::vector<Vacant> vacant_offices(db::Tx& tx, AllianceId alliance, Date today) {
  std::vector<Vacant> out;
  const auto last = store::last_ends(tx, alliance);
  if (last.empty()) return out;
  const auto held = holders_on(tx, alliance, today);
  for (auto& listed : of_alliance(tx, alliance)) {
    if (listed.committee.dissolved_on && *listed.committee.dissolved_on <= today) continue;
    const auto now = held.find(listed.committee.id);
    for (const auto& end : last) {
      if (end.committee != listed.committee.id || end.until > today) continue;
      if (now != held.end() && holder_on(now->second, end.office, today)) continue;
      out.push_back({end.committee, listed.committee.name, end.office, end.until});
    }
  }
  return out;
}

}  // namespace alianza::committees
