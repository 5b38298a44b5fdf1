// One organisation of many: imports. Who may and what is right was asked before, by the batch.
#include "features/organizations/actions_shared.h"
#include "features/organizations/store.h"

namespace alianza::organizations {

GoalDays goal_days(db::Tx& tx, OrganizationId id) {
  GoalDays out;
  for (const auto& sdg : store::sdgs(tx, id)) out.emplace(sdg.interest.goal, sdg.declared_on);
  return out;
}

std::map<OrganizationId, Mark> marks(db::Tx& tx, AgencyId agency, const std::vector<OrganizationId>& ids) {
  std::map<OrganizationId, Mark> out;
  for (const auto& row : store::marks(tx, agency, ids))
    out.emplace(row.id, Mark{row.version, row.shelf, row.sdgs, row.participations > 0});
  return out;
}

Result<Organization> amend(db::Tx& tx, const feature::Act& act, AgencyId agency, const Amendment& to, Date on, Batch batch) {
  const auto stored = store::find(tx, agency, to.id);
  if (!stored) return fail(Error::not_found());
  if (stored->version != to.version || stored->shelf == Shelf::merged)
    return fail(Error::conflict(_("Alguien la cambió mientras tanto.")));
  if (to.shelf == Shelf::inactive && stored->shelf == Shelf::active && takes_part_somewhere(tx, to.id))
    return fail(Error::conflict(_("Todavía participa en una alianza.")));
  auto changed = *stored;
  changed.profile = to.profile;
  if (to.shelf != stored->shelf) {
    store::put_shelf(tx, to.id, to.shelf, {});
    changed.shelf = to.shelf;
    ++changed.version;
  }
  if (changed.profile != stored->profile) {
    ENSURE(store::update(tx, changed));
    ++changed.version;
    refresh_duplicates(tx, changed);
  }
  const auto before = interests(stored->sdgs);
  const auto& after = to.sdgs;
  if (masks(after).priority != stored->sdgs.priority || masks(after).interested != stored->sdgs.interested) {
    store::put_sdgs(tx, changed, after, on, to.goal_days);
    changed.sdgs = masks(after);
  }
  if (to.shelf != stored->shelf || !reads_alike(stored->profile, changed.profile)) index(tx, changed);
  auto fields = changes(stored->profile, changed.profile);
  fields.change("sdgs_priority", codes(before, SdgLevel::priority), codes(after, SdgLevel::priority))
      .change("sdgs_interested", codes(before, SdgLevel::interested), codes(after, SdgLevel::interested))
      .change("shelf", std::string(to_text(stored->shelf)), std::string(to_text(to.shelf)));
  if (batch.id != 0) fields.set("batch", id_to_text(batch.id));
  feature::record(tx, act, about(changed), "organization.edit", std::move(fields));
  return changed;
}

void shelve(db::Tx& tx, const feature::Act& act, AgencyId agency, const std::vector<OrganizationId>& ids, Batch batch) {
  if (ids.empty()) return;
  store::shelve(tx, agency, ids);
  for (const auto id : ids) {
    audit::Fields fields;
    fields.change("shelf", std::string(to_text(Shelf::active)), std::string(to_text(Shelf::inactive)));
    if (batch.id != 0) fields.set("batch", id_to_text(batch.id));
    feature::record(tx, act, {agency.value(), 0, "organization", id.value()}, "organization.edit", std::move(fields));
    search::remove_everywhere(tx, "organization", id.value());
  }
}

}  // namespace alianza::organizations
