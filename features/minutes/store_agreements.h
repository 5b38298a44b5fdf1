#pragma once
// SQL of agreements.
#include <map>
#include <optional>
#include <vector>

#include "features/minutes/minutes.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"
#include "platform/mail/letter.h"

namespace alianza::minutes::store {

/// Gives it its number within the meeting.
Agreement insert(db::Tx& tx, Agreement agreement, const auth::Actor& by);
/// False when the row's version is no longer agreement.version.
bool update(db::Tx& tx, const Agreement& agreement);
void set_progress(db::Tx& tx, const Agreement& agreement, Progress to, const std::string& note, const auth::Actor& by);
std::optional<Agreement> find_agreement(db::Tx& tx, AllianceId alliance, AgreementId id);
std::vector<Agreement> agreements_of(db::Tx& tx, MeetingId meeting);
std::vector<AgreementChange> changes(db::Tx& tx, AgreementId id);
/// Of every alliance, by id, beyond `after`.
std::vector<Agreement> agreements_after(db::Tx& tx, AgreementId after, int limit);

/// What a list looks at: bodies (0 = the whole alliance) or owners that the reader may see, then the filters.
struct Scope {
  bool everything = false;
  std::vector<CommitteeId> bodies;
  std::vector<OrganizationId> owners;
};
struct Wanted {
  Scope scope;
  std::optional<Progress> state;
  std::optional<CommitteeId> committee;
  std::optional<OrganizationId> owner;
  std::string due_from;              // the first day that is in; empty: from the beginning
  std::string due_before = "99999";  // the first day that is out
  std::string search;                // folded
};
struct Key {
  std::string due;
  AgreementId id;
};
std::vector<Agreement> forward(db::Tx& tx, AllianceId alliance, const Wanted& wanted, const Key& after, int limit);
std::vector<Agreement> backward(db::Tx& tx, AllianceId alliance, const Wanted& wanted, const Key& before, int limit);
std::int64_t count(db::Tx& tx, AllianceId alliance, const Wanted& wanted);

/// Open ones of a meeting, that an organisation answers for and whose owner was not told of them.
std::vector<Agreement> untold(db::Tx& tx, MeetingId meeting);
/// Open ones due within these days, both counted, without that letter for their day.
std::vector<Agreement> unreminded(db::Tx& tx, AllianceId alliance, News news, Date from, Date to);
void keep_letter(db::Tx& tx, const Agreement& agreement, News news, mail::LetterId letter);
std::vector<AllianceId> with_open_agreements(db::Tx& tx);

struct Merging {
  std::int64_t id = 0;
  OrganizationId kept;
  OrganizationId gone;
};
void merge(db::Tx& tx, const Merging& merging);
void unmerge(db::Tx& tx, const Merging& merging);

}  // namespace alianza::minutes::store
