// Who did what to organisations: their contacts are persons of membership.
#include "features/organizations/personal.h"

#include "platform/feature/personal.h"

namespace alianza::organizations {
namespace {

using feature::Fate;
using feature::Subject;

struct Acts {
  std::int64_t steps = 0;
  std::int64_t decisions = 0;
  std::int64_t merges = 0;
  std::int64_t all() const { return steps + decisions + merges; }
  static void columns(auto& v, Acts& row) { v(row.steps, row.decisions, row.merges); }
};

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  if (s.account == 0) return;
  const auto acts = tx.one<Acts>(
      "SELECT (SELECT count(*) FROM organization_contribution_steps p JOIN organization_contributions c ON c.id = "
      "p.contribution_id WHERE p.recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR c.agency_id = :agency)), "
      "(SELECT count(*) FROM organization_duplicates d WHERE d.decided_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "d.agency_id = :agency)), (SELECT count(*) FROM organization_merges m WHERE (m.merged_by = :account OR m.undone_by = "
      ":account) AND (CAST(:every AS BIGINT) = 0 OR m.agency_id = :agency))",
      {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  if (acts && acts->all() > 0)
    out.push_back({_("Actos del directorio a su nombre"), {{_("Cuántos"), std::to_string(acts->all())}}, Fate::nameless});
}

void erase(db::Tx& tx, const Subject& s) {
  if (s.account == 0) return;
  const auto& name = feature::erased_name;
  tx.exec(
      "UPDATE organization_contribution_steps SET recorded_by_name = :name WHERE recorded_by = :account AND "
      "(CAST(:every AS BIGINT) = 0 OR contribution_id IN (SELECT id FROM organization_contributions WHERE agency_id = :agency))",
      {{"name", name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  tx.exec(
      "UPDATE organization_duplicates SET decided_by_name = :name WHERE decided_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency)",
      {{"name", name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  tx.exec(
      "UPDATE organization_merges SET merged_by_name = :name WHERE merged_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency)",
      {{"name", name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
  tx.exec(
      "UPDATE organization_merges SET undone_by_name = :name WHERE undone_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency)",
      {{"name", name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}});
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"organization_contribution_steps.recorded_by_name", "organization_duplicates.decided_by_name",
                   "organization_merges.merged_by_name", "organization_merges.undone_by_name"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::organizations
