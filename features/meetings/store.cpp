#include "features/meetings/store.h"

#include <map>

namespace alianza::meetings::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define MEETING_COLUMNS                                                                                                      \
  "SELECT id, agency_id, alliance_id, cycle_id, committee_id, kind, title_es, title_en, summary_es, summary_en, held_on, "   \
  "held_until, sort_on, date_precision, starts_minute, ends_minute, venue_es, venue_en, link, state, source_es, source_en, " \
  "version, "                                                                                                                \
  "updated_at FROM meetings "
// A filter that is not set is a NULL.
#define MEETING_RANGE                                                                                                            \
  "alliance_id = :alliance AND sort_on >= :low AND sort_on < :high "                                                             \
  "AND (CAST(:committee AS BIGINT) IS NULL OR committee_id = CAST(:committee AS BIGINT) OR EXISTS (SELECT 1 FROM "               \
  "joint_committees j WHERE j.meeting_id = meetings.id AND j.committee_id = CAST(:committee AS BIGINT))) "                       \
  "AND (CAST(:kind AS TEXT) IS NULL OR kind = CAST(:kind AS TEXT)) AND (CAST(:state AS TEXT) IS NULL OR state = CAST(:state AS " \
  "TEXT)) "                                                                                                                      \
  "AND (state <> 'held' OR sort_on >= :held_low) AND (state = 'held' OR sort_on < :open_high) "                                  \
  "AND words_folded LIKE :search ESCAPE '!' "
// NOLINTEND(cppcoreguidelines-macro-usage)

struct Row {
  Meeting m;
  template <class V>
  static void columns(V& v, Row& r) {
    auto& m = r.m;
    v(m.id, m.agency, m.alliance, m.cycle, m.committee, m.kind, m.title.es, m.title.en, m.summary.es, m.summary.en, m.on, m.until,
      m.sort_on, m.precision, m.starts, m.ends, m.venue.es, m.venue.en, m.link, m.state, m.source.es, m.source.en, m.version,
      m.updated_at);
  }
};

struct JointRow {
  MeetingId meeting;
  CommitteeId committee;
  template <class V>
  static void columns(V& v, JointRow& r) {
    v(r.meeting, r.committee);
  }
};

/// With the bodies of joint sessions: one query for all of them, and none where no body convened.
std::vector<Meeting> take(db::Tx& tx, std::vector<Row> rows) {
  std::vector<Meeting> out;
  out.reserve(rows.size());
  std::map<MeetingId, std::size_t> of_bodies;
  for (auto& row : rows) {
    if (row.m.committee) of_bodies.emplace(row.m.id, out.size());
    out.push_back(std::move(row.m));
  }
  if (of_bodies.empty()) return out;
  std::vector<MeetingId> ids;
  for (const auto& [id, place] : of_bodies) ids.push_back(id);
  for (const auto& row : tx.all<JointRow>("SELECT meeting_id, committee_id FROM joint_committees WHERE meeting_id IN (:ids...) "
                                          "ORDER BY meeting_id, committee_id",
                                          {{"ids", db::list(ids)}}))
    out[of_bodies.at(row.meeting)].joined.push_back(row.committee);
  return out;
}

void put_joined(db::Tx& tx, const Meeting& m) {
  tx.exec("DELETE FROM joint_committees WHERE meeting_id = :meeting", {{"meeting", m.id}});
  for (const auto committee : m.joined)
    tx.exec("INSERT INTO joint_committees (meeting_id, committee_id, agency_id) VALUES (:meeting, :committee, :agency)",
            {{"meeting", m.id}, {"committee", committee}, {"agency", m.agency}});
}

struct StateRow {
  StateChange s;
  template <class V>
  static void columns(V& v, StateRow& r) {
    v(r.s.state, r.s.reason, r.s.by, r.s.at);
  }
};

struct HeldRow {
  HeldMonth h;
  template <class V>
  static void columns(V& v, HeldRow& r) {
    v(r.h.committee, r.h.month);
  }
};

std::string words_of(const Meeting& m) { return fold(m.title.es + " " + m.title.en + " " + m.venue.es + " " + m.venue.en); }

/// For LIKE: anywhere in the text, its signs taken literally.
std::string pattern(const std::string& folded) {
  std::string out = "%";
  for (const char c : folded) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c;
  }
  return folded.empty() ? out : out + "%";
}

void insert_state(db::Tx& tx, const Meeting& m, State state, const std::string& reason, auth::AccountId by,
                  const std::string& name) {
  tx.exec(
      "INSERT INTO meeting_states (id, agency_id, meeting_id, state, reason, recorded_by, recorded_by_name, recorded_at) "
      "VALUES (:id, :agency, :meeting, :state, :reason, :by, :name, :at)",
      {{"id", Id<struct StateTag>::make()},
       {"agency", m.agency},
       {"meeting", m.id},
       {"state", state},
       {"reason", reason},
       {"by", by},
       {"name", name},
       {"at", tx.now()}});
}

/// What a new row and a changed one write alike. Parameters look into what they are given: it must outlive the statement.
std::vector<db::Param> common_params(const Meeting& m, const std::string& words) {
  return {{"committee", m.committee},
          {"kind", m.kind},
          {"title_es", m.title.es},
          {"title_en", m.title.en},
          {"words", words},
          {"summary_es", m.summary.es},
          {"summary_en", m.summary.en},
          {"held_on", m.on},
          {"held_until", m.until},
          {"sort_on", m.sort_on},
          {"precision", m.precision},
          {"starts", m.starts},
          {"ends", m.ends},
          {"venue_es", m.venue.es},
          {"venue_en", m.venue.en},
          {"link", m.link}};
}

}  // namespace

void insert(db::Tx& tx, const Meeting& m, auth::AccountId by) {
  const auto words = words_of(m);
  auto params = common_params(m, words);
  params.insert(params.end(), {{"id", m.id},
                               {"agency", m.agency},
                               {"alliance", m.alliance},
                               {"cycle", m.cycle},
                               {"state", m.state},
                               {"source_es", m.source.es},
                               {"source_en", m.source.en},
                               {"by", by},
                               {"at", tx.now()}});
  tx.exec(
      "INSERT INTO meetings (id, agency_id, alliance_id, cycle_id, committee_id, kind, title_es, title_en, words_folded, "
      "summary_es, summary_en, held_on, "
      "held_until, sort_on, date_precision, starts_minute, ends_minute, venue_es, venue_en, link, state, source_es, source_en, "
      "created_by, "
      "created_at, updated_by, updated_at) VALUES (:id, :agency, :alliance, :cycle, :committee, :kind, :title_es, :title_en, "
      ":words, :summary_es, "
      ":summary_en, :held_on, :held_until, :sort_on, :precision, :starts, :ends, :venue_es, :venue_en, :link, :state, "
      ":source_es, :source_en, :by, "
      ":at, :by, :at)",
      params);
  if (!m.joined.empty()) put_joined(tx, m);
}

bool update(db::Tx& tx, const Meeting& m, auth::AccountId by) {
  const auto words = words_of(m);
  auto params = common_params(m, words);
  params.insert(params.end(), {{"by", by}, {"at", tx.now()}, {"id", m.id}, {"version", m.version}});
  const bool is_saved =
      tx.exec(
          "UPDATE meetings SET committee_id = :committee, kind = :kind, title_es = :title_es, title_en = :title_en, "
          "words_folded = :words, summary_es = :summary_es, "
          "summary_en = :summary_en, held_on = :held_on, held_until = :held_until, sort_on = :sort_on, date_precision = "
          ":precision, "
          "starts_minute = :starts, ends_minute = :ends, venue_es = :venue_es, venue_en = :venue_en, link = :link, version = "
          "version + 1, "
          "updated_by = :by, updated_at = :at WHERE id = :id AND version = :version",
          params) == 1;
  if (is_saved) put_joined(tx, m);
  return is_saved;
}

void set_state(db::Tx& tx, const Meeting& m, State state, const std::string& reason, const auth::Actor& by) {
  if (state != m.state)
    tx.exec("UPDATE meetings SET state = :state, version = version + 1, updated_by = :by, updated_at = :at WHERE id = :id",
            {{"state", state}, {"by", by.account}, {"at", tx.now()}, {"id", m.id}});
  insert_state(tx, m, state, reason, by.account, by.name);
}

std::vector<StateChange> states(db::Tx& tx, MeetingId id) {
  std::vector<StateChange> out;
  for (auto& row : tx.all<StateRow>(
           "SELECT state, reason, recorded_by_name, recorded_at FROM meeting_states WHERE meeting_id = :id ORDER BY id LIMIT 200",
           {{"id", id}}))
    out.push_back(std::move(row.s));
  return out;
}

std::optional<Meeting> find(db::Tx& tx, AllianceId alliance, MeetingId id) {
  auto rows =
      take(tx, tx.all<Row>(MEETING_COLUMNS "WHERE id = :id AND alliance_id = :alliance", {{"id", id}, {"alliance", alliance}}));
  if (rows.empty()) return std::nullopt;
  return std::move(rows.front());
}

std::vector<Meeting> after(db::Tx& tx, MeetingId after, int limit) {
  return take(tx,
              tx.all<Row>(MEETING_COLUMNS "WHERE id > :after ORDER BY id LIMIT :limit", {{"after", after}, {"limit", limit}}));
}

std::vector<Meeting> forward(db::Tx& tx, AllianceId alliance, const Range& r, const Key& after, int limit) {
  return take(tx, tx.all<Row>(MEETING_COLUMNS "WHERE " MEETING_RANGE
                                              "AND (sort_on, id) > (:sort_on, :id) ORDER BY sort_on, id LIMIT :limit",
                              {{"alliance", alliance},
                               {"low", r.low},
                               {"high", r.high},
                               {"held_low", r.held_low},
                               {"open_high", r.open_high},
                               {"committee", r.committee},
                               {"kind", r.kind},
                               {"state", r.state},
                               {"search", pattern(r.search)},
                               {"sort_on", after.sort_on},
                               {"id", after.id},
                               {"limit", limit}}));
}

std::vector<Meeting> backward(db::Tx& tx, AllianceId alliance, const Range& r, const Key& before, int limit) {
  return take(tx, tx.all<Row>(MEETING_COLUMNS "WHERE " MEETING_RANGE
                                              "AND (sort_on, id) < (:sort_on, :id) ORDER BY sort_on DESC, id DESC LIMIT :limit",
                              {{"alliance", alliance},
                               {"low", r.low},
                               {"high", r.high},
                               {"held_low", r.held_low},
                               {"open_high", r.open_high},
                               {"committee", r.committee},
                               {"kind", r.kind},
                               {"state", r.state},
                               {"search", pattern(r.search)},
                               {"sort_on", before.sort_on},
                               {"id", before.id},
                               {"limit", limit}}));
}

std::int64_t count(db::Tx& tx, AllianceId alliance, const Range& r) {
  // Counts are exact to 10,000; one more row tells that there are more.
  return tx
      .one<std::int64_t>("SELECT count(*) FROM (SELECT id FROM meetings WHERE " MEETING_RANGE "LIMIT 10001) AS counted",
                         {{"alliance", alliance},
                          {"low", r.low},
                          {"high", r.high},
                          {"held_low", r.held_low},
                          {"open_high", r.open_high},
                          {"committee", r.committee},
                          {"kind", r.kind},
                          {"state", r.state},
                          {"search", pattern(r.search)}})
      .value_or(0);
}

std::map<CommitteeId, Meeting> next_of_committees(db::Tx& tx, AllianceId alliance, const std::string& from) {
  std::map<CommitteeId, Meeting> out;
  for (const auto& m :
       take(tx, tx.all<Row>(MEETING_COLUMNS "WHERE alliance_id = :alliance AND sort_on >= :from AND state = 'scheduled' AND "
                                            "committee_id <> 0 ORDER BY sort_on, id LIMIT 1000",
                            {{"alliance", alliance}, {"from", from}})))
    for (const auto committee : bodies_of(m)) out.emplace(committee, m);
  return out;
}

std::int64_t without_agenda(db::Tx& tx, AllianceId alliance, const std::string& low, const std::string& high) {
  return tx
      .one<std::int64_t>(
          "SELECT count(*) FROM meetings WHERE alliance_id = :alliance AND sort_on >= :low AND sort_on < :high AND state = "
          "'scheduled' AND date_precision = 'day' AND NOT EXISTS (SELECT 1 FROM agenda_items WHERE agenda_items.meeting_id = "
          "meetings.id)",
          {{"alliance", alliance}, {"low", low}, {"high", high}})
      .value_or(0);
}

std::vector<HeldMonth> held_months(db::Tx& tx, AllianceId alliance, const std::string& low, const std::string& high) {
  std::vector<HeldMonth> out;
  for (auto& row : tx.all<HeldRow>(
           "SELECT committee_id, substr(sort_on, 1, 7) FROM meetings WHERE alliance_id = :alliance AND sort_on >= :low AND "
           "sort_on < :high AND state = 'held' AND committee_id <> 0 UNION SELECT j.committee_id, substr(m.sort_on, 1, 7) FROM "
           "meetings m JOIN joint_committees j ON j.meeting_id = m.id WHERE m.alliance_id = :alliance AND m.sort_on >= :low AND "
           "m.sort_on < :high AND m.state = 'held' ORDER BY 1, 2",
           {{"alliance", alliance}, {"low", low}, {"high", high}}))
    out.push_back(std::move(row.h));
  return out;
}

std::vector<std::string> years(db::Tx& tx, AllianceId alliance) {
  return tx.all<std::string>("SELECT DISTINCT substr(sort_on, 1, 4) FROM meetings WHERE alliance_id = :alliance ORDER BY 1 DESC",
                             {{"alliance", alliance}});
}

}  // namespace alianza::meetings::store
