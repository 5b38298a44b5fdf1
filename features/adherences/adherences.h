#pragma once
// Words and rules of adherences (features/adherences/README.md): R-006. No SQL, no HTTP.
#include <optional>
#include <string>
#include <string_view>

#include "features/membership/membership.h"
#include "features/privacy/privacy.h"
#include "platform/base/text.h"
#include "platform/base/time.h"
#include "platform/files/type.h"

namespace alianza::adherences {

using membership::AgencyId;
using membership::AllianceId;
using membership::OrganizationId;
using AdherenceId = Id<struct AdherenceTag>;

/// The text of an alliance's letter; a changed text is another version.
struct Text {
  AgencyId agency;
  AllianceId alliance;
  std::int64_t version = 0;
  LocalizedText body;
  Instant published_at;
};

struct Adherence {
  AdherenceId id;
  AgencyId agency;
  AllianceId alliance;
  OrganizationId organization;
  std::string organization_name;
  std::string person_name;
  Email email;
  Lang lang = Lang::es;
  std::int64_t text_version = 0;
  Instant offered_at;
  Instant expires_at;
  std::optional<Instant> signed_at;
  std::string signer_name;
  std::string signer_position;
  std::string document;           // exactly the bytes that were signed; empty: they are a file
  std::string sha256;             // of these bytes, 64 hexadecimal digits
  std::optional<Date> signed_on;  // the day on the paper; nothing: signed behind the link
  std::string paper_type;         // files::to_text(Type); empty: no paper
  std::string paper_name;         // of the file
  bool is_paper() const { return !paper_type.empty(); }
};

/// Where a row stood in the list when it was read: those that wait first, then the newest.
struct Place {
  bool is_signed = false;
  AdherenceId id;

  /// For addresses: "1.01J…".
  std::string text() const;
  static std::optional<Place> parse(std::string_view text);
};
Place place_of(const Adherence& adherence);

struct TextInput {
  std::string body_es;
  std::string body_en;
};
/// The checked body, or every field that is wrong.
Result<LocalizedText> parse(const TextInput& input);

struct SignInput {
  std::string name;
  std::string position;
  std::string accept;   // not empty: accepted
  std::string version;  // of the text that was read
  privacy::Consent privacy;
};
Result<SignInput> parse(const SignInput& input);

/// A letter that was signed on paper, as the secretariat tells it.
struct PaperInput {
  std::string organization;  // its id, or its name as in the directory
  std::string name;
  std::string position;
  std::string signed_on;
  std::string version;  // of the text that was signed; empty: the newest
};
/// Of the facts of the paper what can be judged without the directory; signed_on not after `today`.
Result<PaperInput> parse(const PaperInput& input, Date today);

/// Names as the letter says them, in its language, and the zone of the alliance.
struct Around {
  std::string alliance;
  std::string agency;
  Zone zone;
};
/// The text as this organisation reads it: its fields (wording.h) filled in.
std::string filled(const Adherence& adherence, const Text& text, const Around& around);
/// What is signed: UTF-8, lines end with LF, the last one too. Always the same bytes for the same facts; `adherence` is signed.
std::string canonical(const Adherence& adherence, const Text& text, const Around& around);

}  // namespace alianza::adherences
