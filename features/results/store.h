#pragma once
// SQL of result books, notes and consensuses; only this feature's tables. What was answered is asked of features/surveys.
#include <optional>
#include <vector>

#include "features/results/results.h"
#include "platform/auth/actor.h"
#include "platform/db/db.h"

namespace alianza::results::store {

/// Of the book of a survey; offices when nothing was said.
Audience audience(db::Tx& tx, SurveyId survey);
void set_audience(db::Tx& tx, const surveys::Survey& survey, Audience audience, auth::AccountId by);
/// Surveys of an alliance whose book is for members too.
std::vector<SurveyId> open_books(db::Tx& tx, AllianceId alliance);

void insert(db::Tx& tx, const Note& note, auth::AccountId by);
/// False when the version is no longer note.version; raises it by one otherwise.
bool update(db::Tx& tx, const Note& note, auth::AccountId by);
void remove(db::Tx& tx, NoteId id);
std::optional<Note> find(db::Tx& tx, SurveyId survey, NoteId id);
/// In the order in which they were begun, at most 500.
std::vector<Note> notes(db::Tx& tx, SurveyId survey);

/// Error of the database: conflict, when that edition was recorded meanwhile.
void insert(db::Tx& tx, const Consensus& consensus, auth::AccountId by);
/// Newest edition first.
std::vector<Consensus> consensuses(db::Tx& tx, SurveyId survey);
std::optional<Consensus> find_consensus(db::Tx& tx, ConsensusId id);
/// The newest edition of each survey of an alliance.
std::vector<Consensus> held(db::Tx& tx, AllianceId alliance);

}  // namespace alianza::results::store
