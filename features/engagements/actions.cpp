#include "features/engagements/actions.h"

#include <algorithm>
#include <set>

#include "features/engagements/access.h"
#include "features/engagements/store.h"
#include "features/membership/actions.h"
#include "features/organizations/actions.h"
#include "platform/base/typed.h"

namespace alianza::engagements {
namespace {

constexpr std::size_t note_length = 1000;
constexpr std::int64_t most_people = 100'000;

feature::About about(const Engagement& e) { return {e.agency.value(), e.alliance.value(), "engagement", e.id.value()}; }

/// The engagement for who may keep it, still open.
Result<SeenEngagement> seen_to_keep(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id) {
  auto at = TRY(see(tx, act.actor, alliance, id));
  if (!at.may_keep) return fail(Error::forbidden());
  if (at.engagement.state != State::open) return fail(Error::conflict(_("Ya concluyó o se canceló; no cambia más.")));
  return at;
}

Done keep(db::Tx& tx, const feature::Act& act, const Engagement& e, auth::AccountId ended_by) {
  if (!store::update(tx, e, ended_by))
    return fail(Error::conflict(_("Alguien guardó antes. Su texto sigue aquí; ábralo en otra ventana y compare.")));
  return feature::remember(tx, act, e.id.text());
}

/// Which organisation is meant: what was typed, or the only one the actor acts for.
Result<OrganizationId> organization_of(db::Tx& tx, const alliances::Seen& seen, std::string_view typed) {
  const auto wrong = [] {
    return fail(Error::field("organization",
                             _("Escriba el nombre de una organización activa en la alianza, como está en el directorio.")));
  };
  const auto text = trim(typed);
  OrganizationId id;
  if (text.empty()) {
    for (const auto& seat : seen.standing.seats) {
      if (!seen.standing.acts_for(seat.organization)) continue;
      if (id) return wrong();
      id = seat.organization;
    }
  } else if (const auto parsed = OrganizationId::parse(text)) {
    id = *parsed;
  } else if (const auto found = organizations::find_by_name(tx, seen.alliance.agency, text)) {
    id = *found;
  }
  if (!id || !may_join(seen.standing, id)) return wrong();
  return id;
}

bool is_active(db::Tx& tx, const alliances::Seen& seen, OrganizationId organization) {
  const auto rows = membership::history(tx, seen.alliance.id, organization);
  return !rows.empty() && !rows.front().until && rows.front().status == membership::Status::active;
}

const SeenJoin* in_force(const SeenEngagement& at, OrganizationId organization) {
  for (const auto& row : at.joins)
    if (row.join.organization == organization && !row.join.left) return &row;
  return nullptr;
}

}  // namespace

Result<List> list(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, const Filter& filter) {
  List out{.seen = TRY(alliances::see(tx, actor, alliance))};
  if (!may(Action::read, out.seen.standing)) return fail(Error::forbidden());
  const auto all = store::of_alliance(tx, alliance);
  const auto joins = store::joins_of_alliance(tx, alliance);
  out.counts = count(all, joins);
  std::map<EngagementId, std::pair<std::int64_t, std::int64_t>> turnout;
  for (const auto& join : joins) {
    auto& [organizations, people] = turnout[join.engagement];
    ++organizations;
    people += join.people;
  }
  for (const auto& e : all) {
    if ((filter.kind && e.kind != *filter.kind) || (filter.state && e.state != *filter.state)) continue;
    const auto& [organizations, people] = turnout[e.id];
    out.rows.push_back({e, organizations, people});
  }
  out.may_open = may(Action::keep, out.seen.standing);
  return out;
}

Result<SeenEngagement> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, EngagementId id) {
  SeenEngagement out{.seen = TRY(alliances::see(tx, actor, alliance))};
  const auto& standing = out.seen.standing;
  if (!may(Action::read, standing)) return fail(Error::forbidden());
  auto found = store::find(tx, alliance, id);
  if (!found) return fail(Error::not_found());
  out.engagement = std::move(*found);
  std::vector<OrganizationId> ids;
  std::set<OrganizationId> inside;
  auto joins = store::joins(tx, id);
  for (const auto& join : joins) {
    ids.push_back(join.organization);
    if (!join.left) inside.insert(join.organization);
  }
  const auto names = organizations::names(tx, ids);
  const bool is_open = out.engagement.state == State::open;
  for (auto& join : joins) {
    if (!may_read_note(standing, join.organization)) join.note.clear();
    const auto name = names.find(join.organization);
    const bool may_leave = is_open && !join.left && may_join(standing, join.organization);
    out.joins.push_back({std::move(join), name == names.end() ? std::string() : name->second.name, may_leave});
  }
  for (const auto& seat : standing.seats)
    if (standing.acts_for(seat.organization) && !inside.contains(seat.organization)) out.joinable.push_back(seat.organization);
  out.is_full = out.engagement.places > 0 && static_cast<std::int64_t>(inside.size()) >= out.engagement.places;
  out.may_keep = may(Action::keep, standing);
  return out;
}

Result<EngagementId> open(db::Tx& tx, const feature::Act& act, AllianceId alliance, const Input& input) {
  const auto seen = TRY(alliances::see(tx, act.actor, alliance));
  if (!may(Action::keep, seen.standing)) return fail(Error::forbidden());
  auto e = TRY(parse(input));
  e.id = EngagementId::make();
  e.agency = seen.alliance.agency;
  e.alliance = alliance;
  store::insert(tx, e, act.who().account);
  feature::record(tx, act, about(e), "engagement.open",
                  audit::Fields().set("kind", to_text(e.kind)).set("title_es", e.title.es).set("starts", e.starts));
  TRY(feature::remember(tx, act, e.id.text()));
  return e.id;
}

Done edit(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, const Input& input) {
  const auto at = TRY(seen_to_keep(tx, act, alliance, id));
  const auto& before = at.engagement;
  auto e = TRY(parse(input));
  e.id = id;
  e.agency = before.agency;
  e.alliance = alliance;
  feature::record(tx, act, about(e), "engagement.edit",
                  audit::Fields()
                      .change("kind", to_text(before.kind), to_text(e.kind))
                      .change("title_es", before.title.es, e.title.es)
                      .change("about_es", before.about.es, e.about.es)
                      .change("starts", before.starts, e.starts)
                      .change("ends", before.ends, e.ends)
                      .change("places", before.places, e.places));
  return keep(tx, act, e, {});
}

Done close(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, std::string_view result_es,
           std::string_view result_en) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  auto& e = at.engagement;
  Error error = Error::invalid(_("Revise los datos marcados."));
  take(error, "result_es", parse_text(result_es, long_text, Lines::many), e.result.es);
  take(error, "result_en", parse_text(result_en, long_text, Lines::many), e.result.en);
  if (trim(result_es).empty()) error.fields.push_back({"result_es", _("Escriba qué resultó.")});
  if (!error.fields.empty()) return fail(std::move(error));
  e.state = State::closed;
  e.ended = at.seen.today;
  feature::record(tx, act, about(e), "engagement.close", audit::Fields().set("result_es", e.result.es));
  return keep(tx, act, e, act.who().account);
}

Done cancel(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, std::string_view reason) {
  auto at = TRY(seen_to_keep(tx, act, alliance, id));
  auto why = parse_text(reason, note_length, Lines::many);
  if (!why) return fail(Error::field("reason", why.error().message));
  if (why->empty()) return fail(Error::field("reason", _("Escriba el motivo.")));
  auto& e = at.engagement;
  e.state = State::cancelled;
  e.cancelled_for = *why;
  e.ended = at.seen.today;
  feature::record(tx, act, about(e), "engagement.cancel", audit::Fields().set("reason", *why));
  return keep(tx, act, e, act.who().account);
}

Done join(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, const JoinInput& input) {
  const auto at = TRY(see(tx, act.actor, alliance, id));
  if (!may_join(at.seen.standing)) return fail(Error::forbidden());
  if (at.engagement.state != State::open) return fail(Error::conflict(_("Ya concluyó o se canceló; no cambia más.")));
  Join row;
  row.organization = TRY(organization_of(tx, at.seen, input.organization));
  if (!is_active(tx, at.seen, row.organization))
    return fail(Error::field("organization", _("Solo se suman organizaciones activas en la alianza.")));
  if (in_force(at, row.organization) != nullptr) return fail(Error::conflict(_("Esa organización ya se sumó.")));
  if (at.is_full) return fail(Error::conflict(_("Ya no hay lugares.")));
  const auto people = whole_number<std::int64_t>(trim(input.people));
  if (!people || *people < 1 || *people > most_people)
    return fail(Error::field("people", _("Escriba cuántas personas: un número entero desde 1.")));
  auto note = parse_text(input.note, note_length, Lines::many);
  if (!note) return fail(Error::field("note", note.error().message));
  row.id = JoinId::make();
  row.engagement = id;
  row.people = *people;
  row.note = std::move(*note);
  row.joined = at.seen.today;
  store::insert(tx, at.engagement.agency, row, act.who().account);
  feature::record(tx, act, about(at.engagement), "engagement.join",
                  audit::Fields().set("organization", row.organization).set("people", row.people));
  return feature::remember(tx, act, id.text());
}

Done leave(db::Tx& tx, const feature::Act& act, AllianceId alliance, EngagementId id, std::string_view organization) {
  const auto at = TRY(see(tx, act.actor, alliance, id));
  if (!may_join(at.seen.standing)) return fail(Error::forbidden());
  if (at.engagement.state != State::open) return fail(Error::conflict(_("Ya concluyó o se canceló; no cambia más.")));
  const auto who = TRY(organization_of(tx, at.seen, organization));
  const auto* row = in_force(at, who);
  if (row == nullptr) return fail(Error::conflict(_("Esa organización no está sumada.")));
  store::leave(tx, row->join.id, at.seen.today, act.who().account);
  feature::record(tx, act, about(at.engagement), "engagement.leave", audit::Fields().set("organization", who));
  return feature::remember(tx, act, id.text());
}

std::vector<Engagement> of_organization(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  std::set<EngagementId> inside;
  for (const auto& join : store::joins_of_alliance(tx, alliance))
    if (join.organization == organization) inside.insert(join.engagement);
  auto out = store::of_alliance(tx, alliance);
  std::erase_if(out, [&](const Engagement& e) { return !inside.contains(e.id) || e.state == State::cancelled; });
  return out;
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) { store::merge(tx, merge, kept, gone); }
void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) { store::unmerge(tx, merge, gone); }

}  // namespace alianza::engagements
