#include "features/minutes/store_agreements.h"

namespace alianza::minutes::store {
namespace {

/// Stands for «no date» in due_on: after every day.
constexpr const char* no_day = "9999-12-31";

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define AGREEMENT_COLUMNS                                                                                                    \
  "SELECT id, agency_id, alliance_id, committee_id, meeting_id, section_id, number, text, organization_id, person, due_on, " \
  "state, "                                                                                                                  \
  "version, updated_at FROM agreements "
#define AGREEMENTS_WANTED                                                                                                  \
  "alliance_id = :alliance AND (:everything OR committee_id IN (:bodies...) OR organization_id IN (:owners...) OR "        \
  "EXISTS (SELECT 1 FROM joint_minutes j WHERE j.meeting_id = agreements.meeting_id AND j.committee_id IN (:bodies...))) " \
  "AND due_on >= :due_from AND due_on < :due_before "                                                                      \
  "AND (CAST(:state AS TEXT) IS NULL OR state = CAST(:state AS TEXT)) "                                                    \
  "AND (CAST(:committee AS BIGINT) IS NULL OR committee_id = CAST(:committee AS BIGINT) OR EXISTS (SELECT 1 FROM "         \
  "joint_minutes k WHERE k.meeting_id = agreements.meeting_id AND k.committee_id = CAST(:committee AS BIGINT))) "          \
  "AND (CAST(:owner AS BIGINT) IS NULL OR organization_id = CAST(:owner AS BIGINT)) AND words_folded LIKE :search ESCAPE '!' "
#define AGREEMENTS_VALUES                                                                                               \
  {"alliance", alliance}, {"everything", w.scope.everything}, {"bodies", db::list(w.scope.bodies)},                     \
      {"owners", db::list(w.scope.owners)}, {"due_from", w.due_from}, {"due_before", w.due_before}, {"state", w.state}, \
      {"committee", w.committee}, {"owner", w.owner}, {                                                                 \
    "search", search                                                                                                    \
  }
// NOLINTEND(cppcoreguidelines-macro-usage)

struct Row {
  Agreement a;
  std::string due;
  template <class V>
  static void columns(V& v, Row& r) {
    auto& a = r.a;
    v(a.id, a.agency, a.alliance, a.committee, a.meeting, a.section, a.number, a.text, a.organization, a.person, r.due, a.state,
      a.version, a.updated_at);
  }
};
struct ChangeRow {
  AgreementChange c;
  template <class V>
  static void columns(V& v, ChangeRow& r) {
    v(r.c.state, r.c.note, r.c.by, r.c.at);
  }
};

Agreement take(Row row) {
  if (row.due != no_day) row.a.due = Date::parse(row.due);
  return std::move(row.a);
}
std::vector<Agreement> take(std::vector<Row> rows) {
  std::vector<Agreement> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(take(std::move(row)));
  return out;
}

std::string day_of(const Agreement& a) { return a.due ? a.due->text() : no_day; }
std::string words_of(const Agreement& a) { return fold(a.text + " " + a.person); }

/// For LIKE: anywhere in the text, its signs taken literally.
std::string pattern(const std::string& folded) {
  std::string out = "%";
  for (const char c : folded) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c;
  }
  return folded.empty() ? out : out + "%";
}

void insert_change(db::Tx& tx, const Agreement& a, Progress state, const std::string& note, const auth::Actor& by) {
  tx.exec(
      "INSERT INTO agreement_changes (id, agency_id, agreement_id, state, note, recorded_by, recorded_by_name, recorded_at) "
      "VALUES "
      "(:id, :agency, :agreement, :state, :note, :by, :name, :at)",
      {{"id", Id<struct AgreementChangeTag>::make()},
       {"agency", a.agency},
       {"agreement", a.id},
       {"state", state},
       {"note", note},
       {"by", by.account},
       {"name", by.name},
       {"at", tx.now()}});
}

}  // namespace

Agreement insert(db::Tx& tx, Agreement a, const auth::Actor& by) {
  a.number = tx.one<int>("SELECT CAST(coalesce(max(number), 0) + 1 AS BIGINT) FROM agreements WHERE meeting_id = :meeting",
                         {{"meeting", a.meeting}})
                 .value_or(1);
  a.updated_at = tx.now();
  tx.exec(
      "INSERT INTO agreements (id, agency_id, alliance_id, committee_id, meeting_id, section_id, number, text, words_folded, "
      "organization_id, person, due_on, state, created_by, created_at, updated_at) VALUES (:id, :agency, :alliance, :committee, "
      ":meeting, :section, :number, :text, :words, :organization, :person, :due, 'open', :by, :at, :at)",
      {{"id", a.id},
       {"agency", a.agency},
       {"alliance", a.alliance},
       {"committee", a.committee},
       {"meeting", a.meeting},
       {"section", a.section},
       {"number", a.number},
       {"text", a.text},
       {"words", words_of(a)},
       {"organization", a.organization},
       {"person", a.person},
       {"due", day_of(a)},
       {"by", by.account},
       {"at", tx.now()}});
  insert_change(tx, a, Progress::open, {}, by);
  return a;
}

bool update(db::Tx& tx, const Agreement& a) {
  return tx.exec(
             "UPDATE agreements SET text = :text, words_folded = :words, organization_id = :organization, person = :person, "
             "due_on = "
             ":due, version = version + 1, updated_at = :at WHERE id = :id AND version = :version",
             {{"text", a.text},
              {"words", words_of(a)},
              {"organization", a.organization},
              {"person", a.person},
              {"due", day_of(a)},
              {"at", tx.now()},
              {"id", a.id},
              {"version", a.version}}) == 1;
}

void set_progress(db::Tx& tx, const Agreement& a, Progress to, const std::string& note, const auth::Actor& by) {
  tx.exec("UPDATE agreements SET state = :state, version = version + 1, updated_at = :at WHERE id = :id",
          {{"state", to}, {"at", tx.now()}, {"id", a.id}});
  insert_change(tx, a, to, note, by);
}

std::optional<Agreement> find_agreement(db::Tx& tx, AllianceId alliance, AgreementId id) {
  auto row = tx.one<Row>(AGREEMENT_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return take(std::move(*row));
}

std::vector<Agreement> agreements_of(db::Tx& tx, MeetingId meeting) {
  return take(tx.all<Row>(AGREEMENT_COLUMNS "WHERE meeting_id = :meeting ORDER BY number LIMIT 500", {{"meeting", meeting}}));
}

std::vector<AgreementChange> changes(db::Tx& tx, AgreementId id) {
  std::vector<AgreementChange> out;
  for (auto& row : tx.all<ChangeRow>("SELECT state, note, recorded_by_name, recorded_at FROM agreement_changes WHERE "
                                     "agreement_id = :id ORDER BY id LIMIT 200",
                                     {{"id", id}}))
    out.push_back(std::move(row.c));
  return out;
}

std::vector<Agreement> agreements_after(db::Tx& tx, AgreementId after, int limit) {
  return take(tx.all<Row>(AGREEMENT_COLUMNS "WHERE id > :after ORDER BY id LIMIT :limit", {{"after", after}, {"limit", limit}}));
}

std::vector<Agreement> forward(db::Tx& tx, AllianceId alliance, const Wanted& w, const Key& after, int limit) {
  const auto search = pattern(w.search);
  return take(tx.all<Row>(AGREEMENT_COLUMNS "WHERE " AGREEMENTS_WANTED
                                            "AND (due_on, id) > (:due, :id) ORDER BY due_on, id LIMIT :limit",
                          {AGREEMENTS_VALUES, {"due", after.due}, {"id", after.id}, {"limit", limit}}));
}

std::vector<Agreement> backward(db::Tx& tx, AllianceId alliance, const Wanted& w, const Key& before, int limit) {
  const auto search = pattern(w.search);
  return take(tx.all<Row>(AGREEMENT_COLUMNS "WHERE " AGREEMENTS_WANTED
                                            "AND (due_on, id) < (:due, :id) ORDER BY due_on DESC, id DESC LIMIT :limit",
                          {AGREEMENTS_VALUES, {"due", before.due}, {"id", before.id}, {"limit", limit}}));
}

std::int64_t count(db::Tx& tx, AllianceId alliance, const Wanted& w) {
  const auto search = pattern(w.search);
  return tx
      .one<std::int64_t>("SELECT count(*) FROM (SELECT id FROM agreements WHERE " AGREEMENTS_WANTED "LIMIT 10001) AS counted",
                         {AGREEMENTS_VALUES})
      .value_or(0);
}

std::vector<Agreement> untold(db::Tx& tx, MeetingId meeting) {
  return take(
      tx.all<Row>(AGREEMENT_COLUMNS
                  "WHERE meeting_id = :meeting AND state = 'open' AND organization_id <> 0 AND NOT EXISTS (SELECT 1 FROM "
                  "agreement_letters l WHERE l.agreement_id = agreements.id AND l.kind = 'made') ORDER BY number LIMIT 500",
                  {{"meeting", meeting}}));
}

std::vector<Agreement> unreminded(db::Tx& tx, AllianceId alliance, News news, Date from, Date to) {
  return take(tx.all<Row>(
      AGREEMENT_COLUMNS
      "WHERE alliance_id = :alliance AND due_on >= :low AND due_on <= :high AND state = 'open' AND organization_id <> 0 AND NOT "
      "EXISTS (SELECT 1 FROM agreement_letters l WHERE l.agreement_id = agreements.id AND l.kind = :kind AND l.due_on = "
      "agreements.due_on) ORDER BY due_on, id LIMIT 500",
      {{"alliance", alliance}, {"low", from}, {"high", to}, {"kind", std::string(to_text(news))}}));
}

void keep_letter(db::Tx& tx, const Agreement& a, News news, mail::LetterId letter) {
  tx.exec(
      "INSERT INTO agreement_letters (agency_id, alliance_id, agreement_id, kind, due_on, letter_id, written_at) VALUES "
      "(:agency, "
      ":alliance, :agreement, :kind, :due, :letter, :at)",
      {{"agency", a.agency},
       {"alliance", a.alliance},
       {"agreement", a.id},
       {"kind", std::string(to_text(news))},
       {"due", news == News::made ? std::string() : day_of(a)},
       {"letter", letter},
       {"at", tx.now()}});
}

std::vector<AllianceId> with_open_agreements(db::Tx& tx) {
  return tx.all<AllianceId>("SELECT DISTINCT alliance_id FROM agreements WHERE state = 'open' ORDER BY 1", {});
}

void merge(db::Tx& tx, const Merging& m) {
  tx.exec(
      "INSERT INTO agreement_merges (merge_id, agency_id, agreement_id) SELECT CAST(:merge AS BIGINT), agency_id, id FROM "
      "agreements "
      "WHERE organization_id = :gone",
      {{"merge", m.id}, {"gone", m.gone}});
  tx.exec(
      "UPDATE agreements SET organization_id = :kept WHERE id IN (SELECT agreement_id FROM agreement_merges WHERE merge_id = "
      ":merge)",
      {{"kept", m.kept}, {"merge", m.id}});
}

void unmerge(db::Tx& tx, const Merging& m) {
  tx.exec(
      "UPDATE agreements SET organization_id = :gone WHERE id IN (SELECT agreement_id FROM agreement_merges WHERE merge_id = "
      ":merge)",
      {{"gone", m.gone}, {"merge", m.id}});
  tx.exec("DELETE FROM agreement_merges WHERE merge_id = :merge", {{"merge", m.id}});
}

}  // namespace alianza::minutes::store
