#include "features/committees/actions.h"

#include <algorithm>

#include "features/committees/actions_shared.h"
#include "features/committees/store.h"
#include "features/membership/actions.h"
#include "platform/auth/accounts.h"
#include "platform/base/typed.h"

namespace alianza::committees {
namespace {

/// Who keeps the members of the committee, or moves an organisation of their own.
Result<SeenCommittee> seen_to_move(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id,
                                   OrganizationId organization) {
  auto seen = TRY(see(tx, act.actor, alliance, id));
  const auto& standing = seen.seen.standing;
  if (!may(Action::keep_members, standing, officer(seen)) && !may_move_own(standing, seen.committee, organization))
    return fail(Error::forbidden());
  return seen;
}

Done seen_to_choose(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id) {
  const auto seen = TRY(see(tx, act.actor, alliance, id));
  const auto& standing = seen.seen.standing;
  const bool has_own = std::any_of(standing.seats.begin(), standing.seats.end(), [&](const membership::Seat& seat) {
    return may_move_own(standing, seen.committee, seat.organization);
  });
  if (!may(Action::keep_members, standing, officer(seen)) && !has_own) return fail(Error::forbidden());
  return fail(Error::field("organization", _("Elija una organización invitada o activa en la alianza.")));
}

/// Who reads the alliance as a member finds it: name, purpose, outcome.
search::Document document(const Committee& c) {
  const auto joined = [](const std::string& a, const std::string& b) { return a.empty() || b.empty() ? a + b : a + "\n" + b; };
  return {.kind = "committee",
          .agency = c.agency.value(),
          .alliance = c.alliance.value(),
          .id = c.id.value(),
          .title = c.name,
          .text = {joined(c.purpose.es, c.outcome.es), joined(c.purpose.en, c.outcome.en), Lang::es}};
}

audit::Fields changes(const Committee& before, const Committee& after) {
  audit::Fields f;
  const auto text = [&](const std::string& name, const LocalizedText& old, const LocalizedText& now) {
    f.change(name + "_es", old.es, now.es).change(name + "_en", old.en, now.en);
  };
  f.change("kind", to_text(before.kind), to_text(after.kind)).change("sdg", before.sdg, after.sdg);
  text("name", before.name, after.name);
  text("purpose", before.purpose, after.purpose);
  text("basis", before.basis, after.basis);
  text("rules", before.rules, after.rules);
  f.change("admission", to_text(before.admission), to_text(after.admission))
      .change("quorum_percent", before.quorum_percent, after.quorum_percent)
      .change("quorum_number", before.quorum_number, after.quorum_number)
      .change("voting_base", to_text(before.voting_base), to_text(after.voting_base));
  f.change("mechanism", to_text(before.mechanism), to_text(after.mechanism));
  text("outcome", before.outcome, after.outcome);
  f.change("founded_on", before.founded_on, after.founded_on).change("dissolved_on", before.dissolved_on, after.dissolved_on);
  return f;
}

/// Rules changed with the rest hold from today.
void next_edition(db::Tx& tx, const feature::Act& act, const Committee& c, Date today) {
  const auto editions = store::rules(tx, c.id);
  auto rules = rules_of(c);
  rules.since = today;
  if (!editions.empty()) {
    rules.edition = editions.front().edition + 1;
    rules.since = std::max(today, editions.front().since);
  }
  store::insert_rules(tx, c, rules, act.who().account);
}

Error name_taken() {
  auto error = Error::field("name_es", _("Ya hay un comité con ese nombre en la alianza."));
  error.fault = Fault::conflict;
  return error;
}

}  // namespace

Result<SeenCommittee> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId id) {
  SeenCommittee s{TRY(alliances::see(tx, actor, alliance)), {}, false};
  auto committee = store::find(tx, alliance, id);
  if (!committee || !may(Action::read, s.seen.standing)) return fail(Error::not_found());
  s.committee = std::move(*committee);
  const auto own = offices_of(tx, actor, s.seen);
  s.officer = std::find(own.begin(), own.end(), id) != own.end();
  return s;
}

std::vector<CommitteeId> offices_of(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  if (!actor || actor->via == auth::Via::system) return {};
  return store::offices_of(tx, seen.alliance.id, actor->account, seen.today);
}

std::optional<Committee> find(db::Tx& tx, AllianceId alliance, CommitteeId id) { return store::find(tx, alliance, id); }

std::optional<CommitteeId> find_by_name(db::Tx& tx, AllianceId alliance, std::string_view name) {
  return store::find_by_name(tx, alliance, fold(name));
}

std::vector<Listed> of_alliance(db::Tx& tx, AllianceId alliance) {
  std::vector<Listed> out;
  for (auto& row : store::of_alliance(tx, alliance)) out.push_back({std::move(row.committee), row.members});
  return out;
}

search::Slice searched(db::Tx& tx, std::int64_t after, int limit) {
  search::Slice out;
  for (const auto& committee : store::after(tx, CommitteeId(after), limit)) {
    out.documents.push_back(document(committee));
    out.last = committee.id.value();
  }
  return out;
}

std::map<CommitteeId, std::vector<Appointment>> holders_on(db::Tx& tx, AllianceId alliance, Date day) {
  std::map<CommitteeId, std::vector<Appointment>> out;
  for (auto& row : store::appointments_of_alliance(tx, alliance, day)) out[row.committee].push_back(std::move(row));
  return out;
}

std::map<CommitteeId, std::vector<OrganizationId>> members_of_alliance(db::Tx& tx, AllianceId alliance) {
  std::map<CommitteeId, std::vector<OrganizationId>> out;
  for (const auto& member : store::members_of_alliance(tx, alliance)) out[member.committee].push_back(member.organization);
  return out;
}

std::map<CommitteeId, std::vector<Member>> history_of_alliance(db::Tx& tx, AllianceId alliance) {
  std::map<CommitteeId, std::vector<Member>> out;
  for (auto& member : store::history_of_alliance(tx, alliance)) out[member.committee].push_back(std::move(member));
  return out;
}

Result<Committee> found(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  // Before the input is judged: who may not found a committee learns nothing from what they sent.
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::found, seen.standing)) return fail(Error::forbidden());
  return found(tx, act, alliance, TRY(parse(input)));
}

Result<Committee> found(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Committee& checked) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::found, seen.standing)) return fail(Error::forbidden());
  auto committee = checked;
  if (store::find_by_name(tx, alliance, fold(committee.name.es))) return fail(name_taken());
  committee.id = CommitteeId::make();
  committee.agency = seen.alliance.agency;
  committee.alliance = alliance;
  store::insert(tx, committee, act.who().account);
  auto rules = rules_of(committee);
  rules.since = committee.founded_on.value_or(seen.today);
  store::insert_rules(tx, committee, rules, act.who().account);
  search::put(tx, document(committee));
  feature::record(tx, act, about(committee), "committee.found", changes({}, committee));
  TRY(feature::remember(tx, act, committee.id.text()));
  return committee;
}

Result<Committee> edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, const Input& input) {
  const auto seen = TRY(seen_for(tx, act, alliance, id, Action::edit));
  auto committee = TRY(parse(input));
  committee.id = id;
  committee.agency = seen.committee.agency;
  committee.alliance = alliance;
  committee.source = seen.committee.source;
  if (const auto other = store::find_by_name(tx, alliance, fold(committee.name.es)); other && *other != id)
    return fail(name_taken());
  if (!store::update(tx, committee, act.who().account))
    return fail(Error::conflict(_(
        "Alguien guardó este comité mientras usted escribía. Su texto sigue aquí: compárelo con el actual y guarde de nuevo.")));
  if (!same_rules(seen.committee, committee)) next_edition(tx, act, committee, seen.seen.today);
  search::put(tx, document(committee));
  feature::record(tx, act, about(committee), "committee.edit", changes(seen.committee, committee));
  TRY(feature::remember(tx, act, id.text()));
  return committee;
}

Result<MemberId> add_member(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, OrganizationId organization,
                            std::string_view since) {
  // Nothing chosen: who may add an organisation of their own is told so at the field, as who keeps the members is.
  if (!organization) TRY(seen_to_choose(tx, act, alliance, id));
  const auto seen = TRY(seen_to_move(tx, act, alliance, id, organization));
  if (const auto& end = seen.committee.dissolved_on; end && *end <= seen.seen.today)
    return fail(Error::conflict(_("El comité se disolvió el {1}: ya no recibe integrantes.").arg(end->text())));
  const auto day = TRY(parse_day("since", since));
  const auto rows = membership::history(tx, alliance, organization);
  const bool takes_part =
      !rows.empty() && !rows.front().until &&
      (rows.front().status == membership::Status::active || rows.front().status == membership::Status::invited);
  if (!takes_part) return fail(Error::field("organization", _("Elija una organización invitada o activa en la alianza.")));
  return add_member(tx, act, seen.committee, organization, day);
}

Result<MemberId> add_member(db::Tx& tx, const feature::Act& act, const Committee& committee, OrganizationId organization,
                            std::optional<Date> since) {
  if (store::member_in_force(tx, committee.id, organization)) {
    auto error = Error::field("organization", _("Esa organización ya es parte del comité."));
    error.fault = Fault::conflict;
    return fail(std::move(error));
  }
  const auto id = store::insert_member(tx, committee, organization, since, act.who().account);
  feature::record(tx, act, about(committee), "committee.add_member",
                  audit::Fields().set("organization", organization).set("since", since));
  TRY(feature::remember(tx, act, committee.id.text()));
  return id;
}

Done end_member(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId id, MemberId member, std::string_view until,
                std::string_view reason) {
  const auto row = store::find_member(tx, id, member);
  const auto seen = TRY(seen_to_move(tx, act, alliance, id, row ? row->organization : OrganizationId()));
  if (!row) return fail(Error::not_found());
  if (row->until) return fail(Error::conflict(_("Esa organización ya había dejado el comité.")));
  const auto day = TRY(parse_day("until", until));
  if (row->since && day < *row->since)
    return fail(Error::field("until", _("Escriba una fecha igual o posterior al {1}.").arg(row->since->text())));
  auto why = parse_text(reason, 500, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba el motivo: quedará en la historia de la organización.")));
  store::end_member(tx, member, day, *why, act.who().account);
  feature::record(tx, act, about(seen.committee), "committee.end_member",
                  audit::Fields().set("organization", row->organization).set("until", day).set("reason", *why));
  return feature::remember(tx, act, id.text());
}

Book book(db::Tx& tx, CommitteeId id) { return {store::members(tx, id), store::appointments(tx, id)}; }

std::vector<Member> memberships_of(db::Tx& tx, OrganizationId organization) { return store::memberships_of(tx, organization); }

void merge(db::Tx& tx, const Merge& m) {
  // Data, not a message: it is written into the row's reason, as a person would.
  store::merge(tx, {m.id, m.kept, m.gone}, m.on.value_or(Zone().date_of(tx.now())),
               "Se unió con otra ficha de la misma organización.");
}

void unmerge(db::Tx& tx, const Merge& m) { store::unmerge(tx, {m.id, m.kept, m.gone}); }

}  // namespace alianza::committees
