#pragma once
// Words of the result book, its notes and the consensus (features/results/README.md): R-043. No SQL, no HTTP, no clock.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/meetings/meetings.h"
#include "features/surveys/surveys.h"

namespace alianza::results {

using meetings::MeetingId;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using surveys::ResponseId;
using surveys::SurveyId;
using NoteId = Id<struct ResultNoteTag>;
using ConsensusId = Id<struct ResultConsensusTag>;

/// Who reads a book or a note: the offices of the agency, or the members of the alliance too.
enum class Audience : std::uint8_t { offices, members };
std::string_view to_text(Audience audience);
bool from_text(std::string_view text, Audience& audience);
Message label(Audience audience);

/// What was said about a question, or about the whole book.
struct Note {
  NoteId id;
  AgencyId agency;
  AllianceId alliance;
  SurveyId survey;
  std::string question;  // its code; "": the whole book
  Audience audience = Audience::offices;
  std::string text;
  std::int64_t version = 1;
  Instant written_at;
};
struct NoteInput {
  std::string question;
  std::string audience = "offices";
  std::string text;
  std::string version;  // the one that was read, of a note that is changed
};
/// Errors by field: audience, text. Whether the question is there, the action asks.
Result<Note> parse(const NoteInput& input);
NoteInput as_input(const Note& note);

/// A goal, or a theme in words, that is to become a committee.
struct Theme {
  int goal = 0;  // 1 to 17; 0: a theme
  std::string name;
  bool operator==(const Theme&) const = default;
};

/// What was agreed on from the results. Recorded once; a correction is another edition, and the newest one holds.
struct Consensus {
  ConsensusId id;
  AgencyId agency;
  AllianceId alliance;
  SurveyId survey;
  std::int64_t edition = 1;
  Date agreed_on;
  MeetingId meeting;  // 0: none
  std::string text;
  std::string correction;  // why, from the second edition on
  std::vector<Theme> themes;
  Instant recorded_at;
};
struct ConsensusInput {
  std::string agreed_on;
  std::string meeting;
  std::string text;
  std::vector<std::string> goals;  // "4"
  std::string themes;              // one a line
  std::string correction;
  std::string edition;  // the one that was read; "0": none was recorded
};
inline constexpr std::size_t most_themes = 40;
/// Without goals and themes nothing becomes a committee. Errors by field: agreed_on (no date, after today), meeting, text, goals,
/// themes (too many, too long, twice), correction (missing in another edition).
Result<Consensus> parse(const ConsensusInput& input, Date today);
ConsensusInput as_input(const Consensus& consensus);

}  // namespace alianza::results
