// Who made documents, who sent them, and which texts name a person. The files themselves stay as they were received.
#include "features/documents/personal.h"

#include <set>

#include "features/documents/actions.h"
#include "features/documents/store.h"
#include "platform/audit/audit.h"
#include "platform/feature/personal.h"

namespace alianza::document {
namespace {

using feature::Fate;
using feature::Subject;

Message file_ground() {
  return _("Es un archivo de la institución: se guarda como se recibió, y su huella dejaría de comprobarse si se cambiara.");
}

struct Texts {
  std::int64_t id = 0;
  std::int64_t alliance = 0;
  std::string title;
  std::string author;
  std::string reason;
  static void columns(auto& v, Texts& row) { v(row.id, row.alliance, row.title, row.author, row.reason); }
};
/// As they stay; nothing when the row does not name the person.
std::optional<Texts> without(const Texts& row, const Subject& s) {
  Texts out{row.id, row.alliance, feature::redacted(row.title, s), feature::redacted(row.author, s),
            feature::redacted(row.reason, s)};
  if (s.names.contains(fold(row.author))) out.author = feature::erased_name;
  if (out.title == row.title && out.author == row.author && out.reason == row.reason) return std::nullopt;
  return out;
}

struct Words {
  std::int64_t id = 0;
  std::int64_t document = 0;
  std::int64_t alliance = 0;
  std::string title;
  std::string file_name;
  std::string note;
  std::string words;
  static void columns(auto& v, Words& row) {
    v(row.id, row.document, row.alliance, row.title, row.file_name, row.note, row.words);
  }
};
std::optional<Words> without(const Words& row, const Subject& s) {
  auto out = row;
  out.file_name = feature::redacted(row.file_name, s);
  out.note = feature::redacted(row.note, s);
  out.words = feature::redacted(row.words, s);
  if (out.file_name == row.file_name && out.note == row.note && out.words == row.words) return std::nullopt;
  return out;
}

template <class Row>
using Pairs = std::vector<std::pair<Row, Row>>;

Pairs<Texts> documents_naming(db::Tx& tx, const Subject& s) {
  Pairs<Texts> out;
  tx.each<Texts>(
      "SELECT id, alliance_id, title, author, withdrawn_reason FROM documents WHERE (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Texts& row) {
        if (auto clean = without(row, s)) out.emplace_back(row, std::move(*clean));
      });
  return out;
}

Pairs<Words> versions_naming(db::Tx& tx, const Subject& s) {
  Pairs<Words> out;
  tx.each<Words>(
      "SELECT v.id, v.document_id, v.alliance_id, d.title, v.file_name, v.note, v.words FROM document_versions v JOIN documents "
      "d "
      "ON d.id = v.document_id WHERE (CAST(:every AS BIGINT) = 0 OR v.agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Words& row) {
        if (auto clean = without(row, s)) out.emplace_back(row, std::move(*clean));
      });
  return out;
}

struct Sent {
  std::string title;
  std::int64_t number = 0;
  std::string at;
  static void columns(auto& v, Sent& row) { v(row.title, row.number, row.at); }
};

void tell(db::Tx& tx, const Subject& s, std::vector<feature::PersonalRow>& out) {
  for (const auto& [row, clean] : documents_naming(tx, s)) {
    out.push_back({_("Documento que le nombra"),
                   {{_("Título"), row.title}, {_("Autoría"), row.author}, {_("Motivo"), row.reason}},
                   Fate::nameless});
    if (clean.author != row.author)
      out.push_back({_("Archivo de su autoría"), {{_("Documento"), row.title}}, Fate::stays, file_ground()});
  }
  for (const auto& [row, clean] : versions_naming(tx, s)) {
    out.push_back({_("Archivo de un documento"),
                   {{_("Documento"), row.title}, {_("Archivo"), row.file_name}, {_("Nota"), row.note}},
                   Fate::nameless});
    if (clean.words != row.words)
      out.push_back({_("Archivo cuyo contenido le nombra"),
                     {{_("Documento"), row.title}, {_("Archivo"), row.file_name}},
                     Fate::stays,
                     file_ground()});
  }
  if (s.account == 0) return;
  for (const auto& row :
       tx.all<Sent>("SELECT d.title, v.number, v.created_at FROM document_versions v JOIN documents d ON d.id = "
                    "v.document_id WHERE v.created_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
                    "v.agency_id = :agency) ORDER BY v.id",
                    {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}))
    out.push_back({_("Archivo que agregó"),
                   {{_("Documento"), row.title}, {_("Versión"), std::to_string(row.number)}, {_("Fecha"), row.at}},
                   Fate::nameless});
}

void erase_names(db::Tx& tx, const Subject& s) {
  const std::vector<db::Param> values{
      {"name", feature::erased_name}, {"account", s.account}, {"every", s.agency}, {"agency", s.agency}};
  tx.exec(
      "UPDATE documents SET created_by_name = :name WHERE created_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
      ":agency)",
      values);
  tx.exec(
      "UPDATE documents SET withdrawn_by_name = :name WHERE withdrawn_by = :account AND (CAST(:every AS BIGINT) = 0 OR agency_id "
      "= :agency)",
      values);
  tx.exec(
      "UPDATE document_versions SET created_by_name = :name WHERE created_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency)",
      values);
}

/// Search and pages lose the name, also where the file itself keeps it.
void erase(db::Tx& tx, const Subject& s) {
  std::set<std::pair<std::int64_t, std::int64_t>> changed;  // alliance, document
  store::forgo_reading(tx, s.agency);                       // a text that is read afterwards would bring the name back
  for (const auto& [row, clean] : documents_naming(tx, s)) {
    tx.exec(
        "UPDATE documents SET title = :title, title_folded = :folded, author = :author, words_folded = :words, withdrawn_reason "
        "= :reason WHERE id = :id",
        {{"title", clean.title},
         {"folded", fold(clean.title)},
         {"author", clean.author},
         {"words", store::words_for_search(clean.title, clean.author)},
         {"reason", clean.reason},
         {"id", row.id}});
    audit::erase_salt(tx, "document", row.id);
    changed.emplace(row.alliance, row.id);
  }
  for (const auto& [row, clean] : versions_naming(tx, s)) {
    tx.exec("UPDATE document_versions SET file_name = :file, note = :note, words = :words WHERE id = :id",
            {{"file", clean.file_name}, {"note", clean.note}, {"words", clean.words}, {"id", row.id}});
    audit::erase_salt(tx, "document", row.document);
    changed.emplace(row.alliance, row.document);
  }
  for (const auto& [alliance, document] : changed)
    if (const auto kept = store::find(tx, AllianceId(alliance), DocumentId(document))) index_again(tx, *kept);
  if (s.account != 0) erase_names(tx, s);
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back({.columns = {"documents.title", "documents.title_folded", "documents.words_folded", "documents.author",
                                       "documents.created_by_name", "documents.withdrawn_by_name", "documents.withdrawn_reason",
                                       "document_versions.file_name", "document_versions.note", "document_versions.words",
                                       "document_versions.created_by_name"},
                           .find = {},
                           .tell = tell,
                           .erase = erase});
}

}  // namespace alianza::document
