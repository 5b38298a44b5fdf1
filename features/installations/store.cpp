#include "features/installations/store.h"

namespace alianza::installations::store {
namespace {

struct Row {
  Installation i;
  static void columns(auto& v, Row& r) {
    auto& i = r.i;
    v(i.id, i.agency, i.alliance, i.committee, i.edition, i.correction, i.installed_on, i.folio, i.canonical, i.digest,
      i.declared_by, i.declared_at, i.published);
  }
};
struct InstalledRow {
  Installed i;
  static void columns(auto& v, InstalledRow& r) { v(r.i.committee, r.i.on); }
};

}  // namespace

void insert(db::Tx& tx, const Installation& i, auth::AccountId by) {
  tx.exec(
      "INSERT INTO installations (id, agency_id, alliance_id, committee_id, edition, correction, installed_on, folio, canonical, "
      "digest, declared_by, declared_by_name, declared_at) VALUES (:id, :agency, :alliance, :committee, :edition, :correction, "
      ":on, :folio, :canonical, :digest, :by, :name, :at)",
      {{"id", i.id},
       {"agency", i.agency},
       {"alliance", i.alliance},
       {"committee", i.committee},
       {"edition", i.edition},
       {"correction", i.correction},
       {"on", i.installed_on},
       {"folio", i.folio},
       {"canonical", i.canonical},
       {"digest", i.digest},
       {"by", by},
       {"name", i.declared_by},
       {"at", tx.now()}});
}

std::vector<Installation> editions(db::Tx& tx, CommitteeId committee) {
  std::vector<Installation> out;
  for (auto& row : tx.all<Row>(
           "SELECT i.id, i.agency_id, i.alliance_id, i.committee_id, i.edition, i.correction, i.installed_on, i.folio, "
           "i.canonical, i.digest, i.declared_by_name, i.declared_at, EXISTS (SELECT 1 FROM installation_publications p WHERE "
           "p.installation_id = i.id AND p.ended_at IS NULL) FROM installations i WHERE i.committee_id = :committee ORDER BY "
           "i.edition DESC LIMIT 100",
           {{"committee", committee}}))
    out.push_back(std::move(row.i));
  return out;
}

std::vector<Installed> installed(db::Tx& tx, AllianceId alliance) {
  std::vector<Installed> out;
  for (const auto& row :
       tx.all<InstalledRow>("SELECT i.committee_id, i.installed_on FROM installations i WHERE i.alliance_id = :alliance AND "
                            "NOT EXISTS (SELECT 1 FROM installations n WHERE n.committee_id = i.committee_id AND n.edition > "
                            "i.edition) ORDER BY i.committee_id LIMIT 1000",
                            {{"alliance", alliance}}))
    out.push_back(row.i);
  return out;
}

int next_folio(db::Tx& tx, AgencyId agency, int year) {
  return tx
      .one<int>(
          "INSERT INTO installation_folios (agency_id, folio_year, last_number) VALUES (:agency, :year, 1) ON CONFLICT "
          "(agency_id, folio_year) DO UPDATE SET last_number = installation_folios.last_number + 1 RETURNING last_number",
          {{"agency", agency}, {"year", year}})
      .value_or(0);
}

void publish(db::Tx& tx, const Installation& i, auth::AccountId by) {
  tx.exec(
      "INSERT INTO installation_publications (id, agency_id, installation_id, published_by, published_at) VALUES (:id, :agency, "
      ":installation, :by, :at)",
      {{"id", Id<struct InstallationPublicationTag>::make()},
       {"agency", i.agency},
       {"installation", i.id},
       {"by", by},
       {"at", tx.now()}});
}

void withdraw(db::Tx& tx, InstallationId id, auth::AccountId by) {
  tx.exec("UPDATE installation_publications SET ended_by = :by, ended_at = :at WHERE installation_id = :id AND ended_at IS NULL",
          {{"by", by}, {"at", tx.now()}, {"id", id}});
}

}  // namespace alianza::installations::store
