#include "features/preferences/actions.h"

#include <algorithm>

#include "features/membership/actions.h"
#include "features/preferences/access.h"
#include "features/preferences/store.h"
#include "platform/base/typed.h"

namespace alianza::preferences {
namespace {

std::vector<committees::Committee> open_bodies(db::Tx& tx, AllianceId alliance, Date today) {
  std::vector<committees::Committee> out;
  for (auto& listed : committees::of_alliance(tx, alliance))
    if (may_be_chosen(listed.committee, today)) out.push_back(std::move(listed.committee));
  return out;
}

feature::About about(const Seen& seen) {
  return {seen.seen.alliance.agency.value(), seen.seen.alliance.id.value(), "organization", seen.organization.value()};
}

}  // namespace

Result<Survey> survey(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance) {
  Survey s;
  s.seen = TRY(alliances::see(tx, actor, alliance));
  const auto& standing = s.seen.standing;
  s.all = may(Action::survey, standing);
  s.may_assign = may(Action::assign, standing);
  std::vector<OrganizationId> readable;
  for (const auto& seat : standing.seats) {
    if (may_read(standing, seat.organization)) readable.push_back(seat.organization);
    if (standing.acts_for(seat.organization)) s.own.push_back(seat.organization);
  }
  if (!s.all && readable.empty()) return fail(Error::forbidden());
  const auto keeps = [&](OrganizationId id) {
    return s.all || std::find(readable.begin(), readable.end(), id) != readable.end();
  };
  s.statements = store::of_alliance(tx, alliance);
  std::erase_if(s.statements, [&](const Statement& row) { return !keeps(row.organization); });
  s.assignments = store::assignments(tx, alliance);
  std::erase_if(s.assignments, [&](const Assignment& row) { return !keeps(row.organization); });
  s.bodies = open_bodies(tx, alliance, s.seen.today);
  s.members = committees::members_of_alliance(tx, alliance);
  return s;
}

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, OrganizationId organization) {
  Seen s{TRY(alliances::see(tx, actor, alliance)), organization, {}, {}, false, false};
  const auto& standing = s.seen.standing;
  if (!may_read(standing, organization) || membership::history(tx, alliance, organization).empty())
    return fail(Error::not_found());
  s.statement = store::of_organization(tx, alliance, organization);
  s.bodies = open_bodies(tx, alliance, s.seen.today);
  s.may_state = standing.acts_for(organization);
  s.may_assign = may(Action::assign, standing);
  return s;
}

Done state(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, const Input& input) {
  const auto seen = TRY(preferences::see(tx, act.actor, alliance, organization));
  if (!seen.may_state) return fail(Error::forbidden());
  std::vector<CommitteeId> open;
  for (const auto& c : seen.bodies) open.push_back(c.id);
  auto wanted = TRY(parse(input, open));
  const Statement made{StatementId::make(), organization, std::move(wanted.note), tx.now(), std::move(wanted.choices)};
  store::insert(tx, seen.seen.alliance.agency, alliance, made, act.who().account);
  std::string order;
  for (const auto id : made.choices) order += (order.empty() ? "" : " ") + id.text();
  auto whose = about(seen);
  whose.person_kind = "account";
  whose.person_id = act.who().account.value();
  feature::record(tx, act, whose, "preferences.state", audit::Fields().set("choices", order).personal("note", {}, made.note));
  return feature::remember(tx, act, organization.text());
}

Done assign(db::Tx& tx, const feature::Act& act, AllianceId alliance, OrganizationId organization, const AssignmentInput& input) {
  const auto seen = TRY(preferences::see(tx, act.actor, alliance, organization));
  if (!seen.may_assign) return fail(Error::forbidden());
  Error error = Error::invalid(_("Revise los datos marcados."));
  Assignment made;
  made.organization = organization;
  const auto id = CommitteeId::parse(trim(input.committee));
  if (id && std::any_of(seen.bodies.begin(), seen.bodies.end(), [&](const auto& c) { return c.id == *id; }))
    made.committee = *id;
  else
    error.fields.push_back({"committee", _("Elija un comité de la lista.")});
  if (const auto day = Date::parse(trim(input.since)))
    made.since = *day;
  else
    error.fields.push_back({"since", _("Escriba una fecha como 2026-03-31.")});
  take(error, "reason", parse_text(input.reason, 500, Lines::many), made.reason);
  if (trim(input.reason).empty()) error.fields.push_back({"reason", _("Escriba por qué se asigna.")});
  if (!error.fields.empty()) return fail(std::move(error));
  // The membership is the act of the committee; who asks for it twice is told by the key of this one.
  const feature::Act within{act.actor, act.request_id, nullptr};
  if (auto joined = committees::add_member(tx, within, alliance, made.committee, organization, made.since.text()); !joined) {
    auto refused = std::move(joined).error();
    for (auto& field : refused.fields)
      if (field.field == "organization") field.field = "committee";
    return fail(std::move(refused));
  }
  store::insert(tx, seen.seen.alliance.agency, alliance, made, act.who().account);
  feature::record(tx, act, about(seen), "preferences.assign",
                  audit::Fields().set("committee", made.committee).set("since", made.since).set("reason", made.reason));
  return feature::remember(tx, act, organization.text());
}

std::map<CommitteeId, Count> counts(db::Tx& tx, AllianceId alliance) { return count(store::of_alliance(tx, alliance)); }

void merge(db::Tx& tx, const Merge& m) { store::merge(tx, {m.id, m.kept, m.gone}); }
void unmerge(db::Tx& tx, const Merge& m) { store::unmerge(tx, {m.id, m.kept, m.gone}); }

}  // namespace alianza::preferences
