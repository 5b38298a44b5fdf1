#include "features/documents/store.h"

#include <array>

namespace alianza::document::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define DOCUMENT_COLUMNS                                                                                                  \
  "documents.id, documents.agency_id, documents.alliance_id, documents.committee_id, documents.kind, documents.title, "   \
  "documents.author, documents.dated_on, documents.confidentiality, documents.versions, documents.version, "              \
  "documents.created_by, documents.created_by_name, documents.created_at, documents.updated_at, documents.withdrawn_at, " \
  "documents.withdrawn_by_name, documents.withdrawn_reason"
#define VERSION_COLUMNS                                                                                       \
  "document_versions.id, document_versions.document_id, document_versions.number, document_versions.digest, " \
  "document_versions.bytes, document_versions.type, document_versions.file_name, document_versions.note, "    \
  "document_versions.reading, "                                                                               \
  "document_versions.created_by_name, document_versions.created_at"
// What access.cpp lets read, for rows of one alliance that the actor reads as a member.
#define IN_SCOPE                                                                                          \
  "(documents.confidentiality IN ('public', 'members') "                                                  \
  "OR (documents.confidentiality = 'committee' AND (:agency OR documents.committee_id IN (:bodies...))) " \
  "OR (documents.confidentiality = 'secretariat' AND :convenes) "                                         \
  "OR (documents.confidentiality = 'restricted' AND (:keeper OR (:convenes AND documents.created_by = :self)))) "
#define SCOPE_VALUES(scope)                                                                                     \
  {"agency", (scope).agency}, {"bodies", bodies}, {"convenes", (scope).convenes}, {"keeper", (scope).keeper}, { \
    "self", (scope).self                                                                                        \
  }
#define WANTED                                                                                       \
  "documents.alliance_id = :alliance AND " IN_SCOPE                                                  \
  "AND (documents.withdrawn_at IS NOT NULL) = :withdrawn "                                           \
  "AND (CAST(:kind AS TEXT) IS NULL OR documents.kind = CAST(:kind AS TEXT)) "                       \
  "AND (CAST(:committee AS BIGINT) IS NULL OR documents.committee_id = CAST(:committee AS BIGINT)) " \
  "AND (CAST(:level AS TEXT) IS NULL OR documents.confidentiality = CAST(:level AS TEXT)) "          \
  "AND documents.words_folded LIKE :search ESCAPE '!' "
#define WANTED_VALUES                                                                                                      \
  {"alliance", alliance}, SCOPE_VALUES(w.scope), {"withdrawn", w.withdrawn}, {"kind", w.kind}, {"committee", w.committee}, \
      {"level", w.confidentiality}, {                                                                                      \
    "search", search                                                                                                       \
  }
// NOLINTEND(cppcoreguidelines-macro-usage)

struct Row {
  Document d;
  std::optional<Instant> withdrawn_at;
  std::string withdrawn_by;
  std::string reason;
  template <class V>
  static void columns(V& v, Row& r) {
    auto& d = r.d;
    v(d.id, d.agency, d.alliance, d.committee, d.kind, d.title, d.author, d.on, d.confidentiality, d.versions, d.version,
      d.created_by, d.created_by_name, d.created_at, d.updated_at, r.withdrawn_at, r.withdrawn_by, r.reason);
  }
};
struct VersionRow {
  Version version;
  template <class V>
  static void columns(V& v, VersionRow& r) {
    auto& x = r.version;
    v(x.id, x.document, x.number, x.digest, x.bytes, x.type, x.file_name, x.note, x.reading, x.by, x.at);
  }
};
struct FiledRow {
  Row row;
  VersionRow version;
  template <class V>
  static void columns(V& v, FiledRow& r) {
    v(r.row, r.version);
  }
};
struct IndexedRow {
  Row row;
  std::string words;
  template <class V>
  static void columns(V& v, IndexedRow& r) {
    v(r.row, r.words);
  }
};

Document take(Row row) {
  if (row.withdrawn_at) row.d.withdrawn = Withdrawal{*row.withdrawn_at, std::move(row.withdrawn_by), std::move(row.reason)};
  return std::move(row.d);
}
std::vector<Document> take(std::vector<Row> rows) {
  std::vector<Document> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(take(std::move(row)));
  return out;
}
std::vector<Filed> take(std::vector<FiledRow> rows) {
  std::vector<Filed> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back({take(std::move(row.row)), std::move(row.version.version)});
  return out;
}

/// For LIKE: anywhere in the text, its signs taken literally.
std::string pattern(const std::string& folded) {
  std::string out = "%";
  for (const char c : folded) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c;
  }
  return folded.empty() ? out : out + "%";
}

}  // namespace

std::string words_for_search(const std::string& title, const std::string& author) { return fold(title + " " + author); }

void insert(db::Tx& tx, const Document& d, const auth::Actor& by) {
  tx.exec(
      "INSERT INTO documents (id, agency_id, alliance_id, committee_id, kind, title, title_folded, words_folded, author, "
      "dated_on, confidentiality, versions, created_by, created_by_name, created_at, updated_at) VALUES (:id, :agency, "
      ":alliance, "
      ":committee, :kind, :title, :folded, :words, :author, :on, :level, 0, :by, :name, :at, :at)",
      {{"id", d.id},
       {"agency", d.agency},
       {"alliance", d.alliance},
       {"committee", d.committee},
       {"kind", d.kind},
       {"title", d.title},
       {"folded", fold(d.title)},
       {"words", words_for_search(d.title, d.author)},
       {"author", d.author},
       {"on", d.on},
       {"level", d.confidentiality},
       {"by", by.account},
       {"name", by.name},
       {"at", tx.now()}});
}

bool update(db::Tx& tx, const Document& d) {
  return tx.exec(
             "UPDATE documents SET kind = :kind, title = :title, title_folded = :folded, words_folded = :words, author = "
             ":author, dated_on = :on, confidentiality = :level, version = version + 1, updated_at = :at WHERE id = :id AND "
             "version = :version AND withdrawn_at IS NULL",
             {{"kind", d.kind},
              {"title", d.title},
              {"folded", fold(d.title)},
              {"words", words_for_search(d.title, d.author)},
              {"author", d.author},
              {"on", d.on},
              {"level", d.confidentiality},
              {"at", tx.now()},
              {"id", d.id},
              {"version", d.version}}) == 1;
}

void withdraw(db::Tx& tx, DocumentId id, const std::string& reason, const auth::Actor& by) {
  tx.exec(
      "UPDATE documents SET withdrawn_at = :at, withdrawn_by = :by, withdrawn_by_name = :name, withdrawn_reason = :reason, "
      "version = version + 1, updated_at = :at WHERE id = :id AND withdrawn_at IS NULL",
      {{"at", tx.now()}, {"by", by.account}, {"name", by.name}, {"reason", reason}, {"id", id}});
}

std::optional<Document> find(db::Tx& tx, AllianceId alliance, DocumentId id) {
  auto row = tx.one<Row>("SELECT " DOCUMENT_COLUMNS " FROM documents WHERE id = :id AND alliance_id = :alliance",
                         {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return take(std::move(*row));
}

std::optional<Document> find_of_version(db::Tx& tx, VersionId id) {
  auto row = tx.one<Row>("SELECT " DOCUMENT_COLUMNS
                         " FROM documents JOIN document_versions ON document_versions.document_id = documents.id WHERE "
                         "document_versions.id = :id",
                         {{"id", id}});
  if (!row) return std::nullopt;
  return take(std::move(*row));
}

Version insert_version(db::Tx& tx, const Document& d, Version v, const Said& words, const auth::Actor& by) {
  v.id = VersionId::make();
  v.reading = words.reading;
  v.document = d.id;
  v.number = *tx.one<int>("UPDATE documents SET versions = versions + 1, updated_at = :at WHERE id = :id RETURNING versions",
                          {{"at", tx.now()}, {"id", d.id}});
  v.by = by.name;
  v.at = tx.now();
  tx.exec(
      "INSERT INTO document_versions (id, agency_id, alliance_id, document_id, number, digest, bytes, type, file_name, note, "
      "words, reading, created_by, created_by_name, created_at) VALUES (:id, :agency, :alliance, :document, :number, :digest, "
      ":bytes, :type, :file, :note, :words, :reading, :by, :name, :at)",
      {{"id", v.id},
       {"agency", d.agency},
       {"alliance", d.alliance},
       {"document", d.id},
       {"number", v.number},
       {"digest", v.digest},
       {"bytes", v.bytes},
       {"type", v.type},
       {"file", v.file_name},
       {"note", v.note},
       {"words", words.text},
       {"reading", words.reading},
       {"by", by.account},
       {"name", by.name},
       {"at", tx.now()}});
  return v;
}

std::optional<Version> find_unread(db::Tx& tx, VersionId id) {
  auto row = tx.one<VersionRow>("SELECT " VERSION_COLUMNS " FROM document_versions WHERE id = :id AND reading = 'waiting'",
                                {{"id", id}});
  if (!row) return std::nullopt;
  return std::move(row->version);
}

bool set_words(db::Tx& tx, VersionId id, const Said& words) {
  return tx.exec("UPDATE document_versions SET words = :words, reading = :reading WHERE id = :id AND reading = 'waiting'",
                 {{"words", words.text}, {"reading", words.reading}, {"id", id}}) == 1;
}

void forgo_reading(db::Tx& tx, std::int64_t agency) {
  tx.exec(
      "UPDATE document_versions SET reading = 'forgone' WHERE reading = 'waiting' AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)",
      {{"every", agency}, {"agency", agency}});
}

std::vector<Version> versions(db::Tx& tx, DocumentId id) {
  std::vector<Version> out;
  for (auto& row : tx.all<VersionRow>("SELECT " VERSION_COLUMNS
                                      " FROM document_versions WHERE document_id = :id ORDER BY number DESC LIMIT 1000",
                                      {{"id", id}}))
    out.push_back(std::move(row.version));
  return out;
}

std::optional<Version> find_version(db::Tx& tx, DocumentId id, std::optional<int> number) {
  auto row = number ? tx.one<VersionRow>("SELECT " VERSION_COLUMNS
                                         " FROM document_versions WHERE document_id = :id AND number = :number",
                                         {{"id", id}, {"number", *number}})
                    : tx.one<VersionRow>("SELECT " VERSION_COLUMNS
                                         " FROM document_versions WHERE document_id = :id ORDER BY number DESC LIMIT 1",
                                         {{"id", id}});
  if (!row) return std::nullopt;
  return std::move(row->version);
}

Key key_of(const Document& d, Order order) {
  const bool by_title = order == Order::title || order == Order::title_back;
  return {by_title ? fold(d.title) : d.on.text(), d.id};
}

std::vector<Document> page(db::Tx& tx, AllianceId alliance, const Wanted& w, const std::optional<Key>& beyond, int limit) {
  static constexpr std::array statements{
      "SELECT " DOCUMENT_COLUMNS " FROM documents WHERE " WANTED
      "AND (documents.dated_on, documents.id) < (:word, :id) ORDER BY documents.dated_on DESC, documents.id DESC LIMIT :limit",
      "SELECT " DOCUMENT_COLUMNS " FROM documents WHERE " WANTED
      "AND (documents.dated_on, documents.id) > (:word, :id) ORDER BY documents.dated_on, documents.id LIMIT :limit",
      "SELECT " DOCUMENT_COLUMNS " FROM documents WHERE " WANTED
      "AND (documents.title_folded, documents.id) > (:word, :id) ORDER BY documents.title_folded, documents.id LIMIT :limit",
      "SELECT " DOCUMENT_COLUMNS " FROM documents WHERE " WANTED
      "AND (documents.title_folded, documents.id) < (:word, :id) ORDER BY documents.title_folded DESC, documents.id DESC LIMIT "
      ":limit"};
  const bool descends = w.order == Order::newest || w.order == Order::title_back;
  // Before every key, and behind every one: U+10FFFF is in no text that people write.
  const Key from = beyond ? *beyond : Key{descends ? "\xf4\x8f\xbf\xbf" : "", DocumentId()};
  const auto search = pattern(w.search);
  const auto bodies = db::list(w.scope.bodies);
  return take(tx.all<Row>(statements.at(static_cast<std::size_t>(w.order)),
                          {WANTED_VALUES, {"word", from.word}, {"id", from.id}, {"limit", limit}}));
}

std::int64_t count(db::Tx& tx, AllianceId alliance, const Wanted& w) {
  const auto search = pattern(w.search);
  const auto bodies = db::list(w.scope.bodies);
  return tx
      .one<std::int64_t>("SELECT count(*) FROM (SELECT documents.id FROM documents WHERE " WANTED "LIMIT 10001) AS counted",
                         {WANTED_VALUES})
      .value_or(0);
}

std::vector<Twin> same_content(db::Tx& tx, AllianceId alliance, const Scope& scope, const files::Digest& digest) {
  const auto bodies = db::list(scope.bodies);
  return tx.all<Twin>(
      "SELECT documents.id, documents.title, document_versions.number FROM document_versions JOIN documents ON documents.id = "
      "document_versions.document_id WHERE document_versions.alliance_id = :alliance AND document_versions.digest = :digest AND "
      "documents.withdrawn_at IS NULL AND " IN_SCOPE "ORDER BY document_versions.id LIMIT 20",
      {{"alliance", alliance}, {"digest", digest}, SCOPE_VALUES(scope)});
}

std::vector<Filed> filed(db::Tx& tx, AllianceId alliance, const Scope& scope, std::optional<CommitteeId> committee) {
  const auto bodies = db::list(scope.bodies);
  return take(tx.all<FiledRow>(
      "SELECT " DOCUMENT_COLUMNS ", " VERSION_COLUMNS
      " FROM documents JOIN document_versions ON document_versions.document_id = documents.id WHERE documents.alliance_id = "
      ":alliance AND documents.withdrawn_at IS NULL AND (CAST(:committee AS BIGINT) IS NULL OR documents.committee_id = "
      "CAST(:committee AS BIGINT)) AND " IN_SCOPE "ORDER BY documents.dated_on, documents.id, document_versions.number",
      {{"alliance", alliance}, {"committee", committee}, SCOPE_VALUES(scope)}));
}

std::vector<Filed> of_public(db::Tx& tx, AllianceId alliance) {
  return take(tx.all<FiledRow>(
      "SELECT " DOCUMENT_COLUMNS ", " VERSION_COLUMNS
      " FROM documents JOIN document_versions ON document_versions.document_id = documents.id AND document_versions.number = "
      "documents.versions WHERE documents.alliance_id = :alliance AND documents.confidentiality = 'public' AND "
      "documents.withdrawn_at IS NULL ORDER BY documents.dated_on DESC, documents.id DESC",
      {{"alliance", alliance}}));
}

std::vector<Indexed> after(db::Tx& tx, DocumentId after, int limit) {
  std::vector<Indexed> out;
  for (auto& row : tx.all<IndexedRow>(
           "SELECT " DOCUMENT_COLUMNS
           ", document_versions.words FROM documents JOIN document_versions ON document_versions.document_id = documents.id AND "
           "document_versions.number = documents.versions WHERE documents.id > :after ORDER BY documents.id LIMIT :limit",
           {{"after", after}, {"limit", limit}}))
    out.push_back({take(std::move(row.row)), std::move(row.words)});
  return out;
}

}  // namespace alianza::document::store
