// The other rows of the record: findings, funnel, notes, texts.
#include <algorithm>

#include "features/portal/store.h"

namespace alianza::portal::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): three queries read the same columns; SQL texts must be literals.
#define FINDING_COLUMNS                                                                                     \
  "SELECT id, kind, ordinal, title_es, title_en, text_es, text_en, chapter_es, chapter_en, fact, version, " \
  "published_at IS NOT NULL, withdrawn_at IS NOT NULL, withdrawn_reason FROM findings "

struct FindingRow {
  Finding f;
  bool published = false;
  bool withdrawn = false;
  template <class V>
  static void columns(V& v, FindingRow& r) {
    auto& f = r.f;
    v(f.id, f.kind, f.ordinal, f.title.es, f.title.en, f.text.es, f.text.en, f.source.chapter.es, f.source.chapter.en,
      f.source.fact, f.version, r.published, r.withdrawn, f.withdrawn_reason);
  }
  Finding take() {
    f.state = withdrawn ? State::withdrawn : published ? State::published : State::draft;
    return std::move(f);
  }
};

std::vector<Finding> take(std::vector<FindingRow> rows) {
  std::vector<Finding> out;
  out.reserve(rows.size());
  for (auto& row : rows) out.push_back(row.take());
  // The order of kinds is a rule of the portal, not of the alphabet.
  std::stable_sort(out.begin(), out.end(), [](const Finding& a, const Finding& b) { return a.kind < b.kind; });
  return out;
}

struct FunnelColumns {
  FunnelRow r;
  std::optional<int> percent;
  std::optional<std::int64_t> value;
  std::optional<Qualifier> qualifier;
  std::optional<bool> computed;
  LocalizedText rule;
  template <class V>
  static void columns(V& v, FunnelColumns& c) {
    auto& r = c.r;
    v(r.ordinal, r.figure.value, r.figure.qualifier, r.figure.noun.es, r.figure.noun.en, r.figure.rule.es, r.figure.rule.en,
      r.when.from, r.when.to, r.when.precision, r.note.es, r.note.en, c.percent, c.value, c.qualifier, c.computed, c.rule.es,
      c.rule.en, r.source.chapter.es, r.source.chapter.en, r.source.fact);
  }
};

struct NoteRow {
  Contradiction n;
  template <class V>
  static void columns(V& v, NoteRow& r) {
    auto& n = r.n;
    v(n.mark, n.text.es, n.text.en, n.decision.es, n.decision.en, n.source.chapter.es, n.source.chapter.en, n.source.fact);
  }
};

struct TextRow {
  std::string name;
  LocalizedText text;
  template <class V>
  static void columns(V& v, TextRow& r) {
    v(r.name, r.text.es, r.text.en);
  }
};

int next_ordinal(db::Tx& tx, AllianceId alliance, FindingKind kind) {
  const auto last =
      tx.one<std::int64_t>("SELECT COALESCE(max(ordinal), 0) FROM findings WHERE alliance_id = :alliance AND kind = :kind",
                           {{"alliance", alliance}, {"kind", kind}});
  return static_cast<int>(last.value_or(0)) + 1;
}

}  // namespace

void insert_finding(db::Tx& tx, const Place& p, const Finding& f, auth::AccountId by) {
  const bool published = f.state == State::published;
  const auto ordinal = f.ordinal > 0 ? f.ordinal : next_ordinal(tx, p.alliance, f.kind);
  tx.exec(
      "INSERT INTO findings (agency_id, alliance_id, cycle_id, id, kind, ordinal, title_es, title_en, text_es, text_en, "
      "chapter_es, "
      "chapter_en, fact, version, created_by, created_at, published_by, published_at) VALUES (:agency, :alliance, :cycle, :id, "
      ":kind, "
      ":ordinal, :title_es, :title_en, :text_es, :text_en, :chapter_es, :chapter_en, :fact, 1, :by, :at, :published_by, "
      ":published_at)",
      {{"agency", p.agency},
       {"alliance", p.alliance},
       {"cycle", p.cycle},
       {"id", f.id},
       {"kind", f.kind},
       {"ordinal", ordinal},
       {"title_es", f.title.es},
       {"title_en", f.title.en},
       {"text_es", f.text.es},
       {"text_en", f.text.en},
       {"chapter_es", f.source.chapter.es},
       {"chapter_en", f.source.chapter.en},
       {"fact", f.source.fact},
       {"by", by},
       {"at", tx.now()},
       {"published_by", published ? std::optional(by) : std::nullopt},
       {"published_at", published ? std::optional(tx.now()) : std::nullopt}});
}

bool update_finding(db::Tx& tx, const Finding& f) {
  return tx.exec(
             "UPDATE findings SET kind = :kind, title_es = :title_es, title_en = :title_en, text_es = :text_es, text_en = "
             ":text_en, "
             "chapter_es = :chapter_es, chapter_en = :chapter_en, fact = :fact, version = version + 1 WHERE id = :id AND version "
             "= :version",
             {{"id", f.id},
              {"version", f.version},
              {"kind", f.kind},
              {"title_es", f.title.es},
              {"title_en", f.title.en},
              {"text_es", f.text.es},
              {"text_en", f.text.en},
              {"chapter_es", f.source.chapter.es},
              {"chapter_en", f.source.chapter.en},
              {"fact", f.source.fact}}) > 0;
}

std::optional<Finding> find_finding(db::Tx& tx, AllianceId alliance, FindingId id) {
  auto row =
      tx.one<FindingRow>(FINDING_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}});
  if (!row) return std::nullopt;
  return row->take();
}

std::vector<Finding> published_findings(db::Tx& tx, AllianceId alliance) {
  return take(tx.all<FindingRow>(FINDING_COLUMNS
                                 "WHERE alliance_id = :alliance AND published_at IS NOT NULL AND withdrawn_at IS NULL "
                                 "ORDER BY kind, ordinal, id",
                                 {{"alliance", alliance}}));
}

std::vector<Finding> all_findings(db::Tx& tx, AllianceId alliance) {
  return take(
      tx.all<FindingRow>(FINDING_COLUMNS "WHERE alliance_id = :alliance ORDER BY kind, ordinal, id", {{"alliance", alliance}}));
}

void publish_finding(db::Tx& tx, FindingId id, auth::AccountId by) {
  tx.exec("UPDATE findings SET published_by = :by, published_at = :at, version = version + 1 WHERE id = :id",
          {{"by", by}, {"at", tx.now()}, {"id", id}});
}

void withdraw_finding(db::Tx& tx, FindingId id, auth::AccountId by, const std::string& reason) {
  tx.exec(
      "UPDATE findings SET withdrawn_by = :by, withdrawn_at = :at, withdrawn_reason = :reason, version = version + 1 WHERE id = "
      ":id",
      {{"by", by}, {"at", tx.now()}, {"reason", reason}, {"id", id}});
}

void insert_funnel_row(db::Tx& tx, const Place& p, const FunnelRow& r) {
  const auto& a = r.answered;
  tx.exec(
      "INSERT INTO funnel_rows (agency_id, alliance_id, cycle_id, ordinal, value, qualifier, noun_es, noun_en, rule_es, rule_en, "
      "starts_on, "
      "ends_on, date_precision, note_es, note_en, answered_percent, answered_value, answered_qualifier, answered_computed, "
      "answered_rule_es, answered_rule_en, chapter_es, chapter_en, fact) VALUES (:agency, :alliance, :cycle, :ordinal, :value, "
      ":qualifier, "
      ":noun_es, :noun_en, :rule_es, :rule_en, :from, :to, :precision, :note_es, :note_en, :percent, :answered, "
      ":answered_qualifier, "
      ":computed, :answered_rule_es, :answered_rule_en, :chapter_es, :chapter_en, :fact)",
      {{"agency", p.agency},
       {"alliance", p.alliance},
       {"cycle", p.cycle},
       {"ordinal", r.ordinal},
       {"value", r.figure.value},
       {"qualifier", r.figure.qualifier},
       {"noun_es", r.figure.noun.es},
       {"noun_en", r.figure.noun.en},
       {"rule_es", r.figure.rule.es},
       {"rule_en", r.figure.rule.en},
       {"from", r.when.from},
       {"to", r.when.to},
       {"precision", r.when.precision},
       {"note_es", r.note.es},
       {"note_en", r.note.en},
       {"percent", a ? std::optional(a->percent) : std::nullopt},
       {"answered", a ? std::optional(a->value) : std::nullopt},
       {"answered_qualifier", a ? std::optional(a->qualifier) : std::nullopt},
       {"computed", a ? std::optional(a->computed) : std::nullopt},
       {"answered_rule_es", a ? a->rule.es : std::string()},
       {"answered_rule_en", a ? a->rule.en : std::string()},
       {"chapter_es", r.source.chapter.es},
       {"chapter_en", r.source.chapter.en},
       {"fact", r.source.fact}});
}

std::vector<FunnelRow> funnel(db::Tx& tx, AllianceId alliance) {
  std::vector<FunnelRow> out;
  for (auto& row : tx.all<FunnelColumns>("SELECT ordinal, value, qualifier, noun_es, noun_en, rule_es, rule_en, starts_on, "
                                         "ends_on, date_precision, note_es, note_en, "
                                         "answered_percent, answered_value, answered_qualifier, answered_computed, "
                                         "answered_rule_es, answered_rule_en, chapter_es, "
                                         "chapter_en, fact FROM funnel_rows WHERE alliance_id = :alliance ORDER BY ordinal",
                                         {{"alliance", alliance}})) {
    if (row.percent && row.value && row.qualifier)
      row.r.answered =
          FunnelRow::Answered{*row.percent, *row.value, *row.qualifier, row.computed.value_or(false), std::move(row.rule)};
    out.push_back(std::move(row.r));
  }
  return out;
}

void insert_note(db::Tx& tx, const Place& p, int ordinal, const Contradiction& n) {
  tx.exec(
      "INSERT INTO portal_notes (agency_id, alliance_id, cycle_id, ordinal, mark, text_es, text_en, decision_es, decision_en, "
      "chapter_es, "
      "chapter_en, fact) VALUES (:agency, :alliance, :cycle, :ordinal, :mark, :text_es, :text_en, :decision_es, :decision_en, "
      ":chapter_es, "
      ":chapter_en, :fact)",
      {{"agency", p.agency},
       {"alliance", p.alliance},
       {"cycle", p.cycle},
       {"ordinal", ordinal},
       {"mark", n.mark},
       {"text_es", n.text.es},
       {"text_en", n.text.en},
       {"decision_es", n.decision.es},
       {"decision_en", n.decision.en},
       {"chapter_es", n.source.chapter.es},
       {"chapter_en", n.source.chapter.en},
       {"fact", n.source.fact}});
}

std::vector<Contradiction> notes(db::Tx& tx, AllianceId alliance) {
  std::vector<Contradiction> out;
  for (auto& row : tx.all<NoteRow>("SELECT mark, text_es, text_en, decision_es, decision_en, chapter_es, chapter_en, fact "
                                   "FROM portal_notes WHERE alliance_id = :alliance ORDER BY ordinal",
                                   {{"alliance", alliance}}))
    out.push_back(std::move(row.n));
  return out;
}

void put_text(db::Tx& tx, const Place& p, const std::string& name, const LocalizedText& text) {
  tx.exec(
      "INSERT INTO portal_texts (agency_id, alliance_id, cycle_id, name, text_es, text_en) "
      "VALUES (:agency, :alliance, :cycle, :name, :es, :en) "
      "ON CONFLICT (alliance_id, name) DO UPDATE SET text_es = excluded.text_es, text_en = excluded.text_en",
      {{"agency", p.agency}, {"alliance", p.alliance}, {"cycle", p.cycle}, {"name", name}, {"es", text.es}, {"en", text.en}});
}

Texts texts(db::Tx& tx, AllianceId alliance) {
  Texts out;
  for (auto& row :
       tx.all<TextRow>("SELECT name, text_es, text_en FROM portal_texts WHERE alliance_id = :alliance", {{"alliance", alliance}}))
    out.put(std::move(row.name), std::move(row.text));
  return out;
}

}  // namespace alianza::portal::store
