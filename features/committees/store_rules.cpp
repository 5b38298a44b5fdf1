// Editions of the rules of a body.
#include "features/committees/store.h"

namespace alianza::committees::store {
namespace {

#define RULES_COLUMNS                                                                                                \
  "SELECT committee_id, edition, since, quorum_percent, quorum_number, voting_base, rules_es, rules_en, basis FROM " \
  "committee_rules "

struct RulesRow {
  RulesOf of;
  static void columns(auto& v, RulesRow& row) {
    auto& r = row.of.rules;
    v(row.of.committee, r.edition, r.since, r.quorum_percent, r.quorum_number, r.voting_base, r.text.es, r.text.en, r.basis);
  }
};

}  // namespace

void insert_rules(db::Tx& tx, const Committee& c, const Rules& r, auth::AccountId by) {
  tx.exec(
      "INSERT INTO committee_rules (id, agency_id, alliance_id, committee_id, edition, since, quorum_percent, quorum_number, "
      "voting_base, rules_es, rules_en, basis, recorded_by, recorded_at) VALUES (:id, :agency, :alliance, :committee, :edition, "
      ":since, :percent, :number, :base, :rules_es, :rules_en, :basis, :by, :at)",
      {{"id", Id<struct RulesTag>::make()},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"committee", c.id},
       {"edition", r.edition},
       {"since", r.since},
       {"percent", r.quorum_percent},
       {"number", r.quorum_number},
       {"base", r.voting_base},
       {"rules_es", r.text.es},
       {"rules_en", r.text.en},
       {"basis", r.basis},
       {"by", by},
       {"at", tx.now()}});
}

void update_rules(db::Tx& tx, const Committee& c, const Rules& r, auth::AccountId by) {
  tx.exec(
      "UPDATE committees SET quorum_percent = :percent, quorum_number = :number, voting_base = :base, rules_es = :rules_es, "
      "rules_en = :rules_en, version = version + 1, updated_by = :by, updated_at = :at WHERE id = :id",
      {{"percent", r.quorum_percent},
       {"number", r.quorum_number},
       {"base", r.voting_base},
       {"rules_es", r.text.es},
       {"rules_en", r.text.en},
       {"by", by},
       {"at", tx.now()},
       {"id", c.id}});
}

std::vector<Rules> rules(db::Tx& tx, CommitteeId committee) {
  std::vector<Rules> out;
  for (auto& row : tx.all<RulesRow>(RULES_COLUMNS "WHERE committee_id = :committee ORDER BY edition DESC LIMIT 500",
                                    {{"committee", committee}}))
    out.push_back(std::move(row.of.rules));
  return out;
}

std::vector<RulesOf> rules_of_alliance(db::Tx& tx, AllianceId alliance) {
  std::vector<RulesOf> out;
  for (auto& row :
       tx.all<RulesRow>(RULES_COLUMNS "WHERE committee_id IN (SELECT id FROM committees WHERE alliance_id = :alliance) "
                                      "ORDER BY committee_id, edition DESC LIMIT 20000",
                        {{"alliance", alliance}}))
    out.push_back(std::move(row.of));
  return out;
}

}  // namespace alianza::committees::store
