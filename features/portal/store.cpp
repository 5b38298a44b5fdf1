#include "features/portal/store.h"

#include <algorithm>

namespace alianza::portal::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): three queries read the same columns; SQL texts must be literals.
#define EVENT_COLUMNS                                                                                                     \
  "SELECT id, stage, kind, starts_on, ends_on, date_precision, sort_on, title_es, title_en, text_es, text_en, place_es, " \
  "place_en, "                                                                                                            \
  "chapter_es, chapter_en, fact, mark, meeting_id, version, published_at IS NOT NULL, withdrawn_at IS NOT NULL, "         \
  "withdrawn_reason "                                                                                                     \
  "FROM alliance_events "

struct EventRow {
  Event e;
  std::optional<std::int64_t> stage;
  bool published = false;
  bool withdrawn = false;
  template <class V>
  static void columns(V& v, EventRow& r) {
    auto& e = r.e;
    v(e.id, r.stage, e.kind, e.when.from, e.when.to, e.when.precision, e.sort_on, e.title.es, e.title.en, e.text.es, e.text.en,
      e.place.es, e.place.en, e.source.chapter.es, e.source.chapter.en, e.source.fact, e.mark, e.meeting, e.version, r.published,
      r.withdrawn, e.withdrawn_reason);
  }
  Event take() {
    if (stage) e.stage = static_cast<Stage>(*stage);
    e.state = withdrawn ? State::withdrawn : published ? State::published : State::draft;
    return std::move(e);
  }
};

struct FigureRow {
  EventId event;
  Figure f;
  template <class V>
  static void columns(V& v, FigureRow& r) {
    v(r.event, r.f.value, r.f.qualifier, r.f.noun.es, r.f.noun.en, r.f.rule.es, r.f.rule.en);
  }
};

/// Rows as events, each with the figures of its own (which come by event and ordinal).
std::vector<Event> take(std::vector<EventRow> rows, std::vector<FigureRow> figures) {
  std::vector<Event> out;
  out.reserve(rows.size());
  std::map<EventId, std::size_t> at;
  for (auto& row : rows) {
    out.push_back(row.take());
    at[out.back().id] = out.size() - 1;
  }
  for (auto& figure : figures)
    if (const auto found = at.find(figure.event); found != at.end()) out[found->second].figures.push_back(std::move(figure.f));
  return out;
}

std::vector<FigureRow> figures(db::Tx& tx, AllianceId alliance) {
  return tx.all<FigureRow>(
      "SELECT event_id, value, qualifier, noun_es, noun_en, rule_es, rule_en FROM event_figures "
      "WHERE alliance_id = :alliance ORDER BY event_id, ordinal",
      {{"alliance", alliance}});
}

void insert_figures(db::Tx& tx, const Place& p, const Event& event) {
  int ordinal = 0;
  for (const auto& f : event.figures)
    tx.exec(
        "INSERT INTO event_figures (agency_id, alliance_id, cycle_id, event_id, ordinal, value, qualifier, noun_es, noun_en, "
        "rule_es, "
        "rule_en) VALUES (:agency, :alliance, :cycle, :event, :ordinal, :value, :qualifier, :noun_es, :noun_en, :rule_es, "
        ":rule_en)",
        {{"agency", p.agency},
         {"alliance", p.alliance},
         {"cycle", p.cycle},
         {"event", event.id},
         {"ordinal", ++ordinal},
         {"value", f.value},
         {"qualifier", f.qualifier},
         {"noun_es", f.noun.es},
         {"noun_en", f.noun.en},
         {"rule_es", f.rule.es},
         {"rule_en", f.rule.en}});
}

std::optional<std::int64_t> stage_number(std::optional<Stage> stage) {
  if (!stage) return std::nullopt;
  return alliances::number(*stage);
}

}  // namespace

void insert_event(db::Tx& tx, const Place& p, const Event& e, auth::AccountId by) {
  const bool published = e.state == State::published;
  tx.exec(
      "INSERT INTO alliance_events (agency_id, alliance_id, cycle_id, id, stage, kind, starts_on, ends_on, date_precision, "
      "sort_on, "
      "title_es, title_en, text_es, text_en, place_es, place_en, chapter_es, chapter_en, fact, mark, meeting_id, version, "
      "created_by, "
      "created_at, published_by, published_at) VALUES (:agency, :alliance, :cycle, :id, :stage, :kind, :from, :to, :precision, "
      ":sort_on, "
      ":title_es, :title_en, :text_es, :text_en, :place_es, :place_en, :chapter_es, :chapter_en, :fact, :mark, :meeting, 1, :by, "
      ":at, "
      ":published_by, :published_at)",
      {{"agency", p.agency},
       {"alliance", p.alliance},
       {"cycle", p.cycle},
       {"id", e.id},
       {"stage", stage_number(e.stage)},
       {"kind", e.kind},
       {"from", e.when.from},
       {"to", e.when.to},
       {"precision", e.when.precision},
       {"sort_on", e.sort_on},
       {"title_es", e.title.es},
       {"title_en", e.title.en},
       {"text_es", e.text.es},
       {"text_en", e.text.en},
       {"place_es", e.place.es},
       {"place_en", e.place.en},
       {"chapter_es", e.source.chapter.es},
       {"chapter_en", e.source.chapter.en},
       {"fact", e.source.fact},
       {"mark", e.mark},
       {"meeting", e.meeting},
       {"by", by},
       {"at", tx.now()},
       {"published_by", published ? std::optional(by) : std::nullopt},
       {"published_at", published ? std::optional(tx.now()) : std::nullopt}});
  insert_figures(tx, p, e);
}

bool update_event(db::Tx& tx, const Place& p, const Event& e) {
  const auto changed = tx.exec(
      "UPDATE alliance_events SET stage = :stage, kind = :kind, starts_on = :from, ends_on = :to, date_precision = :precision, "
      "sort_on = :sort_on, title_es = :title_es, title_en = :title_en, text_es = :text_es, text_en = :text_en, place_es = "
      ":place_es, "
      "place_en = :place_en, chapter_es = :chapter_es, chapter_en = :chapter_en, fact = :fact, version = version + 1 "
      "WHERE id = :id AND version = :version",
      {{"id", e.id},
       {"version", e.version},
       {"stage", stage_number(e.stage)},
       {"kind", e.kind},
       {"from", e.when.from},
       {"to", e.when.to},
       {"precision", e.when.precision},
       {"sort_on", e.sort_on},
       {"title_es", e.title.es},
       {"title_en", e.title.en},
       {"text_es", e.text.es},
       {"text_en", e.text.en},
       {"place_es", e.place.es},
       {"place_en", e.place.en},
       {"chapter_es", e.source.chapter.es},
       {"chapter_en", e.source.chapter.en},
       {"fact", e.source.fact}});
  if (changed == 0) return false;
  tx.exec("DELETE FROM event_figures WHERE event_id = :id", {{"id", e.id}});
  insert_figures(tx, p, e);
  return true;
}

std::optional<Event> find_event(db::Tx& tx, AllianceId alliance, EventId id) {
  auto events =
      take(tx.all<EventRow>(EVENT_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}}),
           tx.all<FigureRow>("SELECT event_id, value, qualifier, noun_es, noun_en, rule_es, rule_en FROM event_figures "
                             "WHERE event_id = :id ORDER BY ordinal",
                             {{"id", id}}));
  if (events.empty()) return std::nullopt;
  return std::move(events.front());
}

std::vector<Event> published_events(db::Tx& tx, AllianceId alliance) {
  return take(
      tx.all<EventRow>(EVENT_COLUMNS "WHERE alliance_id = :alliance AND published_at IS NOT NULL AND withdrawn_at IS NULL "
                                     "ORDER BY sort_on, id",
                       {{"alliance", alliance}}),
      figures(tx, alliance));
}

std::vector<Event> all_events(db::Tx& tx, AllianceId alliance) {
  return take(tx.all<EventRow>(EVENT_COLUMNS "WHERE alliance_id = :alliance ORDER BY sort_on, id", {{"alliance", alliance}}),
              figures(tx, alliance));
}

void publish_event(db::Tx& tx, EventId id, auth::AccountId by) {
  tx.exec("UPDATE alliance_events SET published_by = :by, published_at = :at, version = version + 1 WHERE id = :id",
          {{"by", by}, {"at", tx.now()}, {"id", id}});
}

void withdraw_event(db::Tx& tx, EventId id, auth::AccountId by, const std::string& reason) {
  tx.exec(
      "UPDATE alliance_events SET withdrawn_by = :by, withdrawn_at = :at, withdrawn_reason = :reason, version = version + 1 "
      "WHERE id = :id",
      {{"by", by}, {"at", tx.now()}, {"reason", reason}, {"id", id}});
}

}  // namespace alianza::portal::store
