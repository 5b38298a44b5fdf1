#include "features/terms/store.h"

namespace alianza::terms::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define VERSION_COLUMNS                                                                                                    \
  "v.number, v.name_es, v.name_en, v.definition_es, v.definition_en, v.source_es, v.source_en, v.agreed_on, v.agreed_in, " \
  "v.meeting_id, v.recorded_by_name, v.recorded_at "
#define TERMS_NOW                                                      \
  "SELECT t.id, t.agency_id, t.alliance_id, t.place, " VERSION_COLUMNS \
  "FROM terms t JOIN term_versions v ON v.term_id = t.id "             \
  "AND v.number = t.number "
// NOLINTEND(cppcoreguidelines-macro-usage)

template <class V>
void version_columns(V& v, Version& r) {
  v(r.number, r.name.es, r.name.en, r.definition.es, r.definition.en, r.source.es, r.source.en, r.agreed_on, r.agreed_in,
    r.meeting, r.recorded_by, r.recorded_at);
}

struct TermRow {
  Term t;
  template <class V>
  static void columns(V& v, TermRow& r) {
    v(r.t.id, r.t.agency, r.t.alliance, r.t.place);
    version_columns(v, r.t.now);
  }
};

struct VersionRow {
  Version version;
  template <class V>
  static void columns(V& v, VersionRow& r) {
    version_columns(v, r.version);
  }
};

struct FormerRow {
  Former f;
  template <class V>
  static void columns(V& v, FormerRow& r) {
    v(r.f.term);
    version_columns(v, r.f.version);
  }
};

std::vector<Term> take(std::vector<TermRow> rows) {
  std::vector<Term> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(std::move(row.t));
  return out;
}

}  // namespace

void insert(db::Tx& tx, const Term& t) {
  const auto folded = fold(t.now.name.es);
  tx.exec(
      "INSERT INTO terms (id, agency_id, alliance_id, name_folded, place, number) VALUES (:id, :agency, :alliance, :folded, "
      ":place, :number)",
      {{"id", t.id},
       {"agency", t.agency},
       {"alliance", t.alliance},
       {"folded", folded},
       {"place", t.place},
       {"number", t.now.number}});
}

bool update(db::Tx& tx, const Term& t) {
  const auto folded = fold(t.now.name.es);
  return tx.exec(
             "UPDATE terms SET name_folded = :folded, place = :place, number = :number WHERE id = :id AND number = :number - 1",
             {{"folded", folded}, {"place", t.place}, {"number", t.now.number}, {"id", t.id}}) == 1;
}

void insert_version(db::Tx& tx, const Term& t, auth::AccountId by) {
  const auto& v = t.now;
  tx.exec(
      "INSERT INTO term_versions (term_id, number, agency_id, alliance_id, name_es, name_en, definition_es, definition_en, "
      "source_es, source_en, agreed_on, agreed_in, meeting_id, recorded_by, recorded_by_name, recorded_at) VALUES (:term, "
      ":number, :agency, :alliance, :name_es, :name_en, :definition_es, :definition_en, :source_es, :source_en, :agreed_on, "
      ":agreed_in, :meeting, :by, :name, :at)",
      {{"term", t.id},
       {"number", v.number},
       {"agency", t.agency},
       {"alliance", t.alliance},
       {"name_es", v.name.es},
       {"name_en", v.name.en},
       {"definition_es", v.definition.es},
       {"definition_en", v.definition.en},
       {"source_es", v.source.es},
       {"source_en", v.source.en},
       {"agreed_on", v.agreed_on},
       {"agreed_in", v.agreed_in},
       {"meeting", v.meeting},
       {"by", by},
       {"name", v.recorded_by},
       {"at", tx.now()}});
}

std::optional<Term> find(db::Tx& tx, AllianceId alliance, TermId id) {
  auto row = tx.one<TermRow>(TERMS_NOW "WHERE t.id = :id AND t.alliance_id = :alliance", {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return std::move(row->t);
}

std::vector<Term> of_alliance(db::Tx& tx, AllianceId alliance, std::optional<TermId> after, int limit) {
  if (!after)
    return take(tx.all<TermRow>(TERMS_NOW "WHERE t.alliance_id = :alliance ORDER BY t.name_folded LIMIT :limit",
                                {{"alliance", alliance}, {"limit", limit}}));
  return take(tx.all<TermRow>(TERMS_NOW
                              "WHERE t.alliance_id = :alliance AND t.name_folded > (SELECT name_folded FROM terms WHERE id = "
                              ":after AND alliance_id = :alliance) ORDER BY t.name_folded LIMIT :limit",
                              {{"alliance", alliance}, {"after", *after}, {"limit", limit}}));
}

std::vector<Term> in_places(db::Tx& tx, AllianceId alliance) {
  return take(
      tx.all<TermRow>(TERMS_NOW "WHERE t.alliance_id = :alliance AND t.place <> 'nowhere' LIMIT 100", {{"alliance", alliance}}));
}

std::vector<Version> versions(db::Tx& tx, TermId id) {
  std::vector<Version> out;
  for (auto& row : tx.all<VersionRow>("SELECT " VERSION_COLUMNS
                                      "FROM term_versions v WHERE v.term_id = :id ORDER BY v.number DESC LIMIT 1000",
                                      {{"id", id}}))
    out.push_back(std::move(row.version));
  return out;
}

std::vector<Former> former(db::Tx& tx, AllianceId alliance) {
  std::vector<Former> out;
  for (auto& row : tx.all<FormerRow>("SELECT v.term_id, " VERSION_COLUMNS
                                     "FROM term_versions v JOIN terms t ON t.id = v.term_id WHERE v.alliance_id = :alliance AND "
                                     "v.number < t.number ORDER BY v.term_id, v.number DESC LIMIT 5000",
                                     {{"alliance", alliance}}))
    out.push_back(std::move(row.f));
  return out;
}

std::optional<TermId> find_by_name(db::Tx& tx, AllianceId alliance, const std::string& name_folded) {
  return tx.one<TermId>("SELECT id FROM terms WHERE alliance_id = :alliance AND name_folded = :folded",
                        {{"alliance", alliance}, {"folded", name_folded}});
}

std::optional<TermId> find_by_place(db::Tx& tx, AllianceId alliance, Place place) {
  return tx.one<TermId>("SELECT id FROM terms WHERE alliance_id = :alliance AND place = :place",
                        {{"alliance", alliance}, {"place", place}});
}

std::vector<Term> after(db::Tx& tx, TermId after, int limit) {
  return take(tx.all<TermRow>(TERMS_NOW "WHERE t.id > :after ORDER BY t.id LIMIT :limit", {{"after", after}, {"limit", limit}}));
}

}  // namespace alianza::terms::store
