// How what was applied is taken back, and what that would do.
#include <boost/json.hpp>

#include "features/imports/actions_shared.h"

namespace alianza::imports {
namespace {

using organizations::Organization;
using organizations::ProfileInput;
using organizations::Shelf;

constexpr int looked_at_once = 500;

organizations::SdgMasks masks_from(const boost::json::value& value) {
  return {value.as_array().at(0).as_int64(), value.as_array().at(1).as_int64()};
}

/// Imports that were applied before days were kept have none: their goals are declared anew.
organizations::GoalDays goal_days_from(const boost::json::object& undo) {
  organizations::GoalDays out;
  if (const auto* days = undo.if_contains("goal_days"))
    for (const auto& [goal, day] : days->as_object())
      if (const auto parsed = Date::parse(std::string_view(day.as_string()))) out.emplace(std::stoi(std::string(goal)), *parsed);
  return out;
}

/// The organisation as it was before, out of what is there and what was kept. Error: invalid by field, when what was kept would
/// not be taken today.
Result<organizations::Amendment> former(db::Tx& tx, const Organization& now, const boost::json::object& undo) {
  organizations::Amendment out{now.id, now.version, now.profile, interests(now.sdgs), Shelf::inactive};
  const auto* before = undo.if_contains("before");
  if (before == nullptr) return out;
  ProfileInput input;
  for (const auto& [name, member] : organizations::input_fields())
    input.*member = std::string(before->as_object().at(name).as_string());
  out.profile = TRY(organizations::check_partial(tx, now.agency, input)).profile;
  out.sdgs = interests(masks_from(undo.at("sdgs_before")));
  out.goal_days = goal_days_from(undo);
  Shelf shelf{};
  if (from_text(std::string_view(undo.at("shelf").as_string()), shelf)) out.shelf = shelf;
  return out;
}

void leave(Row& row, const Message& why) {
  row.state = RowState::left;
  row.notes.errors = {remark(-1, "", why)};
}
void leave(Row& row, const Error& refusal) {
  if (refusal.fields.empty()) return leave(row, refusal.message);
  leave(row, _("Sus valores de antes ya no se admiten y se dejó como está. Corríjala en su ficha."));
  for (const auto& e : refusal.fields) row.notes.errors.push_back(remark(-1, e.field, e.message));
}

/// What became of the organisation of a row since it was applied.
enum class Fate { untouched, touched, takes_part };
Fate fate_of(const Row& row, const boost::json::object& undo, const std::map<OrganizationId, organizations::Mark>& marks) {
  const auto after = masks_from(undo.at("sdgs_after"));
  const auto found = marks.find(row.organization);
  if (found == marks.end() || found->second.shelf == Shelf::merged || found->second.version != undo.at("version").as_int64() ||
      found->second.sdgs.priority != after.priority || found->second.sdgs.interested != after.interested)
    return Fate::touched;
  // Who answered an invitation, signed, attended or joined a committee did so as a participant, and stays one in its history.
  return !undo.if_contains("before") && found->second.took_part ? Fate::takes_part : Fate::untouched;
}

std::map<OrganizationId, organizations::Mark> marks_of(db::Tx& tx, AgencyId agency, const std::vector<Row>& rows) {
  std::vector<OrganizationId> ids;
  for (const auto& row : rows) ids.push_back(row.organization);
  return organizations::marks(tx, agency, ids);
}

/// The values that it had before the import.
Done restore(db::Tx& tx, const feature::Act& act, const Judging& judging, const Row& row, const boost::json::object& undo) {
  const auto agency = judging.at.alliance.agency;
  const auto now = organizations::find(tx, agency, row.organization);
  if (!now) return fail(Error::not_found());
  const auto to = TRY(former(tx, *now, undo));
  TRY(organizations::amend(tx, act, agency, to, judging.at.today, {judging.import.id.value()}));
  return {};
}

}  // namespace

UndoPreview preview_undo(db::Tx& tx, const Seen& seen) {
  UndoPreview out;
  std::int64_t after = 0;
  for (;;) {
    const auto rows = store::applied_from(tx, seen.import.id, after, looked_at_once);
    if (rows.empty()) return out;
    const auto marks = marks_of(tx, seen.import.agency, rows);
    for (const auto& row : rows) {
      const auto undo = boost::json::parse(row.undo).as_object();
      switch (fate_of(row, undo, marks)) {
        case Fate::touched: ++out.touched; break;
        case Fate::takes_part: ++out.taking_part; break;
        case Fate::untouched: ++(undo.if_contains("before") ? out.restored : out.removed); break;
      }
    }
    after = rows.back().number;
  }
}

void undo_all(db::Tx& tx, const feature::Act& act, const Judging& judging, std::vector<Row>& rows) {
  const auto agency = judging.at.alliance.agency;
  const auto marks = marks_of(tx, agency, rows);
  std::vector<OrganizationId> unused;
  for (auto& row : rows) {
    const auto undo = boost::json::parse(row.undo).as_object();
    const auto fate = fate_of(row, undo, marks);
    if (fate == Fate::touched) {
      leave(row, _("Alguien la cambió después de la importación."));
      continue;
    }
    if (fate == Fate::takes_part) {
      leave(row, _("Desde entonces se le invitó o participa en una alianza: se dejó como está."));
      continue;
    }
    // A new one that was put out of use meanwhile is at another version: what is here is active.
    if (!undo.if_contains("before")) {
      unused.push_back(row.organization);
    } else if (const auto done = restore(tx, act, judging, row, undo); !done) {
      leave(row, done.error());
      continue;
    }
    if (const auto* contact = undo.if_contains("contact"))
      if (const auto id = membership::AffiliationId::parse(std::string_view(contact->as_string())))
        // Somebody may have ended it already: then there is nothing to take back.
        (void)organizations::end_contact(tx, act, judging.import.alliance, row.organization, *id, judging.at.today.text());
    row.state = RowState::restored;
  }
  organizations::shelve(tx, act, agency, unused, {judging.import.id.value()});
}

}  // namespace alianza::imports
