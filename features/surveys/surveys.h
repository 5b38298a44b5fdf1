#pragma once
// Words and rules of surveys (features/surveys/README.md). No SQL, no HTTP.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/money.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/jobs/job.h"
#include "platform/mail/letter.h"

namespace alianza::surveys {

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using membership::PersonId;
using SurveyId = Id<struct SurveyTag>;
using VersionId = Id<struct SurveyVersionTag>;
using RecipientId = Id<struct SurveyRecipientTag>;
using ResponseId = Id<struct SurveyResponseTag>;
using BallotId = Id<struct SurveyBallotTag>;
using AgencyTemplateId = Id<struct SurveyTemplateTag>;

/// draft: nobody was asked yet. open: links serve, until the last day. closed: by hand, before or after it.
enum class State : std::uint8_t { draft, open, closed };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

/// One answer of each organisation, whose people share the draft; one of each person who is asked; or one of each person that
/// nobody can be found by (docs/decisions/0120-anonymous-answers.md).
enum class Respondent : std::uint8_t { organization, person, anonymous };
std::string_view to_text(Respondent respondent);
bool from_text(std::string_view text, Respondent& respondent);
Message label(Respondent respondent);

struct Survey {
  SurveyId id;
  AgencyId agency;
  AllianceId alliance;
  LocalizedText title;
  LocalizedText intro;
  Date opens_on;
  Date closes_on;  // the last day, at the alliance
  Respondent answered_by = Respondent::organization;
  std::string from_template;  // its code
  State state = State::draft;
  VersionId live;    // in which answers are given
  VersionId design;  // beside it, while the survey is open; 0: none
  std::int64_t reminders = 0;
  jobs::JobId job;
  std::optional<Instant> opened_at;
  std::optional<Instant> closed_at;
  std::optional<Instant> counted_at;  // of an anonymous one: its ballots were opened, or destroyed because they were too few
  std::int64_t version = 1;

  bool is_anonymous() const { return answered_by == Respondent::anonymous; }
  /// There may be answers to count: of an anonymous survey, only once all of its ballots were opened.
  bool is_countable() const { return !is_anonymous() || counted_at.has_value(); }
};
/// The version that is designed: of a draft survey the live one, of an open one that beside it, or still the live one.
VersionId designed(const Survey& survey);
/// As it is on a day: one whose last day has passed is closed.
State state_on(const Survey& survey, Date today);

/// A questionnaire that the agency keeps to begin other surveys with.
struct AgencyTemplate {
  AgencyTemplateId id;
  AgencyId agency;
  VersionId version;  // of the survey that it was taken from
  LocalizedText title;
};
inline constexpr std::size_t most_agency_templates = 50;

inline constexpr std::string_view blank_template = "blank";
inline constexpr std::string_view former_template = "former";
struct Input {
  std::string title_es;
  std::string title_en;
  std::string intro_es;
  std::string intro_en;
  std::string opens_on;
  std::string closes_on;
  std::string answered_by = "organization";
  std::string
      from_template;        // of a new one: a code of templates(), the id of an AgencyTemplate, blank_template or former_template
  std::string from_survey;  // with former_template: the survey of the agency whose questionnaire is copied
  std::string version;
};
/// The checked survey without ids, or every field that is wrong. `today`: it does not close before.
Result<Survey> parse(const Input& input, Date today);
Input as_input(const Survey& survey);

/// What became of the letter: as of an invitation (features/campaigns).
enum class Letter : std::uint8_t { drafted, queued, sent, failed, unsure, bounced, revoked };
std::string_view to_text(Letter letter);
bool from_text(std::string_view text, Letter& letter);
Message label(Letter letter);
/// Null when the state of a letter in the outbox changes nothing.
std::optional<Letter> after_letter(Letter now, mail::State letter);

/// untold: of an anonymous survey, to whoever asks; it is never stored.
enum class Progress : std::uint8_t { silent, started, answered, untold };
std::string_view to_text(Progress progress);
bool from_text(std::string_view text, Progress& progress);
Message label(Progress progress);

struct Recipient {
  RecipientId id;
  AgencyId agency;
  AllianceId alliance;
  SurveyId survey;
  OrganizationId organization;
  std::string organization_name;
  std::string organization_type;  // organizations::to_text
  std::string sector;             // SCIAN
  std::string size;
  PersonId person;
  std::string person_name;
  Email email;
  Lang lang = Lang::es;
  Letter letter = Letter::drafted;
  mail::LetterId letter_id;
  std::optional<Instant> letter_at;
  std::int64_t reminders = 0;
  std::int64_t round = 0;
  Progress progress = Progress::silent;

  /// A letter was written for it and not taken back, or it answered all the same: it counts as asked.
  bool is_asked() const;
  /// It was asked, can answer, and has not.
  bool is_silent() const;
};

inline constexpr int most_recipients = 10'000;
inline constexpr int most_reminders = 3;
inline constexpr int days_between_letters = 3;
/// The last letter was written before this moment: another one may follow.
Instant remindable_before(const Zone& zone, Date today);

/// Answered of asked.
struct Rate {
  std::int64_t asked = 0;
  std::int64_t started = 0;
  std::int64_t answered = 0;
  bool is_hidden = false;  // a group of an anonymous survey so small that it would tell who answered: asked alone is told
  std::int64_t silent() const { return asked - started - answered; }
  void add(const Recipient& recipient);
  /// Whole per cent, half up: 55 of 90 is 61. Nothing when nobody was asked, or it is hidden.
  std::optional<std::int64_t> percent() const;
};

}  // namespace alianza::surveys
