#pragma once
// SQL of attendance and reported counts.
#include <functional>
#include <map>
#include <optional>
#include <vector>

#include "features/meetings/meetings.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::meetings::store {

AttendanceId insert_attendance(db::Tx& tx, const Meeting& meeting, const Attendance& row, auth::AccountId by);
/// The row in force, or nothing when it was withdrawn or is of another meeting.
std::optional<Attendance> find_attendance(db::Tx& tx, MeetingId meeting, AttendanceId id);
/// In force for that organisation and person ("" = the organisation without a name).
std::optional<Attendance> attendance_of(db::Tx& tx, MeetingId meeting, OrganizationId organization,
                                        const std::string& person_folded);
void withdraw_attendance(db::Tx& tx, AttendanceId id, auth::AccountId by);
/// In force, in the order of registration.
std::vector<Attendance> attendances(db::Tx& tx, MeetingId meeting);
/// Streams the rows in force of a whole alliance, meeting by meeting in their order.
struct Presence {
  MeetingId meeting;
  std::string sort_on;
  Attendance row;
};
void each_presence(db::Tx& tx, AllianceId alliance, const std::function<void(const Presence&)>& take);

/// Organisations and persons by meeting: what lists show.
std::map<MeetingId, Turnout> turnouts(db::Tx& tx, const std::vector<MeetingId>& ids);

/// Sessions held by each committee from a day on, and how many of them the organisation attended (committee 0: of the whole
/// alliance).
struct Share {
  CommitteeId committee;
  std::int64_t held = 0;
  std::int64_t attended = 0;
};
std::vector<Share> shares(db::Tx& tx, AllianceId alliance, OrganizationId organization, const std::string& low,
                          const std::string& high);
/// Meetings that the organisation attended, newest first.
std::vector<MeetingId> attended_by(db::Tx& tx, AllianceId alliance, OrganizationId organization, int limit);

/// what a year saw; an organisation and a person count once a year.
struct Year {
  std::string year;
  std::int64_t meetings = 0;
  std::int64_t organizations = 0;
  std::int64_t persons = 0;
};
std::vector<Year> participation(db::Tx& tx, AllianceId alliance);

CountId insert_count(db::Tx& tx, const Meeting& meeting, const ReportedCount& count, auth::AccountId by);
/// False when there is none in force.
bool withdraw_count(db::Tx& tx, MeetingId meeting, CountId id, auth::AccountId by);
std::vector<ReportedCount> counts(db::Tx& tx, MeetingId meeting);
std::map<MeetingId, std::vector<ReportedCount>> counts_of(db::Tx& tx, const std::vector<MeetingId>& ids);

/// Merge of organisations: rows of `gone` become rows of `kept`, or are withdrawn where `kept` is registered as the same person
/// already.
struct Merging {
  std::int64_t id = 0;
  OrganizationId kept;
  OrganizationId gone;
};
void merge(db::Tx& tx, const Merging& merging);
void unmerge(db::Tx& tx, const Merging& merging);

}  // namespace alianza::meetings::store
