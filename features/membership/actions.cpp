#include "features/membership/actions.h"

#include <boost/json.hpp>

#include <algorithm>
#include <set>

#include "features/membership/access.h"
#include "features/membership/listing.h"
#include "features/membership/store.h"
#include "platform/auth/accounts.h"
#include "platform/base/typed.h"

namespace alianza::membership {
namespace {

void publish(db::Tx& tx, OrganizationId organization, AllianceId alliance, std::string_view status, Date since) {
  const boost::json::object payload{{"alliance", alliance.text()}, {"status", status}, {"since", since.text()}};
  tx.publish({"membership.changed", organization.value(), boost::json::serialize(payload)});
}

/// With the account of the person's e-mail, if there is one: ids alone travel in events.
void publish_left(db::Tx& tx, const feature::Act& act, AgencyId agency, const store::PlacedAffiliation& left, Date until) {
  const auto email = store::email_of(tx, left.person);
  const auto account = email ? auth::find_account(tx, *email) : std::nullopt;
  const boost::json::object payload{{"agency", agency.text()},
                                    {"organization", left.organization.text()},
                                    {"account", account ? account->id.text() : std::string()},
                                    {"until", until.text()},
                                    {"by", act.who().account.text()}};
  tx.publish({"contact.left", left.organization.value(), boost::json::serialize(payload)});
}

Result<std::string> parse_reason(const Change& change) {
  auto reason = parse_text(change.reason, 500, Lines::many);
  if (!reason) return fail(Error::field("reason", reason.error().message));
  if (reason->empty() && needs_reason(change.to))
    return fail(Error::field("reason", _("Escriba el motivo: quedará en la historia de la organización.")));
  return reason;
}

std::int64_t day_number(Date day) { return day.days().time_since_epoch().count(); }

/// Offices, posts and seats of an account.
Standing appointed(db::Tx& tx, auth::AccountId account, AgencyId agency, std::optional<AllianceId> alliance, Date today) {
  Standing s;
  std::vector<OrganizationId> organizations;
  for (const auto& a : auth::appointments_of(tx, account, today)) {
    if (a.scope == auth::Scope::agency(agency.value())) s.offices.push_back(a.role);
    if (alliance && a.scope == auth::Scope::alliance(alliance->value())) s.posts.push_back(a.role);
    if (a.scope.kind == auth::ScopeKind::organization) organizations.emplace_back(a.scope.id);
  }
  if (alliance && !organizations.empty())
    for (auto& seat : store::seats(tx, organizations, alliance)) s.seats.push_back({seat.row.organization, seat.row.status});
  return s;
}

}  // namespace

Result<PersonInput> parse(const PersonInput& raw) {
  PersonInput input;
  Error error = Error::invalid(_("Revise los datos marcados."));
  take(error, "name", parse_text(raw.name, 120), input.name);
  take(error, "phone", parse_text(raw.phone, 40), input.phone);
  take(error, "position", parse_text(raw.position, 120), input.position);
  if (trim(raw.name).empty()) error.fields.push_back({"name", _("Escriba el nombre de la persona.")});
  if (!trim(raw.email).empty()) {
    if (const auto email = Email::parse(raw.email))
      input.email = email->text();
    else
      error.fields.push_back({"email", email.error().message});
  }
  input.role = raw.role;
  if (raw.role != "contact" && raw.role != "representative" && raw.role != "delegate")
    error.fields.push_back({"role", _("Elija el papel de la persona.")});
  if (!error.fields.empty()) return fail(std::move(error));
  return input;
}

Standing standing(db::Tx& tx, const auth::MaybeActor& actor, AgencyId agency, std::optional<AllianceId> alliance, Date today) {
  Standing s;
  if (!actor) return s;
  s.signed_in = true;
  s.operator_ = actor->server_operator;
  if (actor->via == auth::Via::system) {
    s.offices = {auth::Role::director, auth::Role::secretariat};
    return s;
  }
  auto held = tx.remembered("membership.standing",
                            {actor->account.value(), agency.value(), alliance.value_or(AllianceId()).value(), day_number(today)},
                            [&] { return appointed(tx, actor->account, agency, alliance, today); });
  s.offices = std::move(held.offices);
  s.posts = std::move(held.posts);
  s.seats = std::move(held.seats);
  return s;
}

Belonging belonging(db::Tx& tx, const auth::Actor& actor, Date today) {
  Belonging b;
  std::set<AgencyId> agencies;
  std::set<AllianceId> alliances;
  std::vector<OrganizationId> organizations;
  for (const auto& a : auth::appointments_of(tx, actor.account, today)) {
    if (a.scope.kind == auth::ScopeKind::agency) agencies.emplace(a.scope.id);
    if (a.scope.kind == auth::ScopeKind::alliance) alliances.emplace(a.scope.id);
    if (a.scope.kind == auth::ScopeKind::organization) organizations.emplace_back(a.scope.id);
  }
  if (!organizations.empty())
    for (const auto& seat : store::seats(tx, organizations, std::nullopt))
      if (seat.row.status != Status::withdrawn) alliances.insert(seat.alliance);
  b.agencies.assign(agencies.begin(), agencies.end());
  b.alliances.assign(alliances.begin(), alliances.end());
  return b;
}

Result<ParticipationId> change(db::Tx& tx, const feature::Act& act, const Standing& standing, const Change& change) {
  if (!may(Action::change_participation, standing)) return fail(Error::forbidden());
  Change checked = change;
  checked.reason = TRY(parse_reason(change));
  const auto present = store::in_force(tx, change.alliance, change.organization);
  const auto from = present ? std::optional(present->status) : std::nullopt;
  if (auto no = refuses(from, change.to)) return fail(Error::field("status", std::move(*no)));
  if (present && change.since < present->since)
    return fail(Error::field(
        "since", _("Escriba una fecha igual o posterior al {1}, cuando empezó el estado actual.").arg(present->since.text())));
  if (present) store::close(tx, present->id, change.since);
  const auto id = store::insert(tx, checked, act.who().account);
  audit::Fields fields;
  fields.change("status", from ? audit::Value(code(*from)) : audit::Value(), code(change.to))
      .set("since", change.since)
      .set("reason", checked.reason);
  feature::record(tx, act, {change.agency.value(), change.alliance.value(), "organization", change.organization.value()},
                  "participation.change", std::move(fields));
  publish(tx, change.organization, change.alliance, code(change.to), change.since);
  return id;
}

std::vector<Participation> history(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  return store::history(tx, alliance, organization);
}

std::vector<Participation> participations(db::Tx& tx, AllianceId alliance) { return store::of_alliance(tx, alliance); }

bool has_organizations(db::Tx& tx, AllianceId alliance) { return store::has_organizations(tx, alliance); }

std::vector<OrganizationId> with_status_on(db::Tx& tx, AllianceId alliance, Status status, Date day) {
  return store::with_status_on(tx, alliance, status, day);
}

std::string move_organization(db::Tx& tx, OrganizationId gone, OrganizationId kept, Date today) {
  boost::json::array moved;
  boost::json::array closed;
  boost::json::array affiliations;
  const auto rows = store::everywhere(tx, gone);
  std::set<AllianceId> shared;
  for (const auto& row : store::everywhere(tx, kept)) shared.insert(row.alliance);
  for (const auto& row : rows) {
    const bool both = shared.contains(row.alliance);
    if (!both) {
      store::move(tx, row.row.id, kept);
      moved.emplace_back(row.row.id.text());
    } else if (!row.row.until) {
      store::close(tx, row.row.id, std::max(today, row.row.since));
      closed.emplace_back(row.row.id.text());
    }
    if (row.row.until) continue;
    publish(tx, gone, row.alliance, "", today);
    if (!both) publish(tx, kept, row.alliance, code(row.row.status), row.row.since);
  }
  for (const auto id : store::affiliations(tx, gone)) {
    store::move(tx, id, kept);
    affiliations.emplace_back(id.text());
  }
  return boost::json::serialize(boost::json::object{{"moved", moved}, {"closed", closed}, {"affiliations", affiliations}});
}

void unmove_organization(db::Tx& tx, OrganizationId gone, OrganizationId kept, const std::string& text) {
  const auto did = boost::json::parse(text).as_object();
  const auto ids = [&](const char* name) {
    std::vector<std::int64_t> out;
    for (const auto& id : did.at(name).as_array())
      if (const auto read = id_from_text(std::string(id.as_string()))) out.push_back(*read);
    return out;
  };
  for (const auto id : ids("moved")) store::move(tx, ParticipationId(id), gone);
  for (const auto id : ids("closed")) store::reopen(tx, ParticipationId(id));
  for (const auto id : ids("affiliations")) store::move(tx, AffiliationId(id), gone);
  for (const auto& row : store::everywhere(tx, gone)) {
    if (row.row.until) continue;
    publish(tx, gone, row.alliance, code(row.row.status), row.row.since);
    if (!store::in_force(tx, row.alliance, kept)) publish(tx, kept, row.alliance, "", row.row.since);
  }
}

Result<AffiliationId> add_contact(db::Tx& tx, const feature::Act& act, const Standing& standing, AgencyId agency,
                                  OrganizationId organization, const PersonInput& raw, Date since) {
  if (!may(Action::edit_contacts, standing, organization)) return fail(Error::forbidden());
  const auto input = TRY(parse(raw));
  const auto person = store::insert_person(tx, agency, input);
  const auto id = store::insert_affiliation(tx, agency, person, organization, input, since, act.who().account);
  audit::Fields fields;
  fields.personal("name", {}, input.name)
      .personal("email", {}, input.email)
      .personal("phone", {}, input.phone)
      .personal("position", {}, input.position);
  fields.set("organization", organization).set("role", input.role).set("since", since);
  feature::record(tx, act, {agency.value(), 0, "person", person.value()}, "contact.add", std::move(fields));
  TRY(feature::remember(tx, act, id.text()));
  return id;
}

Done change_contact(db::Tx& tx, const feature::Act& act, const Standing& standing, AgencyId agency, AffiliationId affiliation,
                    const PersonInput& raw) {
  const auto found = store::find_affiliation(tx, agency, affiliation);
  if (!found) return fail(Error::not_found());
  if (!may(Action::edit_contacts, standing, found->organization)) return fail(Error::forbidden());
  if (found->until) return fail(Error::conflict(_("Esa persona ya había dejado la organización.")));
  const auto input = TRY(parse(raw));
  const auto all = store::contacts(tx, found->organization);
  const auto before = std::find_if(all.begin(), all.end(), [&](const Contact& c) { return c.affiliation == affiliation; });
  ENSURE(before != all.end());
  store::update_contact(tx, affiliation, found->person, input);
  audit::Fields fields;
  fields.personal("name", before->name, input.name)
      .personal("email", before->email, input.email)
      .personal("phone", before->phone, input.phone)
      .personal("position", before->position, input.position)
      .change("role", before->role, input.role)
      .set("organization", found->organization);
  feature::record(tx, act, {agency.value(), 0, "person", found->person.value()}, "contact.edit", std::move(fields));
  return feature::remember(tx, act);
}

Done end_contact(db::Tx& tx, const feature::Act& act, const Standing& standing, AgencyId agency, AffiliationId affiliation,
                 Date until) {
  const auto found = store::find_affiliation(tx, agency, affiliation);
  if (!found) return fail(Error::not_found());
  if (!may(Action::edit_contacts, standing, found->organization)) return fail(Error::forbidden());
  if (found->until) return fail(Error::conflict(_("Esa persona ya había dejado la organización.")));
  if (until < found->since)
    return fail(Error::field("until", _("Escriba una fecha igual o posterior al {1}.").arg(found->since.text())));
  store::end_affiliation(tx, affiliation, until);
  feature::record(tx, act, {agency.value(), 0, "person", found->person.value()}, "contact.end",
                  audit::Fields().set("until", until));
  if (!store::works_for(tx, *found, until)) publish_left(tx, act, agency, *found, until);
  return feature::remember(tx, act);
}

Result<std::vector<Contact>> contacts_of(db::Tx& tx, const Standing& standing, OrganizationId organization) {
  if (!may(Action::read_contacts, standing, organization)) return fail(Error::forbidden());
  return store::contacts(tx, organization);
}

std::vector<Reachable> reachable(db::Tx& tx, const std::vector<OrganizationId>& organizations) {
  std::vector<Reachable> out;
  if (organizations.empty()) return out;
  // In order of organisation, the best contact first: the others are left out.
  for (auto& contact : store::reachable(tx, organizations))
    if (out.empty() || out.back().organization != contact.organization) out.push_back(std::move(contact));
  return out;
}

std::vector<Reachable> reachable_all(db::Tx& tx, const std::vector<OrganizationId>& organizations) {
  return organizations.empty() ? std::vector<Reachable>() : store::reachable(tx, organizations);
}

std::optional<Reachable> reachable_person(db::Tx& tx, OrganizationId organization, PersonId person) {
  for (auto& contact : store::reachable(tx, {organization}))
    if (contact.person == person) return std::move(contact);
  return std::nullopt;
}

std::vector<Reachable> reachable_by_email(db::Tx& tx, AgencyId agency, const std::set<std::string>& keys) {
  std::vector<Reachable> out;
  store::each_reachable(tx, agency, [&](const Reachable& contact) {
    if (keys.contains(contact.email.key())) out.push_back(contact);
  });
  return out;
}

std::map<PersonId, std::string> person_names(db::Tx& tx, const std::vector<PersonId>& ids) {
  std::map<PersonId, std::string> out;
  for (auto& [id, name] : store::names(tx, ids)) out.emplace(id, std::move(name));
  return out;
}

}  // namespace alianza::membership
