#include "features/agencies/actions.h"

#include <sodium.h>

#include <algorithm>
#include <map>

#include "features/agencies/access.h"
#include "features/agencies/store.h"
#include "features/membership/actions.h"
#include "platform/auth/confirmation.h"

namespace alianza::agencies {
namespace {

constexpr std::size_t logo_limit = 100 * 1024;
constexpr std::string_view png_signature{"\x89PNG\r\n\x1a\n", 8};

feature::About about(AgencyId id) { return {id.value(), 0, "agency", id.value()}; }

/// The agency and what the actor is in it; not_found for who may not even read it.
struct Seen {
  Agency agency;
  membership::Standing standing;
};

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id) {
  auto agency = store::find(tx, id);
  if (!agency) return fail(Error::not_found());
  auto standing = membership::standing(tx, actor, id, std::nullopt, today(tx, *agency));
  if (!may(Action::read, standing)) return fail(Error::not_found());
  return Seen{std::move(*agency), std::move(standing)};
}

audit::Fields changes(const Agency& before, const Agency& after) {
  audit::Fields f;
  f.change("slug", before.slug, after.slug)
      .change("name_es", before.name.es, after.name.es)
      .change("name_en", before.name.en, after.name.en);
  f.change("short_name", before.short_name, after.short_name)
      .change("country", before.country, after.country)
      .change("zone", before.zone, after.zone);
  f.change("brand", before.colours.brand, after.colours.brand).change("deep", before.colours.deep, after.colours.deep);
  f.change("soft", before.colours.soft, after.colours.soft);
  return f;
}

std::string base64(std::string_view bytes) {
  std::string out(sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

std::string from_base64(const std::string& text) {
  std::string out(text.size(), '\0');
  std::size_t size = 0;
  ENSURE(sodium_base642bin(reinterpret_cast<unsigned char*>(out.data()), out.size(), text.data(), text.size(), nullptr, &size,
                           nullptr, sodium_base64_VARIANT_ORIGINAL) == 0);
  out.resize(size);
  return out;
}

/// What the form of an appointment says, checked; the account found by its mail.
Result<auth::NewAppointment> parse(db::Tx& tx, AgencyId id, const AppointmentInput& input, const membership::Standing& standing) {
  auth::NewAppointment wanted;
  Error error = Error::invalid(_("Revise los datos marcados."));
  const auto email = Email::parse(input.email);
  const auto account = email ? auth::find_account(tx, *email) : std::nullopt;
  if (!email)
    error.fields.push_back({"email", email.error().message});
  else if (!account)
    error.fields.push_back({"email", _("Ninguna cuenta tiene ese correo. Pida a quien opera el servidor que la cree.")});
  else
    wanted.account = account->id;
  const auto role = auth::role_from(input.role);
  const bool fits = role && auth::scope_of(*role) == auth::ScopeKind::agency;
  if (!fits)
    error.fields.push_back({"role", _("Elija un cargo de la lista.")});
  else if (!standing.directs() && *role != auth::Role::director)
    error.fields.push_back({"role", _("Quien opera el servidor solo nombra a la dirección; ella nombra a los demás.")});
  else
    wanted.role = *role;
  if (const auto since = Date::parse(trim(input.since)))
    wanted.since = *since;
  else
    error.fields.push_back({"since", _("Escriba una fecha como 2026-03-31.")});
  if (auto reason = parse_text(input.reason, 300))
    wanted.reason = std::move(*reason);
  else
    error.fields.push_back({"reason", reason.error().message});
  if (!error.fields.empty()) return fail(std::move(error));
  wanted.scope = auth::Scope::agency(id.value());
  return wanted;
}

}  // namespace

Date today(db::Tx& tx, const Agency& agency) { return Zone::parse(agency.zone).value_or(Zone()).date_of(tx.now()); }

Result<Agency> create(db::Tx& tx, const feature::Act& act, const Input& input) {
  membership::Standing standing;
  standing.operator_ = act.actor && act.actor->server_operator;
  if (!may(Action::create, standing)) return fail(Error::forbidden());
  auto agency = TRY(parse(input));
  if (store::find_by_slug(tx, agency.slug))
    return fail(Error::field("slug", _("Otra institución ya usa esa dirección. Elija otra.")));
  agency.id = AgencyId::make();
  store::insert(tx, agency, act.who().account);
  feature::record(tx, act, about(agency.id), "agency.create", changes({}, agency));
  TRY(feature::remember(tx, act, agency.id.text()));
  return agency;
}

Result<Agency> edit(db::Tx& tx, const feature::Act& act, AgencyId id, const Input& input) {
  const auto seen = TRY(see(tx, act.actor, id));
  if (!may(Action::edit, seen.standing)) return fail(Error::forbidden());
  auto agency = TRY(parse(input));
  agency.id = id;
  agency.has_logo = seen.agency.has_logo;
  if (const auto other = store::find_by_slug(tx, agency.slug); other && other->id != id)
    return fail(Error::field("slug", _("Otra institución ya usa esa dirección. Elija otra.")));
  store::update(tx, agency);
  feature::record(tx, act, about(id), "agency.edit", changes(seen.agency, agency));
  TRY(feature::remember(tx, act, id.text()));
  return agency;
}

Done set_logo(db::Tx& tx, const feature::Act& act, AgencyId id, std::string_view png) {
  const auto seen = TRY(see(tx, act.actor, id));
  if (!may(Action::edit, seen.standing)) return fail(Error::forbidden());
  if (png.substr(0, png_signature.size()) != png_signature) return fail(Error::field("logo", _("Elija una imagen PNG.")));
  if (png.size() > logo_limit) return fail(Error::field("logo", _("La imagen pesa más de 100 kB. Elija una más ligera.")));
  store::put_logo(tx, id, base64(png));
  feature::record(tx, act, about(id), "agency.logo", audit::Fields().set("bytes", static_cast<std::int64_t>(png.size())));
  return feature::remember(tx, act, id.text());
}

Result<std::string> logo(db::Tx& tx, AgencyId id) {
  const auto text = store::logo(tx, id);
  if (text.empty()) return fail(Error::not_found());
  return from_base64(text);
}

Result<Agency> read(db::Tx& tx, const auth::MaybeActor& actor, AgencyId id) { return TRY(see(tx, actor, id)).agency; }

std::optional<Agency> find(db::Tx& tx, AgencyId id) { return store::find(tx, id); }
std::optional<Agency> find_by_slug(db::Tx& tx, std::string_view slug) { return store::find_by_slug(tx, slug); }

std::vector<Agency> visible(db::Tx& tx, const auth::Actor& actor) {
  auto all = store::list(tx, 200);
  if (actor.server_operator) return all;
  const auto mine = membership::belonging(tx, actor, Zone().date_of(tx.now())).agencies;
  std::erase_if(all, [&](const Agency& a) { return std::find(mine.begin(), mine.end(), a.id) == mine.end(); });
  return all;
}

Result<auth::Appointment> appoint(db::Tx& tx, const feature::Act& act, AgencyId id, const AppointmentInput& input) {
  const auto seen = TRY(see(tx, act.actor, id));
  if (!may(Action::appoint, seen.standing)) return fail(Error::forbidden());
  auto wanted = TRY(parse(tx, id, input, seen.standing));
  wanted.granted_by = act.who().account;
  auto made = TRY(auth::appoint(tx, wanted));
  audit::Fields fields;
  fields.set("account", made.account).set("role", auth::word(made.role)).set("since", made.since).set("reason", made.reason);
  feature::record(tx, act, about(id), "agency.appoint", std::move(fields));
  TRY(feature::remember(tx, act, id.text()));
  return made;
}

Done end_appointment(db::Tx& tx, const feature::Act& act, AgencyId id, auth::AppointmentId appointment, std::string_view until,
                     std::string_view reason) {
  const auto seen = TRY(see(tx, act.actor, id));
  if (!may(Action::appoint, seen.standing)) return fail(Error::forbidden());
  TRY(auth::demand_confirmed(tx, act.who()));
  const auto rows = auth::appointment_history(tx, auth::Scope::agency(id.value()));
  const auto row = std::find_if(rows.begin(), rows.end(), [&](const auto& a) { return a.id == appointment; });
  if (row == rows.end()) return fail(Error::not_found());
  if (row->role != auth::Role::director && !seen.standing.directs()) return fail(Error::forbidden());
  const auto day = Date::parse(trim(until));
  if (!day) return fail(Error::field("until", _("Escriba una fecha como 2026-03-31.")));
  const auto directors = std::count_if(
      rows.begin(), rows.end(), [&](const auto& a) { return a.role == auth::Role::director && a.in_office(day->plus_days(1)); });
  if (row->role == auth::Role::director && directors <= 1)
    return fail(Error::field("until", _("Es la única persona en la dirección. Nombre antes a quien la sustituye.")));
  TRY(auth::end_appointment(tx, appointment, *day, act.who().account, trim(reason)));
  feature::record(tx, act, about(id), "agency.end_appointment",
                  audit::Fields().set("account", row->account).set("role", auth::word(row->role)).set("until", *day));
  return feature::remember(tx, act, id.text());
}

std::vector<Holder> people(db::Tx& tx, AgencyId id) {
  std::vector<Holder> out;
  std::vector<auth::AccountId> ids;
  for (auto& a : auth::appointment_history(tx, auth::Scope::agency(id.value()))) {
    ids.push_back(a.account);
    out.push_back({std::move(a), {}, {}});
  }
  std::map<auth::AccountId, auth::Account> accounts;
  for (auto& account : auth::find_accounts(tx, ids)) accounts.emplace(account.id, account);
  for (auto& holder : out)
    if (const auto found = accounts.find(holder.appointment.account); found != accounts.end()) {
      holder.name = found->second.name;
      holder.email = found->second.email.text();
    }
  return out;
}

std::vector<Unit> units(db::Tx& tx, AgencyId id) { return store::units(tx, id); }

void add_unit(db::Tx& tx, AgencyId id, int ordinal, const Unit& unit, const std::string& source) {
  store::add_unit(tx, id, ordinal, unit, source);
}

}  // namespace alianza::agencies
