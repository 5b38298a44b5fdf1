#include "features/workplans/actions.h"

#include <algorithm>
#include <set>

#include "features/workplans/store.h"
#include "platform/base/typed.h"

namespace alianza::workplans {
namespace {

feature::About about(const committees::Committee& c) { return {c.agency.value(), c.alliance.value(), "committee", c.id.value()}; }

Result<Seen> seen_to_write(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee) {
  auto seen = TRY(workplans::see(tx, act.actor, alliance, committee));
  if (!seen.may_write) return fail(Error::forbidden());
  return seen;
}

std::optional<Area> area_of(db::Tx& tx, CommitteeId committee, AreaId id) {
  auto areas = store::areas(tx, committee);
  const auto found = std::find_if(areas.begin(), areas.end(), [&](const Area& a) { return a.id == id; });
  if (found == areas.end()) return std::nullopt;
  return std::move(*found);
}

/// Area and owner belong to the body. An owner that has left meanwhile may stay what it was.
Done belongs(db::Tx& tx, CommitteeId committee, const Activity& wanted, OrganizationId before) {
  Error error = Error::invalid(_("Revise los datos marcados."));
  if (!area_of(tx, committee, wanted.area)) error.fields.push_back({"area", _("Elija un área del plan.")});
  if (wanted.owner && wanted.owner != before) {
    const auto members = committees::book(tx, committee).members;
    if (std::none_of(members.begin(), members.end(), [&](const auto& m) { return m.organization == wanted.owner && !m.until; }))
      error.fields.push_back({"owner", _("Elija una organización del comité.")});
  }
  if (!error.fields.empty()) return fail(std::move(error));
  return {};
}

Error crossed() {
  return Error::conflict(_(
      "Alguien cambió esta actividad mientras usted escribía. Su texto sigue aquí: compárelo con el actual y guarde de nuevo."));
}

audit::Fields changes(const Activity& before, const Activity& after) {
  audit::Fields f;
  f.set("activity", after.id)
      .change("area", before.area.text(), after.area.text())
      .change("title", before.title, after.title)
      .change("detail", before.detail, after.detail)
      .change("owner", before.owner ? before.owner.text() : "", after.owner ? after.owner.text() : "")
      .change("starts", before.starts.text(), after.starts.text())
      .change("due", before.due.text(), after.due.text());
  return f;
}

}  // namespace

bool Seen::may_move(const Activity& activity) const { return workplans::may_move(at.seen.standing, ties, activity.owner); }

Result<Seen> see(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee) {
  Seen seen{TRY(committees::see(tx, actor, alliance, committee)), {}, false};
  const auto& standing = seen.at.seen.standing;
  seen.ties = {seen.at.officer, committees::is_member(tx, standing, committee), store::is_published(tx, committee)};
  if (!may(Action::read, standing, seen.ties)) return fail(Error::not_found());
  seen.may_write = may(Action::write, standing, seen.ties);
  return seen;
}

Plan plan(db::Tx& tx, CommitteeId committee) {
  Plan p{store::areas(tx, committee), store::activities(tx, committee)};
  std::map<AreaId, std::size_t> place;
  for (std::size_t i = 0; i < p.areas.size(); ++i) place[p.areas[i].id] = i;
  std::stable_sort(p.activities.begin(), p.activities.end(),
                   [&](const Activity& a, const Activity& b) { return place[a.area] < place[b.area]; });
  return p;
}

bool is_published(db::Tx& tx, CommitteeId committee) { return store::is_published(tx, committee); }

Result<AreaId> add_area(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, const AreaInput& input) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, committee));
  auto wanted = TRY(parse(input));
  const auto areas = store::areas(tx, committee);
  if (areas.size() >= most_areas) return fail(Error::conflict(_("Un plan tiene a lo más 40 áreas.")));
  const int last = areas.empty() ? 0 : areas.back().ordinal;
  const Area area{AreaId::make(), committee, wanted.ordinal.value_or(std::min(last + 1, 99)), std::move(wanted.title)};
  store::insert(tx, seen.at.committee, area, act.who().account);
  feature::record(tx, act, about(seen.at.committee), "workplan.add_area",
                  audit::Fields().set("area", area.id).set("title_es", area.title.es).set("title_en", area.title.en));
  TRY(feature::remember(tx, act, area.id.text()));
  return area.id;
}

Done edit_area(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, AreaId id,
               const AreaInput& input) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, committee));
  const auto before = area_of(tx, committee, id);
  if (!before) return fail(Error::not_found());
  auto wanted = TRY(parse(input));
  const Area area{id, committee, wanted.ordinal.value_or(before->ordinal), std::move(wanted.title)};
  store::update(tx, area);
  feature::record(tx, act, about(seen.at.committee), "workplan.edit_area",
                  audit::Fields()
                      .set("area", id)
                      .change("title_es", before->title.es, area.title.es)
                      .change("title_en", before->title.en, area.title.en)
                      .change("ordinal", before->ordinal, area.ordinal));
  return feature::remember(tx, act, id.text());
}

Done remove_area(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, AreaId id) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, committee));
  const auto before = area_of(tx, committee, id);
  if (!before) return fail(Error::not_found());
  if (store::has_activities(tx, id))
    return fail(Error::conflict(_("El área tiene actividades: páselas a otra área antes de quitarla.")));
  store::remove(tx, id);
  feature::record(tx, act, about(seen.at.committee), "workplan.remove_area",
                  audit::Fields().set("area", id).set("title_es", before->title.es));
  return feature::remember(tx, act, id.text());
}

Result<ActivityId> add_activity(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee,
                                const ActivityInput& input) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, committee));
  auto activity = TRY(parse(input));
  TRY(belongs(tx, committee, activity, {}));
  if (store::activities(tx, committee).size() >= most_activities)
    return fail(Error::conflict(_("Un plan tiene a lo más 500 actividades.")));
  activity.id = ActivityId::make();
  activity.agency = seen.at.committee.agency;
  activity.alliance = alliance;
  activity.committee = committee;
  store::insert(tx, activity, act.who().account);
  store::insert_move(tx, activity, {}, act.who().account);
  feature::record(tx, act, about(seen.at.committee), "workplan.add_activity", changes({}, activity));
  TRY(feature::remember(tx, act, activity.id.text()));
  return activity.id;
}

Done edit_activity(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, ActivityId id,
                   const ActivityInput& input) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, committee));
  const auto before = store::find(tx, committee, id);
  if (!before) return fail(Error::not_found());
  const auto typed = TRY(parse(input));
  TRY(belongs(tx, committee, typed, before->owner));
  auto after = *before;
  after.area = typed.area;
  after.title = typed.title;
  after.detail = typed.detail;
  after.owner = typed.owner;
  after.starts = typed.starts;
  after.due = typed.due;
  after.version = typed.version;
  if (!store::update(tx, after)) return fail(crossed());
  feature::record(tx, act, about(seen.at.committee), "workplan.edit_activity", changes(*before, after));
  return feature::remember(tx, act, id.text());
}

Done move_activity(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, ActivityId id,
                   const MoveInput& input) {
  const auto seen = TRY(see_activity(tx, act.actor, alliance, committee, id));
  if (!seen.seen.may_move(seen.activity)) return fail(Error::forbidden());
  const auto& before = seen.activity;
  const auto move = TRY(parse(input, before));
  auto after = before;
  after.state = move.state;
  after.progress = move.progress;
  if (const auto typed = trim(input.version); !typed.empty()) after.version = whole_number(typed).value_or(0);
  if (after.version != before.version || !store::update(tx, after)) return fail(crossed());
  store::insert_move(tx, after, move.note, act.who().account);
  feature::record(tx, act, about(seen.seen.at.committee), "workplan.move_activity",
                  audit::Fields()
                      .set("activity", id)
                      .change("state", to_text(before.state), to_text(after.state))
                      .change("progress", before.progress, after.progress)
                      .set("note", move.note));
  return feature::remember(tx, act, id.text());
}

Done set_published(db::Tx& tx, const feature::Act& act, AllianceId alliance, CommitteeId committee, std::string_view published) {
  const auto seen = TRY(seen_to_write(tx, act, alliance, committee));
  if (published != "1" && published != "0") return fail(Error::field("published", _("Diga si se publica o no.")));
  const bool wanted = published == "1";
  if (wanted == seen.ties.published)
    return fail(Error::conflict(wanted ? _("El plan ya está publicado.") : _("El plan no está publicado.")));
  if (wanted)
    store::publish(tx, seen.at.committee, act.who().account);
  else
    store::withdraw(tx, committee, act.who().account);
  feature::record(tx, act, about(seen.at.committee), wanted ? "workplan.publish" : "workplan.withdraw", {});
  return feature::remember(tx, act, committee.text());
}

Result<SeenActivity> see_activity(db::Tx& tx, const auth::MaybeActor& actor, AllianceId alliance, CommitteeId committee,
                                  ActivityId id) {
  SeenActivity out{TRY(workplans::see(tx, actor, alliance, committee)), {}, {}};
  auto found = store::find(tx, committee, id);
  if (!found) return fail(Error::not_found());
  out.activity = std::move(*found);
  out.moves = store::moves(tx, id);
  return out;
}

Due due_for(db::Tx& tx, const auth::MaybeActor& actor, const alliances::Seen& seen) {
  const auto& standing = seen.standing;
  const bool all = standing.convenes();
  std::set<CommitteeId> own;
  if (!all && standing.has_seat(membership::Status::active))
    for (const auto id : committees::offices_of(tx, actor, seen)) own.insert(id);
  Due out;
  const bool has_seat = standing.has_seat(membership::Status::active);
  if (!all && !has_seat) return out;
  // Who answers for an activity must still be in the body to be asked for it.
  std::map<CommitteeId, std::vector<OrganizationId>> members;
  if (!all) members = committees::members_of_alliance(tx, seen.alliance.id);
  const auto answers = [&](const Activity& a) {
    if (!a.owner || !standing.acts_for(a.owner)) return false;
    const auto& in = members[a.committee];
    return std::find(in.begin(), in.end(), a.owner) != in.end();
  };
  out.rows = store::due(tx, seen.alliance.id, seen.today.plus_days(days_of_week));
  if (!all) std::erase_if(out.rows, [&](const Activity& a) { return !own.contains(a.committee) && !answers(a); });
  if (!out.rows.empty())
    for (const auto& row : committees::of_alliance(tx, seen.alliance.id)) out.names.emplace(row.committee.id, row.committee.name);
  return out;
}

void merge(db::Tx& tx, const Merge& m) { store::merge(tx, {m.id, m.kept, m.gone}); }
void unmerge(db::Tx& tx, const Merge& m) { store::unmerge(tx, {m.id, m.kept, m.gone}); }

}  // namespace alianza::workplans
