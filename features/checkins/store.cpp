#include "features/checkins/store.h"

namespace alianza::checkins::store {
namespace {

// NOLINTNEXTLINE(cppcoreguidelines-macro-usage): two queries read the same columns; SQL texts must be literals.
#define CODE_COLUMNS "SELECT id, agency_id, alliance_id, meeting_id, held_on, code, made_at FROM checkin_codes "

struct Row {
  Code c;
  static void columns(auto& v, Row& r) { v(r.c.id, r.c.agency, r.c.alliance, r.c.meeting, r.c.on, r.c.code, r.c.made_at); }
};

std::optional<Code> take(std::optional<Row> row) {
  if (!row) return std::nullopt;
  return std::move(row->c);
}

}  // namespace

void insert(db::Tx& tx, const Code& c, auth::AccountId by) {
  tx.exec(
      "INSERT INTO checkin_codes (id, agency_id, alliance_id, meeting_id, held_on, code, made_by, made_at) VALUES (:id, :agency, "
      ":alliance, :meeting, :on, :code, :by, :at)",
      {{"id", c.id},
       {"agency", c.agency},
       {"alliance", c.alliance},
       {"meeting", c.meeting},
       {"on", c.on},
       {"code", c.code},
       {"by", by},
       {"at", c.made_at}});
}

std::optional<Code> find(db::Tx& tx, MeetingId meeting, Date on) {
  return take(tx.one<Row>(CODE_COLUMNS "WHERE meeting_id = :meeting AND held_on = :on AND withdrawn_at IS NULL",
                          {{"meeting", meeting}, {"on", on}}));
}

std::optional<Code> find(db::Tx& tx, const std::string& code) {
  return take(tx.one<Row>(CODE_COLUMNS "WHERE code = :code AND withdrawn_at IS NULL", {{"code", code}}));
}

void withdraw(db::Tx& tx, MeetingId meeting, Date on) {
  tx.exec("UPDATE checkin_codes SET withdrawn_at = :at WHERE meeting_id = :meeting AND held_on = :on AND withdrawn_at IS NULL",
          {{"at", tx.now()}, {"meeting", meeting}, {"on", on}});
}

void add_notice(db::Tx& tx, meetings::AgencyId agency, MeetingId meeting, AttendanceId attendance, std::int64_t version,
                auth::AccountId by) {
  if (attendance &&
      tx.one<std::int64_t>("SELECT id FROM checkin_notices WHERE meeting_id = :meeting AND attendance_id = :attendance",
                           {{"meeting", meeting}, {"attendance", attendance}}))
    return;
  tx.exec(
      "INSERT INTO checkin_notices (id, agency_id, meeting_id, attendance_id, notice_version, told_account, at) VALUES (:id, "
      ":agency, :meeting, :attendance, :version, :by, :now)",
      {{"id", Id<struct NoticeTag>::make()},
       {"agency", agency},
       {"meeting", meeting},
       {"attendance", attendance},
       {"version", version},
       {"by", by},
       {"now", tx.now()}});
}

namespace {

struct ReadRow {
  Instant at;
  auth::AccountId by;
  static void columns(auto& v, ReadRow& r) { v(r.at, r.by); }
};

}  // namespace

Notices notices(db::Tx& tx, MeetingId meeting) {
  Notices out;
  out.accepted = *tx.one<std::int64_t>("SELECT count(*) FROM checkin_notices WHERE meeting_id = :meeting AND attendance_id <> 0",
                                       {{"meeting", meeting}});
  if (const auto row = tx.one<ReadRow>("SELECT at, told_account FROM checkin_notices WHERE meeting_id = :meeting AND "
                                       "attendance_id = 0 ORDER BY id DESC LIMIT 1",
                                       {{"meeting", meeting}})) {
    out.read_at = row->at;
    out.read_by = row->by;
  }
  return out;
}

}  // namespace alianza::checkins::store
