#pragma once
// SQL of minutes; only this feature's tables. What is approved is changed by no statement here: each asks for the state itself.
#include <map>
#include <optional>
#include <vector>

#include "features/minutes/copies.h"
#include "features/minutes/minutes.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::minutes::store {

/// The further bodies of joint sessions, by meeting: those with minutes that were opened for several.
std::map<MeetingId, std::vector<CommitteeId>> joined(db::Tx& tx, const std::vector<MeetingId>& meetings);
void put_joined(db::Tx& tx, const Minutes& minutes, const std::vector<CommitteeId>& bodies);

void insert(db::Tx& tx, const Minutes& minutes, auth::AccountId by);
/// The newest edition of a meeting, or the one asked for.
std::optional<Minutes> find(db::Tx& tx, MeetingId meeting, std::optional<int> edition = {});
/// Every edition without its text, newest first.
std::vector<Minutes> editions(db::Tx& tx, MeetingId meeting);
/// Those of an alliance that are in review, the oldest first.
std::vector<Minutes> in_review(db::Tx& tx, AllianceId alliance, int limit);
/// Of every alliance, by id, beyond `after`.
std::vector<Minutes> after(db::Tx& tx, MinutesId after, int limit);

/// False when it is approved already. Raises the round when it goes to review.
bool set_state(db::Tx& tx, const Minutes& minutes, State to, const std::string& note, const auth::Actor& by);
/// Fills folio, canonical, digest, approver and day; false when it is not in review any more.
bool approve(db::Tx& tx, const Minutes& approved, const auth::Actor& by);
/// The next number of that agency and year, from 1; whoever asks at the same time waits.
int next_folio(db::Tx& tx, AgencyId agency, int year);
/// The last number that was given; 0: none.
int last_folio(db::Tx& tx, AgencyId agency, int year);
std::vector<StateChange> states(db::Tx& tx, MinutesId id);

void insert_section(db::Tx& tx, const Minutes& minutes, const Section& section, int ordinal);
std::vector<Section> sections(db::Tx& tx, MinutesId id);
std::optional<Section> find_section(db::Tx& tx, MinutesId minutes, SectionId id);
/// Makes room for one more before the closing: gives its ordinal.
int open_ordinal(db::Tx& tx, MinutesId id);
/// False when the section's version is not `section.version` any more, or its minutes are no draft; raises it by one otherwise.
bool save(db::Tx& tx, const Section& section, const auth::Actor& by);
/// A text that somebody sent, whatever became of it.
enum class Fate { saved, crossed };
std::string_view to_text(Fate fate);
bool from_text(std::string_view text, Fate& fate);
void keep_text(db::Tx& tx, AgencyId agency, const Section& section, Fate fate, const auth::Actor& by);
/// Those of the sections that crossed with another, oldest first.
std::vector<Crossed> crossed(db::Tx& tx, MinutesId id);

/// `copy`: behind whose link it was said; 0: by an account.
void insert_comment(db::Tx& tx, const Minutes& minutes, const Comment& comment, const auth::Actor& by, CopyId copy);
std::vector<Comment> comments(db::Tx& tx, MinutesId id);
/// Once for each organisation and round.
void put_assent(db::Tx& tx, const Minutes& minutes, OrganizationId organization, const auth::Actor& by, CopyId copy);
std::vector<Assent> assents(db::Tx& tx, const Minutes& minutes);

}  // namespace alianza::minutes::store
