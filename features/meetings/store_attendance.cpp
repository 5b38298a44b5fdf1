#include "features/meetings/store_attendance.h"

namespace alianza::meetings::store {
namespace {

// NOLINTBEGIN(cppcoreguidelines-macro-usage): several queries read the same columns; SQL texts must be literals.
#define ATTENDANCE_COLUMNS \
  "SELECT id, organization_id, person, mode, arrival, group_id, recorded_at, arrived_at, teller FROM attendances "
#define COUNT_COLUMNS \
  "SELECT meeting_id, id, value, qualifier, noun_es, noun_en, rule_es, rule_en, source_es, source_en FROM reported_counts "
// NOLINTEND(cppcoreguidelines-macro-usage)

template <class V>
void attendance_columns(V& v, Attendance& a) {
  v(a.id, a.organization, a.person, a.mode, a.arrival, a.group, a.recorded_at, a.arrived_at, a.teller);
}

struct AttendanceRow {
  Attendance a;
  template <class V>
  static void columns(V& v, AttendanceRow& r) {
    attendance_columns(v, r.a);
  }
};

struct PresenceRow {
  Presence p;
  template <class V>
  static void columns(V& v, PresenceRow& r) {
    v(r.p.meeting, r.p.sort_on);
    attendance_columns(v, r.p.row);
  }
};

struct TurnoutRow {
  MeetingId meeting;
  Turnout t;
  template <class V>
  static void columns(V& v, TurnoutRow& r) {
    v(r.meeting, r.t.organizations, r.t.persons);
  }
};

struct ShareRow {
  Share s;
  template <class V>
  static void columns(V& v, ShareRow& r) {
    v(r.s.committee, r.s.held, r.s.attended);
  }
};

struct YearRow {
  Year y;
  template <class V>
  static void columns(V& v, YearRow& r) {
    v(r.y.year, r.y.meetings, r.y.organizations, r.y.persons);
  }
};

struct CountRow {
  MeetingId meeting;
  ReportedCount c;
  template <class V>
  static void columns(V& v, CountRow& r) {
    v(r.meeting, r.c.id, r.c.value, r.c.qualifier, r.c.noun.es, r.c.noun.en, r.c.rule.es, r.c.rule.en, r.c.source.es,
      r.c.source.en);
  }
};

std::optional<Attendance> take(std::optional<AttendanceRow> row) {
  if (!row) return std::nullopt;
  return std::move(row->a);
}

}  // namespace

AttendanceId insert_attendance(db::Tx& tx, const Meeting& m, const Attendance& row, auth::AccountId by) {
  const auto id = AttendanceId::make();
  tx.exec(
      "INSERT INTO attendances (id, agency_id, alliance_id, meeting_id, organization_id, person, person_folded, mode, arrival, "
      "group_id, recorded_by, "
      "recorded_at, arrived_at, teller) VALUES (:id, :agency, :alliance, :meeting, :organization, :person, :folded, :mode, "
      ":arrival, "
      ":group, :by, "
      ":at, :arrived, :teller)",
      {{"id", id},
       {"agency", m.agency},
       {"alliance", m.alliance},
       {"meeting", m.id},
       {"organization", row.organization},
       {"person", row.person},
       {"folded", fold(row.person)},
       {"mode", row.mode},
       {"arrival", row.arrival},
       {"group", row.group},
       {"by", by},
       {"at", tx.now()},
       {"arrived", row.arrived_at},
       {"teller", row.teller}});
  return id;
}

std::optional<Attendance> find_attendance(db::Tx& tx, MeetingId meeting, AttendanceId id) {
  return take(tx.one<AttendanceRow>(ATTENDANCE_COLUMNS "WHERE id = :id AND meeting_id = :meeting AND withdrawn_at IS NULL",
                                    {{"id", id}, {"meeting", meeting}}));
}

std::optional<Attendance> attendance_of(db::Tx& tx, MeetingId meeting, OrganizationId organization,
                                        const std::string& person_folded) {
  return take(tx.one<AttendanceRow>(
      ATTENDANCE_COLUMNS
      "WHERE meeting_id = :meeting AND organization_id = :organization AND person_folded = :folded AND withdrawn_at IS NULL",
      {{"meeting", meeting}, {"organization", organization}, {"folded", person_folded}}));
}

void withdraw_attendance(db::Tx& tx, AttendanceId id, auth::AccountId by) {
  tx.exec("UPDATE attendances SET withdrawn_by = :by, withdrawn_at = :at WHERE id = :id AND withdrawn_at IS NULL",
          {{"by", by}, {"at", tx.now()}, {"id", id}});
}

std::vector<Attendance> attendances(db::Tx& tx, MeetingId meeting) {
  std::vector<Attendance> out;
  for (auto& row :
       tx.all<AttendanceRow>(ATTENDANCE_COLUMNS "WHERE meeting_id = :meeting AND withdrawn_at IS NULL ORDER BY id LIMIT 20000",
                             {{"meeting", meeting}}))
    out.push_back(std::move(row.a));
  return out;
}

void each_presence(db::Tx& tx, AllianceId alliance, const std::function<void(const Presence&)>& f) {
  tx.each<PresenceRow>(
      "SELECT a.meeting_id, m.sort_on, a.id, a.organization_id, a.person, a.mode, a.arrival, a.group_id, a.recorded_at, "
      "a.arrived_at, a.teller FROM "
      "meetings m "
      "JOIN attendances a ON a.meeting_id = m.id AND a.withdrawn_at IS NULL WHERE m.alliance_id = :alliance ORDER BY m.sort_on, "
      "m.id, a.id",
      {{"alliance", alliance}}, [&](const PresenceRow& row) { f(row.p); });
}

std::map<MeetingId, Turnout> turnouts(db::Tx& tx, const std::vector<MeetingId>& ids) {
  std::map<MeetingId, Turnout> out;
  for (const auto& row : tx.all<TurnoutRow>(
           "SELECT meeting_id, count(DISTINCT organization_id), count(*) FILTER (WHERE person <> '') FROM attendances "
           "WHERE meeting_id IN (:ids...) AND withdrawn_at IS NULL GROUP BY meeting_id",
           {{"ids", db::list(ids)}}))
    out.emplace(row.meeting, row.t);
  return out;
}

std::vector<Share> shares(db::Tx& tx, AllianceId alliance, OrganizationId organization, const std::string& low,
                          const std::string& high) {
  std::vector<Share> out;
  for (const auto& row :
       tx.all<ShareRow>("SELECT b.committee_id, count(*), count(*) FILTER (WHERE EXISTS (SELECT 1 FROM "
                        "attendances a WHERE a.meeting_id = b.id AND a.organization_id = :organization AND "
                        "a.withdrawn_at IS NULL)) FROM (SELECT id, committee_id FROM meetings WHERE alliance_id "
                        "= :alliance AND sort_on >= :low AND sort_on < :high AND state = 'held' UNION ALL "
                        "SELECT m.id, j.committee_id FROM meetings m JOIN joint_committees j ON j.meeting_id = "
                        "m.id WHERE m.alliance_id = :alliance AND m.sort_on >= :low AND m.sort_on < :high AND "
                        "m.state = 'held') AS b GROUP BY b.committee_id ORDER BY 1",
                        {{"organization", organization}, {"alliance", alliance}, {"low", low}, {"high", high}}))
    out.push_back(row.s);
  return out;
}

std::vector<MeetingId> attended_by(db::Tx& tx, AllianceId alliance, OrganizationId organization, int limit) {
  return tx.all<MeetingId>(
      "SELECT m.id FROM meetings m WHERE m.alliance_id = :alliance AND EXISTS (SELECT 1 FROM attendances a WHERE a.meeting_id = "
      "m.id "
      "AND a.organization_id = :organization AND a.withdrawn_at IS NULL) ORDER BY m.sort_on DESC, m.id DESC LIMIT :limit",
      {{"alliance", alliance}, {"organization", organization}, {"limit", limit}});
}

std::vector<Year> participation(db::Tx& tx, AllianceId alliance) {
  std::vector<Year> out;
  for (auto& row : tx.all<YearRow>(
           "SELECT substr(m.sort_on, 1, 4), count(DISTINCT m.id), count(DISTINCT a.organization_id), "
           "count(DISTINCT CASE WHEN a.person_folded <> '' THEN CAST(a.organization_id AS TEXT) || ' ' || a.person_folded END) "
           "FROM meetings m LEFT JOIN attendances a ON a.meeting_id = m.id AND a.withdrawn_at IS NULL "
           "WHERE m.alliance_id = :alliance AND m.state = 'held' GROUP BY substr(m.sort_on, 1, 4) ORDER BY 1 DESC",
           {{"alliance", alliance}}))
    out.push_back(std::move(row.y));
  return out;
}

CountId insert_count(db::Tx& tx, const Meeting& m, const ReportedCount& c, auth::AccountId by) {
  const auto id = CountId::make();
  tx.exec(
      "INSERT INTO reported_counts (id, agency_id, meeting_id, value, qualifier, noun_es, noun_en, rule_es, rule_en, source_es, "
      "source_en, recorded_by, "
      "recorded_at) VALUES (:id, :agency, :meeting, :value, :qualifier, :noun_es, :noun_en, :rule_es, :rule_en, :source_es, "
      ":source_en, :by, :at)",
      {{"id", id},
       {"agency", m.agency},
       {"meeting", m.id},
       {"value", c.value},
       {"qualifier", c.qualifier},
       {"noun_es", c.noun.es},
       {"noun_en", c.noun.en},
       {"rule_es", c.rule.es},
       {"rule_en", c.rule.en},
       {"source_es", c.source.es},
       {"source_en", c.source.en},
       {"by", by},
       {"at", tx.now()}});
  return id;
}

bool withdraw_count(db::Tx& tx, MeetingId meeting, CountId id, auth::AccountId by) {
  return tx.exec(
             "UPDATE reported_counts SET withdrawn_by = :by, withdrawn_at = :at WHERE id = :id AND meeting_id = :meeting AND "
             "withdrawn_at IS NULL",
             {{"by", by}, {"at", tx.now()}, {"id", id}, {"meeting", meeting}}) == 1;
}

std::vector<ReportedCount> counts(db::Tx& tx, MeetingId meeting) {
  auto found = counts_of(tx, {meeting});
  return found.empty() ? std::vector<ReportedCount>() : std::move(found.begin()->second);
}

std::map<MeetingId, std::vector<ReportedCount>> counts_of(db::Tx& tx, const std::vector<MeetingId>& ids) {
  std::map<MeetingId, std::vector<ReportedCount>> out;
  for (auto& row :
       tx.all<CountRow>(COUNT_COLUMNS "WHERE meeting_id IN (:ids...) AND withdrawn_at IS NULL ORDER BY meeting_id, id",
                        {{"ids", db::list(ids)}}))
    out[row.meeting].push_back(std::move(row.c));
  return out;
}

void merge(db::Tx& tx, const Merging& m) {
  tx.exec(
      "INSERT INTO attendance_merges (merge_id, agency_id, attendance_id, did) "
      "SELECT CAST(:merge AS BIGINT), g.agency_id, g.id, CASE WHEN g.withdrawn_at IS NULL AND EXISTS (SELECT 1 FROM attendances "
      "k "
      "WHERE k.meeting_id = g.meeting_id AND k.organization_id = :kept AND k.person_folded = g.person_folded AND k.withdrawn_at "
      "IS NULL) "
      "THEN 'withdrawn' ELSE 'moved' END FROM attendances g WHERE g.organization_id = :gone",
      {{"merge", m.id}, {"kept", m.kept}, {"gone", m.gone}});
  tx.exec(
      "UPDATE attendances SET organization_id = :kept WHERE id IN "
      "(SELECT attendance_id FROM attendance_merges WHERE merge_id = :merge AND did = 'moved')",
      {{"kept", m.kept}, {"merge", m.id}});
  tx.exec(
      "UPDATE attendances SET withdrawn_by = 0, withdrawn_at = :at WHERE id IN "
      "(SELECT attendance_id FROM attendance_merges WHERE merge_id = :merge AND did = 'withdrawn')",
      {{"at", tx.now()}, {"merge", m.id}});
}

void unmerge(db::Tx& tx, const Merging& m) {
  tx.exec(
      "UPDATE attendances SET organization_id = :gone WHERE id IN "
      "(SELECT attendance_id FROM attendance_merges WHERE merge_id = :merge AND did = 'moved')",
      {{"gone", m.gone}, {"merge", m.id}});
  tx.exec(
      "UPDATE attendances SET withdrawn_by = NULL, withdrawn_at = NULL WHERE id IN "
      "(SELECT attendance_id FROM attendance_merges WHERE merge_id = :merge AND did = 'withdrawn')",
      {{"merge", m.id}});
  tx.exec("DELETE FROM attendance_merges WHERE merge_id = :merge", {{"merge", m.id}});
}

}  // namespace alianza::meetings::store
