#pragma once
// Words and rules of the glossary (features/terms/README.md): R-029. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "features/membership/membership.h"
#include "platform/base/text.h"
#include "platform/base/time.h"

namespace alianza::terms {

using membership::AgencyId;
using membership::AllianceId;
using TermId = Id<struct TermTag>;
using MeetingId = Id<struct TermMeetingTag>;  // of the meeting where it was agreed; this feature stands below meetings

/// Beside which field of a form a term is shown.
enum class Place { nowhere, size, contribution, sdg_interest, replicability, sustainability };
std::string_view to_text(Place place);
bool from_text(std::string_view text, Place& place);
Message label(Place place);
const std::vector<Place>& places();

/// What was agreed at one time; never written again.
struct Version {
  int number = 1;
  LocalizedText name;
  LocalizedText definition;
  LocalizedText source;           // document and chapter, or who wrote it
  std::optional<Date> agreed_on;  // empty: a source, not a session, gives it
  std::string agreed_in;          // «Sesión transversal»
  MeetingId meeting;              // 0: none
  std::string recorded_by;        // a name
  Instant recorded_at;
};

/// A term with the version that counts now.
struct Term {
  TermId id;
  AgencyId agency;
  AllianceId alliance;
  Place place = Place::nowhere;
  Version now;
};

struct Input {
  std::string name_es;
  std::string name_en;
  std::string definition_es;
  std::string definition_en;
  std::string source_es;
  std::string source_en;
  std::string agreed_on;
  std::string agreed_in;
  std::string meeting;  // its id, or the address of its page
  std::string place = "nowhere";
  std::string version;  // the number that was read before changing
};
struct Parsed {
  Place place = Place::nowhere;
  Version version;
};
/// The checked version, or every field that is wrong.
Result<Parsed> parse(const Input& input);
Input as_input(const Term& term);

}  // namespace alianza::terms
