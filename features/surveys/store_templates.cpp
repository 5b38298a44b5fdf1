#include "features/surveys/store.h"

namespace alianza::surveys::store {
namespace {

struct AgencyTemplateRow {
  AgencyTemplate t;
  static void columns(auto& v, AgencyTemplateRow& r) { v(r.t.id, r.t.agency, r.t.version, r.t.title.es, r.t.title.en); }
};

}  // namespace

void insert(db::Tx& tx, const AgencyTemplate& kept, auth::AccountId by) {
  tx.exec(
      "INSERT INTO survey_templates (id, agency_id, version_id, title_es, title_en, title_folded, created_by, created_at) VALUES "
      "(:id, :agency, :version, :title_es, :title_en, :folded, :by, :at)",
      {{"id", kept.id},
       {"agency", kept.agency},
       {"version", kept.version},
       {"title_es", kept.title.es},
       {"title_en", kept.title.en},
       {"folded", fold(kept.title.es)},
       {"by", by},
       {"at", tx.now()}});
}

std::vector<AgencyTemplate> templates_of(db::Tx& tx, AgencyId agency) {
  std::vector<AgencyTemplate> out;
  for (auto& row : tx.all<AgencyTemplateRow>("SELECT id, agency_id, version_id, title_es, title_en FROM survey_templates WHERE "
                                             "agency_id = :agency ORDER BY title_folded",
                                             {{"agency", agency}}))
    out.push_back(std::move(row.t));
  return out;
}

void remove_template(db::Tx& tx, AgencyTemplateId id) { tx.exec("DELETE FROM survey_templates WHERE id = :id", {{"id", id}}); }

bool is_template(db::Tx& tx, VersionId version) {
  return *tx.one<std::int64_t>("SELECT count(*) FROM survey_templates WHERE version_id = :version", {{"version", version}}) > 0;
}

}  // namespace alianza::surveys::store
