#include "features/adherences/store.h"

namespace alianza::adherences::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define TEXT_COLUMNS "SELECT agency_id, alliance_id, version, body_es, body_en, published_at FROM adherence_texts "
#define ADHERENCE_COLUMNS                                                                                                       \
  "SELECT id, agency_id, alliance_id, organization_id, organization_name, person_name, email, lang, text_version, offered_at, " \
  "expires_at, signed_at, signer_name, signer_position, document, sha256, signed_on, paper_type, paper_name FROM adherences "
// Of a list: what was signed stays in its row.
#define LISTED_COLUMNS                                                                                                          \
  "SELECT id, agency_id, alliance_id, organization_id, organization_name, person_name, email, lang, text_version, offered_at, " \
  "expires_at, signed_at, signer_name, signer_position, '' AS document, sha256, signed_on, paper_type, paper_name FROM "        \
  "adherences "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct TextRow {
  Text t;
  static void columns(auto& v, TextRow& r) {
    v(r.t.agency, r.t.alliance, r.t.version, r.t.body.es, r.t.body.en, r.t.published_at);
  }
};
struct Row {
  Adherence a;
  static void columns(auto& v, Row& r) {
    auto& a = r.a;
    v(a.id, a.agency, a.alliance, a.organization, a.organization_name, a.person_name, a.email, a.lang, a.text_version,
      a.offered_at, a.expires_at, a.signed_at, a.signer_name, a.signer_position, a.document, a.sha256, a.signed_on, a.paper_type,
      a.paper_name);
  }
};

std::optional<Text> take(std::optional<TextRow> row) {
  if (!row) return std::nullopt;
  return std::move(row->t);
}
std::optional<Adherence> take(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return std::move(row->a);
}

}  // namespace

void insert(db::Tx& tx, const Text& t, auth::AccountId by) {
  tx.exec(
      "INSERT INTO adherence_texts (id, agency_id, alliance_id, version, body_es, body_en, published_by, published_at) "
      "VALUES (:id, :agency, :alliance, :version, :es, :en, :by, :at)",
      {{"id", Id<struct TextTag>::make()},
       {"agency", t.agency},
       {"alliance", t.alliance},
       {"version", t.version},
       {"es", t.body.es},
       {"en", t.body.en},
       {"by", by},
       {"at", tx.now()}});
}

std::optional<Text> find_text(db::Tx& tx, AllianceId alliance, std::int64_t version) {
  return take(tx.one<TextRow>(TEXT_COLUMNS "WHERE alliance_id = :alliance AND version = :version",
                              {{"alliance", alliance}, {"version", version}}));
}

std::optional<Text> current_text(db::Tx& tx, AllianceId alliance) {
  return take(
      tx.one<TextRow>(TEXT_COLUMNS "WHERE alliance_id = :alliance ORDER BY version DESC LIMIT 1", {{"alliance", alliance}}));
}

std::vector<Text> texts(db::Tx& tx, AllianceId alliance) {
  std::vector<Text> out;
  for (auto& row :
       tx.all<TextRow>(TEXT_COLUMNS "WHERE alliance_id = :alliance ORDER BY version DESC LIMIT 100", {{"alliance", alliance}}))
    out.push_back(std::move(row.t));
  return out;
}

void insert(db::Tx& tx, const Adherence& a) {
  tx.exec(
      "INSERT INTO adherences (id, agency_id, alliance_id, organization_id, organization_name, person_name, email, lang, "
      "text_version, offered_at, expires_at) VALUES (:id, :agency, :alliance, :organization, :name, :person, :email, :lang, "
      ":version, :at, :expires)",
      {{"id", a.id},
       {"agency", a.agency},
       {"alliance", a.alliance},
       {"organization", a.organization},
       {"name", a.organization_name},
       {"person", a.person_name},
       {"email", a.email},
       {"lang", a.lang},
       {"version", a.text_version},
       {"at", a.offered_at},
       {"expires", a.expires_at}});
}

void renew(db::Tx& tx, const Adherence& a) {
  tx.exec(
      "UPDATE adherences SET person_name = :person, email = :email, lang = :lang, text_version = :version, offered_at = :at, "
      "expires_at = :expires WHERE id = :id AND signed_at IS NULL",
      {{"person", a.person_name},
       {"email", a.email},
       {"lang", a.lang},
       {"version", a.text_version},
       {"at", a.offered_at},
       {"expires", a.expires_at},
       {"id", a.id}});
}

bool sign(db::Tx& tx, const Adherence& a, auth::AccountId recorded_by) {
  return tx.exec(
             "UPDATE adherences SET signed_at = :at, text_version = :version, signer_name = :name, signer_position = :position, "
             "document = :document, "
             "sha256 = :sha256, signed_on = :on, paper_type = :type, paper_name = :file, recorded_account = :by WHERE id = :id "
             "AND "
             "signed_at IS NULL",
             {{"at", a.signed_at},
              {"on", a.signed_on},
              {"type", a.paper_type},
              {"file", a.paper_name},
              {"by", recorded_by},
              {"version", a.text_version},
              {"name", a.signer_name},
              {"position", a.signer_position},
              {"document", a.document},
              {"sha256", a.sha256},
              {"id", a.id}}) == 1;
}

std::optional<Adherence> find(db::Tx& tx, AdherenceId id) {
  return take(tx.one<Row>(ADHERENCE_COLUMNS "WHERE id = :id", {{"id", id}}));
}

std::optional<Adherence> find_open(db::Tx& tx, AllianceId alliance, OrganizationId organization) {
  return take(tx.one<Row>(ADHERENCE_COLUMNS
                          "WHERE alliance_id = :alliance AND organization_id = :organization AND signed_at IS NULL",
                          {{"alliance", alliance}, {"organization", organization}}));
}

std::vector<AdherenceId> open_of(db::Tx& tx, OrganizationId organization) {
  return tx.all<AdherenceId>("SELECT id FROM adherences WHERE organization_id = :organization AND signed_at IS NULL",
                             {{"organization", organization}});
}

std::vector<OrganizationId> asked(db::Tx& tx, AllianceId alliance) {
  return tx.all<OrganizationId>("SELECT DISTINCT organization_id FROM adherences WHERE alliance_id = :alliance",
                                {{"alliance", alliance}});
}

std::vector<Adherence> page(db::Tx& tx, AllianceId alliance, const std::optional<Place>& after, int limit) {
  std::vector<Adherence> out;
  const auto keep = [&](std::vector<Row> rows) {
    for (auto& row : rows)
      if (out.size() < static_cast<std::size_t>(limit)) out.push_back(std::move(row.a));
  };
  // The keys of those that wait lie before the keys of the signed ones: each is read along the index.
  if (!after || !after->is_signed)
    keep(tx.all<Row>(
        LISTED_COLUMNS
        "WHERE alliance_id = :alliance AND signed_at IS NULL AND (CAST(:all AS BIGINT) = 1 OR id < :after) "
        "ORDER BY id DESC LIMIT :limit",
        {{"alliance", alliance}, {"all", after ? 0 : 1}, {"after", after ? after->id : AdherenceId()}, {"limit", limit}}));
  if (out.size() < static_cast<std::size_t>(limit)) {
    const bool inside = after && after->is_signed;
    keep(tx.all<Row>(
        LISTED_COLUMNS
        "WHERE alliance_id = :alliance AND signed_at IS NOT NULL AND (CAST(:all AS BIGINT) = 1 OR id < :after) "
        "ORDER BY id DESC LIMIT :limit",
        {{"alliance", alliance}, {"all", inside ? 0 : 1}, {"after", inside ? after->id : AdherenceId()}, {"limit", limit}}));
  }
  return out;
}

void merge(db::Tx& tx, std::int64_t merge, OrganizationId kept, OrganizationId gone) {
  tx.exec(
      "INSERT INTO adherence_merges (merge_id, agency_id, adherence_id) SELECT CAST(:merge AS BIGINT), a.agency_id, a.id "
      "FROM adherences a WHERE a.organization_id = :gone AND (a.signed_at IS NOT NULL OR NOT EXISTS (SELECT 1 FROM adherences k "
      "WHERE k.alliance_id = a.alliance_id AND k.organization_id = :kept AND k.signed_at IS NULL))",
      {{"merge", merge}, {"gone", gone}, {"kept", kept}});
  tx.exec(
      "UPDATE adherences SET organization_id = :kept WHERE id IN (SELECT adherence_id FROM adherence_merges WHERE merge_id = "
      ":merge)",
      {{"kept", kept}, {"merge", merge}});
}

void unmerge(db::Tx& tx, std::int64_t merge, OrganizationId gone) {
  tx.exec(
      "UPDATE adherences SET organization_id = :gone WHERE id IN (SELECT adherence_id FROM adherence_merges WHERE merge_id = "
      ":merge)",
      {{"gone", gone}, {"merge", merge}});
  tx.exec("DELETE FROM adherence_merges WHERE merge_id = :merge", {{"merge", merge}});
}

}  // namespace alianza::adherences::store
