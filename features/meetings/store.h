#pragma once
// SQL of meetings; only this feature's tables.
#include <map>
#include <optional>
#include <vector>

#include "features/meetings/meetings.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::meetings::store {

void insert(db::Tx& tx, const Meeting& meeting, auth::AccountId by);
/// False when the row's version is no longer meeting.version; raises it by one otherwise. The state stays.
bool update(db::Tx& tx, const Meeting& meeting, auth::AccountId by);
/// Sets the state, raises the version (calendars notice) and keeps the row of the change.
void set_state(db::Tx& tx, const Meeting& meeting, State state, const std::string& reason, const auth::Actor& by);
/// Oldest first.
std::vector<StateChange> states(db::Tx& tx, MeetingId id);
std::optional<Meeting> find(db::Tx& tx, AllianceId alliance, MeetingId id);
/// Of every alliance, by id, beyond `after`.
std::vector<Meeting> after(db::Tx& tx, MeetingId after, int limit);

/// Which meetings, between two keys of sort_on (the first in, the last out), and where to begin: strictly beyond a row.
struct Range {
  std::string low = "0000";
  std::string high = "9999";
  std::string held_low = "0000";   // what was held counts from here on
  std::string open_high = "9999";  // what was not held counts before this
  std::optional<CommitteeId> committee;
  std::optional<Kind> kind;
  std::optional<State> state;
  std::string search;  // folded; found anywhere in titles and venue
};
struct Key {
  std::string sort_on;
  MeetingId id;
};
std::vector<Meeting> forward(db::Tx& tx, AllianceId alliance, const Range& range, const Key& after, int limit);
std::vector<Meeting> backward(db::Tx& tx, AllianceId alliance, const Range& range, const Key& before, int limit);
std::int64_t count(db::Tx& tx, AllianceId alliance, const Range& range);
/// The next scheduled meeting of each committee from that key on.
std::map<CommitteeId, Meeting> next_of_committees(db::Tx& tx, AllianceId alliance, const std::string& from);
/// Scheduled from `low` until before `high`, with an exact date and no item of an agenda.
std::int64_t without_agenda(db::Tx& tx, AllianceId alliance, const std::string& low, const std::string& high);
/// Committee and month ("2026-03") of every meeting held between two keys.
struct HeldMonth {
  CommitteeId committee;
  std::string month;
};
std::vector<HeldMonth> held_months(db::Tx& tx, AllianceId alliance, const std::string& low, const std::string& high);
/// Years with meetings, newest first.
std::vector<std::string> years(db::Tx& tx, AllianceId alliance);

void replace_agenda(db::Tx& tx, const Meeting& meeting, const std::vector<AgendaItem>& items);
std::vector<AgendaItem> agenda(db::Tx& tx, MeetingId id);
/// The agendas of many meetings: one query.
std::map<MeetingId, std::vector<AgendaItem>> agendas(db::Tx& tx, const std::vector<MeetingId>& ids);

GroupId insert_group(db::Tx& tx, const Meeting& meeting, const Group& group);
void report_group(db::Tx& tx, MeetingId meeting, GroupId id, const GroupResult& result);
void delete_group(db::Tx& tx, MeetingId meeting, GroupId id);
std::vector<Group> groups(db::Tx& tx, MeetingId id);

struct Feed {
  AllianceId alliance;
  auth::AccountId account;
  Lang lang = Lang::es;
  Instant created_at;
};
/// Replaces the one that account had in that alliance.
void put_feed(db::Tx& tx, AgencyId agency, const Feed& feed, const std::string& secret_hash);
void delete_feed(db::Tx& tx, AllianceId alliance, auth::AccountId account);
std::optional<Feed> find_feed(db::Tx& tx, const std::string& secret_hash);
std::optional<Feed> feed_of(db::Tx& tx, AllianceId alliance, auth::AccountId account);

}  // namespace alianza::meetings::store
