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

}  // namespace alianza::checkins::store
