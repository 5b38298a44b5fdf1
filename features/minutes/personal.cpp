// Who wrote, commented, agreed and answers for what. What was approved stays as it was approved.
#include "features/minutes/personal.h"

#include "features/minutes/actions_shared.h"
#include "features/minutes/store.h"
#include "features/minutes/store_agreements.h"
#include "platform/audit/audit.h"
#include "platform/feature/personal.h"
#include "platform/search/search.h"

namespace alianza::minutes {
namespace {

using feature::Fate;
using feature::FreeText;
using feature::Subject;
using Rows = std::vector<feature::PersonalRow>;

Message approved_ground() { return _("Es parte de una minuta aprobada: su huella dejaría de comprobarse si se cambiara."); }

/// :account, and rows of :agency or of all.
std::vector<db::Param> of(const Subject& s) { return {{"account", s.account}, {"every", s.agency}, {"agency", s.agency}}; }
/// The same and what stands instead of a name.
std::vector<db::Param> without_name(const Subject& s) {
  auto out = of(s);
  out.push_back({"name", feature::erased_name});
  return out;
}

struct Written {
  std::string what;
  std::string at;
  static void columns(auto& v, Written& row) { v(row.what, row.at); }
};

void tell_written(db::Tx& tx, const Subject& s, Rows& out) {
  for (const auto& row : tx.all<Written>(
           "SELECT body, written_at FROM minutes_comments WHERE written_by = :account AND body <> written_by_name AND "
           "(CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
           of(s)))
    out.push_back({_("Comentario a una minuta"), {{_("Texto"), row.what}, {_("Fecha"), row.at}}});
  for (const auto& row : tx.all<Written>("SELECT body, written_at FROM minutes_texts WHERE written_by = :account AND "
                                         "(CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
                                         of(s)))
    out.push_back({_("Versión de un punto de minuta"), {{_("Texto"), row.what}, {_("Fecha"), row.at}}, Fate::nameless});
}

struct Assented {
  std::string name;
  std::string at;
  bool approved = false;
  static void columns(auto& v, Assented& row) { v(row.name, row.at, row.approved); }
};

void tell_acts(db::Tx& tx, const Subject& s, Rows& out) {
  for (const auto& row : tx.all<Written>("SELECT folio, approved_on FROM minutes WHERE approved_by = :account AND approved_on IS "
                                         "NOT NULL AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency) ORDER BY id",
                                         of(s)))
    out.push_back(
        {_("Aprobación de una minuta"), {{_("Folio"), row.what}, {_("Fecha"), row.at}}, Fate::stays, approved_ground()});
  for (const auto& row :
       tx.all<Assented>("SELECT a.given_by_name, a.given_at, m.state = 'approved' FROM minutes_assents a JOIN minutes m ON m.id "
                        "= a.minutes_id "
                        "WHERE a.given_by = :account AND (CAST(:every AS BIGINT) = 0 OR a.agency_id = :agency) ORDER BY a.id",
                        of(s)))
    out.push_back({_("«De acuerdo» con una minuta"),
                   {{_("Nombre"), row.name}, {_("Fecha"), row.at}},
                   row.approved ? Fate::stays : Fate::nameless,
                   row.approved ? approved_ground() : Message()});
}

/// Said behind the link of a copy, under a name that somebody typed.
struct Said {
  std::int64_t id = 0;
  std::int64_t copy = 0;
  std::int64_t organization = 0;
  std::string name;
  std::string text;  // of a comment
  std::string at;
  bool approved = false;
  static void columns(auto& v, Said& row) { v(row.id, row.copy, row.organization, row.name, row.text, row.at, row.approved); }
};
std::vector<Said> only_theirs(std::vector<Said> rows, const Subject& s) {
  std::erase_if(rows, [&](const Said& row) { return !s.has_name(row.name, row.organization); });
  return rows;
}
std::vector<db::Param> of_agency(const Subject& s) { return {{"every", s.agency}, {"agency", s.agency}}; }

std::vector<Said> comments_behind_links(db::Tx& tx, const Subject& s) {
  return only_theirs(
      tx.all<Said>("SELECT c.id, k.id, k.organization_id, c.written_by_name, c.body, c.written_at, FALSE FROM "
                   "minutes_comments c JOIN minutes_copies k ON k.id = c.copy_id WHERE CAST(:every AS BIGINT) = 0 OR "
                   "c.agency_id = :agency ORDER BY c.id",
                   of_agency(s)),
      s);
}
std::vector<Said> assents_behind_links(db::Tx& tx, const Subject& s) {
  return only_theirs(
      tx.all<Said>("SELECT a.id, k.id, k.organization_id, a.given_by_name, '', a.given_at, m.state = 'approved' FROM "
                   "minutes_assents a JOIN minutes_copies k ON k.id = a.copy_id JOIN minutes m ON m.id = a.minutes_id "
                   "WHERE CAST(:every AS BIGINT) = 0 OR a.agency_id = :agency ORDER BY a.id",
                   of_agency(s)),
      s);
}

void tell_behind_links(db::Tx& tx, const Subject& s, Rows& out) {
  for (const auto& row : comments_behind_links(tx, s))
    out.push_back({_("Comentario a una minuta"), {{_("Texto"), row.text}, {_("Fecha"), row.at}}});
  for (const auto& row : assents_behind_links(tx, s))
    out.push_back({_("«De acuerdo» con una minuta"),
                   {{_("Nombre"), row.name}, {_("Fecha"), row.at}},
                   row.approved ? Fate::stays : Fate::nameless,
                   row.approved ? approved_ground() : Message()});
}

void erase_behind_links(db::Tx& tx, const Subject& s) {
  for (const auto& row : comments_behind_links(tx, s)) {
    audit::erase_salt(tx, "minutes_copy", row.copy);
    tx.exec("UPDATE minutes_comments SET body = :name, written_by_name = :name WHERE id = :id",
            {{"name", feature::erased_name}, {"id", row.id}});
  }
  for (const auto& row : assents_behind_links(tx, s)) {
    audit::erase_salt(tx, "minutes_copy", row.copy);
    if (!row.approved)
      tx.exec("UPDATE minutes_assents SET given_by_name = :name WHERE id = :id",
              {{"name", feature::erased_name}, {"id", row.id}});
  }
}

struct Owned {
  std::int64_t id = 0;
  std::int64_t alliance = 0;
  std::int64_t organization = 0;
  std::string person;
  std::string text;
  bool approved = false;
  static void columns(auto& v, Owned& row) { v(row.id, row.alliance, row.organization, row.person, row.text, row.approved); }
};

/// Agreements of the person, and those of drafts that name them.
std::vector<Owned> agreements_of(db::Tx& tx, const Subject& s) {
  std::vector<Owned> out;
  tx.each<Owned>(
      "SELECT a.id, a.alliance_id, a.organization_id, a.person, a.text, EXISTS (SELECT 1 FROM minutes m WHERE m.meeting_id = "
      "a.meeting_id AND m.state = 'approved') FROM agreements a WHERE (CAST(:every AS BIGINT) = 0 OR a.agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Owned& row) {
        const bool alone = row.organization == 0 && s.names.contains(fold(row.person));
        if (alone || s.has_name(row.person, row.organization) || (!row.approved && feature::redacted(row.text, s) != row.text))
          out.push_back(row);
      });
  return out;
}

struct Approved {
  std::string folio;
  std::string canonical;
  static void columns(auto& v, Approved& row) { v(row.folio, row.canonical); }
};

/// Attendance, sections, agreements: whatever an approved text says of the person.
void tell_named(db::Tx& tx, const Subject& s, Rows& out) {
  tx.each<Approved>(
      "SELECT folio, canonical FROM minutes WHERE state = 'approved' AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      {{"every", s.agency}, {"agency", s.agency}}, [&](const Approved& row) {
        if (feature::redacted(row.canonical, s) != row.canonical)
          out.push_back({_("Minuta aprobada que le nombra"), {{_("Folio"), row.folio}}, Fate::stays, approved_ground()});
      });
}

void tell(db::Tx& tx, const Subject& s, Rows& out) {
  tell_named(tx, s, out);
  for (const auto& row : agreements_of(tx, s))
    out.push_back({_("Acuerdo"),
                   {{_("Persona responsable"), row.person}, {_("Texto"), row.text}},
                   row.approved ? Fate::stays : Fate::nameless,
                   row.approved ? approved_ground() : Message()});
  tell_behind_links(tx, s, out);
  if (s.account == 0) return;
  tell_written(tx, s, out);
  tell_acts(tx, s, out);
}

void erase_agreements(db::Tx& tx, const Subject& s) {
  for (const auto& row : agreements_of(tx, s)) {
    audit::erase_salt(tx, "agreement", row.id);
    if (row.approved) continue;
    const bool theirs = s.names.contains(fold(row.person));
    const auto person = theirs ? std::string(feature::erased_name) : row.person;
    const auto text = feature::redacted(row.text, s);
    tx.exec("UPDATE agreements SET person = :person, text = :text, words_folded = :words WHERE id = :id",
            {{"person", person}, {"text", text}, {"words", fold(text + " " + person)}, {"id", row.id}});
    if (const auto kept = store::find_agreement(tx, AllianceId(row.alliance), AgreementId(row.id)))
      search::put(tx, document(*kept, store::joined(tx, {kept->meeting})[kept->meeting]));
  }
}

void erase_written(db::Tx& tx, const Subject& s) {
  tx.exec(
      "UPDATE minutes_comments SET body = :name, written_by_name = :name WHERE written_by = :account AND "
      "(CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      without_name(s));
  tx.exec(
      "UPDATE minutes_sections SET written_by = :name WHERE EXISTS (SELECT 1 FROM minutes_texts t WHERE t.section_id = "
      "minutes_sections.id AND t.written_by = :account AND t.written_by_name = minutes_sections.written_by) AND (CAST(:every AS "
      "BIGINT) = 0 OR agency_id = :agency)",
      without_name(s));
  tx.exec(
      "UPDATE minutes_texts SET written_by_name = :name WHERE written_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency)",
      without_name(s));
  tx.exec(
      "UPDATE minutes_states SET recorded_by_name = :name WHERE recorded_by = :account AND state <> 'approved' AND "
      "(CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      without_name(s));
  tx.exec(
      "UPDATE minutes_assents SET given_by_name = :name WHERE given_by = :account AND minutes_id NOT IN (SELECT id FROM "
      "minutes WHERE state = 'approved') AND (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)",
      without_name(s));
  tx.exec(
      "UPDATE agreement_changes SET recorded_by_name = :name WHERE recorded_by = :account AND (CAST(:every AS BIGINT) = 0 OR "
      "agency_id = :agency)",
      without_name(s));
}

/// What others wrote of the person in what is no act.
void redact_drafts(db::Tx& tx, const Subject& s) {
  const std::vector<db::Param> where{{"every", s.agency}, {"agency", s.agency}};
  const auto mend = [&](const std::vector<FreeText>& rows, const char* update) {
    for (const auto& row : feature::redacted(rows, s)) tx.exec(update, {{"id", row.id}, {"text", row.text}});
  };
  mend(tx.all<FreeText>("SELECT s.id, s.body FROM minutes_sections s JOIN minutes m ON m.id = s.minutes_id WHERE m.state <> "
                        "'approved' AND (CAST(:every AS BIGINT) = 0 OR s.agency_id = :agency)",
                        where),
       "UPDATE minutes_sections SET body = :text WHERE id = :id");
  mend(tx.all<FreeText>("SELECT id, body FROM minutes_texts WHERE (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)", where),
       "UPDATE minutes_texts SET body = :text WHERE id = :id");
  mend(tx.all<FreeText>("SELECT id, body FROM minutes_comments WHERE (CAST(:every AS BIGINT) = 0 OR agency_id = :agency)", where),
       "UPDATE minutes_comments SET body = :text WHERE id = :id");
  mend(tx.all<FreeText>("SELECT id, note FROM minutes_states WHERE note <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
                        ":agency)",
                        where),
       "UPDATE minutes_states SET note = :text WHERE id = :id");
  mend(tx.all<FreeText>("SELECT id, file_name FROM agreement_evidence WHERE CAST(:every AS BIGINT) = 0 OR agency_id = :agency",
                        {{"every", s.agency}, {"agency", s.agency}}),
       "UPDATE agreement_evidence SET file_name = :text WHERE id = :id");
  mend(tx.all<FreeText>("SELECT id, note FROM agreement_changes WHERE note <> '' AND (CAST(:every AS BIGINT) = 0 OR agency_id = "
                        ":agency)",
                        where),
       "UPDATE agreement_changes SET note = :text WHERE id = :id");
}

void erase(db::Tx& tx, const Subject& s) {
  if (s.account != 0) erase_written(tx, s);
  erase_behind_links(tx, s);
  erase_agreements(tx, s);
  redact_drafts(tx, s);
}

}  // namespace

void add_personal(feature::Site& site) {
  site.personal.push_back(
      {.columns = {"minutes.approved_by_name", "minutes.canonical", "minutes_sections.body", "minutes_sections.written_by",
                   "minutes_texts.body", "minutes_texts.written_by_name", "minutes_states.note",
                   "minutes_states.recorded_by_name", "minutes_comments.body", "minutes_comments.written_by_name",
                   "minutes_assents.given_by_name", "agreements.person", "agreements.text", "agreements.words_folded",
                   "agreement_changes.note", "agreement_changes.recorded_by_name", "agreement_evidence.file_name"},
       .find = {},
       .tell = tell,
       .erase = erase});
}

}  // namespace alianza::minutes
