#pragma once
// What a person asks of an agency under the law: access, rectification, cancellation, opposition (ARCO; R-144), and its days.
// Terms run in working days, Monday to Friday from the day after; holidays only lengthen them, so a day shown here is never too
// late. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::privacy {

using membership::AgencyId;
using ArcoId = Id<struct ArcoTag>;

enum class Right { access, rectification, cancellation, opposition };
/// By which way it was received; `account`: the person filed it here.
enum class Way { account, writing, email, in_person };
enum class ArcoState { waiting, granted, closed };  // for its answer; to be carried out; done
enum class Outcome { none, granted, partly, refused, withdrawn };
enum class StepKind { received, extended, answered, carried_out };

std::string_view to_text(Right right);
bool from_text(std::string_view text, Right& right);
std::string_view to_text(Way way);
bool from_text(std::string_view text, Way& way);
std::string_view to_text(ArcoState state);
bool from_text(std::string_view text, ArcoState& state);
std::string_view to_text(Outcome outcome);
bool from_text(std::string_view text, Outcome& outcome);
std::string_view to_text(StepKind kind);
bool from_text(std::string_view text, StepKind& kind);

Message name_of(Right right);
Message name_of(Way way);
Message name_of(ArcoState state);
Message name_of(Outcome outcome);
Message name_of(StepKind kind);

/// Working days (LGPDPPSO: 20 to answer, 10 more once, 15 to carry out). An agency sets its own: 1 to 60.
struct ArcoTerms {
  std::int64_t answer = 20;
  std::int64_t extension = 10;
  std::int64_t effect = 15;
};

/// Monday to Friday, beginning with the day after `from`.
Date plus_working_days(Date from, std::int64_t days);

struct ArcoRequest {
  ArcoId id;
  AgencyId agency;
  Right right = Right::access;
  std::string name;
  std::string email;         // may be empty
  std::int64_t account = 0;  // 0: none
  Way way = Way::writing;
  Date received_on;
  std::string what;
  std::string proof;  // how the person showed who they are; may be empty
  ArcoState state = ArcoState::waiting;
  Date due_on;
  bool extended = false;
  Outcome outcome = Outcome::none;

  bool is_overdue(Date today) const { return state != ArcoState::closed && due_on < today; }
};

struct ArcoStep {
  StepKind kind = StepKind::received;
  Date on;
  std::optional<Date> due_on;
  std::string note;
};

struct ArcoInput {
  std::string right;
  std::string name;
  std::string email;
  std::string way;
  std::string received_on;
  std::string what;
  std::string proof;
};
/// The request as it begins, due by the terms, without id and agency. Errors by field.
Result<ArcoRequest> parse(const ArcoInput& input, const ArcoTerms& terms, Date today);

/// What a person files from their account; `agency` as text of its id.
struct OwnArcoInput {
  std::string agency;
  std::string right;
  std::string what;
};

/// A step that somebody notes: its day and what is said.
struct StepInput {
  std::string outcome;  // of an answer
  std::string on;
  std::string note;
};
struct Noted {
  Outcome outcome = Outcome::none;
  Date on;
  std::string note;
};
/// Errors by field: outcome (of an answer), on (not before it was received nor after today), note.
Result<Noted> parse_answer(const StepInput& input, const ArcoRequest& request, Date today);
Result<Noted> parse_effect(const StepInput& input, const ArcoRequest& request, Date today);
/// Why it takes longer. Error at field `note`.
Result<std::string> parse_note(std::string_view text);

struct TermsInput {
  std::string answer;
  std::string extension;
  std::string effect;
};
/// Errors by field: answer, extension, effect.
Result<ArcoTerms> parse(const TermsInput& input);

}  // namespace alianza::privacy
