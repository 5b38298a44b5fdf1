#pragma once
// Words and rules of experiences (features/experiences/README.md): R-026. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/committees/committees.h"
#include "features/meetings/meetings.h"
#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::experiences {

using committees::CommitteeId;
using meetings::Qualifier;
using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using ExperienceId = Id<struct ExperienceTag>;

enum class State { proposed, published, withdrawn };
std::string_view to_text(State state);
bool from_text(std::string_view text, State& state);
Message label(State state);

/// Who reads it once it is published.
enum class Confidentiality { everyone, members, office };
std::string_view to_text(Confidentiality confidentiality);
bool from_text(std::string_view text, Confidentiality& confidentiality);
Message label(Confidentiality confidentiality);

struct Experience {
  ExperienceId id;
  AgencyId agency;
  AllianceId alliance;
  OrganizationId organization;
  CommitteeId committee;  // 0: of none
  std::string sector;     // SCIAN code; empty: not said
  std::vector<int> sdgs;  // 1 … 17, in order
  LocalizedText title;
  LocalizedText problem;
  LocalizedText done;  // what was done
  LocalizedText result;
  std::optional<std::int64_t> value;  // the result as a figure, with `noun`
  Qualifier qualifier = Qualifier::exact;
  LocalizedText noun;
  std::string source;  // of the result
  LocalizedText lessons;
  Confidentiality confidentiality = Confidentiality::members;
  State state = State::proposed;
  std::string withdrawn_reason;
  int version = 1;  // of the row: an edit names the one it read
  Instant changed_at;
};

/// What narrows a list.
struct Filter {
  int sdg = 0;
  std::string sector;
  CommitteeId committee;
  std::string words;
};
bool matches(const Filter& filter, const Experience& experience);

struct Input {
  std::string organization;  // its id, or its name as in the directory
  std::string committee;
  std::string sector;
  std::vector<std::string> sdgs;
  std::string title_es;
  std::string title_en;
  std::string problem_es;
  std::string problem_en;
  std::string done_es;
  std::string done_en;
  std::string result_es;
  std::string result_en;
  std::string value;
  std::string qualifier = "exact";
  std::string noun_es;
  std::string noun_en;
  std::string source;
  std::string lessons_es;
  std::string lessons_en;
  std::string confidentiality = "members";
  std::string version;
};
/// The checked experience without organisation, committee and ids, or every field that is wrong.
Result<Experience> parse(const Input& input);
Input as_input(const Experience& experience, const std::string& organization_name);

}  // namespace alianza::experiences
